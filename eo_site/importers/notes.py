"""Disposition notes: what the Federal Register has recorded of other orders' effect on one.

The notes are typed by hand, over decades: `Revoked by: EO 13062, September 29, 1997; See: EO 12905,
March 25, 1994`. A verb governs the items after it until the next verb. What reads as an order under
a known verb becomes a tie; every other word stays as text, under the verb it stood with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eo_site.dates import MONTHS
from eo_site.importers.mending import day, plain_text
from eo_site.model.facts import RelationType

_VERBS: dict[str, RelationType] = {
    "amends": "amends",
    "revokes": "revokes",
    "rescinds": "revokes",
    "supersedes": "supersedes",
    "continues": "continues",
    "suspends": "suspends",
    "reinstates": "reinstates",
    "supplements": "supplements",
    "see": "references",
    "amended by": "amended_by",
    "revoked by": "revoked_by",
    "rescinded by": "revoked_by",
    "superseded by": "superseded_by",
    "continued by": "continued_by",
    "suspended by": "suspended_by",
    "reinstated by": "reinstated_by",
    "supplemented by": "supplemented_by",
}
_SLIPS = {"suspersedes": "supersedes", "amend by": "amended by", "ee": "see", "se": "see"}
"""Slips of the pen that stand in the notes."""

_KNOWN = "|".join(
    rf"(?:partially )?{first}(?: \(?in part\)?)?{second}(?: \(?in part\)?)?"
    for first, _, last in (verb.partition(" ") for verb in (*_VERBS, *_SLIPS))
    for second in [f" {last}" if last else ""]
)
_BREAK = re.compile(rf"(?<=[\d.)]) +(?=(?:{_KNOWN}) ?:)", re.IGNORECASE)
"""Where a new verb begins although nothing ends the item before it."""
_LABEL = re.compile(r"([A-Za-z][A-Za-z ()]*?) ?: *")
_LABEL_BARE = re.compile(rf"({_KNOWN}) (?=E\.?O)", re.IGNORECASE)

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_DATE = rf"{_MONTH},? \d{{1,2}},? ?\d{{4}}"
_ORDER = re.compile(
    rf"(?:(?P<name>E\.?[OP]\.?|EEO|Executive Order(?: No\.?)?)(?: ?EO)? ?|(?=\d{{4,5}},? (?:of )?{_DATE}))"
    rf"(?P<number>\d{{1,5}}(?:-[A-Z])?)(?! ?\d)"
    rf"(?: ?[,.]? ?(?:of )?(?P<date>{_DATE}))?"
    rf"(?:,? eff(?:\.|ective) (?P<eff>{_DATE}))?"
    r"(?:,? ?(?P<part>\(in part\)))?"
)
_JOINT = re.compile(r"[ ,.]*(?:and )?(?=E\.?[OP]\.? ?\d|EO EO|EEO|Executive Order)")


@dataclass(frozen=True)
class Tie:
    """A relation that the notes state."""

    type: RelationType
    number: str
    partial: bool = False
    on: date | None = None
    """The day of the other order, as the notes give it."""
    since: date | None = None
    """`eff. March 1, 2003`."""

    @property
    def target(self) -> str:
        """The other order's file."""
        return f"eo-{self.number.lower()}"


@dataclass(frozen=True)
class Item:
    """One entry of the notes: the verb it stands under, its words, and what they are."""

    label: str
    """As written, without its colon; '' for an entry before any verb."""
    words: str
    ties: tuple[Tie, ...] = ()
    rest: str = ""
    """Of its words, what no tie carries."""


def read_notes(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Every entry of the notes in their order, and the slips that were read as what they mean."""
    lines = plain_text(re.sub(r"\\n|[\r\n]+", ";", text))[0]
    pieces = (part.strip(" ,") for part in _BREAK.sub(";", lines).split(";"))
    items, slips, label = list[Item](), list[str](), ""
    for piece in pieces:
        match = _LABEL.match(piece) or _LABEL_BARE.match(piece)
        if match and (_verbs(match.group(1))[0] or match.end() < len(piece)):
            label, piece = match.group(1).strip(), piece[match.end() :].strip(" ,")
        piece = re.sub(r"^and (?=E\.?O)", "", piece)
        if piece:
            item, found = _item(label, piece)
            items.append(item)
            slips += found
    return tuple(items), tuple(dict.fromkeys(slips))


def _verbs(label: str) -> tuple[tuple[tuple[RelationType, bool], ...], str]:
    """What a label says, each verb with whether it is in part; and the slip in it, if any."""
    found, slip = list[tuple[RelationType, bool]](), ""
    words = " ".join(label.lower().split())
    parts = words.split(" and ")
    for part in parts:
        partial = bool(re.search(r"\(?\bin part\b\)?|\bpartially\b", part))
        verb = " ".join(re.sub(r"\(?\bin part\b\)?|\bpartially\b", " ", part).split())
        if verb in _SLIPS:
            slip, verb = label, _SLIPS[verb]
        if len(parts) > 1 and words.endswith(" by") and not verb.endswith(" by"):
            verb += " by"
        if verb not in _VERBS:
            return (), ""
        found.append((_VERBS[verb], partial))
    return tuple(found), slip


def _item(label: str, piece: str) -> tuple[Item, tuple[str, ...]]:
    verbs, slip = _verbs(label)
    if not verbs:
        return Item(label, piece, (), piece), ()
    ties, slips, at = list[Tie](), list[str](), 0
    for match in _orders(piece):
        name, number, at = match["name"] or "", match["number"], match.end()
        on = day(match["date"]) if match["date"] else None
        since = day(match["eff"]) if match["eff"] else None
        ties += [
            Tie(kind, number, partial or bool(match["part"]), on, since) for kind, partial in verbs
        ]
        if name.replace(".", "") in ("EP", "EEO", "") or "EO EO" in match.group():
            slips.append(f"`{match.group()}` read as EO {number}")
    if slip and ties:
        slips.append(f"`{slip}` read as `{_SLIPS[slip.lower()]}`")
    return Item(label, piece, tuple(ties), piece[at:].strip(" ,.")), tuple(slips)


def _orders(piece: str) -> Iterator[re.Match[str]]:
    """The orders that a piece begins with, one after another, joined by nothing but commas."""
    match = _ORDER.match(piece)
    while match:
        yield match
        joint = _JOINT.match(piece, match.end())
        match = _ORDER.match(piece, joint.end()) if joint else None
