"""What is due again and again: "annually thereafter", "every 2 years", "by March 1 of each year".

Adjectives are passed over: "the annual report" names a report more often than it asks for one.
"""

import re
from collections.abc import Iterator

from eo_site.texts.events import event_at
from eo_site.texts.limits import Limit
from eo_site.texts.numbers import SPAN, duration, in_business_days

_PERIODS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "semiannual": "P6M",
    "semi-annual": "P6M", "annual": "P1Y", "yearly": "P1Y", "biennial": "P2Y",
    "hour": "PT1H", "day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M", "year": "P1Y",
    "other week": "P2W", "other month": "P2M", "other quarter": "P6M", "other year": "P2Y",
}  # fmt: skip
_BASIS = "monthly|weekly|daily|quarterly|semi-?annual|annual|yearly|biennial"
_ADVERB = "monthly|weekly|quarterly|semi-?annually|annually|yearly|biennially"
_KIND = r"(?:(?:calendar|fiscal) )?(?P<one>week|month|quarter|year)\b"
_LEAST = r"\b(?:at least |not less than )?"
_AGAIN = r"(?P<again> thereafter\b| after (?:calendar |fiscal )?(?:year )?\d{4}\b)?"
_EVERY = re.compile(rf"{_LEAST}(?:once )?every {SPAN}{_AGAIN}", re.I)
_ONCE = re.compile(rf"{_LEAST}(?P<times>once|twice) (?:every|each|per|an?) {_KIND}{_AGAIN}", re.I)
_EACH = re.compile(rf"\b(?:each|every) (?P<other>other )?{_KIND}{_AGAIN}", re.I)
_FIRST = re.compile(rf"\b(?:in )?each of the (?:first|next) {SPAN}", re.I)
_BASED = re.compile(rf"{_LEAST}on (?:at least )?an? (?P<basis>{_BASIS}) basis{_AGAIN}", re.I)
_OFTEN = re.compile(rf"{_LEAST}(?P<adverb>{_ADVERB})(?! \w+ (?:basis|report))\b{_AGAIN}", re.I)
_DAY = re.compile(
    r"\b(?i:on or before|by|before|on|(?:not|no) later than) [A-Z][a-z]{2,8} \d{1,2},? "
    r"(?:of )?(?:each|every) (?:(?:calendar|fiscal) )?year\b(?: thereafter\b)?"
)
_LINK = re.compile(r" (?:after|from|following) (?=\S)")
_CLAUSE_ENDS = re.compile(r"[,;.)]|$| (?:and|or|to|on|by|until|through)\b")
_RATE = re.compile(r"(?:illion|ercent|[\d$%]|dollars|effect)(?: or more)? $")
"""Words before "annually" by which it is a rate: "$100 million annually"."""
_DIRECTS = re.compile(r"\b(?:shall|must)\b[^.;]{0,300}$")


def repeats(words: str) -> Iterator[Limit]:
    """Every period some words set."""
    yield from _spans(words)
    for day in _DAY.finditer(words):
        yield _limit(day, "P1Y")
    for once in _ONCE.finditer(words):
        period = _PERIODS[once["one"].lower()]
        if once["times"].lower() == "once" or period == "P1Y":
            yield _limit(once, period if once["times"].lower() == "once" else "P6M")
    for first in _FIRST.finditer(words):
        yield _limit(first, _PERIODS[first["unit"].lower()])
    for basis in _BASED.finditer(words):
        yield _limit(basis, _PERIODS[basis["basis"].lower()])
    for often in _OFTEN.finditer(words):
        if _is_adverb(words, often):
            yield _limit(often, _PERIODS[re.sub("ally$", "al", often["adverb"].lower())])
    for each in _EACH.finditer(words):
        if each["again"] or _is_directed(words[max(0, each.start() - 320) : each.start()]):
            yield _limit(each, _PERIODS[f"{each['other'] or ''}{each['one']}".lower()])


def _is_directed(before: str) -> bool:
    """Whether "each year" belongs to what somebody shall do, and is not "for each year"."""
    return bool(_DIRECTS.search(before)) and not before.endswith(("for ", "of ", "in "))


def _limit(found: re.Match[str], period: str) -> Limit:
    return Limit(found.start(), found.end(), period, repeats=True)


def _spans(words: str) -> Iterator[Limit]:
    """ "Every 60 days", with what it is counted from."""
    for found in _EVERY.finditer(words):
        link = _LINK.match(words, found.end())
        event, end = event_at(words, link.end()) if link else ("", found.end())
        if period := duration(found):
            business = in_business_days(found)
            yield Limit(found.start(), end, period, event=event, business=business, repeats=True)


def _is_adverb(words: str, found: re.Match[str]) -> bool:
    """Whether "annually" is no rate, and "monthly" does not stand before a noun."""
    before = words[max(0, found.start() - 20) : found.start()]
    if found["adverb"].lower().endswith("ally"):
        return not _RATE.search(before)
    return bool(found["again"] or _CLAUSE_ENDS.match(words, found.end()))
