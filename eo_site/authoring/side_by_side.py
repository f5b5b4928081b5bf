"""An order in several editions side by side: passages that belong together in one row, differences marked.

The first of the chosen editions is what the others are compared with.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from eo_site.authoring.source_pieces import ReceivedWords, SourcePiece
from eo_site.authoring.word_changes import Span, word_changes
from eo_site.diff.blocks import Block, read_page
from eo_site.model.problem import Place
from eo_site.model.prose import Words

FEWEST, MOST = 2, 4
"""How many editions stand side by side."""

_SLOT = frozenset({"default", "instead"})
"""Kinds of blocks of which a reader of a section receives either all of the one, or one of the other."""


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A paragraph, an item, a row or a heading, with what is other than in the first edition."""

    kind: str
    """`heading`, `text`, `item` or `row`."""
    what: Literal["same", "changed", "added", "removed"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some words stand in a file, and what their author would call them."""

    name: str
    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What one edition has in a row."""

    audience: str
    blocks: tuple[MarkedBlock, ...] = ()
    rewritten: bool = False
    """Whether hardly a word is that of the first edition, so that nothing is marked."""
    provenance: str = ""
    """`own`, `shared`, or `inherited from …`."""
    origins: tuple[Origin, ...] = ()
    readers: tuple[str, ...] = ()
    """Every audience that receives the same words, chosen or not."""
    left_out: str = ""
    """Why this edition has nothing here."""
    modules: tuple[str, ...] | None = None
    """For a field, the modules of the edition's page that are known to print it; None for the body."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Passages that belong together."""

    section: str
    title: str
    name: str
    cells: tuple[ComparedCell, ...]
    same: bool
    """Whether all chosen editions receive the same words."""


Modules = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By audience and by a text without markup, the modules of its page that print it."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Pieces of which an edition has one text."""

    pieces: tuple[SourcePiece, ...]

    def received(self, audience: str) -> tuple[ReceivedWords, ...]:
        return tuple(each.received[audience] for each in self.pieces if audience in each.received)

    def readers(self) -> dict[tuple[ReceivedWords, ...], tuple[str, ...]]:
        """By what is read, who reads it."""
        found: dict[tuple[ReceivedWords, ...], list[str]] = {}
        for audience in dict.fromkeys(name for each in self.pieces for name in each.received):
            found.setdefault(_bare(self.received(audience)), []).append(audience)
        return {text: tuple(names) for text, names in found.items()}


def _bare(received: Sequence[ReceivedWords]) -> tuple[ReceivedWords, ...]:
    """The same for all who read the same words, for whomever they were written."""
    return tuple(
        ReceivedWords(Words(each.words.html, each.words.text), each.heading) for each in received
    )


def side_by_side(
    pieces: Iterable[SourcePiece], chosen: Sequence[str], modules: Modules | None = None
) -> tuple[ComparedRow, ...]:
    """The rows in which at least one of the chosen editions has something."""
    rows = (_row(slot, chosen, modules or {}) for slot in _slots(tuple(pieces), chosen))
    return tuple(row for row in rows if any(not each.left_out for each in row.cells))


def _slots(pieces: Sequence[SourcePiece], chosen: Sequence[str]) -> Iterator[_Slot]:
    """Each piece alone; default text together with what some chosen edition reads instead of it.

    Pieces of one section follow each other; those of translations stand with the original's.
    """
    sections: dict[tuple[bool, str], list[SourcePiece]] = {}
    for each in pieces:
        sections.setdefault((each.kind == "field", each.section), []).append(each)
    for found in sections.values():
        yield from _of_section(found, chosen)


def _of_section(pieces: Sequence[SourcePiece], chosen: Sequence[str]) -> Iterator[_Slot]:
    slot = tuple(each for each in pieces if each.kind in _SLOT and _reaches(each, chosen))
    several = len({each.path for each in slot}) > 1
    joined = slot if several or any(each.kind == "instead" for each in slot) else ()
    fields: dict[str, list[SourcePiece]] = {}
    for each in pieces:
        if each.kind == "field":
            fields.setdefault(each.name, []).append(each)
    for group in fields.values():
        yield _Slot(tuple(group))
    for each in pieces:
        if each.kind == "field":
            continue
        if each not in joined:
            yield _Slot((each,))
        elif each is joined[0]:
            yield _Slot(joined)


def _reaches(piece: SourcePiece, chosen: Sequence[str]) -> bool:
    return any(each in piece.received for each in chosen)


def _row(slot: _Slot, chosen: Sequence[str], modules: Modules) -> ComparedRow:
    readers = slot.readers()
    first = _blocks(slot.received(chosen[0]))
    cells = tuple(
        _cell(slot, each, first if at else None, readers, modules) for at, each in enumerate(chosen)
    )
    head = slot.pieces[0]
    texts = {_bare(slot.received(each)) for each in chosen}
    names = dict.fromkeys(each.name for each in slot.pieces)
    return ComparedRow(head.section, head.title, " / ".join(names), cells, len(texts) == 1)


def _cell(
    slot: _Slot,
    audience: str,
    first: Sequence[Block] | None,
    readers: Mapping[tuple[ReceivedWords, ...], tuple[str, ...]],
    modules: Modules,
) -> ComparedCell:
    pieces = tuple(each for each in slot.pieces if audience in each.received)
    if not pieces:
        reasons = (each.left_out.get(audience) for each in slot.pieces)
        return ComparedCell(audience, left_out=next(filter(None, reasons), "not in this edition"))
    received = slot.received(audience)
    blocks = _blocks(received)
    marked = marked_blocks(first, blocks) if first else None
    printed = None
    if pieces[0].kind == "field":
        printed = modules.get(audience, {}).get(received[0].words.text, ())
    return ComparedCell(
        audience,
        marked if marked is not None else tuple(map(_unmarked, blocks)),
        bool(first) and marked is None,
        ", ".join(dict.fromkeys(str(each.words.provenance) for each in received)),
        tuple(
            Origin(each.name, each.path, each.received[audience].place or each.place)
            for each in pieces
        ),
        readers[_bare(received)],
        modules=printed,
    )


def _blocks(received: Sequence[ReceivedWords]) -> tuple[Block, ...]:
    """The paragraphs of a text, citations and all, as its reader meets them."""
    return tuple(
        block
        for each in received
        for block in (
            *((Block("heading", "", each.heading),) if each.heading else ()),
            *read_page(each.words.html).blocks,
        )
    )


def marked_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[MarkedBlock, ...] | None:
    """The new blocks with what differs from the old ones; None where no block is like any of the old."""
    matcher = SequenceMatcher(None, list(map(_told, old)), list(map(_told, new)), autojunk=False)
    found = list[MarkedBlock]()
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            found += map(_unmarked, new[k:m])
        else:
            found += _between(old[i:j], new[k:m])
    alike = any(each.what in ("same", "changed") for each in found)
    return tuple(found) if alike else None


def _between(old: Sequence[Block], new: Sequence[Block]) -> Iterator[MarkedBlock]:
    """What stood between two places and what stands there, matched in order where they are alike."""
    rest = list(new)
    for block in old:
        changes = [word_changes(block.text, each.text) for each in rest]
        at = next((n for n, each in enumerate(changes) if each is not None), None)
        if at is None:
            yield MarkedBlock(block.kind, "removed", (Span("removed", block.text),))
            continue
        yield from map(_added, rest[:at])
        yield MarkedBlock(rest[at].kind, "changed", changes[at] or ())
        del rest[: at + 1]
    yield from map(_added, rest)


def _told(block: Block) -> tuple[str, str]:
    return block.kind, block.text


def _unmarked(block: Block) -> MarkedBlock:
    return MarkedBlock(block.kind, "same", (Span("same", block.text),))


def _added(block: Block) -> MarkedBlock:
    return MarkedBlock(block.kind, "added", (Span("added", block.text),))


# Everything with its audience ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a piece as some audiences read them."""

    audiences: tuple[str, ...]
    blocks: tuple[MarkedBlock, ...]
    """Compared with the first reading of the piece."""
    provenance: tuple[tuple[str, str], ...]
    """(audience, for whom it was written), seen from each of them."""
    place: Place


@dataclass(frozen=True, slots=True)
class FanOut:
    """One text of the source: who reads it in which words, and for whom it is left out."""

    section: str
    title: str
    origin: Origin
    readings: tuple[Reading, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    """(why, the audiences)"""


def fan_out(pieces: Iterable[SourcePiece]) -> tuple[FanOut, ...]:
    """Every piece once, in the order of the file."""
    return tuple(_fanned(each) for each in pieces)


def _fanned(piece: SourcePiece) -> FanOut:
    slot = _Slot((piece,))
    groups = [(names, _blocks(text)) for text, names in slot.readers().items()]
    first = groups[0][1] if groups else ()
    readings = tuple(
        Reading(
            names,
            (marked_blocks(first, blocks) if at else None) or tuple(map(_unmarked, blocks)),
            tuple((name, str(piece.received[name].words.provenance)) for name in names),
            piece.received[names[0]].place or piece.place,
        )
        for at, (names, blocks) in enumerate(groups)
    )
    reasons: dict[str, list[str]] = {}
    for name, reason in piece.left_out.items():
        reasons.setdefault(reason, []).append(name)
    left = tuple((reason, tuple(names)) for reason, names in reasons.items())
    origin = Origin(piece.name, piece.path, piece.place)
    return FanOut(piece.section, piece.title, origin, readings, left)
