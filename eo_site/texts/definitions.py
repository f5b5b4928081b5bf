"""Short names that a text defines for an agency: "the Secretary of Commerce (Secretary)"."""

import re
from collections.abc import MutableMapping

from eo_site.texts.names import Names, Words, words_of

_SHORT = r"(?P<name>[A-Z][\w.&-]{1,40}(?: [A-Z][\w.&-]{1,40}){0,3})"
_BEHIND = re.compile(
    r"\s?\((?:hereinafter |hereafter |referred to as |the )*[“\"‘']?(?:[Tt]he )?"
    rf"{_SHORT}[”\"’']?\)"
)
""" "the Secretary of Commerce (Secretary)", "the Director of OMB (the “Director”)"."""
_BEFORE = re.compile(rf"“{_SHORT}” means (?:the )?$")
""" "“Secretary” means the Secretary of Commerce"."""
_SEVERAL = re.compile(r"Co-|(?:\w+ )*(?:\w+ies|Chairs|Departments|Directors|Heads)$")
"""What is defined for several, and so is no one's."""
_NEAR = 60
"""Characters before a name in which its definition may begin."""


def define(
    text: str, agency: str, start: int, end: int, names: Names, short: MutableMapping[Words, str]
) -> None:
    """Remembers the short name that is defined beside an agency's name, from `start` to `end`.

    An abbreviation that the vocabulary has keeps its meaning.
    """
    match = _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - _NEAR), start)
    if not match or _SEVERAL.match(match["name"]):
        return
    forms = tuple(word.form for word in words_of(match["name"]))
    if forms not in names.by_words:
        short[forms] = agency
