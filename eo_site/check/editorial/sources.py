"""What a source says was true when somebody last looked.

What is printed stays as it is; web pages, data sets and bills change, and so does what a source is
silent about.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from eo_site.check.world import OrderWorld, at
from eo_site.dates import long_date
from eo_site.model.named_sources import named_sources
from eo_site.model.problem import Problem
from eo_site.model.source import Source
from eo_site.model.text import KeyPath

_CHANGING = frozenset({"webpage", "dataset", "bill"})


def old_source(world: OrderWorld) -> Iterator[tuple[date, Problem]]:
    """EO709: a source looked at too long ago, from the day on which it is."""
    listed = {each.id for each in world.document.record.sources}
    for i, source in enumerate(world.document.record.sources):
        yield from _old(world, source, ("sources", i, "checked"))
    for source in world.sources.sources:
        for path in _uses(world, source.id) if source.id not in listed else ():
            yield from _old(world, source, path)


def _uses(world: OrderWorld, source: str) -> Iterator[KeyPath]:
    """The first fact of the record that rests on a source of the whole site."""
    found = (path for path, ident in named_sources(world.document.record) if ident == source)
    yield from islice(found, 1)


def _old(world: OrderWorld, source: Source, path: KeyPath) -> Iterator[tuple[date, Problem]]:
    days = world.site.source_days
    if source.checked and (source.type in _CHANGING or source.covers):
        day = long_date(source.checked)
        message = f"`{source.id}` was last looked at on {day}, over {days} days ago"
        hint = "look again and write the day under `checked`; `source_days` in site.yaml sets the limit"
        after = min(days + 1, (date.max - source.checked).days)
        yield (
            source.checked + timedelta(days=after),
            at(world.document, path, "EO709", message, hint),
        )
