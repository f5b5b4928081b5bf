"""When the sections of an order bound, and when duties fall due, as far as the record lets it be counted.

A record may say when single sections bound, or that another act moved these days. Of several such
entries the one that names a section most closely holds, and of equally close ones the last.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from eo_site.dates import add_duration
from eo_site.model.duty import Due, Duty, fiscal_year_end
from eo_site.model.facts import ENDED, InEffect
from eo_site.model.order import Order
from eo_site.model.prose import P

DAY_NAMES = ("signed", "filed", "published", "effective")


class Unknown(ValueError):
    """A clock that starts from something the record, or this audience, does not have."""


def within(section: str, outer: str) -> bool:
    """Whether a section is another, or stands in it: 2(c)(ii) in 2(c), 2(c) in 2."""
    rest = section.removeprefix(outer)
    return rest != section and (not rest or rest[0] in "(.-")


def _closest(entries: Sequence[InEffect[P]], section: str) -> list[InEffect[P]]:
    """The entries about a section, those that name it most closely last."""

    def close(entry: InEffect[P]) -> int:
        named = [len(each) for each in entry.sections if within(section, each)]
        return max(named, default=0)

    about = [each for each in entries if not each.sections or close(each)]
    return sorted(about, key=close)


def bound_from(record: Order[P], section: str) -> date | None:
    """The day from which a section bound: as an entry of `in_effect` has it, else the order's own."""
    days = [each.from_ for each in _closest(record.in_effect, section) if each.from_]
    return days[-1] if days else record.dates.effective


def bound_until(record: Order[P], section: str) -> date | None:
    """The last day on which a section bound, where an entry of `in_effect` gives one."""
    days = [each.until for each in _closest(record.in_effect, section) if each.until]
    return days[-1] if days else None


_ENDS = frozenset({"revoked_by", "superseded_by"})


def own_end(record: Order[P], section: str) -> date | None:
    """The last day on which a section bound, as far as the order's own record gives it."""
    ends = [
        (each.sections, each.begins)
        for each in record.status
        if each.value in ENDED and each.from_ and not each.as_to
    ]
    ends += [
        (each.sections, each.from_)
        for each in record.relations
        if each.type in _ENDS and each.from_ and (each.sections or not each.partial)
    ]
    days: list[date] = [
        day - timedelta(days=1)
        for sections, day in ends
        if day and (not sections or any(within(section, each) for each in sections))
    ]
    days += [
        each.until
        for each in record.status
        if each.value.startswith("in-force") and each.until and not (each.sections or each.as_to)
    ]
    until = bound_until(record, section)
    if until:
        days.append(until)
    return min(days, default=None)


def clock_starts(record: Order[P]) -> tuple[str, ...]:
    """Everything that `due.from` may name."""
    found = [*DAY_NAMES]
    found += [duty.id for duty in record.duties]
    found += [event.id for event in record.events]
    return tuple(found)


def duty_dues(record: Order[P]) -> Iterator[tuple[str, date | None, str]]:
    """(duty, date, what is wrong): of every duty with a due date, and of its end as `<duty>.until`.

    The date is None where the clock is not known to have started, where it runs in business days
    or hours, or where something is wrong.
    """
    for duty in record.duties:
        for name, due in ((duty.id, duty.due), (f"{duty.id}.until", duty.until)):
            if due is None:
                continue
            try:
                yield name, _counted(record, due, duty.section, (name,)), ""
            except Unknown as error:
                yield name, None, str(error)
            except OverflowError:
                yield name, None, f"counts beyond the year 9999: {due.after}"


def _counted(record: Order[P], due: Due, section: str, above: tuple[str, ...]) -> date | None:
    if due.end_of:
        return fiscal_year_end(due.end_of)
    if due.on or due.from_ is None:
        return due.on
    start = _start(record, due.from_, section, above)
    return add_duration(start, due.after) if start and due.after else None


def _due(record: Order[P], duty: Duty[P], above: tuple[str, ...]) -> date | None:
    if duty.due is None:
        raise Unknown(f"counts from `{duty.id}`, which has no date")
    if duty.id in above:
        raise Unknown(f"counts in a circle: {' → '.join((*above, duty.id))}")
    return _counted(record, duty.due, duty.section, (*above, duty.id))


def clock_start(record: Order[P], duty: Duty[P]) -> date | None:
    """The day from which a duty's time is counted; None where none is known."""
    if duty.due is None or duty.due.from_ is None:
        return None
    try:
        return _start(record, duty.due.from_, duty.section, (duty.id,))
    except (Unknown, OverflowError):
        return None


def _start(record: Order[P], name: str, section: str, above: tuple[str, ...]) -> date | None:
    if name in DAY_NAMES:
        day: date | None = getattr(record.dates, name)
        if name == "effective":
            day = bound_from(record, section)
        if day is None:
            raise Unknown(f"counts from `{name}`, but `dates` has no such day")
        return day
    for duty in record.duties:
        if duty.id == name:
            return _due(record, duty, above)
    for event in record.events:
        if event.id == name:
            return event.on
    if day := fiscal_year_end(name):
        return day
    try:
        return date.fromisoformat(name)
    except ValueError:
        raise Unknown(f"counts from `{name}`, which is no day, duty or event here") from None
