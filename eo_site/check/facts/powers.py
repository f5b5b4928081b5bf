"""Penalties, bodies, money and rights are asserted of an order only where a section speaks of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eo_site.check.claims import Claim
from eo_site.check.facts.places import Nesting, listed, related
from eo_site.check.grounds import Grounds, elsewhere, is_denied, is_open, pinpoints
from eo_site.model.order import AuthoredOrder
from eo_site.model.problem import Problem
from eo_site.model.uses import DENYING, fields_with
from eo_site.texts.topics import Topic

_KIND = r"(?:task force|commission|council|committee|working group|advisory board)"
_BODY = rf"(?:{_KIND}|interagency body)"


@dataclass(frozen=True, slots=True)
class Power:
    """Something an order may or may not do, and how a sentence says that it does."""

    words: str
    """For messages: "the order … speaks of penalties"."""
    asserted: re.Pattern[str]
    signs: tuple[str, ...]
    """One of them begins a word of every assertion, and of few other sentences; see `ClaimRule`."""
    topics: tuple[Topic, ...] = ()
    """Of what a section must speak."""
    stems: re.Pattern[str] | None = None
    """Words one of which will do as well."""
    kinds: re.Pattern[str] | None = None
    """What it may be a kind of; the section must name the same: a working group is no task force."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


POWERS = (
    Power(
        "penalties",
        _pattern(
            r"\b(?:penalt(?:y|ies)|punish(?:es|ed|ment|ments)|imprisonment|prison (?:terms?|sentences?)"
            r"|(?:tougher|harsher|longer|stiffer) sentenc\w+|criminal sanctions?|civil fines?|fines? (?:of|on|for))\b"
        ),
        ("penalt", "punish", "prison", "imprison", "sentenc", "sanction", "fine"),
        ("penalties",),
    ),
    Power(
        "a new body",
        _pattern(
            rf"\b(?:creat|establish|form|launch|found)(?:e|es|s|ed|ing)?\b(?! by)[^.;:,“”]{{0,60}}\b{_BODY}\b"
            rf"|\bset(?:s|ting)? up\b[^.;:,“”]{{0,60}}\b{_BODY}\b"
            rf"|\b(?:creation|establishment|formation) of (?:an?|the) [^.;:,]{{0,40}}\b{_BODY}\b"
        ),
        ("task force", "commission", "council", "committee", "working group", "board", "body"),
        ("creates-bodies",),
        kinds=_pattern(_KIND),
    ),
    Power(
        "money",
        _pattern(
            r"\b(?:order|EO|it|section|president|administration)\b[^.;:]{0,40}"
            r" (?<!the )(?<!available )(?:funds|funded|finances|financed|pays for|allocate[sd]?|appropriate[sd]"
            r"|earmark(?:s|ed)|spends)\b|(?:,| and) funds (?!available|in |for|from|to |of|are|were|is)\w+"
            r"|\b(?:provid|award|grant|increas|secur|guarante)(?:es|ed|ing|s)? (?:new |more |additional |federal )*"
            r"(?:funding|funds|money|grants)\b"
            r"|\b(?:new|additional|dedicated|increased|federal) funding (?:for|to|of|will)\b"
        ),
        ("fund", "financ", "pays for", "alloc", "appropr", "earmark", "spends", "money", "grants"),
        ("funding",),
    ),
    Power(
        "enforceable rights",
        _pattern(
            r"\b(?:creat|giv|grant|confer|establish|guarante|extend)(?:es|ed|ing|s|e)\b[^.;:]{0,50}\brights?\b"
            r"|\brights? (?:to sue|of action)\b|\bentitle[sd]?\b|\bcan sue\b|\benforceable (?:right|benefit)s?\b"
        ),
        ("right", "entitle", "can sue", "enforceable"),
        ("enforceable-rights",),
        _pattern(r"\bentitle[sd]?\b"),
    ),
    Power(
        "legal certainty for those it reaches",
        _pattern(
            r"\b(?:legal|regulatory) (?:clarity|certainty|support|backing|protection)\b|\bsafe harbou?r\b"
            r"|\bclear(?:er)? (?:guidelines|rules|standards|obligations)\b|\bimmunity from\b"
            r"|\b(?:new )?enforcement expectations\b"
        ),
        ("legal ", "regulatory ", "safe harb", "clear", "immunity", "enforcement"),
        (),
        _pattern(r"\b(?:clarif\w+|clarity|guidelines?|guidance|safe harbor|liab\w+|immunit\w+)\b"),
    ),
)


def unsupported_power(power: Power, claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO618, EO704: an assertion whose pinpoint does not speak of it, or that has none."""
    if {*claim.field[:1]} & {*fields_with(DENYING, AuthoredOrder)}:
        return
    own = claim.own
    for match in power.asserted.finditer(own):
        if not is_denied(own, match) and not is_open(claim.text):
            yield from _judged(power, match.group(), claim, grounds)
            return


def _judged(power: Power, phrase: str, claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    cited, text = pinpoints(claim), grounds.official
    if elsewhere(claim):
        return
    speaking = _speaking(power, phrase, grounds) if text else ()
    kind = power.kinds.search(phrase) if power.kinds else None
    words = f"a new {kind.group().lower()}" if kind else power.words
    if text and not speaking:
        message = f"“{phrase}”: no section of the order speaks of {words}"
        hint = "take it out, or cite the source that says so"
        yield grounds.problem(claim, "EO618", message, hint, phrase)
    elif not cited:
        hint = f"sections {listed(speaking)} do" if speaking else "cite its section: [@order, 3(b)]"
        message = f"“{phrase}” asserts {words}, and cites no section"
        yield grounds.problem(claim, "EO704", message, hint, phrase)
    elif text and not _near(cited, speaking, grounds.sections):
        message = f"“{phrase}”: {listed(cited)} does not speak of {words}"
        yield grounds.problem(claim, "EO618", message, f"sections {listed(speaking)} do", phrase)


def _near(cited: tuple[str, ...], speaking: tuple[str, ...], sections: Nesting) -> bool:
    known = [each for each in cited if each in sections]
    return not known or any(related(sections, one, other) for one in known for other in speaking)


def _speaking(power: Power, phrase: str, grounds: Grounds) -> tuple[str, ...]:
    """The sections that speak of it; a formula such as "creates no right" asserts nothing."""
    found = [
        each.section
        for each in grounds.spoken
        if each.topic in power.topics and not each.boilerplate and not each.quoted
    ]
    sections = grounds.official.sections if grounds.official else ()
    if power.stems:
        found += [each.label for each in sections if power.stems.search(each.text)]
    if power.kinds and (kind := power.kinds.search(phrase)):
        named = {
            each.label
            for each in sections
            if kind.group().lower() in f"{each.heading} {each.text}".lower()
        }
        found = [each for each in found if each in named]
    return tuple(dict.fromkeys(found))
