"""Official texts of a library's orders: what a file holds, whether it is the order's, what is kept of it.

The Federal Register's plain texts come wrapped in a page of HTML. They are kept as printed, without
that page, and only if they read as the text of the order that was asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from typing import Any

from eo_site.importers.plan import OrderFile
from eo_site.importers.words import decoded
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.text_index import TextIndex
from eo_site.read.official_text import read_official_text

_PRE = re.compile(r"<pre\b[^>]*>(.*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FEW = 5
"""How many orders a message names of many."""


def digest(data: bytes) -> str:
    """Of a file's bytes."""
    return sha256(data).hexdigest()


def names_of(order: OrderFile) -> Iterator[str]:
    """What a file with an order's text may be called in somebody's folder, the best first."""
    stems = (order.slug, order.number.lower(), order.document_number)
    for stem in filter(None, stems):
        yield from (f"{stem}{suffix}" for suffix in (".txt", ".md", ".htm", ".html"))


def unwrapped(data: bytes) -> bytes:
    """A plain text without the page of HTML around it; other files as they are."""
    text, wrong = decoded(data)
    found = None if wrong else _PRE.search(text)
    if found is None:
        return data
    plain = unescape(_TAG.sub("", found.group(1))).replace("\r\n", "\n")
    return (plain.strip("\n") + "\n").encode()


def no_text_of(order: OrderFile, name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Why a file is not an order's text, '' if it is; and what there is to say of the text.

    `name` is the name that the file will have in `content/texts/`.
    """
    official, problems = read_official_text(f"content/texts/{name}", data)
    if official is None:
        return "what came does not read as the text of an executive order", ()
    if official.number.upper() != order.number.upper():
        return f"what came is the text of EO {official.number}", ()
    ours, theirs = order.document_number, official.document_number
    if ours and theirs and ours != theirs:
        return f"what came is document {theirs}; the order's file has {ours}", ()
    return "", problems


def not_brought(order: OrderFile, message: str, hint: str = "") -> Problem:
    """A text that could not be had."""
    label = f"EO {order.number}" if order.number else order.slug
    return Problem("EO812", order.path, Place(), f"{label}: no text: {message}", hint)


def not_there(orders: Sequence[OrderFile], folder: str) -> Problem:
    """That a folder has no text of some orders: one cause, one message."""
    named = " or ".join(each for each in names_of(orders[0]) if each.endswith(".txt"))
    if len(orders) == 1:
        return not_brought(orders[0], f"{folder} has none", f"it is called {named}")
    some = ", ".join(f"EO {each.number}" for each in orders[:_FEW])
    more = f" and {len(orders) - _FEW} more" if len(orders) > _FEW else ""
    message = f"no texts: {folder} has none of {len(orders)} orders: {some}{more}"
    return Problem(
        "EO812", orders[0].path, Place(), message, f"that of the first is called {named}"
    )


def changed_since(index: TextIndex, files: Mapping[str, bytes | None]) -> Iterator[Problem]:
    """Files that are not as they were brought, or are gone; `files` are by name."""
    for each in index.texts:
        path, data = f"content/texts/{each.file}", files.get(each.file)
        if data is None:
            message = "brought once, and no longer there"
            hint = "bring it again with `eo-site texts`, or take its line out of the index"
            yield Problem("EO813", path, Place(), message, hint, Severity.WARNING)
        elif digest(data) != each.sha256:
            message = f"not as it was brought on {each.on}: its digest is another"
            hint = "compare it with the official text; delete it to bring it again"
            yield Problem("EO813", path, Place(), message, hint, Severity.WARNING)


def with_origins(data: bytes, index: TextIndex, origins: Iterable[Mapping[str, Any]]) -> bytes:
    """The index with what has been brought; entries of the same files follow it."""
    from eo_site.importers.edit import edited_yaml, with_items
    from eo_site.importers.merge import Edit

    places = {each.file: at for at, each in enumerate(index.texts)}
    new, edits = list[Mapping[str, Any]](), list[Edit]()
    for each in origins:
        at = places.get(str(each["file"]))
        if at is None:
            new.append(each)
        else:
            edits += [Edit("set", ("texts", at, key), each[key]) for key in each if key != "file"]
    empty = "# Official texts that `eo-site texts` has brought, and from where.\ntexts: []\n"
    text = edited_yaml(data.decode("utf-8") or empty, edits)
    return with_items(text, "texts", tuple(new)).encode()
