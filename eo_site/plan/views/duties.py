"""Duties, and those among them that several share or that lead to somebody."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.prose import Words
from eo_site.plan.views.named import SourceRef, TermView


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a source says of a duty; `value` in `t.evidence`."""

    on: date
    value: str
    text: Words
    source: SourceRef


@dataclass(frozen=True, slots=True)
class CountedView:
    """How a date was reached: so long after a day, or after an event whose day is not known."""

    length: str
    """ISO 8601; empty for a time that is not counted."""
    uncounted: str
    """Such a time, in the order's words."""
    start: date | None
    day: str
    """What starts the clock where its day is not known: a day of the order, in `t.timeline`; else empty."""
    event: str
    """Or an event, as the record puts it; else empty."""
    section: str
    """Or the date of another duty, which stands in this section; else empty."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty with its computed date and state; `status` in `t.duty_status`, `type` in `t.duty_type`."""

    id: str
    section: str
    who: tuple[TermView, ...]
    open_class: str
    with_: tuple[TermView, ...]
    consults: tuple[TermView, ...]
    via: str
    to: str
    what: Words
    type: str
    timed: bool
    due: date | None
    """The date; of a repeating duty the next one, or the last. None also where it would have come
    after the end of its section or order."""
    first_due: date | None
    repeats: str
    """ISO 8601, for a duty that is due again and again."""
    until: date | None
    uncounted: str
    """A time in business days or hours, in the order's words: printed, not counted."""
    counted: CountedView | None
    """How the first date was reached; None for a date given as such."""
    quote: str
    status: str
    evidence: tuple[EvidenceView, ...]
    cut: bool = False
    """Its date would have come after the end of its section or order."""
    undated: bool = False
    """Its section or order has ended, on a day that the record does not give."""

    @property
    def over(self) -> bool:
        """Whether it no longer falls due: its order or section has ended, or it is moot."""
        return self.status == "moot" or self.status.startswith(("ended", "past-before"))

    fiscal_year: str = ""
    """Of a date that is the end of one, the Government's fiscal year."""
    force: str = "must"
    """What the text says of it, in `t.duty_force`."""
    qualified: str = ""
    """The order's own words that leave something to judgment."""


@dataclass(frozen=True, slots=True)
class DecidersView:
    """By whom results are decided on: duties that lead to somebody, and those that end with the actor."""

    routes: tuple[DutyView, ...]
    own: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class TasksView:
    """Duties of the same actors that go the same way."""

    who: tuple[TermView, ...]
    via: str
    to: str
    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class BriefDecidersView:
    """By whom results are decided on, where another module of the page tells the duties in full."""

    routes: tuple[TasksView, ...]
    own: tuple[TasksView, ...]


@dataclass(frozen=True, slots=True)
class CoordinationView:
    """Duties that nobody does alone."""

    duties: tuple[DutyView, ...]
