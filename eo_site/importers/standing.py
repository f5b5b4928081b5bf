"""What the disposition notes make of an order: ties that can be true, its standing, and the rest.

A tie is taken only if it can be true: an order amends, revokes or continues what was there before
it, and is revoked by what came after. Notes that have it the other way round, or that name a number
and the day of another order, keep their words and give no tie. Nor does an instrument of which the
notes do not say enough to tell it from others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eo_site.importers.notes import Item, Tie, read_notes
from eo_site.importers.record import Record
from eo_site.importers.register import Register
from eo_site.model.facts import LegalStatus

_ENDS: dict[str, LegalStatus] = {
    "revoked_by": "revoked",
    "superseded_by": "superseded",
    "suspended_by": "suspended",
}
_OTHER_ENDS = re.compile(
    r"\b(?:nullified|terminated|abolished|expired|revoked|rescinded|superseded|suspended)\b", re.I
)
"""An end in words that are no tie."""


@dataclass(frozen=True)
class Standing:
    """What an order's disposition notes carry."""

    ties: tuple[Tie, ...]
    value: LegalStatus
    """Silence on an end is `no-recorded-revocation`, words that settle nothing are `unknown`."""
    quote: str
    """The words behind the value, and all that gave no tie; '' if there are none."""
    untyped: tuple[str, ...]
    """Entries that gave no tie, each with its verb."""
    slips: tuple[str, ...]
    """Slips of the pen, and what they were read as."""
    impossible: tuple[str, ...]
    """Entries that cannot be true, and why."""
    unsure: tuple[str, ...]
    """Why entries that name an instrument do not tell which one."""


def standing(
    record: Record, known: Mapping[str, date], register: Register | None = None
) -> Standing:
    """Of one record; `known` has orders' days of signing by number, as far as they are at hand.

    Instruments that are no executive orders are looked up in the register, and noted there.
    """
    items, read_as = read_notes(record.notes)
    register = register or Register()
    slips, impossible = list(read_as), list[str]()
    checked = [
        _possible(_in_time(each, record, slips), record, known, impossible) for each in items
    ]
    unsure = list[str]()
    checked = [_told(item, record, register, unsure) for item in checked]
    checked = [_turned(item, record, known) for item in checked]
    ties = _once([tie for item in checked for tie in item.ties])
    untyped = tuple(_worded(item.label, item.rest) for item in checked if item.rest)
    value = _value(ties, untyped)
    quoted = [item for item in checked if item.rest or _tells(item, value)]
    return Standing(
        ties, value, _joined(quoted), untyped, tuple(slips), tuple(impossible), tuple(unsure)
    )


def _in_time(item: Item, record: Record, slips: list[str]) -> Item:
    """The item with no tie from a day before its order: what the notes call effective is a slip then."""
    first = min(filter(None, (record.signed, record.effective)), default=None)
    ties = list[Tie]()
    for tie in item.ties:
        early = first and tie.since and tie.since < first and tie.type != "references"
        if early:
            slips.append(f"{tie.since} is before the order of {first}; the day is left out")
        ties.append(replace(tie, since=None) if early else tie)
    return replace(item, ties=tuple(ties))


def _possible(item: Item, record: Record, known: Mapping[str, date], impossible: list[str]) -> Item:
    """The item with those of its ties that can be true; if one cannot, all of it stays text."""
    reasons = [item.why] if item.why else []
    reasons += [reason for tie in item.ties if (reason := _impossible(tie, record, known))]
    if reasons:
        impossible.append(f"“{_worded(item.label, item.words)}” {reasons[0]}")
        return replace(item, ties=(), rest=item.words)
    return item


