"""What a file consists of: sections, duties, sources."""

from dataclasses import dataclass, replace
from typing import Literal

from eo_site.language_server.files import OpenFile
from eo_site.language_server.own_facts import items, text_of
from eo_site.language_server.tokens import tokens_of
from eo_site.read.body import read_body


@dataclass(frozen=True)
class Symbol:
    """Something that has a place of its own in a file."""

    name: str
    id: str
    what: Literal["section", "duty", "entry"]
    start: int
    end: int
    children: tuple["Symbol", ...] = ()


@dataclass(frozen=True)
class HeadingLine:
    """A heading of the body."""

    id: str
    name: str
    level: int
    start: int


def headings(file: OpenFile) -> tuple[HeadingLine, ...]:
    """Every heading in reading order, those within blocks too."""
    if not file.role.is_markdown:
        return ()
    fragment = file.source.fragment(file.body_start, len(file.text))
    body, _, _ = read_body(fragment, file.path)
    found: list[HeadingLine] = []
    for section in body.sections:
        inner = (part.heading for block in section.blocks for part in block.parts)
        for heading in (section.heading, *inner):
            if heading:
                start = file.source.index(heading.place)
                line = file.text[start : file.line_end(start)]
                words = line.lstrip("# \t").partition(" {")[0]
                found.append(HeadingLine(heading.id, words, heading.level, start))
    return tuple(found)


def symbols(file: OpenFile) -> tuple[Symbol, ...]:
    """Duties and other entries with ids, then the sections, each with those below it."""
    words = {
        each["id"]: text_of(each.get("what") or each.get("label") or each.get("title"))
        for key in ("duties", "terms", "sources", "instruments")
        for each in items(file, key)
        if isinstance(each.get("id"), str)
    }
    entries = [
        Symbol(
            each.id if not words.get(each.id) else f"{each.id}: {words[each.id][:60]}",
            each.id,
            "duty" if each.kind == "clock" else "entry",
            each.start,
            each.end,
        )
        for each in tokens_of(file)
        if each.defines
    ]
    return (*entries, *_nested(file, list(headings(file))))


def _nested(file: OpenFile, lines: list[HeadingLine]) -> tuple[Symbol, ...]:
    found: list[Symbol] = []
    while lines:
        first = lines.pop(0)
        below: list[HeadingLine] = []
        while lines and lines[0].level > first.level:
            below.append(lines.pop(0))
        end = lines[0].start if lines else len(file.text)
        part = _nested(file, below)
        closed = tuple(replace(each, end=min(each.end, end)) for each in part)
        found.append(Symbol(first.name, first.id, "section", first.start, end, closed))
    return tuple(found)
