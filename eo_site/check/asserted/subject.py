"""Of what a sentence says something: of this order, of sections of it, or of something else.

A rule about this order must not judge what is said of another one, of an injunction or a statute.
So a verb counts only right after its subject, and the subject only if it is known to be this order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from eo_site.model.locator import sections_of

_SECTIONS = (
    r"(?:sections?|secs?\.|§+) ?(?P<labels>\d[\w().]*"
    r"(?:(?:, (?:and )?| and | or | through |[-–])[\d(][\w().]*)*)"
)
_OTHER = re.compile(
    r"\b(?:orders|another order|(?:\d{4}|court|restraining|consent|removal|earlier|later|first|second|new|old|prior"
    r"|previous|revised|\w+['’]s) order|injunctions?|tros?|rulings?|decisions?|judgments?|opinions?|stays?|acts?"
    r"|statutes?|laws?|rules?|regulations?|polic(?:y|ies)|task force|councils?|committees?|groups?|caps?|bans?"
    r"|programs?|pauses?|suspensions?|notes?|memos?|memorand(?:um|a)|proclamations?|constitution|lawsuits?|suits?"
    r"|cases?|appeals?|emergenc(?:y|ies)|directives?|plans?|reports?)\b"
    r"|\b(?:EOs?|E\.O\.|Executive Orders?) (?:No\. ?)?\d",
    re.IGNORECASE,
)
"""What else `it` may be."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What this order is called in its own analysis, as patterns."""

    own: str
    """The order as a whole, or sections of it: a pattern with the group `labels` for those."""
    object: str
    """The same after a verb."""


@lru_cache(maxsize=64)
def subject_of(number: str, names: tuple[str, ...]) -> Subject:
    """The names of an order: by its number, by what people call it, or by pointing at it."""
    plain = re.escape(number)
    printed = (
        rf"(?:{plain}|{number[:-3]},{number[-3:]})"
        if number.isdigit() and len(number) > 3
        else plain
    )
    called = [rf"(?:EO|E\.O\.|Executive Order) (?:No\. ?)?{printed}(?!\d)"] if number else []
    called += [rf"the {re.escape(name)}" for name in names]
    whole = rf"(?:(?:the|this)(?: executive| whole| entire)? order|{'|'.join(called) or 'this text'})(?!['’\w-])"
    own = rf"\b(?P<whole>{whole}|it\b(?!['’]))(?:,? (?:itself|as a whole))?|\b{_SECTIONS}(?: of (?:{whole}))?"
    part = rf"(?:(?:parts?|most|all|some) of )?(?P<whole>{whole}|it\b)"
    return Subject(own, rf"(?:{part}|{_SECTIONS})")


_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|would|could|might|may(?! \d)|unless|should|must|can|until|while|as long as|when|once|were to|had"
    r"|ask\w*|sought|seeks?|urg\w+|argu\w+|claim\w*|alleg\w+|says?|said|wrote|writes|according|promis\w+|wants?)\b",
    re.IGNORECASE,
)
"""What makes an assertion somebody else's, or none."""


def asserted(pattern: re.Pattern[str], sentence: str, before: str) -> Iterator[re.Match[str]]:
    """What a sentence asserts of this order in such words; `before` is the sentence before it."""
    for match in pattern.finditer(sentence):
        clause = re.split(r"[;:—]", sentence[: match.start()])[-1]
        if of_this_order(match, sentence, before) and not _HYPOTHETICAL.search(
            f"{clause[-80:]} {match.group()}"
        ):
            yield match


def of_this_order(match: re.Match[str], sentence: str, before: str) -> bool:
    """Whether a match of `own` or `object` is about this order.

    `before` is the sentence before it. `it` is this order only where its clause begins the sentence,
    and nothing else was named before.
    """
    named = (match.groupdict().get("whole") or "").lower()
    if named != "it":
        return True
    return not sentence[: match.start()].strip() and not _OTHER.search(before)


def labels_of(match: re.Match[str]) -> tuple[str, ...]:
    """The sections that are the subject; () for the order as a whole."""
    return sections_of((match.groupdict().get("labels") or "").rstrip(".,"))
