"""Legal status, court effect, and the days on which an order bound."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eo_site.court_effect import BLOCKING
from eo_site.model.facts import ENDED
from eo_site.model.prose import Words
from eo_site.plan.views.named import ActView, SourceRef, TermView

SILENT = frozenset({"no-recorded-revocation", "unknown"})
"""Statuses that say only that a source says nothing."""

State = Literal["values", "none-found", "not-searched", "not-applicable"]

WHOLLY_BLOCKED = frozenset({"invalidated", "blocked-nationwide"})
"""Court effects that, on some sections, block the order in part."""


@dataclass(frozen=True, slots=True)
class RulingView:
    """What a court did, or a party asked of it: `kind` in `t.case_event`."""

    kind: str
    on: date
    case: str
    court: TermView


@dataclass(frozen=True, slots=True)
class FindingView:
    """A status or court entry; `value` is looked up in `t.legal_status` or `t.court_effect`."""

    value: str
    sections: tuple[str, ...]
    as_to: str
    since: date | None
    until: date | None
    as_of: date | None
    """The day it was true: the entry's own, or the day its source was checked if that is older."""
    source: SourceRef
    note: Words | None
    by: ActView | None = None
    """What ended, replaced or suspended it, where that is known."""
    but_not: tuple[str, ...] = ()
    """Sections within those named that it is not about."""
    ruling: RulingView | None = None
    """What brought a court effect about, where it follows from the record's cases."""
    also_by: tuple[ActView, ...] = ()
    """What did the same on the same day."""

    @property
    def silent(self) -> bool:
        """Whether it says only that a source says nothing."""
        return self.value in SILENT

    @property
    def ends(self) -> bool:
        """Whether the order as a whole bound nobody any more."""
        return self.value in ENDED and not self.sections

    @property
    def overall(self) -> str:
        """The value as it describes the order as a whole, where sections are not named beside it."""
        if not (self.sections or self.but_not):
            return self.value
        if self.value in ENDED:
            return "in-force-in-part"
        return "blocked-in-part" if self.value in WHOLLY_BLOCKED else self.value


@dataclass(frozen=True, slots=True)
class CourtSpanView:
    """How much courts blocked of a part of the order, from one day to another."""

    value: str
    """In `t.court_effect`."""
    start: date
    end: date | None
    """The day on which it changed; None where it has not."""
    ending: str
    """What ended a block or left less of it, in `t.court_ending`; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class CourtTrackView:
    """What courts did to some sections over time; without sections, to the order as a whole."""

    sections: tuple[str, ...]
    but_not: tuple[str, ...]
    spans: tuple[CourtSpanView, ...]


@dataclass(frozen=True, slots=True)
class AxisView:
    """One of legal status and court effect."""

    state: State
    entries: tuple[FindingView, ...]
    searched: tuple[SourceRef, ...]
    overridden: tuple[FindingView, ...] = ()
    """Silent entries that a later order has overtaken; only the status module prints them."""
    overtaking: tuple[SourceRef, ...] = ()
    """What the entries that have overtaken them rest on."""
    past: tuple[FindingView, ...] = ()
    """Entries that held once and no longer do; only the status module prints them."""
    history: tuple[CourtTrackView, ...] = ()
    """Of the court effect, how it came about; only the status module prints it."""

    @property
    def end(self) -> FindingView | None:
        """The entry by which the order as a whole has ended, if it has."""
        return next((each for each in self.entries if each.ends), None)

    @property
    def blocking(self) -> bool:
        """Whether a court keeps some of the order from being carried out."""
        return any(each.value in BLOCKING for each in self.entries)


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Days on which the order, or some of its sections, bound."""

    sections: tuple[str, ...]
    since: date | None
    until: date | None
    moved_by: ActView | None
    """What moved these days; of a case only its id and, as label, its name."""
    as_of: date | None
    source: SourceRef
    note: Words | None
