"""Instruments that are no executive orders: each is named once, and by what exists."""

import re
from collections.abc import Iterator

from eo_site.check.world import SiteWorld
from eo_site.dates import long_date
from eo_site.model.instrument import INSTRUMENTS, Instrument
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean

_KINDS = {
    "proc": "proclamation", "proclamation": "proclamation", "memo": "memorandum",
    "memorandum": "memorandum", "pl": "statute", "stat": "statute", "notice": "notice",
    "det": "determination", "pd": "determination", "rule": "rule", "res": "resolution",
    "guidance": "guidance", "omb": "guidance", "report": "report",
}  # fmt: skip
"""What the first part of an id usually means."""


def to_add(ident: str) -> str:
    """The lines that an unknown id lacks in `content/instruments.yaml`."""
    first, _, rest = ident.partition("-")
    kind = _KINDS.get(first, "…")
    number = rest if kind in ("proclamation", "statute") and re.fullmatch(r"[\d-]+", rest) else ""
    numbered = f'number: "{number}", ' if number else ""
    fields = f"id: {ident}, kind: {kind}, {numbered}title: …, dates: {{signed: …}}, citation: …"
    return f"add to `instruments:` in {INSTRUMENTS} the line `- {{{fields}, url: …}}`"


def instruments(world: SiteWorld) -> Iterator[Problem]:
    """EO401, EO421, EO422, EO423"""
    marks = world.library.marks.get(INSTRUMENTS)
    found = world.library.instruments.instruments
    seen = set[str]()
    for i, each in enumerate(found if marks else ()):
        for path, code, message, hint in (*_named(world, each, seen), *_dated(each)):
            assert marks
            place = marks.place(("instruments", i, *path))
            yield Problem(code, INSTRUMENTS, place, message, hint)
        seen.add(each.id)


Wrong = tuple[KeyPath, str, str, str]
"""(where, code, message, hint)"""


def _named(world: SiteWorld, each: Instrument, seen: set[str]) -> Iterator[Wrong]:
    if each.id in seen:
        yield ("id",), "EO421", f"the id `{each.id}` stands twice", "give another"
    if order := world.orders.get(each.id):
        message = f"`{each.id}` is also the order of {order.path}"
        yield (
            ("id",),
            "EO421",
            message,
            "give another, or take it out: relations may name the order",
        )
    sources = {source.id: source for source in world.library.sources.sources}
    if each.id == "order" or each.id in sources:
        whose = "every order's own text" if each.id == "order" else "a source"
        message = f"`{each.id}` is also the id of {whose}, which citations would mean"
        yield ("id",), "EO421", message, "give another"
    known = world.library.vocabularies.presidents.by_id
    if each.president and each.president not in known:
        message = f"`{each.president}` is not in content/vocabularies/presidents.yaml"
        yield ("president",), "EO401", message, did_you_mean(each.president, known)
    if each.source and each.source not in sources:
        message = f"there is no source `{each.source}` in content/sources.yaml"
        hint = did_you_mean(each.source, sources)
        yield ("source",), "EO422", message, hint or "leave the key out: its own text states it"
    elif each.source and sources[each.source].for_:
        message = f"the source `{each.source}` is for some audiences only, and instruments for all"
        yield ("source",), "EO422", message, "name a source that everybody receives"


def _dated(each: Instrument) -> Iterator[Wrong]:
    signed, published = each.dates.signed, each.dates.published
    if signed and published and published < signed:
        message = f"published on {long_date(published)}, before it was signed, {long_date(signed)}"
        yield ("dates", "published"), "EO423", message, "one of the two days is wrong"
