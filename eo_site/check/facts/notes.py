"""Disposition notes: what the Federal Register says became of an order, and what cannot be true."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from eo_site.check.world import OrderWorld, at
from eo_site.model.facts import ENDED
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.problem import Problem

_NOTE = re.compile(
    r"([A-Z][A-Za-z ]{1,40}?)(?: \(in part\)| in part)?:\s*((?:[^;:]|;(?!\s*(?:;|[A-Z][A-Za-z ]{1,40}:)))*)"
)
_ORDER = re.compile(r"EO (\d{4,5})(?:-[A-Z])?, ([A-Z][a-z]+ \d{1,2}, \d{4})")
_BY_LATER = frozenset(
    f"{verb} by"
    for verb in ("Amended", "Revoked", "Superseded", "Continued", "Suspended", "Rescinded")
)
_OF_EARLIER = frozenset(
    ("Amends", "Revokes", "Supersedes", "Continues", "Suspends", "Rescinds", "Reinstates")
)
_ENDING = frozenset(("Revoked by", "Rescinded by", "Superseded by"))


def notes(world: OrderWorld, api: FederalRegisterRecord) -> Iterator[Problem]:
    """EO631 for a status that the notes deny, EO632 for notes that point backwards in time.

    A record without `status` says nothing that could be denied. Where the record has a relation to
    the order of a backward note, both texts have been looked at, and the defect is known.
    """
    status = world.document.record.status
    related = {each.target for each in world.document.record.relations}
    signed = world.document.record.dates.signed or api.signed
    ended = any(each.value in ENDED for each in status)
    for verb, number, day in _notes(api.notes):
        when = _backwards(verb, day, signed)
        if when and f"eo-{number}" in related:
            continue
        if when:
            message = f"the notes say “{verb}: EO {number}”, which was signed {when} this order"
            hint = (
                "a known kind of defect of the notes: look at the text of both orders, and record"
                " the relation that they have"
            )
            yield at(world.document, ("status",), "EO632", message, hint)
        elif verb in _ENDING and status and not ended:
            ours = ", ".join(each.value for each in status)
            message = (
                f"`status` is “{ours}”; the Federal Register's record has “{verb}: EO {number}”"
            )
            hint = "look at the text of that order; the notes are a finding aid"
            yield at(world.document, ("status", 0, "value"), "EO631", message, hint)


def _backwards(verb: str, day: date | None, signed: date | None) -> str:
    """When the other order was signed, if it cannot have done what the note says."""
    if signed is None or day is None:
        return ""
    if verb in _BY_LATER and day < signed:
        return "before"
    return "after" if verb in _OF_EARLIER and day > signed else ""


def _notes(words: str) -> Iterator[tuple[str, str, date | None]]:
    """(verb, order, its day) of each note about the whole order."""
    for match in _NOTE.finditer(words):
        if "in part" not in match.group():
            for number, day in _ORDER.findall(match.group(2)):
                yield match.group(1).strip(), number, _day(day)


def _day(words: str) -> date | None:
    try:
        return datetime.strptime(words, "%B %d, %Y").date()
    except ValueError:
        return None
