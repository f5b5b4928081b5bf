"""Numbers and spans of time in the words of orders: "30 days", "one hundred and eighty days"."""

import re

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    "a": 1,
    "an": 1,
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
_SCALES = {"hundred": 100, "dozen": 12}
_WORD = "|".join(sorted((*_SMALL, *_TENS), key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:[- ](?:{_WORD}))?"
NUMBER = rf"(?:\d{{1,4}}|(?:one|two|three) hundred(?:(?: and)? {_WORDS})?|{_WORDS}|an?)"

WRITTEN = (
    rf"(?:\d{{1,4}}|(?:(?:a|one|two|three) )?(?:hundred|dozen)(?:(?: and)? {_WORDS})?|{_WORDS})"
)
"""A number that is no article: `ninety`, `a dozen`, `12`."""

UNITS = {"hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_KIND = r"(?:(?P<kind>business|working|calendar|consecutive|full) )?"
SPAN = (
    rf"(?P<count>{NUMBER})(?: \(\d{{1,4}}\))?[- ]{_KIND}"
    rf"(?P<unit>{'|'.join(UNITS)})s?(?:'s?)?\b(?:[- ]period\b)?"
)
"""A pattern with the groups `count`, `kind` and `unit`: `5 business days`, `the 60-day period`."""


def value(number: str) -> int:
    """`45`, `forty-five` and `one hundred and eighty` as integers; 0 for what is none."""
    if number.isdigit():
        return int(number)
    total = 0
    for word in re.findall("[a-z]+", number.lower()):
        scale = _SCALES.get(word)
        total = (total or 1) * scale if scale else total + _VALUES.get(word, 0)
    return total


def duration(span: re.Match[str]) -> str:
    """The ISO 8601 duration of a match of `SPAN`; '' for no time at all."""
    count, unit = value(span["count"]), span["unit"].lower()
    if not count:
        return ""
    if unit == "quarter":
        return f"P{3 * count}M"
    return f"P{'T' if unit == 'hour' else ''}{count}{UNITS[unit]}"


def in_business_days(span: re.Match[str]) -> bool:
    """Whether a match of `SPAN` leaves out the days on which offices are closed."""
    return (span["kind"] or "").lower() in ("business", "working")
