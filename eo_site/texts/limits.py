"""Single points in time: "within 180 days of …", "1 year after …", "by August 1, 2021".

A span of time is a deadline by the words before it ("within", "not later than") or by the event
after it ("60 days after …"). Every pattern is bounded, so that time grows with the text only.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eo_site.texts.events import event_at
from eo_site.texts.numbers import SPAN, duration, in_business_days

_LATEST = r"(?:by )?(?:not|no) later than|in no event later than"
_LEAD = (
    r"(?:(?P<within>within(?: (?:the|an?))?(?: (?:next|first|following|initial))?"
    rf"(?: (?:earlier|later) of)?|{_LATEST}) (?:the )?"
    r"|(?P<most>(?:not|no) more than|not to exceed|at least|(?:not|no) (?:less|fewer) than) )?"
)
_SPAN = re.compile(rf"\b{_LEAD}{SPAN}", re.I)
_MINIMUM = re.compile(r"at least|(?:not|no) (?:less|fewer)", re.I)
_LINK = re.compile(
    r" (?P<link>of|after|from|following|before|prior to|in advance of|preceding) (?=\S)", re.I
)
_BACK = {"before", "prior to", "in advance of", "preceding"}
_LASTS = re.compile(
    r"(?:\b(?:for|periods? of|up to|longer than|(?:more|less|fewer|greater) than|exceed|beyond"
    r"|additional|dated|every|lasting) (?:(?:an?|the) )?|[\d$.,%-])$",
    re.I,
)
"""Words before a span by which it tells how long something lasts."""

_DAY = re.compile(r"\b(?:date|this (?:[Ee]xecutive )?[Oo]rder)\b")
_DIRECTS = re.compile(r"\b(?:shall|must|will|terminates?|expires?|effective)\b[^.;]*$")
"""One of the two tells a deadline from history: "60 years after the Civil Rights Act"."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_BY = (
    rf"\b(?:(?:on or before|by|before|prior to|{_LATEST}) (?:the )?"
    r"(?:close of business on |later of |earlier of )?"
    r"|(?:terminates?|expires?|(?:is|are|be) effective|takes? effect)(?: at [^;]{1,60}?)? on )"
)
_DATE = re.compile(
    rf"{_BY}(?:end of )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}}))?,? (?P<year>\d{{4}})\b", re.I
)
_YEAR_END = re.compile(
    rf"{_BY}end of (?:(?P<fiscal>fiscal year|FY) ?|(?:calendar )?(?:year )?)(?P<year>[1-9]\d{{3}})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time found in a provision's words, from `start` to `end`."""

    start: int
    end: int
    duration: str = ""
    on: date | None = None
    event: str = ""
    business: bool = False
    repeats: bool = False
    backwards: bool = False


def limits(words: str) -> Iterator[Limit]:
    """Every single point in time that some words set, dates last."""
    for span in _SPAN.finditer(words):
        limit = _limit(words, span)
        if limit:
            yield limit
    yield from _dates(words)


def _limit(words: str, span: re.Match[str]) -> Limit | None:
    link = _LINK.match(words, span.end())
    how = link["link"].lower() if link else ""
    before = words[max(0, span.start() - 24) : span.start()]
    if not duration(span) or not _is_limit(before, span, how):
        return None
    event, end = event_at(words, link.end()) if link else ("", span.end())
    bare = not span["within"] and not span["most"]
    if bare and not (
        _DAY.search(event) or _DIRECTS.search(words[max(0, span.start() - 300) : span.start()])
    ):
        return None
    return Limit(
        span.start(),
        end,
        duration(span),
        event=event,
        business=in_business_days(span),
        backwards=how in _BACK,
    )


def _is_limit(before: str, span: re.Match[str], link: str) -> bool:
    if span["within"]:
        counted = link or span["count"].lower() not in ("a", "an")
        return bool(counted) and not before.endswith("dated ")
    if span["most"]:
        return link in _BACK or (link not in ("", "of") and not _MINIMUM.match(span["most"]))
    return link not in ("", "of", "preceding") and not _LASTS.search(before)


def _dates(words: str) -> Iterator[Limit]:
    for found in _DATE.finditer(words):
        if day := _day(found):
            yield Limit(found.start(), found.end(), on=day)
    for found in _YEAR_END.finditer(words):
        year = int(found["year"])
        # The Government's fiscal year ends on September 30 (31 U.S.C. 1102).
        day = date(year, 9, 30) if found["fiscal"] else date(year, 12, 31)
        yield Limit(found.start(), found.end(), on=day)


def _day(found: re.Match[str]) -> date | None:
    """The day of a match of `_DATE`, of a month alone its last; None for what is no date."""
    year, month = int(found["year"]), _MONTHS.index(found["month"].capitalize()) + 1
    if not year:
        return None
    last = monthrange(year, month)[1]
    day = int(found["day"] or last)
    return date(year, month, day) if 1 <= day <= last else None
