"""An order's dates in a row."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from eo_site.plan.facts import PageFacts
from eo_site.plan.views import TimelineEntry, TimelineTask

MANY = 12
"""A timeline with more due dates than this has an entry for each day on which several fall due, and
folds those that are past."""


def timeline(facts: PageFacts) -> tuple[TimelineEntry, ...] | None:
    """tuple[TimelineEntry], the earliest first; tasks of one day in the order of the text."""
    found = sorted(_entries(facts), key=_alike)
    if sum(each.kind == "due" for each in found) <= MANY:
        return tuple(_gathered(found, {"evidence"})) or None
    return tuple(_folded(_gathered(found, _OF_TASKS)))


_OF_TASKS = frozenset({"due", "evidence"})


def _folded(entries: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    """Past entries on tasks, one after another, as one: what befell the order itself is not lost among them."""
    for of_tasks, run in groupby(entries, lambda each: each.kind in _OF_TASKS and not each.future):
        group = tuple(run)
        if not of_tasks or len(group) < 3:
            yield from group
            continue
        first, last = group[0].on, group[-1].on
        yield TimelineEntry(first, "tasks", "", "", "", False, False, until=last, inside=group)


def _alike(entry: TimelineEntry) -> tuple[date, str, bool, str]:
    """What entries share that can stand as one."""
    return entry.on, entry.kind, entry.computed, "" if entry.kind == "due" else entry.text


def _gathered(entries: Iterable[TimelineEntry], kinds: Container[str]) -> Iterator[TimelineEntry]:
    """Entries of some kinds that are alike as one, with the tasks that they tell of."""
    for _, alike in groupby(entries, _alike):
        group = list(alike)
        if group[0].kind not in kinds or len(group) == 1:
            yield from group
            continue
        said = group[0].text if group[0].kind == "evidence" else ""
        tasks = (
            TimelineTask(each.section, "" if said else each.text, each.anchor) for each in group
        )
        yield replace(group[0], text=said, section="", anchor="", tasks=tuple(tasks))


def _entries(facts: PageFacts) -> Iterator[TimelineEntry]:
    found, today = facts.record, facts.today
    for kind in ("signed", "filed", "published", "effective"):
        if day := getattr(found.dates, kind):
            yield TimelineEntry(day, kind, "", "", "", False, day > today)
    for duty in facts.duties:
        if duty.due:
            text, anchor = duty.what.text, f"#duty-{duty.id}"
            yield TimelineEntry(
                duty.due, "due", text, duty.section, anchor, bool(duty.counted), duty.due > today
            )
        for each in duty.evidence:
            yield TimelineEntry(
                each.on, "evidence", each.text.text, duty.section, f"#duty-{duty.id}", False, False
            )
    for kind, axis in (("status", facts.axis("status")), ("court", facts.axis("court"))):
        for entry in (*axis.past, *axis.entries):
            # What follows from cases is told by their events.
            if entry.since and not entry.ruling:
                yield TimelineEntry(
                    entry.since, kind, entry.value, "", "#m-status", False, entry.since > today
                )
    for period in facts.periods:
        sections, mover = ", ".join(period.sections), period.moved_by
        for kind, day in (("binds-from", period.since), ("binds-until", period.until)):
            if day:
                words = mover.label if mover else ""
                yield TimelineEntry(day, kind, words, sections, "#m-status", False, day > today)
    for case in facts.courts.views():
        for event in case.events:
            text = f"{case.name}, {event.court.short}"
            anchor = f"#case-{case.id}"
            yield TimelineEntry(event.on, "case", text, "", anchor, False, False, event.kind)
