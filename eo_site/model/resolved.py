"""An order, or a page, as one audience reads it. Nothing of any other audience's text is in it."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from eo_site.model.order import Order, PageRecord
from eo_site.model.problem import Place
from eo_site.model.prose import SHARED, Provenance, Words
from eo_site.model.source import Source

ResolvedRecord: TypeAlias = Order[Words]


@dataclass(frozen=True, slots=True)
class ResolvedHeading:
    """A heading of this edition."""

    level: int
    id: str
    words: Words
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of text as this audience gets it, with whom it was written for."""

    heading: ResolvedHeading | None
    """Set only where the block brings a heading of its own."""
    words: Words


@dataclass(frozen=True, slots=True)
class ResolvedSection:
    """A heading with the passages under it, up to the next heading of any level."""

    heading: ResolvedHeading | None
    passages: tuple[Passage, ...]
    provenance: Provenance = SHARED
    """`own` where the whole section is for named audiences."""


@dataclass(frozen=True, slots=True)
class UsedLink:
    """A link within the site that this text makes, to be checked against what the edition has."""

    page: str
    """The target's slug; empty for a place on the same page."""
    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Left:
    """Something this audience does not receive, and why; for `explain`."""

    what: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class ResolvedBody:
    """The body for one audience."""

    sections: tuple[ResolvedSection, ...] = ()
    links: tuple[UsedLink, ...] = ()
    beside: tuple[str, ...] = ()
    """Names of the files beside the order's that the text shows or links to."""
    cited: tuple[str, ...] = ()
    """Source ids in order of first citation, prose fields first."""
    left_out: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedOrder:
    """One order for one audience."""

    slug: str
    audience: str
    record: ResolvedRecord
    body: ResolvedBody
    dues: tuple[tuple[str, date | None], ...]
    """(duty id, computed date) of every duty with a date; None where its clock is not known to run."""
    sources: tuple[Source, ...]
    """What this edition's text and facts rest on: the order's own first, then as cited."""

    def due(self, duty: str) -> date | None:
        """When a duty falls due, as far as can be computed."""
        return dict(self.dues).get(duty)


@dataclass(frozen=True, slots=True)
class ResolvedPage:
    """A page that is not an order, for one audience."""

    slug: str
    audience: str
    record: PageRecord[Words]
    body: ResolvedBody
    sources: tuple[Source, ...]
