"""An edition as planned: every page and file it has, with everything a renderer needs."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from sys import intern

from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedPage
from eo_site.plan.exports.views import ArticleView, DataView
from eo_site.plan.views import (
    AboutTerm,
    BriefingView,
    CompareView,
    ContentsEntry,
    CorrectionsView,
    DeadlinesView,
    Frame,
    HomeView,
    IndexView,
    ListView,
    MastHead,
    ModuleView,
    ProfileView,
    ProofView,
    SearchView,
    TermView,
)  # fmt: skip
from eo_site.urls import HOME, page_path


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
    proof: str = ""
    """The way to the page that shows the official text beside what rests on it, or empty."""
    article: ArticleView | None = None
    """What search engines and reference managers get; None while only places are checked."""
    slug: str = ""
    about: tuple[AboutTerm, ...] = ()
    """What readers can have followed or muted of it."""


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
    | ProofView
    | DataView
    | BriefingView
    | CompareView
    | ProfileView
    | SearchView
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
class Roster:
    """Which pages each edition has, for the ways between editions."""

    audiences: tuple[Audience, ...]
    """In the order of `audiences.yaml`."""
    texts: Mapping[str, tuple[ResolvedPage, ...]]
    """By audience, the pages that are not orders."""
    paths: Mapping[str, Container[str]]
    """By audience, the paths of all its other pages."""
    _ways: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def ways(self, path: str) -> str:
        """The editions that have a page at a path, with commas between them."""
        if path not in self._ways:
            found = (each.id for each in self.audiences if self.has(each.id, path))
            self._ways[path] = intern(",".join(found))
        return self._ways[path]

    def has(self, audience: str, path: str) -> bool:
        """Whether an edition has a page at a path."""
        texts = self.texts[audience]
        return (
            path == HOME
            or path in self.paths[audience]
            or any(path == page_path(each.slug) for each in texts)
        )
