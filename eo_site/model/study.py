"""What is kept of an order that has been read, resolved for every edition and checked.

The rest of a site is laid out from studies alone: no order's text is held while others are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from eo_site.model.language import wider
from eo_site.model.problem import Place, Problem
from eo_site.model.prose import Provenance
from eo_site.model.resolved import UsedLink


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What anybody may know of an order: what a relation shows where an edition lacks its page."""

    label: str
    title: str
    signed: date | None = None
    citation: str = ""
    official: str = ""
    """Address of the official text."""
    kind: str = ""
    """Of an instrument that is no executive order: what it is."""
    titles: tuple[tuple[str, str], ...] = ()
    """(language, title) of each translation."""

    def in_language(self, language: str) -> "PublicRecord":
        """The same with the title that a translation gives it."""
        titles = dict(self.titles)
        title = next((titles[each] for each in wider(language) if each in titles), self.title)
        return replace(self, title=title)


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A sentence about an order's status that another order's record may bear out, or refute."""

    problem: Problem
    """What is said of it if that is how it comes out."""
    types: tuple[str, ...]
    """Relations, as this order's record would have them."""
    number: str = ""
    """Of the order that must have acted; none means any."""
    partly: bool = False
    """Whether an act on a part of the order will do."""
    refuted: bool = False
    """Whether such a relation makes it wrong; else the want of one does."""


@dataclass(frozen=True, slots=True)
class OrderNote:
    """What the site as a whole must know of an order's file."""

    slug: str
    path: str
    public: PublicRecord
    number: str = ""
    draft: bool = False
    publish_on: date | None = None
    expires_on: date | None = None
    aliases: tuple[tuple[str, Place], ...] = ()
    relations: tuple[tuple[str, Place], ...] = ()
    """(target, where it stands) of every relation."""
    movers: tuple[tuple[str, Place], ...] = ()
    """(order or instrument, where it stands) of what is said to have moved a day."""
    case_subjects: tuple[tuple[str, Place], ...] = ()
    """(order or instrument, where it stands) of what its cases concern, if not this order."""
    sections: tuple[str, ...] = ()
    """Ids of the headings that divide its text."""
    withdrawn: bool = False
    interests: tuple[str, ...] = ()
    """Terms that its record and its headings carry."""
    about: tuple[str, ...] = ()
    """Terms of its record alone: by these it is near other orders."""
    sound: bool = True
    """Whether the file could be read as a whole, and each name in it means somebody."""
    acts: tuple[tuple[str, str, bool], ...] = ()
    """(type, target, whether on a part only) of every relation."""
    claims: tuple[OpenClaim, ...] = ()
    """What its sentences say of its status that its own record does not settle."""
    translations: tuple[tuple[str, str], ...] = ()
    """(language, path) of the files that it has in other languages."""

    @property
    def listed(self) -> object:
        """All that pages other than the order's own may show of it, or are found by: what is not left out here."""
        return replace(
            self,
            aliases=tuple((name, Place()) for name, _ in self.aliases),
            relations=tuple((target, Place()) for target, _ in self.relations),
            movers=(), case_subjects=(), sections=(), acts=(), claims=(),
        )  # fmt: skip

    @property
    def linked(self) -> object:
        """All that rules between orders read, wherever sentences stand in the file.

        Of what else they tell the place, that is a part of it.
        """
        claims = (
            replace(each, problem=replace(each.problem, place=Place())) for each in self.claims
        )
        return replace(self, claims=tuple(claims))


@dataclass(frozen=True, slots=True)
class EditionText:
    """One edition's version of an order as its authors look at it, for tables of many."""

    words: int = 0
    """In our own sentences: summary, statements, body."""
    grade: float | None = None
    """The school year that they read at; None where there are none, or they are not in English."""
    summary: Provenance | None = None
    """For whom its summary was written; None where there is none."""
    own: int = 0
    """Passages of its text that were written for it alone, or for a group that it is in."""
    inherited: int = 0
    shared: int = 0
    left_out: int = 0
    """Passages of the file that it does not receive."""
    signed: tuple[str, ...] = ()
    """Reviewers whose sign-off holds for the text as it stands."""
    lapsed: tuple[str, ...] = ()
    """Reviewers whose sign-off was for an earlier text."""


@dataclass(frozen=True, slots=True)
class EditionStudy:
    """One edition's version of an order."""

    page: str
    """Digest of all that its page is made from, as far as the order's own files decide it."""
    slim: str
    """Digest of the part that other pages are made from."""
    links: tuple[UsedLink, ...] = ()
    ids: tuple[str, ...] = ()
    """Ids of the headings on its page."""
    beside: tuple[str, ...] = ()
    """Names of the images that it shows and of the attachments that it links to."""
    summarised: bool = False
    """Whether it has a summary of its own to show, and has not been withdrawn."""
    proof: bool = False
    """Whether the edition shows its official text beside what rests on it."""
    filled: tuple[str, ...] = ()
    """What its record has, field by field, in an edition with a page about its data; else empty."""
    analysed: bool = False
    """Whether something of ours says what the order does, and has not been withdrawn."""
    parties: tuple[str, ...] = ()
    """Whom it affects, by the ids of the vocabulary."""
    written: EditionText = EditionText()
    """What a table of all orders says of it."""

    @property
    def listed(self) -> object:
        """All that other files of the edition are made from: what is not left out here."""
        return replace(self, page="", links=(), ids=(), written=EditionText())

    @property
    def linked(self) -> object:
        """All that rules between orders read, wherever links stand in the file."""
        links = dict.fromkeys(replace(each, place=Place()) for each in self.links)
        return tuple(links), self.ids


@dataclass(frozen=True, slots=True)
class Study:
    """One order's file."""

    problems: tuple[Problem, ...] = ()
    note: OrderNote | None = None
    """None where the file could not be read."""
    editions: Mapping[str, EditionStudy] = field(default_factory=dict)
    """By audience; empty where an error keeps the order from being resolved."""
    later: tuple[tuple[date, Problem], ...] = ()
    """(day, problem) of what is wrong from a day on, which may be past."""
    ahead: tuple[tuple[date, Problem], ...] = ()
    """(day, problem) of what is wrong until a day has come, which it may have."""

    @property
    def listed(self) -> object:
        """All that pages other than the order's own, and files, are made from."""
        return self.note and self.note.listed, {n: each.listed for n, each in self.editions.items()}

    @property
    def linked(self) -> object:
        """All that rules between orders read."""
        return self.note and self.note.linked, {n: each.linked for n, each in self.editions.items()}
