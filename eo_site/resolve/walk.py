"""Goes over a file once and notes what it asks of its audiences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from eo_site.model.base import Item, NamesSource, marked
from eo_site.model.body import Body, Citation, Condition, Listing, Piece, Section, Variant
from eo_site.model.document import Document, ParsedProse
from eo_site.model.order import Review
from eo_site.model.prose import Prose
from eo_site.model.text import KeyPath
from eo_site.resolve.shape import BLANKED, Asked, Fact, Kind, Question, Shape, Spot, Under, blanked


def shape(document: Document[Any], contested: Collection[str]) -> Shape:
    """The shape of a file, of whose sources the contested ones are for some only."""
    walk = _Walk(document.prose, contested)
    record = walk.value(document.record, (), ())
    walk.sections(document.body)
    return Shape(tuple(walk.questions), tuple(walk.sequence), record, walk.body, tuple(walk.facts))


@dataclass
class _Walk:
    prose: Mapping[KeyPath, ParsedProse]
    contested: Collection[str]
    questions: dict[Question, int] = field(default_factory=dict)
    sequence: list[int] = field(default_factory=list)
    body: dict[int, Asked] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def ask(self, kind: Kind, names: Sequence[str]) -> None:
        question = Question(kind, tuple(names))
        self.sequence.append(self.questions.setdefault(question, len(self.questions)))

    # The record -------------------------------------------------------------------------

    def value(self, value: Any, path: KeyPath, under: Under) -> Spot | None:
        """The spot of a value, if it is one."""
        start = len(self.sequence)
        changed, parts = False, dict[str | int, Spot]()
        if isinstance(value, tuple):
            parts = dict(self._items(enumerate(value), path, under))
        elif isinstance(value, Prose):
            parsed = self.prose[path]
            self._prose(parsed)
            return Spot((start, len(self.sequence)), {}, parsed)
        elif isinstance(value, BaseModel):
            changed = self._blanked(value)
            parts = dict(self._fields(value, path, under))
        elif isinstance(value, Mapping):
            parts = dict(self._items(value.items(), path, under))
        return Spot((start, len(self.sequence)), parts) if changed or parts else None

    def _blanked(self, value: BaseModel) -> bool:
        if isinstance(value, Item) and value.for_:
            self.ask("for", value.for_)
        if isinstance(value, Review) and value.sign_offs:
            self.ask("review", [each.audience for each in value.sign_offs])
            return True
        return bool(blanked(value))

    def _fields(self, value: BaseModel, path: KeyPath, under: Under) -> Iterator[tuple[str, Spot]]:
        if isinstance(value, Item) and value.for_:
            under = (*under, value.for_)
        for name, key, mark in marked(type(value), NamesSource):
            each = getattr(value, name)
            if not each or name in BLANKED:
                continue
            if isinstance(each, str):
                if mark:
                    self.facts.append(Fact((*path, key), each, under))
            elif mark:
                self.facts += _searched(each, (*path, key), under)
            elif found := self.value(each, (*path, key), under):
                yield name, found

    def _items(self, items: Any, path: KeyPath, under: Under) -> Iterator[tuple[str | int, Spot]]:
        for key, each in items:
            if not isinstance(each, str) and (found := self.value(each, (*path, key), under)):
                yield key, found

    def _prose(self, parsed: ParsedProse) -> None:
        if parsed.variants:
            self.ask("pick", [name.id for name, _ in parsed.variants])
        for piece in (parsed.default, *(text for _, text in parsed.variants)):
            self.piece(piece)

    # The body ---------------------------------------------------------------------------

    def sections(self, body: Body) -> None:
        """Whether a section is read at all is asked outside it."""
        for section in body.sections:
            start = len(self.sequence)
            if section.heading:
                self._body_piece(section.heading.piece)
            self._blocks(section)
            self.body[id(section)] = start, len(self.sequence)

    def _blocks(self, section: Section) -> None:
        instead = [block.condition for block in section.blocks if block.kind == "instead"]
        if instead:
            self.ask("pick", [name.id for each in instead if each for name in each.names])
        for block in section.blocks:
            if block.kind == "for":
                self._condition(block.condition)
            for part in block.parts:
                if part.heading:
                    self._condition(part.heading.condition)
                    self.ask("omit", [part.heading.id])
                    self._body_piece(part.heading.piece)
                self._body_piece(part.piece)

    def _body_piece(self, piece: Piece) -> None:
        start = len(self.sequence)
        self.piece(piece)
        self.body[id(piece)] = start, len(self.sequence)

    # Pieces -----------------------------------------------------------------------------

    def piece(self, piece: Piece) -> None:
        """What the holes of a piece ask."""
        for each in piece:
            if isinstance(each, Citation):
                for reference in each.references:
                    if reference.source in self.contested:
                        self.ask("source", [reference.source])
            elif isinstance(each, Variant):
                self.ask("pick", [name.id for name, _ in each.texts])
                for inner in (each.default, *(text for _, text in each.texts)):
                    self.piece(inner)
            elif isinstance(each, Listing):
                for item in each.items:
                    self._condition(item.condition)
                    self.piece(item.piece)

    def _condition(self, condition: Condition | None) -> None:
        if condition:
            self.ask(condition.kind, [name.id for name in condition.names])


def _searched(fields: Mapping[str, tuple[str, ...]], path: KeyPath, under: Under) -> Iterator[Fact]:
    for name, sources in fields.items():
        yield from (Fact((*path, name, at), source, under) for at, source in enumerate(sources))
