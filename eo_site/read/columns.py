"""In which column of its lines a list's items and their text begin."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

_MARKER = re.compile(r" *((?:[-+*]|\d{1,9}[.)]))( *)(.?)")
_BLANKS = re.compile(r"[ >]*")


class Columns:
    """The lines of a stretch, and the column at which the text of what surrounds them begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._base = 0
        self._quotes = 0
        self.last = 0
        """Where the text of the item read last begins."""

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.expandtabs(4).split("\n")

    def _line(self, number: int) -> str:
        """A line with blanks for the marks of the quotes that it stands in."""
        line = self._lines[number] if number < len(self._lines) else ""
        blanks = _BLANKS.match(line)
        lead = blanks.group() if blanks else ""
        return lead.replace(">", " ", self._quotes) + line[len(lead) :]

    def indent(self, number: int) -> int:
        """How much further right than what surrounds it a line begins."""
        line = self._line(number)
        return len(line) - len(line.lstrip(" ")) - self._base

    @contextmanager
    def quote(self) -> Iterator[None]:
        """Lines within a quote."""
        before, self._quotes = self._base, self._quotes + 1
        self._base += 2
        yield
        self._base, self._quotes = before, self._quotes - 1

    @contextmanager
    def item(self, number: int) -> Iterator[tuple[int, int]]:
        """Lines within an item that begins on a line; the columns of its marker and its text."""
        before = self._base
        match = _MARKER.match(self._line(number), before)
        if match:
            spaces = len(match.group(2)) if match.group(3) else 1
            self._base = match.end(1) + (spaces if spaces <= 4 else 1)
        own = self._base
        yield (match.start(1) if match else before), own
        self._base, self.last = before, own
