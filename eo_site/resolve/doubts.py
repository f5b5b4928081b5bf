"""Doubts of a file, settled by the names of a site's audiences and groups.

`[litigators: …]` is a condition gone wrong where there are litigators, and a text where there are
none. Ordinary prose that speaks of its readers stays allowed: a sentence is no label.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from eo_site.model.document import Doubt
from eo_site.model.problem import Place, Problem
from eo_site.resolve.audiences import Audiences

_FORMS = (
    'write `::: for {0}` before a block, `{{for="{0}"}}` after a heading or list item,'
    ' `[text]{{{0}="text"}}` for words'
)
_ABOUT_READERS = re.compile(
    r"(?:all|audiences?|begin|editions?|end|except|exclusively|for|hidden|if|instead|is|just|not|only|our|readers?"
    r"|restricted|shown|solely|the|to|unless|version|visible)"
)
"""Words that a mark has beside names."""
_WORD = re.compile(r"[\w'-]+")
_BETWEEN = re.compile(r"\s*(?:,|&|\+|/|;|\band\b|\bor\b)\s*")
ONLY = " only"
"""Ends the keys of `members` and of account groups, which count only beside a word that marks have.

Alone, they may be the members of anything: “Members: the Secretary of State, …”.
"""
_ANY_PART = ("label", "start")
"""Kinds in which one name among other words is enough."""


def doubt_problems(doubts: Iterable[Doubt], path: str, audiences: Audiences) -> Iterator[Problem]:
    """Those doubts of a file that name an audience or a group."""
    known, told = _known(audiences), set[Place]()
    for doubt in doubts:
        if doubt.place not in told and (name := _named(doubt, known)):
            told.add(doubt.place)
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
    """By how a name may be written, the name; those who may read a members' edition have keys with `ONLY`."""
    apart = {
        f"{name}{ONLY}": each.id
        for each in audiences.file.audiences
        for name in ("members", *(each.access.groups or ()))
        if not each.access.public
    }
    shown = {_plain(each.name): each.id for each in audiences.file.audiences}
    return apart | shown | {name: name for name in audiences.names}


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", "-", words.strip().casefold())


def _named(doubt: Doubt, known: dict[str, str]) -> str:
    """The audience or group that a doubt names, or nothing."""
    if doubt.kind == "name":
        return doubt.words if doubt.words in known.values() else ""
    if doubt.kind == "keyed":
        said = (known.get(_plain(word)) for word in re.findall(r"[\w-]+", doubt.words)[:6])
        return next(filter(None, said), "")
    parts = _BETWEEN.split(doubt.words.casefold().replace("*", ""))
    found = [_named_in(part, doubt, known) for part in parts if _name_in(part)]
    enough = any(found) if doubt.kind in _ANY_PART else bool(found) and all(found)
    return next(filter(None, found), "") if enough else ""


def _named_in(part: str, doubt: Doubt, known: dict[str, str]) -> str:
    """The audience or group that a part of a doubt's words names, or nothing."""
    name = _name_in(part)
    alone = name == _plain(" ".join(_WORD.findall(part)))
    members = "" if alone else known.get(f"{name}{ONLY}", "")
    return known.get(name) or members or _near(name, doubt, known)


def _name_in(part: str) -> str:
    """What is left of some words without those that any mark has before and after a name."""
    words = _WORD.findall(part)
    while words and _ABOUT_READERS.fullmatch(words[0]):
        del words[0]
    while words and _ABOUT_READERS.fullmatch(words[-1]):
        del words[-1]
    return _plain(" ".join(words))


def _near(part: str, doubt: Doubt, known: dict[str, str]) -> str:
    """A name that is all but the one written, where hardly anything else can be meant."""
    if doubt.kind not in ("attribute", "label"):
        return ""
    near = get_close_matches(part, known, n=1, cutoff=0.9)
    return known[near[0]] if near else ""
