"""When the site next changes by itself: an embargo ends, a duty falls due, a status begins."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from eo_site.model.study import OrderNote
from eo_site.plan.facts import SOON, Facts
from eo_site.plan.views import TieView

_DAY = timedelta(days=1)
NextChange = tuple[date, str, str]
"""(day, order, what happens)"""


def earliest(found: Iterable[NextChange], today: date) -> NextChange | None:
    """The first day after today on which a build would write something else, or None."""
    return min((each for each in found if each[0] > today), default=None)


def of_file(order: OrderNote) -> Iterator[NextChange]:
    """When an order comes and goes."""
    if not order.draft:
        if order.publish_on:
            yield order.publish_on, order.slug, "is published"
        if order.expires_on:
            yield order.expires_on, order.slug, "expires"


def moved(day: date, by: timedelta) -> date:
    """A day some time before or after another; the same where the calendar ends."""
    try:
        return day + by
    except OverflowError:
        return day


def of_facts(facts: Facts) -> Iterator[NextChange]:
    """When something that a page says of an order becomes true or stops being so."""
    slug = facts.order.slug
    for duty in facts.duties:
        if duty.due and duty.status != "ended":
            yield moved(duty.due, -SOON), slug, f"the duty {duty.id} is due soon"
            yield moved(duty.due, _DAY), slug, f"the date of {duty.id} has passed"
    for tie in facts.ties:
        if day := _from(tie):
            yield day, slug, f"{tie.label} takes effect on it"
    for day in _dates(facts):
        yield day, slug, "a date of its timeline comes"
    for day in _ends(facts):
        yield day, slug, "a finding of it ends"


def _from(tie: TieView) -> date | None:
    """The day that a tie's effect on the status waits for, if any."""
    return tie.since or (tie.signed if tie.type == "reinstated_by" else None)


def _dates(facts: Facts) -> Iterator[date]:
    """Every day of the record that a page compares with today, duties apart."""
    record = facts.record
    dates = record.dates
    for day in (dates.signed, dates.filed, dates.published, dates.effective):
        if day:
            yield day
    yield from (each.on for each in record.events if each.on)
    yield from (event.on for case in record.cases for event in case.events)
    for entry in (*record.status, *record.court):
        if entry.from_:
            yield entry.from_
    yield from (duty.due for duty in facts.duties if duty.due)


def _ends(facts: Facts) -> Iterator[date]:
    """The first day on which each finding that has an end no longer holds."""
    record = facts.record
    for entry in (*record.status, *record.court):
        if entry.until:
            yield moved(entry.until, _DAY)


def day_marks(facts: Facts) -> tuple[object, ...]:
    """All that today decides on an order's page and in lists; equal marks print the same."""
    today = facts.today
    duties = tuple((each.due, each.status) for each in facts.duties)
    since = tuple(day <= today for day in map(_from, facts.ties) if day)
    dates = (*_dates(facts), *_ends(facts))
    return duties, since, tuple(day <= today for day in dates)
