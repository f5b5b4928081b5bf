"""What of a file depends on who reads it, found once for all audiences.

Most of an order is the same text for everybody. Where it is not, the file asks a question of the
audience: is this item meant for you, which of these texts is yours, do you receive this source?
A value's questions are all that stand within it. Two audiences that give the same answers to them
read the same there, so that what was made for one serves the other.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from eo_site.model.base import Item, keys
from eo_site.model.body import Body, Citation, Condition, Listing, Piece, Section, Variant
from eo_site.model.document import Document, ParsedProse
from eo_site.model.order import Review
from eo_site.model.prose import Prose
from eo_site.model.source import Source
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader


class Question(NamedTuple):
    """Something that audiences may answer differently."""

    kind: Literal["for", "except", "pick", "omit", "source", "review"]
    names: tuple[str, ...]


Asked = tuple[int, int]
"""Where a value's questions begin and end among those of its file."""
Under = tuple[tuple[str, ...], ...]
"""The `for:` of everything that a value stands in."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of the record that readers do not get as it was written."""

    asked: Asked
    parts: Mapping[str | int, "Spot"]
    """By field, key or index, those of its values that are spots themselves."""
    prose: ParsedProse | None = None


class Fact(NamedTuple):
    """A value that names its source."""

    path: KeyPath
    source: str
    under: Under


@dataclass(frozen=True, slots=True)
class Shape:
    """A file's questions, and which value asks which."""

    questions: tuple[Question, ...]
    """Each once."""
    sequence: tuple[int, ...]
    """The number of each question, in the order in which the file asks them."""
    record: Spot | None
    body: Mapping[int, Asked]
    """By the id of a section or piece, which lives as long as its file."""
    facts: tuple[Fact, ...]

    def answers(self, reader: Reader, sources: Mapping[str, Source]) -> tuple[Any, ...]:
        """What an audience that receives these sources answers, in the order of the file."""
        found = [_answer(each, reader, sources) for each in self.questions]
        return tuple(found[number] for number in self.sequence)


def _answer(question: Question, reader: Reader, sources: Mapping[str, Source]) -> Any:
    kind, names = question
    match kind:
        case "for":
            return reader.among(names)
        case "except":
            return not reader.among(names)
        case "pick":
            chosen = reader.choice(names)
            return chosen and (chosen[0], chosen[1].source)
        case "omit":
            return names[0] in reader.audience.sections.omit
        case "source":
            # A record's source takes the place of the site's own of that name.
            return id(sources.get(names[0]))
        case "review":
            return reader.id in names and reader.id


def shape(document: Document[Any], contested: Collection[str]) -> Shape:
    """The shape of a file, of whose sources the contested ones are for some only."""
    walk = _Walk(document.prose, contested)
    record = walk.value(document.record, (), ())
    walk.sections(document.body)
    return Shape(tuple(walk.questions), tuple(walk.sequence), record, walk.body, tuple(walk.facts))


_BLANKED = ("for_", "audiences", "set_aside")
"""Fields that no reader gets."""


@cache
def _blank(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in _BLANKED if name in model.model_fields)


def blanked(value: BaseModel) -> tuple[str, ...]:
    """What a model has that no reader gets."""
    return tuple(name for name in _blank(type(value)) if getattr(value, name))


@dataclass
class _Walk:
    prose: Mapping[KeyPath, ParsedProse]
    contested: Collection[str]
    questions: dict[Question, int] = field(default_factory=dict)
    sequence: list[int] = field(default_factory=list)
    body: dict[int, Asked] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def ask(self, kind: Any, names: Sequence[str]) -> None:
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
        for name, key in keys(type(value)):
            each = getattr(value, name)
            if not each or name in _BLANKED:
                continue
            if isinstance(each, str):
                if name == "source":
                    self.facts.append(Fact((*path, key), each, under))
            elif name == "searched":
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
