"""The pages of one edition, each planned by itself from what it shows."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.listed import ListedOrder
from eo_site.model.resolved import ResolvedPage
from eo_site.plan.cards import card_of, interest_groups, opening
from eo_site.plan.exports.articles import article
from eo_site.plan.exports.data_page import data_view
from eo_site.plan.facts import PageFacts
from eo_site.plan.filter import CARDS, FACETS, TERM_LIST, TITLES, duties_by_agency_of
from eo_site.plan.fragments import Fragments
from eo_site.plan.frame import Framer, edition_base
from eo_site.plan.lists import ListedView, ListPage
from eo_site.plan.modules.record import bare
from eo_site.plan.moved_pages import MovedPage
from eo_site.plan.order_page import order_page
from eo_site.plan.own import briefing_view, profile_view
from eo_site.plan.pages import (
    NotFoundPlan,
    OrderPlan,
    PlannedPage,
    RedirectPlan,
    TextPlan,
)  # fmt: skip
from eo_site.plan.proof import proof_view
from eo_site.plan.views import (
    CompareView,
    CorrectionsView,
    DeadlinesView,
    HomeView,
    IndexView,
    InterestGroupView,
    ListView,
    SearchView,
)  # fmt: skip
from eo_site.urls import (
    BRIEFING,
    COMPARE,
    DATA_PAGE,
    HOME,
    PROFILE,
    SEARCH_INDEX,
    SEARCH_PAGE,
    Linker,
    absolute,
    order_path,
    page_path,
    proof_path,
)  # fmt: skip

ON_HOME = 50
"""Orders that an edition's home is served with; a script shows as many more at a time."""
NOT_FOUND = "404.html"
SEARCH_TEMPLATE = "search.html"
SLUGS = SEARCH_INDEX + "slugs.json"
"""Beside what Pagefind writes: which order each page of its index is."""
PROOF_TEMPLATE = "proof.html"
LIST_TEMPLATES: dict[type, str] = {
    IndexView: "index.html",
    ListView: "list.html",
    DeadlinesView: "deadlines.html",
    CorrectionsView: "corrections.html",
}


BARE_TEMPLATE = "record-only.html"
"""Of the page of an order that nobody has analysed."""


def order_template(audience: Audience) -> str:
    """The template that arranges an audience's order pages."""
    return f"audiences/{audience.template}.html" if audience.template else "order.html"


def shown_first(orders: Sequence[ListedOrder], analysed: Container[str]) -> list[str]:
    """The orders that a page shows first: those that are analysed, the newest first."""
    found = sorted(orders, key=lambda order: order.slug not in analysed)[:ON_HOME]
    return [order.slug for order in found]


