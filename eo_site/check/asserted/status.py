"""That an order is in force, has ended, or was changed, and by what.

What one order did to another may stand in the record of either. So a sentence that its own order's
record does not settle is kept, and judged when all records are known.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from eo_site.check.asserted.known import Known
from eo_site.check.asserted.subject import (
    Sentence,
    Statement,
    asserted,
    names_of,
    statements,
    subject_of,
)
from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, is_open
from eo_site.check.sieve import Sieve
from eo_site.check.world import OrderWorld, SiteWorld
from eo_site.model.facts import ENDED, INVERSE
from eo_site.model.problem import Problem
from eo_site.model.study import OpenClaim

Report = Callable[[Statement, str, str], Problem]
"""Makes a problem of a statement, a message and a hint."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that may have become of an order."""

    said: str
    """Past participles and past tenses of it, as a pattern."""
    doing: str
    """The same of what this order does to another."""
    statuses: frozenset[str]
    """Values of `status` that bear it out."""
    types: tuple[str, ...]
    """Relations that do."""
    partly: bool = False
    """Whether it is never said of an order as a whole."""


_END_TYPES = ("revoked_by", "superseded_by")
CHANGES = (
    Change(
        "revoked|rescinded|repealed|cancell?ed|annulled|withdrawn|superseded|replaced|voided|nullified",
        "revok(?:es?|ed)|rescind(?:s|ed)?|repeal(?:s|ed)?|supersede[sd]?|replace[sd]?",
        frozenset(ENDED),
        _END_TYPES,
    ),
    Change(
        "amended",
        "amend(?:s|ed)?",
        frozenset({"in-force-as-amended"}),
        ("amended_by", "supplemented_by"),
        partly=True,
    ),
    Change("suspended", "suspend(?:s|ed)?", frozenset({"suspended"}), ("suspended_by",)),
    Change("reinstated|revived", "reinstate[sd]?|revive[sd]?", frozenset(), ("reinstated_by",)),
)
SIGNS = (
    "in force", "in effect", "operative", "good law", "binds", "binding", "revok", "rescind", "repeal", "cancel",
    "annul", "withdrawn", "supersede", "replace", "void", "nullif", "amend", "suspend", "reinstate", "revive",
    "expired", "lapsed", "ended", "no longer",
)  # fmt: skip
"""One of them begins a word of every sentence about a status."""
_SIEVE = Sieve((SIGNS,))

_BY = r"(?P<by>,?[^.;:,“”]{0,30}? by (?:(?:section|sec\.) [\w().]+ of )?(?P<actor>[^.;:“”]{0,60}))?"
_ACTOR = re.compile(
    r"(?:(?:President )?[A-Z]\w+['’]s )?(?:EO|E\.O\.|Executive Order|Proclamation|Proc\.|Public Law|Pub\. L\.)"
    r" (?:No\. ?)?(?P<number>\d[\d,-]*\d)"
)
_PARTLY = re.compile(
    r"\b(?:in part|partly|partially|parts?|some|much|most|provisions?)\b", re.IGNORECASE
)
_ADVERBS = r"(?: (?:since|later|then|soon|now|also|finally|already|itself|expressly|fully|in full|in part|partly))*"
_DENIED = r"(?P<denied> (?:not|never)(?: yet| since| been)*)?"


@dataclass(frozen=True)
class _Patterns:
    """What is said of an order by its subject."""

    stands: re.Pattern[str]
    changed: tuple[tuple[Change, re.Pattern[str], re.Pattern[str]], ...]
    """(change, passive, active with this order as object)"""
    acts: tuple[tuple[Change, re.Pattern[str]], ...]
    """What this order does to another."""
    over: re.Pattern[str]


