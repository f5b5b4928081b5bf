"""The lists of an edition: orders by year, interest, agency, president and status; deadlines; changes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from eo_site.model.library import Vocabularies
from eo_site.model.listed import ListedDuty, ListedOrder
from eo_site.plan.cards import card_of
from eo_site.plan.fragments import Fragments
from eo_site.plan.list_rows import (
    Duty,
    duties_of,
    duty_rows,
    linked_change,
    linked_roles,
    named_in,
    page_changes,
    roles_of,
)
from eo_site.plan.listed import year_of
from eo_site.plan.pager import numbered, pager, pages
from eo_site.plan.views import (
    CorrectionsView,
    CountedLink,
    DeadlineGroup,
    DeadlinesView,
    IndexView,
    ListView,
    OrderDutyView,
    OrderRolesView,
    PagerView,
)  # fmt: skip
from eo_site.urls import UNDATED, Linker, list_path

NumberedChange = tuple[str, str, int]
"""(day, order, place in its record) of a change of an order's page."""
ListedView = IndexView | ListView | DeadlinesView | CorrectionsView
PagedView = TypeVar("PagedView", ListView, DeadlinesView, CorrectionsView)
NO_PAGER = PagerView(0, ())
"""Until a page is made."""


@dataclass(frozen=True)
class ListPage:
    """A list page as far as it is known without making any of its cards."""

    path: str
    title: str
    shown: tuple[str, ...]
    """The orders that it is made from."""
    rest: Hashable
    """Everything else that its view is made from."""
    view: Callable[[], ListedView]


