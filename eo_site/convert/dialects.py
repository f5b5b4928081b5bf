"""Pandoc's, Jekyll's and Hugo's Markdown as HTML; what only their programs understand is told.

Each step replaces what stands outside code and keeps the number of lines, so that every remark has
the line of the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from eo_site.convert.footnotes import Notes
from eo_site.convert.remarks import Remarks, one_line
from eo_site.convert.tree import LINE
from eo_site.model.locator import sections_of

_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<span>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=span)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_SHOWN = {
    "notice", "note", "notes", "tip", "warning", "info", "important", "caution", "danger", "callout", "alert",
    "admonition",
    "details", "quote", "blockquote", "highlight", "figure", "center", "box", "abstract", "epigraph", "columns",
    "column",
    "refs", "references", "caption", "capture", "example", "hint", "summary", "lead", "small", "section", "raw",
    "expand",
}  # fmt: skip
"""Names of blocks that every reader of such a page sees."""
_LIQUID = re.compile(r"(?<!\{)\{%-?[ \t]*(?P<name>\w+)[^{}%]*-?%\}")
_DECIDES = frozenset({"if", "unless", "case", "for", "tablerow", "ifchanged", "comment"})
_GO = re.compile(r"\{\{-?[ \t]*(?P<name>if|with|range|block|define|end)\b[^{}]*\}\}")
_DECIDES_GO = frozenset({"if", "with", "range", "block", "define"})
_HUGO = re.compile(r"\{\{[<%][ \t]*(?P<end>/?)[ \t]*(?P<name>[\w/-]+)[^{}]*[>%]\}\}")
_WORDPRESS = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][\w-]*)(?:[ \t]+[\w-]+=[\"'][^\"'\n]*[\"'])*[ \t]*\](?![(:\[])"
)
_OWN_KEYS = re.compile(
    r"(?:for|except|instead|interests|audiences?|readers?)\s*=|content-|when-|unless-", re.I
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200}@[^\[\]\n]{1,400})\](?![({\[])")
_ONE = re.compile(r"\s*(.*?)(-?)@([A-Za-z0-9_][\w:.#$%&+?<>~/-]*?)(?:[,\s]\s*(.*))?[.:]?\s*", re.S)


@dataclass
class Dialect:
    """One Markdown text on its way to HTML."""

    text: str
    remarks: Remarks
    notes: Notes
    first: int = 1
    """Line of the file on which the text begins."""
    cited: dict[str, int] = field(default_factory=dict)
    """Keys that it cites, with the line where each stands first."""
    _definitions: dict[str, tuple[int, str]] = field(default_factory=dict)

    def soup(self) -> BeautifulSoup:
        """The text as a tree."""
        for step in (
            self._templates, self._shortcodes, self._divs, self._line_attributes, self._footnotes, self._citations,
            self._tables, self._definitions_of_words, self._small, self._attributes,
        ):  # fmt: skip
            step()
        return self._tree(self.text, self.first)

    # Replacing --------------------------------------------------------------------------

    def _each(
        self, pattern: re.Pattern[str], made: Callable[[re.Match[str], int], str | None]
    ) -> None:
        """Replaces what a pattern finds outside code; None leaves it as it is."""
        masked = _masked(self.text)
        found, at, counted, line = list[str](), 0, 0, self.first
        for match in pattern.finditer(masked):
            if match.start() < at:
                continue
            line += self.text.count("\n", counted, match.start())
            counted = match.start()
            own = pattern.match(self.text, match.start())
            new = made(own, line) if own and own.end() == match.end() else None
            if new is not None:
                lost = match.group().count("\n") - new.count("\n")
                found += [self.text[at : match.start()], new, "\n" * max(0, lost)]
                at = match.end()
        self.text = "".join((*found, self.text[at:]))

    def _dropping(self, what: str, hint: str = "") -> Callable[[re.Match[str], int], str]:
        def drop(match: re.Match[str], line: int) -> str:
            self.remarks.left_out(line, what, match.group(), hint)
            return ""

        return drop

    # Programs' own marks ----------------------------------------------------------------

    def _templates(self) -> None:
        """What Liquid and Hugo decide when they run, and nobody knows here."""
        self._blocks(_LIQUID, _DECIDES, "Liquid")
        self._blocks(_GO, _DECIDES_GO, "a template")
        self._each(
            re.compile(r"(?<!\{)\{%-?[^{}%]*-?%\}(?!\})"), self._dropping("a tag of Liquid's")
        )
        hint = "write it, or [=title] and the like"
        self._each(
            re.compile(r"\{\{(?![<%])[^{}]*\}\}"),
            self._dropping("a value that a template prints", hint),
        )

    def _blocks(self, tag: re.Pattern[str], decides: frozenset[str], program: str) -> None:
        """Takes out what stands between a tag that decides and its end, with all that is within."""
        masked, spans, depth, start = _masked(self.text), list[tuple[int, int]](), 0, 0
        for match in tag.finditer(masked):
            name = match["name"]
            if name in decides:
                start = start if depth else match.start()
                depth += 1
            elif depth and name.startswith("end"):
                depth -= 1
                spans += [] if depth else [(start, match.end())]
        if depth:
            spans.append((start, len(self.text)))
        hint = "write `::: for NAMES` before it if it was for some, or put it into the text"
        self._cut_spans(spans, f"text that {program} shows on a condition", hint)

    def _cut_spans(self, spans: list[tuple[int, int]], what: str, hint: str) -> None:
        found, at, line, counted = list[str](), 0, self.first, 0
        for start, end in spans:
            line += self.text.count("\n", counted, start)
            counted = start
            words = self.text[start:end]
            self.remarks.left_out(line, what, words, hint)
            found += [self.text[at:start], "\n" * words.count("\n")]
            at = end
        self.text = "".join((*found, self.text[at:]))

    def _shortcodes(self) -> None:
        """Hugo's and WordPress's; the text between two of them stays where every reader sees it there."""
        for tag in (_HUGO, _WORDPRESS):
            self._pairs(tag)
        self._each(re.compile(r"\{\{[<%][^{}]*[>%]\}\}"), self._dropping("a shortcode"))
        self._each(
            re.compile(r"\[[A-Za-z][\w-]*(?:[ \t]+[\w-]+=\"[^\"\n]*\")+[ \t]*/?\]"),
            self._dropping("a shortcode"),
        )

    def _pairs(self, tag: re.Pattern[str]) -> None:
        """Two shortcodes around text, the outermost first."""
        masked = _masked(self.text)
        tags = [*tag.finditer(masked)]
        closed = {each["name"] for each in tags if each["end"]}
        spans, opened = list[tuple[int, int]](), list[re.Match[str]]()
        for each in tags:
            if not each["end"] and each["name"] in closed:
                if each["name"].lower() not in _SHOWN:
                    opened.append(each)
            elif each["end"] and opened and opened[-1]["name"] == each["name"]:
                first = opened.pop()
                spans += [] if opened else [(first.start(), each.end())]
        if opened:
            spans.append((opened[0].start(), len(self.text)))
        hint = "write `::: for NAMES` before it if it was for some, or put it into the text"
        self._cut_spans(
            spans, "a shortcode and the text in it, which may be for some readers only", hint
        )
        shown = {each for each in closed if each.lower() in _SHOWN}
        self._each(
            tag, lambda match, line: self._mark_of(match, line) if match["name"] in shown else None
        )

    def _mark_of(self, match: re.Match[str], line: int) -> str:
        if not match["end"]:
            self.remarks.left_out(line, "a shortcode around text, which is kept", match.group())
        return ""

    def _divs(self) -> None:
        """Pandoc's `:::`, which opens text for some readers here and so must not pass."""
        lines, out, stack = (
            _masked(self.text).split("\n"),
            self.text.split("\n"),
            list[tuple[bool, int]](),
        )
        for at, line in enumerate(lines):
            mark = re.fullmatch(r"\s{0,3}(:{3,})\s*(.*?)\s*:*\s*", line)
            if mark is None:
                continue
            words = one_line(mark[2].strip("{}"))
            if words:
                shown = all(
                    each.lstrip(".#").removeprefix("callout-").lower() in _SHOWN
                    or each.startswith("#")
                    or each[0].isdigit()
                    for each in words.split()
                ) and not _OWN_KEYS.search(words)
                stack.append((shown, at))
                if shown:
                    self.remarks.left_out(
                        self.first + at, "a division around text, which is kept", words
                    )
                    out[at] = ""
            elif stack:
                shown, begun = stack.pop()
                if shown:
                    out[at] = ""
                elif not any(not each for each, _ in stack):
                    self._cut(out, begun, at)
            else:
                self.remarks.left_out(
                    self.first + at, "a line of colons that closes nothing", line.strip()
                )
                out[at] = ""
        for shown, begun in stack:
            if not shown:
                self._cut(out, begun, len(out) - 1)
        self.text = "\n".join(out)

    def _cut(self, lines: list[str], begun: int, end: int) -> None:
        words = "\n".join(lines[begun : end + 1])
        hint = "write `::: for NAMES` before it if it was for some, or put it into the text"
        self.remarks.left_out(
            self.first + begun,
            "a division and the text in it, which may be for some readers only",
            words,
            hint,
        )
        lines[begun : end + 1] = [""] * (end + 1 - begun)

    def _line_attributes(self) -> None:
        """Kramdown's attributes on lines of their own, and after a paragraph."""
        self._each(
            re.compile(r"^[ \t>]*\{:[^{}\n]*\}[ \t]*$", re.M),
            self._dropping("attributes of a block"),
        )
        self._each(re.compile(r"\{:[^{}\n]*\}"), self._dropping("attributes"))
        toc = r"^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\{\{TOC\}\}|\\tableofcontents)[ \t]*$"
        self._each(
            re.compile(toc, re.M | re.I),
            self._dropping("a table of contents, which every page has"),
        )

    # Notes and citations ----------------------------------------------------------------

    def _footnotes(self) -> None:
        definition = re.compile(
            r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n(?:[ \t]{2,}[^\n]+|[ \t]*(?=\n{1,3}[ \t]{4,}\S)"
            r"|(?![ \t]*(?:$|\n|\[\^|[#>*+-]))[^\n]+))*)",
            re.M,
        )

        def define(match: re.Match[str], line: int) -> str | None:
            if match[1] in self._definitions:
                self.remarks.left_out(line, f"a second footnote `{match[1]}`", match[2])
            else:
                self._definitions[match[1]] = (
                    line,
                    re.sub(r"^(?: {4}|\t)", "", match[2], flags=re.M),
                )
            return ""

        self._each(definition, define)
        called: dict[str, str] = {}

        def call(match: re.Match[str], line: int) -> str | None:
            name = match[1]
            if name not in self._definitions:
                self.remarks.otherwise(
                    line, f"a footnote `{name}` has no words; its mark is kept", match.group()
                )
                return None
            if name not in called:
                called[name] = self.notes.add(*self._content(*self._definitions[name]))
            return called[name]

        inline = r"\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\]"

        def called_or_inline(match: re.Match[str], line: int) -> str | None:
            return call(match, line) if match[1] else self.notes.add(*self._content(line, match[2]))

        self._each(re.compile(rf"\[\^([^\]\s]+)\]|{inline}"), called_or_inline)
        for name, (line, words) in self._definitions.items():
            if name not in called:
                self.remarks.left_out(line, f"a footnote `{name}` that nothing calls", words)

    def _content(self, line: int, words: str) -> tuple[int, Tag]:
        soup = self._tree(words, line)
        made = soup.new_tag("div", attrs={LINE: str(line)})
        made.extend([*soup.contents])
        return line, made

    def _citations(self) -> None:
        """Pandoc's citations, of which ours are a part."""

        def cite(match: re.Match[str], line: int) -> str | None:
            found = list[str]()
            for part in match[1].split(";"):
                one = _ONE.fullmatch(part)
                if one is None:
                    return None
                before, hidden, key, locator = (
                    one[1].strip(),
                    one[2],
                    one[3].rstrip(".:"),
                    (one[4] or "").strip(),
                )
                if before or hidden:
                    self.remarks.left_out(
                        line, "words before a citation's key", f"{before} {hidden}".strip()
                    )
                ident = "order" if key == "order" else source_id(key)
                if not ident or (ident == "order" and locator and not sections_of(locator)):
                    return None
                self.cited.setdefault(key, line)
                place = re.sub(r"[\[\]{}@<>\\]", "", locator)
                found.append(f"@{ident}" + (f", {place}" if place else ""))
            return self.notes.hold(f"[{'; '.join(found)}]")

        self._each(_REFERENCE, cite)

    # Small marks ------------------------------------------------------------------------

    def _tables(self) -> None:
        """Tables of other forms are kept as code, in which their columns can still be seen."""
        self._each(
            re.compile(r"^[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*\n(?:[ \t]*[|+][^\n]*\n?)+", re.M),
            self._as_code,
        )
        self._each(
            re.compile(
                r"^[^\n|]*\S[^\n|]*\n[ \t]*-{3,}(?:[ \t]+-{3,})+[ \t]*\n(?:[^\n]*\S[^\n]*\n?)+",
                re.M,
            ),
            self._as_code,
        )

    def _as_code(self, match: re.Match[str], line: int) -> str:
        self.remarks.otherwise(
            line,
            "a table of another form is kept as code",
            "",
            "write rows of | a | b | under a line of |---|---|",
        )
        return f"\n<pre {LINE}='{line}'>{escape(match.group().rstrip()).replace(chr(10) * 2, chr(10))}</pre>\n"

    def _definitions_of_words(self) -> None:
        pattern = re.compile(
            r"^(?P<term>[^\s:#>|*+\n-][^\n]*)\n(?P<blank>\n?)[ ]{0,3}[:~][ \t]{1,3}(?=\S)", re.M
        )
        self._each(pattern, lambda match, _: f"**{match['term'].strip().strip('*')}**:\n")
        abbreviation = re.compile(r"^[ ]{0,3}\*\[[^\]\n]+\]:[^\n]*$", re.M)
        self._each(
            abbreviation,
            self._dropping("the meaning of an abbreviation", "write it out where it first stands"),
        )

    def _small(self) -> None:
        self._each(
            re.compile(r"(?<=[\w)])~([\w+-]{1,12})~(?!~)"),
            lambda match, _: f"<sub>{match[1]}</sub>",
        )
        self._each(
            re.compile(r"(?<=[\w)])\^([\w+-]{1,12})\^"), lambda match, _: f"<sup>{match[1]}</sup>"
        )
        self._each(
            re.compile(r"==(?=[^\s=])([^=\n]*[^\s=])==(?!=)"),
            lambda match, _: f"<mark>{match[1]}</mark>",
        )
        self._each(
            re.compile(
                r"(?P<lead>^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)\[(?P<box>[ xX])\](?=[ \t])", re.M
            ),
            self._box,
        )
        self._each(
            re.compile(r"(?P<lead>^[ \t]*>[ \t>]*)\[!(?P<kind>[A-Za-z]+)\][-+]?", re.M), self._alert
        )
        self._each(re.compile(r"!?\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]"), self._wiki)
        self._each(re.compile(r"%%.*?%%", re.S), self._dropping("a comment"))

    def _box(self, match: re.Match[str], line: int) -> str:
        said = "(not done)" if match["box"] == " " else "(done)"
        self.remarks.otherwise(line, f"a box to tick became the words “{said}”")
        return match["lead"] + said

    def _alert(self, match: re.Match[str], line: int) -> str:
        self.remarks.otherwise(line, "an alert is a quote here, its kind in bold", match["kind"])
        return f"{match['lead']}**{match['kind'].capitalize()}.**"

    def _wiki(self, match: re.Match[str], line: int) -> str:
        self.remarks.left_out(
            line, "where a wiki link leads", match[1], "write [EO 14110](eo-14110.md)"
        )
        return (match[2] or match[1]).strip()

    def _attributes(self) -> None:
        """Attributes behind headings, links and words; what looks like a condition stays, as text."""
        heading = re.compile(
            r"^(?P<head>#{1,6}[ \t][^\n]*?)[ \t]*\{(?P<inner>[^{}\n]*)\}[ \t]*#*[ \t]*$", re.M
        )
        self._each(heading, self._heading)
        self._each(re.compile(r"\[(?P<words>[^\[\]\n]+)\]\{(?P<inner>[^{}\n]*)\}"), self._span)
        self._each(re.compile(r"(?P<words>(?<=\))|(?<=`))\{(?P<inner>[^{}\n]*)\}"), self._span)

    def _heading(self, match: re.Match[str], line: int) -> str | None:
        if _OWN_KEYS.search(match["inner"]) or not re.match(r"\s*[.#\w-]", match["inner"]):
            return None
        ident = re.search(r"#([\w:.-]+)", match["inner"])
        rest = one_line(re.sub(r"#[\w:.-]+", "", match["inner"]))
        if rest:
            self.remarks.left_out(line, "attributes of a heading", rest)
        return match["head"] + (f" \ue012{ident[1]}\ue013" if ident else "")

    def _span(self, match: re.Match[str], line: int) -> str | None:
        if not re.fullmatch(
            r"\s*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s\"]+)|\s)+\s*", match["inner"]
        ) or _OWN_KEYS.search(match["inner"]):
            return None
        if (
            re.search(r"=", match["inner"])
            and match["words"]
            and not re.search(r"style=|lang=|width=|height=", match["inner"])
        ):
            return None
        self.remarks.left_out(line, "attributes of words", match["inner"])
        return match["words"]

    # Markdown ---------------------------------------------------------------------------

    def _unused(self, text: str, first: int, references: Mapping[str, object]) -> None:
        """Definitions that no link uses, whose words would be shown to nobody."""
        for match in _LINK_DEFINITION.finditer(text) if references else ():
            mark = f"[{match[1]}]".casefold()
            there = text.casefold().count(mark) - text.casefold().count(f"{mark}:")
            if normalizeReference(match[1]) in references and not there:
                line = first + text.count("\n", 0, match.start())
                self.remarks.left_out(line, "a link definition that no link uses", match.group())

    def _tree(self, text: str, first: int) -> BeautifulSoup:
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        defined: dict[str, dict[str, str]] = {}
        tokens = parser.parse(text, defined)
        self._unused(text, first, defined.get("references", {}))
        _with_lines(tokens, first)
        soup = BeautifulSoup(str(parser.renderer.render(tokens, parser.options, {})), "html.parser")
        for heading in soup.find_all(re.compile("^h[1-6]$")):
            for words in heading.find_all(string=re.compile("\ue012.*\ue013")):
                found = re.search("\ue012(.*?)\ue013", str(words))
                if found:
                    heading["id"], heading["data-eo-id"] = found[1], "1"
                    words.replace_with(
                        NavigableString(re.sub("\\s*\ue012.*?\ue013", "", str(words)))
                    )
        for words in soup.find_all(string=re.compile("[\ue012\ue013]")):
            words.replace_with(NavigableString(re.sub("[\ue012\ue013]", "", str(words))))
        return soup


_LINK_DEFINITION = re.compile(r"^[ \t>*+-]*(?:\d+[.)][ \t]+)?\[([^\[\]\n]+)\]:[^\n]*", re.M)


def source_id(key: str) -> str:
    """A bibliography's key as an id: `Smith2020` as `smith2020`, `doe:brief_2` as `doe-brief-2`."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def _with_lines(tokens: list[Token], first: int) -> None:
    """Every block says on which line it begins."""
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type not in ("html_block", "inline"):
            token.attrSet(LINE, str(token.map[0] + first))


def _masked(text: str) -> str:
    """A text as long, in which code is blank."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", "\0", match.group()), text)
