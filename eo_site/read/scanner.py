"""Cuts a body into lines of structure and stretches of Markdown, before anything is parsed.

Markdown is forgiving: what it does not understand it prints. A text meant for one audience must
never be printed to another because of a slip, so this scanner goes over the source once, left to
right, and takes out everything that is ours: `:::` lines, headings, variants, citations, values,
markers of list items. Each becomes a numbered hole in text that Markdown then parses. Whichever
of code fence, code span and HTML comment opens first wins. What looks like ours and is not
understood is a problem. `eo_site.read.markdown` checks from the other side that Markdown saw the
same code and the same text as this scanner did.
"""

import re
from dataclasses import dataclass, field
from string import ascii_letters

from eo_site.characters import COLONS, INVISIBLE, ODD, named
from eo_site.model.audience import RESERVED_NAMES
from eo_site.model.base import LANGUAGE_PATTERN
from eo_site.model.body import Citation, Condition, Name, Reference, Value
from eo_site.model.document import Doubt
from eo_site.model.locator import canonical
from eo_site.model.problem import Problem
from eo_site.model.text import Fragment
from eo_site.read.attributes import Attributes, BadAttributes, read_attributes, split_names
from eo_site.read.events import (
    UNREADABLE,
    BlockLine,
    Event,
    HeadingLine,
    Hole,
    ItemMarker,
    RawVariant,
    Stretch,
)
from eo_site.read.limits import too_long
from eo_site.read.line_starts import mistake
from eo_site.read.lookalikes import FORMS, in_comment, in_info
from eo_site.read.source import HOLE_CLOSE, HOLE_OPEN, LITERALS
from eo_site.read.unread import Unread

BRACES = "{｛﹛"
BRACE = re.compile(f"[{BRACES}]")
"""Opens attributes, or looks as if it did."""

LEFT_OVER = re.compile(rf"[{BRACES}]|\[[@=]|<!--|-->|[{COLONS}]{{3}}|[\"'”’]\}}")
"""What text shows only where a marker went unread, or lost its first half."""
MAY_BE_LEFT_OVER = re.compile(rf"[{BRACES}\[<>}}{COLONS}]")
"""Without any of these nothing is; sooner looked for."""
STARTS_WITH_COLON = re.compile(rf"[\s{INVISIBLE}]*[{COLONS}]")
"""A line that readers of the source take for a block line, whatever hides before the colon."""
_PREFIX = rf"[\s{INVISIBLE}]*(?:(?:>|[-*+]|\d{{1,9}}[.)])[\s{INVISIBLE}]*)*"
_COLON_LINE = re.compile(rf"{_PREFIX}[{COLONS}]")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_FENCE = re.compile(r"([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)")
_FENCE_IN_ITEM = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+(?:`{3,}[^`]*$|~{3,})")
_BLOCK = re.compile(r":::(?:[ \t]+(for|instead for)[ \t]+(.*?))?[ \t]*")
_SPECIAL = re.compile(rf"[\\`\[\]<&\n{BRACES}]")
_ENTITY = re.compile(r"&(?:(#0*123|#[xX]0*7[bB]|lbrace|lcub)|(#0*60|#[xX]0*3[cC]|lt|LT));")
_OWN_ENTITY = re.compile(r"&#(?:[xX]0*[eE]00[0-9a-fA-F]|0*573(?:4[4-9]|5[0-9]));")
"""Characters of ours, in a spelling that only Markdown reads."""
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|$)")
_STARTS_BLOCK = re.compile(
    rf"[ \t]*(?:$|[>#|{COLONS}]|[-*+=](?:[ \t]|$)|[-=]+[ \t]*$|\d{{1,9}}[.)][ \t]|```|~~~)"
)
_SOURCE = re.compile(
    r"[ \t\n]*@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)[ \t\n]*(?:,[ \t\n]*([^;]*?))?[ \t\n]*"
)
_BACKTICKS = re.compile("`+")
_VALUE = re.compile(r"\[=([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\]")
_ESCAPED = {plain: stand_in for stand_in, plain in LITERALS.items()}


