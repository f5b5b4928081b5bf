"""Every part of an authored file, and what each audience gets of it: who reads what, and why.

A part is whatever can differ between editions: a prose field, an item of a list, a section, a block,
words with variants. What is told of it is told for its own context alone: an item within a section
that an audience does not get is nothing that this audience is left out of once more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel

from eo_site.model.base import Item, keys
from eo_site.model.body import Block, Heading, Listing, Piece, Section, Variant
from eo_site.model.document import OrderDocument, ParsedProse
from eo_site.model.problem import Place
from eo_site.model.prose import OWN, SHARED, Provenance
from eo_site.model.text import KeyPath
from eo_site.resolve.inline import Inliner
from eo_site.resolve.shape import BLANKED

PartKind = Literal[
    "field", "item", "section", "default text", "instead", "for", "words", "list item"
]
FOR_OTHERS = "for others"
REPLACED = "replaced by an `instead` block"
OMITTED = "omitted in this edition"
_NAMING = ("title", "name", "id", "text", "target", "value", "kind", "section")
"""Keys that tell an item without prose from others."""
_NEVER = 7
"""A level deeper than any heading."""


@dataclass(frozen=True, slots=True)
class Received:
    """What one audience reads there."""

    text: str
    """Without markup and citations."""
    provenance: Provenance


@dataclass(frozen=True)
class Part:
    """One part of a file, with those who get it and those who do not."""

    kind: PartKind
    where: str
    """The field, `duties.d7.what`, or the section's id."""
    path: str
    """Of the file."""
    place: Place
    received: Mapping[str, Received]
    """By audience, of those who get what the part stands in."""
    left_out: Mapping[str, str]
    """By audience, why not."""
    pieces: int = 1
    """How many texts the audiences' were chosen from, of those that somebody reads."""

    @property
    def same_for_all(self) -> bool:
        """Whether everybody who gets what it stands in reads the same here.

        A difference within a text is told where it stands, and not of the text once more.
        """
        texts = {each.text for each in self.received.values()}
        return not self.left_out and (self.pieces <= 1 or len(texts) <= 1)


Context = tuple[str, ...]
"""The audiences who get what something stands in."""


def parts_of(
    document: OrderDocument, inliners: Mapping[str, Inliner], only: Collection[str] = ()
) -> Iterator[Part]:
    """The parts of one file in its order, for the audiences of these inliners.

    `only` are the fields of the record to go through, if not all and the text.
    """
    walk = _Parts(document, inliners)
    record = walk.record(document.record, (), "", tuple(inliners), only)
    yield from sorted(record, key=lambda each: each.place)  # a file may have keys in any order
    if not only:
        yield from walk.body()


