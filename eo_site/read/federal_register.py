"""Documents of the Federal Register's API, saved as JSON.

A file is one document, a list of them, or a page of results as the API returns it. A printed
correction is a document of its own under the number of the order it corrects; it is kept with that
order and never taken for it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.problem import Place, Problem

_HINT = "save what https://www.federalregister.gov/api/v1/documents.json returns"


def read_records(
    files: Mapping[str, bytes],
) -> tuple[dict[str, FederalRegisterRecord], tuple[Problem, ...]]:
    """The executive orders among some files' documents, by number; of two documents the first counts.

    EO630 for a file that holds none.
    """
    documents: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for path in sorted(files):
        found, problem = _documents(path, files[path])
        documents += found
        problems += [problem] if problem else []
    return _by_number(documents), tuple(problems)


def _documents(path: str, data: bytes) -> tuple[list[Mapping[str, Any]], Problem | None]:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [], Problem("EO630", path, Place(), "the file is not UTF-8", _HINT)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        return [], Problem("EO630", path, place, f"the file is not JSON: {error.msg}", _HINT)
    except RecursionError:
        return [], Problem("EO630", path, Place(), "the file is nested too deep", _HINT)
    listed = value.get("results", [value]) if isinstance(value, dict) else value
    orders = [each for each in listed if _is_order(each)] if isinstance(listed, list) else []
    if not orders:
        message = "no document of an executive order is in this file"
        return [], Problem("EO630", path, Place(), message, _HINT)
    return orders, None


def _is_order(document: Any) -> bool:
    return isinstance(document, dict) and bool(_text(document, "executive_order_number"))


def _by_number(documents: Iterable[Mapping[str, Any]]) -> dict[str, FederalRegisterRecord]:
    found: dict[str, FederalRegisterRecord] = {}
    corrected: dict[str, list[str]] = {}
    for document in documents:
        record = _record(document)
        if _text(document, "correction_of"):
            corrected.setdefault(record.number, []).append(record.document_number)
        else:
            found.setdefault(record.number, record)
    for number, own in corrected.items():
        if number in found:
            both = dict.fromkeys((*found[number].corrections, *own))
            found[number] = replace(found[number], corrections=tuple(both))
    return found


def _record(document: Mapping[str, Any]) -> FederalRegisterRecord:
    return FederalRegisterRecord(
        number=_text(document, "executive_order_number").upper(),
        title=_text(document, "title"),
        document_number=_text(document, "document_number"),
        signed=_day(document, "signing_date"),
        published=_day(document, "publication_date"),
        citation=_text(document, "citation"),
        start_page=_whole(document, "start_page"),
        end_page=_whole(document, "end_page"),
        html=_text(document, "html_url"),
        pdf=_text(document, "pdf_url"),
        notes=_text(document, "disposition_notes") or _text(document, "executive_order_notes"),
        corrections=tuple(_numbers(document.get("corrections"))),
    )


def _text(document: Mapping[str, Any], key: str) -> str:
    value = document.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _whole(document: Mapping[str, Any], key: str) -> int | None:
    text = _text(document, key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(document: Mapping[str, Any], key: str) -> date | None:
    try:
        return date.fromisoformat(_text(document, key))
    except ValueError:
        return None


def _numbers(corrections: Any) -> Iterator[str]:
    """Document numbers out of a list of them, or of addresses that end in them."""
    for each in corrections if isinstance(corrections, list) else ():
        if isinstance(each, str):
            yield each.rsplit("/", 1)[-1].split("?", 1)[0].removesuffix(".json")
