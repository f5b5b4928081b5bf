"""What the Federal Register's API gives, as documents: `documents.json`, one document, or a table.

The form is told by the text itself, not by a file's name, so that standard input works alike.
Every document keeps its place in the input, so that a defect can be looked up.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eo_site.importers.table import Form, read_table
from eo_site.importers.words import decoded, is_absent
from eo_site.model.problem import Place, Problem

Value = str | int | float | bool | None | list[Any] | dict[str, Any]

_NAMING = ("document_number", "executive_order_number", "signing_date")
"""An object with none of these is no Federal Register document."""

TABLE = Form(
    what="documents",
    columns={
        name: (name, *others)
        for name, *others in (
            ("document_number", "document_no", "fr_document_number", "fr_doc_number"),
            ("executive_order_number", "executive_order_no", "eo_number", "eo_no", "eo", "number"),
            ("presidential_document_number",), ("presidential_document_type",),
            ("title",), ("type",), ("subtype",), ("toc_doc",), ("correction_of",),
            ("signing_date", "date_signed", "signed"), ("publication_date", "date_published", "published"),
            ("effective_on",), ("citation", "fr_citation"), ("volume",), ("start_page",), ("end_page",),
            ("president",), ("president_name",), ("president_identifier",),
            ("html_url",), ("pdf_url",),
            ("disposition_notes", "dispositions", "disposition", "notes"), ("executive_order_notes",),
            ("_disposition_as_of",),
        )
    },
    naming=("document_number", "executive_order_number"),
    doubtful={"number": ("disposition_notes", "executive_order_notes")},
)  # fmt: skip
"""The API's own columns, and what they are called in the National Archives' tables and in exports."""


@dataclass(frozen=True)
class Document:
    """One document of the API, as it came."""

    path: str
    """The input's name."""
    place: Place
    fields: Mapping[str, Value]

    def text(self, *names: str) -> str:
        """The first of several fields that says something, as text.

        Programs write what is missing as `nan`, `NA` or `None`, whole numbers as `9999.0`, and
        R a single value as a list of one; each is read as what it stands for.
        """
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, str) and value.strip() and not is_absent(value):
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        return ""


def read_documents(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every document of an input, or why it holds none."""
    text, wrong = decoded(data)
    if wrong:
        return (), (_refused(path, Place(), *wrong),)
    if text.lstrip()[:1] in ("{", "["):
        return _json(path, text)
    rows, problems = read_table(path, text, TABLE)
    return tuple(Document(path, Place(line), row) for line, row in rows), problems


def _refused(path: str, place: Place, message: str, hint: str = "") -> Problem:
    hint = hint or "give documents.json or documents.csv as the Federal Register's API writes them"
    return Problem("EO801", path, place, message, hint)


def parsed(text: str) -> Any:
    """A JSON text, or JSON Lines: one object a line. Raises ValueError and RecursionError."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2 or not lines[0].rstrip().endswith("}"):
            raise
        with_line = enumerate(text.split("\n"), 1)
        return [_one_line(line, number) for number, line in with_line if line.strip()]


def _one_line(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        error.lineno = number
        raise


def _json(path: str, text: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    try:
        found = parsed(text)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        return (), (_refused(path, place, f"not valid JSON: {error.msg}"),)
    except ValueError:  # digits without end, which Python does not turn into a number
        return (), (_refused(path, Place(), "holds a number of more digits than a document has"),)
    except RecursionError:
        return (), (_refused(path, Place(), "nested too deep for a list of documents"),)
    if isinstance(found, dict) and isinstance(found.get("errors"), dict | list):
        said = json.dumps(found["errors"], ensure_ascii=False)
        return (), (_refused(path, Place(), f"the API answered with an error: {said}"),)
    if isinstance(found, dict) and found.get("count") == 0:
        return (), ()
    items = _items(found)
    if items is None:
        hint = ""
        if isinstance(found, dict) and _by_column(found):
            hint = "it is written column by column; write a list of rows (pandas: orient='records')"
        return (), (_refused(path, Place(), "not a list of Federal Register documents", hint),)
    places = _places(text)
    documents, problems = list[Document](), list[Problem]()
    for item in items:
        if isinstance(item, dict) and any(name in item for name in _NAMING):
            documents.append(Document(path, next(places, Place()), item))
        else:
            message = "an entry that is no document: it has none of " + ", ".join(_NAMING)
            problems.append(_refused(path, Place(), message))
    return tuple(documents), tuple(problems)


def _items(found: Any) -> Sequence[Any] | None:
    if isinstance(found, dict):
        results = found.get("results", [found] if any(n in found for n in _NAMING) else None)
        return results if isinstance(results, list) else None
    return found if isinstance(found, list) else None


def _by_column(found: dict[str, Any]) -> bool:
    """Whether a table was written with an object for each of its columns."""
    return any(isinstance(found.get(name), dict | list) for name in _NAMING)


def _places(text: str) -> Iterator[Place]:
    """Where each document of a JSON text names itself, in order."""
    line, start = 1, 0
    for match in re.finditer(r'"document_number"\s*:', text):
        line += text.count("\n", start, match.start())
        start = match.start()
        yield Place(line, start - text.rfind("\n", 0, start))
