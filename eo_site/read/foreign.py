"""Marks of other dialects of Markdown, which would be published as characters.

Each has its own line here: what it looks like, what it is called, and what to write instead. A
backslash before its first character prints it as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ITEM = r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+"
_AUTOLINK = r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]+@[^\s<>]+>"


@dataclass(frozen=True, slots=True)
class Foreign:
    """One mark of another dialect."""

    code: str
    sign: str
    """Without this in a text, the mark is not in it either; sooner looked for."""
    pattern: re.Pattern[str]
    message: str
    hint: str


def _mark(code: str, sign: str, pattern: str, message: str, hint: str) -> Foreign:
    return Foreign(code, sign, re.compile(pattern, re.MULTILINE), message, hint)


FOREIGN: tuple[Foreign, ...] = (
    _mark("EO210", "@", r"\[(?!@)[^\[\]@\n\0]{1,60}(?<![\w.+-])@[a-z0-9][a-z0-9-]*(?=[],; ])[^\[\]\n]*\](?!\()",
          "a citation begins with @", "write [@source, 3(b)]; \\[ for the character"),
    _mark("EO210", "@order", r"(?<![\w@/.+\[\0-])@order\b", "a citation stands in brackets",
          "write [@order, 3(b)]; \\@ for the character"),
    _mark("EO230", "<", r"<br[ \t]*/?>", "HTML prints as characters",
          "end the line with a backslash"),
    _mark("EO230", "<", rf"(?<!\]\()(?<!\]:[ \t])<(?!{_AUTOLINK})(?:/?[A-Za-z]|[!?](?!--))(?:[^<>\n]*>)?",
          "HTML prints as characters",
          "write Markdown, and `::: for NAMES` before a block for some; \\< for the character"),
    _mark("EO231", "[^", r"\[\^[^\]\n]+\]:?", "a footnote prints as characters",
          "cite a source with [@source, page]; put what readers should know into the text; \\[ for the character"),
    _mark("EO231", "^[", r"\^\[", "a footnote prints as characters",
          "cite a source with [@source, page]; put what readers should know into the text; \\[ for the character"),
    _mark("EO232", "[", rf"^{_ITEM}\[[ xX]?\](?=[ \t]|$)", "a box of a task list prints as characters",
          "say in words what is done and what is not; \\[ for the character"),
    _mark("EO233", "[!", r"^[ \t]*>[ \t>]*\[![A-Za-z]+\]", "an alert prints as characters",
          "write a quote or a paragraph, and `::: for NAMES` before text for some; \\[ for the character"),
    _mark("EO233", "!!!", r"^[ \t]*!!!", "an admonition prints as characters",
          "write a paragraph, and `::: for NAMES` before text for some; \\! for the character"),
    _mark("EO233", "???", r"^[ \t]*\?\?\?\+?[ \t]+[\w\"]", "an admonition prints as characters",
          "write a paragraph, and `::: for NAMES` before text for some; \\? for the character"),
    _mark("EO233", "::", r"^[ \t]*(?:\.\.[ \t]+[\w-]+::|(?:ifn?def|ifeval|endif|include)::)",
          "a directive prints as characters",
          "write Markdown, and `::: for NAMES` before text for some; \\: for the character"),
    _mark("EO233", "/", r"\[/[A-Za-z][\w-]*[ \t]*\]", "a shortcode prints as characters",
          "write Markdown, and `::: for NAMES` before text for some; \\[ for the character"),
    _mark("EO233", '="', r"\[[A-Za-z][\w-]*(?:[ \t]+[\w-]+=\"[^\"\n]*\")+[ \t]*/?\]",
          "a shortcode prints as characters",
          "write Markdown, and `::: for NAMES` before text for some; \\[ for the character"),
    _mark("EO234", "[[", r"!?\[\[[^\[\]\n]+\]\]", "a wiki link prints as characters",
          "write [EO 14110](eo-14110.md), or ![what it shows](figure.png); \\[ for the character"),
    _mark("EO235", "==", r"==(?=[^\s=])[^=\n]*[^\s=]==(?!=)", "`==` marks nothing here",
          "write *emphasis*; \\= for the character"),
    _mark("EO235", "~", r"(?<=[\w)])~[\w+-]{1,12}~(?!~)", "`~` lowers nothing here",
          "write the character itself, such as ₂; \\~ for the character"),
    _mark("EO235", "^", r"(?<=[\w)])\^[\w+-]{1,12}\^", "`^` raises nothing here",
          "write the character itself, such as ²; \\^ for the character"),
    _mark("EO235", "^", r"(?<=[ \t])\^[A-Za-z0-9-]+[ \t]*$", "`^` names no block here",
          "give the heading an id, {#some-id}; \\^ for the character"),
    _mark("EO235", "%%", r"%%[^%\n]*[^\s%][^%\n]*%%", "a comment in `%%` would be printed",
          "write <!-- … --> with blank lines around it; \\% for the character"),
    _mark("EO235", "$$", r"\$\$", "formulas print as characters",
          "write it in words and characters; \\$ for the character"),
    _mark("EO235", "*[", r"^[ \t]*\*\[[^\]\n]+\]:", "an abbreviation's meaning prints as characters",
          "write it out where it first stands; \\* for the character"),
    _mark("EO235", "[TOC]", r"^[ \t]*\[TOC\][ \t]*$", "`[TOC]` prints as characters",
          "delete it: the module `contents` is the table of contents"),
    _mark("EO236", "] (", r"\][ \t]\((?:https?:|mailto:|#|\.\.?/|[\w-]+\.(?:md|png|jpe?g|gif|webp|avif|svg)\))",
          "a space between a link's words and its address",
          "write [words](address) without the space; \\( for the character"),
    _mark("EO237", "+-", r"^[ \t]*\+(?:[-=]{3,}\+){1,}[ \t]*$", "a table of this form prints as characters",
          "write rows of | a | b | under a line of |---|---|"),
    _mark("EO237", "--", r"^[ \t]*-{3,}(?:[ \t]+-{3,})+[ \t]*$", "a table of this form prints as characters",
          "write rows of | a | b | under a line of |---|---|"),
)  # fmt: skip
"""In the order in which they are looked for; the first takes what it covers."""
_ANY = re.compile(r"[<^~=%$+|@]|\[[\[!/ xX\]]|!!!|\?\?\?|\*\[|\] \(|---|\[TOC\]|::|\[/")
"""Without any of these a text holds none of them."""
MOST = 100
"""Marks told of one text: who writes more knows by then."""
BULLETS = "•‣◦▪▫●○■□►▸∙⁃◆◇✓✔➢➤"
"""What word processors begin the items of a list with."""


def foreign_marks(text: str) -> Iterator[tuple[int, int, Foreign]]:
    """Each mark of another dialect, from where to where, none within another."""
    taken = list[tuple[int, int]]()
    if not _ANY.search(text):
        return
    for each in FOREIGN:
        for match in each.pattern.finditer(text) if each.sign in text else ():
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            if len(taken) == MOST:
                return
            if not any(begin <= start < end for begin, end in taken):
                taken.append((start, match.end()))
                yield start, match.end(), each
