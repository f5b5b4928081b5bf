"""Days and pages that cannot be: backwards, before the order, or still to come.

Every field of the model that holds a day says in its type what it may be (`model.base.Dated`), so
that a field added later is looked at without a word here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from eo_site.check.world import OrderWorld, SiteWorld, at
from eo_site.clocks import duty_dues
from eo_site.model.base import FIRST_YEAR, LAST_YEAR, Dated, Frozen, keys, marked
from eo_site.model.facts import INVERSE
from eo_site.model.library import Library
from eo_site.model.order import Dates, Order
from eo_site.model.problem import Problem
from eo_site.model.prose import Prose
from eo_site.model.text import KeyPath, Marks


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day of a file."""

    path: KeyPath
    day: date
    """The first of its month or year where the file says no more."""
    kind: Dated


def days_of(value: object, path: KeyPath = ()) -> Iterator[FoundDay]:
    """Every day of a record or a configuration file, with its place."""
    if isinstance(value, BaseModel):
        for name, key, kind in marked(type(value), Dated):
            found = getattr(value, name)
            if found and kind:
                yield FoundDay((*path, key), _first(found), kind)
            elif found and not isinstance(found, str):
                yield from days_of(found, (*path, key))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from days_of(each, (*path, index))


def _first(value: date | str) -> date:
    if isinstance(value, date):
        return value
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    return date(year, month, day)


# What cannot be on any day ---------------------------------------------------------------------


def impossible_days(world: OrderWorld) -> Iterator[Problem]:
    """EO651: `until` before `from`, pages that run backwards, evidence before the order was signed."""
    document = world.document
    for path, message, hint in (
        *outside(document.record),
        *backwards(document.record),
        *_before_signing(document.record.dates, document.record),
        *_acts_before(document.record),
        *_volume(document.record),
        *(() if world.official else _pages(document.record)),  # the text's own heading says which
        *_never_out(document.record),
    ):
        yield at(document, path, "EO651", message, hint)


def outside(value: object) -> Iterator[tuple[KeyPath, str, str]]:
    """(path, message, hint) of each day in a year of which nothing here can be."""
    for found in days_of(value):
        if found.day.year > LAST_YEAR or not (found.kind.of_any_age or _possible(found.day)):
            message = f"`{_named(found.path)}` is {found.day}, outside the years {FIRST_YEAR} to {LAST_YEAR}"
            yield found.path, message, "look at its digits"


def _possible(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def backwards(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str, str]]:
    """(path, message, hint) of each value that is less than one it cannot be less than."""
    if isinstance(value, Frozen):
        names = dict(keys(type(value)))
        for rising in type(value).rising:
            yield from _falling(value, rising, names, path)
    if isinstance(value, BaseModel):
        for name, key in keys(type(value)):
            if isinstance(found := getattr(value, name), BaseModel | tuple):
                yield from backwards(found, (*path, key))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from backwards(each, (*path, index))


def _falling(
    value: Frozen, rising: tuple[str, ...], names: dict[str, str], path: KeyPath
) -> Iterator[tuple[KeyPath, str, str]]:
    last, most = "", None
    for name in rising:
        found = getattr(value, name)
        if isinstance(found, date) and not _possible(found):
            continue
        if found is not None and most is not None and found < most:
            message = f"`{names[name]}` is {found}, before `{names[last]}`, which is {most}"
            yield (*path, names[name]), message, "look at both: one of them is mistyped"
        elif found is not None:
            last, most = name, found


def _before_signing(dates: Dates, record: BaseModel) -> Iterator[tuple[KeyPath, str, str]]:
    """What follows from an order is not before it; some take effect before they are signed."""
    first = _first_day(dates)
    for found in days_of(record) if first else ():
        if first and found.kind.after_signing and _possible(found.day) and found.day < first:
            message = f"`{_named(found.path)}` is {found.day}, before the order was signed on {dates.signed}"
            yield found.path, message, "look at its digits"


def _first_day(dates: Dates) -> date | None:
    """The day before which nothing follows from an order; some take effect before they are signed."""
    if dates.signed is None or (dates.published and dates.published < dates.signed):
        return None
    early = dates.effective if dates.effective and _possible(dates.effective) else dates.signed
    return min(dates.signed, early)


