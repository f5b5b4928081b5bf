"""Stretches of Markdown become pieces: HTML, and holes for what differs between editions.

markdown-it-py parses CommonMark with tables and strike-through, raw HTML off. Its tokens are then walked once. The
walk is also the second lock on "nothing fails open": wherever Markdown sees text, an unescaped
brace, a comment, a citation's or value's opening, or a colon that begins a line means that the
scanner took that place for code while Markdown did not, and is an error. So is a hole in a place
that cannot vary, such as an address or a code block, a hole that the walk does not meet exactly
once, and a code fence that Markdown opens or closes elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from eo_site.model.body import (
    IMAGES,
    Citation,
    Condition,
    Image,
    Link,
    Listing,
    ListItem,
    Piece,
    Segment,
    Value,
    Variant,
    is_attachment,
)
from eo_site.model.document import Doubt
from eo_site.model.problem import Place, Problem
from eo_site.read.columns import Columns
from eo_site.read.events import Hole, ItemMarker, RawVariant, Stretch
from eo_site.read.plain_lines import is_plain, is_plain_line, paragraphs
from eo_site.read.scanner import LEFT_OVER, MAY_BE_LEFT_OVER, STARTS_WITH_COLON
from eo_site.read.source import HOLE_CLOSE, HOLE_OPEN, LITERALS
from eo_site.urls import DOCUMENT_LINK

_HOLES = re.compile(f"{HOLE_OPEN}([0-9]{{1,7}}){HOLE_CLOSE}")
_ADDRESS = re.compile(
    r"(?<![\w@/.:-])(?:(https?://|www\.)[^\s<>\ue000-\ue00f]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?![\w@]))"
)
"""An address of the web or of a person, bare in a text."""
_DEFINITION = re.compile(r"\[[^\]\ue000]+\]:(?:\s|$)")
_ROW = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)
"""A row of a table, where it stands in a paragraph."""
_BEFORE_ROW = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
"""What stands before a row in its line."""
_AFTER_ADDRESS = "?!.,:;*_~'\"”’›»…"
_LITERAL = str.maketrans(LITERALS)
_HAS_LITERAL = re.compile(f"[{''.join(LITERALS)}]")
_ENCODED_LITERALS = {quote(code): quote(plain, safe=":") for code, plain in LITERALS.items()}
_PAGE_LINK = re.compile(rf"{DOCUMENT_LINK.pattern}|#[^\s#]+")
_IMAGE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{'|'.join(IMAGES)})")


MAX_NESTING = 20
"""Lists and quotes within each other; markdown-it drops, without a word, what lies deeper."""


class _Parser(MarkdownIt):
    """CommonMark with tables and strike-through, raw HTML off."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": 10 * MAX_NESTING})
        self.enable(["table", "strikethrough"])

    def normalizeLink(self, url: str) -> str:
        """Percent-encoding and Punycode would hide what must not stand in an address."""
        return url if _is_ours(url) else super().normalizeLink(url)

    def validateLink(self, url: str) -> bool:
        """Every link is one; we refuse bad addresses aloud, where Markdown prints them as text."""
        return True


@cache
def _parser() -> MarkdownIt:
    """One for all files: it keeps nothing of what it has parsed."""
    return _Parser()


_RENDERER = RendererHTML()


def _is_ours(text: str) -> bool:
    """Whether audience syntax stands in a place where it cannot be understood."""
    return HOLE_OPEN in text or "{" in text


class _Definitions(dict[str, Any]):
    """Link definitions by their names, which notes those that Markdown looks up."""

    def __init__(self, known: dict[str, Any], used: set[str]) -> None:
        super().__init__(known)
        self._used = used

    def get(self, label: str, default: Any = None) -> Any:
        """The definition that a link names."""
        if label in self:
            self._used.add(label)
        return super().get(label, default)


