"""From the facts of every order to every page of every edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.plan.cards import card, interest_groups, opening
from eo_site.plan.exports.articles import article
from eo_site.plan.exports.coverage import filled_fields
from eo_site.plan.exports.data_page import data_view
from eo_site.plan.exports.offer import Offer, offer
from eo_site.plan.facts import Facts
from eo_site.plan.frame import Framer, edition_base, page_paths, site_view
from eo_site.plan.lists import Page, list_pages
from eo_site.plan.order_page import order_page
from eo_site.plan.pager import PER_PAGE
from eo_site.plan.pages import (
    DataPlan,
    Edition,
    Everyone,
    JsonPlan,
    NotFoundPlan,
    OrderPlan,
    PlannedPage,
    RedirectPlan,
    SitePlan,
    TextPlan,
)  # fmt: skip
from eo_site.plan.shelf import FactsByAudience
from eo_site.plan.views import (
    ChooserView,
    CorrectionsView,
    DeadlinesView,
    HomeView,
    IndexView,
    ListView,
    VoiceView,
)  # fmt: skip
from eo_site.urls import (
    DATA_PAGE,
    SHARED_IMAGE,
    Linker,
    absolute,
    file_of,
    order_path,
    page_path,
)  # fmt: skip

DATA = "data/orders.json"
LIST_TEMPLATES: dict[type, str] = {
    IndexView: "index.html",
    ListView: "list.html",
    DeadlinesView: "deadlines.html",
    CorrectionsView: "corrections.html",
}


PlansByAudience = dict[str, tuple[OrderPlan, ...]]
"""Each edition's order pages, beside its facts."""


def order_plans(
    library: Library, facts: FactsByAudience, titles: Mapping[str, str]
) -> PlansByAudience:
    """Every order's page, planned once for both the check of its places and its rendering."""
    found = {}
    for audience in library.audiences.audiences:
        base = edition_base(library.site, audience)
        found[audience.id] = tuple(
            order_page(each, audience, titles, absolute(base, order_path(each.order.slug)))
            for each in facts[audience.id]
        )
    return found


