"""Counting days and writing them out.

Durations are ISO 8601 durations of whole days and more. The day counted from is not itself
counted (Fed. R. Civ. P. 6(a)(1)(A)), which is what adding to a date does; a due date that falls on
a weekend stays where it falls, because executive orders do not adopt the rule that moves it.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

DateWords = Mapping[str, Any]
"""A theme's words for dates and periods in one language: `dates` of its strings."""
NO_WORDS: DateWords = {
    "months": range(1, 13), "short_months": range(1, 13), "long": "%(year)d-%(month)02d-%(day)02d",
}  # fmt: skip
"""For texts that no page prints: a date is its numbers."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""As orders, legal citations and messages to authors have them; pages have those of their language."""
_PERIODS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


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


def duration_words(duration: str, words: DateWords) -> str:
    """`P180D` as "180 days"."""
    found = re.findall(r"(\d+)([YMWD])", duration)
    parts = [words["periods"][_PERIODS[unit] + ("_one" if int(n) == 1 else "_many")] % {"n": int(n)}
             for n, unit in found]  # fmt: skip
    last = [", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
    return f" {words['and']} ".join(last)


def day_words(day: date, form: str, words: DateWords) -> str:
    """A day in a page's language; `form` is `long`, `short` or `month`, which leaves the day out."""
    return str(words[form]) % {
        "day": day.day,
        "month": words["months"][day.month - 1],
        "short_month": words["short_months"][day.month - 1],
        "year": day.year,
    }


def long_date(day: date) -> str:
    """July 29, 2020, as messages to authors have it."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """Jul 29, 2020, as messages to authors have it."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"
