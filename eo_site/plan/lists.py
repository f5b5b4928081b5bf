"""The lists of an edition: orders by year, interest, agency, president and status; deadlines; changes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from eo_site.model.order import Change
from eo_site.model.prose import Words
from eo_site.plan.cards import Cards
from eo_site.plan.facts import Facts
from eo_site.plan.pager import pager, pages
from eo_site.plan.views import (
    ChangeView,
    CorrectionsView,
    CountedLink,
    DeadlineGroup,
    DeadlinesView,
    DutyView,
    IndexView,
    ListView,
    OrderChangeView,
    OrderDutyView,
    OrderRoleView,
    TermView,
)  # fmt: skip
from eo_site.urls import UNDATED, Linker, list_path, order_path

ListedView = IndexView | ListView | DeadlinesView | CorrectionsView


@dataclass(frozen=True)
class ListPage:
    """A list page as far as it is known without making any of its cards."""

    path: str
    title: str
    shown: tuple[Facts, ...]
    """The orders that it is made from."""
    rest: Hashable
    """Everything else that its view is made from."""
    view: Callable[[], ListedView]


@dataclass(frozen=True)
class Kind:
    """One way to list orders."""

    name: str
    """The first part of its paths, and its key in `t.browse`."""
    values: Callable[[Facts], Sequence[str]]
    """What an order is listed under."""
    label: Callable[[Facts, str], str]


def year_of(facts: Facts) -> str:
    """The year in which an order was signed, for its list and its file."""
    signed = facts.record.dates.signed
    return str(signed.year) if signed else UNDATED


def agencies_of(facts: Facts) -> list[str]:
    """Every agency that an order names, or that its duties do, and what each is part of."""
    record = facts.record
    named = [each.id for each in record.agencies]
    for duty in record.duties:
        named += [*duty.who, *duty.with_, *duty.consults]
    return list(facts.with_wholes(named))


def _statuses(facts: Facts) -> list[str]:
    found = [entry.overall for entry in facts.axis("status").entries]
    return list(dict.fromkeys(found)) or ["unknown"]


def _labelled(vocabulary: str) -> Callable[[Facts, str], str]:
    return lambda facts, ident: facts.vocabularies.term(vocabulary, ident).label


KINDS: tuple[Kind, ...] = (
    Kind("orders", lambda facts: [year_of(facts)], lambda _facts, year: year),
    Kind("interests", lambda facts: facts.record.interests, _labelled("interests")),
    Kind("agencies", agencies_of, _labelled("agencies")),
    Kind("presidents", lambda facts: [facts.record.president or ""], _labelled("presidents")),
    Kind("status", _statuses, lambda _facts, value: value),
)
"""Every way to browse an edition."""


@dataclass(frozen=True)
class Lists:
    """The lists of one edition; `orders` are the edition's, the newest first."""

    orders: Sequence[Facts]
    portable: bool
    cards: Cards = field(default_factory=Cards)

    def pages(self) -> Iterator[ListPage]:
        """Every list page."""
        for kind in KINDS:
            groups: dict[str, list[Facts]] = {}
            for facts in self.orders:
                for value in kind.values(facts):
                    if value:
                        groups.setdefault(value, []).append(facts)
            yield self._index(kind, groups)
            for value, found in groups.items():
                yield from self._list(kind, value, found)
        yield from _deadlines(self.orders, self.portable)
        yield from _corrections(self.orders, self.portable)

    def _index(self, kind: Kind, groups: dict[str, list[Facts]]) -> ListPage:
        linker = Linker(list_path(kind.name), self.portable)
        entries = [
            CountedLink(
                kind.label(found[0], value), linker.to(list_path(kind.name, value)), len(found)
            )
            for value, found in groups.items()
        ]
        if kind.name != "orders":
            entries.sort(key=lambda each: each.label)
        years = tuple(reversed(entries)) if kind.name == "orders" else ()
        view = IndexView(kind.name, tuple(entries), years)
        return ListPage(list_path(kind.name), kind.name, (), view, lambda: view)

    def _list(self, kind: Kind, value: str, found: list[Facts]) -> Iterator[ListPage]:
        title = kind.label(found[0], value)
        years = Counter(year_of(facts) for facts in found)
        for number, shown in pages(found):
            path = list_path(kind.name, value, number)
            linker = Linker(path, self.portable)

            def at(page: int, linker: Linker = linker) -> str:
                return linker.to(list_path(kind.name, value, page))

            by_year = kind.name != "orders" and not number
            frame = ListView(
                kind.name,
                value,
                title,
                (),
                0 if number else len(found),
                pager(len(found), number, at),
                linker.to(list_path(kind.name)),
            )
            counted = years if by_year else Counter[str]()
            view = partial(self._filled, frame, tuple(shown), linker, counted)
            yield ListPage(path, title, tuple(shown), (frame, tuple(counted.items())), view)

    def _filled(
        self, frame: ListView, shown: Sequence[Facts], linker: Linker, years: Mapping[str, int]
    ) -> ListView:
        """A list with its cards, the years of all its orders, and the duties of an agency."""
        by_year = tuple(
            CountedLink(year, linker.to(list_path("orders", year)), years[year])
            for year in sorted(years)
            if year != UNDATED
        )
        cards = tuple(self.cards.card(facts, linker) for facts in shown)
        filled = replace(frame, cards=cards, by_year=by_year)
        if frame.kind != "agencies":
            return filled
        roles = tuple(_roles_of(frame.value, shown, linker))
        parts = {each.agency.id: each.agency for each in roles if each.agency.id != frame.value}
        duties = tuple(_duties_of(frame.value, shown, linker))
        return replace(filled, duties=duties, roles=roles, parts=tuple(parts.values()))


