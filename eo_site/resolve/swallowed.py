"""Keys that became part of a text: indented as far as it, they say nothing any more.

YAML takes `for: [litigators]` below a block text, one step too far to the right, for more of the
text: what was meant for some is printed to all, with the words that were to prevent it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath, Marks

CONDITIONS = frozenset({"for", "except", "audiences", "draft", "publish_on", "expires_on", "withdrawn"})  # fmt: skip
"""Keys that keep something from readers."""
_BLANK = r"[^\S\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\u00ad\ufeff]"
_LINE = re.compile(
    rf"\n(?:{_BLANK})*(?:-[ \t]+)?[\"']?([A-Za-z_][\w-]*)[\"']?(?:{_BLANK})*:(?=\s|\Z)(.*)"
)
_WITHIN = re.compile(
    r"(for|except|audiences|draft|publish_on|expires_on)[\"']?[ \t]*[:=][ \t]*"
    r"(?=\[|true\b|false\b|\d{4}-|\n[ \t]*-[ \t])"
)
"""A condition within a line, wherever it begins."""
_APART = re.compile(rf"\S(?:{_BLANK}){{2,}}[\"']?([A-Za-z_][\w-]*)[\"']?(?:{_BLANK})*:(?=\s|\Z)")
"""A key after the blanks that it was indented by, where its line has lost its beginning."""
_VALUE = re.compile(r"\s*(?:\Z|[\[{>|\"'&*!]|-\s|(?:true|false|\d{4}-\d\d-\d\d)\s*\Z)")


@dataclass(frozen=True)
class Swallowed:
    """Finds them in the texts of one file."""

    marks: Marks
    names: Collection[str]
    """Of audiences and groups."""

    def problems(self, path: KeyPath, known: Collection[str]) -> Iterator[Problem]:
        """Keys in the text at a path, where the schema knows some at that place or above it."""
        if path not in self.marks.values and path[-1:] in (("text",), ("word",)):
            path = path[:-1]  # an item that is a bare text
        start, end = self.marks.values.get(path, (0, 0))
        base = self.marks.base
        text = self.marks.source.text[base + start : base + end]
        if ":" not in text and "=" not in text:
            return
        found = {
            match.start(1): match.group(1)
            for match in _LINE.finditer(text)
            if self._is_key(match.group(1), match.group(2), known)
        }
        found |= {match.start(1): match.group(1) for match in _WITHIN.finditer(text)}
        found |= {
            match.start(1): match.group(1)
            for match in _APART.finditer(text)
            if match.group(1) in known or match.group(1) in self.names
        }
        for at, key in found.items():
            place = self.marks.source.place(base + start + at)
            hint = "indent a key as far as those beside it; a text may break elsewhere"
            yield Problem(
                "EO225", self.marks.source.path, place, f"`{key[:40]}:` within a text", hint
            )

    def _is_key(self, word: str, rest: str, known: Collection[str]) -> bool:
        if word in known or word in self.names or word in CONDITIONS:
            return True
        plain = word.casefold().replace("-", "_")
        if plain in CONDITIONS:
            return True
        return (plain in known or word.casefold() in self.names) and bool(_VALUE.match(rest))
