"""Doubts of a file, settled by the names of a site's audiences and groups.

`[litigators: …]` is a condition gone wrong where there are litigators, and a text where there are
none. Ordinary prose that speaks of its readers stays allowed: a sentence is no label.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from eo_site.model.document import Doubt
from eo_site.model.problem import Problem
from eo_site.resolve.audiences import Audiences

_FORMS = (
    'write `::: for {0}` before a block, `{{for="{0}"}}` after a heading or list item,'
    ' `[text]{{{0}="text"}}` for words'
)
_LEADING = re.compile(
    r"(?:[/:!#@]|instead\b|for\b|except\b|only\b|not\b|unless\b|if\b|end\b|begin\b|the\b|all\b|our\b)[\s/:]*"
)
_TRAILING = re.compile(r"\s+(?:only|readers?|audiences?|edition)$")
_BETWEEN = re.compile(r"\s*(?:,|&|\+|/|;|\band\b|\bor\b)\s*")
_ANY_PART = ("label", "start")
"""Kinds in which one name among other words is enough."""


def doubt_problems(doubts: Iterable[Doubt], path: str, audiences: Audiences) -> Iterator[Problem]:
    """Those doubts of a file that name an audience or a group."""
    known = _known(audiences)
    for doubt in doubts:
        if name := _named(doubt, known):
            message = f"`{doubt.words[:60]}` looks like a condition, and is text for everybody here"
            if doubt.kind == "comment":
                message = f"the comment `{doubt.words[:60]}` is removed, and what follows is for everybody"
            elif doubt.kind == "info":
                message = f"`{doubt.words[:60]}` after a code fence is no condition"
            escape = {"start": "\\:", "name": "\\:", "attribute": "\\="}.get(
                doubt.kind, "a \\ before the bracket"
            )
            end = "" if doubt.kind in ("comment", "info") else f"; {escape} for the character"
            yield Problem("EO222", path, doubt.place, message, _FORMS.format(name) + end)


def _known(audiences: Audiences) -> dict[str, str]:
    """By how a name may be written, the name."""
    shown = {_plain(each.name): each.id for each in audiences.file.audiences}
    return shown | {name: name for name in audiences.names}


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", "-", words.strip().casefold())


def _named(doubt: Doubt, known: dict[str, str]) -> str:
    """The audience or group that a doubt names, or nothing."""
    if doubt.kind == "name":
        return doubt.words if doubt.words in known.values() else ""
    if doubt.kind == "keyed":
        said = (known.get(_plain(word)) for word in re.findall(r"[\w-]+", doubt.words)[:6])
        return next(filter(None, said), "")
    words, before = doubt.words.casefold().replace("*", "").strip(), ""
    while words != before:
        before = words
        if match := _LEADING.match(words):
            words = words[match.end() :]
        words = _TRAILING.sub("", words).strip()
    parts = [_plain(part) for part in _BETWEEN.split(words) if part]
    found = [known.get(part) or _near(part, doubt, known) for part in parts]
    enough = any(found) if doubt.kind in _ANY_PART else bool(found) and all(found)
    return next(filter(None, found), "") if enough else ""


def _near(part: str, doubt: Doubt, known: dict[str, str]) -> str:
    """A name that is all but the one written, where hardly anything else can be meant."""
    if doubt.kind not in ("attribute", "label"):
        return ""
    near = get_close_matches(part, known, n=1, cutoff=0.9)
    return known[near[0]] if near else ""
