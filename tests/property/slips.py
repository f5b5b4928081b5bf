"""Every slip of the hand that a document can suffer, one at a time."""

from collections.abc import Iterator
from typing import NamedTuple

BESIDE = {
    "#": "3＃", "{": "[(", "}": "])", "[": "({", "]": ")}", "(": "[9", ")": "]0", '"': "'”“", "'": '"’',
    ":": ";：.", ";": ":", "=": "-:", "-": "–—_", "`": "'~", "~": "`-", "*": "•8", ">": "›.", "|": "¦l",
    ",": ".;", "@": "2", "!": "1", "<": ",", "\\": "/", "1": "2l", "2": "1", "3": "1",
}  # fmt: skip
"""What a finger, or a word processor, puts in the place of a character."""
ANY = "x \u00a0\u200b\t"
"""What can come into the place of every character."""
LINE_SHIFTS = (1, 2, 3, 4)
MOVES = (-3, -2, -1, 1, 2, 3)


class Slip(NamedTuple):
    """One slip."""

    kind: str
    """`deleted`, `doubled`, `swapped`, `replaced`; of lines `indented`, `outdented`, `doubled line`, `moved`."""
    line: int
    """The line it happens in, from 1."""
    what: str
    """The character or line it happens to."""
    text: str
    """The document after it."""


def slips(text: str) -> Iterator[Slip]:
    """All of them, character by character and then line by line; none leaves the text as it is."""
    yield from _of_characters(text)
    yield from _of_lines(text)


def _of_characters(text: str) -> Iterator[Slip]:
    line = 1
    for at, char in enumerate(text):
        before, after = text[:at], text[at + 1 :]
        yield Slip("deleted", line, char, before + after)
        yield Slip("doubled", line, char, before + char + char + after)
        if after and after[0] != char:
            yield Slip("swapped", line, char + after[0], before + after[0] + char + after[1:])
        for other in BESIDE.get(char, _other_case(char)) + ANY:
            if other != char:
                yield Slip("replaced", line, f"{char}→{other}", before + other + after)
        line += char == "\n"


def _other_case(char: str) -> str:
    return char.swapcase() if char.isalpha() else ""


def _of_lines(text: str) -> Iterator[Slip]:
    lines = text.split("\n")[:-1]

    def written(changed: list[str]) -> str:
        return "\n".join(changed) + "\n"

    for at, line in enumerate(lines):
        before, after = lines[:at], lines[at + 1 :]
        if line:
            for shift in (*(" " * count for count in LINE_SHIFTS), "\t", "\u00a0"):
                yield Slip("indented", at + 1, line, written([*before, shift + line, *after]))
        for count in LINE_SHIFTS:
            if line.startswith(" " * count):
                yield Slip("outdented", at + 1, line, written([*before, line[count:], *after]))
        yield Slip("doubled line", at + 1, line, written([*before, line, line, *after]))
        for move in MOVES:
            rest = [*before, *after]
            if 0 <= at + move <= len(rest):
                changed = [*rest[: at + move], line, *rest[at + move :]]
                if changed != lines:
                    yield Slip(f"moved {move:+}", at + 1, line, written(changed))
