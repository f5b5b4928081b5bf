"""What surrounds every page: site, edition, navigation, and the way to other editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eo_site.model.audience import Audience
from eo_site.model.language import OFFICIAL
from eo_site.model.site import Site
from eo_site.plan.exports.offer import NO_FILES, Offer
from eo_site.plan.pages import Roster
from eo_site.plan.report import corrections_link, report_link
from eo_site.plan.views import EditionView, Frame, NavLink, SiteView, SwitchLink
from eo_site.urls import (
    BRIEFING,
    ME,
    PROFILE,
    SEARCH_PAGE,
    SHARED_IMAGE,
    Linker,
    absolute,
    base_path,
    file_of,
    list_path,
    page_path,
)  # fmt: skip

BROWSE = ("orders", "interests", "agencies", "presidents", "status", "deadlines", "corrections")
"""The ways into an edition's lists, in the order of the navigation."""
OWN = (("briefing", BRIEFING), ("profile", PROFILE))
"""The reader's own pages."""


def site_view(site: Site) -> SiteView:
    """The site as pages name it."""
    return SiteView(
        site.id,
        site.title,
        site.tagline or "",
        site.language,
        site.publisher.name,
        site.publisher.url or "",
        corrections_link(site.publisher.corrections or ""),
        site.notice,
    )


def edition_base(site: Site, audience: Audience) -> str:
    """The absolute address of an edition's root, without a slash at its end; empty if unknown."""
    return (audience.base_url or absolute(site.base_url or "", audience.id)).rstrip("/")


def me_address(site: Site, portable: bool, drafts: bool) -> str:
    """The address that says who is reading; empty where nobody answers there."""
    return ME if site.accounts and not portable and not drafts else ""


@dataclass(frozen=True)
class Framer:
    """Makes the frames of one edition's pages."""

    site: Site
    audience: Audience
    roster: Roster
    assets: str
    """The theme's folder in the edition: `assets/<hash>/`."""
    portable: bool
    drafts: bool = False
    offer: Offer = NO_FILES
    """The files that pages name."""
    search: bool = False
    """Whether the edition can be searched."""
    site_language: str = OFFICIAL
    """Of editions that name none."""

    def frame(self, path: str, title: str, description: str) -> Frame:
        """The frame of one page."""
        linker = Linker(path, self.portable)
        base = edition_base(self.site, self.audience)
        canonical = absolute(base, path)
        return Frame(
            self._site,
            self._edition,
            title,
            description,
            canonical,
            linker.root,
            linker.to(""),
            self._chooser(linker),
            linker.root.removeprefix("./") + self.assets,
            tuple(self._switcher(path, linker)),
            tuple(self._nav(linker)),
            tuple(NavLink(kind, linker.to(list_path(kind))) for kind in BROWSE),
            self.drafts,
            self.offer.followed(path, linker),
            self.offer.shown(path, linker),
            absolute(base, self.assets + SHARED_IMAGE),
            self._report(title, canonical or f"{self.audience.id}/{path}"),
            own=tuple(NavLink(name, linker.to(page)) for name, page in OWN),
            search=linker.to(SEARCH_PAGE) if self.search else "",
            me=me_address(self.site, self.portable, self.drafts),
            alternates=tuple(self._alternates(path)) if not self.drafts else (),
        )

    def not_found(self, title: str) -> Frame:
        """The frame of 404.html, which is served at any depth and so starts from the base path."""
        root = base_path(edition_base(self.site, self.audience))
        frame = self.frame("", title, "")
        nav = tuple(NavLink(each.label, root + each.url.removeprefix("./")) for each in frame.nav)
        return Frame(
            frame.site,
            frame.edition,
            title,
            "",
            "",
            root,
            root,
            "",
            root + self.assets,
            (),
            nav,
            tuple(NavLink(each.label, root + each.url.removeprefix("./")) for each in frame.browse),
            self.drafts,
            report=self._site.corrections,
            own=tuple(
                NavLink(each.label, root + each.url.removeprefix("./")) for each in frame.own
            ),
            search=root + SEARCH_PAGE if self.search else "",
            me=me_address(self.site, self.portable, self.drafts),
        )

    def _report(self, title: str, page: str) -> str:
        named = title if title == self.audience.name else f"{title} ({self.audience.name})"
        return report_link(self._site.corrections, named, page)

    @cached_property
    def _site(self) -> SiteView:
        return site_view(self.site)

    @cached_property
    def _edition(self) -> EditionView:
        audience = self.audience
        return EditionView(
            audience.id,
            audience.name,
            audience.question,
            audience.reader or audience.name,
            audience.tagline or "",
            audience.description or "",
            audience.access.public,
        )

    def _chooser(self, linker: Linker) -> str:
        """Beside the edition's folder, unless the edition lives elsewhere."""
        if self.audience.base_url:
            return self.site.base_url or ""
        return linker.root.removeprefix("./") + "../" + ("index.html" if self.portable else "")

    def _nav(self, linker: Linker) -> Iterator[NavLink]:
        for page in self.roster.texts[self.audience.id]:
            if page.record.nav:
                yield NavLink(page.record.nav, linker.to(page_path(page.slug)))

    def _may_name(self, other: Audience) -> bool:
        if other.access.public or self.site.name_members_editions or other is self.audience:
            return True
        return self.audience.access.within(other.access) and not self.audience.access.public

    def _switcher(self, path: str, linker: Linker) -> Iterator[SwitchLink]:
        for other in self.roster.audiences:
            if not self._may_name(other):
                continue
            same = self.roster.has(other.id, path)
            url = self._other_url(other, path if same else "", linker)
            if url:
                reader = other.reader or other.name
                current, language = other is self.audience, self._language_of(other)
                yield SwitchLink(other.id, other.name, reader, url, same, current, language)

    def _language_of(self, other: Audience) -> str:
        """What another edition is written in, if not in this one's language."""
        language = other.language or self.site_language
        return "" if language == self.site.language else language

    def _alternates(self, path: str) -> Iterator[tuple[str, str]]:
        """(language, absolute address) of the same page in each language, this one's own among them."""
        origin = self.audience.translation_of or self.audience.id
        same = [
            each
            for each in self.roster.audiences
            if origin in (each.id, each.translation_of)
            and self._may_name(each)
            and (each is self.audience or self.roster.has(each.id, path))
        ]
        for each in same if len(same) > 1 else ():
            if base := edition_base(self.site, each):
                yield each.language or self.site_language, absolute(base, path)

    def _other_url(self, other: Audience, path: str, linker: Linker) -> str:
        """Where a page of another edition is; empty where its address is not known."""
        target = file_of(path) if self.portable else path
        if other is self.audience:
            return linker.to(path)
        if other.base_url:
            return absolute(other.base_url, target)
        if self.audience.base_url:
            return absolute(edition_base(self.site, other), target)
        return f"{linker.root.removeprefix('./')}../{other.id}/{target}"
