"""Every part of an authored file, and what each audience gets of it: who reads what, and why.

A part is whatever can differ between editions: a prose field, an item of a list, a section, a block,
words with variants. What is told of it is told for its own context alone: an item within a section
that an audience does not get is nothing that this audience is left out of once more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

from eo_site.model.base import Item, keys
from eo_site.model.body import Block, Body, Heading, Listing, Piece, Variant
from eo_site.model.document import OrderDocument, ParsedProse
from eo_site.model.problem import Place
from eo_site.model.prose import OWN, Provenance
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader
from eo_site.resolve.inline import Inliner
from eo_site.resolve.selection import FOR_OTHERS, Selection
from eo_site.resolve.shape import BLANKED

PartKind = Literal[
    "field", "item", "section", "default text", "instead", "for", "words", "list item"
]
_NAMING = ("title", "name", "id", "text", "target", "value", "kind", "section")
"""Keys that tell an item without prose from others."""


@dataclass(frozen=True, slots=True)
class PartText:
    """What one audience reads there."""

    text: str
    """Without markup and citations."""
    provenance: Provenance


@dataclass(frozen=True)
class AuthoredPart:
    """One part of a file, with those who get it and those who do not."""

    kind: PartKind
    where: str
    """The field, `duties.d7.what`, or the section's id."""
    path: str
    """Of the file."""
    place: Place
    received: Mapping[str, PartText]
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


def authored_parts(
    document: OrderDocument, inliners: Mapping[str, Inliner], only: Collection[str] = ()
) -> Iterator[AuthoredPart]:
    """The parts of one file in its order, for the audiences of these inliners.

    `only` are the fields of the record to go through, if not all and the text.
    """
    walk = _Walk(document, inliners)
    record = walk.record(document.record, (), "", tuple(inliners), only)
    yield from sorted(record, key=lambda each: each.place)  # a file may have keys in any order
    if not only:
        yield from walk.body()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What one audience receives of a body: sections, blocks and parts by their identity."""

    sections: Mapping[int, Provenance]
    blocks: Mapping[int, Provenance]
    parts: Set[int]
    reasons: Mapping[Place, str]
    """Why something is left out, by where it stands."""

    @staticmethod
    def of(body: Body, reader: Reader) -> "_Chosen":
        selection = Selection(reader)
        sections, blocks, parts = dict[int, Provenance](), dict[int, Provenance](), set[int]()
        for section, provenance in selection.sections(body):
            sections[id(section)] = provenance
            for block, its in selection.blocks(section, provenance):
                blocks[id(block)] = its
                parts.update(map(id, selection.parts(block)))
        return _Chosen(sections, blocks, parts, {e.place: e.reason for e in selection.left_out})


@dataclass
class _Walk:
    document: OrderDocument
    inliners: Mapping[str, Inliner]

    @cached_property
    def _chosen(self) -> Mapping[str, _Chosen]:
        """By audience."""
        body = self.document.body
        return {name: _Chosen.of(body, each.reader) for name, each in self.inliners.items()}

    def _part(
        self,
        kind: PartKind,
        where: str,
        place: Place,
        received: Mapping[str, PartText],
        left_out: Mapping[str, str],
    ) -> AuthoredPart:
        return AuthoredPart(kind, where, self.document.path, place, received, left_out)

    def _text(self, name: str, piece: Piece) -> str:
        return self.inliners[name].text(piece)[1]

    # The record -------------------------------------------------------------------------

    def record(
        self, value: Any, path: KeyPath, where: str, context: Context, only: Collection[str] = ()
    ) -> Iterator[AuthoredPart]:
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

    def _item(
        self, item: Any, path: KeyPath, where: str, context: Context
    ) -> Iterator[AuthoredPart]:
        if isinstance(item, Item) and item.for_:
            named = tuple(e for e in context if self.inliners[e].reader.named(item.for_))
            received = {e: PartText(self._label(item, path, e), OWN) for e in named}
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
    ) -> Iterator[AuthoredPart]:
        yield self._choice("field", where, self.document.place(*path), *_texts(prose), context)
        for piece in (prose.default, *(text for _, text in prose.variants)):
            readers = tuple(
                each
                for each in context
                if self.inliners[each].reader.pick_or(*_texts(prose))[0] is piece
            )
            yield from self._within(piece, where, readers)

    # The body ---------------------------------------------------------------------------

    def body(self) -> Iterator[AuthoredPart]:
        """Sections, blocks, and what differs within them."""
        for section in self.document.body.sections:
            got = {
                name: each.sections[id(section)]
                for name, each in self._chosen.items()
                if id(section) in each.sections
            }
            if section.heading:
                part = self._headed(section.heading, section.place, got, tuple(self.inliners))
                yield part
                yield from self._within(section.heading.piece, part.where, tuple(got))
            where = section.heading.id if section.heading else "opening"
            for block in section.blocks:
                yield from self._block(block, where, tuple(got))

    def _headed(
        self, heading: Heading, place: Place, got: Mapping[str, Provenance], context: Context
    ) -> AuthoredPart:
        """A heading; whoever neither gets it nor is told why does not get what it stands in."""
        texts = {name: PartText(self._text(name, heading.piece), its) for name, its in got.items()}
        return self._part("section", heading.id, place, texts, self._reasons(place, context))

    def _reasons(self, place: Place, context: Context) -> dict[str, str]:
        """By audience, why something is left out; of those who are told of it."""
        reasons = ((each, self._chosen[each].reasons.get(place)) for each in context)
        return {each: reason for each, reason in reasons if reason}

    def _block(self, block: Block, where: str, context: Context) -> Iterator[AuthoredPart]:
        kind: PartKind = "default text" if block.kind == "default" else block.kind
        got = {
            name: self._chosen[name].blocks[id(block)]
            for name in context
            if id(block) in self._chosen[name].blocks
        }
        inner = list[AuthoredPart]()
        texts: dict[str, list[str]] = {each: [] for each in got}
        for each in block.parts:
            readers = tuple(name for name in got if id(each) in self._chosen[name].parts)
            if each.heading:
                own = dict.fromkeys(readers, OWN)
                part = self._headed(each.heading, each.place, own, tuple(got))
                inner.append(part)
                inner += self._within(each.heading.piece, part.where, readers)
            for name in readers:
                texts[name].append(self._text(name, each.piece))
            inner += self._within(each.piece, each.heading.id if each.heading else where, readers)
        read = {each: PartText(" ".join(texts[each]), its) for each, its in got.items()}
        left_out = self._reasons(block.place, context)
        if block.condition or left_out or any(each.text for each in read.values()):
            yield self._part(kind, where, block.place, read, left_out)
        yield from inner

    # Within texts -----------------------------------------------------------------------

    def _within(self, piece: Piece, where: str, context: Context) -> Iterator[AuthoredPart]:
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
                            {e: PartText(self._text(e, item.piece), OWN) for e in readers},
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
    ) -> AuthoredPart:
        received, pieces = dict[str, PartText](), set[int]()
        for each in context:
            piece, provenance = self.inliners[each].reader.pick_or(texts, default)
            received[each] = PartText(self._text(each, piece), provenance)
            pieces.add(id(piece))
        return replace(self._part(kind, where, place, received, {}), pieces=len(pieces))


def _texts(prose: ParsedProse) -> tuple[Sequence[tuple[Any, Piece]], Piece]:
    return prose.variants, prose.default
