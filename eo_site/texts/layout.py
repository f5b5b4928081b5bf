"""An official text on one line, as quotations are compared with it.

It is laid out twice, as printed and without marks and headings, so that a quotation may run on
from one provision into the next with or without "(b)".
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from eo_site.model.official import OfficialText
from eo_site.texts.folding import folded

TITLE = "title"
"""Label of the order's title, which stands before its first provision."""
LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Makes letters small and nothing longer, as `str.lower` does with some."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """A text on one line, folded."""

    words: str
    lower: str
    """The same in small letters."""
    starts: tuple[int, ...]
    """Where its passages begin."""
    labels: tuple[str, ...]
    """Whose they are."""

    def sections(self, span: Span) -> tuple[str, ...]:
        """The labels of the passages that a place runs through, each once."""
        first = bisect_right(self.starts, span[0]) - 1
        last = bisect_right(self.starts, span[1] - 1)
        return tuple(dict.fromkeys(self.labels[first:last]))


@lru_cache(maxsize=8)
def layouts(text: OfficialText) -> tuple[Layout, Layout]:
    """As printed, and without marks and headings."""
    title = (TITLE, text.title)
    return (
        _layout((title, *((each.label, each.line) for each in text.printed))),
        _layout((title, *((each.label, each.words) for each in text.printed))),
    )


def _layout(passages: Sequence[tuple[str, str]]) -> Layout:
    pieces: list[str] = []
    starts, labels, length = list[int](), list[str](), 0
    for label, words in passages:
        if piece := folded(words):
            # A dash swallows the space after it, also where a list begins behind it.
            space = " " if pieces and not pieces[-1].endswith("—") else ""
            starts.append(length + len(space))
            labels.append(label)
            pieces.append(space + piece)
            length += len(pieces[-1])
    line = "".join(pieces)
    return Layout(line, line.translate(LOWER), tuple(starts), tuple(labels))