def _told(item: Item, record: Record, register: Register, unsure: list[str]) -> Item:
    """The item with its instruments as the site knows them; if one cannot be told, all stays text."""
    ties = list[Tie]()
    for tie in item.ties:
        ident, reason = (
            register.known_as(tie.instrument, record.slug) if tie.instrument else ("", "")
        )
        if reason:
            unsure.append(reason)
            return replace(item, ties=(), rest=item.words)
        ties.append(replace(tie, known_as=ident))
    for tie in ties:
        if tie.instrument:
            register.note(tie.target, tie.instrument)
    return replace(item, ties=tuple(ties))


def _turned(item: Item, record: Record, known: Mapping[str, date]) -> Item:
    """“See: EO 14265” of an order that came later: it refers to this one, not this one to it."""
    ties = list[Tie]()
    for tie in item.ties:
        other = known.get(tie.number) or tie.on
        later = tie.type == "references" and _earlier(
            record.number, record.signed, tie.number, other
        )
        ties.append(replace(tie, type="referenced_by") if later else tie)
    return replace(item, ties=tuple(ties))


def _impossible(tie: Tie, record: Record, known: Mapping[str, date]) -> str:
    if tie.instrument and tie.instrument.contradicts:
        return tie.instrument.contradicts
    if tie.instrument and tie.on and record.as_of and tie.on > record.as_of:
        return f"gives a day after {record.as_of}, when the notes were read"
    if tie.number and tie.number == record.number:
        return "names the order itself"
    signed = known.get(tie.number)
    if signed and tie.on and not _same_day(signed, tie.on):
        return f"gives the date {tie.on}, but EO {tie.number} is of {signed}"
    if tie.type == "references":
        return ""
    other, own = signed or tie.on, record.signed
    earlier = _earlier(tie.number, other, record.number, own)
    later = _earlier(record.number, own, tie.number, other)
    if later if not tie.type.endswith("_by") else earlier:
        return "points the wrong way in time"
    return ""


def _same_day(one: date, other: date) -> bool:
    """Whether two dates can be one with a slip in it."""
    agree = [one.year == other.year, one.month == other.month, one.day == other.day]
    return sum(agree) >= 2 or abs((one - other).days) <= 7


def _earlier(number: str, on: date | None, than: str, than_on: date | None) -> bool:
    """Whether an order is older than another: by their days, or by their numbers."""
    if on and than_on:
        return on < than_on
    if not number or not than:
        return False
    return int(re.sub(r"\D", "", number)) < int(re.sub(r"\D", "", than))


def _once(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """Each relation once; where it stands both in part and whole, whole."""
    found: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        key = (tie.type, tie.target)
        before = found.get(key)
        found[key] = replace(before, partial=before.partial and tie.partial) if before else tie
    return tuple(found.values())


def _value(ties: Sequence[Tie], untyped: Sequence[str]) -> LegalStatus:
    ends = [tie for tie in ties if tie.type in _ENDS]
    whole = {_ENDS[tie.type] for tie in ends if not tie.partial}
    if whole:
        back = any(tie.type == "reinstated_by" for tie in ties)
        order: tuple[LegalStatus, ...] = ("revoked", "superseded", "suspended")
        return "unknown" if back else next(each for each in order if each in whole)
    if any(_OTHER_ENDS.search(re.sub(r"\(which [^)]*\)", "", words)) for words in untyped):
        return "unknown"
    return "in-force-in-part" if ends else "no-recorded-revocation"


def _tells(item: Item, value: LegalStatus) -> bool:
    """Whether an item's words are the reason for a status."""
    telling = {*_ENDS, "reinstated_by"}
    return value != "no-recorded-revocation" and any(tie.type in telling for tie in item.ties)


def _worded(label: str, words: str) -> str:
    return f"{label}: {words}" if label else words


def _joined(items: Sequence[Item]) -> str:
    """Items in the notes' own form: a verb once for all that follow it."""
    found, label = list[str](), ""
    for item in items:
        words = item.words if item.ties or not item.rest else item.rest
        found.append(words if item.label == label else _worded(item.label, words))
        label = item.label
    return "; ".join(found)
