"""When the site next changes by itself: an embargo ends, a duty falls due, a status begins."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.model.document import OrderDocument
from eo_site.model.library import Library
from eo_site.plan.facts import SOON
from eo_site.plan.shelf import FactsByAudience

_DAY = timedelta(days=1)
NextChange = tuple[date, str, str]
"""(day, order, what happens)"""


def next_change(library: Library, everyone: FactsByAudience, today: date) -> NextChange | None:
    """The first day after today on which a build would write something else, or None."""
    found = [*_of_files(library.orders), *_of_facts(everyone)]
    return min((each for each in found if each[0] > today), default=None)


def _of_files(documents: tuple[OrderDocument, ...]) -> Iterator[NextChange]:
    for document in documents:
        record = document.record
        if record.draft:
            continue
        if record.publish_on:
            yield record.publish_on, document.slug, "is published"
        if record.expires_on:
            yield record.expires_on, document.slug, "expires"


def _moved(day: date, by: timedelta) -> date:
    """A day some time before or after another; the same where the calendar ends."""
    try:
        return day + by
    except OverflowError:
        return day


def _of_facts(everyone: FactsByAudience) -> Iterator[NextChange]:
    for facts in (each for edition in everyone.values() for each in edition):
        slug = facts.order.slug
        for duty in facts.duties():
            if duty.due and duty.status != "ended":
                yield _moved(duty.due, -SOON), slug, f"the duty {duty.id} is due soon"
                yield _moved(duty.due, _DAY), slug, f"the date of {duty.id} has passed"
        for tie in facts.ties:
            if tie.since:
                yield tie.since, slug, f"{tie.label} takes effect on it"
        for day in (facts.record.dates.effective, *(each.on for each in facts.record.events)):
            if day:
                yield day, slug, "a date of its timeline comes"
