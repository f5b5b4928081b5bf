"""Characters that look like others or like nothing: found, folded, and called by name.

A message that shows what it asks for beside what stands there helps nobody where the two look the
same, so whatever is wrong with a character is said with its number and its Unicode name.
"""

import re
import unicodedata

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

_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_WIDE = {0xFF01 + number: chr(0x21 + number) for number in range(0x5E)}
_LIKE = {
    "aeopcyxisjhdqw": "аеорсухіѕјһԁԛԝ",
    "ABEHIJKMOPSTXY": "АВЕНІЈКМОРЅТХУ",
    "ABEHIKMNOPTYXZ": "ΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "oivp": "οινρ",
    '"' * 5: "“”„‟″",
    "'" * 5: "‘’‚‛′",
    ":::==": "꞉∶﹕﹦⁼",
    "<>" * 2: "«»‹›",
    "[]" * 9: "【】〔〕「」『』《》〈〉⟨⟩❲❳⦗⦘",
}
_ALIKE = {
    **_SPACES,
    **_WIDE,
    **{
        ord(char): plain
        for plains, chars in _LIKE.items()
        for plain, char in zip(plains, chars, strict=True)
    },
}
"""What a character looks like in ASCII."""


def named(char: str) -> str:
    """`U+00A0 NO-BREAK SPACE`"""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def stranger(text: str) -> str:
    """What a name of ASCII letters has in it that is none, or nothing: ` (it holds U+00A0 …)`."""
    found = _NOT_ASCII.search(text)
    return f" (it holds {named(found.group())})" if found else ""


def folded(text: str) -> tuple[str, list[int] | None]:
    """A text as it looks, in ASCII where it looks so; and where its characters stand in the given.

    None for the places means: where they did before.
    """
    if text.isascii():
        return text, None
    if not _INVISIBLE.search(text):
        return text.translate(_ALIKE), None
    kept = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
    return "".join(text[at] for at in kept).translate(_ALIKE), [*kept, len(text)]
