"""Another id for something, wherever the site's files name it: exact places, or not at all."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from eo_site.language_server import own_facts
from eo_site.language_server.definition import LOCAL, in_file, references
from eo_site.language_server.files import OpenFile
from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.tokens import Token, token_at, tokens_of
from eo_site.model.audience import RESERVED_NAMES
from eo_site.model.base import ID_PATTERN

_DAYS = frozenset({"signed", "filed", "published", "effective"})
_FIXED = frozenset({"section", "module", "heading", "value", "link"})


class Refused(ValueError):
    """Why something cannot be renamed, in a sentence."""


@dataclass(frozen=True)
class Change:
    """A stretch of a file, and what is to stand there."""

    start: int
    end: int
    text: str


def renamable(file: OpenFile, index: int, knowledge: Knowledge) -> Token:
    """The id at a position; raises Refused where it is none, or none that can have another."""
    token = token_at(file, index)
    if token is None or token.kind in _FIXED:
        raise Refused("no id that can be renamed stands here")
    if token.kind == "source" and token.id == "order":
        raise Refused("`order` is the order's own text, in every file")
    if token.kind == "clock" and token.id in _DAYS:
        raise Refused(f"`{token.id}` is a day of the order, and no id")
    if token.kind == "act" and token.id in knowledge.orders:
        raise Refused(
            "an order's id is its file's name: rename the file, and list the old name under `aliases`"
        )
    home_of(token, file, knowledge)
    return token


def home_of(token: Token, file: OpenFile, knowledge: Knowledge) -> str:
    """The file in which the entry stands that a token names; raises Refused where there is none."""
    if in_file(token, file):
        return file.path
    if token.kind not in LOCAL and (found := knowledge.definition(token.kind, token.id)):
        return found.path
    raise Refused(f"`{token.id}` has no entry, so that nobody can say what else means it")


def rename(
    file: OpenFile,
    index: int,
    new: str,
    knowledge: Knowledge,
    others: Callable[[str], Iterable[OpenFile]],
) -> Mapping[str, tuple[Change, ...]]:
    """By file, what to change so that an id is another; raises Refused where that is not possible.

    `others` gives the site's files that have a word in them.
    """
    token = renamable(file, index, knowledge)
    home = home_of(token, file, knowledge)
    _check(token, new, file, home, knowledge)
    local = home == file.path and (token.kind in LOCAL or file.role.is_markdown)
    files = [file] if local else [file, *(e for e in others(token.id) if e.path != file.path)]
    if local and file.role.kind == "order":
        files += [e for e in others(token.id) if _is_translation(e, file)]
    found: dict[str, tuple[Change, ...]] = {}
    for each in files:
        same = home if not _is_translation(each, file) or not local else each.path
        tokens = references(token, same, each)
        for wrong in (one for one in tokens if not one.sure):
            line = each.source.place(wrong.start).line
            raise Refused(
                f"{each.path}:{line} names `{token.id}` in a form that cannot be changed here"
            )
        if tokens:
            found[each.path] = tuple(Change(one.start, one.end, new) for one in tokens)
    return found


def _is_translation(other: OpenFile, file: OpenFile) -> bool:
    return other.role.kind == "translation" and other.role.slug == file.role.slug and other != file


def _check(token: Token, new: str, file: OpenFile, home: str, knowledge: Knowledge) -> None:
    if not re.fullmatch(ID_PATTERN, new, re.ASCII):
        raise Refused(f"`{new}` is not an id: lower-case letters, digits and single hyphens")
    if token.kind == "audience" and new in RESERVED_NAMES:
        raise Refused(f"`{new}` is a word of the audience syntax")
    if token.kind == "act" and new.startswith("eo-"):
        raise Refused("ids that begin with `eo-` are those of orders")
    taken = _taken(token, file, knowledge)
    if new in taken:
        raise Refused(f"`{new}` is taken in {home if new not in _DAYS else 'every order'}")


def _taken(token: Token, file: OpenFile, knowledge: Knowledge) -> set[str]:
    """The ids that mean something already where this one does."""
    own = {each.id for each in tokens_of(file) if each.defines and each.kind == token.kind}
    if token.kind == "clock":
        return own | _DAYS
    if token.kind in ("number", "case"):
        return own
    if token.kind in ("source", "act"):
        own |= {each.id for each in own_facts.own_sources(file)} | {"order"}
        return own | {
            each.id for each in (*knowledge.candidates("source"), *knowledge.candidates("act"))
        }
    return own | {each.id for each in knowledge.candidates(token.kind)}
