"""One edition laid out: which pages it has, what each is made from, and how to make it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from sys import intern
from typing import Any

from eo_site.codec import dumps
from eo_site.engine.exports import Export, Exports
from eo_site.engine.filter import FilterFiles
from eo_site.engine.setting import Setting
from eo_site.engine.study import unslim
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.study import EditionStudy, OrderNote
from eo_site.plan.briefing import leaving
from eo_site.plan.cards import Cards
from eo_site.plan.exports.offer import Offer
from eo_site.plan.facts import Facts
from eo_site.plan.frame import Framer
from eo_site.plan.lists import ListPage, Lists
from eo_site.plan.moved_pages import MovedPage, moved_pages
from eo_site.plan.pages import Roster
from eo_site.plan.related import Near
from eo_site.plan.schedule import NextChange, day_marks, earliest, of_facts
from eo_site.plan.shelf import Shelver
from eo_site.plan.site import EditionPlanner
from eo_site.plan.views import Neighbours
from eo_site.urls import file_of, order_path, page_path, proof_path


@dataclass(frozen=True)
class Layout:
    """What is kept of an edition's layout from one build to the next."""

    neighbours: Mapping[str, str]
    """By order, the digest of what its page shows of other orders."""
    days: Mapping[str, str]
    """By order, the digest of what today decides on its page."""
    lists: Mapping[str, str]
    """By path, the digest of what a list is made from."""
    exports: Mapping[str, str]
    """By path, the digest of what a file besides the pages is made from."""
    offer: Offer
    """What pages name of these files."""
    whole: str
    """Digest of everything that any list is made from."""
    computed: date
    next_change: NextChange | None
    """The first day after `computed` on which something else is to be written."""

    def holds(self, today: date) -> bool:
        """Whether a layout made on another day is today's."""
        end = self.next_change[0] if self.next_change else date.max
        return self.computed <= today < end or today == self.computed

    def plain(self) -> Any:
        """As JSON."""
        change = self.next_change
        return [
            dict(self.neighbours),
            dict(self.days),
            dict(self.lists),
            dict(self.exports),
            self.offer.plain(),
            self.whole,
            self.computed.isoformat(),
            [change[0].isoformat(), *change[1:]] if change else None,
        ]

    @staticmethod
    def of(plain: Any) -> "Layout":
        """What `plain` gave."""
        neighbours, days, lists, exports, offer, whole, computed, change = plain
        found = (date.fromisoformat(change[0]), change[1], change[2]) if change else None
        return Layout(
            neighbours,
            days,
            lists,
            exports,
            Offer.of(offer),
            whole,
            date.fromisoformat(computed),
            found,
        )