def _acts_before(record: Order[Prose]) -> Iterator[tuple[KeyPath, str, str]]:
    """What an order does, what is done to it, and what it wants done by a day that is counted out."""
    first = _first_day(record.dates)
    early = f"before the order was signed on {record.dates.signed}"
    for i, each in enumerate(record.relations if first else ()):
        if (
            first
            and each.from_
            and _possible(each.from_)
            and each.from_ < first
            and each.type in _ACTS
        ):
            message = f"`from` is {each.from_}, {early}"
            yield ("relations", i, "from"), message, "look at its digits"
    counted = {duty.id: i for i, duty in enumerate(record.duties) if duty.due and not duty.due.on}
    for name, day, _ in duty_dues(record) if first else ():
        if first and day and day < first and name in counted:
            message = f"`due` comes to {day}, {early}"
            yield ("duties", counted[name], "due"), message, "look at what it is counted from"


_ACTS = frozenset({*INVERSE} - {"references", "referenced_by", "implements", "implemented_by"})
"""Relations that begin with an act of one of the two orders."""


def _volume(record: Order[Prose]) -> Iterator[tuple[KeyPath, str, str]]:
    """Volume 1 of the Federal Register is of 1936, and each year has had one since."""
    day = record.dates.published
    if not record.citation or not day or not _possible(day):
        return
    volume = int(record.citation.fr.partition(" ")[0])
    if volume + _YEAR_BEFORE != day.year:
        message = f"`fr` has volume {volume}, which is of {volume + _YEAR_BEFORE}; it was published in {day.year}"
        yield ("citation", "fr"), message, "look at both: one of them is mistyped"


_YEAR_BEFORE = 1935
_CITED_PAGE = re.compile(r"\d+$")


def _pages(record: Order[Prose]) -> Iterator[tuple[KeyPath, str, str]]:
    citation = record.citation
    page = _CITED_PAGE.search(citation.fr) if citation else None
    if not citation or not page:
        return
    cited = int(page.group())
    first, last = citation.start_page or cited, citation.end_page or cited
    if first <= last and not first <= cited <= last:
        message = f"`fr` has page {cited}, which is not among the pages {first} to {last}"
        yield ("citation", "fr"), message, "look at the printed order"


def _never_out(record: Order[Prose]) -> Iterator[tuple[KeyPath, str, str]]:
    if record.expires_on and record.expires_on == record.publish_on:
        message = "`expires_on` is the day of `publish_on`: the page would never be out"
        yield ("expires_on",), message, "write the first day on which it is to be gone"


def _named(path: KeyPath) -> str:
    return str(next(part for part in reversed(path) if isinstance(part, str)))


# What has not come yet -------------------------------------------------------------------------


def coming_days(world: OrderWorld) -> Iterator[tuple[date, Problem]]:
    """EO652: (day, problem) of each day that must be past. An order that is to be published later may
    have days up to then.
    """
    document = world.document
    for found in days_of(document.record):
        out = document.record.publish_on
        early = out and found.day <= out
        if not found.kind.planned and not early and found.day.year <= LAST_YEAR:
            message, hint = _coming(found)
            yield found.day, at(document, found.path, "EO652", message, hint)


def _coming(found: FoundDay) -> tuple[str, str]:
    return f"`{_named(found.path)}` is {found.day}, which has not come", "look at its digits"


# Files of the site -----------------------------------------------------------------------------


def files_of(library: Library) -> Iterator[tuple[str, BaseModel, Marks]]:
    """(path, model, marks) of every file of a library besides its orders and pages."""
    models = {
        **vars(library),
        **{f"vocabularies/{k}": v for k, v in vars(library.vocabularies).items()},
    }
    for name, model in models.items():
        for path in (f"{name}.yaml", f"content/{name}.yaml"):
            if isinstance(model, BaseModel) and path in library.marks:
                yield path, model, library.marks[path]


def impossible_days_of_files(world: SiteWorld) -> Iterator[Problem]:
    """EO651"""
    for file, model, marks in files_of(world.library):
        for path, message, hint in (*outside(model), *backwards(model)):
            yield Problem("EO651", file, marks.place(path), message, hint)


def coming_days_of_files(library: Library) -> Iterator[tuple[date, Problem]]:
    """EO652"""
    for file, model, marks in files_of(library):
        for found in days_of(model):
            if not found.kind.planned:
                message, hint = _coming(found)
                yield found.day, Problem("EO652", file, marks.place(found.path), message, hint)
