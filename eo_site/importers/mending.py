"""Values of the Federal Register's documents, with the defects they are known to have.

Each function gives the value and what had to be done to it, in words; nothing is mended in
silence, and nothing that cannot be read is guessed.
"""

import re
from datetime import date
from html import unescape
from html.entities import html5

from eo_site.dates import MONTHS
from eo_site.read.source import FORBIDDEN

_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_ENTITY = re.compile(r"\[([A-Za-z]{2,8}\d{0,2})\]")
"""A character by its name, as the Federal Register's typesetting once wrote it: `[aacute]`."""

_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)(?: .*)?"),
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? ?(?P<y>\d{4})"),
)
"""ISO 8601; month/day/year, as Americans write it and Excel saves it; January 20, 2025."""
FIRST_VOLUME = 1935
"""The Federal Register's volume 1 is of 1936, and each year has one."""


def plain_text(value: str) -> tuple[str, tuple[str, ...]]:
    """A text on one line, in characters, without what a content file may not hold."""
    done = list[str]()
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if whole != value:
        done.append("halves of characters left out")
        value = whole.replace("\ufffd", " ")
    named = _ENTITY.sub(lambda match: html5.get(f"{match.group(1)};", match.group()), value)
    if named != value:
        done.append("names of characters written out")
    shown = unescape(named)
    if shown != named:
        done.append("HTML entities written out")
    kept = re.sub(r"[{}]", "", FORBIDDEN.sub(" ", shown))
    if kept != shown:
        done.append("characters left out that a content file may not hold")
    tidy = " ".join(kept.split())
    if tidy != kept:
        done.append("spaces and line ends tidied")
    return tidy, tuple(done)


def day(value: str, volume: int | None = None) -> date | None:
    """A date in any of the forms in use, or None where it is no date.

    Of a year of two digits the century is that of the Federal Register's `volume` where one is
    given, else the one that spreadsheets take: 30 to 99 are of 1900, 00 to 29 of 2000.
    """
    for form in _FORMS:
        if match := form.fullmatch(" ".join(value.split())):
            parts = match.groupdict()
            month = _MONTH.get(parts["name"][:3].lower(), 0) if parts.get("name") else 0
            year = int(parts["y"])
            if len(parts["y"]) == 2:
                near = volume + FIRST_VOLUME if volume else 1980
                year = min((1900 + year, 2000 + year), key=lambda each: abs(each - near))
            try:
                return date(year, month or int(parts.get("m") or 0), int(parts["d"]))
            except ValueError:
                return None
    return None


def is_iso(value: str) -> bool:
    """Whether a date stands in the form that the API documents, or with midnight after it."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", value) is not None


def is_short(value: str) -> bool:
    """Whether a date's year has two digits only."""
    return re.fullmatch(r"\d{1,2}/\d{1,2}/\d\d(?: .*)?", value.strip()) is not None
