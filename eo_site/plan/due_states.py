"""What the calendar says of a duty: its date, and whether it has come, passed, or never will."""

from dataclasses import dataclass
from datetime import date, timedelta

from eo_site.dates import next_occurrence
from eo_site.model.duty import Duty
from eo_site.model.prose import Words
from eo_site.plan.standing import OWN_END, End

SOON = timedelta(days=30)
"""A duty due within this time is due soon."""


@dataclass(frozen=True)
class DueState:
    """A duty on a day."""

    first: date | None
    """The date, or the first of several; None where it would come after the end."""
    due: date | None
    """The next date, or the last."""
    until: date | None
    """When a repeating or ongoing duty ends."""
    status: str
    cut: bool
    """Whether its date would come after the end of its section or order."""
    undated: bool
    """Whether its section or order has ended on a day that the record does not give."""


def due_state(
    duty: Duty[Words], first: date | None, until: date | None, end: End | None, today: date
) -> DueState:
    """The state of a duty with the dates that its order gives it, and the end of its section."""
    last, undated = (end.last, not end.certain) if end else (None, False)
    cut = bool(first and last and first > last)
    ended = None if undated else last
    stop = min((day for day in (until, ended) if day), default=None)
    due = first = None if cut else first
    if due and duty.repeats and not undated:  # else nobody knows which of its dates came
        due = next_occurrence(due, duty.repeats, stop, today)
    bound = stop if duty.repeats or until else None
    return DueState(first, due, bound, _status(duty, due, end, today, cut=cut), cut, undated)


def _status(duty: Duty[Words], due: date | None, end: End | None, today: date, *, cut: bool) -> str:
    """Evidence if there is any; else what the calendar says, which is never that it was done."""
    if duty.evidence:
        return max(duty.evidence, key=lambda each: each.on).value
    if end and end.came(today):
        if due and end.last:
            past = f"past-before-{OWN_END if end.part else end.how}"
            return past if end.certain else "ended-undated"
        if duty.due and duty.due.uncounted:  # it may well have fallen due before
            return "ended-uncounted"
        return "ended-section" if end.part else "ended"
    if duty.due is None:
        return "unknown"
    if cut:
        return "ends-first"
    if duty.due.uncounted:
        return "not-counted"
    if due is None:
        return "clock-unknown"
    if due < today:
        return "overdue-unconfirmed"
    return "due-soon" if due - today <= SOON else "not-due"
