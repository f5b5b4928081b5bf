"""What one text has that another has not, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"(?:\w+(?:[-'’.,]\w+)*|[^\w\s])\s*|\s+")
"""A word, a number or one other character, with the space after it."""
_ALIKE = 0.4
"""Below this likeness one text is not the other changed, and marks within it would only hide it."""


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
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            yield Span("same", "".join(after[k:m]))
            continue
        if i < j:
            yield Span("removed", "".join(before[i:j]))
        if k < m:
            yield Span("added", "".join(after[k:m]))
