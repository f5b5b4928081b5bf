"""The body for one audience: which sections, which blocks, and for whom each was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eo_site.model.body import Block, Body, Heading, Piece, Section
from eo_site.model.problem import Place
from eo_site.model.prose import OWN, SHARED, Provenance, Words
from eo_site.model.resolved import Left, Passage, ResolvedBody, ResolvedHeading, ResolvedSection
from eo_site.resolve.audiences import Reader
from eo_site.resolve.inline import Inliner
from eo_site.resolve.shape import Asked


def resolve_body(
    body: Body, reader: Reader, inliner: Inliner, asked: Mapping[int, Asked]
) -> ResolvedBody:
    """The sections this audience reads, in its order; links and sources are the inliner's so far.

    `asked` are the questions of each section and piece, by its id.
    """
    resolver = _BodyResolver(reader, inliner, asked)
    sections = _arranged(list(resolver.sections(body)), reader.audience.sections.first)
    return ResolvedBody(
        sections,
        tuple(inliner.used.links),
        tuple(inliner.used.beside),
        tuple(inliner.used.cited),
        tuple(resolver.left_out),
    )


def _arranged(
    sections: list[ResolvedSection], first: tuple[str, ...]
) -> tuple[ResolvedSection, ...]:
    """Main sections named in `first` before the rest, each with those below it."""
    groups: list[list[ResolvedSection]] = []
    for section in sections:
        if not groups or section.heading is None or section.heading.level <= 2:
            groups.append([])
        groups[-1].append(section)

    def rank(group: list[ResolvedSection]) -> int:
        heading = group[0].heading
        return first.index(heading.id) if heading and heading.id in first else len(first)

    return tuple(section for group in sorted(groups, key=rank) for section in group)


@dataclass
class _BodyResolver:
    reader: Reader
    inliner: Inliner
    asked: Mapping[int, Asked]
    left_out: list[Left] = field(default_factory=list)

    def sections(self, body: Body) -> Iterator[ResolvedSection]:
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
            provenance = self._heading_provenance(section.heading, stack[-1][1])
            stack.append((level, provenance))
            yield self._once(section, provenance)

    def _once(self, section: Section, provenance: Provenance) -> ResolvedSection:
        """The section, made once for all who read the same there."""
        name = id(section)
        found: ResolvedSection
        found, left_out = self.inliner.once(
            (name, provenance), self.asked[name], lambda: self._apart(section, provenance)
        )
        self.left_out += left_out
        return found

    def _apart(
        self, section: Section, provenance: Provenance
    ) -> tuple[ResolvedSection, list[Left]]:
        """The section, and what is left out of it."""
        before, self.left_out = self.left_out, []
        found = self._section(section, provenance), self.left_out
        self.left_out = before
        return found

    def _words(self, piece: Piece, provenance: Provenance = SHARED) -> Words:
        name = id(piece)
        text: tuple[str, str] = self.inliner.once(
            name, self.asked[name], lambda: self.inliner.text(piece)
        )
        return Words(*text, provenance)

    def _hidden(self, heading: Heading) -> str:
        if not self.reader.receives(heading.condition):
            return "for others"
        return "omitted in this edition" if heading.id in self.reader.audience.sections.omit else ""

    @staticmethod
    def _heading_provenance(heading: Heading | None, above: Provenance) -> Provenance:
        if heading and heading.condition and heading.condition.kind == "for":
            return OWN
        return above

    def _leave(self, what: str, reason: str, place: Place) -> None:
        self.left_out.append(Left(what, reason, place))

    def _section(self, section: Section, provenance: Provenance) -> ResolvedSection:
        name = section.heading.id if section.heading else "opening"
        insteads = [
            (each, block)
            for block in section.blocks
            if block.kind == "instead" and block.condition
            for each in block.condition.names
        ]
        chosen = self.reader.pick(insteads)
        passages: list[Passage] = []
        for block in section.blocks:
            if block.kind == "default":
                if chosen is None:
                    passages += self._passages(block, provenance)
                else:
                    self._leave(
                        f"{name}: default text", "replaced by an `instead` block", block.place
                    )
            elif block.kind == "instead":
                if chosen and chosen[0] is block:
                    passages += self._passages(block, chosen[1])
                else:
                    self._leave(f"{name}: `instead` block", "for others", block.place)
            elif self.reader.receives(block.condition):
                passages += self._passages(block, OWN)
            else:
                self._leave(f"{name}: `for` block", "for others", block.place)
        heading = self._heading(section.heading) if section.heading else None
        return ResolvedSection(heading, tuple(passages), provenance)

    def _passages(self, block: Block, provenance: Provenance) -> Iterator[Passage]:
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
            heading = self._heading(part.heading) if part.heading else None
            yield Passage(heading, self._words(part.piece, provenance))

    def _heading(self, heading: Heading) -> ResolvedHeading:
        words = self._words(heading.piece)
        interests = tuple(name.id for name in heading.interests)
        return ResolvedHeading(heading.level, heading.id, words, interests)
