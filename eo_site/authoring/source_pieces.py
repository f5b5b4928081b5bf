"""An order's files piece by piece: each text once, who receives it in which words, and who does not.

A piece is a part of a block of the body, a heading that varies, or a prose field of the record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from eo_site.model.base import Item, keys
from eo_site.model.body import Block, Condition, Part, Section
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Place
from eo_site.model.prose import Prose, Words
from eo_site.model.resolved import ResolvedOrder, ResolvedSection
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader
from eo_site.resolve.selection import FOR_OTHERS, ChosenPart, chosen_body

Kind = Literal["field", "heading", "default", "for", "instead"]
BELOW = "stands below a section that is left out"
WITHDRAWN = "the order is withdrawn"


@dataclass(frozen=True, slots=True)
class Edition:
    """An order as one audience receives it."""

    reader: Reader
    order: ResolvedOrder


@dataclass(frozen=True, slots=True)
class ReceivedWords:
    """What one audience reads of a piece."""

    words: Words
    heading: str = ""
    """The words of the heading that the block itself brings."""
    place: Place | None = None
    """Where these words stand, if not where the piece does."""


@dataclass
class SourcePiece:
    """One text of an order's file."""

    section: str
    """The id of the body's section, or the key of the record's field."""
    title: str
    """What stands above it: the section's heading, or the key."""
    kind: Kind
    name: str
    """What its author would call it: `default text`, `for lawyers`, `duties d3: what`."""
    path: str
    place: Place
    received: dict[str, ReceivedWords] = field(default_factory=dict)
    """By audience, in the order of `audiences.yaml`."""
    left_out: dict[str, str] = field(default_factory=dict)
    """By audience, why it does not receive this."""


def source_pieces(document: OrderDocument, editions: Mapping[str, Edition]) -> list[SourcePiece]:
    """The pieces of a file in reading order; `editions` are those that read this file."""
    return [*_fields(document, editions), *_body(document, editions)]


# The record -------------------------------------------------------------------------------


def _fields(document: OrderDocument, editions: Mapping[str, Edition]) -> list[SourcePiece]:
    words = {
        name: dict(_words_of(document.record, each.order.record, each.reader, ()))
        for name, each in editions.items()
    }
    pieces = []
    for path in document.prose:
        key = str(path[0])
        place = document.place(*path)
        piece = SourcePiece(
            key, f"Record: {key}", "field", _name(document.record, path), document.path, place
        )
        for audience, edition in editions.items():
            found = words[audience].get(path)
            if found is not None:
                at = _place(document, path, edition.reader)
                piece.received[audience] = ReceivedWords(found, place=at)
            else:
                withdrawn = edition.order.record.withdrawn is not None
                piece.left_out[audience] = WITHDRAWN if withdrawn else FOR_OTHERS
        pieces.append(piece)
    return sorted(pieces, key=lambda each: each.place)


def _place(document: OrderDocument, path: KeyPath, reader: Reader) -> Place:
    """Of the one of a field's texts that an audience reads."""
    chosen = reader.choice({name.id for name, _ in document.prose[path].variants})
    name = chosen[0] if chosen else "default"
    keyed = (*path, name) in document.marks.keys
    return document.place(*path, name, key=True) if keyed else document.place(*path)


def _words_of(
    written: Any, received: Any, reader: Reader, path: KeyPath
) -> Iterator[tuple[KeyPath, Words]]:
    """Each prose field as it was received, by its path in the file."""
    if isinstance(written, Prose):
        if isinstance(received, Words):
            yield path, received
    elif isinstance(written, BaseModel):
        for name, key in keys(type(written)) if received is not None else ():
            value = getattr(written, name)
            yield from _words_of(value, getattr(received, name, None), reader, (*path, key))
    elif isinstance(written, Mapping) and isinstance(received, Mapping):
        for key, value in written.items():
            yield from _words_of(value, received.get(key), reader, (*path, key))
    elif isinstance(written, tuple) and isinstance(received, tuple):
        kept = [
            (at, each)
            for at, each in enumerate(written)
            if not isinstance(each, Item) or reader.named(each.for_)
        ]
        # Sources are also left out where nothing that is received rests on them; they have no prose.
        if len(kept) == len(received):
            for (at, value), its in zip(kept, received, strict=True):
                yield from _words_of(value, its, reader, (*path, at))


