"""What the scanner finds in a body: headings, block lines, and Markdown with numbered holes."""

from dataclasses import dataclass, field
from typing import TypeAlias

from eo_site.model.body import Citation, Condition, Name, Value
from eo_site.model.problem import Place
from eo_site.read.attributes import Attributes


@dataclass(frozen=True)
class RawVariant:
    """A variant whose texts are not parsed yet."""

    default: "Stretch"
    texts: tuple[tuple[Name, "Stretch"], ...]
    place: Place


@dataclass(frozen=True)
class ItemMarker:
    """` {for="…"}` at the end of a line: right only at the end of a list item's first paragraph."""

    condition: Condition


Hole: TypeAlias = Citation | Value | RawVariant | ItemMarker


@dataclass
class Stretch:
    """Markdown with holes, and for each of its lines the place of the line in the file."""

    text: str
    holes: list[Hole]
    lines: list[Place]
    fences: list[tuple[int, int]] = field(default_factory=list)
    """First line and line after the last of each code fence, counted in `lines`."""


@dataclass(frozen=True)
class HeadingLine:
    """An ATX heading, its attributes taken off."""

    level: int
    text: Stretch
    attributes: Attributes | None
    place: Place


@dataclass(frozen=True)
class BlockLine:
    """A `:::` line: the opening of a block, or with no kind its end."""

    kind: str
    names: tuple[Name, ...]
    place: Place


Event: TypeAlias = Stretch | HeadingLine | BlockLine
