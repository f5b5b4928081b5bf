"""Prose fields of a record, parsed: inline Markdown, in paragraphs, per audience."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from eo_site.model.base import keys
from eo_site.model.body import Name, Piece
from eo_site.model.document import Doubt, ParsedProse
from eo_site.model.problem import Problem
from eo_site.model.prose import Prose
from eo_site.model.text import Fragment, KeyPath, Marks
from eo_site.read.lookalikes import MAY_BE, in_yaml_comment, look_alikes
from eo_site.read.markdown import MarkdownReader
from eo_site.read.scanner import LEFT_OVER, MAY_BE_LEFT_OVER, STARTS_WITH_COLON, Scanner

_PARAGRAPH = re.compile(r"\S.*(?:\n(?![ \t]*\n).*)*")
_LINE = re.compile(r"^[ \t]*(.*)", re.MULTILINE)
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_BLOCK_START = re.compile(r"#{1,6}[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|\|")


def _values(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Prose | str]]:
    """Every prose field and every text of a record, with the path it has in the file."""
    if isinstance(value, (Prose, str)):
        yield path, value
        return
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, BaseModel):
        parts = ((key, getattr(value, name)) for name, key in keys(type(value)))
    elif isinstance(value, tuple):
        parts = enumerate(value)
    elif isinstance(value, Mapping):
        parts = value.items()
    for key, each in parts:
        if isinstance(each, (Prose, str)):
            yield (*path, key), each
        elif each:
            yield from _values(each, (*path, key))


def read_prose(
    record: BaseModel, marks: Marks, *, lines: bool = False
) -> tuple[dict[KeyPath, ParsedProse], tuple[Problem, ...], tuple[Doubt, ...]]:
    """Every prose field of a record, by path; what is wrong with its texts, and what may be.

    With `lines`, their markup says where each paragraph stands.
    """
    reader = MarkdownReader(marks.source.path, lines=lines)
    parsed: dict[KeyPath, ParsedProse] = {}
    for path, value in _values(record, ()):
        if isinstance(value, Prose):
            parsed[path] = _field(value, path, marks, reader)
        elif MAY_BE.search(value) or MAY_BE_LEFT_OVER.search(value):
            problems, doubts = read_plain(marks.fragment(path, value), marks.source.path)
            reader.problems += problems
            reader.doubts += doubts
    reader.doubts += _remarks(marks)
    return parsed, tuple(reader.problems), tuple(reader.doubts)


def _remarks(marks: Marks) -> Iterator[Doubt]:
    """Remarks between the values, `# …`, which may be meant as marks."""
    start, end = marks.values.get((), (0, 0))
    text = marks.source.fragment(marks.base, marks.base + end)
    for match in _REMARK.finditer(text.text, start) if "#" in text.text else ():
        for doubt in in_yaml_comment(match.group(), text.part(match.start(), match.end())):
            if not _is_value(marks, match.start()):
                yield doubt


def _is_value(marks: Marks, index: int) -> bool:
    """Whether a character of a document is part of a text."""
    lists_and_maps = {path[:-1] for path in marks.values}
    return any(
        start <= index < end
        for path, (start, end) in marks.values.items()
        if path not in lists_and_maps
    )


def read_plain(fragment: Fragment, path: str) -> tuple[list[Problem], list[Doubt]]:
    """What is wrong, and what may be, with a text in which no syntax is read."""
    if left := LEFT_OVER.search(fragment.text):
        message = f"`{left.group()}` in a field that takes no audience syntax"
        return [Problem("EO207", path, fragment.place(left.start()), message, "delete it")], []
    return look_alikes(fragment.text, fragment, path)


def _field(prose: Prose, path: KeyPath, marks: Marks, reader: MarkdownReader) -> ParsedProse:
    keyed = (*path, "default") if (*path, "default") in marks.values else path
    if (*path, "text") in marks.keys and keyed not in marks.keys:
        keyed = path
    default = _piece(marks.fragment(keyed, prose.default), reader)
    variants = tuple(
        (
            Name(name, marks.place((*path, name), key=True)),
            _piece(marks.fragment((*path, name), text), reader),
        )
        for name, text in prose.variants
    )
    return ParsedProse(default, variants)


def _piece(fragment: Fragment, reader: MarkdownReader) -> Piece:
    """One paragraph's inside, or several paragraphs."""
    pieces = [
        _paragraph(fragment.part(match.start(), match.end()), reader)
        for match in _PARAGRAPH.finditer(fragment.text.rstrip())
    ]
    if len(pieces) == 1:
        return pieces[0]
    return tuple(segment for piece in pieces for segment in ("<p>", *piece, "</p>\n"))


def _paragraph(fragment: Fragment, reader: MarkdownReader) -> Piece:
    for match in _LINE.finditer(fragment.text):
        line = match.group(1)
        if STARTS_WITH_COLON.match(line):
            place = fragment.place(match.start(1))
            reader.report("EO204", place, "a line that begins with a colon", "write \\:")
        elif _BLOCK_START.match(line):
            place = fragment.place(match.start(1))
            hint = f"prose fields take inline Markdown; write \\{line[0]} for the character itself"
            reader.report("EO217", place, "a heading, list, quote or table in a prose field", hint)
    scanner = Scanner(fragment, reader.path, True, reader.problems, reader.doubts)
    return reader.inline(scanner.inline())
