"""What one order's file has by itself: sources, duties, figures, sections that it names."""

import re
from collections.abc import Iterator
from typing import Any

from eo_site.language_server.files import OpenFile
from eo_site.language_server.knowledge import Candidate, Knowledge
from eo_site.language_server.places import id_place
from eo_site.model.locator import sections_of
from eo_site.model.official import OfficialText
from eo_site.model.text import KeyPath

_NUMBER = re.compile(r"^number:[ \t]*[\"']?([0-9A-Za-z-]+)", re.MULTILINE)
_DAYS = ("signed", "filed", "published", "effective")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def number_of(file: OpenFile) -> str:
    """The order's number, also where the record cannot be read; '' if it has none."""
    start, end = file.record_span
    found = _NUMBER.search(file.text, start, end) if file.role.is_markdown else None
    return found[1] if found else ""


def official_of(file: OpenFile, knowledge: Knowledge) -> OfficialText | None:
    """The order's official text, where it is at hand."""
    number = number_of(file)
    return knowledge.official(number) if number else None


def items(file: OpenFile, key: str) -> Iterator[dict[str, Any]]:
    """The maps of a list of the record, as far as it can be read."""
    found = file.record.get(key)
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            yield each


def text_of(value: Any) -> str:
    """A text of the record, of several the one for everybody; '' where it is something else."""
    if isinstance(value, dict):
        value = value.get("default", "")
    return value if isinstance(value, str) else ""


def own_sources(file: OpenFile) -> Iterator[Candidate]:
    """The order itself, where it can be cited, and the sources of its record."""
    listed = [each for each in items(file, "sources") if isinstance(each.get("id"), str)]
    named = {each["id"] for each in listed}
    if file.role.kind in ("order", "translation") and "order" not in named:
        yield Candidate("order", "the order’s own text")
    for each in listed:
        title = text_of(each.get("title"))
        yield Candidate(each["id"], text_of(each.get("short")) or title, (title,), title)


def clocks(file: OpenFile) -> Iterator[Candidate]:
    """What a due time may count from."""
    for each in _DAYS:
        yield Candidate(each, "the order’s own day")
    yield from listed_ids(file, "duties", "what")
    yield from listed_ids(file, "events", "text")


def listed_ids(file: OpenFile, key: str, words: str) -> Iterator[Candidate]:
    """The ids of a list with what each entry says."""
    for each in items(file, key):
        if isinstance(each.get("id"), str):
            yield Candidate(each["id"], " ".join(text_of(each.get(words)).split())[:120])


def values(file: OpenFile) -> Iterator[Candidate]:
    """What `[=…]` can print."""
    record = file.record
    dates = record.get("dates")
    for name in _DAYS:
        if isinstance(dates, dict) and name in dates:
            yield Candidate(name, text_of(dates[name]))
    for name in ("number", "title", "document_number", "citation"):
        if name in record:
            yield Candidate(name, text_of(record[name]))
    for each in items(file, "duties"):
        if not isinstance(each.get("id"), str):
            continue
        what = " ".join(text_of(each.get("what")).split())[:100]
        for field in ("due", "until", "section"):
            if field in each:
                yield Candidate(f"{each['id']}.{field}", what)
    for each in items(file, "numbers"):
        if isinstance(each.get("id"), str):
            yield Candidate(f"{each['id']}.value", text_of(each.get("value")))


def sections(file: OpenFile, knowledge: Knowledge) -> Iterator[Candidate]:
    """The sections of the official text; without it, those that the file names already."""
    text = official_of(file, knowledge)
    for each in text.sections if text else ():
        words = each.heading or each.text
        yield Candidate(each.label, " ".join(words.split())[:100])
    if text is None:
        yield Candidate("preamble")
        found = set(_sections_in(file, file.record, ()))
        yield from map(Candidate, sorted(found - {"preamble"}))


def _sections_in(file: OpenFile, value: Any, path: KeyPath) -> Iterator[str]:
    """The sections that the record names."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _sections_in(file, each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _sections_in(file, each, (*path, index))
    elif isinstance(value, str):
        place = id_place(file.role.kind, path)
        if place and place.kind == "section" and sections_of(value):
            yield value
