"""When the site next changes by itself: an embargo ends, a duty falls due, a status begins."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from eo_site.model.study import OrderNote
from eo_site.plan.available import out_from
from eo_site.plan.due_states import SOON
from eo_site.plan.facts import Facts

_DAY = timedelta(days=1)
NextChange = tuple[date, str, str]
"""(day, order, what happens)"""


def earliest(found: Iterable[NextChange], today: date) -> NextChange | None:
    """The first day after today on which a build would write something else, or None."""
    return min((each for each in found if each[0] > today), default=None)


def of_file(order: OrderNote) -> Iterator[NextChange]:
    """When an order comes and goes."""
    if not order.draft:
        if first := out_from(order):
            yield first, order.slug, "is published"
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
        if duty.due and not duty.over:
            yield moved(duty.due, -SOON), slug, f"the duty {duty.id} is due soon"
            yield moved(duty.due, _DAY), slug, f"the date of {duty.id} has passed"
    for tie in facts.every_tie:
        if day := tie.since or facts.knowledge.tie(tie):
            yield day, slug, f"{tie.label} takes effect on it"
    for day in _dates(facts):
        yield day, slug, "a date of its record comes"


def _dates(facts: Facts) -> Iterator[date]:
    """Every day of the record that a page compares with today, the duties' next ones too."""
    dates = facts.record.dates
    for day in (dates.signed, dates.filed, dates.published, dates.effective):
        if day:
            yield day
    yield from facts.knowledge.turns(facts.every_tie)
    yield from (duty.due for duty in facts.duties if duty.due)
    yield from _ends(facts)


def _ends(facts: Facts) -> Iterator[date]:
    """The days after which duties have ended with their sections, or with the order."""
    for duty in facts.record.duties:
        end = facts.end_of(duty)
        if end and end.certain and end.last:
            yield moved(end.last, _DAY)


def day_marks(facts: Facts) -> tuple[object, ...]:
    """All that today decides on an order's page and in lists; equal marks print the same."""
    today = facts.today
    duties = tuple((each.due, each.status) for each in facts.duties)
    return duties, tuple(day <= today for day in _dates(facts))
