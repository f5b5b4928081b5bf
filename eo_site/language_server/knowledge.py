"""What is known of a site while one of its files is written: the last library that could be read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from eo_site.language_server.places import VOCABULARY_OF, IdKind
from eo_site.model.library import Library
from eo_site.model.official import OfficialText
from eo_site.model.problem import Place
from eo_site.model.source import Source
from eo_site.model.vocabulary import Term
from eo_site.resolve.audiences import Audiences


@dataclass(frozen=True)
class Candidate:
    """Something that an id may name."""

    id: str
    label: str = ""
    """What it is called."""
    names: tuple[str, ...] = ()
    """Whatever else people call it."""
    about: str = ""

    @cached_property
    def folded(self) -> tuple[tuple[str, str], ...]:
        """(in lower case, as written) of every name, the id first."""
        every = dict.fromkeys((self.id, self.label, *self.names))
        return tuple((each.casefold(), each) for each in every if each)

    @cached_property
    def all_folded(self) -> str:
        """Every name in lower case, a line each."""
        return "\n".join(folded for folded, _ in self.folded)


@dataclass(frozen=True)
class KnownOrder:
    """An order, or a page, of the site."""

    slug: str
    path: str
    label: str = ""
    title: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Location:
    """A place in a file of the site."""

    path: str
    place: Place
    length: int = 0


def no_text(_: str) -> OfficialText | None:
    """No official texts are at hand."""
    return None


@dataclass(frozen=True)
class Knowledge:
    """A site as far as it is known."""

    library: Library
    orders: Mapping[str, KnownOrder] = field(default_factory=dict)
    """By slug."""
    modules: Sequence[str] = ()
    official: Callable[[str], OfficialText | None] = no_text
    """The official text of an order, by its number."""
    official_path: Callable[[str], str] = lambda _: ""
    """The path of that text's file, if there is one."""

    @cached_property
    def audiences(self) -> Audiences:
        """Audiences and groups."""
        return Audiences(self.library.audiences)

    @cached_property
    def pages(self) -> tuple[KnownOrder, ...]:
        """The pages that are not orders."""
        found = (each for each in self.library.pages if not each.language)
        return tuple(KnownOrder(each.slug, each.path, "", each.record.title) for each in found)

    @cached_property
    def _candidates(self) -> dict[IdKind, tuple[Candidate, ...]]:
        return {}

    def candidates(self, kind: IdKind) -> tuple[Candidate, ...]:
        """Everything of a kind that the site as a whole has."""
        if kind not in self._candidates:
            self._candidates[kind] = tuple(self._of(kind))
        return self._candidates[kind]

    def _of(self, kind: IdKind) -> Iterator[Candidate]:
        if kind in VOCABULARY_OF:
            for term in getattr(self.library.vocabularies, VOCABULARY_OF[kind]).by_id.values():
                yield self._term(term)
        elif kind == "audience":
            for each in self.library.audiences.audiences:
                yield Candidate(each.id, each.name, about=each.question)
            for name, members in self.library.audiences.groups.items():
                yield Candidate(name, "group", about=", ".join(members))
        elif kind == "source":
            yield from map(source_candidate, self.library.shared_sources.sources)
        elif kind == "act":
            for known in self.orders.values():
                yield Candidate(known.slug, known.title, (known.label,))
            for instrument in self.library.instruments.instruments:
                label = instrument.label or instrument.id
                yield Candidate(instrument.id, label, (instrument.title or "",))
        elif kind == "module":
            yield from map(Candidate, self.modules)
        elif kind == "heading":
            found = {name for each in self.orders.values() for name in each.headings}
            yield from map(Candidate, sorted(found))

    @staticmethod
    def _term(term: Term) -> Candidate:
        short = (term.short,) if term.short else ()
        return Candidate(term.id, term.label, (*short, *term.aliases), term.definition or "")

    @cached_property
    def _links(self) -> dict[tuple[str, str], tuple[Candidate, ...]]:
        return {}

    def links(self, orders: str, pages: str) -> tuple[Candidate, ...]:
        """The files that a link may lead to, orders and pages each with the way to their folder."""
        if (orders, pages) not in self._links:
            self._links[orders, pages] = tuple(
                Candidate(f"{folder}{each.slug}.md", each.title, (each.label, each.slug))
                for folder, known in ((orders, self.orders.values()), (pages, self.pages))
                for each in known
            )
        return self._links[orders, pages]

    def candidate(self, kind: IdKind, ident: str) -> Candidate | None:
        """What an id names in the site as a whole."""
        return next((each for each in self.candidates(kind) if each.id == ident), None)

    # Where things stand -------------------------------------------------------------------------

    @cached_property
    def _definitions(self) -> dict[tuple[str, str], Location]:
        """By file and id, where an entry of a configuration file stands."""
        found: dict[tuple[str, str], Location] = {}
        for path, marks in self.library.marks.items():
            for keys, (start, end) in marks.values.items():
                if keys[-1:] == ("id",):
                    text = marks.source.text[marks.base + start : marks.base + end].strip("\"'")
                    found.setdefault((path, text), Location(path, marks.place(keys), len(text)))
            for keys in marks.keys:
                if path == "audiences.yaml" and len(keys) == 2 and keys[0] == "groups":
                    name = str(keys[1])
                    found[path, name] = Location(path, marks.place(keys, key=True), len(name))
        return found

    def definition(self, kind: IdKind, ident: str) -> Location | None:
        """Where something stands that the site as a whole has."""
        if kind in VOCABULARY_OF:
            return self._definitions.get(
                (f"content/vocabularies/{VOCABULARY_OF[kind]}.yaml", ident)
            )
        if kind == "audience":
            return self._definitions.get(("audiences.yaml", ident))
        if kind == "act" and ident in self.orders:
            return Location(self.orders[ident].path, Place())
        files = ("content/sources.yaml",) if kind == "source" else ()
        for path in (*files, "content/instruments.yaml") if kind in ("source", "act") else ():
            if found := self._definitions.get((path, ident)):
                return found
        return None


def source_candidate(source: Source) -> Candidate:
    """A source by its id."""
    return Candidate(source.id, source.short or source.title, (source.title,), source.title)
