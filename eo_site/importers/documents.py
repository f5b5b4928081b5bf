"""What the Federal Register's API gives, as documents: `documents.json`, one document, or its CSV.

The form is told by the text itself, not by a file's name, so that standard input works alike.
Every document keeps its place in the input, so that a defect can be looked up.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eo_site.model.problem import Place, Problem

Value = str | int | float | bool | None | list[Any] | dict[str, Any]

_NAMING = ("document_number", "executive_order_number", "signing_date")
"""A table or an object with none of these is no list of Federal Register documents."""


@dataclass(frozen=True)
class Document:
    """One document of the API, as it came."""

    path: str
    """The input's name."""
    place: Place
    fields: Mapping[str, Value]

    def text(self, *names: str) -> str:
        """The first of several fields that says something, as text."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, str) and value.strip():
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        return ""


def read_documents(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every document of an input, or why it holds none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (), (
            _refused(path, Place(), f"not UTF-8 at byte {error.start}", "save it as UTF-8"),
        )
    if text.lstrip()[:1] in ("{", "["):
        return _json(path, text)
    return _csv(path, text)


def _refused(path: str, place: Place, message: str, hint: str = "") -> Problem:
    hint = hint or "give documents.json or documents.csv as the Federal Register's API writes them"
    return Problem("EO801", path, place, message, hint)


def _json(path: str, text: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        return (), (_refused(path, place, f"not valid JSON: {error.msg}"),)
    except RecursionError:
        return (), (_refused(path, Place(), "nested too deep for a list of documents"),)
    if isinstance(found, dict) and isinstance(found.get("errors"), dict | list):
        said = json.dumps(found["errors"], ensure_ascii=False)
        return (), (_refused(path, Place(), f"the API answered with an error: {said}"),)
    if isinstance(found, dict) and found.get("count") == 0:
        return (), ()
    items = _items(found)
    if items is None:
        return (), (_refused(path, Place(), "not a list of Federal Register documents"),)
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


def _places(text: str) -> Iterator[Place]:
    """Where each document of a JSON text names itself, in order."""
    line, start = 1, 0
    for match in re.finditer(r'"document_number"\s*:', text):
        line += text.count("\n", start, match.start())
        start = match.start()
        yield Place(line, start - text.rfind("\n", 0, start))


def _csv(path: str, text: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    documents = list[Document]()
    try:
        header = [name.strip() for name in next(rows, [])]
        if not set(header) & set(_NAMING[:2]):
            message = "neither JSON nor a table of documents: its first line names no column "
            return (), (_refused(path, Place(), message + " or ".join(_NAMING[:2])),)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                documents.append(Document(path, Place(line), dict(zip(header, row, strict=False))))
            line = rows.line_num + 1
    except csv.Error as error:
        place = Place(max(rows.line_num, 1))
        return tuple(documents), (_refused(path, place, f"not a readable table: {error}"),)
    return tuple(documents), ()
