"""Formulas that nearly every order carries, so that a name in one is not taken for a duty.

They are found by their words, not by the heading "General Provisions": orders put rules of their
own there too. The wording is that of orders since 1997.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

Spans = tuple[tuple[int, int], ...]

_FORMULAS = (
    r"\bauthority granted by (?:law|statute)\b[^.;]{0,200}",
    r"\bfunctions (?:assigned by law to|of) the (?:Director|OMB|Office)\b[^.;]{0,80}"
    r"\brelat(?:ing|ed) to budget[^.;]{0,80}",
    r"\b(?:not|nor)\b[^.;]{0,80}\bcreates?\b[^.;]{0,40}\b(?:rights?|benefits?)\b[^.]{0,400}",
    r"\bsubject to (?:the )?avail(?:ability of|able) appropriat[^.;]{0,40}",
    r"\bcosts (?:for|of) (?:the )?publication of this order\b[^.;]{0,200}",
)
_FORMULA = re.compile("|".join(_FORMULAS))


def formulas(words: str) -> Spans:
    """Where in a provision's words formulas begin and end."""
    return tuple(match.span() for match in _FORMULA.finditer(words))


def within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place in the words belongs to one of some spans, which are in sequence."""
    before = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]
