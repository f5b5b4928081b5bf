"""Disposition notes: what the Federal Register has recorded of other orders' effect on one.

The notes are typed by hand, over decades: `Revoked by: EO 13062, September 29, 1997; See: EO 12905,
March 25, 1994`. A verb governs the items after it until the next verb. What reads as an order, or as
another instrument that can be told from all others, becomes a tie under a known verb; every other word
stays as text, under the verb it stood with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from eo_site.importers.instruments import DATE, NamedInstrument, instrument_at
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
_LABEL_BARE = re.compile(rf"({_KNOWN}) (?=E\.?O|Proc|Memo|Notice|Public Law)", re.IGNORECASE)

_ORDER = re.compile(
    rf"(?:(?P<name>E\.?[OP]\.?|EEO|Executive Order(?: No\.?)?)(?: ?EO)? ?|(?=\d{{4,5}},? (?:of )?{DATE}))"
    rf"(?P<number>\d{{1,5}}(?:-[A-Z])?)(?! ?\d)"
    rf"(?: ?[,.]? ?(?:of )?(?P<date>{DATE}))?"
    rf"(?:,? eff(?:\.|ective) (?P<eff>{DATE}))?"
    r"(?:,? ?(?P<part>\(in part\)))?"
)
_JOINT = re.compile(r"[ ,.]*(?:and )?")
_PART = re.compile(r",? ?\(in part\)")
_ONLY_DAY = re.compile(DATE)
_UNDATED = re.compile(r"(?:.*[, ])?(?:E\.?O\.?|Executive Order(?: No\.?)?) ?\d{4,5}")
_HEADING = re.compile(r"Executive Order(?: No\.)? ?\d{1,5}(?:-[A-Z])?")
"""How the next record of a list begins: `Executive Order 12945`, without a day."""
_LIMITED = re.compile(
    r"(?i)\b(?:(?:except|other than|sections?|paragraphs?|subsections?|parts?|insofar|to the extent"
    r"|as to)\b|(?:sub)?secs?\.|paras?\.)|§"
)
"""Words that say that less than the whole is meant."""


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
    instrument: NamedInstrument | None = None
    """What is meant where it is no executive order; `number` is '' then."""
    section: str = ""
    """The section of the other's text that is meant."""
    known_as: str = ""
    """The instrument's id on the site, where that is not the one its name gives."""

    @property
    def target(self) -> str:
        """The other order's file, or the other instrument's id."""
        if self.instrument:
            return self.known_as or self.instrument.id
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
    why: str = ""
    """Why words that name an order give no tie."""


def read_notes(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Every entry of the notes in their order, and the slips that were read as what they mean.

    Where the heading of the next record has run into the notes, it and all after it is text.
    """
    lines = plain_text(re.sub(r"\\n|[\r\n]+", ";", text))[0]
    pieces = [part.strip(" ,") for part in _BREAK.sub(";", lines).split(";")]
    items, slips, label = list[Item](), list[str](), ""
    for piece in _with_their_days([each for each in pieces if each], slips):
        match = _LABEL.match(piece) or _LABEL_BARE.match(piece)
        if match and (_verbs(match.group(1))[0] or match.end() < len(piece)):
            label, piece = match.group(1).strip(), piece[match.end() :].strip(" ,")
        piece = re.sub(r"^and (?=E\.?O)", "", piece)
        if piece:
            item, found = _item(label, piece)
            items.append(item)
            slips += found
    return _without_next_record(items), tuple(dict.fromkeys(slips))


def _with_their_days(pieces: Sequence[str], slips: list[str]) -> list[str]:
    """`EO 14180; January 24, 2025` is one order and its day, with a slip between them."""
    found = list[str]()
    for piece in pieces:
        if found and _ONLY_DAY.fullmatch(piece) and _UNDATED.fullmatch(found[-1]):
            slips.append(f"`{found[-1]}; {piece}` read as one order and its day")
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _without_next_record(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, those from a swallowed heading on as text: an order without a day, then its title."""
    for at, item in enumerate(items[:-1]):
        heading = item.ties and _HEADING.fullmatch(item.words)
        after = items[at + 1]
        if heading and not after.ties and (after.label in (item.label, "Signed")):
            rest = [each.words for each in items[at:]]
            labels = [each.label for each in items[at:]]
            words = [rest[0], *(_under(n, labels, rest) for n in range(1, len(rest)))]
            text, why = "; ".join(words), "reads like the heading of the next record"
            return (*items[:at], Item(item.label, text, (), text, why))
    return tuple(items)


def _under(at: int, labels: Sequence[str], words: Sequence[str]) -> str:
    """An item's words, with its verb where that is another than the one before."""
    return words[at] if labels[at] == labels[at - 1] else f"{labels[at]}: {words[at]}"


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
    start = 0
    while (found := _order_at(piece, start, slips) or _other_at(piece, start)) is not None:
        tie, at = found
        ties += [replace(tie, type=kind, partial=partial or tie.partial) for kind, partial in verbs]
        joint = _JOINT.match(piece, at)
        start = joint.end() if joint else at
    if slip and ties:
        slips.append(f"`{slip}` read as `{_SLIPS[slip.lower()]}`")
    rest = piece[at:].strip(" ,.")
    if _LIMITED.search(rest):  # whatever it limits, it is not the whole
        why = "says that less than the whole is meant" if ties else ""
        return Item(label, piece, (), piece, why), ()
    return Item(label, piece, tuple(ties), rest), tuple(slips)


def _order_at(piece: str, at: int, slips: list[str]) -> tuple[Tie, int] | None:
    """The executive order named at a place, and where its name ends."""
    match = _ORDER.match(piece, at)
    if match is None or (at and not match["name"]):
        return None
    name, number = match["name"] or "", match["number"]
    if name.replace(".", "") in ("EP", "EEO", "") or "EO EO" in match.group():
        slips.append(f"`{match.group()}` read as EO {number}")
    on = day(match["date"]) if match["date"] else None
    since = day(match["eff"]) if match["eff"] else None
    return Tie("references", number, bool(match["part"]), on, since), match.end()


def _other_at(piece: str, at: int) -> tuple[Tie, int] | None:
    """The other instrument named at a place, and where its name ends."""
    found = instrument_at(piece, at)
    if found is None:
        return None
    instrument, section, end = found
    part = _PART.match(piece, end)
    tie = Tie("references", "", bool(part), instrument.on, None, instrument, section)
    return tie, part.end() if part else end
