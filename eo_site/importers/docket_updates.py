"""What a later import adds to the dockets that an earlier one has proposed.

Only what a table or the API says of its own accord moves on: its words for the state of a case, with
their day, and days that the docket lacked. What somebody has set aside, or written beside it, stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from eo_site.importers.merge import Edit
from eo_site.model.docket import Docket


def updates(entries: Iterable[Mapping[str, Any]], known: Sequence[Docket]) -> Iterator[Edit]:
    """Changes of `content/dockets.yaml` by entries for dockets that stand in it, as `known` has them."""
    places = {
        (event.court, event.docket): i
        for i, each in enumerate(known)
        for event in each.case.events
        if event.docket
    }
    for entry in entries:
        first = entry["case"]["events"][0]
        i = places.get((first["court"], first["docket"]))
        if i is not None and not known[i].set_aside:
            yield from _of_one(i, known[i], entry)


def _of_one(i: int, docket: Docket, entry: Mapping[str, Any]) -> Iterator[Edit]:
    said: str | None = entry.get("says")
    on: date | None = entry.get("as_of")
    older = on is not None and docket.as_of is not None and on < docket.as_of
    if said and said != docket.says and not older:
        yield Edit("set", ("dockets", i, "says"), said)
        if on and on != docket.as_of:
            yield Edit("set", ("dockets", i, "as_of"), on)
    have = {each.kind for each in docket.case.events}
    for event in entry["case"]["events"]:
        if event["kind"] not in have:
            yield Edit("add", ("dockets", i, "case", "events"), event)
