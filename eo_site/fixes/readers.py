"""Marks that would end what is for some readers only, so that what follows would be for all."""

import re
from itertools import takewhile

from eo_site.fixes.lines import Spot

_HEADING = re.compile(r"(#{1,6})[ \t]")
_FOR_SOME = re.compile(r"\{[^{}]*(?:for|except)[ \t]*=")


def frees(spot: Spot, mark: str) -> bool:
    """Whether a line that begins with a mark ends a section, or an item, that not everybody reads.

    Who wrote the mark wanted that to end; but if it was no mark, its text would go to everybody.
    """
    if mark.startswith("#"):
        level = len(mark) - len(mark.lstrip("#"))
        return any(for_some for above, for_some in _sections(spot.above) if above >= level)
    beside = takewhile(str.strip, reversed(spot.above))
    return any(_FOR_SOME.search(each) for each in beside)


def _sections(lines: list[str]) -> list[tuple[int, bool]]:
    """The sections that are open after some lines: (level, whether they are for some)."""
    found = list[tuple[int, bool]]()
    for line in lines:
        if match := _HEADING.match(line):
            level = len(match[1])
            found = [each for each in found if each[0] < level]
            found.append((level, bool(_FOR_SOME.search(line))))
    return found
