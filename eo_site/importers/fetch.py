"""Documents straight from the Federal Register's public API. The one module that goes online.

https://www.federalregister.gov/developers/documentation/api/v1
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

API = "https://www.federalregister.gov/api/v1/documents.json"
TIMEOUT = 30
"""Seconds."""
MAX_BYTES = 64_000_000
MAX_PAGES = 50

FIELDS = (
    "document_number", "executive_order_number", "presidential_document_number", "title", "type",
    "subtype", "signing_date", "publication_date", "effective_on", "citation", "volume",
    "start_page", "end_page", "president", "html_url", "pdf_url", "disposition_notes",
    "executive_order_notes", "correction_of", "toc_doc",
)  # fmt: skip
"""What an import reads."""


class CannotFetchError(Exception):
    """There is no network, or the API does not answer as it documents."""

    def __init__(self, message: str, *, reached: bool = False) -> None:
        super().__init__(message)
        self.reached = reached
        """Whether the host has answered, if not with what was asked for."""


def address(query: str, api: str = API) -> str:
    """The API's address for a query: search words, or conditions as its documentation writes them."""
    given = parse_qsl(query) if "=" in query else [("conditions[term]", query)] if query else []
    fixed = [
        ("conditions[type][]", "PRESDOCU"),
        ("conditions[presidential_document_type][]", "executive_order"),
        *(("fields[]", name) for name in FIELDS),
        ("per_page", "1000"),
        ("order", "oldest"),
    ]
    names = {name for name, _ in given}
    return f"{api}?{urlencode([*given, *(each for each in fixed if each[0] not in names)])}"


def fetch(query: str, api: str = API) -> Iterator[tuple[str, bytes]]:
    """Each page of the answer: its address, and its bytes. Raises CannotFetchError."""
    url: str | None = address(query, api)
    for _ in range(MAX_PAGES):
        if url is None:
            return
        data = _page(url)
        yield api, data
        url = _next(data, api)


def fetch_text(document_number: str, api: str = API) -> tuple[str, bytes]:
    """A document's plain text: its address, and the bytes there. Raises CannotFetchError.

    The API says where the text is; an address on another host than its own is not followed.
    """
    one = f"{api.removesuffix('.json')}/{quote(document_number, safe='')}.json"
    host = urlsplit(api).netloc
    try:
        found = json.loads(_page(f"{one}?{urlencode([('fields[]', 'raw_text_url')])}"))
        url = found.get("raw_text_url")
    except (ValueError, AttributeError):
        raise CannotFetchError(f"{host} answers with no document", reached=True) from None
    if not isinstance(url, str) or urlsplit(url)[:2] != urlsplit(api)[:2]:
        raise CannotFetchError(f"{host} names no address of its text", reached=True)
    return url, _page(url, "text/plain, text/html")


def _page(url: str, accept: str = "application/json") -> bytes:
    request = urllib.request.Request(url, headers={"Accept": accept})
    host = urlsplit(url).netloc
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        message = f"{host} answers {error.code} {error.reason}"
        raise CannotFetchError(message, reached=True) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise CannotFetchError(f"cannot reach {host}: {reason}") from None
    if len(data) > MAX_BYTES:
        raise CannotFetchError(f"{host} answers with more than {MAX_BYTES:,} bytes", reached=True)
    return data


def _next(data: bytes, api: str) -> str | None:
    """The next page's address; only ever on the same host."""
    try:
        found = json.loads(data).get("next_page_url")
    except (ValueError, AttributeError):
        return None
    same = isinstance(found, str) and urlsplit(found)[:2] == urlsplit(api)[:2]
    return found if same else None
