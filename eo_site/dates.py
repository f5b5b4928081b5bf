"""Counting days and writing them out.

Durations are ISO 8601 durations of whole days and more. The day counted from is not itself
counted (Fed. R. Civ. P. 6(a)(1)(A)), which is what adding to a date does; a due date that falls on
a weekend stays where it falls, because executive orders do not adopt the rule that moves it.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def add_duration(start: date, duration: str) -> date:
    """The date a duration after another: P2M is two calendar months, P60D is sixty days.

    A day the target month lacks becomes its last: Dec 31 plus P2M is Feb 28 or 29.
    Raises OverflowError beyond the year 9999.
    """
    parts = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", duration)}
    months = start.month - 1 + 12 * parts.get("Y", 0) + parts.get("M", 0)
    year, month = start.year + months // 12, months % 12 + 1
    if year > 9999:
        raise OverflowError(duration)
    moved = date(year, month, min(start.day, monthrange(year, month)[1]))
    return moved + timedelta(days=7 * parts.get("W", 0) + parts.get("D", 0))


def next_occurrence(first: date, every: str, until: date | None, today: date) -> date:
    """The first date of a repeating duty from today on, or its last one before `until`.

    Each date is counted from the first, so that monthly ones keep their day: Jan 31, Feb 28,
    Mar 31.
    """

    def occurrence(times: int) -> int:
        """As an ordinal, so that what the calendar does not reach comes after all else."""
        try:
            return add_duration(first, _times(every, times)).toordinal()
        except OverflowError:
            return date.max.toordinal() + 1

    if occurrence(1) in (first.toordinal(), date.max.toordinal() + 1):
        return first
    # Each is later than the one before, so that they need not be gone through one by one.
    every_one = range(date.max.toordinal())
    due = bisect_left(every_one, today.toordinal(), key=occurrence)
    last = bisect_right(every_one, (until or date.max).toordinal(), key=occurrence) - 1
    return date.fromordinal(occurrence(max(0, min(due, last))))


def _times(duration: str, times: int) -> str:
    return "P" + "".join(
        f"{int(number) * times}{unit}" for number, unit in re.findall(r"(\d+)([YMWD])", duration)
    )


def duration_words(duration: str) -> str:
    """`P180D` as "180 days"."""
    names = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    found = re.findall(r"(\d+)([YMWD])", duration)
    words = [f"{int(n)} {names[unit]}{'' if int(n) == 1 else 's'}" for n, unit in found]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def long_date(day: date) -> str:
    """July 29, 2020"""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """Jul 29, 2020"""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"