# Duties across orders -----------------------------------------------------------------------


def _in_order(facts: Facts, duty: DutyView, linker: Linker) -> OrderDutyView:
    """A duty away from its page: no citations, and agencies linked from where it is printed."""

    def linked(terms: tuple[TermView, ...]) -> tuple[TermView, ...]:
        return tuple(replace(term, url=linker.to(list_path("agencies", term.id))) for term in terms)

    away = replace(
        duty,
        who=linked(duty.who),
        with_=linked(duty.with_),
        consults=linked(duty.consults),
        what=duty.what.uncited,
        evidence=(),
    )
    url = linker.to(order_path(facts.order.slug))
    return OrderDutyView(away, facts.record.label, facts.record.title, url)


def _roles_of(agency: str, orders: Sequence[Facts], linker: Linker) -> Iterator[OrderRoleView]:
    """The roles of an agency and of what is part of it, the agency's own first in each order."""
    for facts in orders:
        named = [each for each in facts.record.agencies if agency in facts.with_wholes([each.id])]
        for each in sorted(named, key=lambda role: role.id != agency):
            term = facts.term("agencies", each.id)
            yield OrderRoleView(
                facts.record.label,
                facts.record.title,
                linker.to(order_path(facts.order.slug)),
                replace(term, url=linker.to(list_path("agencies", each.id))),
                each.role,
                each.sections,
            )


def _duties_of(agency: str, orders: Sequence[Facts], linker: Linker) -> Iterator[OrderDutyView]:
    found = [
        _in_order(facts, duty, linker)
        for facts in orders
        for duty in facts.duties
        if agency in facts.with_wholes(term.id for term in (*duty.who, *duty.with_, *duty.consults))
    ]
    return iter(sorted(found, key=lambda each: each.duty.due or date.max))


def _deadlines(orders: Sequence[Facts], portable: bool) -> Iterator[ListPage]:
    timed = [
        (facts, duty)
        for facts in orders
        for duty in facts.duties
        if duty.timed and not duty.cut and (duty.due or not duty.over)
    ]
    timed.sort(key=lambda each: (each[1].due or date.min, each[0].order.slug), reverse=True)
    names = Counter(term.id for _, duty in timed for term in duty.who)
    for number, shown in pages(timed):
        linker = Linker(list_path("deadlines", page=number), portable)

        def at(page: int, linker: Linker = linker) -> str:
            return linker.to(list_path("deadlines", page=page))

        agencies = [
            CountedLink(
                facts.vocabularies.term("agencies", each).label,
                linker.to(list_path("agencies", each)),
                names[each],
            )
            for facts in orders[:1]
            for each in names
        ]
        frame = DeadlinesView(
            (),
            () if number else tuple(sorted(agencies, key=lambda each: each.label)),
            0 if number else len(timed),
            pager(len(timed), number, at),
        )
        path, orders_shown = list_path("deadlines", page=number), tuple(each for each, _ in shown)
        ids = tuple(duty.id for _, duty in shown)
        view = partial(_by_month, frame, shown, linker)
        yield ListPage(path, "deadlines", orders_shown, (frame, ids), view)


def _by_month(
    frame: DeadlinesView, shown: Sequence[tuple[Facts, DutyView]], linker: Linker
) -> DeadlinesView:
    groups: dict[date | None, list[OrderDutyView]] = {}
    for facts, duty in shown:
        month = duty.due.replace(day=1) if duty.due else None
        groups.setdefault(month, []).append(_in_order(facts, duty, linker))
    months = tuple(DeadlineGroup(month, tuple(found)) for month, found in groups.items())
    return replace(frame, groups=months)


def changes_of(orders: Iterable[Facts]) -> list[tuple[Facts, Change[Words]]]:
    """Every change of some orders' pages, the newest first."""
    found = [(facts, change) for facts in orders for change in facts.record.changes]
    return sorted(found, key=lambda each: (each[1].on, each[0].order.slug), reverse=True)


def _corrections(orders: Sequence[Facts], portable: bool) -> Iterator[ListPage]:
    found = changes_of(orders)
    for number, shown in pages(found):
        linker = Linker(list_path("corrections", page=number), portable)

        def at(page: int, linker: Linker = linker) -> str:
            return linker.to(list_path("corrections", page=page))

        frame = CorrectionsView((), 0 if number else len(found), pager(len(found), number, at))
        path, orders_shown = list_path("corrections", page=number), tuple(each for each, _ in shown)
        days = tuple(change.on for _, change in shown)
        view = partial(_changes, frame, shown, linker)
        yield ListPage(path, "corrections", orders_shown, (frame, days), view)


def _changes(
    frame: CorrectionsView, shown: Sequence[tuple[Facts, Change[Words]]], linker: Linker
) -> CorrectionsView:
    changes = tuple(
        OrderChangeView(
            ChangeView(change.on, change.kind, change.text.uncited),
            facts.record.label,
            facts.record.title,
            linker.to(order_path(facts.order.slug)),
        )
        for facts, change in shown
    )
    return replace(frame, changes=changes)
