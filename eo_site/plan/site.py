"""From resolved content to every page of every edition: `plan_site(…)`."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.cards import card, interest_groups, opening
from eo_site.plan.facts import Facts
from eo_site.plan.frame import Framer, edition_base, page_paths, site_view
from eo_site.plan.order_page import order_page
from eo_site.plan.pages import (
    DataPlan,
    Edition,
    Everyone,
    NotFoundPlan,
    PlannedPage,
    SitePlan,
    TextPlan,
)  # fmt: skip
from eo_site.plan.views import ChooserView, HomeView, VoiceView
from eo_site.urls import Linker, absolute, file_of, order_path, page_path

PER_PAGE = 100
"""The most orders a list page shows."""
DATA = "data/orders.json"


@dataclass(frozen=True)
class Planner:
    """Lays out one site on one day."""

    library: Library
    everyone: Everyone
    assets: dict[str, str]
    """By audience, and under "" for the chooser, the folder of the theme's files."""
    titles: dict[str, str]
    not_found_title: str
    today: date
    portable: bool = False

    def site(self) -> SitePlan:
        """Everything."""
        editions = tuple(self.edition(audience) for audience in self.library.audiences.audiences)
        base = (self.library.site.base_url or "").rstrip("/")
        return SitePlan(editions, self.chooser(), base, self.today)

    def facts(self, order: ResolvedOrder) -> Facts:
        """An order ready for views."""
        return Facts(order, self.library.vocabularies, self.today)

    def edition(self, audience: Audience) -> Edition:
        """All pages of one audience."""
        site, resolved = self.library.site, self.everyone[audience.id]
        paths = page_paths(self.everyone)
        framer = Framer(
            site, audience, self.everyone, paths, self.assets[audience.id], self.portable
        )
        data = self._data(audience)
        pages = [self._home(framer, data)]
        pages += [self._order(framer, order) for order in resolved.orders]
        for page in resolved.pages:
            words = page.record.description
            frame = framer.frame(
                page_path(page.slug), page.record.title, words.text if words else ""
            )
            pages.append(PlannedPage(page_path(page.slug), "page.html", frame, TextPlan(page)))
        frame = framer.not_found(self.not_found_title)
        pages.append(PlannedPage("404.html", "404.html", frame, NotFoundPlan()))
        images = tuple(
            (order_path(order.slug) + image, order.slug, image)
            for order in resolved.orders
            for image in order.body.images
        )
        return Edition(audience, edition_base(site, audience), tuple(pages), data, images)

    def _data(self, audience: Audience) -> DataPlan:
        linker = Linker("", self.portable)
        cards = tuple(card(self.facts(each), linker) for each in self.everyone[audience.id].orders)
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

    def _order(self, framer: Framer, order: ResolvedOrder) -> PlannedPage:
        audience, facts, path = framer.audience, self.facts(order), order_path(order.slug)
        summary = order.record.summary
        words = opening(summary.text) if summary and not order.record.withdrawn else ""
        title = f"{order.record.label}: {order.record.title}"
        template = f"audiences/{audience.template}.html" if audience.template else "order.html"
        plan = order_page(facts, audience, self.titles)
        return PlannedPage(path, template, framer.frame(path, title, words), plan)

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
            self.assets[""],
            self._featured_title(featured),
            tuple(self._voice(each.audience, featured) for each in public),
            tuple(members) if site.name_members_editions else (),
        )

    def _featured(self) -> str:
        """The slug of the order that every public edition has, preferring the publisher's choice."""
        public = [each for each in self.everyone.values() if each.audience.access.public]
        if not public:
            return ""
        shared = [
            order.slug
            for order in public[0].orders
            if order.record.summary
            and not order.record.withdrawn
            and all(order.slug in [other.slug for other in each.orders] for each in public)
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
