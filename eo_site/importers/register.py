"""Which instrument a name in disposition notes is: one that the site has, a new one, or none for sure.

A number or a place in print is enough. A kind and a day are enough only while one order's notes
name that day once: of several mentions nobody can say whether they mean one memorandum or two.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eo_site.importers.instruments import NamedInstrument
from eo_site.importers.notes import read_notes
from eo_site.importers.record import Record


@dataclass(frozen=True)
class Known:
    """An entry of `content/instruments.yaml`, as far as it tells which instrument it is."""

    id: str
    kind: str
    number: str = ""
    citation: str = ""
    signed: date | None = None


@dataclass
class Register:
    """The instruments of a site, and those that notes add to it."""

    known: tuple[Known, ...] = ()
    mentions: Mapping[tuple[str, date | None], int] = field(default_factory=dict)
    """How often the notes at hand name a kind and a day."""
    tied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By id, the orders whose files on the site have a relation to it."""
    added: dict[str, list[NamedInstrument]] = field(default_factory=dict)
    """By id, every mention of an instrument that the site lacks."""

    def known_as(self, named: NamedInstrument, order: str) -> tuple[str, str]:
        """The id of what an order's notes name, or '' and why it has none."""
        for each in self.known:
            if _same(each, named):
                return each.id, ""
        if named.only_by_day and (reason := self._several(named, order)):
            return "", reason
        there = next((each for each in self.known if each.id == named.id), None)
        if there and not (there.kind == named.kind and there.signed in (None, named.on)):
            return "", f"`{named.id}` is another instrument of the site"
        return named.id, ""

    def _several(self, named: NamedInstrument, order: str) -> str:
        """Why a kind and a day do not tell an instrument; '' if they do."""
        if self.mentions.get((named.kind, named.on), 0) > 1:
            return f"the notes at hand name a {named.kind} of {named.on} more than once"
        if self.tied.get(named.id, frozenset()) - {order}:
            return f"another order of the site has a relation to `{named.id}`"
        there = [each for each in self.known if each.kind == named.kind and each.signed == named.on]
        if others := [each.id for each in there if each.id != named.id]:
            return f"it may be `{others[0]}`, or another {named.kind} of {named.on}"
        return ""

    def note(self, ident: str, named: NamedInstrument) -> None:
        """Keep an instrument that a relation names, if the site lacks it."""
        if all(each.id != ident for each in self.known):
            self.added.setdefault(ident, []).append(named)


def _same(known: Known, named: NamedInstrument) -> bool:
    """Whether an entry is what a name means for sure; an id made of a day is its own only."""
    if known.kind != named.kind:
        return False
    if named.number and not named.label:
        return known.number.replace("–", "-") == named.number
    if named.only_by_day:
        return False
    return known.id == named.id or (bool(named.citation) and known.citation == named.citation)


def mentions_in(records: Iterable[Record]) -> Counter[tuple[str, date | None]]:
    """How often notes name a kind and a day."""
    return Counter(
        (named.kind, named.on)
        for record in records
        for item in read_notes(record.notes)[0]
        for named in {tie.instrument for tie in item.ties}
        if named
    )


def entry(ident: str, mentions: Iterable[NamedInstrument], source: str) -> Mapping[str, Any]:
    """An entry for `content/instruments.yaml`: what every mention agrees in, and nothing else."""
    mentions = tuple(mentions)
    first = mentions[0]
    found: dict[str, Any] = {"id": ident, "kind": first.kind}
    for name in ("number", "label", "title"):
        if value := _agreed({getattr(each, name) for each in mentions} - {""}):
            found[name] = value
    day = _agreed({each.on for each in mentions} - {None})
    if day and not (
        first.label and not first.number
    ):  # the day of an agency's own act is in its label
        found["dates"] = {"signed": day}
    if value := _agreed({each.citation for each in mentions} - {""}):
        found["citation"] = value
    if source:
        found["source"] = source
    return found


def _agreed(values: set[Any]) -> Any:
    return next(iter(values)) if len(values) == 1 else None


def with_entries(data: bytes, entries: Iterable[Mapping[str, Any]]) -> bytes:
    """The file with more instruments at its end; all that stands in it stays as it is."""
    from eo_site.importers.edit import with_items

    empty = (
        "# What changes orders, or is changed by them, and is no order itself.\ninstruments: []\n"
    )
    return with_items(data.decode("utf-8") or empty, "instruments", tuple(entries)).encode()