class ListPages(Mapping[str, ListPage]):
    """List pages by their paths, each made when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], ListPage]]) -> None:
        self._makers = makers
        self._made: dict[str, ListPage] = {}

    def __getitem__(self, path: str) -> ListPage:
        if path not in self._made:
            self._made[path] = self._makers[path]()
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True)
class Kind:
    """One way to list orders."""

    name: str
    """The first part of its paths, and its key in `t.browse`."""
    values: Callable[[ListedOrder], Sequence[str]]
    """What an order is listed under."""
    vocabulary: str = ""
    """That labels the values, where they are no words themselves."""


KINDS: tuple[Kind, ...] = (
    Kind("orders", lambda order: [year_of(order)]),
    Kind("interests", lambda order: order.interests, "interests"),
    Kind("agencies", lambda order: order.agencies, "agencies"),
    Kind("presidents", lambda order: [order.president], "presidents"),
    Kind("status", lambda order: order.statuses),
)
"""Every way to browse an edition."""


@dataclass(frozen=True)
class Lists:
    """The lists of one edition; `orders` are the edition's, the newest first."""

    orders: Sequence[ListedOrder]
    fragments: Fragments
    """Asked only when a page is made."""
    vocabularies: Vocabularies
    portable: bool

    def pages(self) -> ListPages:
        """Every list page."""
        return ListPages(dict(self._pages()))

    def _pages(self) -> Iterator[tuple[str, Callable[[], ListPage]]]:
        for kind in KINDS:
            groups: dict[str, list[ListedOrder]] = {}
            for order in self.orders:
                for value in kind.values(order):
                    if value:
                        groups.setdefault(value, []).append(order)
            yield list_path(kind.name), partial(self._index, kind, groups)
            for value, found in groups.items():
                for number, shown in pages(found):
                    path = list_path(kind.name, value, number)
                    yield path, partial(self._list, kind, value, found, number, shown)
        timed = [(order.slug, duty) for order in self.orders for duty in order.timed]
        timed.sort(key=lambda each: (each[1].due, each[0]), reverse=True)
        for number, dated in pages(timed):
            yield list_path("deadlines", page=number), partial(self._due, timed, number, dated)
        changes = changes_of(self.orders)
        for number, changed in pages(changes):
            path = list_path("corrections", page=number)
            yield path, partial(self._corrected, len(changes), number, changed)

    def _label(self, kind: Kind, value: str) -> str:
        return self.vocabularies.term(kind.vocabulary, value).label if kind.vocabulary else value

    def _index(self, kind: Kind, groups: Mapping[str, Sequence[ListedOrder]]) -> ListPage:
        linker = Linker(list_path(kind.name), self.portable)
        entries = [
            CountedLink(
                self._label(kind, value), linker.to(list_path(kind.name, value)), len(found)
            )
            for value, found in groups.items()
        ]
        if kind.name != "orders":
            entries.sort(key=lambda each: each.label)
        years = tuple(reversed(entries)) if kind.name == "orders" else ()
        view = IndexView(kind.name, tuple(entries), years)
        return ListPage(list_path(kind.name), kind.name, (), view, lambda: view)

    def _list(
        self,
        kind: Kind,
        value: str,
        found: Sequence[ListedOrder],
        number: int,
        shown: Sequence[ListedOrder],
    ) -> ListPage:
        """A page of what is `found` under a value, with the orders that are `shown` on it."""
        title, path = self._label(kind, value), list_path(kind.name, value, number)
        linker = Linker(path, self.portable)

        def at(page: int) -> str:
            return linker.to(list_path(kind.name, value, page))

        frame = ListView(
            kind.name,
            value,
            title,
            (),
            0 if number else len(found),
            NO_PAGER,
            linker.to(list_path(kind.name)),
        )
        by_year = kind.name != "orders" and not number
        years = Counter(map(year_of, found)) if by_year else Counter[str]()
        slugs, last = tuple(order.slug for order in shown), numbered(len(found))
        view = partial(self._filled, frame, slugs, linker, years)
        rest = frame, last, tuple(years.items())
        return ListPage(path, title, slugs, rest, partial(_paged, view, last, number, at))

    def _filled(
        self, frame: ListView, slugs: Sequence[str], linker: Linker, years: Mapping[str, int]
    ) -> ListView:
        """A list with its cards, the years of all its orders, and the duties of an agency."""
        by_year = tuple(
            CountedLink(year, linker.to(list_path("orders", year)), years[year])
            for year in sorted(years)
            if year != UNDATED
        )
        cards = tuple(card_of(self.fragments, slug, linker) for slug in slugs)
        filled = replace(frame, cards=cards, by_year=by_year)
        if frame.kind != "agencies":
            return filled
        roles = tuple(self._roles(frame.value, slugs, linker))
        named = {each.agency.id: each.agency for order in roles for each in order.roles}
        parts = [agency for ident, agency in named.items() if ident != frame.value]
        duties = tuple(self._duties(frame.value, slugs, linker))
        return replace(filled, duties=duties, roles=roles, parts=tuple(parts))

    def _within(self, agency: str, ids: Iterable[str]) -> bool:
        """Whether one of some agencies is an agency or part of it."""
        whole = self.vocabularies.agencies.whole
        return any(agency == each or agency in whole(each) for each in ids)

    def _roles(self, agency: str, slugs: Sequence[str], linker: Linker) -> Iterator[OrderRolesView]:
        """The roles of an agency and of what is part of it, the agency's own first in each order."""
        for slug in slugs:
            order = roles_of(self.fragments, slug)
            found = [each for each in order.roles if self._within(agency, [each.agency.id])]
            found.sort(key=lambda role: role.agency.id != agency)
            if found:
                yield linked_roles(order, found, linker)

    def _duties(self, agency: str, slugs: Sequence[str], linker: Linker) -> Iterator[OrderDutyView]:
        found = [
            (slug, each)
            for slug in slugs
            for each in duties_of(self.fragments, slug)
            if self._within(agency, named_in(each.duty))
        ]
        found.sort(key=lambda each: each[1].duty.due or date.max)
        return duty_rows(self.fragments, found, linker)

    def _due(
        self,
        timed: Sequence[tuple[str, ListedDuty]],
        number: int,
        shown: Sequence[tuple[str, ListedDuty]],
    ) -> ListPage:
        """A page of the deadlines, which are (order, duty)."""
        path = list_path("deadlines", page=number)
        linker = Linker(path, self.portable)

        def at(page: int) -> str:
            return linker.to(list_path("deadlines", page=page))

        frame = DeadlinesView(
            (),
            () if number else self._with_dates(timed, linker),
            0 if number else len(timed),
            NO_PAGER,
        )
        slugs, ids = tuple(slug for slug, _ in shown), tuple(duty.id for _, duty in shown)
        view, last = partial(self._dated, frame, slugs, ids, linker), numbered(len(timed))
        rest = frame, last, ids
        return ListPage(path, "deadlines", slugs, rest, partial(_paged, view, last, number, at))

    def _with_dates(
        self, timed: Sequence[tuple[str, ListedDuty]], linker: Linker
    ) -> tuple[CountedLink, ...]:
        """The agencies that have a deadline."""
        named = Counter(agency for _, duty in timed for agency in duty.who)
        found = [
            CountedLink(
                self.vocabularies.term("agencies", each).label,
                linker.to(list_path("agencies", each)),
                count,
            )
            for each, count in named.items()
        ]
        return tuple(sorted(found, key=lambda each: each.label))

    def _dated(
        self, frame: DeadlinesView, slugs: Sequence[str], ids: Sequence[str], linker: Linker
    ) -> DeadlinesView:
        """A page of deadlines, given its orders and in each the duty's id."""
        groups: dict[date | None, list[Duty]] = {}
        for slug, ident in zip(slugs, ids, strict=True):
            view = next(e for e in duties_of(self.fragments, slug) if e.duty.id == ident)
            month = view.duty.due.replace(day=1) if view.duty.due else None
            groups.setdefault(month, []).append((slug, view))
        months = tuple(
            DeadlineGroup(month, tuple(duty_rows(self.fragments, found, linker)))
            for month, found in groups.items()
        )
        return replace(frame, groups=months)

    def _corrected(self, total: int, number: int, shown: Sequence[NumberedChange]) -> ListPage:
        """A page of the changes of all orders' pages."""
        path = list_path("corrections", page=number)
        linker = Linker(path, self.portable)

        def at(page: int) -> str:
            return linker.to(list_path("corrections", page=page))

        frame = CorrectionsView((), 0 if number else total, NO_PAGER)
        slugs, last = tuple(slug for _, slug, _ in shown), numbered(total)
        view = partial(self._changed, frame, tuple(shown), linker)
        rest = frame, last, tuple(shown)
        return ListPage(path, "corrections", slugs, rest, partial(_paged, view, last, number, at))

    def _changed(
        self, frame: CorrectionsView, shown: Sequence[NumberedChange], linker: Linker
    ) -> CorrectionsView:
        changes = (
            linked_change(page_changes(self.fragments, slug)[at], linker) for _, slug, at in shown
        )
        return replace(frame, changes=tuple(changes))


def _paged(
    view: Callable[[], PagedView], last: int, number: int, url: Callable[[int], str]
) -> PagedView:
    """A page's view with links to all pages of its list: of a long list, each page has many."""
    return replace(view(), pager=pager(last, number, url))


def changes_of(orders: Sequence[ListedOrder]) -> list[NumberedChange]:
    """Every change of some orders' pages, the newest first."""
    found = [(day, order.slug, at) for order in orders for at, day in enumerate(order.changes)]
    return sorted(found, key=lambda each: each[:2], reverse=True)
