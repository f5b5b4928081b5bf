"""Which sections of its official text an order's analysis says nothing of, audience by audience.

A section is covered where a sentence that the audience gets cites it, something in it, or
something it stands in. Facts of the record that name a section do not count: a table row is
no passage.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eo_site.model.body import Reference
from eo_site.model.document import OrderDocument
from eo_site.model.library import Library
from eo_site.model.official import OfficialText
from eo_site.model.prose import Prose, Words
from eo_site.model.text import KeyPath
from eo_site.plan.available import meant_for, members_by_name
from eo_site.project import ProjectReader
from eo_site.read.document import read_order
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.body import resolve_body
from eo_site.resolve.inline import Inliner
from eo_site.resolve.record import RecordFilter
from eo_site.urls import Linker, order_path


@dataclass(frozen=True)
class Covered:
    """One order's text as one audience's passages cover it."""

    sections: tuple[str, ...]
    """Every section of the text, in its sequence."""
    uncited: tuple[str, ...]
    """Those that no passage cites."""


def coverage(reader: ProjectReader, library: Library) -> dict[str, dict[str, Covered]]:
    """By order and audience; an order without an official text at hand is not there.

    What is wrong with files is among the reader's problems.
    """
    audiences, members = Audiences(library.audiences), members_by_name(library)
    files = reader.texts()
    found: dict[str, dict[str, Covered]] = {}
    for place in reader.orders():
        document, problems = read_order(place.slug, place.path, reader.bytes_of(place.path) or b"")
        reader.problems += problems
        text = _official(document, files, reader) if document else None
        if document and text:
            found[place.slug] = {
                name: _covered(text, _cited(document, Reader(audiences, name)))
                for name in library.audiences.by_id
                if meant_for(document.record.audiences, members, name)
            }
    return found


def _official(
    document: OrderDocument, files: Mapping[str, Path], reader: ProjectReader
) -> OfficialText | None:
    number = document.record.number
    file = files.get(f"eo-{number}".lower()) if number else None
    if file is None or number is None:
        return None
    texts, problems = read_official_texts({reader.shown(file): file.read_bytes()})
    reader.problems += problems
    return texts.get(number)


def _covered(text: OfficialText, cited: frozenset[str]) -> Covered:
    labels = tuple(each.label for each in text.sections)
    met = set[str]()
    above: list[tuple[int, str]] = []
    for each in text.sections:
        while above and above[-1][0] >= each.depth:
            above.pop()
        above.append((each.depth, each.label))
        if each.label in cited:
            met |= {label for _, label in above}
        elif any(label in cited for _, label in above):
            met.add(each.label)
    return Covered(labels, tuple(each for each in labels if each not in met))


def _cited(document: OrderDocument, reader: Reader) -> frozenset[str]:
    """The sections of this order that an audience's prose and body cite."""
    pins = _Pins(reader, document.path, "orders", Linker(order_path(document.slug), False))

    def words(path: KeyPath, _prose: Prose) -> Words:
        parsed = document.prose[path]
        return pins.words(*reader.pick_or(parsed.variants, parsed.default))

    RecordFilter(reader, words).value(document.record)
    resolve_body(document.body, reader, pins)
    return frozenset(pins.sections)


@dataclass
class _Pins(Inliner):
    """Resolves a text as ever, and keeps the sections it cites."""

    sections: set[str] = field(default_factory=set)

    def _reference(self, reference: Reference) -> str:
        if reference.source == "order":
            self.sections |= {each.strip() for each in reference.locator.split(",")}
        return ""


def uncited_lines(found: dict[str, dict[str, Covered]]) -> Iterator[str]:
    """For people: an order, then a line for each audience."""
    for order, audiences in found.items():
        yield order
        for name, covered in audiences.items():
            count = f"{len(covered.uncited)} of {len(covered.sections)} sections uncited"
            yield f"  {name:18} {count}: {', '.join(covered.uncited)}".rstrip(": ")
