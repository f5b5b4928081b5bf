"""How a line begins: marks of structure that lack their space, or have another in its place.

Markdown prints `##` before a letter or a no-break space as it stands, and what was to be a section
of its own becomes part of the one before it, whoever reads that.
"""

import re
from dataclasses import dataclass

from eo_site.characters import INVISIBLE, ODD, SPACES, named
from eo_site.read.foreign import BULLETS

_ODD = f"[{SPACES}{INVISIBLE}]"
_LEAD = re.compile(rf"(?:[ \t]|{_ODD})*")
_HEADING = re.compile(r"(#+|[＃﹟]+)(.?)")
_ITEM = re.compile(rf"([-+*]|\d{{1,9}}[.)])(?:({_ODD})|(?<=[-+])[^\W\d_]|(?<=\d[.)])[^\W\d_])")
_BULLET = re.compile(rf"[{BULLETS}]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a line's beginning."""

    column: int
    """Index in the line."""
    code: str
    message: str
    hint: str


def mistake(line: str) -> Mistake | None:
    """The mistake at the start of a line that is not structure, if there is one."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    if odd := ODD.search(line, 0, at):
        message = f"{named(odd.group())} at the start of a line"
        return Mistake(odd.start(), "EO220", message, "indent with spaces only; delete the others")
    return _heading(line, at) or _item(line, at)


def _heading(line: str, at: int) -> Mistake | None:
    match = _HEADING.match(line, at)
    if match is None:
        return None
    marks, after = match.groups()
    if after in (" ", "\t") and marks.isascii() and len(marks) <= 6:
        return None
    if ODD.match(after):
        message = f"a heading needs a plain space after {marks}: here stands {named(after)}"
        return Mistake(match.start(2), "EO220", message, f"write {marks}, a space, and the words")
    if not marks.isascii():
        message = f"{named(marks[0])} begins no heading"
        return Mistake(at, "EO220", message, "write # for a heading")
    if len(marks) > 6:
        return Mistake(at, "EO221", "a heading has six # at the most", "\\# for the character")
    if not after:
        return None
    message = f"{marks} without a space after it is no heading"
    hint = f"write {marks}, a space, and the words; \\# for the character"
    return Mistake(match.start(2), "EO221", message, hint)


def _item(line: str, at: int) -> Mistake | None:
    if match := _ITEM.match(line, at):
        marker, odd = match.groups()
        if odd:
            message = f"a list item needs a plain space after {marker}: here stands {named(odd)}"
            return Mistake(match.end(1), "EO220", message, f"write {marker}, a space, and the text")
        message = f"{marker} without a space after it begins no list item"
        escaped = f"{marker[:-1]}\\{marker[-1]}"
        hint = f"write {marker}, a space, and the text; {escaped} for the characters"
        return Mistake(match.end(1), "EO221", message, hint)
    if match := _BULLET.match(line, at):
        message = f"{named(match.group())} begins no list item"
        return Mistake(at, "EO221", message, "write - and a space for it")
    return None
