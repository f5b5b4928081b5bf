"""When duties fall due, as far as the record lets it be counted."""

from collections.abc import Iterator
from datetime import date

from eo_site.dates import add_duration
from eo_site.model.duty import Due, Duty
from eo_site.model.order import Order
from eo_site.model.prose import P

DAY_NAMES = ("signed", "filed", "published", "effective")


class Unknown(ValueError):
    """A clock that starts from something the record, or this audience, does not have."""


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
                yield name, _counted(record, due, (name,)), ""
            except Unknown as error:
                yield name, None, str(error)
            except OverflowError:
                yield name, None, f"counts beyond the year 9999: {due.after}"


def _counted(record: Order[P], due: Due, above: tuple[str, ...]) -> date | None:
    if due.on or due.from_ is None:
        return due.on
    start = _start(record, due.from_, above)
    return add_duration(start, due.after) if start and due.after else None


def _due(record: Order[P], duty: Duty[P], above: tuple[str, ...]) -> date | None:
    if duty.due is None:
        raise Unknown(f"counts from `{duty.id}`, which has no date")
    if duty.id in above:
        raise Unknown(f"counts in a circle: {' → '.join((*above, duty.id))}")
    return _counted(record, duty.due, (*above, duty.id))


def _start(record: Order[P], name: str, above: tuple[str, ...]) -> date | None:
    if name in DAY_NAMES:
        day: date | None = getattr(record.dates, name)
        if day is None:
            raise Unknown(f"counts from `{name}`, but `dates` has no such day")
        return day
    for duty in record.duties:
        if duty.id == name:
            return _due(record, duty, above)
    for event in record.events:
        if event.id == name:
            return event.on
    try:
        return date.fromisoformat(name)
    except ValueError:
        raise Unknown(f"counts from `{name}`, which is no day, duty or event here") from None
