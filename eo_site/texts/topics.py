"""What provisions speak of, so that nothing is asserted of which an order does not speak."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from eo_site.model.official import OfficialText, quotations
from eo_site.texts.formulas import formulas, within

Topic = Literal["penalties", "bodies", "creates-bodies", "funding", "enforceable-rights"]
"""`penalties`: fines, imprisonment, sanctions, debarment. `bodies`: task forces, councils,
commissions, committees. `creates-bodies`: such a body, office or position is established.
`funding`: appropriations, funds, grants, budgets. `enforceable-rights`: rights or benefits
enforceable in court, private actions, judicial review."""

TITLE = "title"

_BODY = (
    r"(?:task forces?|councils?|commissions?(?! of (?:an?|any|the|such|serious|crimes?|offen[cs]es?"
    r"|acts?)\b)|(?:sub)?committees?|working groups?|(?<!bulletin )boards?"
    r"|panels?|interagency (?:forum|group|body|process|team))"
)
_UNIT = rf"(?:{_BODY}|offices?|centers?|teams?|positions?|temporary organizations?|services?)"
_STEMS: dict[Topic, tuple[str, ...]] = {
    "penalties": (
        r"penal\w+", r"punish\w*", r"imprison\w*", r"fine[sd]\b", r"(?:civil|criminal) fine\b",
        r"sanction\w*", r"debar\w*", r"forfeit\w*", r"disciplin\w+ (?:action|measure)s?",
        r"subject to discipline", r"criminal(?: (?:or|and) civil)? liability",
    ),
    "bodies": (_BODY + r"\b(?! Act\b)",),
    "creates-bodies": (
        r"there (?:is|are) (?:hereby )?(?:established|created)",
        r"(?:establish|creat|form|launch|constitut)(?:e[sd]?|s|ing)?\b"
        rf"(?! (?:by|under|pursuant|in|at)\b)[^.;:]{{1,80}}?\b{_UNIT}\b",
        r"establish(?:es|ed|ing)? (?:an?|the) (?:Department|Agency|Bureau|Administration) of\b",
        rf"convenes?(?: and chair)? an?\b[^.;:]{{1,60}}?\b{_BODY}\b",
        rf"{_UNIT}[^.;:]{{0,60}} (?:is|are|shall be) (?:hereby )?(?:established|created)",
        rf"(?:establishment|creation) of (?:an?|the|such)\b[^.;:]{{1,60}}?\b{_UNIT}\b",
    ),
    "funding": (
        r"appropriations?\b", r"appropriated\b", r"fund(?:s|ed|ing)?\b", r"(?<!Management and )budget\w*",
        r"financial assistance", r"spending\b", r"expenditures?\b", r"grants\b(?! (?:to the|of the) )",
        r"grants? (?:programs?|awards?|recipients?|funds|funding|agreements?|making)",
        r"grant-?making", r"subsid(?:y|ies|ize)\w*",
    ),
    "enforceable-rights": (
        r"rights? or benefits?", r"benefits? or rights?", r"enforceable (?:at law|in equity|by any)",
        r"(?:private |any )?rights? (?:of action|to sue)", r"causes? of action", r"judicial review",
        r"private action", r"right, benefit\b", r"(?:create|creates|confer|confers) any\w* rights?",
    ),
}  # fmt: skip
"""Beginnings of words and phrases by which a provision speaks of a topic."""


@cache  # to compile them takes as long as to import a tenth of the program, and few builds read a text
def _topics() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple(
        (topic, re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE))
        for topic, stems in _STEMS.items()
    )


_CITED = re.compile(
    r"\b(?:Order|Directive|Memorandum|Proclamation)[^().;]{1,60}(\([A-Z][^()]{3,300}\))"
)
"""The title of another document, in brackets: it says what that one does."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words by which a provision speaks of a topic."""

    topic: Topic
    section: str
    """Label of the provision; `title`, `preamble`."""
    phrase: str
    """As printed."""
    start: int
    """Where the phrase begins in the provision's `text`, or in the title."""
    boilerplate: bool = False
    """Within a formula that nearly every order carries: "does not create any right or benefit",
    "subject to the availability of appropriations"."""
    quoted: bool = False
    """Inside quotation marks: words that the order puts into another text, or takes from one."""


def topics(text: OfficialText) -> tuple[Spoken, ...]:
    """Every place that speaks of a topic, in the text's sequence.

    Says only that a topic is spoken of, not what is said: "no penalty" speaks of penalties.
    """
    passages = ((TITLE, text.title), *((each.label, each.text) for each in text.sections))
    return tuple(each for label, words in passages for each in _spoken(label, words))


def sections_on(text: OfficialText, topic: Topic, *, boilerplate: bool = True) -> tuple[str, ...]:
    """Labels of the provisions that speak of a topic, each once; with or without formulas."""
    found = (each for each in topics(text) if each.topic == topic)
    return tuple(
        dict.fromkeys(each.section for each in found if boilerplate or not each.boilerplate)
    )


def _spoken(label: str, words: str) -> Iterator[Spoken]:
    known, quoted = formulas(words), quotations(words)
    cited = tuple(match.span(1) for match in _CITED.finditer(words))
    found = [
        (match.start(), topic, match.group())
        for topic, pattern in _topics()
        for match in pattern.finditer(words)
        if not within(match.start(), cited)
    ]
    for start, topic, phrase in sorted(found):
        yield Spoken(topic, label, phrase, start, within(start, known), within(start, quoted))