@dataclass
class MarkdownReader:
    """Parses the stretches of one file with one parser, and collects what is wrong."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    lines: bool = False
    """Whether each paragraph's inside begins with a comment that names its place; see `line_mark`."""
    _md: MarkdownIt = field(default_factory=_parser)
    _defined: dict[str, Place] = field(default_factory=dict)
    """Where each link definition stands."""
    _used: set[str] = field(default_factory=set)
    """The link definitions that a link or an image led to."""
    _spoken: set[int] = field(default_factory=set)
    _heard: int = 0
    """How many of the problems are among the lines spoken of."""

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(code, self.path, place, message, hint))

    def check_again(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note a problem of the second lock, unless the first has spoken of that line."""
        self._spoken.update(each.place.line for each in self.problems[self._heard :])
        self._heard = len(self.problems)
        if place.line not in self._spoken:
            self.report(code, place, message, hint)

    def definitions(self, stretch: Stretch, references: dict[str, Any], *, allowed: bool) -> None:
        """Collect the reference definitions of a stretch into those of the file."""
        if "]:" not in stretch.text:
            return
        env: dict[str, Any] = {}
        tokens = self._md.parse(stretch.text, env)
        conditional = [
            token.map
            for i, token in enumerate(tokens)
            if token.type == "list_item_open" and token.map and _is_marked(tokens, i, stretch)
        ]
        for found in [*env.get("references", {}).items(), *(
            (each["label"], each) for each in env.get("duplicate_refs", [])
        )]:  # fmt: skip
            label, ref = found[0], found[1]
            line = ref["map"][0]
            place = stretch.place(line)
            inside = any(start <= line < end for start, end in conditional)
            if inside or not allowed:
                self.report("EO214", place, "a link definition in text meant for some",
                            "definitions stand in default text, outside blocks and conditional parts")  # fmt: skip
            elif label in references:
                self.report("EO214", place, f"the link definition `{ref.get('label', label)}` stands twice",
                            "keep one: which of two counts is left to chance")  # fmt: skip
            else:
                references[label] = ref
                self._defined[label] = place
            text = f"{label} {ref['href']} {ref['title']}"
            self._check_attribute(text, place, "a link definition")

    def block(self, stretch: Stretch, references: dict[str, Any]) -> Piece:
        """A stretch of whole blocks."""
        writer = _Writer(self, stretch, references)
        if is_plain(stretch.text) and not self.lines:
            return writer.paragraphs()
        return writer.blocks(self._md.parse(stretch.text, writer.environment()))

    def inline(self, stretch: Stretch, references: dict[str, Any] | None = None) -> Piece:
        """A stretch of one paragraph's inside."""
        writer = _Writer(self, stretch, references or {})
        if "\n" not in stretch.text and is_plain_line(stretch.text) and not self.lines:
            return writer.plain()
        return writer.blocks(self._md.parseInline(stretch.text, writer.environment()))

    def check_definitions(self) -> None:
        """Once all is read: a definition that nothing uses is a text that nobody sees."""
        for label, place in self._defined.items():
            if label not in self._used:
                message = f"the link definition `{label.lower()[:60]}` is used by no link"
                hint = "delete it, or write [words][its name]; a remark is <!-- … -->, and \\[ is the character"
                self.check_again("EO238", place, message, hint)

    def normalized(self, address: str) -> str:
        """An address as it stands in markup."""
        return self._md.normalizeLink(address)

    def hole(
        self, hole: Citation | Value | RawVariant, references: dict[str, Any]
    ) -> Citation | Value | Variant:
        """A hole's parsed filling."""
        if isinstance(hole, RawVariant):
            texts = tuple((name, self.inline(text, references)) for name, text in hole.texts)
            default = self.inline(hole.default, references)
            return Variant(default, texts, hole.place, hole.language)
        return hole

    def _check_attribute(self, text: str, place: Place, where: str) -> None:
        if _is_ours(text):
            self.report("EO213", place, f"audience syntax in {where}", "it is read in text only")


def _is_marked(tokens: Sequence[Token], item: int, stretch: Stretch) -> bool:
    """Whether a list item's first paragraph carries a marker."""
    inline = tokens[item + 2] if item + 2 < len(tokens) else None
    return (
        inline is not None
        and inline.type == "inline"
        and any(
            isinstance(stretch.holes[int(number)], ItemMarker)
            for number in _HOLES.findall(inline.content)
        )
    )


class _Writer:
    """Walks the tokens of one stretch."""

    def __init__(
        self, reader: MarkdownReader, stretch: Stretch, references: dict[str, Any]
    ) -> None:
        self._reader, self._stretch, self._references = reader, stretch, references
        self._filled = [0] * len(stretch.holes)
        self._options = reader._md.options
        self._out: list[Segment] = []
        self._line = 0
        self._columns_of_table, self._lines_of_table = 0, list[str]()
        self._looked_to = 0
        """In the source, as far as addresses have been found."""
        self._marker: Condition | None = None
        self._linked = 0
        """How many links the text stands in."""
        self._columns = Columns(stretch.text)

    @property
    def place(self) -> Place:
        return self._stretch.place(self._line) if self._stretch.starts else Place()

    def environment(self) -> dict[str, Any]:
        """What markdown-it is told of the file; it may add to it."""
        return {"references": _Definitions(self._references, self._reader._used)}

    def plain(self) -> Piece:
        """A line in which nothing can be markup: what the parser would make of it, sooner."""
        self._text(self._stretch.text, True, False)
        self._check_holes()
        return _joined(self._out)

    def paragraphs(self) -> Piece:
        """Paragraphs in which nothing can be markup, likewise."""
        for number, markup, text in paragraphs(self._stretch.text):
            self._line = number
            self._out.append(markup)
            if text:
                self._text(text, True, False)
        self._check_holes()
        return _joined(self._out)

    def blocks(self, tokens: Sequence[Token]) -> Piece:
        """All tokens of a stretch, in order."""
        self._walk(tokens, 0, len(tokens))
        self._check_holes()
        self._check_fences(tokens)
        return _joined(self._out)

    def _check_holes(self) -> None:
        """What the scanner took out and Markdown has dropped, or shows twice, is lost or leaks."""
        for hole, times in zip(self._stretch.holes, self._filled, strict=True):
            if times != 1:
                self._reader.check_again("EO213", _place_of(hole), "audience syntax where Markdown reads no text",
                                    "it is read in text only; a table row has as many cells as its head")  # fmt: skip

    def _check_fences(self, tokens: Sequence[Token]) -> None:
        """Scanner and Markdown must agree on what is code."""
        seen = {
            (token.map[0], token.map[1]) for token in tokens if token.type == "fence" and token.map
        }
        for start, _ in sorted(seen ^ set(self._stretch.fences))[:1]:
            place = self._stretch.place(start)
            self._reader.check_again("EO201", place, "a code fence that Markdown reads otherwise",
                                "indent its first and last line alike; in a list, as its text")  # fmt: skip

    def _walk(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Write some tokens; the column of what was to be a child, where a list among them ends for some."""
        at, child = start, 0
        while at < end:
            token = tokens[at]
            if token.map:
                self._line = token.map[0]
            if child and token.map and token.type != "inline":
                self._check_outdented(token.map[0], child)
            if token.nesting == 1 and token.level >= MAX_NESTING:
                self._reader.check_again(
                    "EO217", self.place, "lists or quotes nested too deep", "flatten them"
                )
                at = _closing(tokens, at) + 1
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                close = _closing(tokens, at)
                if self._list(tokens, at, close):
                    child = self._columns.last
                at = close + 1
            elif token.type == "blockquote_open":
                close = _closing(tokens, at)
                self._token(tokens, at)
                with self._columns.quote():
                    child = self._walk(tokens, at + 1, close) or child
                self._token(tokens, close)
                at = close + 1
            elif (figure := _figure(tokens, at)) is not None:
                self._image(figure, caption=True)
                at += 3
            else:
                self._token(tokens, at)
                at += 1
        return child

    def _check_outdented(self, line: int, child: int) -> None:
        """What stands below an item for some, and further right than the list, was to be its child."""
        if self._columns.indent(line) > 0:
            message = "a block that belongs to no item of the list above it"
            hint = f"indent it by {child} spaces to make it the item's, or not at all"
            self._reader.check_again("EO223", self.place, message, hint)

    def _token(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        if token.type == "inline":
            first = at >= 2 and tokens[at - 2].type == "list_item_open"
            if tokens[at - 1].type == "paragraph_open" and _ROW.search(token.content):
                self._reader.check_again("EO237", self.place, "a row that belongs to no table",
                                    "put it right below the table; \\| for the character")  # fmt: skip
            self._inline(token.children or [], in_item=first)
        elif token.type == "code_block":
            self._reader.check_again("EO226", self.place, "a block that is indented by four columns or more is code",
                                "indent it as far as the text it belongs to; put code between ``` lines")  # fmt: skip
        elif token.type == "fence":
            self._code(token)
        elif token.type == "heading_open":
            self._reader.report("EO212", self.place, "a heading that is not one of the page's",
                                "headings start at the start of a line with ##, outside lists and quotes, "
                                "never underlined with = or -")  # fmt: skip
        elif token.type in ("th_open", "td_open"):
            align = re.search(r"text-align:(\w+)", str(token.attrGet("style") or ""))
            tag = token.tag + (f' class="align-{align.group(1)}"' if align else "")
            scope = ' scope="col"' if token.tag == "th" else ""
            self._out.append(f"<{tag}{scope}>")
        elif token.type == "table_open":
            head = next(n for n in range(at, len(tokens)) if tokens[n].type == "thead_close")
            self._columns_of_table = sum(each.type == "th_open" for each in tokens[at:head])
            self._lines_of_table = self._stretch.text.split("\n")
            self._out.append('<div class="table" tabindex="0"><table>\n')
        elif token.type == "tr_open":
            self._check_row(token)
            self._out.append(_RENDERER.renderToken(tokens, at, self._options, {}))
        elif token.type == "table_close":
            self._out.append("</table></div>\n")
        else:
            self._out.append(_RENDERER.renderToken(tokens, at, self._options, {}))

    def _check_row(self, token: Token) -> None:
        """Markdown drops the cells of a row that has more than its table's head."""
        if not token.map:
            return
        line = self._lines_of_table[token.map[0]]
        cells = escapedSplit(_BEFORE_ROW.sub("", line).strip().removeprefix("|"))
        lost = [each for each in cells[self._columns_of_table :] if each.strip()]
        # A hole that is lost is told as one.
        if lost and not any(HOLE_OPEN in each for each in lost):
            self._line = token.map[0]
            message = "a row with more cells than its table's head, which are printed nowhere"
            hint = "give the head as many; \\| for the character"
            self._reader.check_again("EO237", self.place, message, hint)

    def _code(self, token: Token) -> None:
        self._check_code(token, "a code block", "write each ` that is no code as \\`")
        language = token.info.split()[0] if token.info.strip() else ""
        cls = f' class="language-{escape(language)}"' if language else ""
        mark = line_mark(self.place) if self._reader.lines else ""
        self._out.append(
            f"<pre><code{cls}>{mark}{escape(token.content, quote=False)}</code></pre>\n"
        )

    def _check_code(self, token: Token, where: str, hint: str) -> None:
        if HOLE_OPEN in token.content or any(char in token.content for char in LITERALS):
            self._reader.report("EO213", self.place, f"audience syntax in {where}", hint)

    # Lists ------------------------------------------------------------------------------

    def _list(self, tokens: Sequence[Token], start: int, close: int) -> bool:
        """A list; whether the last thing in it is for some."""
        opening = _RENDERER.renderToken(tokens, start, self._options, {})
        items, at, last = list[ListItem](), start + 1, False
        markers = list[tuple[int, int]]()
        while at < close:
            end = _closing(tokens, at)
            item, last, marker = self._item(tokens, at, end)
            items.append(item)
            markers.append(marker)
            at = end + 1
        closing = f"</{tokens[close].tag}>\n"
        if any(item.condition for item in items):
            self._check_aligned(tokens, start, items, markers)
        if any(item.condition or _may_be_empty(item.piece) for item in items):
            self._out.append(Listing(opening, tuple(items), closing))
        else:
            self._out += [opening, *(part for item in items for part in item.piece), closing]
        return last

    def _item(
        self, tokens: Sequence[Token], start: int, end: int
    ) -> tuple[ListItem, bool, tuple[int, int]]:
        """An item, whether the last thing in it is for some, and where its marker and text begin."""
        outer, self._out, self._marker = self._out, ["<li>"], None
        paragraph = start + 1 < end and tokens[start + 1].type == "paragraph_open"
        rest = start + 4 if paragraph else start + 1
        line = tokens[start].map
        with self._columns.item(line[0] if line else 0) as marker:
            self._walk(tokens, start + 1, rest)
            condition, self._marker = self._marker, None
            if condition and _HOLES.fullmatch(tokens[start + 2].content.strip()):
                self._reader.report("EO207", condition.place, "a marker without a text before it",
                                    "write the item's text, or delete the item")  # fmt: skip
            self._walk(tokens, rest, end)
        inner, self._out = [*self._out, "</li>\n"], outer
        last = bool(condition) or _ends_for_some(inner)
        return ListItem(condition, _joined(inner)), last, marker

    def _check_aligned(
        self,
        tokens: Sequence[Token],
        start: int,
        items: Sequence[ListItem],
        markers: Sequence[tuple[int, int]],
    ) -> None:
        """Items of a list begin at one column; what is a little to the right was to be a child."""
        lines = [
            token.map[0]
            for token in tokens[start : _closing(tokens, start)]
            if token.type == "list_item_open"
            and token.level == tokens[start].level + 1
            and token.map
        ]
        numbered = tokens[start].type == "ordered_list_open"
        for (before, text), (marker, its_text), line in zip(
            markers, markers[1:], lines[1:], strict=False
        ):
            if marker != before and not (numbered and text == its_text):
                self._line = line
                message = "an item that stands neither below the one before it nor within it"
                hint = f"indent it by {text} spaces to make it a child, by {before} to make it the next"
                self._reader.check_again("EO223", self.place, message, hint)
                return

    # Inline -----------------------------------------------------------------------------

    def _inline(self, children: Sequence[Token], *, in_item: bool) -> None:
        if self._reader.lines:
            self._out.append(line_mark(self.place))
        starts_line = True
        written = [at for at, token in enumerate(children) if token.content.strip()]
        for at, token in enumerate(children):
            if token.type in ("softbreak", "hardbreak"):
                self._out.append("<br>\n" if token.type == "hardbreak" else "\n")
                self._line += 1
                starts_line = True
                continue
            if token.type == "text":
                last = not written or at >= written[-1]
                self._text(token.content, starts_line, in_item and last)
            elif token.type == "code_inline":
                self._check_code(token, "a code span", "write each ` that is no code as \\`")
                self._out.append(f"<code>{escape(token.content, quote=False)}</code>")
            elif token.type == "link_open":
                self._linked += 1
                self._link(token)
            elif token.type == "image":
                self._image(token)
            else:
                self._linked -= token.type == "link_close"
                self._out.append(_RENDERER.renderToken(children, at, self._options, {}))
            starts_line = False

    def _text(self, content: str, starts_line: bool, may_mark: bool) -> None:
        if starts_line and STARTS_WITH_COLON.match(content):
            self._reader.check_again(
                "EO204", self.place, "a line that begins with a colon", "write \\:"
            )
        if MAY_BE_LEFT_OVER.search(content) and (found := LEFT_OVER.search(content)):
            message = f"`{_literal(content[found.start() :][:40])}` is not understood here"
            hint = "write \\ before the character if it is meant; check where code ends"
            self._reader.check_again("EO207", self.place, message, hint)
        if starts_line and _DEFINITION.match(content):
            hint = '[name]: address "title", with nothing else; \\[ for the character'
            self._reader.check_again(
                "EO236", self.place, "a link definition that Markdown cannot read", hint
            )
        if "](" in content or "][" in content:
            message = "a link or an image whose address Markdown cannot read"
            hint = "[words](address) without spaces in the address; \\] for the character"
            self._reader.check_again("EO236", self.place, message, hint)
        parts = _HOLES.split(content)
        for i, part in enumerate(parts):
            if i % 2 == 0:
                words = _literal(part)
                if _may_link(words) and not self._linked:
                    self._words(words)
                else:
                    self._out.append(escape(words, quote=False))
                continue
            if int(part) >= len(self._stretch.holes):
                self._reader.report("EO103", self.place, "U+E000 may not stand in a content file")
                continue
            hole = self._stretch.holes[int(part)]
            self._filled[int(part)] += 1
            if isinstance(hole, ItemMarker):
                self._mark(hole, may_mark and not "".join(parts[i + 1 :]).strip())
            else:
                self._out.append(self._reader.hole(hole, self._references))

    def _words(self, text: str) -> None:
        """Words of a text; an address among them becomes a link."""
        at = 0
        for match in _ADDRESS.finditer(text):
            address = _without_end(match.group())
            scheme = {"https://": "", "http://": "", "www.": "https://"}.get(
                match.group(1), "mailto:"
            )
            target = self._reader.normalized(scheme + address)
            self._out.append(escape(text[at : match.start()], quote=False))
            self._out.append(Link(target, "", self.place))
            self._out.append(f"{escape(address, quote=False)}</a>")
            at = match.start() + len(address)
        self._out.append(escape(text[at:], quote=False))

    def _mark(self, marker: ItemMarker, allowed: bool) -> None:
        if not allowed or self._marker:
            hint = "it ends the first paragraph of a list item; elsewhere use a ::: block"
            self._reader.report(
                "EO207", marker.condition.place, "a marker that is not a list item's", hint
            )
        self._marker = marker.condition
        if self._out and isinstance(self._out[-1], str):
            self._out[-1] = self._out[-1].rstrip()

    def _attribute(self, token: Token, name: str, where: str) -> str:
        value = str(token.attrGet(name) or "")
        self._reader._check_attribute(value, self.place, where)
        for coded, plain in _ENCODED_LITERALS.items():
            value = value.replace(coded, plain)
        return _literal(value)

    def _place_of_address(self, address: str) -> Place:
        """Where an address stands in its paragraph; the paragraph's own place if it is written otherwise."""
        starts, text = self._stretch.starts, self._stretch.source.text
        if not starts:
            return self.place
        line = starts[min(self._line, len(starts) - 1)]
        begin = max(line, self._looked_to)
        end = text.find("\n\n", line)
        at = text.find(f"]({address}", begin, end if end >= 0 else len(text))
        if at < 0:
            return self.place
        self._looked_to = at + 2
        return self._stretch.source.place(at + 2)

    def _link(self, token: Token) -> None:
        target = self._attribute(token, "href", "a link's address")
        title = self._attribute(token, "title", "a link's title")
        ours = _PAGE_LINK.fullmatch(target) or is_attachment(target)
        if not ours and urlsplit(target).scheme not in ("http", "https", "mailto"):
            hint = "link to https://…, #a-section, eo-13898.md, ../pages/about.md or memo.pdf beside this file"
            self._reader.report("EO216", self.place, f"the link `{target}` leads nowhere", hint)
        self._out.append(Link(target, title, self._place_of_address(target)))

    def _image(self, token: Token, *, caption: bool = False) -> None:
        target = self._attribute(token, "src", "an image's address")
        title = self._attribute(token, "title", "an image's title")
        self._reader._check_attribute(token.content, self.place, "alternative text")
        if not _IMAGE.fullmatch(target):
            self._reader.report("EO216", self.place, f"the image `{target}` is not a file beside this one",
                                "put the image into the order's folder and write its name")  # fmt: skip
        words = (
            child.content or " " * (child.type == "softbreak") for child in token.children or []
        )
        alt = _literal("".join(words))
        self._out.append(Image(target, alt, title, self._place_of_address(target), caption))


def line_mark(place: Place) -> str:
    """A comment in markup that says where in its file the words after it stand.

    For `serve` alone, which reads a file so to find the way from a page back to it: what is built is
    read without.
    """
    return f"<!--@{place.line}:{place.column}-->"


def _figure(tokens: Sequence[Token], at: int) -> Token | None:
    """The image of a paragraph that holds nothing else and has words for a caption."""
    if tokens[at].type != "paragraph_open" or tokens[at].hidden:
        return None
    children = tokens[at + 1].children or []
    alone = len(children) == 1 and children[0].type == "image" and children[0].attrGet("title")
    return children[0] if alone else None


def _may_be_empty(piece: Piece) -> bool:
    """Whether an item holds nothing but lists of which each item is for some."""
    inner = piece[1:-1]
    return bool(inner) and all(isinstance(each, Listing) for each in inner)


def _ends_for_some(parts: Sequence[Segment]) -> bool:
    """Whether the last thing in an item is a list whose last item is for some."""
    last = next((each for each in reversed(parts[:-1]) if each != "\n"), "")
    if not isinstance(last, Listing):
        return False
    item = last.items[-1]
    return bool(item.condition) or _ends_for_some(item.piece)


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


def _without_end(address: str) -> str:
    """An address without the punctuation of the sentence it ends."""
    while True:
        shorter = address.rstrip(_AFTER_ADDRESS)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _literal(text: str) -> str:
    """A text with the characters that its author escaped."""
    return text.translate(_LITERAL) if _HAS_LITERAL.search(text) else text


def _place_of(hole: Hole) -> Place:
    """Where a hole was in the file."""
    if isinstance(hole, Citation):
        return hole.references[0].place if hole.references else Place()
    return hole.condition.place if isinstance(hole, ItemMarker) else hole.place


def _closing(tokens: Sequence[Token], start: int) -> int:
    """Index of the token that closes the one at `start`."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    raise AssertionError("markdown-it closes what it opens")


def _joined(segments: Sequence[Segment]) -> Piece:
    """The same with neighbouring HTML made one, and the empty left out."""
    out, run = list[Segment](), list[str]()
    for segment in segments:
        if isinstance(segment, str):
            run.append(segment)
            continue
        out += [each for each in ("".join(run), segment) if each != ""]
        run = []
    return (*out, *filter(None, ["".join(run)]))
