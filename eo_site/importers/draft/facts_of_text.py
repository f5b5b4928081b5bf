"""Authorities, clauses and definitions of an official text, in its own words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eo_site.importers.draft.said import sentences
from eo_site.model.official import PREAMBLE, OfficialText
from eo_site.texts.limits import limits

Entry = Mapping[str, Any]

_VESTED = re.compile(
    r"\bthe (?:power|authority) vested in me (?:as President )?by the Constitution(?: and (?:the )?(?:laws"
    r"|statutes) of the United States(?: of America)?)?"
)
_STATUTE = re.compile(
    r"(?:(?P<sections>sections? [\w()., -]{1,60}? of )?(?:the )?(?P<name>[A-Z][^()“”;]{3,140}?(?:Act|Code"
    r"|Law|Amendments|Reform)\b[^()“”;]{0,60}?))"
    r" ?\((?P<cite>[^()]*\d+ U\.S\.C\.(?:[^()]|\([^()]*\))*)\)"
)
_TITLE = re.compile(
    r"sections? (?P<section>[\w()., -]{1,60}?) of title (?P<title>\d+), United States Code"
)
_RESOLUTION = re.compile(r"United Nations Security Council Resolutions?|[A-Z][\w ]{3,60} Treaty")
_CONSISTENT = re.compile(
    r"(?:(?:and )?to the (?:maximum |fullest |greatest )?extent (?:permitted|authorized|allowed) (?:by"
    r"|under) (?:applicable )?law"
    r"|to the extent consistent with (?:applicable )?law|(?:[Uu]nless|[Ee]xcept as|except to the extent)"
    r" (?:otherwise )?(?:required|prohibited|provided|authorized) by (?:applicable )?law"
    r"(?: or (?:instructions from|approved|consistent with) [^,.;:()]{1,80}(?=[,.;]))?"
    r"|(?:as|where|when) (?:permitted|authorized) by (?:applicable )?law|[Cc]onsistent with (?:all"
    r" )?applicable laws?|in accordance with applicable law|consistent with law\b)"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no-private-right", re.compile(r"\bnot intended to,? (?:and does not,? )?create (?:any )?rights?\b")),
    ("subject-to-appropriations", re.compile(r"\bsubject to (?:the )?availability of appropriat")),
    ("severability", re.compile(r"\bprovisions? of this order\b.*\b(?:held|determined|found) to be invalid\b")),
    ("revocation", re.compile(
        r"\b(?:Executive Orders?|Proclamation|[Ss]ection|memorand)\b[^.]*\b(?:is|are) (?:hereby )?(?:revoked"
        r"|rescinded|superseded)\b"
        r"|\bI hereby revoke\b|\bare hereby revoked\b"
    )),
    ("effective-date", re.compile(
        r"\b[Tt]his order (?:is effective|shall (?:take effect|be(?:come)? effective)|becomes effective|takes effect)\b"
        r"|^Effective immediately\b"
    )),
    ("sunset", re.compile(
        r"\b(?:[Tt]his order|[Tt]he (?:Commission|Council|Task Force|Board|Committee|Working Group))\b"
        r"[^.]*\b(?:shall terminate|shall expire|terminates|expires)\b"
    )),
    ("definitions", re.compile(
        r"“[^”]+”(?:,? (?:or|and) “[^”]+”)*,?[^.“]{0,60}\b(?:means?|shall mean|refers? to|(?:shall )?(?:has"
        r"|have) the meanings?)\b"
    )),
)  # fmt: skip
_SAVINGS = re.compile(
    r"\b[Nn]othing in this (?:order|section)\b.*\bshall be construed\b|\b[Nn]othing in this (?:order"
    r"|section) (?:shall|is intended to|alters|modifies)\b"
)
LOOKED_FOR = (
    "no-private-right", "subject-to-appropriations", "savings", "severability", "revocation", "effective-date",
    "sunset", "definitions",
)  # fmt: skip
"""Kinds of clauses of which the draft says where they were not found."""


def authorities(text: OfficialText) -> Iterator[Entry]:
    """What the preamble invokes, as it puts it."""
    preamble = text.by_label(PREAMBLE)
    words = preamble.text if preamble else ""
    vested = _VESTED.search(words)
    if vested:
        yield {"kind": "constitution", "text": vested.group(), "section": PREAMBLE}
    start = vested.end() if vested else 0
    for match in _STATUTE.finditer(words, start):
        lead = re.sub(r"^(?:including|and|under|by|the)\b[ ,]*", "", match.group())
        name = re.sub(
            r",? as amended.*$", "", re.sub(r"^(?:(?:including|and|the) )+", "", match["name"])
        ).strip(" ,")
        yield {
            "kind": "statute",
            "name": name,
            "cite": match["cite"].split(") (")[0].strip(),
            "text": lead,
            "section": PREAMBLE,
        }
    for match in _TITLE.finditer(words, start):
        cite = f"{match['title']} U.S.C. {match['section']}"
        yield {
            "kind": "statute",
            "name": f"Title {match['title']}, United States Code",
            "cite": cite,
            "text": match.group(),
            "section": PREAMBLE,
        }
    for match in _RESOLUTION.finditer(words, start):
        yield {"kind": "treaty", "text": match.group(), "section": PREAMBLE}


def clauses(text: OfficialText) -> Iterator[Entry]:
    """Standard clauses verbatim, with their sections; then the kinds that were not found."""
    found = set[str]()
    for section in text.sections:
        if section.label == PREAMBLE:
            continue
        for _, words in sentences(section.text):
            for kind, sign in _KINDS:
                if sign.search(words):
                    found.add(kind)
                    yield {"kind": kind, "section": section.label, "text": words.rstrip(" ;")}
            if _SAVINGS.search(words):
                found.add("savings")
                whole = (
                    words
                    if not words.endswith(":")
                    else f"{words} {_list_below(text, section.label)}"
                )
                yield {"kind": "savings", "section": section.label, "text": whole.rstrip(" ;")}
            for phrase in _CONSISTENT.finditer(words):
                implemented = re.match(
                    r"This order shall be implemented (?:in a manner )?consistent with applicable law",
                    words,
                )
                yield {
                    "kind": "consistent-with-law",
                    "section": section.label,
                    "text": implemented.group() if implemented else phrase.group(),
                }
    yield from ({"kind": kind, "none": True} for kind in LOOKED_FOR if kind not in found)


def _list_below(text: OfficialText, label: str) -> str:
    return " ".join(f"{each.mark} {each.text}".strip() for each in text.below(label)[1:])


def effective(text: OfficialText) -> Any:
    """The day on which the order takes effect, where the text gives one."""
    for entry in clauses(text):
        if entry["kind"] == "effective-date" and "text" in entry:
            day = next((each.on for each in limits(entry["text"]) if each.on), None)
            return day or (_dated(entry["text"]))
    return None


def _dated(words: str) -> Any:
    """A date that no word before it makes a limit: "effective at 12:01 a.m. on December 21, 2017"."""
    match = re.search(r"(?:\bon|,) ([A-Z][a-z]+ \d{1,2}, \d{4})", words)
    return next((each.on for each in limits(f"by {match[1]}")), None) if match else None
