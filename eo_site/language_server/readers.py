"""Who reads what stands at a position: the resolver's answer, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eo_site.language_server.files import OpenFile
from eo_site.language_server.schema_walk import is_prose
from eo_site.model.body import Block, Heading, Section
from eo_site.model.document import Document
from eo_site.model.problem import Place
from eo_site.model.resolved import Left, ResolvedOrder, ResolvedPage
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Audiences, Reader

Editions = Mapping[str, ResolvedOrder | ResolvedPage]
"""A document as each audience reads it."""


@dataclass(frozen=True)
class Readers:
    """Who receives something, and who does not."""

    what: str
    reached: tuple[tuple[str, str], ...]
    """(audience, for whom it was written, if not for everybody)"""
    others: tuple[tuple[str, str], ...]
    """(audience, why not)"""


def block_readers(
    document: Document[Any], editions: Editions, audiences: Audiences, line: int
) -> Readers | None:
    """Who reads the block that stands at a line of the body."""
    section = _last(document.body.sections, line)
    if section is None:
        return None
    block = _last(section.blocks, line)
    reached, others = [], []
    for audience in audiences.file.by_id:
        reason = "does not get the page"
        if audience in editions:
            reason = _reason(document, editions[audience].body.left_out, section, block, line)
        if reason:
            others.append((audience, reason))
        else:
            reached.append((audience, _written_for(audience, audiences, block)))
    return Readers(_what(section, block), tuple(reached), tuple(others))


def _last(parts: Any, line: int) -> Any:
    """The last part that begins at a line or above it."""
    found = None
    for each in parts:
        if each.place.line > line:
            break
        found = each
    return found


def _what(section: Section, block: Block | None) -> str:
    if block is None:
        return "this heading"
    return "this default text" if block.kind == "default" else f"this `{block.kind}` block"


def _reason(
    document: Document[Any],
    left_out: tuple[Left, ...],
    section: Section,
    block: Block | None,
    line: int,
) -> str:
    """Why an audience does not read a block; '' if it does."""
    left = {(each.place, each.what.startswith("section ")): each.reason for each in left_out}
    headings = [(each.heading, each.place) for each in document.body.sections]
    reason = _hidden(headings, section.place, left)
    if reason or block is None:
        return reason
    reason = left.get((block.place, False), "")
    part = _last(block.parts, line)
    if reason or part is None:
        return reason
    inner = [(each.heading, each.place) for each in block.parts]
    return _hidden(inner, part.place, left)


def _hidden(
    headings: list[tuple[Heading | None, Place]],
    wanted: Place,
    left: Mapping[tuple[Place, bool], str],
) -> str:
    """Why the part at a place, or one above it, is left out."""
    below, reason = 7, ""
    for heading, place in headings:
        level = heading.level if heading else 1
        if level <= below:
            below, reason = 7, ""
            if heading and (place, True) in left:
                below, reason = level, left[place, True]
        if place == wanted:
            return reason
    return ""


def _written_for(audience: str, audiences: Audiences, block: Block | None) -> str:
    if block is None or block.kind != "instead" or block.condition is None:
        return ""
    names = [each.id for each in block.condition.names]
    chosen = Reader(audiences, audience).choice(names)
    return str(chosen[1]) if chosen and chosen[1].source else ""


# The record --------------------------------------------------------------------------------------


def path_at(file: OpenFile, index: int) -> KeyPath | None:
    """The way to the value or the key at a position of the record."""
    best: tuple[int, KeyPath] | None = None
    for part in file.parts:
        for path, (start, end) in part.marks.values.items():
            begin, stop = part.marks.base + start, part.marks.base + end
            whole = (*part.above, *path)
            if path in part.marks.keys:
                begin = part.marks.base + part.marks.keys[path]
            if path and begin <= index <= stop and (best is None or stop - begin <= best[0]):
                best = (stop - begin, whole)
    return best[1] if best else None


def text_readers(file: OpenFile, path: KeyPath, audiences: Audiences) -> Readers | None:
    """Who reads a text of the record: a prose field, one of its texts, or an item for some."""
    every = dict.fromkeys(audiences.file.by_id, "")
    chosen, field = "", path
    if path and is_prose(file.role.kind, path[:-1]) and isinstance(path[-1], str):
        if not isinstance(value := _value(file, path[:-1]), dict) or "default" not in value:
            return None
        chosen, field = path[-1], path[:-1]
    elif not is_prose(file.role.kind, path):
        return None
    value = _value(file, field)
    names = [each for each in value if each != "default"] if isinstance(value, dict) else []
    reached, others = [], []
    for audience in every:
        reader = Reader(audiences, audience)
        reason = "" if all(map(reader.named, _conditions(file, field))) else "for others"
        own = reader.choice(names)
        mine = own[0] if own else "default"
        if not reason and chosen and mine != chosen:
            reason = f"reads `{mine}`"
        if reason:
            others.append((audience, reason))
        else:
            reached.append((audience, str(own[1]) if own and own[1].source else ""))
    return Readers("this text", tuple(reached), tuple(others))


def _value(file: OpenFile, path: KeyPath) -> Any:
    """The value of the record at a path; None where there is none."""
    found: Any = file.record
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _conditions(file: OpenFile, path: KeyPath) -> Iterator[tuple[str, ...]]:
    """The `audiences` of a file, and the `for` of everything that a value stands in."""
    for above in ((), *(path[:length] for length in range(1, len(path)))):
        value = _value(file, above)
        names = value.get("audiences" if not above else "for") if isinstance(value, dict) else None
        if isinstance(names, list):
            yield tuple(each for each in names if isinstance(each, str))