@dataclass(frozen=True)
class Planner:
    """Lays out one site on one day."""

    library: Library
    everyone: Everyone
    facts: FactsByAudience
    plans: PlansByAudience
    assets: Mapping[str, str]
    """By audience, and under "" for the chooser, the folder of the theme's files."""
    strings: Mapping[str, Any]
    today: date
    portable: bool = False
    drafts: bool = False

    def site(self) -> SitePlan:
        """Everything."""
        editions = tuple(self.edition(audience) for audience in self.library.audiences.audiences)
        base = (self.library.site.base_url or "").rstrip("/")
        return SitePlan(editions, self.chooser(), base, self.today, self.drafts)

    @cached_property
    def _lists(self) -> dict[str, tuple[Page, ...]]:
        return {name: tuple(list_pages(found, self.portable)) for name, found in self.facts.items()}

    @cached_property
    def _paths(self) -> dict[str, frozenset[str]]:
        paths = page_paths(self.everyone)
        return {
            name: found
            | {path for path, _, _ in self._lists[name]}
            | ({DATA_PAGE} if "data" in self._offers[name].asked else set())
            for name, found in paths.items()
        }

    @cached_property
    def _offers(self) -> dict[str, Offer]:
        site, drafts = self.library.site, self.drafts
        return {
            each.id: offer(self.facts[each.id], each, edition_base(site, each), drafts=drafts)
            for each in self.library.audiences.audiences
        }

    def edition(self, audience: Audience) -> Edition:
        """All pages of one audience."""
        framer = Framer(
            self.library.site,
            audience,
            self.everyone,
            self._paths,
            self.assets[audience.id],
            self.portable,
            self.drafts,
            self._offers[audience.id],
        )
        base = edition_base(self.library.site, audience)
        data = self._data(audience)
        orders = self.facts[audience.id]
        images = tuple(
            (order_path(facts.order.slug) + image, facts.order.slug, image)
            for facts in orders
            for image in facts.order.body.images
        )
        exported = tuple(
            JsonPlan(order_path(facts.order.slug) + "index.json", facts)
            for facts in orders
            if "json" in audience.exports and not facts.record.withdrawn
        )
        pages = tuple(self._pages(framer, data))
        return Edition(audience, base, pages, data, images, exported, orders)

    def _pages(self, framer: Framer, data: DataPlan) -> Iterator[PlannedPage]:
        yield self._home(framer, data)
        edition = framer.audience.id
        for facts, plan in zip(self.facts[edition], self.plans[edition], strict=True):
            yield self._order(framer, facts, plan)
            yield from self._aliases(framer, facts)
        for page in self.everyone[framer.audience.id].pages:
            words = page.record.description
            path = page_path(page.slug)
            frame = framer.frame(path, page.record.title, words.text if words else "")
            yield PlannedPage(path, "page.html", frame, TextPlan(page))
        for path, title, view in self._lists[framer.audience.id]:
            frame = framer.frame(path, self._list_title(title, view), "")
            yield PlannedPage(path, LIST_TEMPLATES[type(view)], frame, view)
        if "data" in framer.offer.asked:
            yield self._about_data(framer)
        frame = framer.not_found(str(self.strings["not_found"]["title"]))
        yield PlannedPage("404.html", "404.html", frame, NotFoundPlan())

    def _list_title(
        self, title: str, view: IndexView | ListView | DeadlinesView | CorrectionsView
    ) -> str:
        if isinstance(view, ListView):
            words: Mapping[str, str] = self.strings["legal_status"]
            return words.get(view.value, title) if view.kind == "status" else title
        return str(self.strings["browse"][title])

    def _about_data(self, framer: Framer) -> PlannedPage:
        view = data_view(
            [filled_fields(facts.record) for facts in self.facts[framer.audience.id]],
            framer.offer,
            framer.audience,
            self.library.site,
            self.library.sources,
            self.strings,
            portable=self.portable,
        )
        frame = framer.frame(DATA_PAGE, str(self.strings["data"]["title"]), view.description)
        return PlannedPage(DATA_PAGE, "data.html", frame, view)

    def _data(self, audience: Audience) -> DataPlan:
        linker = Linker("", self.portable)
        cards = tuple(card(facts, linker) for facts in self.facts[audience.id])
        groups = interest_groups(self.library.vocabularies, cards)
        return DataPlan(DATA, self.library.site.id, groups, cards)

    def _home(self, framer: Framer, data: DataPlan) -> PlannedPage:
        audience = framer.audience
        view = HomeView(
            data.cards[:PER_PAGE],
            len(data.cards),
            sum(not each.interests for each in data.cards),
            data.groups,
            audience.default_interests,
            DATA,
        )
        words = audience.description or audience.question
        return PlannedPage("", "home.html", framer.frame("", audience.name, words), view)

    def _order(self, framer: Framer, facts: Facts, plan: OrderPlan) -> PlannedPage:
        audience, record = framer.audience, facts.record
        path = order_path(facts.order.slug)
        words = opening(record.summary.text) if record.summary else ""
        frame = framer.frame(path, f"{record.label}: {record.title}", words)
        template = f"audiences/{audience.template}.html" if audience.template else "order.html"
        told = article(facts, audience, framer.site, frame.canonical)
        return PlannedPage(path, template, frame, replace(plan, article=told))

    def _aliases(self, framer: Framer, facts: Facts) -> Iterator[PlannedPage]:
        for alias in facts.record.aliases:
            path, target = order_path(alias), order_path(facts.order.slug)
            frame = framer.frame(target, f"{facts.record.label}: {facts.record.title}", "")
            url = Linker(path, self.portable).to(target)
            yield PlannedPage(path, "redirect.html", frame, RedirectPlan(url))

    # The front door ---------------------------------------------------------------------

    def chooser(self) -> ChooserView:
        """The public editions, each by its own words on the same order."""
        site = self.library.site
        public = [each for each in self.everyone.values() if each.audience.access.public]
        featured = self._featured()
        members = [each.audience.name for each in self.everyone.values() if each not in public]
        return ChooserView(
            site_view(site),
            site.title,
            absolute(site.base_url or "", ""),
            absolute(site.base_url or "", self.assets[""] + SHARED_IMAGE),
            self.assets[""],
            self._featured_title(featured),
            tuple(self._voice(each.audience, featured) for each in public),
            tuple(members) if site.name_members_editions else (),
            self.drafts,
        )

    def _featured(self) -> str:
        """The order that every public edition has, the publisher's choice before the newest."""
        public = [each for each in self.everyone.values() if each.audience.access.public]
        if not public:
            return ""
        have = [{order.slug for order in each.orders} for each in public]
        shared = [
            order.slug
            for order in public[0].orders
            if order.record.summary
            and not order.record.withdrawn
            and all(order.slug in slugs for slugs in have)
        ]
        wanted = self.library.site.featured
        return wanted if wanted in shared else next(iter(shared), "")

    def _featured_title(self, slug: str) -> str:
        record = next((each.record for each in self.library.orders if each.slug == slug), None)
        return f"{record.label}: {record.title}" if record else ""

    def _voice(self, audience: Audience, featured: str) -> VoiceView:
        orders = {each.slug: each for each in self.everyone[audience.id].orders}
        order = orders.get(featured)
        base = absolute(audience.base_url, "") if audience.base_url else f"{audience.id}/"
        summary = order.record.summary if order else None

        def at(path: str) -> str:
            return base + (file_of(path) if self.portable else path)

        return VoiceView(
            audience.id,
            audience.name,
            audience.reader or audience.name,
            audience.question,
            audience.tagline or "",
            opening(summary.text) if summary else "",
            at(""),
            at(order_path(featured)) if order else "",
        )
