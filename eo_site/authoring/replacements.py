"""Texts that stand in the place of others in an order's file, and the lines of both. Values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from eo_site.model.body import Block, Section
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Place
from eo_site.model.text import KeyPath

Lines = tuple[int, int]
"""The first and the last line of a stretch, counted from 1."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text for some audiences in the place of the text that all others read."""

    what: str
    """Where it stands: `summary`, `unknowns, entry 2`, or `section purpose`."""
    audiences: tuple[str, ...]
    """As the author wrote them; groups too."""
    lines: Lines
    defaults: tuple[Lines, ...]
    """Of the text that it replaces."""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.lines[0])


@dataclass(frozen=True, slots=True)
class OlderReplacement:
    """One that was last changed before the text that it replaces."""

    replacement: Replacement
    changed: datetime
    default_changed: datetime

    @property
    def days(self) -> tuple[str, str]:
        """Both times as days; with the hour, in UTC, where the days are the same."""
        form = _DAY if self.changed.date() != self.default_changed.date() else _HOUR
        return self.changed.strftime(form), self.default_changed.strftime(form)


ONE_SITTING = timedelta(hours=1)
"""What is changed within it is one piece of work."""
_DAY, _HOUR = "%Y-%m-%d", "%Y-%m-%d %H:%M UTC"


def replacements(document: OrderDocument, length: int) -> Iterator[Replacement]:
    """Variants of the record's texts, then `instead` blocks; `length` is the file's lines.

    Variants within a line, `[words]{lawyers="…"}`, are left out: the lines' history is that of both;
    see `inline_variants`.
    """
    for path, prose in document.prose.items():
        if prose.variants and (default := value_lines(document, (*path, "default"))):
            for name, _ in prose.variants:
                if lines := value_lines(document, (*path, name.id)):
                    yield Replacement(named(path), (name.id,), lines, (default,))
    sections = document.body.sections
    for i, section in enumerate(sections):
        end = sections[i + 1].place.line - 1 if i + 1 < len(sections) else length
        yield from _instead(section, end)


def value_lines(document: OrderDocument, path: KeyPath) -> Lines | None:
    """The lines of a text of the record; None where the file has none there."""
    marks = document.marks
    if path not in marks.values:
        return None
    start, end = marks.values[path]
    whole = marks.source.text[marks.base + start : marks.base + end].rstrip()
    first = marks.source.place(marks.base + start).line
    return first, first + whole.count("\n")


def named(path: KeyPath) -> str:
    """A text of the record: `unknowns, entry 2`; the last key is left out where it only says that it is a text."""
    parts = [f"entry {each + 1}" if isinstance(each, int) else each for each in path]
    return ", ".join(parts[:-1] if len(parts) > 1 and parts[-1] == "text" else parts)


def _instead(section: Section, end: int) -> Iterator[Replacement]:
    blocks = section.blocks
    lines = [block_lines(blocks, i, end) for i in range(len(blocks))]
    defaults = tuple(
        each for each, block in zip(lines, blocks, strict=True) if block.kind == "default"
    )
    name = section.heading.id if section.heading else "opening"
    for each, block in zip(lines, blocks, strict=True):
        if block.kind == "instead" and block.condition and defaults:
            names = tuple(name.id for name in block.condition.names)
            yield Replacement(f"section {name}", names, each, defaults)


def block_lines(blocks: Sequence[Block], i: int, end: int) -> Lines:
    """The lines of a block of a section that ends with the line `end`."""
    first = blocks[i].place.line
    last = blocks[i + 1].place.line - 1 if i + 1 < len(blocks) else end
    return first, max(first, last)


def older(
    found: Iterable[Replacement],
    ages: Sequence[datetime | None],
    default_ages: Sequence[datetime | None] | None = None,
) -> Iterator[OlderReplacement]:
    """Those that were last changed before what they replace, and not in one sitting with it.

    `ages` are the times at which the file's lines were last changed; None where a line has no words.
    `default_ages` are those of the file of what is replaced, where it is another one.
    """
    for each in found:
        own, default = _newest((each.lines,), ages), _newest(each.defaults, default_ages or ages)
        if own and default and own + ONE_SITTING < default:
            yield OlderReplacement(each, own, default)


def _newest(stretches: Iterable[Lines], ages: Sequence[datetime | None]) -> datetime | None:
    times = (time for first, last in stretches for time in ages[first - 1 : last] if time)
    return max(times, default=None)
