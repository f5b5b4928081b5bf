"""The text of a file, and positions in it.

A problem is worth most where the author can click on it, so every text that is looked at, also
a variant's value or a prose field of the front matter, knows where each of its characters
stands in the file.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from eo_site.model.problem import Place

KeyPath = tuple[str | int, ...]
"""The way to a value of a YAML document: keys and indexes."""


@dataclass(frozen=True)
class SourceText:
    """A file's text with LF line ends, and its path in the site."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, index: int) -> Place:
        """Line and column of a character."""
        line = bisect_right(self._starts, index)
        return Place(line, index - self._starts[line - 1] + 1)

    def index(self, place: Place) -> int:
        """The character at a line and column."""
        return self._starts[place.line - 1] + place.column - 1

    def fragment(self, start: int, end: int) -> "Fragment":
        """A stretch of the file."""
        return Fragment(self.text[start:end], lambda index: self.place(start + index))


@dataclass(frozen=True)
class Fragment:
    """A stretch of text that can say where in the file each of its characters stands."""

    text: str
    place: Callable[[int], Place]

    def part(self, start: int, end: int) -> "Fragment":
        """A stretch of this stretch."""
        return Fragment(self.text[start:end], lambda index: self.place(start + index))


@dataclass(frozen=True)
class Marks:
    """Where each key and value of a document stands."""

    source: SourceText
    base: int = 0
    """Index of the document's first character in the file."""
    keys: dict[KeyPath, int] = field(default_factory=dict)
    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Start and end, relative to the document."""

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Of the value at a path, or of its key, or of the nearest thing that contains it."""
        if key and path in self.keys:
            return self.source.place(self.base + self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return self.source.place(self.base + self.values.get(path, (0, 0))[0])

    def fragment(self, path: KeyPath, value: str) -> Fragment:
        """A text value with the places of its characters in the file."""
        while path and path not in self.values:
            path = path[:-1]
        start, end = self.values.get(path, (0, 0))
        raw = self.source.text[self.base + start : self.base + end]
        offset = _Aligned(raw, value).offset
        return Fragment(value, lambda index: self.source.place(self.base + start + offset(index)))


class _Aligned:
    """Where each character of a scalar's value stands in the scalar's source.

    Worked out as far as somebody asks, which for most values is the first character.
    """

    def __init__(self, raw: str, value: str) -> None:
        self._raw, self._value = raw, value
        self._at = raw.find("\n") + 1 if raw[:1] in "|>" else 0
        self._offsets: list[int] = []
        self._lost = False

    def offset(self, index: int) -> int:
        """Index in the source; 0 where the two no longer agree."""
        while not self._lost and len(self._offsets) <= index < len(self._value):
            self._run()
        if self._lost or not self._offsets:
            return 0
        return self._offsets[min(index, len(self._offsets) - 1)]

    def _run(self) -> None:
        """Many characters where the two are the same for long, else one."""
        known, at = len(self._offsets), self._at
        run = self._value[known : known + 64]
        if self._raw.startswith(run, at):
            self._at = at + len(run)
            self._offsets += range(at, self._at)
        else:
            self._step(run[0])

    def _step(self, char: str) -> None:
        raw, at = self._raw, self._at
        while at < len(raw) and raw[at] != char and raw[at] in " \n\t\"'\\":
            at += 1
        found = at < len(raw) and raw[at] == char
        if not found and char not in " \n":
            self._lost = True
            return
        self._offsets.append(min(at, max(len(raw) - 1, 0)))
        self._at = at + 1 if found else at
