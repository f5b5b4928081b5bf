"""The record against the Federal Register's API, field by field, and the API's own known defects.

The API is made from the printed issues by hand and machine. Known to be wrong in it: some signing
dates, among them a few in no order's interest to believe (signed after it was printed); notes that
point backwards in time ("Revoked by" an order older than this one); letters with accents, left as
the names of their entities ("C[ocirc]te"); printed corrections, which are documents of their own.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape

from eo_site.check.facts.places import folded
from eo_site.check.world import OrderWorld, at
from eo_site.dates import long_date
from eo_site.model.facts import ENDED
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath

_ENTITY = re.compile(r"\[([A-Za-z]{2,12})\]")
_NOTE = re.compile(
    r"([A-Z][A-Za-z ]+?)(?: \(in part\)| in part)?:\s*((?:[^;:]|;(?!\s*(?:;|[A-Z][A-Za-z ]+:)))*)"
)
_ORDER = re.compile(r"EO (\d{4,5})(?:-[A-Z])?, ([A-Z][a-z]+ \d{1,2}, \d{4})")
_BY_LATER = (
    "Amended by",
    "Revoked by",
    "Superseded by",
    "Continued by",
    "Suspended by",
    "Rescinded by",
)
_OF_EARLIER = ("Amends", "Revokes", "Supersedes", "Continues", "Suspends", "Rescinds", "Reinstates")
_ENDING = {"Revoked by": "revoked", "Rescinded by": "revoked", "Superseded by": "superseded"}


def record(world: OrderWorld) -> Iterator[Problem]:
    """EO631, EO632"""
    api = world.record
    if api is None:
        return
    yield from _texts(world, api)
    yield from _days(world, api)
    yield from _status(world, api)
    for number in api.corrections:
        message = f"the Federal Register printed a correction, document {number}"
        hint = "read it beside the order, and say in `changes` what it mends"
        yield at(world.document, ("document_number",), "EO632", message, hint)


def _differs(world: OrderWorld, path: KeyPath, ours: str, theirs: str) -> Problem:
    message = f"`{'.'.join(map(str, path))}` is {ours}; the Federal Register's record has {theirs}"
    hint = "look at the printed order; it is right where the two differ"
    return at(world.document, path, "EO631", message, hint)


def _texts(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    ours, citation = world.document.record, world.document.record.citation
    title = _ENTITY.sub(lambda m: _letter(m.group(1)) or m.group(), api.title)
    pairs: list[tuple[KeyPath, str | int | None, str | int | None]] = [
        (("title",), ours.title, title),
        (("document_number",), ours.document_number, api.document_number),
        (("citation", "fr"), citation.fr if citation else None, api.citation),
        (("citation", "start_page"), citation.start_page if citation else None, api.start_page),
        (("citation", "end_page"), citation.end_page if citation else None, api.end_page),
        (("urls", "html"), ours.urls.html, api.html),
        (("urls", "pdf"), ours.urls.pdf, api.pdf),
    ]
    for path, own, theirs in pairs:
        if own and theirs and folded(str(own)) != folded(str(theirs)):
            yield _differs(world, path, f"“{own}”", f"“{theirs}”")
    if ours.title and _ENTITY.search(ours.title) and title != api.title:
        message = f"the title has `{_ENTITY.findall(ours.title)[0]}` in brackets for a letter"
        yield at(world.document, ("title",), "EO632", message, f"write “{title}”")


def _letter(name: str) -> str:
    """`aacute` as á; '' for what is no letter's name."""
    letter = unescape(f"&{name};")
    return letter if len(letter) == 1 else ""


def _days(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    dates, text = world.document.record.dates, world.official
    if dates.published and api.published and dates.published != api.published:
        path = ("dates", "published")
        yield _differs(world, path, long_date(dates.published), long_date(api.published))
    if not (dates.signed and api.signed) or dates.signed == api.signed:
        return
    known = ""
    if api.published and api.signed > api.published:
        known = f"after it was printed on {long_date(api.published)}"
    elif dates.filed and api.signed > dates.filed:
        known = f"after it was filed on {long_date(dates.filed)}"
    elif text and text.signed == dates.signed:
        known = f"while the order's own heading has {long_date(dates.signed)}"
    if known:
        message = f"the Federal Register's record has the order signed on {long_date(api.signed)}, {known}"
        hint = "a known kind of defect of that record: keep the day the order itself gives"
        yield at(world.document, ("dates", "signed"), "EO632", message, hint)
    else:
        path = ("dates", "signed")
        yield _differs(world, path, long_date(dates.signed), long_date(api.signed))


def _status(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    """What the notes say became of the order, and notes that cannot be true."""
    ours = world.document.record
    signed = ours.dates.signed or api.signed
    ended = {each.value for each in ours.status if each.value in ENDED}
    for verb, number, day in _notes(api.notes):
        backwards = (
            signed
            and day
            and ((verb in _BY_LATER and day < signed) or (verb in _OF_EARLIER and day > signed))
        )
        if backwards:
            when = "before" if verb in _BY_LATER else "after"
            message = f"the notes say “{verb}: EO {number}”, which was signed {when} this order"
            hint = "a known kind of defect of the notes: look at the text of both orders"
            yield at(world.document, ("status",), "EO632", message, hint)
        elif verb in _ENDING and not ended:
            path = ("status", 0, "value")
            own = ", ".join(each.value for each in ours.status) or "not recorded"
            yield _differs(world, path, f"`{own}`", f"the note “{verb}: EO {number}”")


def _notes(notes: str) -> Iterator[tuple[str, str, date | None]]:
    """(verb, order, its day) of each disposition note about the whole order."""
    for match in _NOTE.finditer(notes):
        if "in part" not in match.group():
            for number, words in _ORDER.findall(match.group(2)):
                yield match.group(1).strip(), number, _day(words)


def _day(words: str) -> date | None:
    try:
        return datetime.strptime(words, "%B %d, %Y").date()
    except ValueError:
        return None
