"""A built page as its reader meets it: headings, and under each the blocks that stand there.

Pages are read as any browser would, not by the shipped theme's names, so that a site with templates
of its own is compared as well. What a page says about other pages (`nav`) and drawings, which repeat
a list, are left aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

OF_RECORD = frozenset({"facts", "standing", "timeline"})
"""Classes of lists and parts that print facts of a record."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "details", "dd", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin and end a block of text."""
_SKIPPED = frozenset({"nav", "script", "style", "svg", "template"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list's item, a table's row, or a term with what is said of it."""

    kind: str
    """`heading`, `text`, `item`, `row` or `term`."""
    title: str
    """The heading above it."""
    text: str

    @property
    def fact(self) -> bool:
        """Whether it is an entry of a record rather than a passage."""
        return self.kind in ("row", "term")


@dataclass(frozen=True, slots=True)
class Page:
    """One page as text."""

    title: str
    """Its first main heading, else the title of the document."""
    blocks: tuple[Block, ...]
    hidden: bool
    """Whether it asks search engines not to list it."""


def read_page(html: str) -> Page:
    """A page's blocks in reading order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    title = reader.first_heading or _tidy("".join(reader.name))
    return Page(title, tuple(reader.blocks), reader.hidden)


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    row: str
    """`row` or `term` for an element whose whole content is one entry, else empty."""
    rows_below: bool = False
    """Whether its items, or its blocks, are entries of a record."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.name: list[str] = []
        self.first_heading = ""
        self.hidden = False
        self._title = self._term = ""
        self._words: list[str] = []
        self._stack: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "meta" and values.get("name", "").lower() == "robots":
            self.hidden |= "noindex" in values.get("content", "").lower()
        if tag == "img" and values.get("alt"):
            self._words.append(f" {values['alt']} ")
        self._boundary(tag)
        if tag == "span" and "class" in values and self._inside_row():
            self._words.append(" ")  # the stylesheet may set it on a line of its own
        if tag not in _VOID:
            rows = bool(OF_RECORD & set(values.get("class", "").split()))
            self._stack.append(_Open(tag, self._row_of(tag), rows))

    def handle_endtag(self, tag: str) -> None:
        if tag not in [each.tag for each in self._stack]:
            return
        self._boundary(tag)
        while self._stack:
            closed = self._stack.pop()
            if closed.row and not self._inside_row():
                self._emit(closed.row)
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if any(each.tag == "title" for each in self._stack):
            self.name.append(data)
        elif not any(each.tag in _SKIPPED or each.tag == "head" for each in self._stack):
            self._words.append(data)

    def flush(self) -> None:
        """What was read since the last block, as one of the kind it stands in."""
        tags = [each.tag for each in self._stack]
        last = next((tag for tag in reversed(tags) if tag in _BLOCKS), "")
        if last in _HEADINGS:
            self._emit("heading")
        elif last == "dt":
            self._term = _tidy("".join(self._words)) or self._term
            self._words.clear()
        elif any(each.rows_below for each in self._stack):
            self._emit("row")
        else:
            self._emit("item" if "li" in tags else "text")

    def _boundary(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        if self._inside_row():
            self._words.append(" | " if tag in ("td", "th") and self._words else " ")
        else:
            self.flush()

    def _inside_row(self) -> bool:
        return any(each.row for each in self._stack)

    def _row_of(self, tag: str) -> str:
        if tag == "tr":
            return "row"
        if tag == "dd":
            return "term"
        lists = [each for each in self._stack if each.tag in ("ul", "ol")]
        return "row" if tag == "li" and lists and lists[-1].rows_below else ""

    def _emit(self, kind: str) -> None:
        text = _tidy("".join(self._words))
        self._words.clear()
        text = re.sub(r"(?: \|)+ ?$|^(?:\| )+", "", re.sub(r"\|(?: \|)+", "|", text)).strip("| ")
        if not text:
            return
        if kind == "heading":
            self._title = text
            self.first_heading = self.first_heading or text
        if kind == "term" and self._term:
            text = f"{self._term}: {text}"
        self.blocks.append(Block(kind, "" if kind == "heading" else self._title, text))


def told(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    """What two blocks are compared by."""
    for each in blocks:
        yield each.kind, each.title, each.text
