"""Which cases count, as they were known on a day, and events that stand oddly among the others."""

from collections.abc import Iterable, Iterator
from datetime import date

from eo_site.court_effect.case_state import CaseState
from eo_site.court_effect.parts import parts_of
from eo_site.court_effect.rulings import tell
from eo_site.model.case import Case, CaseEvent
from eo_site.model.prose import P

_CONFIRMS = frozenset({"stay-denied", "affirmed", "affirmed-in-part", "modified"})


def concerning(cases: Iterable[Case[P]], slug: str) -> tuple[Case[P], ...]:
    """The cases about an order itself."""
    return tuple(each for each in cases if each.about in (None, slug))


def known(cases: Iterable[Case[P]], today: date) -> tuple[Case[P], ...]:
    """Cases as they were known on a day: with the events up to it, and none of those begun later."""
    found = []
    for case in cases:
        events = tuple(each for each in case.history if each.on <= today)
        if events:
            found.append(case.model_copy(update={"events": events}))
    return tuple(found)


def idle_stays(case: Case[P]) -> Iterator[CaseEvent[P]]:
    """Stays of a case that blocked nothing then."""
    state = CaseState(case, parts_of((case,)))
    for event in case.history:
        if event.kind in ("stayed", "stayed-in-part") and not state.blocks:
            yield event
        tell(state, event)


def standing_order(case: Case[P]) -> CaseEvent[P] | None:
    """The temporary restraining order that a case leaves standing after its last event, if any.

    One that a court has since let stand or changed has become more than that, whatever its name.
    """
    state = CaseState(case, parts_of((case,)))
    for event in case.history:
        tell(state, event)
    found = [
        each.by.event
        for each in state.blocks.values()
        if each.kind == "tro-granted" and each.by.event.kind == "tro-granted"
    ]
    given = max(found, key=lambda each: each.on, default=None)
    later = (each for each in case.events if given and each.on > given.on)
    return None if any(each.kind in _CONFIRMS for each in later) else given
