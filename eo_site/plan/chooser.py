"""The front door: the public editions, each by its own words on the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.resolved import SlimOrder
from eo_site.model.study import EditionStudy, PublicRecord
from eo_site.plan.cards import opening
from eo_site.plan.frame import BROWSE, me_address, site_view
from eo_site.plan.moved_pages import MovedPage
from eo_site.plan.views import ChooserView, Holdings, NavLink, VoiceView
from eo_site.urls import SHARED_IMAGE, absolute, base_path, file_of, list_path, order_path


def public_audiences(library: Library) -> list[Audience]:
    """The audiences whose editions everybody may read."""
    return [each for each in library.audiences.audiences if each.access.public]


def hosted_for_all(library: Library) -> list[Audience]:
    """The public audiences whose editions stand beside the front door."""
    return [each for each in public_audiences(library) if not each.base_url]


def featured(library: Library, editions: Mapping[str, Mapping[str, EditionStudy]]) -> str:
    """The order that every public edition has, the publisher's choice before the newest.

    `editions` has each audience's orders, the newest first.
    """
    public = public_audiences(library)
    if not public:
        return ""
    shared = (
        slug
        for slug, study in editions[public[0].id].items()
        if study.summarised and all(slug in editions[each.id] for each in public)
    )
    wanted = library.site.featured
    if wanted and all(wanted in editions[each.id] for each in public):
        return wanted if editions[public[0].id][wanted].summarised else next(shared, "")
    return next(shared, "")


def holdings(
    library: Library,
    editions: Mapping[str, Mapping[str, EditionStudy]],
    signed: Callable[[str], date | None],
) -> Holdings:
    """How much the first public edition has; `signed` tells when an order was."""
    public = public_audiences(library)
    orders = editions[public[0].id] if public else {}
    days = [day for slug in orders if (day := signed(slug))]
    analysed = sum(each.analysed for each in orders.values())
    return Holdings(len(orders), analysed, max(days, default=None))


@dataclass(frozen=True)
class Chooser:
    """Makes the front door."""

    library: Library
    assets: str
    """The theme's folder beside it."""
    portable: bool
    drafts: bool

    def view(
        self,
        public: PublicRecord | None,
        orders: Mapping[str, SlimOrder],
        holdings: Holdings,
    ) -> ChooserView:
        """The front door; `public` is the featured order, and `orders` it by audience."""
        site = self.library.site
        shown = public_audiences(self.library)
        members = [each.name for each in self.library.audiences.audiences if each not in shown]
        return ChooserView(
            site_view(site),
            site.title,
            absolute(site.base_url or "", ""),
            absolute(site.base_url or "", self.assets + SHARED_IMAGE),
            self.assets,
            f"{public.label}: {public.title}" if public else "",
            self._voices(shown, orders),
            tuple(members) if site.name_members_editions else (),
            holdings,
            tuple(self._browse(shown[0]) if shown and holdings.orders else ()),
            self.drafts,
            me_address(site, self.portable, self.drafts),
        )

    def not_found(self) -> ChooserView:
        """404.html beside the editions: served at any depth, so its links start from the base path."""
        site = self.library.site
        root = base_path(site.base_url or "")
        assets = root + self.assets
        return ChooserView(
            site_view(site), site.title, "", "", assets, "", (), (), draft=self.drafts, home=root
        )

    def moved_page(self, audience: Audience, moved: MovedPage) -> ChooserView:
        """The page at an address of the site that a page comes from, which leads to it in an edition."""
        up = "../" * moved.path.count("/")
        return ChooserView(
            site_view(self.library.site),
            moved.title,
            "",
            "",
            up + self.assets,
            "",
            (),
            (),
            draft=self.drafts,
            home=up + self._at(audience, moved.target),
        )

    def _voices(
        self, shown: Sequence[Audience], orders: Mapping[str, SlimOrder]
    ) -> tuple[VoiceView, ...]:
        return tuple(self._voice(each, orders.get(each.id)) for each in shown)

    def _voice(self, audience: Audience, order: SlimOrder | None) -> VoiceView:
        summary = order.record.summary if order else None
        at = partial(self._at, audience)
        return VoiceView(
            audience.id,
            audience.name,
            audience.reader or audience.name,
            audience.question,
            audience.tagline or "",
            opening(summary.text) if summary else "",
            at(""),
            at(order_path(order.slug)) if order else "",
            self.library.language(audience),
        )

    def _browse(self, audience: Audience) -> Iterator[NavLink]:
        return (NavLink(kind, self._at(audience, list_path(kind))) for kind in BROWSE)

    def _at(self, audience: Audience, path: str) -> str:
        """Where something of an edition is, seen from the front door."""
        base = absolute(audience.base_url, "") if audience.base_url else f"{audience.id}/"
        return base + (file_of(path) if self.portable else path)
