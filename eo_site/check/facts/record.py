"""The record against the Federal Register's API, field by field, and the API's own known defects.

The API is made from the printed issues by hand and machine. Known to be wrong in it: some signing
dates, among them days after the order was printed; first pages, where it counts the title page of
a part; letters with accents, left as the names of their entities ("C[ocirc]te"); and disposition
notes that point backwards in time. Printed corrections are documents of their own.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from eo_site.check.facts.notes import notes
from eo_site.check.facts.places import folded
from eo_site.check.world import OrderWorld, at
from eo_site.dates import long_date
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.texts.header import header_facts

_ENTITY = re.compile(r"\[([A-Za-z]{2,12})\]")
_HINT = "look at the printed order; it is right where the two differ"
_DEFECT = "a known kind of defect of that record: keep what the order itself has"


def record(world: OrderWorld) -> Iterator[Problem]:
    """EO631, EO632"""
    api = world.record
    if api is None:
        return
    printed = _printed(world)
    for path, ours, theirs in (*_texts(world, api), *_days(world, api)):
        yield _difference(world, path, ours, theirs, printed)
    yield from _title(world, api)
    yield from _signing(world, api)
    yield from notes(world, api)
    for number in api.corrections:
        message = f"the Federal Register printed a correction, document {number}"
        hint = "read it beside the order, and say in `changes` what it mends"
        yield at(world.document, ("document_number",), "EO632", message, hint)


def _difference(
    world: OrderWorld, path: KeyPath, ours: str, theirs: str, printed: Mapping[KeyPath, str]
) -> Problem:
    """A field that differs: the API's defect where the printed order has what we have."""
    name = ".".join(map(str, path))
    if printed.get(path) == folded(ours):
        message = f"the Federal Register's record has “{theirs}” for `{name}`; the printed order has “{ours}”"
        return at(world.document, path, "EO632", message, _DEFECT)
    message = f"`{name}` is “{ours}”; the Federal Register's record has “{theirs}”"
    return at(world.document, path, "EO631", message, _HINT)


def _printed(world: OrderWorld) -> dict[KeyPath, str]:
    """What the printed order says of itself, by the field that holds it."""
    if world.official is None:
        return {}
    facts = header_facts(world.official)
    values: dict[KeyPath, object] = {
        ("title",): facts.title,
        ("document_number",): facts.document_number,
        ("citation", "fr"): facts.citation,
        ("citation", "start_page"): facts.first_page,
        ("citation", "end_page"): facts.last_page,
        ("dates", "published"): facts.published and long_date(facts.published),
    }
    return {path: folded(str(value)) for path, value in values.items() if value}


def _texts(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[tuple[KeyPath, str, str]]:
    ours, citation = world.document.record, world.document.record.citation
    pairs: list[tuple[KeyPath, str | int | None, str | int | None]] = [
        (("title",), ours.title, _spelled(api.title)),
        (("document_number",), ours.document_number, api.document_number),
        (("urls", "html"), ours.urls.html, api.html),
        (("urls", "pdf"), ours.urls.pdf, api.pdf),
    ]
    if citation:
        pairs += [
            (("citation", "fr"), citation.fr, api.citation),
            (("citation", "start_page"), citation.start_page, api.start_page),
            (("citation", "end_page"), citation.end_page, api.end_page),
        ]
    for path, own, theirs in pairs:
        if own and theirs and folded(str(own)) != folded(str(theirs)):
            yield path, str(own), str(theirs)


def _days(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[tuple[KeyPath, str, str]]:
    published = world.document.record.dates.published
    if published and api.published and published != api.published:
        yield ("dates", "published"), long_date(published), long_date(api.published)


def _title(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    """A title copied with the name of a letter in it."""
    title = world.document.record.title
    if (name := _ENTITY.search(title)) and _letter(name.group(1)):
        message = f"the title has `{name.group()}` for a letter"
        yield at(world.document, ("title",), "EO632", message, f"write “{_spelled(api.title)}”")


def _spelled(title: str) -> str:
    """A title with its letters: `C[ocirc]te` as Côte."""
    return _ENTITY.sub(lambda match: _letter(match.group(1)) or match.group(), title)


def _letter(name: str) -> str:
    """`aacute` as á; '' for what is no letter's name."""
    letter = unescape(f"&{name};")
    return letter if len(letter) == 1 else ""


def _signing(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    """Another day of signing, and whether it can be true."""
    dates, text = world.document.record.dates, world.official
    if not (dates.signed and api.signed) or dates.signed == api.signed:
        return
    theirs, known = long_date(api.signed), ""
    if api.published and api.signed > api.published:
        known = f"after it was printed on {long_date(api.published)}"
    elif dates.filed and api.signed > dates.filed:
        known = f"after it was filed on {long_date(dates.filed)}"
    elif text and text.signed == dates.signed:
        known = f"while the order's own heading has {long_date(dates.signed)}"
    if known:
        message = f"the Federal Register's record has the order signed on {theirs}, {known}"
        yield at(world.document, ("dates", "signed"), "EO632", message, _DEFECT)
    else:
        yield _difference(world, ("dates", "signed"), long_date(dates.signed), theirs, {})
