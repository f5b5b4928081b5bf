"""`{#id for="a, b" name='text'}`: the one place where attributes are read.

Double or single quotes, `\\"` for a quote inside them, one line, no name twice. What a construct
allows is its own business; this only says what stands there.
"""

import re
from dataclasses import dataclass

from eo_site.model.base import ID_PATTERN
from eo_site.model.body import Name
from eo_site.model.problem import Place
from eo_site.model.text import Fragment

_BLANK = re.compile(r"[ \t]*")
_ID = re.compile(rf"#({ID_PATTERN})(?=[ \t}}])")
_NAME = re.compile(rf"({ID_PATTERN})=")


class BadAttributes(ValueError):
    """Attributes that cannot be read; says where and why."""

    def __init__(self, index: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.index, self.message, self.hint = index, message, hint


@dataclass(frozen=True)
class Attribute:
    """One name with its text."""

    name: str
    value: Fragment
    place: Place

    def names(self) -> tuple[Name, ...]:
        """The value as a comma-separated list of names."""
        return split_names(self.value)


@dataclass(frozen=True)
class Attributes:
    """What stands between the braces."""

    id: str
    items: tuple[Attribute, ...]
    place: Place
    end: int
    """Index after the closing brace."""

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name."""
        return next((item for item in self.items if item.name == name), None)


def split_names(fragment: Fragment) -> tuple[Name, ...]:
    """`a, b` as names with their places; empty ones stay, so that they can be reported."""
    names, at = list[Name](), 0
    for part in fragment.text.split(","):
        lead = len(part) - len(part.lstrip())
        names.append(Name(part.strip(), fragment.place(at + lead)))
        at += len(part) + 1
    return tuple(names)


def read_attributes(fragment: Fragment, start: int) -> Attributes:
    """The attributes that open with the brace at `start`.

    Raises BadAttributes at the first character that does not fit.
    """
    at, ident, items = start + 1, "", list[Attribute]()
    while True:
        blank = _BLANK.match(fragment.text, at)
        spaced = at == start + 1 or (blank is not None and blank.end() > at)
        at = blank.end() if blank else at
        if fragment.text.startswith("}", at):
            if not (ident or items):
                raise BadAttributes(start, "empty braces", "write \\{ for a brace")
            return Attributes(ident, tuple(items), fragment.place(start), at + 1)
        if fragment.text[at : at + 1] in ("", "\n"):
            raise BadAttributes(at, "attributes that do not end on their line", "close them with }")
        if not spaced:
            raise BadAttributes(at, "attributes are not separated", "put a space between them")
        if match := _ID.match(fragment.text, at):
            if ident:
                raise BadAttributes(at, "a second id", "keep one")
            ident, at = match.group(1), match.end()
        elif match := _NAME.match(fragment.text, at):
            if any(item.name == match.group(1) for item in items):
                raise BadAttributes(at, f"`{match.group(1)}` stands twice", "keep one")
            value, end = _quoted(fragment, match.end())
            items.append(Attribute(match.group(1), value, fragment.place(at)))
            at = end
        else:
            raise BadAttributes(
                at,
                "braces that are not attributes",
                'write \\{ for a brace, or attributes as {#id for="a, b"}, all on one line',
            )


def _quoted(fragment: Fragment, start: int) -> tuple[Fragment, int]:
    """A quoted text without its quotes, and the index after them."""
    text, quote = fragment.text, fragment.text[start : start + 1]
    if quote not in ('"', "'"):
        raise BadAttributes(start, "a value without quotes", 'write name="text"')
    chars, origins, at = list[str](), list[int](), start + 1
    while at < len(text) and text[at] not in (quote, "\n"):
        if text[at] == "\\" and at + 1 < len(text) and text[at + 1] != "\n":
            if text[at + 1] not in "\"'":
                chars.append(text[at])
                origins.append(at)
            at += 1
        chars.append(text[at])
        origins.append(at)
        at += 1
    if at >= len(text) or text[at] != quote:
        raise BadAttributes(start, "a quoted value that does not end on its line", f"add {quote}")
    origins.append(at)
    return Fragment("".join(chars), lambda index: fragment.place(origins[index])), at + 1
