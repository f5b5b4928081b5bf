"""One edition laid out: which pages it has, what each is made from, and how to make it.

Of each order of an edition a build keeps what decides where lists show it, and marks of all that lists
and its own page show of other orders. The next build reads again only orders of which one of these can
be another by now; whatever lists there are then follows from what was kept of the others.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from sys import intern
from typing import Any

from eo_site.codec import dumps
from eo_site.engine.cache import Lost
from eo_site.engine.exports import Export, Exports, Side
from eo_site.engine.filter import FilterFiles
from eo_site.engine.indexed_order import IndexedOrder, own_marks, packed, unpacked
from eo_site.engine.setting import Setting
from eo_site.engine.study import unslim
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.listed import ListedOrder
from eo_site.model.resolved import SlimOrder
from eo_site.model.study import EditionStudy, OrderNote
from eo_site.plan.briefing import leaving
from eo_site.plan.exports.offer import Offer
from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.frame import Framer
from eo_site.plan.listed import listed
from eo_site.plan.lists import ListPages, Lists
from eo_site.plan.moved_pages import MovedPage, moved_pages
from eo_site.plan.pages import Roster
from eo_site.plan.related import Near
from eo_site.plan.schedule import NextChange, day_marks, earliest, of_facts
from eo_site.plan.shelf import Shelver
from eo_site.plan.site import EditionPlanner, shown_first
from eo_site.plan.ties import Shelf, Stated, stated
from eo_site.plan.views import Neighbours
from eo_site.urls import COMPARE, HOME, address_of, file_of, order_path, page_path, proof_path


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
        """As JSON, without what is kept of each order."""
        change = self.next_change
        return [
            dict(self.lists),
            dict(self.exports),
            self.offer.plain(),
            self.whole,
            self.computed.isoformat(),
            [change[0].isoformat(), *change[1:]] if change else None,
        ]

    @staticmethod
    def of(plain: Any, orders: bytes) -> "Layout":
        """Of what `plain` gave, and of its packed orders."""
        lists, exports, offer, whole, computed, change = plain
        found = (date.fromisoformat(change[0]), change[1], change[2]) if change else None
        marks = [*own_marks(orders)]
        return Layout(
            {slug: neighbours for slug, neighbours, _ in marks},
            {slug: days for slug, _, days in marks},
            lists,
            exports,
            Offer.of(offer),
            whole,
            date.fromisoformat(computed),
            found,
        )


@dataclass(frozen=True)
class Before:
    """What an earlier build kept of an edition's orders, on this day or earlier, with the same library."""

    orders: Mapping[str, IndexedOrder]
    moved: Collection[str] | None
    """The orders and instruments that others may call otherwise since then, and the orders that others are near;
    None where nobody knows."""


