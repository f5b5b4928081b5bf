"""Positions as the protocol counts them, lines and units of an encoding, and as we do: characters."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types


@dataclass(frozen=True)
class Positions:
    """Between the two, for one text with LF line ends."""

    text: str
    encoding: str = "utf-16"

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def index(self, position: types.Position) -> int:
        """The character at a position; beyond a line's end, the end of that line."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        if self.encoding == "utf-32" or line.isascii():
            return start + min(position.character, len(line))
        units = 0
        for at, char in enumerate(line):
            if units >= position.character:
                return start + at
            units += self._units(char)
        return start + len(line)

    def position(self, index: int) -> types.Position:
        """The position of a character."""
        line = bisect_right(self._starts, index) - 1
        before = self.text[self._starts[line] : index]
        if self.encoding == "utf-32" or before.isascii():
            return types.Position(line, len(before))
        return types.Position(line, sum(map(self._units, before)))

    def range(self, start: int, end: int) -> types.Range:
        """From one character to another."""
        return types.Range(self.position(start), self.position(end))

    def _units(self, char: str) -> int:
        if self.encoding == "utf-8":
            return len(char.encode("utf-8", "surrogatepass"))
        return 2 if self.encoding == "utf-16" and ord(char) > 0xFFFF else 1
