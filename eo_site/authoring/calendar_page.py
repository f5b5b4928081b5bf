"""The desk's calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from eo_site.authoring.asked import Query
from eo_site.authoring.calendar import Entry, calendar, next_changes
from eo_site.authoring.site_state import SiteState
from eo_site.dates import MONTHS, long_date
from eo_site.engine.load import Loaded
from eo_site.model.problem import Problem
from eo_site.model.study import OrderNote
from eo_site.plan.facts import Facts
from eo_site.urls import order_path

MOST = 1000
"""Entries that the page shows."""


def calendar_page(state: SiteState, _: Query) -> Mapping[str, Any]:
    """What is to come, by month and day, and when each edition next changes by itself."""
    return state.once("calendar", lambda: _values(state))


def _values(state: SiteState) -> Mapping[str, Any]:
    loaded, preview = state.loaded, state.preview
    assert loaded.setting
    today, audiences = loaded.setting.today, loaded.setting.library.audiences.audiences
    facts: Mapping[str, tuple[Facts, ...]] = (
        {each.id: preview.facts(each.id) for each in audiences} if preview else {}
    )
    names = {each.id: each.name for each in audiences}
    every = calendar(loaded.notes, _later(loaded), facts, today)
    changes = next_changes(loaded.notes, facts, today)
    return {
        "today": long_date(today),
        "months": _by_month(every[:MOST], loaded.notes, names),
        "count": len(every),
        "most": MOST,
        "changes": [
            (names[name], change and (long_date(change[0]), _order(loaded.notes, change[1]), change[2]))
            for name, change in changes.items()
        ],
        "preview": preview is not None,
    }  # fmt: skip


def _later(loaded: Loaded) -> Iterator[tuple[str, date, Problem]]:
    """What checks will say of each order, and from which day on."""
    for slug, study in loaded.basis.studies.items():
        yield from ((slug, *each) for each in study.later)


def _by_month(
    entries: tuple[Entry, ...], notes: Mapping[str, OrderNote], names: Mapping[str, str]
) -> list[Any]:
    """(heading, days) of each month; a day is (date for programs, day of the month, entries)."""
    return [
        (
            f"{MONTHS[month - 1]} {year}",
            [
                (day.isoformat(), day.day, _alike([*found], notes, names))
                for day, found in groupby(inside, key=lambda each: each.day)
            ],
        )
        for (year, month), inside in groupby(
            entries, key=lambda each: (each.day.year, each.day.month)
        )
    ]


def _alike(
    entries: list[Entry], notes: Mapping[str, OrderNote], names: Mapping[str, str]
) -> list[tuple[str, list[tuple[list[dict[str, str]], Entry, str]]]]:
    """(what, of what) of one day: each (orders, entry, in which editions).

    What is said of several orders is said once.
    """
    return [
        (
            what,
            [
                (
                    [_order(notes, each.slug) for each in (first, *rest)],
                    first,
                    ", ".join(names.get(each, each) for each in first.editions),
                )
                for _, found in groupby(inside, key=lambda each: (each.text, each.editions))
                for first, *rest in [list(found)]
            ],
        )
        for what, inside in groupby(entries, key=lambda each: each.what)
    ]


def _order(notes: Mapping[str, OrderNote], slug: str) -> dict[str, str]:
    note = notes.get(slug)
    return {
        "slug": slug,
        "label": note.public.label if note else slug,
        "title": note.public.title if note else "",
        "path": order_path(slug),
    }