@lru_cache(maxsize=2)
def _patterns(*, named: bool) -> _Patterns:
    subject = subject_of(named=named)
    own, whole = subject.own, subject.object
    was = r"was|were|has(?: since| now| later)?|have|got"
    had = rf"(?:,? (?:which|that))?{_ADVERBS} (?:{was}|is|are|stands)"
    had_once = rf"(?:,? (?:which|that))?{_ADVERBS} (?:{was})"
    compiled = partial(re.compile, flags=re.IGNORECASE)
    return _Patterns(
        compiled(
            rf"(?:{own}){_ADVERBS} (?:(?:is|remains|stays|stands|are|remain){_ADVERBS}(?: still| fully| today)*"
            r" (?:in (?:full )?(?:force|effect)|operative|good law|binding|valid law)\b"
            r"|(?:still|today) (?:binds|applies|stands|governs)\b)"
        ),
        tuple(
            (
                each,
                compiled(  # "section 4 is amended to read": so an order speaks of another
                    rf"(?:{own}){had_once if each.partly else had}{_DENIED}{_ADVERBS}(?: been)?{_ADVERBS}"
                    rf" (?:{each.said})\b{_BY}"
                ),
                compiled(
                    r"\b(?P<actor>(?:EO|E\.O\.|Executive Order|Proclamation|Proc\.|Public Law|Pub\. L\.) [\d,-]*\d)"
                    rf"(?: of [A-Z]\w+ \d+, \d+,?)?(?:,? (?:which|that))?{_ADVERBS}(?: (?:has|had))?"
                    rf"{_ADVERBS} (?:{each.said}|{each.doing})\b{_ADVERBS} (?P<object>{whole})"
                ),
            )
            for each in CHANGES
        ),
        tuple(
            (
                each,
                compiled(
                    rf"(?:{own}){_ADVERBS} (?:{each.doing})\b(?! by)[^.;:,“”]{{0,30}}?"
                    r"\b(?P<actor>(?:EO|E\.O\.|Executive Order|Proclamation) (?:No\. ?)?[\d,]*\d)"
                ),
            )
            for each in CHANGES
        ),
        compiled(
            rf"(?:{own})(?:(?: has| have)?{_ADVERBS} (?:expired|lapsed|ended)\b"
            r"|(?: is| are)? no longer (?:(?:is )?in (?:force|effect)|binds|applies|stands|operative|binding))"
        ),
    )


def asserted_status(world: OrderWorld) -> Iterator[Problem]:
    """EO655: what an order's own record refutes."""
    yield from (each.problem for each in world.once(_claims) if not each.types)


def open_claims(world: OrderWorld) -> tuple[OpenClaim, ...]:
    """What is said of an order's status that another order's record may bear out, or refute."""
    return tuple(each for each in world.once(_claims) if each.types)


def _claims(world: OrderWorld) -> tuple[OpenClaim, ...]:
    """What its own record does not bear out; what nothing can is of no relation's type."""
    if world.document.record.withdrawn:
        return ()
    grounds, known = Grounds(world, world.claims), Known(world)
    record = world.document.record
    names = names_of(record.number or "", record.also_called)
    patterns = _patterns(named=names is not None)
    (signed,) = _SIEVE.sorted_out(each.text for each in world.claims)
    return tuple(
        found
        for claim in map(world.claims.__getitem__, sorted(signed))
        if not is_open(claim.text)
        for found in _judged(
            claim, Sentence(claim.own, grounds.before_of(claim), names), grounds, known, patterns
        )
    )


def _judged(
    claim: Claim, sentence: Sentence, grounds: Grounds, known: Known, patterns: _Patterns
) -> Iterator[OpenClaim]:
    """What a sentence asserts and the record does not bear out."""

    def problem(found: Statement, message: str, hint: str) -> Problem:
        words = " ".join(found.words.split())
        return grounds.problem(claim, "EO655", f"“{words}”: {message}", hint, found.words)

    for found in asserted(patterns.stands, sentence):
        yield from _standing(found, known, problem(found, *_STANDS))
    for change, passive, active in patterns.changed:
        for found in asserted(passive, sentence):
            if found.group("denied"):
                yield from _standing(found, known, problem(found, *_NEVER))
            else:
                yield from _ended(change, found, known, problem)
        for found in statements(active, sentence):
            if _number(found.group("actor")) != known.record.number:
                yield from _ended(change, found, known, problem)
    for found in asserted(patterns.over, sentence):
        labels = found.labels
        if not (known.ended(labels) or known.acted_on(_END_TYPES, labels) or known.stopped(labels)):
            yield OpenClaim(problem(found, *_OVER), _END_TYPES, partly=bool(labels))
    for change, pattern in patterns.acts:
        for found in asserted(pattern, sentence):
            yield from _acting(change, found, known, problem)


