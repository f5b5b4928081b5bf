"""Court cases against what is said of courts beside them, and against themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.check.world import OrderWorld, at
from eo_site.clocks import own_end, within
from eo_site.court_effect import Track, concerning, idle_stays, standing_order, tracks
from eo_site.dates import long_date
from eo_site.model.case import Case
from eo_site.model.facts import CourtEntry
from eo_site.model.problem import Problem, Severity
from eo_site.model.prose import Prose

RESTRAINING_DAYS = 28
"""Twice what Rule 65(b)(2) of the Federal Rules of Civil Procedure gives a restraining order."""


def court_effect(world: OrderWorld) -> Iterator[Problem]:
    """EO430 and EO431: an entry of `court` about sections of which a case already tells."""
    document = world.document
    cases = concerning(document.record.cases, document.slug)
    for i, entry in enumerate(document.record.court if cases else ()):
        said = dict(_computed(entry, cases))
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


def _computed(
    entry: CourtEntry[Prose], cases: tuple[Case[Prose], ...]
) -> Iterator[tuple[date, set[str]]]:
    """(day, effects) of the entry's sections, on each day on which cases say something of them."""
    for day in _days(entry, cases):
        values: set[str] = {
            effect.value
            for track in tracks(cases, day, also=entry.sections)
            if _about(track, entry) and track.spans[-1].end is None
            for effect in track.spans[-1].effects
        }
        if values:
            yield day, values


def _days(entry: CourtEntry[Prose], cases: tuple[Case[Prose], ...]) -> list[date]:
    """Days on which what the entry says is to hold: all that matter between its first and its last."""
    changes = {event.on for case in cases for event in case.events}
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
