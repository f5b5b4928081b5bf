"""Languages of editions and of files: which text an edition reads, and what is said in another one."""

from collections.abc import Collection, Mapping
from typing import TypeVar

T = TypeVar("T")

OFFICIAL = "en"
"""What orders, their titles and their sources' titles are written in."""


def wider(tag: str) -> tuple[str, ...]:
    """A language tag and the wider ones that it is part of, the nearest first: es-US, es."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def is_same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever its region: en and en-GB."""
    return one.split("-")[0] == other.split("-")[0]


def written_for(language: str, own: str, written: Collection[str]) -> str | None:
    """Which text an edition in a language reads: "" for the site's `own`, or one of those `written` in
    other languages; None where there is none, so that the edition goes without it."""
    if is_same(language, own):
        return ""
    return next((each for each in wider(language) if each in written), None)


def translated(texts: Mapping[str, T], language: str) -> T | None:
    """What stands under a language, or under a wider one."""
    return next((texts[each] for each in wider(language) if each in texts), None)
