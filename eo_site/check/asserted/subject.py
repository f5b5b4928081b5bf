"""Of what a sentence says something: of this order, of sections of it, or of something else.

A rule about this order must not judge what is said of another one, of an injunction or a statute.
So a verb counts only right after its subject, and the subject only if it is known to be this order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

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


_MARK = "\ua66e"
"""A letter that no sentence has. It stands for each letter of an order's names, so that one set of patterns,
compiled once, finds what is said of any order."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an order is called in its own analysis, as patterns for marked sentences."""

    own: str
    """The order as a whole, or sections of it: a pattern with the group `labels` for those."""
    object: str
    """The same after a verb."""


@lru_cache(maxsize=2)
def subject_of(*, named: bool) -> Subject:
    """An order by its names, or by pointing at it; `named` says whether it has a name."""
    name = f"{_MARK}+" if named else "this text"
    whole = rf"(?:(?:the|this)(?: executive| whole| entire)? order|{name})(?!['’\w-])"
    own = rf"\b(?P<whole>{whole}|it\b(?!['’]))(?:,? (?:itself|as a whole))?|\b{_SECTIONS}(?: of (?:{whole}))?"
    part = rf"(?:(?:parts?|most|all|some) of )?(?P<whole>{whole}|it\b)"
    return Subject(own, rf"(?:{part}|{_SECTIONS})")


@lru_cache(maxsize=64)
def names_of(number: str, names: tuple[str, ...]) -> re.Pattern[str] | None:
    """An order by its number, and by what people call it; None where it has neither."""
    plain = re.escape(number)
    printed = (
        rf"(?:{plain}|{number[:-3]},{number[-3:]})"
        if number.isdigit() and len(number) > 3
        else plain
    )
    called = [rf"(?:EO|E\.O\.|Executive Order) (?:No\. ?)?{printed}(?!\d)"] if number else []
    called += [rf"the {re.escape(name)}" for name in sorted(names, key=len, reverse=True)]
    return re.compile("|".join(called), re.IGNORECASE) if called else None


@dataclass(frozen=True)
class Sentence:
    """A sentence, and what the patterns look at: the same with the order's names marked."""

    text: str
    before: str
    """The sentence before it."""
    names: re.Pattern[str] | None

    @cached_property
    def marked(self) -> str:
        """As long as the text, letter for letter."""
        if self.names is None:
            return self.text
        return self.names.sub(lambda found: _MARK * len(found.group()), self.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a pattern has found in a sentence, in the sentence's own words."""

    match: re.Match[str]
    sentence: Sentence

    @property
    def words(self) -> str:
        """All that was found."""
        return self.sentence.text[self.match.start() : self.match.end()]

    def group(self, name: str) -> str:
        """What a group has found; '' where it found nothing, or the pattern has none of that name."""
        if name not in self.match.re.groupindex or self.match[name] is None:
            return ""
        return self.sentence.text[slice(*self.match.span(name))]

    @property
    def labels(self) -> tuple[str, ...]:
        """The sections that are the subject; () for the order as a whole."""
        return sections_of(self.group("labels").rstrip(".,"))

    @property
    def of_this_order(self) -> bool:
        """Whether it is about this order.

        `it` is this order only where its clause begins the sentence, and nothing else was named
        before.
        """
        if self.group("whole").lower() != "it":
            return True
        return not self.sentence.text[: self.match.start()].strip() and not _OTHER.search(
            self.sentence.before
        )


_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|would|could|might|may(?! \d)|unless|should|must|can|until|while|as long as|when|once|were to|had"
    r"|ask\w*|sought|seeks?|urg\w+|argu\w+|claim\w*|alleg\w+|says?|said|wrote|writes|according|promis\w+|wants?)\b",
    re.IGNORECASE,
)
"""What makes an assertion somebody else's, or none."""


def statements(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Statement]:
    """What a sentence says of this order in such words."""
    for match in pattern.finditer(sentence.marked):
        found = Statement(match, sentence)
        if found.of_this_order:
            yield found


def asserted(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Statement]:
    """What a sentence asserts of this order in such words, in nobody's else's name and on no condition."""
    for found in statements(pattern, sentence):
        clause = re.split(r"[;:—]", sentence.text[: found.match.start()])[-1]
        if not _HYPOTHETICAL.search(f"{clause[-80:]} {found.words}"):
            yield found