NOTHING = Before({}, None)


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
    stating: Mapping[str, Sequence[str]]
    """By order, those of the site whose files state a relation to it, the newest first."""
    near: Mapping[str, Sequence[Near]]
    """By order, the others that are near it; see `NearOrders`."""
    kept: Callable[[], bytes] | None = None
    """What was packed of all its orders; None where every order is to be read."""
    known_listed: dict[str, ListedOrder] = field(default_factory=dict)
    """What has been read of orders as lists see them, by how it is kept; editions share it."""
    kept_fragments: Callable[[str, str], bytes] | None = None
    """What was packed of an order's fragments, given its mark; None where none are kept."""
    _were: dict[str, IndexedOrder] | None = None
    """What an earlier build kept of orders that had to be read again; None where all were, or nobody knows."""
    _facts: dict[str, Facts] = field(default_factory=dict)
    _orders: dict[str, SlimOrder] = field(default_factory=dict)

    # Orders -------------------------------------------------------------------------------

    def order(self, slug: str) -> SlimOrder:
        """A slim order of this edition."""
        if slug not in self._orders:
            self._orders[slug] = self.read_order(slug)
        return self._orders[slug]

    def read_order(self, slug: str) -> SlimOrder:
        """The same, read anew."""
        return unslim(self.slim(self.studies[slug].slim), self.audience.id)

    def facts(self, slug: str) -> Facts:
        """An order's facts, slim."""
        if slug not in self._facts:
            self._facts[slug] = self.shelver.facts(
                self.audience, self.order(slug), self._shelf, self._incoming(slug)
            )
        return self._facts[slug]

    @property
    def every(self) -> tuple[Facts, ...]:
        """The facts of all orders."""
        return tuple(map(self.facts, self.studies))

    def _incoming(self, slug: str) -> Sequence[Stated]:
        """What other orders of the edition state of one."""
        return stated(map(self.order, self.stating_inside(slug))).get(slug, ())

    def stating_inside(self, slug: str) -> list[str]:
        """The orders of the edition whose files state a relation to one."""
        return [each for each in self.stating.get(slug, ()) if each in self.studies]

    def neighbours(self, slug: str) -> Neighbours:
        """What an order's page shows of others."""
        return self.shelver.beside(self.facts(slug), self.studies, self.near[slug])

    @cached_property
    def _shelf(self) -> Shelf:
        return self.shelver.shelf(self.audience, self.studies)

    @cached_property
    def _indexed(self) -> dict[str, tuple[ListedOrder, str]] | None:
        """By order, how lists see it and its mark; None where every order is to be read."""
        return _listed_and_marked(unpacked(self.kept(), self.known_listed)) if self.kept else None

    @cached_property
    def listed(self) -> tuple[ListedOrder, ...]:
        """Every order as lists see it."""
        if self._indexed is not None:
            return tuple(self._indexed[slug][0] for slug in self.studies)
        return tuple(map(listed, self.every))

    # Files --------------------------------------------------------------------------------

    @cached_property
    def fragments(self) -> Fragments:
        """What files that show many orders need of each."""
        kept = self.kept_fragments
        return Fragments(self.facts, (lambda slug: kept(slug, self.mark(slug))) if kept else None)

    def amended(self, path: str, content: str, read: Callable[[], bytes]) -> bytes | None:
        """A file besides the pages as it is to be, from what it was before a few orders changed.

        `content` is the digest of what it was made from, and `read` gives it. None where it is to be made anew.
        """
        export, were, kept = self.exports.get(path), self._were, self.kept_fragments
        if not (export and export.pieces and were and kept):
            return None
        marks = self._slims if export.alone else self._marks
        before = {slug: each.slim if export.alone else each.mark for slug, each in were.items()}
        if _mark(export.shown, {**marks, **before}, export.rest) != content:
            return None
        orders = [slug for slug in export.shown if slug in were]
        then = Fragments(_unread, lambda slug: kept(slug, were[slug].mark))
        sides = (
            Side(lambda slug: were[slug].listed, then),
            Side(lambda slug: self._entry(slug)[0], self.fragments),
        )
        try:
            return export.amended(read(), orders, *sides)
        except Lost:
            return None

    def mark(self, slug: str) -> str:
        """Digest of all that lists show of an order, once the edition is laid out."""
        return self._entry(slug)[1]

    def _entry(self, slug: str) -> tuple[ListedOrder, str]:
        assert self._indexed is not None
        return self._indexed[slug]

    @cached_property
    def _marks(self) -> dict[str, str]:
        return {slug: self.mark(slug) for slug in self.studies}

    @cached_property
    def _slims(self) -> dict[str, str]:
        return {slug: study.slim for slug, study in self.studies.items()}

    @property
    def unread(self) -> int:
        """How many orders have to be read for files that show many, as far as their layout tells."""
        return len(self.studies) if self._were is None else len(self._were)

    @cached_property
    def lists(self) -> ListPages:
        """Every list page by its path."""
        vocabularies = self.setting.library.in_language(self.audience).vocabularies
        portable = self.setting.portable
        return Lists(self.listed, self.fragments, vocabularies, portable).pages()

    @cached_property
    def _exports(self) -> Exports:
        library, strings = self.setting.library, self.setting.strings(self.audience)
        return Exports(
            self.listed,
            self.fragments,
            self.audience,
            library.in_language(self.audience),
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
            self.listed, self.fragments, self.studies, self.audience, library, strings,
            self.setting.portable,
        )  # fmt: skip

    @property
    def analysed(self) -> frozenset[str]:
        """The orders of which something of ours says what they do."""
        return frozenset(slug for slug, study in self.studies.items() if study.analysed)

    @property
    def first(self) -> list[str]:
        """The orders that the home page shows first."""
        return shown_first(self.listed, self.analysed)

    @cached_property
    def exports(self) -> dict[str, Export]:
        """Every file besides the pages by its path."""
        return {each.path: each for each in (*self._exports.files(), *self._filter.files())}

    def read_for(self, path: str) -> Iterable[str]:
        """The orders whose facts the file at a path needs."""
        address = address_of(path)
        if address in (HOME, COMPARE):
            return self.first
        if address in self.lists:
            return self.lists[address].shown
        export = self.exports.get(path)
        return export.shown if export and not export.kept else ()

    @property
    def offer(self) -> Offer:
        """What pages name of these files."""
        return self._exports.offer

    # What is kept -------------------------------------------------------------------------

    def layout(
        self, keep: Callable[[str, bytes], None], before: Before = NOTHING
    ) -> tuple[Layout, bytes]:
        """(the layout, its orders packed).

        `keep` is given what each order's page shows of others, with its digest; of orders that are as they
        were, that has been kept.
        """
        orders, were = dict[str, IndexedOrder](), dict[str, IndexedOrder]()
        moved = self._moved(before)
        for slug in self.studies:
            found = before.orders.get(slug)
            if found is None or not self._holds(slug, found, moved):
                were.update({slug: found} if found else {})
                found = self._index(slug, keep)
            orders[slug] = found
        self._indexed = _listed_and_marked(orders.items())
        self._were = were if before.orders else None
        return self._layout(orders), packed(orders.values())

    def anew(self, before: Mapping[str, IndexedOrder]) -> int:
        """How many orders are to be read again at least: as far as their own files and the day tell."""
        return sum(
            not (slug in before and self._is_same(slug, before[slug])) for slug in self.studies
        )

    def _moved(self, before: Before) -> frozenset[str] | None:
        """All of which orders may show something else than when they were kept; None where it may be any."""
        if before.moved is None:
            return None
        now = {slug: study.slim for slug, study in self.studies.items()}
        then = {slug: each.slim for slug, each in before.orders.items()}
        return frozenset(before.moved).union(slug for slug, _ in now.items() ^ then.items())

    def _is_same(self, slug: str, before: IndexedOrder) -> bool:
        """Whether an order's own file and the day leave it as it was."""
        turned = before.turn and before.turn[0] <= self.setting.today.isoformat()
        return self.studies[slug].slim == before.slim and not turned

    def _holds(self, slug: str, before: IndexedOrder, moved: frozenset[str] | None) -> bool:
        """Whether nothing has changed of what was kept of an order."""
        if not self._is_same(slug, before):
            return False
        if moved is not None:
            # Who has begun or ceased to state a relation to it has another record, so is among these.
            around = slug, *before.named.split(), *self.stating.get(slug, ())
            if moved.isdisjoint(around):
                return True
        return before.around == self._around(slug, before.named)

    def _around(self, slug: str, named: str) -> str:
        ties = self.ties(slug, named.split())
        return digest_bytes(repr((ties, self.near[slug])).encode())

    def ties(self, slug: str, named: Sequence[str]) -> object:
        """All of other orders that an order's facts are made from, where they name these."""
        called = [(each, self.shelver.called(each), each in self.studies) for each in named]
        stating = [(each, self.studies[each].slim) for each in self.stating_inside(slug)]
        return called, stating

    def _index(self, slug: str, keep: Callable[[str, bytes], None]) -> IndexedOrder:
        facts = self.facts(slug)
        shown = self.neighbours(slug)
        data = dumps(Neighbours, shown)
        neighbours = digest_bytes(data)
        keep(neighbours, data)
        days = intern(digest_bytes(repr(day_marks(facts)).encode()))
        # Lists show what other orders did to one, never which others are related to it.
        tied = digest_bytes(dumps(Neighbours, Neighbours(facts.every_tie, (), facts.acts)))
        slim = self.studies[slug].slim
        turn = earliest((*of_facts(facts), *leaving(facts)), self.setting.today)
        found = dict.fromkeys((*named_by(facts), *(other for other, _ in self.near[slug])))
        named = " ".join(found)
        return IndexedOrder(
            listed(facts),
            slim,
            digest_bytes("".join((slim, tied, days)).encode()),
            days,
            neighbours,
            named,
            self._around(slug, named),
            [turn[0].isoformat(), turn[2]] if turn else [],
        ).written()

    def _layout(self, orders: Mapping[str, IndexedOrder]) -> Layout:
        marks = self._marks
        lists = {
            path: _mark(page.shown, marks, (page.title, page.rest))
            for path, page in self.lists.items()
        }
        exports = {
            path: _mark(each.shown, self._slims if each.alone else marks, each.rest)
            for path, each in self.exports.items()
        }
        found = "".join(found_by(study) for study in self.studies.values())
        turns = (
            (date.fromisoformat(each.turn[0]), slug, each.turn[1])
            for slug, each in orders.items()
            if each.turn
        )
        return Layout(
            {slug: each.neighbours for slug, each in orders.items()},
            {slug: each.days for slug, each in orders.items()},
            lists,
            exports,
            self.offer,
            digest_bytes("".join((*marks.values(), found)).encode()),
            self.setting.today,
            min(turns, default=None),
        )

    def forget_facts(self) -> None:
        """Let go of what was read of all orders; it can be read again."""
        self.fragments.forget()
        self._facts.clear()
        self._orders.clear()

    def forget(self) -> None:
        """The same, and of where lists show them."""
        self.forget_facts()
        self.known_listed.clear()
        for name in (
            "_indexed",
            "listed",
            "lists",
            "exports",
            "_exports",
            "fragments",
            "_marks",
            "_slims",
        ):
            self.__dict__.pop(name, None)

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


def _listed_and_marked(
    orders: Iterable[tuple[str, IndexedOrder]],
) -> dict[str, tuple[ListedOrder, str]]:
    return {slug: (each.listed, each.mark) for slug, each in orders}


def _unread(slug: str) -> Facts:
    """For fragments that must be kept."""
    raise Lost("fragments", slug)


def _mark(shown: Iterable[str], marks: Mapping[str, str], rest: Hashable) -> str:
    """Digest of what a list or a file is made from: orders by their marks, and the rest."""
    orders = "".join([marks[slug] for slug in shown])
    return digest_bytes(f"{rest!r}\n{orders}".encode())


def named_by(facts: Facts) -> Iterator[str]:
    """The orders and instruments that an order's facts name."""
    yield from (each.slug for each in facts.every_tie)
    yield from (each.id for each in facts.acts)


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
