"""What each kind of event changes in a case."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from eo_site.court_effect.case_state import Block, CaseState, Left, Stay, narrows
from eo_site.court_effect.effects import Ruling
from eo_site.model.case import GRANTS, CaseEvent
from eo_site.model.prose import P

_PASSING = frozenset({"tro-granted", "pi-granted"})
"""Blocks that end with their case."""


def tell(state: CaseState[P], event: CaseEvent[P]) -> None:
    """Carry a case on by an event."""
    ruling = Ruling(state.case, event)
    if event.court not in state.courts:
        state.courts.append(event.court)
    for part in state.within(state.sections) | state.within(event.sections, none=()):
        state.challenged.setdefault(part, ruling)
    change = _CHANGES.get(event.kind)
    if change:
        change(state, ruling)


# Blocks -----------------------------------------------------------------------------------------


def _grant(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    for at in [at for at, each in state.blocks.items() if _replaces(event, at[1], each.kind)]:
        del state.blocks[at]
    for part in state.concerned(event):
        state.upheld.pop(part, None)
        state.ended.pop(part, None)
        standing = state.blocks.get((part, event.court))
        if event.kind != "tro-granted" or standing is None or standing.kind == event.kind:
            block = Block(event.kind, event.scope or "part", event.as_to, ruling)
            state.blocks[part, event.court] = block


def _replaces(event: CaseEvent[P], court: str, kind: str) -> bool:
    """A court's injunction takes the place of its own order before; a judgment, of its injunctions."""
    if court != event.court or event.kind == "tro-granted":
        return False
    return kind == "tro-granted" or (event.kind != "pi-granted" and kind == "pi-granted")


def _expire(state: CaseState[P], ruling: Ruling[P]) -> None:
    _drop(state, ruling.event, court=ruling.event.court)


def _deny(state: CaseState[P], ruling: Ruling[P]) -> None:
    _drop(state, ruling.event, kinds={"tro-granted"}, court=ruling.event.court)


def _uphold(state: CaseState[P], ruling: Ruling[P]) -> None:
    _drop(state, ruling.event)
    state.upheld.update(dict.fromkeys(state.concerned(ruling.event), ruling))


def _drop(
    state: CaseState[P], event: CaseEvent[P], kinds: Iterable[str] = (), court: str = ""
) -> None:
    wanted = set(kinds)
    for at in state.reached(event):
        if (not wanted or state.blocks[at].kind in wanted) and court in ("", at[1]):
            del state.blocks[at]


# What a court does to a block of its own or of another ------------------------------------------


def _lift(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    bare = event.kind.endswith("-in-part") and not event.sections
    for at in state.reached(event):
        if narrows(event):
            state.blocks[at] = state.blocks[at].left_to(ruling)
        elif bare:
            state.blocks[at] = replace(state.blocks[at], scope="part", by=ruling)
        else:
            del state.blocks[at]
    if not narrows(event) and not bare:
        for part in state.within(event.sections):
            for each in (state.upheld, state.ended, state.reopened):
                each.pop(part, None)


def _stay(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    left: Left[P] = (event.scope or "part", event.as_to) if narrows(event) else None
    if event.kind == "stayed-in-part" and not event.sections and left is None:
        left = "part", None
    for at in state.reached(event):
        stay = Stay(event.court, left)
        state.blocks[at] = replace(state.blocks[at], by=ruling, stay=stay)


def _end_stay(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    for at in state.reached(event):
        stay = state.blocks[at].stay
        if stay and state.courts.index(stay.court) <= state.courts.index(event.court):
            state.blocks[at] = replace(state.blocks[at], stay=None)


def _affirm(state: CaseState[P], ruling: Ruling[P]) -> None:
    _end_stay(state, ruling)
    kept = set(state.reached(ruling.event))
    for at in list(state.blocks):
        if at in kept:
            state.blocks[at] = state.blocks[at].left_to(ruling)
        elif ruling.event.kind == "affirmed-in-part":
            del state.blocks[at]
    _close(state, ruling)


def _modify(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    for at in state.reached(event):
        state.blocks[at] = state.blocks[at].left_to(ruling)
    if event.scope is None:
        return
    for part in state.within(event.sections, none=()) - {part for part, _ in state.blocks}:
        block = Block("pi-granted", event.scope, event.as_to, ruling)
        state.blocks[part, event.court] = block


# The case itself --------------------------------------------------------------------------------


def _reopen(state: CaseState[P], ruling: Ruling[P]) -> None:
    state.reopened, state.ended = state.ended | state.reopened, {}


def _end(state: CaseState[P], ruling: Ruling[P]) -> None:
    event = ruling.event
    if event.kind in ("dismissed", "closed") and event.court != state.courts[0]:
        _close(state, ruling)
        return
    for at in state.reached(event):
        if event.kind == "moot" or state.blocks[at].kind in _PASSING:
            del state.blocks[at]
    state.ended.update(dict.fromkeys(state.concerned(event), ruling))


def _close(state: CaseState[P], ruling: Ruling[P]) -> None:
    """An appeal is over: what had ended before it has ended for good."""
    state.ended.update(dict.fromkeys(state.reopened, ruling))
    state.reopened = {}


_CHANGES: dict[str, Callable[[CaseState[Any], Ruling[Any]], None]] = {
    **dict.fromkeys(GRANTS, _grant),
    "expired": _expire,
    **dict.fromkeys(("tro-denied", "pi-denied"), _deny),
    "judgment-for-government": _uphold,
    **dict.fromkeys(("reversed", "vacated", "reversed-in-part", "vacated-in-part"), _lift),
    **dict.fromkeys(("stayed", "stayed-in-part"), _stay),
    "stay-denied": _end_stay,
    **dict.fromkeys(("affirmed", "affirmed-in-part"), _affirm),
    "modified": _modify,
    "appealed": _reopen,
    **dict.fromkeys(("dismissed", "moot", "settled", "closed"), _end),
}
"""By kind of event; the others say only that the case goes on."""