@dataclass
class EditionIndex:
    """Where one edition is laid out. What it takes from the cache it takes only when needed."""

    setting: Setting
    audience: Audience
    studies: Mapping[str, EditionStudy]
    """The edition's orders, the newest first."""
    notes: Mapping[str, OrderNote]
    shelver: Shelver
    slim: Callable[[str], bytes]
    """A slim order by its digest."""
    cards: Cards = field(default_factory=Cards)

    @cached_property
    def facts(self) -> tuple[Facts, ...]:
        """Every order's facts, slim."""
        orders = [self.order(slug) for slug in self.studies]
        return self.shelver.edition(self.audience, orders)

    def order(self, slug: str) -> ResolvedOrder:
        """A slim order of this edition."""
        return unslim(self.slim(self.studies[slug].slim), self.audience.id)

    @cached_property
    def lists(self) -> dict[str, ListPage]:
        """Every list page by its path."""
        found = Lists(self.facts, self.setting.portable, self.cards)
        return {page.path: page for page in found.pages()}

    @cached_property
    def _exports(self) -> Exports:
        library, strings = self.setting.library, self.setting.strings(self.audience)
        return Exports(
            self.facts,
            self.audience,
            library.in_language(self.audience).site,
            strings,
            {slug: study.parties for slug, study in self.studies.items()},
            self.setting.today,
            self.setting.drafts,
        )

    @property
    def _filter(self) -> FilterFiles:
        library = self.setting.library.in_language(self.audience)
        strings = self.setting.strings(self.audience)
        return FilterFiles(
            self.facts, self.studies, self.audience, library, strings, self.setting.portable,
            self.cards,
        )  # fmt: skip

    @property
    def analysed(self) -> frozenset[str]:
        """The orders of which something of ours says what they do."""
        return frozenset(slug for slug, study in self.studies.items() if study.analysed)

    @cached_property
    def exports(self) -> dict[str, Export]:
        """Every file besides the pages by its path."""
        return {each.path: each for each in (*self._exports.files(), *self._filter.files())}

    @property
    def offer(self) -> Offer:
        """What pages name of these files."""
        return self._exports.offer

    def layout(
        self, keep: Callable[[str, bytes], None], near: Mapping[str, Sequence[Near]]
    ) -> Layout:
        """The layout, given which orders are near which.

        `keep` is given what each order's page shows of others, with its digest.
        """
        neighbours, days, marks = dict[str, str](), dict[str, str](), dict[str, str]()
        for facts, shown in zip(self.facts, self.shelver.neighbours(self.facts, near), strict=True):
            slug = facts.order.slug
            data = dumps(Neighbours, shown)
            neighbours[slug] = digest_bytes(data)
            keep(neighbours[slug], data)
            days[slug] = intern(digest_bytes(repr(day_marks(facts)).encode()))
            # Lists show what other orders did to one, never which others are related to it.
            tied = digest_bytes(dumps(Neighbours, Neighbours(facts.every_tie, (), facts.acts)))
            parts = (self.studies[slug].slim, tied, days[slug])
            marks[slug] = digest_bytes("".join(parts).encode())
        lists = {
            path: _mark(page.shown, marks, (page.title, page.rest))
            for path, page in self.lists.items()
        }
        slims = {slug: study.slim for slug, study in self.studies.items()}
        exports = {
            path: _mark(each.shown, slims if each.alone else marks, each.rest)
            for path, each in self.exports.items()
        }
        found = "".join(found_by(study) for study in self.studies.values())
        whole = digest_bytes("".join((*marks.values(), found)).encode())
        today = self.setting.today
        turns = (each for facts in self.facts for each in (*of_facts(facts), *leaving(facts)))
        change = earliest(turns, today)
        return Layout(neighbours, days, lists, exports, self.offer, whole, today, change)

    def forget(self) -> None:
        """Let go of the facts of all orders; they can be made again."""
        for name in ("facts", "lists", "exports", "_exports"):
            self.__dict__.pop(name, None)
        self.cards = Cards()

    def planner(self, roster: Roster, offer: Offer) -> EditionPlanner:
        """Plans the edition's pages, which name the files of `offer`."""
        return planner(self.setting, self.audience, roster, offer)

    def moved_pages(self) -> Iterator[MovedPage]:
        """Every earlier address of the edition's pages."""
        return moved_pages(self.studies, self.notes, self.setting.texts[self.audience.id])

    def order_paths(self) -> Iterator[str]:
        """The pages of orders."""
        return map(order_path, self.studies)

    def searched(self) -> Iterator[str]:
        """The files that full-text search looks through: orders, and pages that are none."""
        yield from map(file_of, self.order_paths())
        for page in self.setting.texts[self.audience.id]:
            yield file_of(page_path(page.slug))

    def proof_paths(self) -> Iterator[str]:
        """The pages of orders' texts beside what rests on them."""
        return (proof_path(slug) for slug, study in self.studies.items() if study.proof)


def _mark(shown: Iterable[Facts], marks: Mapping[str, str], rest: Hashable) -> str:
    """Digest of what a list or a file is made from: orders by their marks, and the rest."""
    orders = "".join(marks[facts.order.slug] for facts in shown)
    return digest_bytes(f"{rest!r}\n{orders}".encode())


def found_by(study: EditionStudy) -> str:
    """All that other pages than its own are made from, or readers find it by."""
    return f"{study.slim} {study.analysed:d} {' '.join(study.parties)}"


def newest_first(notes: Sequence[OrderNote]) -> list[OrderNote]:
    """Orders by the day of signing, the newest first; those without one last."""

    def age(note: OrderNote) -> tuple[date, str]:
        return note.public.signed or date.min, note.slug

    return sorted(notes, key=age, reverse=True)


def planner(setting: Setting, audience: Audience, roster: Roster, offer: Offer) -> EditionPlanner:
    """Lays out one edition's pages, which name the files of `offer`."""
    library = setting.library.in_language(audience)
    framer = Framer(
        library.site,
        audience,
        roster,
        setting.assets[audience.id],
        setting.portable,
        setting.drafts,
        offer,
        setting.search,
        setting.library.site.language,
    )
    return EditionPlanner(library, framer, setting.strings(audience))
