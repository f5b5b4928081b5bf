"""What a section holds: its own words and the provisions below it, each under its label.

Three things printers do are undone. Items that run on in one paragraph ("…; or (h) the
development …") become provisions if the list they continue is one of paragraphs; a list that
stands wholly inside a sentence stays there. Paragraphs without a mark belong to the item before
them, except after the end of a list of clauses ("…; and (c) … .", each ending in a semicolon):
such a 'flush' paragraph belongs to what the list belongs to. In the plain form its margin says
to which level, if several lists end at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eo_site.model.official import TextSection
from eo_site.model.problem import Problem
from eo_site.read.official_marks import MARK, Mark, Path, nest, numerals, token_of
from eo_site.read.official_paragraphs import Paragraph, unquoted
from eo_site.read.official_units import Unit, numbering

_RUN_IN = r"(?:(?<=[.:;,—] )|(?<=[;,] and )|(?<=[;,] or ))"
_ANNOUNCES = re.compile(r"[:—]”?$")
_UNFINISHED = re.compile(r"[;,] (?:and|or)$")
_CLAUSE = re.compile(r"[;,](?: and| or)?$")
_SENTENCE = re.compile(r"[.?!]\W*$")


@dataclass(slots=True)
class _Entry:
    """A paragraph without its marks."""

    paragraph: Paragraph
    tokens: tuple[str, ...]
    text: str
    paths: tuple[Path | None, ...] = ()


@dataclass(slots=True)
class _Item:
    """A provision under construction."""

    path: Path
    line: int
    column: int
    texts: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    @property
    def last(self) -> str:
        return (self.texts or [""])[-1]


def provisions(path: str, unit: Unit) -> tuple[tuple[TextSection, ...], tuple[Problem, ...]]:
    """A section and everything below it, in sequence."""
    entries = [_entry(each) for each in unit.paragraphs]
    _nest(entries)
    builder = _Builder(path, unit)
    for entry, following in zip(entries, _following(entries), strict=True):
        builder.add(entry, following)
    builder.split_last_items()
    return builder.sections(), tuple(builder.problems)


def _entry(paragraph: Paragraph) -> _Entry:
    """Marks that open a paragraph; a second one only if it opens a list: `(i)(1)`, `(a) (i)`."""
    tokens: list[str] = []
    text = paragraph.text
    while (match := MARK.match(text)) and numerals(match[1]):
        if tokens and not any(place == 1 for _, place in numerals(match[1])):
            break
        tokens.append(match[1])
        text = text[match.end() :]
    return _Entry(paragraph, tuple(tokens), text)


def _nest(entries: Sequence[_Entry]) -> None:
    """Finds for each mark its place among the others."""
    marks = []
    before = ""
    for entry in entries:
        run_in = frozenset(re.findall(_RUN_IN + r"\((\w{1,8})\) ", unquoted(before)))
        announced = not before or bool(_ANNOUNCES.search(before))
        unfinished = bool(_UNFINISHED.search(before))
        marks += [Mark(token, announced, unfinished, run_in) for token in entry.tokens[:1]]
        marks += [Mark(token, announced=True) for token in entry.tokens[1:]]
        before = entry.text
    paths = iter(nest(marks))
    for entry in entries:
        entry.paths = tuple(next(paths) for _ in entry.tokens)


def _following(entries: Sequence[_Entry]) -> list[Path]:
    """For each paragraph the place of the next mark after it; () after the last."""
    found: list[Path] = []
    following: Path = ()
    for entry in reversed(entries):
        found.append(following)
        following = next((each for each in entry.paths if each), following)
    return found[::-1]


class _Builder:
    """Collects the provisions of one section."""

    def __init__(self, path: str, unit: Unit) -> None:
        self.path, self.unit = path, unit
        self.items: dict[Path, _Item] = {(): _Item((), unit.line, -1)}
        self.below: dict[Path, list[Path]] = {}
        self.current = self.items[()]
        self.problems: list[Problem] = []

    def add(self, entry: _Entry, following: Path) -> None:
        """One more paragraph; `following` is the place of the next mark in the section."""
        paragraph = entry.paragraph
        for path in entry.paths:
            if path is None:
                self._warn(paragraph.line, f"“({entry.tokens[0]})” fits no list here")
                self.current.texts.append(paragraph.text)
                return
            self._fill(path, paragraph.line)
            self._begin(path, paragraph.line, paragraph.column)
        if entry.tokens:
            self.current.texts += [entry.text] if entry.text else []
        else:
            self._unmarked(paragraph, following)

    def _begin(self, path: Path, line: int, column: int) -> None:
        self.current = self.items[path] = _Item(path, line, column)
        self.below.setdefault(path[:-1], []).append(path)

    def _unmarked(self, paragraph: Paragraph, following: Path) -> None:
        owner = self.current
        if owner.path and self._ends_list(owner, following):
            owner = self._closed_by(paragraph, following)
        if owner is self.current:
            owner.texts.append(paragraph.text)
        else:
            owner.closing.append(paragraph.text)
            self.current = owner

    def _ends_list(self, item: _Item, following: Path) -> bool:
        """Whether an item is the last of a list of clauses."""
        if following[: len(item.path) - 1] == item.path[:-1] and len(following) >= len(item.path):
            return False
        style, place = item.path[-1]
        before = self.items.get((*item.path[:-1], (style, place - 1)))
        whole = bool(_SENTENCE.search(item.last))
        return whole and before is not None and bool(_CLAUSE.search(self._end_of(before)))

    def _end_of(self, item: _Item) -> str:
        """The last words of an item or of the last thing below it."""
        if item.closing or item.path not in self.below:
            return (item.closing or [item.last])[-1]
        return self._end_of(self.items[self.below[item.path][-1]])

    def _closed_by(self, paragraph: Paragraph, following: Path) -> _Item:
        """The nearest owner of a list that ends here whose margin the paragraph keeps."""
        path = self.current.path[:-1]
        while path and self.items[path].column != paragraph.column:
            if following[: len(path) - 1] == path[:-1] and len(following) >= len(path):
                break
            path = path[:-1]
        return self.items[path]

    def _fill(self, path: Path, line: int) -> None:
        """Items missing before this one: cut out of the paragraph before, or reported."""
        style, place = path[-1]
        earlier = range(place - 1, 0, -1)
        found = (each for each in earlier if (*path[:-1], (style, each)) in self.items)
        for missing in range(next(found, 0) + 1, place):
            if not self._split((*path[:-1], (style, missing))):
                message = f"{self._label(path)} is here, ({token_of((style, missing))}) is nowhere"
                self._warn(line, message)

    def _split(self, path: Path, before: str = _RUN_IN) -> bool:
        """Cuts an item out of the end of the current paragraph."""
        mark = before + re.escape(f"({token_of(path[-1])}) ")
        match = re.search(mark, unquoted(self.current.last))
        if not match:
            return False
        text = self.current.last
        self.current.texts[-1] = text[: match.start()].rstrip()
        if not self.current.last:
            self.current.texts.pop()
        self._begin(path, self.current.line, self.current.column)
        self.current.texts.append(text[match.end() :])
        return True

    def split_last_items(self) -> None:
        """Cuts `…; or (h) …` off the last item of each list of paragraphs."""
        for path in [each for each in self.items if each]:
            self.current = self.items[path]
            while self._is_last(self.current) and self._has_no_list(self.current):
                style, place = self.current.path[-1]
                if not self._split(
                    (*path[:-1], (style, place + 1)), r"(?:(?<=; )|(?<=; and )|(?<=; or ))"
                ):
                    break

    def _is_last(self, item: _Item) -> bool:
        style, place = item.path[-1]
        after = (*item.path[:-1], (style, place + 1))
        return after not in self.items and item.path not in self.below

    def _has_no_list(self, item: _Item) -> bool:
        return f"({token_of(item.path[-1])}) " not in unquoted(item.last)

    def _warn(self, line: int, message: str) -> None:
        self.problems.append(numbering(self.path, line, f"section {self.unit.label}: {message}"))

    def _label(self, path: Path) -> str:
        return self.unit.label + "".join(f"({token_of(level)})" for level in path)

    def sections(self) -> tuple[TextSection, ...]:
        return tuple(self._in_sequence(()))

    def _in_sequence(self, path: Path) -> Iterator[TextSection]:
        item = self.items[path]
        closing = "\n\n".join(item.closing)
        yield TextSection(
            label=self._label(path),
            heading="" if path else self.unit.heading,
            text="\n\n".join([*item.texts, *item.closing]),
            line=item.line,
            depth=self.unit.depth + len(path),
            closing=closing,
        )
        for each in self.below.get(path, ()):
            yield from self._in_sequence(each)
