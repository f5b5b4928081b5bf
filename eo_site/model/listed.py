"""What decides where an edition shows an order, apart from what it shows of it.

Which lists, feeds and calendars there are, and which orders each of them has, follows from this
alone: so it is kept from one build to the next, and the rest of an order is read only for the pages
that are made. It is plain, as JSON gives it back: lists, and days as in ISO 8601, which sort as days do.
"""

from collections.abc import Sequence
from typing import NamedTuple


class ListedDuty(NamedTuple):
    """A duty with a date, or with one that nobody can know yet."""

    id: str
    due: str
    """Empty where it is not known."""
    who: Sequence[str]
    """The agencies that must act."""


class ListedOrder(NamedTuple):
    """One order as the lists of an edition see it, on one day."""

    slug: str
    signed: str
    """The day, or empty."""
    number: str
    title: str
    names: Sequence[str]
    """What people call it, in the page's language and in the official text's, with its title there."""
    kind_of_act: str
    interests: Sequence[str]
    agencies: Sequence[str]
    president: str
    statuses: Sequence[str]
    """Every state in law that it is in today, on the whole or in part."""
    status_line: Sequence[str]
    """Those that a line about it says, or why there are none."""
    court_line: Sequence[str]
    """The same of what courts have done to it."""
    timed: Sequence[ListedDuty]
    """Duties in the list of deadlines."""
    changes: Sequence[str]
    """The day of each change of its page, in the order of the record."""
    calendars: Sequence[str]
    """The agencies in whose calendars it has a date."""
    dues: Sequence[Sequence[str]]
    """(day, duty) of what falls due or has fallen due, and is not over."""
    ends: Sequence[Sequence[str]]
    """(subject, object) of each relation that its record states."""
