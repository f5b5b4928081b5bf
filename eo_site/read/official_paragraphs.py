"""Paragraphs of an official text, the same from both forms, and what in them is quoted.

An order that amends another prints sections that are not its own: "section 2 is amended to read:
“Sec. 2. …”". Whatever stands inside a quotation is therefore part of the paragraph that opens it,
however many paragraphs it runs to, and no mark or number in it counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from eo_site.model.official import quotations

_SMALL = re.compile(
    r"an?|and|as|at|but|by|for|from|in|into|nor|of|off|on|onto|or|out|over|per|than|the|through|to|"
    r"toward|under|up|upon|via|with|within|without|against|among|between|during|et|seq|v"
)
_ABBREVIATED = re.compile(r"(?:^|\W)(?:U\.S|D\.C|U\.S\.C|No|Nos|Inc|St|Stat|Pub|v|Dr|Mr|Ms|Jr)\.$")
_STARTER = re.compile(r"The|This|In|It|For|If|Each|No|Within|To|As|An?|Nothing|All")
_LONGEST_QUOTATION = 300
"""Paragraphs; a quotation that runs on longer is taken for one that never ends."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line; quoted paragraphs that belong to it follow after blank lines."""

    text: str
    line: int
    column: int = 0
    """Where its lines begin, its first one apart: the plain form's only sign of level."""
    heading: str = ""
    """Of a section, where the form sets it apart from the words."""


def typeset(text: str) -> str:
    """Marks of the typewriter as printed: ``…'' is “…”, -- is —, [aacute] is á."""
    text = re.sub(r"\[([A-Za-z])(acute|grave|circ|uml|tilde|cedil|slash|ring)\]", _accented, text)
    text = text.replace("``", "“").replace("'''", "'”").replace("''", "”").replace("`", "‘")
    text = re.sub(r" ?(?<!-)--(?!-)", "—", text)
    return re.sub(r"‘ “", "‘“", re.sub(r"“ ‘", "“‘", re.sub(r"' ”", "'”", text)))


def _accented(match: re.Match[str]) -> str:
    shown = unescape(f"&{match[1]}{match[2]};")
    return match.group() if "&" in shown else shown


def is_title(words: str) -> bool:
    """Whether words are capitalised as in a heading: all but the small ones."""
    found = re.findall(r"[^\W\d_][\w'’]*", words)
    return bool(found) and all(word[0].isupper() or bool(_SMALL.fullmatch(word)) for word in found)


def heading_and_rest(text: str) -> tuple[str, str]:
    """`Policy. It is …` as `Policy` and the rest; no heading if the first sentence is none."""
    for stop in re.finditer(r"\.(?=\s|—|$)", text):
        if not _ABBREVIATED.search(text[: stop.end()]):
            if is_title(text[: stop.start()]):
                return text[: stop.start()], text[stop.end() :].lstrip(" —")
            break
    return "", text


def run_in_heading(text: str) -> tuple[str, str]:
    """The same where a reflow has lost the full stop: `Spending The Director shall …`."""
    marked = re.match(r"([^.:;“]+?) (\(a\) .*)", text, re.DOTALL)
    if marked and is_title(marked[1]):
        return marked[1], marked[2]
    words = text.split(" ")
    for at, word in enumerate(words[:25]):
        if at and _STARTER.fullmatch(word):
            first = " ".join(words[:at])
            return (first, " ".join(words[at:])) if is_title(first) else ("", text)
        if word[-1:] in tuple(".:;"):
            break
    return "", text


def with_quotations(
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Each quotation within one paragraph; and the paragraphs whose quotation never ends."""
    joined, unclosed, at = [], [], 0
    while at < len(paragraphs):
        end = _end_of_quotation(paragraphs, at)
        if end is None:
            unclosed.append(paragraphs[at])
            end = at
        text = "\n\n".join(each.text for each in paragraphs[at : end + 1])
        joined.append(replace(paragraphs[at], text=text))
        at = end + 1
    return tuple(joined), tuple(unclosed)


def _end_of_quotation(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """Index of the paragraph in which what is open at the end of this one is closed.

    Some printers open a quotation again with each paragraph; if counting every mark finds no
    end, the marks that open a paragraph are not counted.
    """
    for again in (True, False):
        depth = 0
        for at in range(start, min(start + _LONGEST_QUOTATION, len(paragraphs))):
            text = paragraphs[at].text
            depth += text.count("“") - text.count("”")
            if not again and at > start and text.startswith("“"):
                depth -= 1
            if depth <= 0:
                return at
    return None


def unquoted(text: str) -> str:
    """A text of the same length in which everything quoted is blank."""
    parts, at = list[str](), 0
    for start, end in quotations(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
