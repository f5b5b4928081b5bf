"""Words that vary within a line, through the versions of their file. Texts in, values out.

A line's history is that of the words and of what replaces them. So the versions of the file are
held against each other: words that stayed while what they replace became another are old.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from eo_site.authoring.replacements import ONE_SITTING, OlderReplacement, Replacement

Version = tuple[datetime, str]
"""When a file's text was written, and the text."""

_INNER = r"(?:[^\[\]]|\[[^\[\]]*\])"
_VARIANT = re.compile(rf"\[({_INNER}*)\]\{{([^{{}}]*)\}}")
_WORDS = re.compile(r"([a-z][a-z0-9-]*)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class InlineVariant:
    """`[words]{lawyers="other words"}`, for one of its audiences."""

    name: str
    """The audience or group."""
    words: str
    """What it reads."""
    default: str
    """What it reads them instead of."""


def inline_variants(text: str, names: Collection[str]) -> Iterator[tuple[InlineVariant, int]]:
    """(variant, line) of a file's text; `names` are the site's audiences and groups."""
    for found in _VARIANT.finditer(text):
        for each in _WORDS.finditer(found[2]):
            if each[1] in names:
                default, words = " ".join(found[1].split()), " ".join(each[2].split())
                yield InlineVariant(each[1], words, default), text.count("\n", 0, found.start()) + 1


def older_words(versions: Sequence[Version], names: Collection[str]) -> Iterator[OlderReplacement]:
    """What of the first, newest version is older than what it replaces, by the versions before it."""
    if not versions:
        return
    known = [frozenset(each for each, _ in inline_variants(text, names)) for _, text in versions]
    for variant, line in inline_variants(versions[0][1], names):
        if found := _history(variant, known):
            changed, default_changed = (versions[at][0] for at in found)
            if changed + ONE_SITTING < default_changed:
                what = f"the words “{variant.words}” for “{variant.default}”"
                replacement = Replacement(what, (variant.name,), (line, line), ((line, line),))
                yield OlderReplacement(replacement, changed, default_changed)


def _history(
    variant: InlineVariant, known: Sequence[frozenset[InlineVariant]]
) -> tuple[int, int] | None:
    """(the version in which the words were written, that in which what they replace was changed)."""
    changed = next((at for at, found in enumerate(known) if variant not in found), len(known)) - 1
    before = known[changed + 1] if changed + 1 < len(known) else frozenset()
    # What they replaced then, and nothing replaces now.
    if not {each for each in before if _alike(each, variant)} - known[changed]:
        return None
    written = changed + 1
    while written + 1 < len(known) and any(_alike(each, variant) for each in known[written + 1]):
        written += 1
    return written, changed


def _alike(one: InlineVariant, other: InlineVariant) -> bool:
    return (one.name, one.words) == (other.name, other.words)
