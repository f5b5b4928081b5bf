"""The body for one audience: the words of what it receives, and for whom each was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eo_site.model.body import Body, Heading, Piece, Section
from eo_site.model.prose import SHARED, Provenance, Words
from eo_site.model.resolved import Left, Passage, ResolvedBody, ResolvedHeading, ResolvedSection
from eo_site.resolve.audiences import Reader
from eo_site.resolve.inline import Inliner
from eo_site.resolve.selection import Selection, arranged
from eo_site.resolve.shape import Asked


def resolve_body(
    body: Body, reader: Reader, inliner: Inliner, asked: Mapping[int, Asked]
) -> ResolvedBody:
    """The sections this audience reads, in its order; links and sources are the inliner's so far.

    `asked` are the questions of each section and piece, by its id.
    """
    resolver = _BodyResolver(Selection(reader), inliner, asked)
    sections = arranged(list(resolver.sections(body)), reader.audience.sections.first)
    return ResolvedBody(
        sections,
        tuple(inliner.used.links),
        tuple(inliner.used.beside),
        tuple(inliner.used.cited),
        tuple(resolver.selection.left_out),
    )


@dataclass
class _BodyResolver:
    selection: Selection
    inliner: Inliner
    asked: Mapping[int, Asked]

    def sections(self, body: Body) -> Iterator[ResolvedSection]:
        """Sections that reach this audience, each made once for all who read the same there."""
        for section, provenance in self.selection.sections(body):
            yield self._once(section, provenance)

    def _once(self, section: Section, provenance: Provenance) -> ResolvedSection:
        name = id(section)
        found: ResolvedSection
        found, left_out = self.inliner.once(
            (name, provenance), self.asked[name], lambda: self._section(section, provenance)
        )
        self.selection.left_out += left_out
        return found

    def _section(
        self, section: Section, provenance: Provenance
    ) -> tuple[ResolvedSection, list[Left]]:
        """The section, and what is left out of it."""
        selection = Selection(self.selection.reader)
        passages = tuple(
            Passage(
                self._heading(part.heading) if part.heading else None,
                self._words(part.piece, its),
            )
            for block, its in selection.blocks(section, provenance)
            for part in selection.parts(block)
        )
        heading = self._heading(section.heading) if section.heading else None
        return ResolvedSection(heading, passages, provenance), selection.left_out

    def _words(self, piece: Piece, provenance: Provenance = SHARED) -> Words:
        name = id(piece)
        text: tuple[str, str] = self.inliner.once(
            name, self.asked[name], lambda: self.inliner.text(piece)
        )
        return Words(*text, provenance)

    def _heading(self, heading: Heading) -> ResolvedHeading:
        words = self._words(heading.piece)
        interests = tuple(name.id for name in heading.interests)
        return ResolvedHeading(heading.level, heading.id, words, interests)
