"""Text as our Markdown, in which every character prints as itself and none means anything.

A backslash too many costs nothing: it is not printed. One too few could hide a condition or make one.
"""

import re

from eo_site.read.foreign import BULLETS

OPEN, CLOSE = "\ue010", "\ue011"
"""Enclose the number of a piece that is written as it is; no input has them."""
OURS = re.compile("[\ue000-\ue01f]")
"""Characters that stand for something while a text is read or converted."""
_HELD = re.compile(f"{OPEN}\\d+{CLOSE}")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”\ue010\ue011]*[^\s<>\"“”\ue010\ue011.,;:!?'’)\]}*_~]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_MARK = re.compile(
    r"[\\`*{}<\[\]|^~]"
    r"|(?<!\w)_|_(?!\w)"
    r"|&(?=#?\w+;)"
    r"|=(?==)|(?<=[\w\"'=])[ \t]*=|(?<==)="
    r"|\$(?=\$)|%(?=%)|(?<!\d)%(?=\w)|@|:(?=:)|(?<=:):|(?<=--)>"
)
_NOT_IN_FIELDS = (
    (re.compile("[{｛﹛]"), "("), (re.compile("[}｝﹜]"), ")"), (re.compile(r"\[(?=[@=])"), "[ "),
    (re.compile("[:：]{2,}"), " "),
    (re.compile(r"<!-*"), "("), (re.compile("-+>"), ")"), (re.compile(r"[ \t]*=+[ \t]*[\"'“”]*"), " "),
    (re.compile("<"), "("), (re.compile(">"), ")"),
)  # fmt: skip
"""In fields that take plain text there is no backslash: other characters stand there."""
_START = re.compile(r"([ \t]*)(?:(#|>|[-+=|](?=.|$)|:|!(?=!!)|\?(?=\?\?))|(\d{1,9})([.)]))")
_LETTER = re.compile(r"\[[A-Za-z]\](?=[a-z])")
"""“[T]he”: a letter altered in a quotation, which is nothing else to anybody."""


def escaped(text: str) -> str:
    """Text within a paragraph. Addresses stay as they are, between pointed brackets."""
    found, at = list[str](), 0
    pieces = sorted(
        (*_HELD.finditer(text), *_ADDRESS.finditer(text)), key=lambda each: each.start()
    )
    for match in pieces:
        if match.start() >= at:
            found += [_plain(text[at : match.start()]), _kept(match.group())]
            at = match.end()
    return "".join((*found, _plain(text[at:])))


def _kept(piece: str) -> str:
    return f"<{address(piece)}>" if piece.startswith("http") else piece


def _plain(text: str) -> str:
    found, at = list[str](), 0
    for match in _LETTER.finditer(text):
        found += [_MARK.sub(_with_backslash, text[at : match.start()]), match.group()]
        at = match.end()
    return "".join((*found, _MARK.sub(_with_backslash, text[at:])))


def _with_backslash(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark[:-1]}\\{mark[-1]}"


def plain_field(text: str) -> str:
    """A text for a field in which no syntax is read and nothing can be escaped, such as a title."""
    for pattern, instead in _NOT_IN_FIELDS:
        text = pattern.sub(instead, text)
    return text.lstrip(" :").rstrip() or "Without a title"


def line_start(line: str) -> str:
    """A line of a paragraph, so that its first characters begin nothing."""
    if (bare := line.lstrip())[:1] in BULLETS and bare:
        return f"·{bare[1:]}"  # where it begins an item, `tree` has made one of it
    match = _START.match(line)
    if match is None:
        return line
    lead, mark, number, after = match.groups()
    rest = line[match.end() :]
    return f"{lead}\\{mark}{rest}" if mark else f"{lead}{number}\\{after}{rest}"


_IN_ADDRESS = {each: f"%{ord(each):02X}" for each in " <>\"'\\^`{|}[]()*_~" if each not in "_~'"}


def address(value: str) -> str:
    """A web address without the characters that would end it in Markdown."""
    return "".join(_IN_ADDRESS.get(each, each) for each in value.strip() if each.isprintable())
