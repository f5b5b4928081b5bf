"""Characters that look like others or like nothing: found, folded, and called by name.

A message that shows what it asks for beside what stands there helps nobody where the two look the
same, so whatever is wrong with a character is said with its number and its Unicode name.
"""

import re
import unicodedata
from html import unescape

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Nothing is to be seen of them; for a class of a regular expression."""
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blank, and no space to Markdown or YAML."""
ODD = re.compile(f"[{SPACES}{INVISIBLE}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

COLONS = ":：﹕︓∶꞉ː˸׃։܃܄᠃᠉⁚ꓽ︰∷⦂"
"""A colon, and what looks like one."""
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_NOT_ONE = re.compile(rf"{_ENTITY}|[{INVISIBLE}]")
"""What is no character or another than those it is written with."""
_LIKE = {
    "aeopcyxisjhdqw": "аеорсухіѕјһԁԛԝ",
    "ABEHIJKMOPSTXY": "АВЕНІЈКМОРЅТХУ",
    "ABEHIKMNOPTYXZ": "ΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "oivp": "οινρ",
    '"' * 6: "“”„‟″〝",
    "'" * 6: "‘’‚‛′´",
    "<>" * 2: "«»‹›",
    "-" * 5: "‐‑‒⁃−",
    ":" * (len(COLONS) - 1): COLONS[1:],
}
_KINDS = {"Ps": "[", "Pe": "]", "Pi": '"', "Pf": '"', "Zs": " "}
"""By category of Unicode: brackets, quotation marks, spaces."""


class _Alike(dict[int, str]):
    """By number, what a character looks like in ASCII; itself if like nothing there."""

    def __missing__(self, number: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(number))
        if len(plain) != 1 or not plain.isascii():
            plain = _KINDS.get(unicodedata.category(chr(number)), chr(number))
        self[number] = plain
        return plain


_ALIKE = _Alike(
    {number: chr(number) for number in range(0x80)}
    | {
        ord(char): plain
        for plains, chars in _LIKE.items()
        for plain, char in zip(plains, chars, strict=True)
    }
)


def named(char: str) -> str:
    """`U+00A0 NO-BREAK SPACE`"""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def stranger(text: str) -> str:
    """What a name of ASCII letters has in it that is none, or nothing: ` (it holds U+00A0 …)`."""
    found = _NOT_ASCII.search(text)
    return f" (it holds {named(found.group())})" if found else ""


def folded(text: str) -> tuple[str, list[int] | None]:
    """A text as readers see it, in ASCII where it looks so; and where its characters stand in the given.

    Entities are the characters that they print. None for the places means: where they did before.
    """
    if not _NOT_ONE.search(text):
        return text if text.isascii() else text.translate(_ALIKE), None
    parts, places, at = list[str](), list[int](), 0
    for match in _NOT_ONE.finditer(text):
        parts.append(text[at : match.start()])
        places += range(at, match.start())
        if shown := _printed(match.group()):
            parts.append(shown)
            places.append(match.start())
        at = match.end()
    places += range(at, len(text) + 1)
    return "".join((*parts, text[at:])).translate(_ALIKE), places


def _printed(entity: str) -> str:
    """The one character that readers see of an entity, or nothing."""
    char = unescape(entity)[:1] if entity[0] == "&" else ""
    return "" if _INVISIBLE.match(char) else " " if char.isspace() else char
