"""What holds on a day: each effect with the parts of the order that it holds for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from eo_site.court_effect.cases import known
from eo_site.court_effect.effects import BLOCKING, Effect
from eo_site.court_effect.history import tracks
from eo_site.court_effect.parts import Part, joined, parts_of, place
from eo_site.court_effect.spans import Span
from eo_site.model.case import Case
from eo_site.model.prose import P

_DATED = BLOCKING | {"block-stayed-pending-appeal", "blocked-until-ended"}
"""Effects of which each day is told by itself."""


@dataclass(frozen=True)
class PresentEffect(Generic[P]):
    """An effect on a part of the order."""

    part: Part
    effect: Effect[P]
    since: date
    until: date | None = None
    """The day on which the order itself ended, where that is what ended the effect."""

    @property
    def order(self) -> tuple[int, date, list[tuple[tuple[int, str], ...]]]:
        """By how much it blocks, then by day and place."""
        return self.effect.rank, self.since, [place(each) for each in self.part.sections]


@dataclass(frozen=True)
class _Held(Generic[P]):
    """An effect on some parts since a day."""

    members: tuple[str, ...]
    effect: Effect[P]
    since: date


def present_effects(
    cases: Sequence[Case[P]], today: date, ended: date | None = None
) -> tuple[PresentEffect[P], ...]:
    """What holds on a day: each effect with the parts that it holds for, what blocks more first.

    Arguments are those of `tracks`.
    """
    cases = known(cases, today)
    found: dict[object, list[_Held[P]]] = {}
    for track in tracks(cases, today, ended):
        for effect, day in _lasting(track.spans):
            # That nothing is blocked needs no day of its own for each part.
            key = effect.said, day if effect.value in _DATED else None
            found.setdefault(key, []).append(_Held(track.part.members, effect, day))
    parts = parts_of(cases)
    every = [_stood(each, parts, ended, sole=len(found) == 1) for each in found.values()]
    return tuple(sorted((each for some in every for each in some), key=lambda each: each.order))


def _lasting(spans: Sequence[Span[P]]) -> Iterator[tuple[Effect[P], date]]:
    """Each effect that holds at the end, as it was when it began, and its first day."""
    for last in spans[-1].effects if spans[-1].end is None else ():
        effect, since = last, spans[-1].start
        for span in spans[-2::-1]:
            same = [each for each in span.effects if each.said == last.said]
            if span.end != since or not same:
                break
            effect, since = same[0], span.start
        yield effect, effect.by.event.on if effect.value == "blocked-until-ended" else since


def _stood(
    found: Sequence[_Held[P]], parts: Sequence[str], ended: date | None, *, sole: bool
) -> Iterator[PresentEffect[P]]:
    """One effect with all its parts; that nothing is left of any case needs no parts."""
    over = found[0].effect.value == "moot-or-dismissed"
    told = (max if over else min)(found, key=lambda each: each.since)
    until = ended if told.effect.value == "blocked-until-ended" else None
    some = [each for each in parts if any(each in held.members for held in found)]
    if over and sole:
        yield PresentEffect(Part((), (), tuple(some)), told.effect, told.since, until)
        return
    for part in joined(some, parts):
        yield PresentEffect(part, told.effect, told.since, until)
