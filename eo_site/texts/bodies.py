"""Bodies that an official text names: task forces, working groups, councils, committees.

They are found by their names' form, as the vocabulary of agencies cannot know those that an order
creates or that few orders name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eo_site.model.official import OfficialText, quotations
from eo_site.texts.formulas import formulas, within

_NAME = r"[A-Z][\w’'-]*"
_JOINT = r"(?:of|on|and|for|to|in|the|against|with)"
_KIND = re.compile(
    r"(?:Task Force|Working Group|Council|Committee|Commission|Coordination (?:Team|Center))s?\b"
)
_BODY = re.compile(
    rf"(?:{_NAME}(?: {_JOINT}){{0,2}} )*{_KIND.pattern}"
    rf"(?:(?: {_JOINT}){{1,2}} {_NAME}(?:,? (?:{_JOINT} ){{0,2}}{_NAME})*)?"
)
_BEFORE = re.compile(
    r"(?:The|.*\b(?:Co-)?(?:Chairs?|Chairman|Chairwoman|Chairperson|Director|Secretary|Members?|Head"
    r"|Establishment|Organization|Executive Director) of(?: the)?) "
)
"""What is no part of a body's name: an officer of it, the heading of an act about it."""
_OTHERS = ("United Nations", "International", "Military Commission")
"""Words in the names of bodies that are no part of the Government."""


@dataclass(frozen=True, slots=True)
class Body:
    """A place where the text names a body."""

    name: str
    """As printed, without an article or an officer's title before it."""
    section: str
    start: int
    """Where the name begins in the provision's `text`."""


def bodies(text: OfficialText) -> tuple[Body, ...]:
    """Every body that the text names in full, in its sequence.

    A bare "Task Force" or "Council" is none: it stands for one that has been named; nor is a body of
    the United Nations, or words within quotation marks and standard formulas.
    """
    return tuple(found for section in text.sections for found in _in(section.label, section.text))


def _in(label: str, words: str) -> Iterator[Body]:
    known, quoted = formulas(words), quotations(words)
    for match in _BODY.finditer(words):
        name = _BEFORE.sub("", match.group(), count=1)
        start = match.end() - len(name)
        kind = _KIND.search(name)
        if (
            kind
            and len(re.findall(_NAME, name)) > len(kind.group().split()) + 1
            and not any(each in name for each in _OTHERS)
            and not within(start, known)
            and not within(start, quoted)
        ):
            yield Body(name, label, start)
