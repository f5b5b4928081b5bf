"""Cards, lists of orders, deadlines and corrections."""

from dataclasses import dataclass
from datetime import date

from eo_site.plan.views.duties import DutyView
from eo_site.plan.views.frame import NavLink
from eo_site.plan.views.methods import ChangeView
from eo_site.plan.views.named import TermView
from eo_site.plan.views.standing import AxisView


@dataclass(frozen=True, slots=True)
class CardView:
    """An order in a list."""

    slug: str
    url: str
    label: str
    number: str
    title: str
    signed: date | None
    summary: str
    """The first two sentences of this edition's own summary, plain text."""
    legal: AxisView
    court: AxisView
    interests: tuple[TermView, ...]
    withdrawn: bool
    also_called: tuple[str, ...] = ()
    """Names that people use for it."""


@dataclass(frozen=True, slots=True)
class PagerView:
    """The pages of a long list: the newest has no number, the oldest is 1."""

    current: int
    """0 is the newest."""
    pages: tuple[NavLink, ...]
    """All of them, the newest first; labels are numbers, the newest's is empty."""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A list with the number of its entries."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The lists of one kind (`kind` in `t.browse`): years, interests, agencies, presidents, statuses."""

    kind: str
    entries: tuple[CountedLink, ...]
    by_year: tuple[CountedLink, ...] = ()
    """Orders per year, the earliest first; only on the index of years."""


@dataclass(frozen=True, slots=True)
class OrderDutyView:
    """A duty among those of other orders."""

    duty: DutyView
    order_label: str
    order_title: str
    order_url: str
    first: bool = True
    """Whether the one before it in its table is of another order."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role of an agency in an order: `role` in `t.agency_role`."""

    agency: TermView
    role: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderRolesView:
    """What an order makes of an agency and of those that are part of it."""

    order_label: str
    order_title: str
    order_url: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of orders."""

    kind: str
    """`orders` (by year), `interests`, `agencies`, `presidents`, `status`."""
    value: str
    """The id of what is listed; a status is looked up in `t.legal_status`."""
    title: str
    cards: tuple[CardView, ...]
    total: int
    """Only on the unnumbered page: numbered ones stay as they are when something new comes."""
    pager: PagerView
    index_url: str
    by_year: tuple[CountedLink, ...] = ()
    """How many of the list's orders were signed in each year, the earliest first."""
    duties: tuple[OrderDutyView, ...] = ()
    """An agency's duties under the orders of this page, by date; those without one last."""
    roles: tuple[OrderRolesView, ...] = ()
    """An agency's roles under the orders of this page, order by order."""
    parts: tuple[TermView, ...] = ()
    """Agencies within an agency that the orders of this page name."""


@dataclass(frozen=True, slots=True)
class DeadlineGroup:
    """The deadlines of one month, or those whose clock is not known to have started."""

    month: date | None
    """Its first day."""
    duties: tuple[OrderDutyView, ...]


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """Duties with a date, across orders."""

    groups: tuple[DeadlineGroup, ...]
    agencies: tuple[CountedLink, ...]
    """Agencies with a deadline anywhere in the edition."""
    total: int
    pager: PagerView


@dataclass(frozen=True, slots=True)
class OrderChangeView:
    """An entry of a page's history among those of other orders."""

    change: ChangeView
    order_label: str
    order_title: str
    order_url: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What changed on the edition's pages, the newest first."""

    changes: tuple[OrderChangeView, ...]
    total: int
    pager: PagerView