@dataclass
class _Parts:
    document: OrderDocument
    inliners: Mapping[str, Inliner]
    _hidden: dict[str, int] = field(default_factory=dict)
    """By audience, the level of the heading below which nothing is theirs."""

    def _part(
        self,
        kind: PartKind,
        where: str,
        place: Place,
        received: Mapping[str, Received],
        left_out: Mapping[str, str],
    ) -> Part:
        return Part(kind, where, self.document.path, place, received, left_out)

    def _text(self, name: str, piece: Piece) -> str:
        return self.inliners[name].text(piece)[1]

    # The record -------------------------------------------------------------------------

    def record(
        self, value: Any, path: KeyPath, where: str, context: Context, only: Collection[str] = ()
    ) -> Iterator[Part]:
        """Prose fields, and items that are for some."""
        if path in self.document.prose:
            yield from self._prose(self.document.prose[path], path, where, context)
        elif isinstance(value, BaseModel):
            for name, key in keys(type(value)):
                if name not in BLANKED and (not only or name in only):
                    inner = f"{where}.{key}" if where else key
                    yield from self.record(getattr(value, name), (*path, key), inner, context)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                called = getattr(each, "id", None) or index + 1
                yield from self._item(each, (*path, index), f"{where}.{called}", context)
        elif isinstance(value, Mapping):
            for key, each in value.items():
                yield from self.record(each, (*path, key), f"{where}.{key}", context)

    def _item(self, item: Any, path: KeyPath, where: str, context: Context) -> Iterator[Part]:
        if isinstance(item, Item) and item.for_:
            named = tuple(e for e in context if self.inliners[e].reader.named(item.for_))
            received = {e: Received(self._label(item, path, e), OWN) for e in named}
            left_out = {e: FOR_OTHERS for e in context if e not in named}
            yield self._part("item", where, self.document.place(*path), received, left_out)
            context = named
        yield from self.record(item, path, where, context)

    def _label(self, item: Item, path: KeyPath, name: str) -> str:
        """What an item is about: its first prose, else whatever names it."""
        for key in (key for _, key in keys(type(item))):
            if prose := self.document.prose.get((*path, key)):
                return self._text(name, self.inliners[name].reader.pick_or(*_texts(prose))[0])
        words = (getattr(item, each, None) for each in _NAMING)
        return next((str(each) for each in words if each), "")

    def _prose(
        self, prose: ParsedProse, path: KeyPath, where: str, context: Context
    ) -> Iterator[Part]:
        yield self._choice("field", where, self.document.place(*path), *_texts(prose), context)
        for piece in (prose.default, *(text for _, text in prose.variants)):
            readers = tuple(
                each
                for each in context
                if self.inliners[each].reader.pick_or(*_texts(prose))[0] is piece
            )
            yield from self._within(piece, where, readers)

    # The body ---------------------------------------------------------------------------

    def body(self) -> Iterator[Part]:
        """Sections, blocks, and what differs within them."""
        above: list[tuple[int, Provenance]] = [(0, SHARED)]
        for section in self.document.body.sections:
            level = section.heading.level if section.heading else 1
            while len(above) > 1 and above[-1][0] >= level:
                above.pop()
            provenance = OWN if _is_for(section.heading) else above[-1][1]
            above.append((level, provenance))
            context = tuple(e for e in self.inliners if level <= self._hidden.get(e, _NEVER))
            self._hidden = {e: at for e, at in self._hidden.items() if e not in context}
            if section.heading:
                part = self._headed(section.heading, section.place, provenance, context)
                yield part
                self._hidden |= dict.fromkeys(part.left_out, level)
                context = tuple(part.received)
                yield from self._within(section.heading.piece, part.where, context)
            yield from self._blocks(section, provenance, context)

    def _headed(
        self, heading: Heading, place: Place, provenance: Provenance, context: Context
    ) -> Part:
        left_out = dict[str, str]()
        for each in context:
            reader = self.inliners[each].reader
            if not reader.receives(heading.condition):
                left_out[each] = FOR_OTHERS
            elif heading.id in reader.audience.sections.omit:
                left_out[each] = OMITTED
        received = {
            each: Received(self._text(each, heading.piece), provenance)
            for each in context
            if each not in left_out
        }
        return self._part("section", heading.id, place, received, left_out)

    def _blocks(self, section: Section, provenance: Provenance, context: Context) -> Iterator[Part]:
        where = section.heading.id if section.heading else "opening"
        insteads = [
            (name, block)
            for block in section.blocks
            if block.kind == "instead" and block.condition
            for name in block.condition.names
        ]
        chosen = {each: self.inliners[each].reader.pick(insteads) for each in context}
        for block in section.blocks:
            received, left_out = dict[str, Provenance](), dict[str, str]()
            for each in context:
                mine = chosen[each]
                if block.kind == "for":
                    got = OWN if self.inliners[each].reader.receives(block.condition) else None
                elif block.kind == "instead":
                    got = mine[1] if mine and mine[0] is block else None
                else:
                    got = provenance if mine is None else None
                if got:
                    received[each] = got
                else:
                    left_out[each] = REPLACED if block.kind == "default" else FOR_OTHERS
            yield from self._block(block, where, received, left_out)

    def _block(
        self,
        block: Block,
        where: str,
        received: Mapping[str, Provenance],
        left_out: Mapping[str, str],
    ) -> Iterator[Part]:
        kind: PartKind = "default text" if block.kind == "default" else block.kind
        inner = list[Part]()
        texts: dict[str, list[str]] = {each: [] for each in received}
        hidden = dict.fromkeys(received, _NEVER)
        for each in block.parts:
            at, context = where, tuple(received)
            if each.heading:
                level = each.heading.level
                context = tuple(name for name in received if level <= hidden[name])
                hidden |= dict.fromkeys(context, _NEVER)
                part = self._headed(each.heading, each.place, OWN, context)
                inner.append(part)
                hidden |= dict.fromkeys(part.left_out, level)
                at, context = part.where, tuple(part.received)
                inner += self._within(each.heading.piece, at, context)
            else:
                context = tuple(name for name in received if hidden[name] == _NEVER)
            for name in context:
                texts[name].append(self._text(name, each.piece))
            inner += self._within(each.piece, at, context)
        read = {each: Received(" ".join(texts[each]), got) for each, got in received.items()}
        if not block.condition and not any(each.text for each in read.values()) and not left_out:
            yield from inner
            return
        yield self._part(kind, where, block.place, read, left_out)
        yield from inner

    # Within texts -----------------------------------------------------------------------

    def _within(self, piece: Piece, where: str, context: Context) -> Iterator[Part]:
        """Variants and items of lists in a piece that these audiences read."""
        for each in piece if context else ():
            if isinstance(each, Variant):
                if each.texts:
                    yield self._choice(
                        "words", where, each.place, each.texts, each.default, context
                    )
            elif isinstance(each, Listing):
                for item in each.items:
                    readers = context
                    if item.condition:
                        readers = tuple(
                            e for e in context if self.inliners[e].reader.receives(item.condition)
                        )
                        yield self._part(
                            "list item",
                            where,
                            item.condition.place,
                            {e: Received(self._text(e, item.piece), OWN) for e in readers},
                            {e: FOR_OTHERS for e in context if e not in readers},
                        )
                    yield from self._within(item.piece, where, readers)

    def _choice(
        self,
        kind: PartKind,
        where: str,
        place: Place,
        texts: Sequence[tuple[Any, Piece]],
        default: Piece,
        context: Context,
    ) -> Part:
        received, pieces = dict[str, Received](), set[int]()
        for each in context:
            piece, provenance = self.inliners[each].reader.pick_or(texts, default)
            received[each] = Received(self._text(each, piece), provenance)
            pieces.add(id(piece))
        return replace(self._part(kind, where, place, received, {}), pieces=len(pieces))


def _texts(prose: ParsedProse) -> tuple[Sequence[tuple[Any, Piece]], Piece]:
    return prose.variants, prose.default


def _is_for(heading: Heading | None) -> bool:
    return bool(heading and heading.condition and heading.condition.kind == "for")
