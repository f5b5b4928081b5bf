"""What a sentence is held against: its order's record, official text, sources and evidence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from eo_site.check.claims import Claim
from eo_site.check.facts.places import Nesting, nesting
from eo_site.check.world import OrderWorld
from eo_site.dates import long_date, short_date
from eo_site.model.document import OrderDocument
from eo_site.model.locator import sections_of
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.texts.topics import Spoken, topics

_OPEN_QUESTION = re.compile(
    r"\?[”\"]?$|\bwhether\b|\bnot (?:yet )?(?:been )?(?:searched|read|looked for|confirmed|known)\b"
    r"|\b(?:un(?:known|confirmed)|no source|not say|unclear)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|nor|neither|none|nothing|nobody|without|cannot|n[o']t|hardly|lacks?|absent"
    r"|silent|disclaim\w*|den(?:y|ies)|instead of|rather than)\b|n[’']t\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(r"\s+(?:\w+ )?(?:no|none|nothing|nobody)\b", re.IGNORECASE)
_CLAUSE_LENGTH = 400
"""Characters before which no clause of a sentence that people read begins."""
_CLAUSE = re.compile(r"[;:—]|, (?:but|and|while|yet)\b|\bbut\b")

_ACTORS = (
    " agencies", " agency", " departments", " department", " officials", " secretary", " secretaries",
    " task force", " working group", " council", " commission", " government", " administration",
)  # fmt: skip
"""Whom sentences mean without a name."""


@dataclass(frozen=True)
class Grounds:
    """One order's, made once for all its sentences."""

    world: OrderWorld
    claims: tuple[Claim, ...] = ()
    """All its sentences."""

    @property
    def official(self) -> OfficialText | None:
        """The official text, where it is at hand."""
        return text_of(self.world)

    @cached_property
    def _indexes(self) -> dict[int, int]:
        return {id(claim): index for index, claim in enumerate(self.claims)}

    def before_of(self, claim: Claim) -> str:
        """The sentence before one, where both stand in one text."""
        index = self._indexes.get(id(claim), 0)
        if not index or self.claims[index - 1].around != claim.around:
            return ""
        return self.claims[index - 1].text

    @cached_property
    def sections(self) -> Nesting:
        """How the sections of the official text contain each other."""
        return nesting(self.official) if self.official else {}

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """What the official text speaks of."""
        return topics(self.official) if self.official else ()

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Names of those who can have a duty, in lower case, each after a space."""
        return (*self.world.vocabularies.agencies.endings, *_ACTORS)

    @cached_property
    def days(self) -> frozenset[date]:
        """Every date of the record, and those computed from it."""
        computed = {
            due for case in self.world.editions.values() for _, due in case.order.dues if due
        }
        return frozenset({*_days(vars(self.world.document.record).values()), *computed})

    @cached_property
    def recorded(self) -> frozenset[str]:
        """Dates of the record and its pages, in the ways they are written."""
        citation = self.world.document.record.citation
        first, last = (citation.start_page, citation.end_page) if citation else (None, None)
        pages = range(first, min(last, first + 1000) + 1) if first and last else ()
        return frozenset(
            {str(page) for page in pages}
            | {words for day in self.days for words in (long_date(day), str(day.year))}
            | {words for day in self.days for words in (short_date(day), long_date(day)[:-6])}
        )

    def problem(
        self, claim: Claim, code: str, message: str, hint: str = "", phrase: str = ""
    ) -> Problem:
        """A problem with a sentence, at the phrase."""
        return Problem(code, self.world.document.path, claim.place(phrase), message, hint)


def _days(values: Iterable[Any]) -> Iterator[date]:
    for value in values:
        if not value or isinstance(value, str):  # most are
            continue
        if isinstance(value, date):
            yield value
        elif isinstance(value, tuple):
            yield from _days(value)
        elif isinstance(value, BaseModel):
            yield from _days(vars(value).values())


def text_of(world: OrderWorld) -> OfficialText | None:
    """The text to hold an analysis against. One that was taken back says nothing any more: it would
    be of no use to keep its tombstone from being published for what it had wrong.
    """
    return None if world.document.record.withdrawn else world.official


def is_answered(document: OrderDocument, field: str) -> bool:
    """Whether a record says what there is in a field; an empty list alone reads "not searched"."""
    record = document.record
    return bool(
        getattr(record, field) or field in record.searched or field in record.not_applicable
    )


def is_open(sentence: str) -> bool:
    """Whether a sentence asks, or says that something is not known, and so claims nothing."""
    return bool(_OPEN_QUESTION.search(sentence))


def is_denied(sentence: str, match: re.Match[str]) -> bool:
    """Whether the words of a match are denied: "adds no penalty", "appropriates nothing"."""
    before = sentence[max(0, match.start() - _CLAUSE_LENGTH) : match.start()]
    clauses = list(_CLAUSE.finditer(before))
    clause = before[clauses[-1].end() if clauses else 0 :]
    return bool(
        _NEGATION.search(clause + match.group()) or _DENIED_AFTER.match(sentence, match.end())
    )


def pinpoints(claim: Claim) -> tuple[str, ...]:
    """The sections of this order that a sentence cites."""
    return tuple(
        label
        for each in claim.references
        if each.source == "order" and each.locator
        for label in sections_of(each.locator)
    )


def elsewhere(claim: Claim) -> bool:
    """Whether it cites a source other than this order, or links to one."""
    return claim.linked or any(each.source != "order" for each in claim.references)
