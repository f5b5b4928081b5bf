"""Text as our Markdown, in which every character prints as itself and none means anything.

A backslash too many costs nothing: it is not printed. One too few could hide a condition or make one.
"""

import re

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
    r"|\$(?=\$)|%(?=%)|(?<!\d)%(?=\w)|@|:(?=:)|(?<=--)>"
)
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


def line_start(line: str) -> str:
    """A line of a paragraph, so that its first characters begin nothing."""
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
