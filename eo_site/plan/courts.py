"""Views of an order's court cases, and of what courts have done to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from eo_site.court_effect import (
    BLOCKING,
    PresentEffect,
    Ruling,
    Span,
    block_tracks,
    blocks_more,
    concerning,
    present_effects,
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
    """The day on which the order itself ended, if it has and the day is known."""
    over: bool
    """Whether it has ended."""
    court: Callable[[str], TermView]
    source: Callable[[str], SourceRef]
    about: Callable[[str], ActView]
    """What else a case can concern, by its id."""

    def findings(self) -> tuple[FindingView, ...]:
        """What holds on the day, what blocks more first."""
        return self._effects(concerning(self.cases, self.slug))

    def _effects(self, own: Sequence[Case[Words]]) -> tuple[FindingView, ...]:
        """What cases about the order come to; what blocked it blocks nothing of it after its end."""
        ended = self.ended or (self.today if self.over else None)
        return tuple(self._finding(each) for each in present_effects(own, self.today, ended))

    def history(self) -> tuple[CourtTrackView, ...]:
        """How each part of the order fared that was ever blocked; nothing where its end is on no known day."""
        if self.over and not self.ended:
            return ()
        own = concerning(self.cases, self.slug)
        return tuple(
            CourtTrackView(track.part.sections, track.part.but_not, tuple(_spans(track.spans)))
            for track in block_tracks(own, self.today, self.ended)
        )

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
            found.until if self.ended else None,
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

    def _case(self, case: Case[Words]) -> CaseView:
        own = concerning((case,), self.slug)
        return CaseView(
            case.id,
            case.name,
            None if own else self.about(case.about or ""),
            case.sections,
            case.note,
            self._effects(own) if own else (),
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


def _spans(spans: Sequence[Span[Words]]) -> Iterator[CourtSpanView]:
    for span, after in zip_longest(spans, spans[1:]):
        stronger = after is not None and blocks_more(after.value, span.value)
        blocked = span.value in BLOCKING and span.end and not stronger
        yield CourtSpanView(span.value, span.start, span.end, _ending(span) if blocked else "")


def _ending(span: Span[Words]) -> str:
    """What ended a block, or left less of it, as a key of `t.court_ending`."""
    if not span.ended_by:
        return "order-ended"
    kinds = {each.event.kind for each in span.ended_by}
    if {"vacated", "moot"} <= kinds:
        return "vacated-as-moot"
    return next((kind for kind in _ENDINGS if kind in kinds), "")
