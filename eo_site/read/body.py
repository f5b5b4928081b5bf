"""A file's Markdown as sections, blocks and pieces."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any, Literal

from eo_site.model.body import (
    Block,
    Body,
    Condition,
    Heading,
    Name,
    Part,
    Piece,
    Section,
    Variant,
)  # fmt: skip
from eo_site.model.document import Doubt
from eo_site.model.problem import Place, Problem
from eo_site.model.text import Fragment
from eo_site.read.events import UNREADABLE, BlockLine, Event, HeadingLine, Stretch
from eo_site.read.markdown import MarkdownReader
from eo_site.read.scanner import Scanner

_ACCENTS = re.compile(r"([a-z])[\u0300-\u036f]+")
_INDENTED = re.compile(r"(?:[ \t]*\n)*[ \t]+\S")
"""As the children of a list are."""
RESERVED_IDS = re.compile(r"(?:m|duty|source)-.*|main|top|contents")
"""Ids the page itself uses."""


def read_body(
    fragment: Fragment, path: str, *, lines: bool = False
) -> tuple[Body, tuple[Problem, ...], tuple[Doubt, ...]]:
    """The body, as far as it can be read, all that is wrong with it, and what may be.

    With `lines`, its markup says where each paragraph stands.
    """
    scanner = Scanner(fragment, path)
    events = scanner.events()
    assembler = _Assembler(MarkdownReader(path, scanner.problems, lines=lines), events)
    return assembler.body(fragment.place(0)), tuple(scanner.problems), tuple(scanner.doubts)


class _Assembler:
    """Puts the scanner's events together."""

    def __init__(self, reader: MarkdownReader, events: list[Event]) -> None:
        self._reader = reader
        self._events = events
        self._references: dict[str, Any] = {}
        self._collect_definitions()

    def _collect_definitions(self) -> None:
        block: BlockLine | None = None
        conditional_below = 7
        for event in self._events:
            if isinstance(event, HeadingLine) and block is None:
                conditional_below = self._conditional_below(event, conditional_below)
            elif isinstance(event, BlockLine):
                block = event if event.kind else None
            elif isinstance(event, Stretch):
                allowed = block is None and conditional_below == 7
                self._reader.definitions(event, self._references, allowed=allowed)

    @staticmethod
    def _conditional_below(heading: HeadingLine, level: int) -> int:
        """The level of the outermost conditional section that we are in; 7 for none."""
        level = 7 if heading.level <= level else level
        named = heading.attributes and any(
            heading.attributes.get(name) for name in ("for", "except")
        )
        return min(level, heading.level) if named else level

    def body(self, start: Place) -> Body:
        sections: list[Section] = []
        heading: Heading | None = None
        place, blocks = start, list[Block]()
        events = iter(self._events)
        for event in events:
            if isinstance(event, HeadingLine):
                sections.append(Section(heading, tuple(blocks), place))
                heading, place, blocks = self._heading(event), event.place, []
            elif isinstance(event, Stretch):
                indented = _INDENTED.match(event.text)
                if indented and blocks and blocks[-1].kind != "default":
                    place_of_it = event.place(indented.group().count("\n"))
                    self._report("EO223", place_of_it, "an indented block right after a `:::` block",
                                 "write it before the line `:::`, or do not indent it")  # fmt: skip
                piece = self._reader.block(event, self._references)
                part = Part(None, piece, event.place(0))
                blocks.append(Block("default", None, (part,), part.place))
            elif event.kind:
                blocks.append(self._block(event, events, heading))
            else:
                self._report(
                    "EO206", event.place, "`:::` closes a block that is not open", "delete it"
                )
        sections.append(Section(heading, tuple(blocks), place))
        self._reader.check_definitions()
        return Body(tuple(each for each in sections if each.heading or each.blocks))

    def _report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self._reader.report(code, place, message, hint)

    def _block(self, opening: BlockLine, events: Iterator[Event], outer: Heading | None) -> Block:
        kind: Literal["for", "instead"] = "instead" if opening.kind == "instead for" else "for"
        condition = self._condition("for", opening.names, opening.place)
        parts: list[Part] = []
        for event in events:
            if isinstance(event, Stretch):
                piece = self._reader.block(event, self._references)
                if parts and not parts[-1].piece:
                    parts[-1] = Part(parts[-1].heading, piece, parts[-1].place)
                else:
                    parts.append(Part(None, piece, event.place(0)))
            elif isinstance(event, HeadingLine):
                self._check_inner_heading(event, kind, outer)
                parts.append(Part(self._heading(event), (), event.place))
            elif event.kind == UNREADABLE:
                return Block(kind, condition, tuple(parts), opening.place)
            elif event.kind:
                self._report(
                    "EO206", event.place, "a block within a block", "close the first with `:::`"
                )
            else:
                if not parts:
                    self._report(
                        "EO206", opening.place, "an empty block", "write its text, or delete it"
                    )
                return Block(kind, condition, tuple(parts), opening.place)
        if opening.kind != UNREADABLE:
            self._report("EO206", opening.place, "a block that is not closed", "add a line `:::`")
        return Block(kind, condition, tuple(parts), opening.place)

    def _check_inner_heading(self, event: HeadingLine, kind: str, outer: Heading | None) -> None:
        if kind == "instead":
            self._report("EO212", event.place, "a heading in an `instead` block",
                         "it replaces text only; use a `for` block")  # fmt: skip
        elif outer and event.level <= outer.level:
            self._report("EO212", event.place, "a heading in a block that is not deeper than its section's",
                         f"write at least {'#' * (outer.level + 1)}, or use a conditional section")  # fmt: skip

    def _condition(
        self, kind: Literal["for", "except"], names: tuple[Name, ...], place: Place
    ) -> Condition:
        for name in names:
            if not name.id:
                self._report(
                    "EO205", name.place, "a name is missing", "write audiences or groups: a, b"
                )
        return Condition(kind, tuple(name for name in names if name.id), place)

    def _heading(self, line: HeadingLine) -> Heading:
        if line.level == 1:
            self._report(
                "EO212", line.place, "a heading of level 1", "the title is level 1; start with ##"
            )
        piece = self._reader.inline(line.text, self._references)
        given = line.attributes
        ident = given.id if given and given.id else slug(_text(piece, varying=False))
        if not _text(piece, varying=True).strip():
            self._report("EO212", line.place, "a heading without words", "write some")
        elif not ident:
            self._report("EO212", line.place, "a heading without words that all readers get gives no id",
                         "add one: {#some-id}")  # fmt: skip
        elif RESERVED_IDS.fullmatch(ident):
            self._report("EO307", line.place, f"the id `{ident}` is one of the page's own",
                         "give another: {#other-id}")  # fmt: skip
        interests = given.get("interests") if given else None
        return Heading(
            line.level,
            piece,
            ident,
            self._heading_condition(line),
            interests.names() if interests else (),
            line.place,
        )

    def _heading_condition(self, line: HeadingLine) -> Condition | None:
        wanted, unwanted = (
            line.attributes.get(name) if line.attributes else None for name in ("for", "except")
        )
        if wanted and unwanted:
            self._report("EO208", unwanted.place, "both `for` and `except`", "keep one of them")
        if wanted:
            return self._condition("for", wanted.names(), wanted.place)
        return self._condition("except", unwanted.names(), unwanted.place) if unwanted else None


def _text(piece: Piece, *, varying: bool) -> str:
    """The words of a piece, with or without the default of what varies.

    Who reads other words in a default's place must not find it in an id.
    """
    out = []
    for segment in piece:
        if isinstance(segment, str):
            out.append(re.sub(r"<[^>]*>", "", segment))
        elif isinstance(segment, Variant) and varying:
            out.append(_text(segment.default, varying=True))
    return "".join(out)


def slug(text: str) -> str:
    """An id from words: letters and digits of any script in lower case, hyphens between.

    Latin letters lose their accents. Words without any letter are called by their characters'
    names in Unicode.
    """
    folded = unicodedata.normalize("NFKD", re.sub("['’]", "", unescape(text))).casefold()
    bare = unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", folded))
    ident = "-".join("".join(char if _in_word(char) else " " for char in bare).split())
    if ident or not text.strip():
        return ident
    names = (unicodedata.name(char, "") for char in text if not char.isspace() and ord(char) > 0x7F)
    return re.sub(r"[^a-z0-9]+", "-", " ".join(names).lower()).strip("-")


def _in_word(char: str) -> bool:
    """A letter, a digit, or a mark on one, which some scripts write vowels with."""
    return char.isalnum() or unicodedata.category(char).startswith("M")
