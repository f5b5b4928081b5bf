"""Court cases against what is said of courts beside them, and against themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.check.world import OrderWorld, at
from eo_site.clocks import own_end, within
from eo_site.court_effect import Track, concerning, idle_stays, standing_order, tracks
from eo_site.dates import long_date
from eo_site.model.case import GRANTS, Case
from eo_site.model.facts import CourtEntry
from eo_site.model.problem import Problem, Severity
from eo_site.model.prose import Prose

RESTRAINING_DAYS = 28
"""Twice what Rule 65(b)(2) of the Federal Rules of Civil Procedure gives a restraining order."""


def court_effect(world: OrderWorld) -> Iterator[Problem]:
    """EO430 and EO431: an entry of `court` about sections of which a case already tells."""
    document = world.document
    cases, last = _own(world), own_end(document.record, "")
    ended = last + timedelta(days=1) if last else None
    for i, entry in enumerate(document.record.court if cases else ()):
        said = dict(_computed(entry, cases, ended))
        others = {day: values for day, values in said.items() if {entry.value} != values}
        if others:
            day, values = min(others.items())
            message = (
                f"`{entry.value}` is not what the record's cases come to:"
                f" on {long_date(day)} it is {_or(values)}"
            )
            hint = "correct the cases' events, or delete the entry"
            yield at(document, ("court", i, "value"), "EO430", message, hint)
        elif said:
            message = "the record's cases already say this"
            yield at(document, ("court", i), "EO431", message, "delete the entry")


def _own(world: OrderWorld) -> tuple[Case[Prose], ...]:
    """The cases about the order itself."""
    return concerning(world.document.record.cases, world.document.slug)


def _computed(
    entry: CourtEntry[Prose], cases: tuple[Case[Prose], ...], ended: date | None
) -> Iterator[tuple[date, set[str]]]:
    """(day, effects) of the entry's sections, on each day on which cases say something of them."""
    for day in _days(entry, cases, ended):
        over = ended if ended and ended <= day else None
        values: set[str] = {
            effect.value
            for track in tracks(cases, day, over, also=entry.sections)
            if _about(track, entry) and track.spans[-1].end is None
            for effect in track.spans[-1].effects
        }
        if values:
            yield day, values


def _days(
    entry: CourtEntry[Prose], cases: tuple[Case[Prose], ...], ended: date | None
) -> list[date]:
    """Days on which what the entry says is to hold: all that matter between its first and its last."""
    changes = {event.on for case in cases for event in case.events} | {*filter(None, [ended])}
    if entry.from_ is None:
        return [entry.until or entry.as_of or date.max]
    last = entry.until or entry.as_of or date.max
    days = {day for day in changes if entry.from_ <= day < last}
    return sorted({entry.from_, *days})


def _about(track: Track[Prose], entry: CourtEntry[Prose]) -> bool:
    """Whether a part of the order is among an entry's sections."""
    if not entry.sections:
        return True
    return any(within(part, each) for part in track.part.members for each in entry.sections)


def _or(values: set[str]) -> str:
    return " and ".join(f"`{each}`" for each in sorted(values))


def idle_stay(world: OrderWorld) -> Iterator[Problem]:
    """EO433: a stay where nothing was blocked."""
    for i, case in enumerate(world.document.record.cases):
        idle = [(each.on, each.kind, each.court) for each in idle_stays(case)]
        for j, event in enumerate(case.events):
            if (event.on, event.kind, event.court) in idle:
                message = f"`{event.kind}` where the case had blocked nothing"
                hint = "tell first what was stayed; a stay of the proceedings belongs in a note"
                path = ("cases", i, "events", j, "kind")
                yield at(world.document, path, "EO433", message, hint, Severity.WARNING)


def late_block(world: OrderWorld) -> Iterator[Problem]:
    """EO435: a block given when its order, or one of the sections that it names, had ended."""
    record, own = world.document.record, _own(world)
    for i, case in enumerate(record.cases):
        for j, event in enumerate(case.events if case in own else ()):
            ends = [own_end(record, each) for each in event.sections or ("",)]
            last = min((each for each in ends if each), default=None)
            if event.kind in GRANTS and last and event.on > last:
                message = f"`{event.kind}` of what had ended: its last day was {long_date(last)}"
                hint = "correct one of the days; a case about what came after it says so by `about`"
                path = ("cases", i, "events", j, "on")
                yield at(world.document, path, "EO435", message, hint, Severity.WARNING)


def standing_restraint(world: OrderWorld) -> Iterator[tuple[date, Problem]]:
    """EO434: a restraining order of which nobody says what became of it, once it must have ended.

    Where the order itself has ended, there is nothing left to restrain.
    """
    if own_end(world.document.record, ""):
        return
    for i, case in enumerate(world.document.record.cases):
        event = standing_order(case)
        if event:
            day = event.on + timedelta(days=RESTRAINING_DAYS)
            message = f"the restraining order of {long_date(event.on)} still stands in this record"
            hint = (
                "add what became of it: such orders end within weeks, by a ruling or by themselves"
            )
            path = ("cases", i, "events")
            yield (
                day,
                at(world.document, path, "EO434", message, hint, Severity.WARNING),
            )
