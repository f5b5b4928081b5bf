"""Which sentences have one of some words: one look through all of them, for all the words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Sieve:
    """Looks for the signs of several rules at once."""

    signs: tuple[tuple[str, ...], ...]
    """Of each rule, beginnings of words or of several words, in lower case; `0` is any digit."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(f"[^a-z](?=({_either(sign for signs in self.signs for sign in signs)}))")

    @cached_property
    def _rules(self) -> dict[str, tuple[int, ...]]:
        """By a sign, the rules that have it or a longer one: the pattern stops at the shortest."""
        return {
            sign: tuple(
                rule
                for rule, each in enumerate(self.signs)
                if any(s.startswith(sign) for s in each)
            )
            for signs in self.signs
            for sign in signs
        }

    def sorted_out(self, sentences: Iterable[str]) -> Sequence[set[int]]:
        """For each rule, the indexes of the sentences that may have one of its signs.

        No sentence has a line end.
        """
        text = caseless("\n".join(("", *sentences)))
        starts = [match.start() for match in re.finditer("\n", text)]
        found: list[set[int]] = [set() for _ in self.signs]
        for match in self._pattern.finditer(text):
            index = bisect_right(starts, match.start()) - 1
            for rule in self._rules["0" if match[1].isdecimal() else match[1]]:
                found[rule].add(index)
        return found


def caseless(text: str) -> str:
    """In lower case, as patterns that ignore case read it: `ſ` is an s to them, `ı` and `İ` an i."""
    return text.replace("ſ", "s").replace("ı", "i").replace("İ", "i").lower()


def _either(words: Iterable[str]) -> str:
    """A pattern for any of some words, in which what begins alike is looked at once."""
    ends: dict[str, list[str]] = {}
    for word in words:
        if not word:
            return ""
        ends.setdefault(word[0], []).append(word[1:])
    branches = [
        (r"\d" if first == "0" else re.escape(first)) + _either(rest)
        for first, rest in ends.items()
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
