"""How alike texts are: what share of their words they have in common, in the same order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two texts."""

    one: str
    """The name of a text; so is `other`."""
    other: str
    ratio: float
    """From 0, no word in common, to 1, the same words."""


def likeness(texts: Mapping[str, str]) -> tuple[Likeness, ...]:
    """Every pair of some texts by their names, the most alike first; texts without words are left out."""
    words = {name: text.split() for name, text in texts.items() if text.split()}
    found = (Likeness(one, other, ratio) for one, other, ratio in _pairs(words))
    return tuple(sorted(found, key=lambda each: -each.ratio))


def _pairs(words: Mapping[str, list[str]]) -> Iterator[tuple[str, str, float]]:
    matcher = SequenceMatcher(autojunk=False)  # frequent words are words, too
    for one, other in combinations(words, 2):
        matcher.set_seqs(words[one], words[other])
        yield one, other, 1.0 if words[one] == words[other] else matcher.ratio()
