"""What the filter's files show: orders by what they are found by, facets, cards."""

from dataclasses import dataclass
from datetime import date

from eo_site.plan.views import CardView

SHARD = 100
"""Cards in a file."""


@dataclass(frozen=True, slots=True)
class FilterOrder:
    """What an order is found by."""

    slug: str
    signed: date | None
    changed: date | None
    """The last day in its page's history."""
    number: str
    title: str
    values: tuple[tuple[str, ...], ...]
    """What it carries of each facet, in the order of `FACET_NAMES`."""
    also_called: tuple[str, ...] = ()
    """Names that people use for it."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to narrow the list."""

    name: str
    """Its key in fragments and in `t.facets`."""
    terms: tuple[tuple[str, str], ...]
    """(id, label); the label of a coded value is empty: the theme has its words."""
    groups: tuple[tuple[str, int], ...] = ()
    """(label, how many of the terms), where the terms are grouped."""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(id, other names) of terms that have any: abbreviation and aliases, which readers may type."""


@dataclass(frozen=True)
class FilterView:
    """The filter's data, but for the cards."""

    site: str
    edition: str
    order_url: str
    """Address of an order's page from the edition's root, `%(slug)s` standing for its slug."""
    facets: tuple[FacetView, ...]
    orders: tuple[FilterOrder, ...]
    """The newest first."""


@dataclass(frozen=True)
class FilterCard:
    """A card, and how many duties each agency has under the order."""

    card: CardView
    duties: tuple[tuple[str, int], ...]
