"""How a body is laid out: blank lines, headings, block lines, attributes, the marks of lists.

Paragraphs keep their lines: where a line begins decides what it is, so none is wrapped anew.
"""

import re
from collections.abc import Callable, Iterator

from eo_site.model.text import SourceText
from eo_site.read.attributes import Attributes, BadAttributes, read_attributes

_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_BLOCK = re.compile(r":::[ \t]+(for|instead for)[ \t]+(.+)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_LIST = re.compile(r"^([ ]*)[*+](?= {1,4}\S)")
_RULE = re.compile(r"[ ]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FIRST = ("for", "except", "interests")
"""Attributes in the order in which they are written after an id."""


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is text of the author's: not code and not within a remark."""
    fence, remark = "", False
    for line in text.split("\n"):
        if fence:
            yield line, False
            bare = line.strip(" \t")
            fence = "" if bare and not bare.strip(fence[0]) and len(bare) >= len(fence) else fence
        elif remark or line.startswith("<!--"):
            yield line, False
            remark = "-->" not in line
        else:
            opened = _FENCE.match(line)
            fence = opened[1] if opened else ""
            yield line, not opened


def _each_line(change: Callable[[str], str]) -> Callable[[str], str]:
    """A step that changes lines one by one."""

    def step(text: str) -> str:
        return "\n".join(change(line) if own else line for line, own in _lines(text))

    return step


# Lines ---------------------------------------------------------------------------------------


def _structure(line: str) -> str:
    """`:::   for  a,b` and `##  Title  ##` with single spaces, and without marks at the end."""
    if block := _BLOCK.fullmatch(line.rstrip(" \t")):
        names = [each.strip() for each in block[2].split(",")]
        return f"::: {block[1]} {', '.join(names)}"
    if heading := _HEADING.fullmatch(line.rstrip(" \t")):
        words = re.sub(r"[ \t]+#+$", "", heading[2])
        return f"{heading[1]} {words}"
    return line.rstrip(" \t") if line.startswith(":::") else line


def _attributes(line: str) -> str:
    """Attributes with an id first, double quotation marks and single spaces; variants keep their order."""
    source = SourceText("", line)
    fragment = source.fragment(0, len(line))
    for at in range(len(line) - 1, -1, -1):
        if line[at] == "{":
            try:
                found = read_attributes(fragment, at)
            except BadAttributes:
                continue
            line = (
                line[:at]
                + _written(line, found, variant=line[at - 1 : at] == "]")
                + line[found.end :]
            )
            fragment = SourceText("", line).fragment(0, len(line))
    return line


def _written(line: str, found: Attributes, *, variant: bool) -> str:
    items = found.items
    if not variant:
        items = tuple(sorted(items, key=lambda item: (*_FIRST, item.name).index(item.name)))
    parts = [f"#{found.id}"] if found.id else []
    for item in items:
        value = item.value.text
        if not variant:
            value = ", ".join(each.strip() for each in value.split(","))
        parts.append(f'{item.name}="{value.replace(chr(34), chr(92) + chr(34))}"')
    return "{" + " ".join(parts) + "}"


def _ends(text: str) -> str:
    """No spaces at the ends of lines; two before a line of text break it, as a backslash does."""
    lines = [*_lines(text)]
    out = list[str]()
    for at, (line, own) in enumerate(lines):
        bare = line.rstrip(" \t")
        following = lines[at + 1][0].strip() if at + 1 < len(lines) else ""
        breaks = own and line.endswith("  ") and bare and following and not bare.endswith("\\")
        out.append(line if not own else f"{bare}\\" if breaks else bare)
    return "\n".join(out)


def _items(line: str) -> str:
    """Items of lists begin with a hyphen."""
    return line if _RULE.fullmatch(line) else _LIST.sub(r"\1-", line, count=1)


# Blank lines ---------------------------------------------------------------------------------


def _blanks(text: str) -> str:
    """One blank line around headings and block lines, and never two together."""
    out = list[str]()
    apart = False
    for line, own in _lines(text):
        alone = own and (line.startswith(":::") or bool(_HEADING.fullmatch(line)))
        if own and not line.strip():
            if out and out[-1] != "":
                out.append("")
            continue
        if (apart or alone) and out and out[-1] != "":
            out.append("")
        out.append(line)
        apart = alone
    return "\n".join(out).strip("\n") + "\n"


STEPS: tuple[Callable[[str], str], ...] = (
    _each_line(_structure),
    _each_line(_attributes),
    _ends,
    _each_line(_items),
    _blanks,
)
"""In the order in which they are taken."""
