"""An edition as planned: every page and file it has, with everything a renderer needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.plan.exports.views import ArticleView, DataView
from eo_site.plan.facts import Facts
from eo_site.plan.views import (
    CardView,
    ChooserView,
    ContentsEntry,
    CorrectionsView,
    DeadlinesView,
    Frame,
    HomeView,
    IndexView,
    InterestGroupView,
    ListView,
    MastHead,
    ModuleView,
    TermView,
)  # fmt: skip


@dataclass(frozen=True)
class OrderPlan:
    """An order's page before its modules are rendered."""

    head: MastHead
    lead: tuple[ModuleView, ...]
    modules: tuple[ModuleView, ...]
    contents: tuple[ContentsEntry, ...]
    review: str
    ai_assisted: bool
    interests: tuple[TermView, ...]
    article: ArticleView | None = None
    """What search engines and reference managers get; None while only places are checked."""


@dataclass(frozen=True)
class TextPlan:
    """A page that is not an order."""

    page: ResolvedPage


@dataclass(frozen=True)
class RedirectPlan:
    """An earlier address of a page."""

    url: str
    """Where it is now."""


@dataclass(frozen=True)
class JsonPlan:
    """One order's record as data, for editions that export it."""

    path: str
    facts: Facts


@dataclass(frozen=True)
class NotFoundPlan:
    """The page a host shows for addresses that lead nowhere."""


Content = (
    OrderPlan
    | HomeView
    | TextPlan
    | NotFoundPlan
    | RedirectPlan
    | IndexView
    | ListView
    | DeadlinesView
    | CorrectionsView
    | DataView
)
"""What a page shows, beside its frame."""


@dataclass(frozen=True)
class PlannedPage:
    """One HTML file of an edition."""

    path: str
    """Relative to the edition's root; a directory's path ends in a slash."""
    template: str
    frame: Frame
    content: Content


@dataclass(frozen=True)
class DataPlan:
    """The interest filter's data."""

    path: str
    site: str
    groups: tuple[InterestGroupView, ...]
    cards: tuple[CardView, ...]


@dataclass(frozen=True)
class Edition:
    """The whole static site of one audience."""

    audience: Audience
    base_url: str
    """Absolute address of its root, or empty."""
    pages: tuple[PlannedPage, ...]
    data: DataPlan
    images: tuple[tuple[str, str, str], ...]
    """(path in the edition, order, file name beside the order's text)"""
    exported: tuple[JsonPlan, ...] = ()
    orders: tuple[Facts, ...] = ()
    """The newest first, for what is made of all of them."""


@dataclass(frozen=True)
class SitePlan:
    """All editions, and the front door."""

    editions: tuple[Edition, ...]
    chooser: ChooserView
    base_url: str
    today: date
    drafts: bool = False
    """A reviewer's build, not to be indexed."""


@dataclass(frozen=True)
class Resolved:
    """What one audience gets, before it is laid out in pages."""

    audience: Audience
    orders: tuple[ResolvedOrder, ...]
    """The newest first."""
    pages: tuple[ResolvedPage, ...]


Everyone = Mapping[str, Resolved]
"""By audience, in the order of `audiences.yaml`."""
