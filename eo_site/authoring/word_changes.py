"""What one text has that another has not, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"(?:\w+(?:[-'’.,]\w+)*|[^\w\s])\s*|\s+")
"""A word, a number or one other character, with the space after it."""
_ALIKE = 0.5
"""Below this likeness one text is not the other changed, and marks within it would only hide it."""

_ISLAND = 3
"""Fewer same words than this between two changes are no rest for the eye."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that stand in both texts, in the newer only, or in the older only."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_changes(old: str, new: str) -> tuple[Span, ...] | None:
    """The new text with what it adds, and what it lacks, in its place; None where hardly a word is alike.

    Spaces are no difference.
    """
    before, after = (_WORD.findall(each.strip()) for each in (old, new))
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    return tuple(_spans(matcher, before, after))


def _bare(words: Sequence[str]) -> list[str]:
    return [each.strip() for each in words]


def _spans(
    matcher: "SequenceMatcher[str]", before: Sequence[str], after: Sequence[str]
) -> Iterator[Span]:
    for same, old, new in _runs(matcher):
        if same:
            yield Span("same", "".join(after[new]))
            continue
        removed, added = "".join(before[old]), "".join(after[new])
        if removed:
            # A space that only the older text has there is its own.
            apart = old.start and before[old.start - 1][-1:].isspace()
            glued = new.start and not after[new.start - 1][-1:].isspace()
            yield Span("removed", f" {removed}" if apart and glued else removed)
        if added:
            yield Span("added", added)


def _runs(matcher: "SequenceMatcher[str]") -> Iterator[tuple[bool, slice, slice]]:
    """(whether it is the same, words of the older text, words of the newer) in turns.

    A word or two that happen to be the same between two changes are read as part of the change.
    """
    codes = matcher.get_opcodes()
    start: tuple[int, int] | None = None
    for at, (what, i, j, k, m) in enumerate(codes):
        island = 0 < at < len(codes) - 1 and j - i < _ISLAND
        if what == "equal" and not island:
            if start:
                yield False, slice(start[0], i), slice(start[1], k)
                start = None
            yield True, slice(i, j), slice(k, m)
        elif start is None:
            start = i, k
    if start and codes:
        yield False, slice(start[0], codes[-1][2]), slice(start[1], codes[-1][4])
