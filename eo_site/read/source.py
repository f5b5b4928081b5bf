"""Bytes of a file become text, or a problem."""

import re

from eo_site.model.problem import Place, Problem
from eo_site.model.text import SourceText

MAX_BYTES = 2_000_000
"""No analysis is longer; a larger file is a mistake or an attack."""

HOLE_OPEN, HOLE_CLOSE = "\ue000", "\ue001"
"""Enclose the number of a hole while Markdown is parsed."""
LITERALS = {
    "\ue002": "{",
    "\ue003": ":",
    "\ue004": "[",
    "\ue005": "：",
    "\ue006": "<",
    "\ue007": "}",
    "\ue008": "]",
    "\ue009": ">",
}
"""Stand for characters the author escaped, so that unescaped ones can be told from them."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ue000-\ue00f\ud800-\udfff\ufffe\uffff]"
    "|\r(?!\n)"
)
"""Line ends no editor shows, characters that cannot be seen as text, and those that we use ourselves."""


_COMMON = b"\t\n" + bytes(range(0x20, 0x7F))


def decode(path: str, data: bytes) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """A file's bytes as text, or why they cannot be one."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; {MAX_BYTES:,} is the most that is read"
        return None, (Problem("EO101", path, Place(), message, "split it"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        hint = "save the file in the encoding UTF-8"
        return None, (Problem("EO102", path, Place(line, column), "the file is not UTF-8", hint),)
    problems = () if _is_clean(data) else tuple(_forbidden(path, text))
    return (None if problems else SourceText(path, text.replace("\r\n", "\n"))), problems


def _is_clean(data: bytes) -> bool:
    """Whether what is rare in a text is nothing forbidden; a line end or mark may still be right."""
    rare = data.translate(None, _COMMON)
    return b"\r" not in rare and not FORBIDDEN.search(rare.decode())


def _forbidden(path: str, text: str) -> list[Problem]:
    source = SourceText(path, text)
    return [
        Problem(
            "EO103",
            path,
            source.place(match.start()),
            f"the character U+{ord(match.group()):04X} may not stand in a content file",
            "lines end in LF or CRLF; delete the character",
        )
        for match in FORBIDDEN.finditer(text)
    ][:20]
