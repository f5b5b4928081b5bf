"""On what day an order is said to have been signed, printed, to have begun or ended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from eo_site.check.asserted.known import Known
from eo_site.check.asserted.subject import (
    Sentence,
    Statement,
    asserted,
    names_of,
    subject_of,
)
from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_open
from eo_site.dates import MONTHS, long_date
from eo_site.model.problem import Problem

SIGNS = (
    "signed", "issued", "published", "printed", "appeared", "effect", "force", "revoked", "rescinded", "repealed",
    "superseded", "replaced", "ended", "expired", "lapsed",
)  # fmt: skip
"""One of them begins a word of every sentence that dates an order."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:on |in |of |as of )?(?:(?P<month>{_MONTH}) (?:(?P<day>\d{{1,2}}), )?)?(?P<year>[12]\d{{3}})\b"


@dataclass(frozen=True, slots=True)
class Dating:
    """A kind of day, and how sentences tell it."""

    name: str
    """For messages."""
    passive: str
    """After the order as subject."""
    active: str
    """Before the order as object; '' where nothing does it."""


DATINGS = (
    Dating("signing", r"(?:was|,) (?:signed|issued)", r"(?:signed|issued)"),
    Dating("publication", r"(?:was (?:published|printed)|appeared)", ""),
    Dating(
        "effect",
        r"(?:(?:took|takes) effect|(?:came|went) into (?:effect|force)|(?:was|is|became) effective)",
        "",
    ),
    Dating(
        "end",
        r"(?:(?:was|were)(?: \w+ly)? (?:revoked|rescinded|repealed|superseded|replaced)|ended|expired|lapsed)",
        r"(?:revoked|rescinded|repealed|superseded|replaced)",
    ),
)


@lru_cache(maxsize=2)
def _patterns(*, named: bool) -> tuple[tuple[Dating, re.Pattern[str]], ...]:
    subject = subject_of(named=named)
    gap = r"[^.;:,“”\d]{0,30}?"
    found = []
    for each in DATINGS:
        forms = [(f"(?:{subject.own}) ?{each.passive}", each)]
        forms += [(rf"\b{each.active} (?:{subject.object})", each)] if each.active else []
        found += [
            (dating, re.compile(rf"{words}{gap} {_DATE}", re.IGNORECASE)) for words, dating in forms
        ]
    return tuple(found)


def asserted_day(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO658: "signed on January 30, 2020", where the record has another day, or none."""
    record, known = grounds.world.document.record, Known(grounds.world)
    if is_open(claim.text):
        return
    names = names_of(record.number or "", record.also_called)
    sentence = Sentence(claim.own, grounds.before_of(claim), names)
    for dating, pattern in _patterns(named=names is not None):
        for found in asserted(pattern, sentence):
            days = _days(dating, known)
            if not any(_is(found, day) for day in days):
                words = " ".join(found.words.split())
                has = " and ".join(map(long_date, days[:3])) or "no such day"
                message = f"“{words}”: the record has {has}"
                hint = "correct the sentence, or the record with its source; [=signed] prints its own day"
                yield grounds.problem(claim, "EO658", message, hint, found.words)


def _days(dating: Dating, known: Known) -> tuple[date, ...]:
    dates = known.record.dates
    if dating.name == "end":
        return known.ends
    if dating.name == "effect":
        return known.effective
    found = (dates.signed,) if dating.name == "signing" else (dates.published, dates.filed)
    return tuple(each for each in found if each)


def _is(found: Statement, day: date) -> bool:
    month, number = found.group("month"), found.group("day")
    return (
        int(found.group("year")) == day.year
        and (not month or MONTHS[day.month - 1].lower().startswith(month[:3].lower()))
        and (not number or int(number) == day.day)
    )
