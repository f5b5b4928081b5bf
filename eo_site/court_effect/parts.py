"""The parts of an order that its cases tell apart, and as few words as they can be named in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eo_site.clocks import within
from eo_site.model.case import GRANTS, Case
from eo_site.model.prose import P

WHOLE = ""
"""Stands for the order as a whole where a section could stand."""


@dataclass(frozen=True)
class Part:
    """Some sections, without some that lie within them."""

    sections: tuple[str, ...]
    """None means the order as a whole."""
    but_not: tuple[str, ...]
    members: tuple[str, ...]
    """Those of `parts_of` that it is made of."""


def parts_of(cases: Iterable[Case[P]], also: Iterable[str] = ()) -> tuple[str, ...]:
    """Every section that cases or their events name, each standing for what no other one takes out."""
    named = set(also)
    for case in cases:
        named.update(challenged(case))
        named.update(section for event in case.events for section in event.sections)
    return tuple(sorted(named, key=place))


def challenged(case: Case[P]) -> tuple[str, ...]:
    """The sections that a case is about: its own, else those that its blocks name, else the whole."""
    grants = [each.sections for each in case.events if each.kind in GRANTS]
    if case.sections or not grants or not all(grants):
        return case.sections or (WHOLE,)
    return tuple(dict.fromkeys(section for each in grants for section in each))


def lies_in(part: str, section: str) -> bool:
    """Whether a part is a section or lies in it; every part lies in the order as a whole."""
    return section in (WHOLE, part) or within(part, section)


def place(section: str) -> tuple[tuple[int, str], ...]:
    """A section's place in the order: 2, 2(c), 2(c)(ii), 2A, 10."""
    found = re.findall(r"(\d*)([^().-]*)", section)
    return tuple((int(number or 0), letters) for number, letters in found if number or letters)


def joined(some: Sequence[str], parts: Sequence[str]) -> Iterator[Part]:
    """Some of all parts, in as few words as they can be named: the whole apart from its sections."""
    tops = [each for each in some if _around(each, parts) not in some]
    if WHOLE in tops:
        yield _part((), (WHOLE,), some, parts)
        tops.remove(WHOLE)
    if tops:
        yield _part(tuple(tops), tops, some, parts)


def _part(
    sections: tuple[str, ...], tops: Sequence[str], some: Sequence[str], parts: Sequence[str]
) -> Part:
    members = [each for each in some if _top(each, some, parts) in tops]
    but_not = (each for each in parts if each not in some and _around(each, parts) in members)
    return Part(sections, tuple(but_not), tuple(members))


def _around(section: str, parts: Sequence[str]) -> str | None:
    """The smallest of the other parts that a section lies in."""
    found = [each for each in parts if each != section and lies_in(section, each)]
    return max(found, key=len, default=None)


def _top(section: str, some: Sequence[str], parts: Sequence[str]) -> str:
    """What a section is part of, as long as all between is among some parts."""
    around = _around(section, parts)
    return _top(around, some, parts) if around in some and around is not None else section
