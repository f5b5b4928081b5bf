"""What is to come, by day: what publishes, expires and falls due. Values in, values out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eo_site.model.problem import Problem
from eo_site.model.study import OrderNote
from eo_site.plan.briefing import leaving
from eo_site.plan.facts import Facts
from eo_site.plan.schedule import NextChange, earliest, of_facts, of_file


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happens to an order on a day."""

    day: date
    slug: str
    what: str
    """In a few words, without the order: `is published`, `duty d3 falls due`."""
    text: str = ""
    """What is said of it."""
    editions: tuple[str, ...] = ()
    """Those that it happens in, where it is not all that have the order."""


@dataclass
class _Found:
    text: str = ""
    editions: list[str] = field(default_factory=list)


def calendar(
    notes: Mapping[str, OrderNote],
    later: Iterable[tuple[str, date, Problem]],
    facts: Mapping[str, Sequence[Facts]],
    today: date,
) -> tuple[Entry, ...]:
    """Everything from today on, the earliest first.

    `later` are (order, day, problem) of what checks will say from a day on; `facts` are every
    edition's orders.
    """
    return tuple(sorted(_entries(notes, later, facts, today), key=_place))


def _place(entry: Entry) -> tuple[date, str, str, str]:
    return entry.day, entry.what, entry.text, entry.slug


def _entries(
    notes: Mapping[str, OrderNote],
    later: Iterable[tuple[str, date, Problem]],
    facts: Mapping[str, Sequence[Facts]],
    today: date,
) -> Iterator[Entry]:
    for note in notes.values():
        yield from (Entry(*each) for each in of_file(note) if each[0] >= today)
    for slug, day, problem in later:
        if day > today:
            yield Entry(day, slug, f"a check will say {problem.code}", problem.message)
    having: dict[str, list[str]] = {}
    found: dict[tuple[date, str, str], _Found] = {}
    for name, orders in facts.items():
        for each in orders:
            having.setdefault(each.order.slug, []).append(name)
            for day, what, text in _of(each):
                if day >= today:
                    entry = found.setdefault((day, each.order.slug, what), _Found(text))
                    entry.editions.append(name)
    for (day, slug, what), entry in found.items():
        everywhere = entry.editions == having[slug]
        yield Entry(day, slug, what, entry.text, () if everywhere else tuple(entry.editions))


def _of(facts: Facts) -> Iterator[tuple[date, str, str]]:
    """(day, what, text) of what comes to pass by an order's own record."""
    dates = facts.record.dates
    due = {duty.due: duty for duty in facts.duties if duty.due and not duty.over}
    for duty in facts.duties:
        if duty.due and not duty.over:
            yield duty.due, f"duty {duty.id} falls due", duty.what.text
    if dates.effective:
        yield dates.effective, "takes effect", ""
    for entry in facts.record.in_effect:
        if entry.until:
            yield entry.until, "ends, in whole or part", ""
    for tie in facts.every_tie:
        if tie.since and tie.since not in due:
            yield tie.since, f"{tie.label} takes effect on it", ""


def next_changes(
    notes: Mapping[str, OrderNote], facts: Mapping[str, Sequence[Facts]], today: date
) -> dict[str, NextChange | None]:
    """By edition, the first day after today on which a build would write something else, and why."""
    found: dict[str, NextChange | None] = {}
    for name, orders in facts.items():
        mine = {each.order.slug for each in orders}
        turns = [turn for each in orders for turn in (*of_facts(each), *leaving(each))]
        turns += [turn for slug in mine if slug in notes for turn in of_file(notes[slug])]
        found[name] = earliest(turns, today)
    return found
