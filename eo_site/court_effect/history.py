"""How each part of an order stood from day to day, by all its cases together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from eo_site.court_effect.case_state import CaseState
from eo_site.court_effect.cases import known
from eo_site.court_effect.effects import BLOCKING, EVERYWHERE, Effect, Ruling
from eo_site.court_effect.parts import Part, joined, parts_of
from eo_site.court_effect.rulings import tell
from eo_site.court_effect.spans import Span, alike, brief, extend, until
from eo_site.model.case import Case
from eo_site.model.prose import P


@dataclass(frozen=True)
class Track(Generic[P]):
    """The whole history of a part of the order."""

    part: Part
    spans: tuple[Span[P], ...]


def tracks(
    cases: Sequence[Case[P]], today: date, ended: date | None = None, also: Iterable[str] = ()
) -> tuple[Track[P], ...]:
    """The history of each part up to a day; parts with one history together.

    `cases` are those about the order; `ended` is the day on which the order itself ended, if it has.
    Events after `today` are not known. `also` names sections to be told apart that no case names.
    """
    cases = known(cases, today)
    parts = parts_of(cases, also)
    spans = {part: until(each, ended) for part, each in _told(cases, parts).items()}
    return tuple(_grouped({part: each for part, each in spans.items() if each}, parts))


def block_tracks(
    cases: Sequence[Case[P]], today: date, ended: date | None = None
) -> tuple[Track[P], ...]:
    """The history of each part that was ever blocked, from its first block to its last, in brief.

    Of a span it has only how much was blocked. Arguments are those of `tracks`.
    """
    cases = known(cases, today)
    parts = parts_of(cases)
    spans = {part: brief(until(each, ended)) for part, each in _told(cases, parts).items()}
    return tuple(_grouped({part: each for part, each in spans.items() if each}, parts))


def _told(cases: Sequence[Case[P]], parts: Sequence[str]) -> dict[str, list[Span[P]]]:
    """The history of each part, day by day."""
    states = [CaseState(case, parts) for case in cases]
    spans: dict[str, list[Span[P]]] = {part: [] for part in parts}
    for day in sorted({event.on for case in cases for event in case.events}):
        rulings = [each for state in states for each in _on(state, day)]
        for part in parts:
            here = tuple(ruling for state, ruling in rulings if part in state.challenged)
            effects = _together(state.effect(part) for state in states)
            extend(spans[part], day, effects, here)
    return spans


def _on(state: CaseState[P], day: date) -> Iterator[tuple[CaseState[P], Ruling[P]]]:
    """What happened in a case on a day; its state is carried on by it."""
    for event in state.case.history:
        if event.on == day:
            tell(state, event)
            yield state, Ruling(state.case, event)


def _together(found: Iterable[Effect[P] | None]) -> tuple[Effect[P], ...]:
    """What several cases come to for one part: every block that reaches others, else what is left."""
    effects = sorted((each for each in found if each), key=lambda each: each.rank)
    blocks = [each for each in effects if each.value in BLOCKING]
    stayed = [each for each in effects if each.value == "block-stayed-pending-appeal"]
    alive = [each for each in effects if each.value != "moot-or-dismissed"]
    if blocks and blocks[0].value in EVERYWHERE:
        blocks = blocks[:1]
    once: dict[object, Effect[P]] = {}
    for each in blocks or stayed or alive or effects:
        once.setdefault(each.said, each)
    return tuple(once.values())


def _grouped(spans: Mapping[str, Sequence[Span[P]]], parts: Sequence[str]) -> Iterator[Track[P]]:
    """Parts with one history as one, in the order of the first of each."""
    left = list(spans)
    while left:
        first = left[0]
        same = [part for part in left if alike(spans[part], spans[first])]
        left = [part for part in left if part not in same]
        for part in joined(same, parts):
            yield Track(part, tuple(spans[first]))