@dataclass(frozen=True)
class EditionPlanner:
    """Lays out the pages of one edition."""

    library: Library
    framer: Framer
    strings: Mapping[str, Any]

    @property
    def audience(self) -> Audience:
        """Whose edition it is."""
        return self.framer.audience

    @property
    def base(self) -> str:
        """The absolute address of the edition's root, or empty."""
        return edition_base(self.library.site, self.audience)

    def order(self, facts: PageFacts) -> PlannedPage:
        """An order's own page."""
        record, path = facts.record, order_path(facts.order.slug)
        titles: Mapping[str, str] = self.strings.get("modules", {})
        plan = order_page(facts, self.audience, titles, absolute(self.base, path))
        words = opening(record.summary.text) if record.summary else ""
        names = f" ({', '.join(record.also_called)})" if record.also_called else ""
        frame = self.framer.frame(path, f"{record.label}: {record.title}{names}", words)
        told = article(facts, self.audience, self.library.site, frame.canonical)
        template = BARE_TEMPLATE if bare(facts.order) else order_template(self.audience)
        return PlannedPage(path, template, frame, replace(plan, article=told))

    def proof(self, facts: PageFacts, plan: OrderPlan) -> PlannedPage:
        """An order's official text beside what of its page rests on it."""
        record, path = facts.record, proof_path(facts.order.slug)
        words: str = self.strings["proof"]["title"]
        frame = self.framer.frame(path, words % {"order": record.label}, "")
        return PlannedPage(path, PROOF_TEMPLATE, frame, proof_view(facts, plan))

    def moved_page(self, moved: MovedPage) -> PlannedPage:
        """The page at an earlier address, which leads on."""
        url = Linker(moved.path, self.framer.portable).to(moved.target)
        frame = self.framer.frame(moved.target, moved.title, "")
        return PlannedPage(moved.path, "redirect.html", frame, RedirectPlan(url))

    def text(self, page: ResolvedPage) -> PlannedPage:
        """A page that is not an order."""
        words, path = page.record.description, page_path(page.slug)
        frame = self.framer.frame(path, page.record.title, words.text if words else "")
        return PlannedPage(path, "page.html", frame, TextPlan(page))

    def listed(self, page: ListPage) -> PlannedPage:
        """A list."""
        view = page.view()
        frame = self.framer.frame(page.path, self._list_title(page.title, view), "")
        return PlannedPage(page.path, LIST_TEMPLATES[type(view)], frame, view)

    def _list_title(self, title: str, view: ListedView) -> str:
        if isinstance(view, ListView):
            words: Mapping[str, str] = self.strings["legal_status"]
            return words.get(view.value, title) if view.kind == "status" else title
        return str(self.strings["browse"][title])

    def groups(self, orders: Sequence[ListedOrder]) -> tuple[InterestGroupView, ...]:
        """The interests with the number of orders that carry each."""
        carried = (each.interests for each in orders)
        return interest_groups(self.library.vocabularies, carried)

    def home(
        self,
        orders: Sequence[ListedOrder],
        first: Sequence[str],
        fragments: Fragments,
        analysed: Container[str],
    ) -> PlannedPage:
        """The edition's front page.

        `first` are the orders of `shown_first`, `analysed` the slugs of those that are analysed.
        """
        linker = Linker(HOME, self.framer.portable)
        duties = ((slug, duties_by_agency_of(fragments, slug)) for slug in first)
        view = HomeView(
            tuple(card_of(fragments, slug, linker) for slug in first),
            len(orders),
            sum(not each.interests for each in orders),
            self.groups(orders),
            self.audience.default_interests,
            linker.to(FACETS),
            linker.to(TITLES),
            linker.to(CARDS),
            sum(order.slug in analysed for order in orders),
            tuple(each for each in duties if each[1]),
            linker.to(BRIEFING),
            linker.to(TERM_LIST),
            linker.to(COMPARE),
        )
        words = self.audience.description or self.audience.question
        frame = self.framer.frame(HOME, self.audience.name, words)
        return PlannedPage(HOME, "home.html", frame, view)

    def compare(self, first: Sequence[str], fragments: Fragments) -> PlannedPage:
        """The page on which a browser puts orders side by side, with those that the home page shows first."""
        linker = Linker(COMPARE, self.framer.portable)
        shown = tuple(card_of(fragments, slug, linker) for slug in first)
        frame = self.framer.frame(COMPARE, str(self.strings["compare"]["title"]), "")
        data = (linker.to(each) for each in (FACETS, TITLES, CARDS, HOME))
        return PlannedPage(COMPARE, "compare.html", frame, CompareView(shown, *data))

    def about_data(self, filled: Sequence[tuple[str, ...]]) -> PlannedPage:
        """The page that explains the edition's data; `filled` is `filled_fields` of each order."""
        view = data_view(
            filled,
            self.framer.offer,
            self.audience,
            self.library.site,
            self.library.shared_sources,
            self.strings,
            portable=self.framer.portable,
        )
        title = str(self.strings["data"]["title"])
        frame = self.framer.frame(DATA_PAGE, title, view.description)
        return PlannedPage(DATA_PAGE, "data.html", frame, view)

    def briefing(self) -> PlannedPage:
        """The page that a browser makes the reader's briefing on."""
        vocabularies, portable = self.library.vocabularies, self.framer.portable
        view = briefing_view(self.audience, vocabularies, portable=portable)
        frame = self.framer.frame(BRIEFING, str(self.strings["own"]["briefing"]), "")
        return PlannedPage(BRIEFING, "briefing.html", frame, view)

    def profile(self) -> PlannedPage:
        """The page that shows what the browser keeps of the reader."""
        view = profile_view(portable=self.framer.portable)
        frame = self.framer.frame(PROFILE, str(self.strings["own"]["profile"]), "")
        return PlannedPage(PROFILE, "profile.html", frame, view)

    def search(self, *, empty: bool) -> PlannedPage:
        """The page on which the edition's full text is searched."""
        linker = Linker(SEARCH_PAGE, self.framer.portable)
        index = "" if empty else linker.to(SEARCH_INDEX + "pagefind.js")
        frame = self.framer.frame(SEARCH_PAGE, str(self.strings["search"]["title"]), "")
        data = (SLUGS, FACETS, TITLES, CARDS, TERM_LIST, HOME)
        view = SearchView(index, *(linker.to(each) for each in data))
        return PlannedPage(SEARCH_PAGE, SEARCH_TEMPLATE, frame, view)

    def not_found(self) -> PlannedPage:
        """The page for addresses that lead nowhere."""
        frame = self.framer.not_found(str(self.strings["not_found"]["title"]))
        return PlannedPage(NOT_FOUND, NOT_FOUND, frame, NotFoundPlan())
