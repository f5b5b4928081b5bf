"""An order, or a page, as one audience reads it. Nothing of any other audience's text is in it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from pydantic import create_model

from eo_site.model.base import Frozen
from eo_site.model.order import Order, PageRecord
from eo_site.model.problem import Place
from eo_site.model.prose import SHARED, Provenance, Words
from eo_site.model.source import Source
from eo_site.model.uses import LISTED, fields_with

ResolvedRecord: TypeAlias = Order[Words]

if TYPE_CHECKING:  # Python has no type for a part of a class's fields
    SlimRecord: TypeAlias = ResolvedRecord
else:

    class _Slim(Frozen):
        label = Order.label

    SlimRecord = create_model(
        "SlimRecord",
        __base__=_Slim,
        __module__=__name__,
        __doc__="The fields of a record that others than its own page may read; it has no others.",
        **{
            name: (ResolvedRecord.model_fields[name].annotation, ResolvedRecord.model_fields[name])
            for name in fields_with(LISTED, ResolvedRecord)
        },
    )


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
class SlimOrder:
    """What others than its own page may read of one order for one audience."""

    slug: str
    audience: str
    record: SlimRecord
    dues: tuple[tuple[str, date | None], ...]
    """(duty id, computed date) of every duty with a date; None where its clock is not known to run."""
    sources: tuple[Source, ...]
    """What this edition's text and facts rest on: the order's own first, then as cited."""

    def due(self, duty: str) -> date | None:
        """When a duty falls due, as far as can be computed."""
        return dict(self.dues).get(duty)


@dataclass(frozen=True, slots=True)
class ResolvedOrder(SlimOrder):
    """One order for one audience."""

    record: ResolvedRecord
    body: ResolvedBody


@dataclass(frozen=True, slots=True)
class ResolvedPage:
    """A page that is not an order, for one audience."""

    slug: str
    audience: str
    record: PageRecord[Words]
    body: ResolvedBody
    sources: tuple[Source, ...]