@dataclass(frozen=True)
class _Bracket:
    """An open `[`, and how far the output had come before it."""

    index: int
    out: int
    holes: int
    lines: int


@dataclass
class Scanner:
    """One pass over one fragment."""

    source: Fragment
    path: str
    variants: bool = True
    """Whether variants may stand here: they do not stand in each other."""
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._text = self.source.text
        self._unread = Unread(self.source)
        self._restart()

    def _inner(self, part: Fragment, *, variants: bool) -> "Scanner":
        return Scanner(part, self.path, variants, self.problems, self.doubts)

    def _restart(self) -> None:
        self._out: list[str] = []
        self._holes: list[Hole] = []
        self._starts: list[int] = []
        self._open: list[_Bracket] = []
        self._fences: list[tuple[int, int]] = []

    def report(self, code: str, index: int, message: str, hint: str = "") -> None:
        """Note a problem at a character."""
        self.problems.append(Problem(code, self.path, self.source.place(index), message, hint))

    # Lines ------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        """The body as headings, block lines and stretches of Markdown between them.

        Nothing but text begins with a letter.
        """
        if self._too_long():
            return []
        events: list[Event] = []
        at, opening = 0, len(self._text)
        while at < len(self._text):
            if self._text[at] in ascii_letters:
                at = self._inline(at)
                continue
            line = self._line(at)
            found = self._structure(at, line) if line else None
            if found:
                events += [*self._flush(), found]
                self._unread.hide(at, at + len(line), " ")
                opening = min(opening, at)
                at += len(line) + 1
            else:
                at = self._content(at, line)
        self._look(opening)
        return events + self._flush()

    def inline(self) -> Stretch:
        """The whole fragment as inline Markdown: no line of it is structure."""
        stretch = self._unlooked()
        self._look(None)
        return stretch

    def _look(self, opening: int | None) -> None:
        """At what is neither code nor understood, and yet no plain text; once for each line."""
        problems, doubts = self._unread.found(self.path, opening)
        if problems or doubts:
            told = {each.place.line for each in self.problems}
            self.problems += (each for each in problems if each.place.line not in told)
            self.doubts += (each for each in doubts if each.place.line not in told)

    def _unlooked(self) -> Stretch:
        """The same without a look at what stands in it, which its surroundings have had."""
        at = 0 if not self._too_long() else len(self._text)
        while at < len(self._text):
            at = self._inline(at)
        return (self._flush() or [Stretch("", [], self.source, [])])[0]

    def _too_long(self) -> bool:
        """Whether it would take minutes to read; noted."""
        found = too_long(self._text)
        if found:
            self.report("EO227", *found)
        return bool(found)

    def _line(self, at: int) -> str:
        end = self._text.find("\n", at)
        return self._text[at:] if end < 0 else self._text[at:end]

    def _flush(self) -> list[Stretch]:
        text = "".join(self._out)
        stretch = Stretch(text, self._holes, self.source, self._starts, self._fences)
        self._restart()
        return [stretch] if text.strip() else []

    def _structure(self, at: int, line: str) -> HeadingLine | BlockLine | None:
        if match := _HEADING.match(line):
            return self._heading(at, line, match)
        if line.startswith(":::") and (match := _BLOCK.fullmatch(line)):
            kind, names = match.group(1) or "", tuple[Name, ...]()
            if kind:
                names = split_names(self.source.part(at + match.start(2), at + match.end(2)))
            return BlockLine(kind, names, self.source.place(at))
        if line.startswith(":::") and not line.startswith("::::"):
            self._colon_line(at, line)
            kind = UNREADABLE if ODD.sub("", line[3:]).strip() else ""
            return BlockLine(kind, (), self.source.place(at))
        return None

    def _heading(self, at: int, line: str, match: re.Match[str]) -> HeadingLine:
        end = len(line.rstrip(" \t"))
        attributes = None
        brace = _last_open_brace(line)
        if brace > 0 and (trailing := re.search(r"(?<=\})[ \t]+#+[ \t]*$", line)):
            self.report("EO207", at + trailing.start(), "# after a heading's attributes",
                        "attributes come last: delete the # at the line's end")  # fmt: skip
            line = line[: trailing.start()]
            end = len(line)
        if brace > 0 and line[brace - 1] in " \t" and line[:end].endswith("}"):
            attributes = self._attributes(at + brace, ("for", "except", "interests"), ident=True)
            if attributes and attributes.end != at + end:
                self.report(
                    "EO207",
                    attributes.end,
                    "text after a heading's attributes",
                    "attributes come last",
                )
            end = len(line[:brace].rstrip(" \t"))
        closing = re.search(r"[ \t]+#+$|^#+$", line[match.end() : end])
        end = match.end() + closing.start() if closing else max(end, match.end())
        words = self.source.part(at + match.end(), at + end)
        inner = self._inner(words, variants=True)
        return HeadingLine(len(match.group(1)), inner.inline(), attributes, self.source.place(at))

    def _content(self, at: int, line: str) -> int:
        """Consume at least one line that is not structure; the index of the next line."""
        if not line.strip(" \t"):
            self._open.clear()
            return self._copy_lines(at, at + len(line) + 1)
        if (wrong := mistake(line)) and not _COLON_LINE.match(line):
            self.report(wrong.code, at + wrong.column, wrong.message, wrong.hint)
        if _FENCE_IN_ITEM.match(line):
            self.report("EO201", at, "a code fence on the line of a list marker or in a quote",
                        "start the fence on a line of its own, outside quotes")  # fmt: skip
            return self._copy_lines(at, at + len(line) + 1)
        if match := _FENCE.fullmatch(line):
            self._open.clear()
            return self._fence(at, match)
        if line.startswith("<!--"):
            self._open.clear()
            return self._comment(at)
        if _COLON_LINE.match(line):
            self._colon_line(at, line)
        return self._inline(at)

    def _colon_line(self, at: int, line: str) -> None:
        self._unread.hide(at, at + len(line))
        odd = ODD.search(line)
        if line.startswith(":::") and not line.startswith("::::"):
            hint = "write `::: for NAMES`, `::: instead for NAMES` or `:::`"
            if odd:
                hint += f"; delete the {named(odd.group())} and type a space"
            self.report("EO205", at, f"`{line.strip()[:80]}` is no block line", hint)
        else:
            column = next(i for i, char in enumerate(line) if char in COLONS)
            hint = (
                "block lines stand at the start of a line; write \\: for a colon that opens a line"
            )
            message = "a line that begins with a colon"
            if odd and odd.start() < column:
                message = f"{message}, after {named(odd.group())}"
            elif line[column] != ":":
                message = f"{message}, {named(line[column])}"
            self.report("EO204", at + column, message, hint)

    def _copy_lines(self, start: int, end: int) -> int:
        """Take over whole lines as they stand."""
        at, stop = start, min(end, len(self._text))
        while at < stop:
            self._starts.append(at)
            at = self._text.find("\n", at, stop) + 1 or stop
        self._out.append(self._text[start:end])
        return end

    def _fence(self, at: int, match: re.Match[str]) -> int:
        indent, marks, info = _indent(match.group()), match.group(2), match.group(3)
        if "{" in info:
            self.report("EO207", at + match.start(3) + info.index("{"), "a brace after a code fence",
                        "code takes no attributes")  # fmt: skip
        first = len(self._starts)
        self.doubts += in_info(self.source.part(at + match.start(3), at + match.end(3)))
        closing = re.compile(rf"[ \t]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*")
        again = re.compile(rf"[\s{INVISIBLE}]*{re.escape(marks[0])}{{{len(marks)},}}")
        end = at + len(match.group()) + 1
        while end < len(self._text):
            line = self._line(end)
            if closing.fullmatch(line):
                if _indent(line) != indent:
                    self.report("EO201", at, "a code fence that ends in another column than it begins in",
                                "indent its first and last line alike")  # fmt: skip
                end = self._copy_lines(at, end + len(line) + 1)
                self._fences.append((first, len(self._starts)))
                self._unread.hide(at, end - 1, " ")
                return end
            if opener := again.match(line):
                self._fence_in_fence(end, line, opener.end(), at, marks)
            if line.strip() and _indent(line) < indent:
                self.report("EO201", end, "code that is indented less than its fence",
                            "indent each line as far as the fence, or close the fence before")  # fmt: skip
            end += len(line) + 1
        self.report("EO201", at, "a code fence that is not closed", f"add a line `{marks}`")
        self._unread.hide(at, len(self._text), " ")
        return self._copy_lines(at, len(self._text))

    def _fence_in_fence(self, at: int, line: str, end: int, opened: int, marks: str) -> None:
        """Marks that would close the fence if nothing else stood on their line."""
        line_number = self.source.place(opened).line
        if (odd := ODD.search(line)) and not ODD.sub("", line[end:]).strip():
            message = f"{named(odd.group())} beside the marks that were to close a code fence"
            hint = f"write a line `{marks}` and nothing else"
            self.report("EO220", at + odd.start(), message, hint)
        else:
            message = f"a code fence is open since line {line_number}, and another begins in it"
            hint = f"close the first with a line `{marks}`, or open it with more marks than stand in it"
            self.report("EO224", at, message, hint)

    def _comment(self, at: int) -> int:
        told = len(self.problems)
        end = self._text.find("-->", at + 4)
        closed = end >= 0
        if not closed:
            self.report("EO203", at, "a comment that is not closed", "add -->")
            end = len(self._text)
        body = self._text[at:end]
        before = self._text[max(0, at - 1000) : at].rsplit("\n", 2)[-2:-1]
        after = self._text[end + 3 : end + 2000].split("\n", 2)
        if (
            (before and before[0].strip())
            or after[0].strip()
            or (len(after) > 1 and after[1].strip())
        ):
            self.report("EO203", at, "a comment within a block",
                        "a comment holds whole blocks: blank lines before and after it")  # fmt: skip
        lines = enumerate(body.split("\n")[1:], 1)
        held = (n for n, line in lines if _COLON_LINE.match(line) or _HEADING.match(line))
        if closed and (line := next(held, 0)):
            message = f"a comment that holds a block line or a heading, in line {self.source.place(at).line + line}"
            self.report("EO203", at, message, "close it before with -->, or delete that line")
        stop = min(end + 3, len(self._text))
        if len(self.problems) == told:
            self.doubts += in_comment(self._text[at:stop][:500], self.source.part(at, stop))
        self._unread.hide(at, stop, " ")
        blank = body.count("\n") + 1
        self._starts += [at] * blank
        self._out.append("\n" * blank)
        return stop + len(self._line(stop)) + 1

    # Characters -------------------------------------------------------------------------

    def _inline(self, at: int) -> int:
        """Scan from the start of a line to its end, or to the end of what wraps beyond it."""
        self._starts.append(at)
        while True:
            match = _SPECIAL.search(self._text, at)
            stop = match.start() if match else len(self._text)
            self._out.append(self._text[at:stop])
            if match is None:
                return stop
            if match.group() == "\n":
                self._out.append("\n")
                return stop + 1
            at = self._special(stop, match.group())

    def _special(self, at: int, char: str) -> int:
        if char == "\\":
            return self._escape(at)
        if char == "`":
            return self._code_span(at)
        if char == "<" and self._text.startswith("<!--", at):
            self.report("EO203", at, "a comment within a line", "a comment holds whole blocks")
        elif char == "[":
            return self._bracket(at)
        elif char == "]":
            return self._close_bracket(at)
        elif char in BRACES:
            return self._brace(at)
        elif char == "&":
            return self._entity(at)
        return self._keep(at + 1, char)

    def _keep(self, end: int, text: str) -> int:
        self._out.append(text)
        return end

    def _escape(self, at: int) -> int:
        after = self._text[at + 1 : at + 2]
        if after != "\n":
            self._unread.hide(at, at + 2)
        if after in _ESCAPED:
            return self._keep(at + 2, _ESCAPED[after])
        return (
            self._keep(at + 2, "\\" + after)
            if after != "\n" and after
            else self._keep(at + 1, "\\")
        )

    def _entity(self, at: int) -> int:
        """Entities for characters that have a meaning here stand for the plain character."""
        if match := _ENTITY.match(self._text, at):
            return self._keep(match.end(), "\ue002" if match.group(1) else "\ue006")
        if match := _OWN_ENTITY.match(self._text, at):
            self.report(
                "EO103", at, f"`{match.group()}` may not stand in a content file", "delete it"
            )
            return match.end()
        return self._keep(at + 1, "&")

    def _wraps(self, start: int, end: int) -> bool:
        """Whether a construct that runs over line ends stays within its paragraph."""
        return not any(map(_STARTS_BLOCK.match, self._text[start:end].split("\n")[1:]))

    def _code_span(self, at: int) -> int:
        run = _BACKTICKS.match(self._text, at)
        assert run is not None
        line_end = at + len(self._line(at))
        for match in _BACKTICKS.finditer(self._text, run.end(), line_end):
            if len(match.group()) == len(run.group()):
                self._unread.hide(at, match.end())
                return self._keep(match.end(), self._text[at : match.end()])
        hint = "close it with as many backticks on the same line, or write \\`"
        self.report("EO202", at, "a code span that is not closed on its line", hint)
        return self._keep(run.end(), run.group())

    def _bracket(self, at: int) -> int:
        if self._text.startswith("[@", at):
            return self._citation(at)
        if self._text.startswith("[=", at):
            return self._value(at)
        self._open.append(_Bracket(at, len(self._out), len(self._holes), len(self._starts)))
        return self._keep(at + 1, "[")

    def _hole(self, hole: Hole) -> None:
        self._out.append(f"{HOLE_OPEN}{len(self._holes)}{HOLE_CLOSE}")
        self._holes.append(hole)

    def _citation(self, at: int) -> int:
        end = self._text.find("]", at)
        inner = self._text[at + 1 : end]
        if end < 0 or "[" in inner or not self._wraps(at, end):
            self.report(
                "EO210", at, "a citation that is not closed", "write [@source, 3(b)], or \\[@"
            )
            return self._keep(at + 1, "[")
        references, start = list[Reference](), at + 1
        for part in inner.split(";"):
            match = _SOURCE.fullmatch(part)
            if match is None or match.group(2) == "" or "{" in part:
                self.report("EO210", start, f"`{part.strip()[:60]}` is no citation",
                            "write [@source] or [@source, 3(b)]; several with ;")  # fmt: skip
            else:
                locator = " ".join((match.group(2) or "").split())
                if match.group(1) == "order":
                    locator = canonical(locator)
                where = self.source.place(start + match.start(1) - 1)
                references.append(Reference(match.group(1), locator, where))
            start += len(part) + 1
        self._hole(Citation(tuple(references)))
        self._unread.hide(at, end + 1)
        return end + 1

    def _value(self, at: int) -> int:
        match = _VALUE.match(self._text, at)
        if match is None:
            self.report(
                "EO211", at, "a value that cannot be read", "write [=d7.due] or [=signed], or \\[="
            )
            return self._keep(at + 1, "[")
        self._hole(Value(match.group(1), self.source.place(at)))
        self._unread.hide(at, match.end())
        return match.end()

    def _close_bracket(self, at: int) -> int:
        opened = self._open.pop() if self._open else None
        if not self._text.startswith("]{", at):
            return self._keep(at + 1, "]")
        if opened is None:
            self.report(
                "EO209", at, "`]{` with no opening bracket", 'write [default]{audience="…"}'
            )
            return self._keep(at + 2, "]")
        return self._variant(opened, at)

    def _variant(self, opened: "_Bracket", close: int) -> int:
        start = opened.index
        attributes = self._attributes(close + 1, None, ident=False)
        if attributes is None:
            return self._skip_braces(close + 1)
        if not self.variants:
            self.report("EO209", start, "a variant within a variant", "variants do not nest")
        if not self._wraps(start, close):
            self.report(
                "EO209", start, "a variant that runs over blocks", "keep it within one paragraph"
            )
        default = self._inner(self.source.part(start + 1, close), variants=False)
        self._unread.hide(close + 1, attributes.end)
        texts = tuple(
            (Name(item.name, item.place), self._inner(item.value, variants=False).inline())
            for item in attributes.items
            if item.name not in RESERVED_NAMES
        )  # fmt: skip
        del self._out[opened.out :], self._holes[opened.holes :], self._starts[opened.lines :]
        if self._text.startswith("(", attributes.end):
            self.report("EO209", attributes.end, "an address after a variant",
                        "put the variant into the link: [[words]{NAME=\"text\"}](address)")  # fmt: skip
        language = self._language(attributes)
        self._hole(RawVariant(default._unlooked(), texts, self.source.place(start), language))
        return attributes.end

    def _language(self, attributes: Attributes) -> str:
        """Of `[words]{lang="en"}`, the language; empty for words that vary."""
        found = attributes.get("lang")
        if found is None:
            return ""
        tag = found.value.text
        if len(attributes.items) > 1 or not re.fullmatch(LANGUAGE_PATTERN, tag, re.ASCII):
            hint = 'write [words]{lang="en"}, with a language tag and nothing else'
            message = f"`{tag[:40]}` is no language of words that all readers get"
            self.problems.append(Problem("EO208", self.path, found.place, message, hint))
        return tag

    def _brace(self, at: int) -> int:
        """A brace that nothing has consumed: an item's marker, or a mistake."""
        line_end = at + len(self._line(at))
        rest = self._text[at:line_end].rstrip()
        if self._text[at] == "{" and self._text[at - 1 : at] in (" ", "\t") and rest.endswith("}"):
            attributes = self._attributes(at, ("for",), ident=False)
            if attributes is None:
                return self._skip_braces(at)
            names = attributes.get("for")
            if (
                attributes.end == at + len(rest)
                and names
                and _ENDS_LINE.match(self._text, attributes.end)
            ):
                self._hole(ItemMarker(Condition("for", names.names(), names.place)))
                self._unread.hide(at, attributes.end)
                return attributes.end
        hint = "write \\{ for a brace"
        if odd := ODD.search(self._text, max(0, at - 1), line_end):
            hint = f"delete the {named(odd.group())}, and type a space where one is wanted; {hint}"
        elif rest[1:2] in ("{", "%", "#"):
            hint = f"no Liquid, Jinja or shortcodes here: {FORMS}; {hint}"
        self.report("EO207", at, f"`{rest[:40]}` is not understood here", hint)
        return self._skip_braces(at)

    def _skip_braces(self, at: int) -> int:
        """Go on after the braces of something already reported."""
        end = self._text.find("}", at, at + len(self._line(at)))
        self._unread.hide(at, end + 1 if end >= 0 else at + 1)
        return end + 1 if end >= 0 else at + 1

    def _attributes(
        self, at: int, allowed: tuple[str, ...] | None, *, ident: bool
    ) -> Attributes | None:
        """The attributes at a brace, or None with the problem noted."""
        try:
            found = read_attributes(self.source, at)
        except BadAttributes as error:
            odd = ODD.search(self._text, at, at + len(self._line(at)))
            holds = f" (here stands {named(odd.group())})" if odd else ""
            self.report("EO208", error.index, error.message + holds, error.hint)
            return None
        if found.id and not ident:
            self.report("EO208", at, "an id has no use here", "ids stand on headings")
        for item in found.items:
            # Of words in brackets alone a language can be said.
            reserved = RESERVED_NAMES - {"lang"}
            wrong = item.name in reserved if allowed is None else item.name not in allowed
            if wrong:
                hint = (
                    "allowed: " + ", ".join(allowed)
                    if allowed
                    else "a variant's names are audiences"
                )
                self.problems.append(
                    Problem("EO208", self.path, item.place, f"`{item.name}` has no use here", hint)
                )
        return found


def _indent(line: str) -> int:
    """The column in which a line's first character stands."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def _last_open_brace(line: str) -> int:
    """Index of the last unescaped brace that opens outside quotes, or -1."""
    found, quote, within, at = -1, "", False, 0
    while at < len(line):
        char = line[at]
        if char == "\\":
            at += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char == "{":
            found, within = at, True
        elif within and char in "\"'":
            quote = char
        elif char == "}":
            within = False
        at += 1
    return found