_STANDS = (
    "the record does not say that the order is in force",
    "say “no recorded revocation” with its source; or record a `status` that a source states",
)
_NEVER = (
    "the record does not say that the order stands unchanged",
    "say what was searched: “no revocation is recorded”, with the source",
)
_OVER = (
    "the record has no end of it",
    "record it under `status`, `in_effect` or `relations`, with its source",
)


def _standing(found: Statement, known: Known, problem: Problem) -> Iterator[OpenClaim]:
    labels = found.labels
    ended = known.ended(labels) or known.acted_on(_END_TYPES, labels)
    if ended or not known.in_force_for(labels):
        yield OpenClaim(problem, ())
    else:
        yield OpenClaim(problem, _END_TYPES, refuted=True)


def _ended(change: Change, found: Statement, known: Known, problem: Report) -> Iterator[OpenClaim]:
    """That it was revoked, amended, suspended: by a status, or by the act that is named."""
    labels, number = found.labels, _number(found.group("actor"))
    begin, end = found.match.span()
    words = found.sentence.text[begin : end + len(" in large part")]
    partly = change.partly or bool(_PARTLY.search(words))
    if not number and (
        known.ended(labels, change.statuses) or (partly and known.ended_partly(change.statuses))
    ):
        return
    if known.acted_on(change.types, labels, number, partly=partly):
        return
    act = (
        f" by {' '.join(found.group('actor').split())}"
        if number
        else ""
        if partly or labels
        else " as a whole"
    )
    message = f"the record has no such act{act}"
    hint = f"add it to `relations`, as `{change.types[0]}`, with its section and source; or correct the sentence"
    yield OpenClaim(problem(found, message, hint), change.types, number, partly or bool(labels))


def _acting(change: Change, found: Statement, known: Known, problem: Report) -> Iterator[OpenClaim]:
    """That this order revokes, amends or suspends another."""
    types, number = tuple(INVERSE[each] for each in change.types), _number(found.group("actor"))
    if (
        number
        and number != known.record.number
        and not known.acted_on(types, (), number, partly=True)
    ):
        message = f"the record does not say that this order {types[0]} it"
        hint = f"add it to `relations`, as `{types[0]}`, with the section; or correct the sentence"
        yield OpenClaim(problem(found, message, hint), types, number, partly=True)


def _number(actor: str) -> str:
    """`14,200` as 14200; '' where no act is named by its number."""
    found = _ACTOR.search(actor)
    return found["number"].replace(",", "") if found else ""


def claims_between(world: SiteWorld) -> Iterator[Problem]:
    """EO655: what no order's record bears out, or another's refutes."""
    acts = _acts(world) if any(each.claims for each in world.orders.values()) else {}
    for order in world.orders.values():
        for claim in order.claims:
            borne_out = any(
                kind in claim.types
                and (not claim.number or claim.number == actor)
                and (claim.partly or not on_part)
                for kind, actor, on_part in acts.get(order.slug, ())
            )
            if borne_out == claim.refuted:
                yield claim.problem


def _acts(world: SiteWorld) -> dict[str, list[tuple[str, str, bool]]]:
    """By order, (type, number, on a part only) of what other orders' records say of it."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for order in world.orders.values():
        for kind, target, on_part in order.acts if not order.withdrawn else ():
            found.setdefault(target, []).append((INVERSE[kind], order.number, on_part))
    return found
