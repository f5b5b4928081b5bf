"""What people call an order: `13903`, `eo-13903`, `EO 13903`, `Executive Order 13903`, or the path of its file."""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping

_CALLED = re.compile(
    r"\s*(?:(?:exec(?:utive|\.)?\s+order|e\.?\s?o\.?)(?:\s+n(?:o|r)\.?)?[\s-]*)?(\d{1,5}(?:-[A-Za-z])?)\s*",
    re.IGNORECASE,
)


def number_of(word: str) -> str:
    """The number in what somebody calls an order, or nothing."""
    match = _CALLED.fullmatch(word)
    return match[1].upper() if match else ""


def order_named(
    word: str,
    files: Mapping[str, Collection[str]],
    numbered: Callable[[], Mapping[str, str]],
    within: str = "",
) -> str | None:
    """The order that a word means, by its slug, or None.

    `files` are the paths, from the site's root, of each order's file, its folder and its translations;
    `numbered` gives orders by number and is asked only where a number is not a file's name. `within` is
    the folder, from the root, in which the word was typed.
    """
    if word in files:
        return word
    if number := number_of(word):
        slug = f"eo-{number.lower()}"
        return slug if slug in files else numbered().get(number)
    typed = word.replace("\\", "/")
    for path in (posixpath.normpath(posixpath.join(within, typed)), posixpath.normpath(typed)):
        if slug := next((slug for slug, paths in files.items() if path in paths), ""):
            return slug
    return word.lower() if word.lower() in files else None
