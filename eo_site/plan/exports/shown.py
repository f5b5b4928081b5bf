"""Which orders each feed and each calendar of an edition shows.

Known without making any of them: it decides which files there are, and so what pages name.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from eo_site.model.duty import Duty
from eo_site.model.listed import ListedOrder
from eo_site.model.prose import Words
from eo_site.plan.facts import Facts

Shown = Mapping[str, Sequence[str]]
"""By interest or agency, and under "" for the whole edition; what would be empty is not there."""
NEWEST = 50
"""Entries of a feed."""


def in_feeds(orders: Sequence[ListedOrder]) -> Shown:
    """The orders of each feed, those that changed last first; `orders` are given the newest first."""
    found: dict[str, list[str]] = {}
    told = [order for order in orders if order.changes]
    # Sorting is stable: of pages that changed on one day, the newest order comes first.
    for order in sorted(told, key=lambda each: max(each.changes), reverse=True):
        for interest in ("", *order.interests):
            shown = found.setdefault(interest, [])
            if len(shown) < NEWEST:
                shown.append(order.slug)
    return found


def last_change(facts: Facts) -> date:
    """The day on which a page last changed; it has changes."""
    return max(change.on for change in facts.record.changes)


def in_calendars(orders: Sequence[ListedOrder]) -> Shown:
    """The orders with a date in each calendar."""
    found: dict[str, list[str]] = {}
    for order in orders:
        for name in ("", *order.calendars) if order.calendars else ():
            found.setdefault(name, []).append(order.slug)
    return found


def dated(facts: Facts) -> Iterator[Duty[Words]]:
    """The duties of an order whose dates are known, and come before its end."""
    if not any(facts.dues.values()):
        return iter(())
    views = zip(facts.record.duties, facts.duties, strict=True)
    return (duty for duty, view in views if view.first_due)


def concerned(facts: Facts, duty: Duty[Words]) -> tuple[str, ...]:
    """The agencies that a duty names, at least one, and what they are part of."""
    return facts.with_wholes((*duty.who, *duty.with_, *duty.consults))
