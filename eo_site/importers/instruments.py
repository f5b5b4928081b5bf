"""What disposition notes name besides executive orders, and how each is known.

`Proc. 10141, January 20, 2021`, `Public Law 105-305`, `Memorandum of June 14, 2017 (82 FR 27965)`. A
number or a place in print tells an instrument from every other. A kind and a day do not: on one
day a president may sign six memoranda. Such a name is an instrument only while nothing else goes
by it; whoever asks has to look (`only_by_day`).
"""

import re
from dataclasses import dataclass
from datetime import date

from eo_site.dates import MONTHS
from eo_site.importers.mending import FIRST_VOLUME, day

MONTH = "(?:" + "|".join(MONTHS) + ")"
DATE = rf"{MONTH},? ?\d{{1,2}},? ?\d{{4}}"

_AGENCY = r"(?:[A-Z][a-z]+|of|and|the|for)(?: (?:[A-Z][a-z]+|of|and|the|for))*"
_HEADS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("proclamation", r"Proc(?:lamation|\.)? ?(?:No\. ?)?(?P<number>\d{1,5})(?!\d)"),
        ("statute", r"(?:Public Law|Pub\. ?L\.|P\.L\.)(?: No\.)? ?(?P<number>\d{2,3}[-–]\d{1,4})(?!\d)"),
        (
            "determination",
            r"(?:Pres(?:idential|\.) Determination|PD)(?: No\.)? ?(?P<number>\d{2,4}[-–]\d{1,3})(?!\d)",
        ),
        (
            "memorandum",
            r"(?P<label>National Security (?:Presidential )?Memo)(?:randum|\.)?[ -](?P<number>\d{1,3})(?!\d)",
        ),
        ("memorandum", r"(?:Presidential )?Memo(?:randum\b|\.|\b)(?=[ ,])"),
        ("notice", rf"(?:(?P<label>{_AGENCY} notice)|Notice)(?=[ ,])"),
        ("order", r"(?:(?P<label>Military [Oo]rder)|Order)(?= of |, )"),
        ("rule", rf"(?P<label>Final rule|{_AGENCY} rule)(?=[ ,])"),
    )
)  # fmt: skip
_DAY = re.compile(rf",? ?(?:of )?(?P<date>{DATE})")
_PRINTED = re.compile(
    rf",? ?(?P<open>\()?(?P<volume>[1-9]\d{{0,2}}) (?P<serial>FR|Stat\.) (?P<page>[1-9]\d{{0,5}})"
    rf"(?:, {DATE})?(?(open)\)|(?![\w)]))"
)
_SECTION = re.compile(r",? ?\(sec(?:tion|\.) ?(?P<section>\d+[A-Za-z]?(?:\([\w]+\))*)\)")
_TITLE = re.compile(r",? ?\((?P<title>[A-Z][A-Za-z]+(?:[ -](?:[A-Z][A-Za-z'’]+|[a-z]{1,4}))+)\)")

PREFIXES = {
    "proclamation": "proc", "statute": "pl", "determination": "pd", "memorandum": "memo",
    "notice": "notice", "order": "order", "rule": "rule",
}  # fmt: skip
"""How an instrument's id begins."""


@dataclass(frozen=True)
class NamedInstrument:
    """An instrument that is no executive order, as notes name it."""

    kind: str
    number: str = ""
    on: date | None = None
    """The day that the notes give it."""
    citation: str = ""
    """Where it is printed: `82 FR 27965`, `112 Stat. 2919`."""
    title: str = ""
    label: str = ""
    """How it is called, where its kind and number or day do not say it."""

    @property
    def id(self) -> str:
        """How relations name it: `proc-10141`, `memo-82-fr-27965`, `notice-2025-06-20`."""
        prefix = PREFIXES[self.kind]
        if self.number:
            series = "".join(word[0] for word in self.label.split()[:-1]).lower()
            return f"{series or prefix}-{self.number}"
        if self.citation:
            return f"{prefix}-{re.sub(r'[^a-z0-9]+', '-', self.citation.lower()).strip('-')}"
        return f"{prefix}-{self.on}"

    @property
    def only_by_day(self) -> bool:
        """Whether another of its kind, signed on that day, would be named alike."""
        return not (self.number or self.citation)

    @property
    def contradicts(self) -> str:
        """Why the name cannot be right; '' if it can.

        A volume of the Federal Register is one year's. What is signed in December may stand in the
        next one.
        """
        volume = re.match(r"(\d+) FR", self.citation)
        if volume and self.on:
            year = int(volume.group(1)) + FIRST_VOLUME
            if year - self.on.year not in (0, 1):
                return f"gives the day {self.on}, but volume {volume.group(1)} is of {year}"
        return ""


def instrument_at(text: str, at: int) -> tuple[NamedInstrument, str, int] | None:
    """The instrument named at a place of a text, the section of it that is meant, and where its name ends.

    None where there is none, or not enough to tell it by.
    """
    for kind, head in _HEADS:
        match = head.match(text, at)
        if match:
            return _completed(kind, match, text)
    return None


def _completed(
    kind: str, head: re.Match[str], text: str
) -> tuple[NamedInstrument, str, int] | None:
    """Day, place in print, section and title, as far as they follow."""
    parts = head.groupdict()
    number = (parts.get("number") or "").replace("–", "-")
    end, found = head.end(), dict[str, str]()
    for form in (_DAY, _PRINTED, _SECTION, _TITLE):
        if match := form.match(text, end):
            end = match.end()
            found |= {key: value for key, value in match.groupdict().items() if value}
    on = day(found["date"]) if "date" in found else None
    if not number and (on is None or ("label" in parts and parts["label"] and "page" not in found)):
        return None
    citation = f"{found['volume']} {found['serial']} {found['page']}" if "page" in found else ""
    label = _label(kind, parts.get("label") or "", number, found.get("date", ""))
    title = found.get("title", "")
    return NamedInstrument(kind, number, on, citation, title, label), found.get("section", ""), end


def _label(kind: str, printed: str, number: str, on: str) -> str:
    if not printed:
        return ""
    if number:
        return f"{printed.removesuffix('Memo')}Memorandum {number}"
    return f"{printed} of {on}"
