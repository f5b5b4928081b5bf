"""What the scanner finds in a body: headings, block lines, and Markdown with numbered holes."""

from dataclasses import dataclass, field
from typing import TypeAlias

from eo_site.model.body import Citation, Condition, Name, Value
from eo_site.model.problem import Place
from eo_site.model.text import Fragment
from eo_site.read.attributes import Attributes


@dataclass(frozen=True)
class RawVariant:
    """A variant whose texts are not parsed yet."""

    default: "Stretch"
    texts: tuple[tuple[Name, "Stretch"], ...]
    place: Place
    language: str = ""
    """Of words in another language than those around them, which vary for nobody."""


@dataclass(frozen=True)
class ItemMarker:
    """` {for="…"}` at the end of a line: right only at the end of a list item's first paragraph."""

    condition: Condition


Hole: TypeAlias = Citation | Value | RawVariant | ItemMarker


@dataclass
class Stretch:
    """Markdown with holes, and for each of its lines where it stands in the file."""

    text: str
    holes: list[Hole]
    source: Fragment
    """What it was cut from."""
    starts: list[int]
    """Where each of its lines begins there."""
    fences: list[tuple[int, int]] = field(default_factory=list)
    """First line and line after the last of each code fence."""

    def place(self, line: int) -> Place:
        """Of a line, in the file; of the last one beyond it."""
        return self.source.place(self.starts[min(line, len(self.starts) - 1)])


@dataclass(frozen=True)
class HeadingLine:
    """An ATX heading, its attributes taken off."""

    level: int
    text: Stretch
    attributes: Attributes | None
    place: Place


UNREADABLE = "unreadable"
"""The kind of a block line that has been refused; what it opens, or closes, is not refused again."""


@dataclass(frozen=True)
class BlockLine:
    """A `:::` line: the opening of a block, or with no kind its end."""

    kind: str
    """`for`, `instead for`, `unreadable`, or nothing."""
    names: tuple[Name, ...]
    place: Place


Event: TypeAlias = Stretch | HeadingLine | BlockLine
