"""What rules look at: one order in every edition, or the whole site by its orders' notes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from eo_site.check.claims import Claim, claims
from eo_site.model.audience import AudienceFile
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.language import written_for
from eo_site.model.library import Library, Vocabularies
from eo_site.model.official import OfficialText
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.study import EditionStudy, OrderNote
from eo_site.model.text import KeyPath
from eo_site.urls import order_path, page_path

T = TypeVar("T")


@dataclass(frozen=True)
class OrderCase:
    """One order as one audience gets it, with the file it comes from."""

    document: OrderDocument
    order: ResolvedOrder
    ids: tuple[str, ...]
    """The ids of the headings its page has, in order of appearance."""


@dataclass(frozen=True)
class OrderWorld:
    """One order in every edition that gets it, with the site's own files."""

    document: OrderDocument
    editions: Mapping[str, OrderCase]
    """By audience."""
    site: Site
    audiences: AudienceFile
    vocabularies: Vocabularies
    sources: SourceFile
    official: OfficialText | None
    beside: frozenset[str]
    """Names of the images and attachments beside its text."""
    digests: Callable[[ResolvedOrder], str]
    """What a reviewer signs off."""
    record: FederalRegisterRecord | None = None
    """What the Federal Register's API says of it, where that is at hand."""
    unsound: frozenset[str] = frozenset()
    """Paths of the site's own files of which some part could not be used."""
    _found: dict[Callable[["OrderWorld"], Any], Any] = field(default_factory=dict)

    def once(self, find: Callable[["OrderWorld"], T]) -> T:
        """What several rules need to know, found once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    @property
    def analysed(self) -> bool:
        """Whether something of ours says what the order does; else its page is a record only."""
        record = self.document.record
        said = record.summary or record.what_changed or record.does_not
        return bool(said) or any(section.blocks for section in self.document.body.sections)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The sentences of its record and text."""
        return claims(self.document)


OrderRule = Callable[[OrderWorld], Iterator[Problem]]
DatedRule = Callable[[OrderWorld], Iterator[tuple[date, Problem]]]
"""Finds what is wrong from a day on, so that it need not be run again every day."""


@dataclass(frozen=True)
class PageCase:
    """One page that is not an order."""

    document: PageDocument
    page: ResolvedPage
    ids: tuple[str, ...]


@dataclass(frozen=True)
class SiteWorld:
    """The whole site: its own files and pages, and what is kept of its orders."""

    library: Library
    orders: Mapping[str, OrderNote]
    """By slug, drafts too."""
    editions: Mapping[str, Mapping[str, EditionStudy]]
    """By audience, the orders that its edition has."""
    pages: Mapping[str, tuple[PageCase, ...]]
    """By audience."""
    anchors: Callable[[str, str], tuple[str, ...]]
    """(audience, slug) to every id on that order's page, its modules' too; costly."""
    expected: frozenset[str] = frozenset()
    """The path of the page that each order's file should make, also where it cannot be read."""
    unsound_pages: frozenset[str] = frozenset()
    """Likewise of pages that are not orders, and cannot be read as a whole."""
    _paths: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def paths(self, audience: str) -> dict[str, tuple[str, ...]]:
        """The pages of an edition with the ids of their headings."""
        if audience not in self._paths:
            orders = self.editions[audience].items()
            pages = self.pages[audience]
            self._paths[audience] = {order_path(slug): each.ids for slug, each in orders} | {
                page_path(each.document.slug): each.ids for each in pages
            }
        return self._paths[audience]

    def known(self, audience: str) -> Mapping[str, tuple[str, ...]] | None:
        """The same if somebody has asked for it before."""
        return self._paths.get(audience)

    def file_of(self, slug: str, audience: str) -> str:
        """The file that an edition has an order from: its own, or one in the edition's language."""
        order, library = self.orders[slug], self.library
        files = dict(order.translations)
        language = library.language(library.audiences.by_id[audience])
        return files.get(written_for(language, library.site.language, files) or "", order.path)

    def is_whole(self, path: str) -> bool:
        """Whether all of a page is known, so that what it lacks is missing, or it does not exist."""
        slug = self.slugs.get(path)
        if slug is None:
            return path not in self.expected and path not in self.unsound_pages
        return self.orders[slug].sound

    @property
    def all_whole(self) -> bool:
        """Whether every order could be read as a whole."""
        return self.expected <= self.slugs.keys() and all(e.sound for e in self.orders.values())

    @cached_property
    def by_page(self) -> dict[str, dict[str, PageCase]]:
        """By page, and then by audience, the pages that are not orders."""
        found: dict[str, dict[str, PageCase]] = {}
        for audience, cases in self.pages.items():
            for case in cases:
                found.setdefault(case.document.path, {})[audience] = case
        return found

    @cached_property
    def slugs(self) -> dict[str, str]:
        """By the path of its page, each order."""
        return {order_path(slug): slug for slug in self.orders}


SiteRule = Callable[[SiteWorld], Iterator[Problem]]


def at(
    document: OrderDocument | PageDocument,
    path: KeyPath,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem with a value of a document's front matter."""
    return Problem(code, document.path, document.place(*path), message, hint, severity)


def in_text(
    document: OrderDocument | PageDocument,
    place: Place,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem at a place of a document."""
    return Problem(code, document.path, place, message, hint, severity)