def _name(record: BaseModel, path: KeyPath) -> str:
    """A field by its keys, with an item's id or number: `duties d3: what`."""
    names, value = list[str](), record
    for step in path:
        if isinstance(step, int):
            value = value[step]  # type: ignore[index]
            names[-1] += f" {getattr(value, 'id', None) or step + 1}"
        else:
            names.append(step)
            if isinstance(value, Mapping):
                value = value[step]
            else:
                value = getattr(value, next(n for n, key in keys(type(value)) if key == step))
    return ": ".join(names)


# The body ---------------------------------------------------------------------------------


def _body(document: OrderDocument, editions: Mapping[str, Edition]) -> Iterator[SourcePiece]:
    found = {name: _Receipt.of(document, each) for name, each in editions.items()}
    above: list[Section] = []
    for section in document.body.sections:
        level = section.heading.level if section.heading else 1
        above = [each for each in above if each.heading and each.heading.level < level]
        title = _title(section, found.values())
        ident = section.heading.id if section.heading else "opening"
        places = [section.place, *(each.place for each in above)]
        above.append(section)
        headings = {name: each.sections.get(id(section)) for name, each in found.items()}
        if (
            len({each.heading.words.html for each in headings.values() if each and each.heading})
            > 1
        ):
            piece = SourcePiece(ident, title, "heading", "heading", document.path, section.place)
            for name, each in headings.items():
                if each and each.heading:
                    piece.received[name] = ReceivedWords(each.heading.words)
                else:
                    piece.left_out[name] = found[name].reason(places)
            yield piece
        for block in section.blocks:
            for part in block.parts:
                yield _part(document, ident, title, block, part, found, places)


def _part(
    document: OrderDocument,
    ident: str,
    title: str,
    block: Block,
    part: Part,
    found: Mapping[str, "_Receipt"],
    above: Sequence[Place],
) -> SourcePiece:
    place = _first_words(document, part.place)
    piece = SourcePiece(ident, title, block.kind, _called(block), document.path, place)
    for name, each in found.items():
        got = each.parts.get(id(part))
        if got:
            piece.received[name] = got
        else:
            piece.left_out[name] = each.reason([part.place, block.place, *above])
    return piece


@dataclass(frozen=True)
class _Receipt:
    """What one edition has of a body, by the ids of its sections and parts."""

    sections: Mapping[int, ResolvedSection]
    parts: Mapping[int, ReceivedWords]
    reasons: Mapping[Place, str]
    withdrawn: bool

    @staticmethod
    def of(document: OrderDocument, edition: Edition) -> "_Receipt":
        order = edition.order
        withdrawn = order.record.withdrawn is not None
        chosen = () if withdrawn else chosen_body(document.body, edition.reader)
        pairs = list(zip(chosen, order.body.sections, strict=True)) if chosen else []
        return _Receipt(
            {id(section.section): resolved for section, resolved in pairs},
            {
                id(part.part): received
                for section, resolved in pairs
                for part, received in _received(section.parts, resolved)
            },
            {each.place: each.reason for each in order.body.left_out},
            withdrawn,
        )

    def reason(self, places: Sequence[Place]) -> str:
        """Why something at the first of these places, within the others, is left out."""
        if self.withdrawn:
            return WITHDRAWN
        return next((self.reasons[each] for each in places if each in self.reasons), BELOW)


def _received(
    parts: Sequence[ChosenPart], section: ResolvedSection
) -> Iterator[tuple[ChosenPart, ReceivedWords]]:
    for part, passage in zip(parts, section.passages, strict=True):
        heading = passage.heading.words.text if passage.heading else ""
        yield part, ReceivedWords(passage.words, heading)


def _first_words(document: OrderDocument, place: Place) -> Place:
    """The first line at or below a place that is not blank."""
    lines = document.marks.source.text.split("\n")
    at = place.line
    while at < len(lines) and not lines[at - 1].strip():
        at += 1
    return place if at == place.line else Place(at)


def _title(section: Section, found: Any) -> str:
    """A section's heading as the first edition that has it reads it."""
    if section.heading is None:
        return "Before the first heading"
    resolved = (each.sections.get(id(section)) for each in found)
    return next(
        (each.heading.words.text for each in resolved if each and each.heading), section.heading.id
    )


def _called(block: Block) -> str:
    if block.kind == "default":
        return "default text"
    kind = "for" if block.kind == "for" else "instead for"
    return f"{kind} {_names(block.condition)}"


def _names(condition: Condition | None) -> str:
    return ", ".join(each.id for each in condition.names) if condition else ""
