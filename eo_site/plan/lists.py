"""The lists of an edition: orders by year, interest, agency, president and status; deadlines; changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eo_site.plan.cards import card
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
    TermView,
)  # fmt: skip
from eo_site.urls import Linker, list_path, order_path

UNDATED = "undated"
Page = tuple[str, str, IndexView | ListView | DeadlinesView | CorrectionsView]
"""(path, title, view)"""


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


def _agencies(facts: Facts) -> list[str]:
    record = facts.record
    named = [each.id for each in record.agencies]
    for duty in record.duties:
        named += [*duty.who, *duty.with_, *duty.consults]
    return list(dict.fromkeys(named))


def _statuses(facts: Facts) -> list[str]:
    found = [entry.overall for entry in facts.axis("status").entries]
    return list(dict.fromkeys(found)) or ["unknown"]


def _labelled(vocabulary: str) -> Callable[[Facts, str], str]:
    return lambda facts, ident: facts.vocabularies.term(vocabulary, ident).label


KINDS: tuple[Kind, ...] = (
    Kind("orders", lambda facts: [year_of(facts)], lambda _facts, year: year),
    Kind("interests", lambda facts: facts.record.interests, _labelled("interests")),
    Kind("agencies", _agencies, _labelled("agencies")),
    Kind("presidents", lambda facts: [facts.record.president or ""], _labelled("presidents")),
    Kind("status", _statuses, lambda _facts, value: value),
)
"""Every way to browse an edition."""


def list_pages(orders: Sequence[Facts], portable: bool) -> Iterator[Page]:
    """Every list page; `orders` are the edition's, the newest first."""
    for kind in KINDS:
        groups: dict[str, list[Facts]] = {}
        for facts in orders:
            for value in kind.values(facts):
                if value:
                    groups.setdefault(value, []).append(facts)
        yield _index(kind, groups, portable)
        for value, found in groups.items():
            yield from _list(kind, value, found, portable)
    yield from _deadlines(orders, portable)
    yield from _corrections(orders, portable)


def _index(kind: Kind, groups: dict[str, list[Facts]], portable: bool) -> Page:
    linker = Linker(list_path(kind.name), portable)
    entries = [
        CountedLink(kind.label(found[0], value), linker.to(list_path(kind.name, value)), len(found))
        for value, found in groups.items()
    ]
    if kind.name != "orders":
        entries.sort(key=lambda each: each.label)
    years = tuple(reversed(entries)) if kind.name == "orders" else ()
    return list_path(kind.name), kind.name, IndexView(kind.name, tuple(entries), years)


def _list(kind: Kind, value: str, found: list[Facts], portable: bool) -> Iterator[Page]:
    title = kind.label(found[0], value)
    years = Counter(year_of(facts) for facts in found)
    for number, shown in pages(found):
        linker = Linker(list_path(kind.name, value, number), portable)

        def at(page: int, linker: Linker = linker) -> str:
            return linker.to(list_path(kind.name, value, page))

        by_year = tuple(
            CountedLink(year, linker.to(list_path("orders", year)), years[year])
            for year in sorted(years)
            if year != UNDATED
        )
        duties = tuple(_duties_of(value, shown, linker)) if kind.name == "agencies" else ()
        yield (
            list_path(kind.name, value, number),
            title,
            ListView(
                kind.name,
                value,
                title,
                tuple(card(facts, linker) for facts in shown),
                0 if number else len(found),
                pager(len(found), number, at),
                linker.to(list_path(kind.name)),
                by_year if kind.name != "orders" and not number else (),
                duties,
            ),
        )


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


def _duties_of(agency: str, orders: Sequence[Facts], linker: Linker) -> Iterator[OrderDutyView]:
    found = [
        _in_order(facts, duty, linker)
        for facts in orders
        for duty in facts.duties()
        if agency in [term.id for term in (*duty.who, *duty.with_, *duty.consults)]
    ]
    return iter(sorted(found, key=lambda each: each.duty.due or date.max))


def _deadlines(orders: Sequence[Facts], portable: bool) -> Iterator[Page]:
    timed = [(facts, duty) for facts in orders for duty in facts.duties() if duty.timed]
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
        groups: dict[date | None, list[OrderDutyView]] = {}
        for facts, duty in shown:
            month = duty.due.replace(day=1) if duty.due else None
            groups.setdefault(month, []).append(_in_order(facts, duty, linker))
        yield (
            list_path("deadlines", page=number),
            "deadlines",
            DeadlinesView(
                tuple(DeadlineGroup(month, tuple(found)) for month, found in groups.items()),
                () if number else tuple(sorted(agencies, key=lambda each: each.label)),
                0 if number else len(timed),
                pager(len(timed), number, at),
            ),
        )


def _corrections(orders: Sequence[Facts], portable: bool) -> Iterator[Page]:
    found = [(facts, change) for facts in orders for change in facts.record.changes]
    found.sort(key=lambda each: (each[1].on, each[0].order.slug), reverse=True)
    for number, shown in pages(found):
        linker = Linker(list_path("corrections", page=number), portable)

        def at(page: int, linker: Linker = linker) -> str:
            return linker.to(list_path("corrections", page=page))

        changes = tuple(
            OrderChangeView(
                ChangeView(change.on, change.kind, change.text.uncited),
                facts.record.label,
                facts.record.title,
                linker.to(order_path(facts.order.slug)),
            )
            for facts, change in shown
        )
        view = CorrectionsView(changes, 0 if number else len(found), pager(len(found), number, at))
        yield list_path("corrections", page=number), "corrections", view
