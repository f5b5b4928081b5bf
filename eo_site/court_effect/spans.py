"""How one part of an order stood from day to day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic

from eo_site.court_effect.effects import BLOCKING, Effect, Ruling, Value
from eo_site.model.prose import P

_RULED = frozenset({"invalidated", "upheld"})
_NOTHING_NEW = frozenset({"challenged-not-blocked", "moot-or-dismissed", "blocked-until-ended"})


@dataclass(frozen=True)
class Span(Generic[P]):
    """How a part stood from one day to another; more than one effect where cases differ."""

    effects: tuple[Effect[P], ...]
    start: date
    end: date | None
    """The day on which it changed; None where it has not."""
    ended_by: tuple[Ruling[P], ...] = ()
    """What courts did on that day; none where the order ended."""

    @property
    def value(self) -> Value:
        """What blocks most."""
        return self.effects[0].value

    @property
    def said(self) -> list[tuple[Value, str]]:
        """What a reader is told of its effects."""
        return [each.said for each in self.effects]

    @property
    def blocks(self) -> bool:
        """Whether something may not be carried out in it."""
        return any(each.value in BLOCKING for each in self.effects)


def extend(
    spans: list[Span[P]], day: date, effects: tuple[Effect[P], ...], rulings: tuple[Ruling[P], ...]
) -> None:
    """Carry spans on by a day; days that follow each other with the same effects are one span."""
    if spans and spans[-1].said == [each.said for each in effects]:
        return
    if spans:
        spans[-1] = replace(spans[-1], end=day, ended_by=rulings)
    if effects:
        spans.append(Span(effects, day, None))


def alike(one: Sequence[Span[P]], other: Sequence[Span[P]]) -> bool:
    """Whether two histories are one."""
    return len(one) == len(other) and all(
        a.start == b.start and a.end == b.end and a.said == b.said
        for a, b in zip(one, other, strict=True)
    )


def until(spans: Sequence[Span[P]], ended: date | None) -> list[Span[P]]:
    """What blocked an order blocks nothing from the day on which the order itself ended.

    That it was blocked until then stays true whatever becomes of its cases afterwards; only a court
    that upholds it, or holds it invalid, has more to say.
    """
    found: list[Span[P]] = []
    for span in spans:
        if not ended or (span.end and span.end <= ended):
            found.append(span)
        elif span.blocks and span.start < ended:
            found.append(replace(span, end=ended, ended_by=()))
            found.append(Span(_ended_with(span), ended, span.end, span.ended_by))
        elif found and found[-1].value == "blocked-until-ended" and span.value not in _RULED:
            found[-1] = replace(found[-1], end=span.end, ended_by=span.ended_by)
        else:
            found.append(span)
    return found


def _ended_with(span: Span[P]) -> tuple[Effect[P], ...]:
    return tuple(
        replace(each, value="blocked-until-ended")
        for each in span.effects
        if each.value in BLOCKING
    )


def brief(spans: Sequence[Span[P]]) -> list[Span[P]]:
    """Only how much was blocked, from the first block to the last."""
    found: list[Span[P]] = []
    for span in spans:
        if found and found[-1].value == span.value:
            found[-1] = replace(found[-1], end=span.end, ended_by=span.ended_by)
        else:
            found.append(replace(span, effects=(replace(span.effects[0], reach=None),)))
    while found and found[0].value not in BLOCKING:
        del found[0]
    while found and found[-1].value in _NOTHING_NEW:
        del found[-1]
    return found
