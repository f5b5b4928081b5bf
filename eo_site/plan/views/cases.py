"""Court cases and what happened in them."""

from dataclasses import dataclass
from datetime import date

from eo_site.model.prose import Words
from eo_site.plan.views.named import ActView, SourceRef, TermView
from eo_site.plan.views.standing import FindingView


@dataclass(frozen=True, slots=True)
class CaseEventView:
    """An event of a case; `kind` in `t.case_event`, `scope` in `t.case_scope`."""

    on: date
    kind: str
    court: TermView
    docket: str
    citation: str
    sections: tuple[str, ...]
    scope: str
    as_to: Words | None
    note: Words | None
    url: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that happened in it up to the day, through all its courts."""

    id: str
    name: str
    about: ActView | None
    """What it concerns, where that is not this order."""
    sections: tuple[str, ...]
    note: Words | None
    effects: tuple[FindingView, ...]
    """What it alone comes to for this order."""
    events: tuple[CaseEventView, ...]
    """The earliest first."""

    @property
    def posture(self) -> tuple[CaseEventView, ...]:
        """Where it stands: what happened last, on one day in one court."""
        last = self.events[-1]
        return tuple(e for e in self.events if e.on == last.on and e.court == last.court)
