"""Which parts of a body an audience receives, and why the rest is left out; their words are made elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from eo_site.model.body import Block, Body, Heading, Part, Section
from eo_site.model.problem import Place
from eo_site.model.prose import OWN, SHARED, Provenance
from eo_site.model.resolved import Left
from eo_site.resolve.audiences import Reader


class _Placed(Protocol):
    """What a heading of a body and one of an edition have alike."""

    @property
    def level(self) -> int: ...

    @property
    def id(self) -> str: ...


class _Headed(Protocol):
    """A section of a body, or of an edition."""

    @property
    def heading(self) -> _Placed | None: ...


S = TypeVar("S", bound=_Headed)

FOR_OTHERS = "for others"
REPLACED = "replaced by an `instead` block"
OMITTED = "omitted in this edition"
"""Why an audience does not receive something."""


@dataclass(frozen=True, slots=True)
class ChosenPart:
    """A part of a block that an audience receives, and for whom it was written."""

    block: Block
    part: Part
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ChosenSection:
    """A section that an audience receives, with the parts of it that it receives."""

    section: Section
    parts: tuple[ChosenPart, ...]

    @property
    def heading(self) -> Heading | None:
        """The section's own."""
        return self.section.heading


@dataclass
class Selection:
    """Chooses for one reader, and notes what is left out."""

    reader: Reader
    left_out: list[Left] = field(default_factory=list)

    def sections(self, body: Body) -> Iterator[tuple[Section, Provenance]]:
        """Sections that reach this audience, with what their headings' conditions say of them."""
        hidden_below = 7
        stack: list[tuple[int, Provenance]] = [(0, SHARED)]
        for section in body.sections:
            level = section.heading.level if section.heading else 1
            if level > hidden_below:
                continue
            hidden_below = 7
            if section.heading and (reason := self._hidden(section.heading)):
                self._leave(f"section {section.heading.id}", reason, section.place)
                hidden_below = level
                continue
            while len(stack) > 1 and stack[-1][0] >= level:
                stack.pop()
            provenance = _provenance(section.heading, stack[-1][1])
            stack.append((level, provenance))
            yield section, provenance

    def blocks(
        self, section: Section, provenance: Provenance
    ) -> Iterator[tuple[Block, Provenance]]:
        """The blocks of a section that reach this audience, and for whom each was written."""
        name = section.heading.id if section.heading else "opening"
        insteads = [
            (each, block)
            for block in section.blocks
            if block.kind == "instead" and block.condition
            for each in block.condition.names
        ]
        chosen = self.reader.pick(insteads)
        for block in section.blocks:
            if block.kind == "default":
                if chosen is None:
                    yield block, provenance
                else:
                    self._leave(f"{name}: default text", REPLACED, block.place)
            elif block.kind == "instead":
                if chosen and chosen[0] is block:
                    yield block, chosen[1]
                else:
                    self._leave(f"{name}: `instead` block", FOR_OTHERS, block.place)
            elif self.reader.receives(block.condition):
                yield block, OWN
            else:
                self._leave(f"{name}: `for` block", FOR_OTHERS, block.place)

    def parts(self, block: Block) -> Iterator[Part]:
        """The parts of a block that reach whoever receives it."""
        hidden_below = 7
        for part in block.parts:
            if part.heading:
                if part.heading.level > hidden_below:
                    continue
                hidden_below = 7
                if reason := self._hidden(part.heading):
                    self._leave(f"section {part.heading.id}", reason, part.place)
                    hidden_below = part.heading.level
                    continue
            elif hidden_below < 7:
                continue
            yield part

    def chosen(self, section: Section, provenance: Provenance) -> Iterator[ChosenPart]:
        """The parts of a section that reach this audience, each with its block."""
        for block, its in self.blocks(section, provenance):
            for part in self.parts(block):
                yield ChosenPart(block, part, its)

    def _hidden(self, heading: Heading) -> str:
        if not self.reader.receives(heading.condition):
            return FOR_OTHERS
        return OMITTED if heading.id in self.reader.audience.sections.omit else ""

    def _leave(self, what: str, reason: str, place: Place) -> None:
        self.left_out.append(Left(what, reason, place))


def chosen_body(body: Body, reader: Reader) -> tuple[ChosenSection, ...]:
    """What of a body this audience receives: the sections and passages of its resolved body, in its order."""
    selection = Selection(reader)
    found = [
        ChosenSection(section, tuple(selection.chosen(section, provenance)))
        for section, provenance in selection.sections(body)
    ]
    return arranged(found, reader.audience.sections.first)


def arranged(sections: Sequence[S], first: tuple[str, ...]) -> tuple[S, ...]:
    """Main sections named in `first` before the rest, each with those below it."""
    groups: list[list[S]] = []
    for section in sections:
        if not groups or section.heading is None or section.heading.level <= 2:
            groups.append([])
        groups[-1].append(section)

    def rank(group: list[S]) -> int:
        heading = group[0].heading
        return first.index(heading.id) if heading and heading.id in first else len(first)

    return tuple(section for group in sorted(groups, key=rank) for section in group)


def _provenance(heading: Heading | None, above: Provenance) -> Provenance:
    if heading and heading.condition and heading.condition.kind == "for":
        return OWN
    return above
