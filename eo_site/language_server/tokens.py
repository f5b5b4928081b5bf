"""Every id in a file, with what it names and exactly where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from eo_site.language_server.files import OpenFile, RecordPart
from eo_site.language_server.places import MAPS_OF_AUDIENCES, IdKind, id_place
from eo_site.language_server.schema_walk import is_prose, takes_prose
from eo_site.model.body import (
    Citation,
    Condition,
    Heading,
    Link,
    Listing,
    Name,
    Piece,
    Value,
    Variant,
)  # fmt: skip
from eo_site.model.problem import Place
from eo_site.model.text import KeyPath
from eo_site.read.body import read_body
from eo_site.read.markdown import MarkdownReader
from eo_site.read.scanner import Scanner

_OWN_VALUES = frozenset(
    {"number", "title", "document_number", "citation", "signed", "filed", "published", "effective"}
)
"""What `[=…]` prints of the record itself."""
_MARKS = ("[@", "[=", "]{", "](")
"""Without any of these a text names nothing."""


@dataclass(frozen=True)
class Token:
    """An id at its place."""

    kind: IdKind
    id: str
    start: int
    end: int
    defines: bool = False
    """Whether what it names stands here."""
    detail: str = ""
    """Of a source, the locator beside it; of a value, its whole path."""
    sure: bool = True
    """Whether the file has exactly these characters at that place."""

    def covers(self, index: int) -> bool:
        """Whether a position is in it, or at its end."""
        return self.start <= index <= self.end


@lru_cache(maxsize=64)
def tokens_of(file: OpenFile) -> tuple[Token, ...]:
    """The ids of a file in reading order; what cannot be read has none."""
    found = [*_in_record(file), *_in_body(file)]
    return tuple(sorted(set(found), key=lambda each: (each.start, each.end, each.kind)))


def token_at(file: OpenFile, index: int) -> Token | None:
    """The id at a position; of several the shortest."""
    found = [each for each in tokens_of(file) if each.sure and each.covers(index)]
    return min(found, key=lambda each: each.end - each.start, default=None)


# The record --------------------------------------------------------------------------------------


def _in_record(file: OpenFile) -> Iterator[Token]:
    for part in file.parts:
        yield from _in_value(file, part, part.value, part.above)


def _in_value(file: OpenFile, part: RecordPart, value: Any, path: KeyPath) -> Iterator[Token]:
    kind = file.role.kind
    if isinstance(value, dict):
        named = path == MAPS_OF_AUDIENCES.get(kind) or is_prose(kind, path)
        for key, each in value.items():
            if named and key != "default" and not (key == "text" and is_item_text(file, path)):
                yield _key(file, part, (*path, key))
            yield from _in_value(file, part, each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _in_value(file, part, each, (*path, index))
    elif isinstance(value, str):
        yield from _in_text(file, part, value, path)


def is_item_text(file: OpenFile, path: KeyPath) -> bool:
    """Whether a map is an item such as `{text: …, for: …}`, which a text alone may stand for."""
    return bool(path) and isinstance(path[-1], int)


def _key(file: OpenFile, part: RecordPart, path: KeyPath) -> Token:
    start, _ = part.span(path, key=True)
    start += file.text[start : start + 1] in ("'", '"')
    defines = path[:-1] == MAPS_OF_AUDIENCES.get(file.role.kind)
    return _token(file, "audience", str(path[-1]), start, defines=defines)


def _in_text(file: OpenFile, part: RecordPart, value: str, path: KeyPath) -> Iterator[Token]:
    place = id_place(file.role.kind, path, file.role.vocabulary)
    if place:
        start, end = part.span(path)
        lead = file.text[start:end].find(value)
        yield _token(file, place.kind, value, start + max(lead, 0), place.defines)
    elif any(each in value for each in _MARKS) and takes_prose(file.role.kind, path):
        reader = MarkdownReader(file.path)
        fragment = part.fragment(path, value)
        stretch = Scanner(fragment, file.path, True, reader.problems, reader.doubts).inline()
        yield from _in_piece(file, reader.inline(stretch))


# The body ----------------------------------------------------------------------------------------


def _in_body(file: OpenFile) -> Iterator[Token]:
    if not file.role.is_markdown:
        return
    fragment = file.source.fragment(file.body_start, len(file.text))
    body, _, _ = read_body(fragment, file.path)
    for section in body.sections:
        yield from _in_heading(file, section.heading)
        for block in section.blocks:
            yield from _in_condition(file, block.condition)
            for part in block.parts:
                yield from _in_heading(file, part.heading)
                yield from _in_piece(file, part.piece)


def _in_heading(file: OpenFile, heading: Heading | None) -> Iterator[Token]:
    if heading:
        yield from _in_condition(file, heading.condition)
        yield from (_named(file, "interest", each) for each in heading.interests)
        yield from _in_piece(file, heading.piece)


def _in_condition(file: OpenFile, condition: Condition | None) -> Iterator[Token]:
    for name in condition.names if condition else ():
        yield _named(file, "audience", name)


def _in_piece(file: OpenFile, piece: Piece) -> Iterator[Token]:
    for each in piece:
        match each:
            case Citation(references):
                for found in references:
                    start = file.source.index(found.place) + 1
                    yield _token(file, "source", found.source, start, detail=found.locator)
            case Value(path, place):
                yield from _in_value_path(file, path, place)
            case Link(target, _, place) if not target.startswith(("http", "mailto:", "#")):
                start = file.source.index(place)
                yield _token(file, "link", target.partition("#")[0], start)
            case Variant(default, texts, _, _):
                yield from _in_piece(file, default)
                for name, text in texts:
                    yield _named(file, "audience", name)
                    yield from _in_piece(file, text)
            case Listing(_, items, _):
                for item in items:
                    yield from _in_condition(file, item.condition)
                    yield from _in_piece(file, item.piece)


def _in_value_path(file: OpenFile, path: str, place: Place) -> Iterator[Token]:
    start = file.source.index(place) + 2
    ident, dot, field = path.partition(".")
    if not dot:
        if path in _OWN_VALUES:
            yield _token(file, "value", path, start, detail=path)
        return
    kind: IdKind = "number" if field == "value" else "clock"
    yield _token(file, kind, ident, start, detail=path)


def _named(file: OpenFile, kind: IdKind, name: Name) -> Token:
    return _token(file, kind, name.id, file.source.index(name.place))


def _token(
    file: OpenFile, kind: IdKind, ident: str, start: int, defines: bool = False, detail: str = ""
) -> Token:
    end = start + len(ident)
    return Token(kind, ident, start, end, defines, detail, file.text[start:end] == ident)
