"""Views of an order's court cases, and of what courts have done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from eo_site.court_effect import (
    BLOCKING,
    PresentEffect,
    Ruling,
    Span,
    concerning,
    present_effects,
    tracks,
)
from eo_site.model.case import Case, CaseEvent
from eo_site.model.prose import Words
from eo_site.plan.views import (
    ActView,
    CaseEventView,
    CaseView,
    CourtSpanView,
    CourtTrackView,
    FindingView,
    RulingView,
    SourceRef,
    TermView,
)  # fmt: skip

_ENDINGS = (
    "reversed", "vacated", "judgment-for-government", "moot", "dismissed", "settled", "closed",
    "stayed", "affirmed-in-part", "reversed-in-part", "vacated-in-part", "stayed-in-part",
    "modified", "expired", "tro-denied", "pi-denied", "stay-denied", "affirmed",
)  # fmt: skip
"""Events that change a block; the first of them tells most of why it ended."""


@dataclass(frozen=True)
class Courts:
    """What one audience is told, on a day, of the cases that its record of an order has."""

    cases: tuple[Case[Words], ...]
    """Those that had begun, with the events up to the day."""
    slug: str
    today: date
    ended: date | None
    """The day on which the order itself ended, if it has."""
    court: Callable[[str], TermView]
    source: Callable[[str], SourceRef]
    about: Callable[[str], ActView]
    """What else a case can concern, by its id."""

    def findings(self) -> tuple[FindingView, ...]:
        """What holds on the day, what blocks more first."""
        own = concerning(self.cases, self.slug)
        return tuple(self._finding(each) for each in present_effects(own, self.today, self.ended))

    def history(self) -> tuple[CourtTrackView, ...]:
        """How each part of the order fared that was ever blocked."""
        own = concerning(self.cases, self.slug)
        found = tuple(
            CourtTrackView(
                track.part.sections, track.part.but_not, tuple(map(self._span, track.spans))
            )
            for track in tracks(own, self.today, self.ended)
        )
        return tuple(each for each in found if any(span.value in BLOCKING for span in each.spans))

    def views(self) -> tuple[CaseView, ...]:
        """Each case: those about this order first, then by their newest event, the newest first."""
        by_day = sorted(self.cases, key=lambda each: each.events[-1].on, reverse=True)
        own = concerning(by_day, self.slug)
        return tuple(
            self._case(each) for each in (*own, *(each for each in by_day if each not in own))
        )

    # Pieces -----------------------------------------------------------------------------

    def _finding(self, found: PresentEffect[Words]) -> FindingView:
        case, event = found.effect.by.case, found.effect.by.event
        source = self.source(case.source_of(event))
        return FindingView(
            found.effect.value,
            found.part.sections,
            found.effect.reach.text if found.effect.reach else "",
            found.since,
            found.until,
            source.checked,
            source,
            None,
            None,
            found.part.but_not,
            self._ruling(found.effect.by),
        )

    def _ruling(self, ruling: Ruling[Words]) -> RulingView:
        event = ruling.event
        return RulingView(event.kind, event.on, ruling.case.name, self.court(event.court))

    def _span(self, span: Span[Words]) -> CourtSpanView:
        effects = tuple(
            (each.value, each.reach.text if each.reach else "") for each in span.effects
        )
        blocked = any(value in BLOCKING for value, _ in effects)
        ending = _ending(span) if blocked and span.end else ""
        by = tuple(self._ruling(each.by) for each in span.effects)
        return CourtSpanView(effects, span.start, span.end, ending, by)

    def _case(self, case: Case[Words]) -> CaseView:
        own = concerning((case,), self.slug)
        effects = present_effects(own, self.today, self.ended) if own else ()
        return CaseView(
            case.id,
            case.name,
            None if own else self.about(case.about or ""),
            case.sections,
            case.note,
            tuple(self._finding(each) for each in effects),
            tuple(self._event(case, each) for each in case.history),
        )

    def _event(self, case: Case[Words], event: CaseEvent[Words]) -> CaseEventView:
        return CaseEventView(
            event.on,
            event.kind,
            self.court(event.court),
            event.docket or "",
            event.citation or "",
            event.sections,
            event.scope or "",
            event.as_to,
            event.note,
            event.url or "",
            self.source(case.source_of(event)),
        )


def _ending(span: Span[Words]) -> str:
    """What ended a block, as a key of `t.court_ending`."""
    if not span.ended_by:
        return "order-ended"
    kinds = {each.event.kind for each in span.ended_by}
    if {"vacated", "moot"} <= kinds:
        return "vacated-as-moot"
    return next((kind for kind in _ENDINGS if kind in kinds), "")
