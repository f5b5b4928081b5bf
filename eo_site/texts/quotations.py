"""A quotation taken apart by the signs of legal quoting: `. . .`, `[sic]`, `[T]he`, `[words]`."""

import re
from dataclasses import dataclass
from enum import Enum

from eo_site.texts.folding import folded

_ELLIPSIS = r"\[?(?:\.(?:\s*\.){2,3}|…\.?|\*(?:\s*\*){2,4})\]?"
_SIGN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|\[(?P<inside>[^\[\]]{{0,200}})\]")
_REMARK = re.compile(
    r"sic|(?:emphasis|citations?|footnotes?|alterations?|brackets|internal [a-z ]{1,40})"
    r" (?:added|supplied|omitted|in original|mine)",
    re.I,
)


class Gap(Enum):
    """What may stand in the text between two parts of a quotation."""

    ANYTHING = "…"
    """Any words at all."""
    WORDS = "[ ]"
    """A few words, or none."""
    ENDING = "agenc[ies]"
    """The rest of the word."""


_EITHER = "\ue000"
"""Stands before a letter of either case while a part is folded: a character for private use."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation that stand together in the text, folded."""

    words: str
    either_case: frozenset[int] = frozenset()
    """Indices of letters that may be capital or small: `[T]he`."""
    gap: Gap = Gap.ANYTHING
    """What may stand between it and the part before it."""
    cut: bool = False
    """Ends within a word: of `agenc[ies]` the part `agenc`."""


def parts_of(quote: str) -> tuple[Part, ...]:
    """The parts of a quotation in sequence, those without a letter or digit left out."""
    parts: list[Part] = []
    words, gap, end = "", Gap.ANYTHING, 0
    for sign in _SIGN.finditer(quote):
        words += quote[end : sign.start()]
        end = sign.end()
        kept = _kept(quote, sign)
        if kept is None:
            following = _gap(quote, sign)
            parts += _part(words, gap, cut=following is Gap.ENDING)
            words, gap = "", following
        else:
            words += kept
    return (*parts, *_part(words + quote[end:], gap))


def _kept(quote: str, sign: re.Match[str]) -> str | None:
    """What a sign leaves of itself in the words around it; None if it parts them."""
    inside = sign["inside"]
    if inside is None:
        return None
    before, after = quote[sign.start() - 1 : sign.start()], quote[sign.end() : sign.end() + 1]
    if len(inside) == 1 and inside.isalpha() and after.isalpha() and not before.isalnum():
        return _EITHER + inside
    return "" if _REMARK.fullmatch(inside.strip()) else None


def _gap(quote: str, sign: re.Match[str]) -> Gap:
    if sign["inside"] is None:
        return Gap.ANYTHING
    return Gap.ENDING if quote[sign.start() - 1 : sign.start()].isalnum() else Gap.WORDS


def _part(words: str, gap: Gap, *, cut: bool = False) -> tuple[Part, ...]:
    first, *others = folded(words).split(_EITHER)
    line, either = first, set[int]()
    for each in others:
        either.add(len(line))
        line += each
    if not any(char.isalnum() for char in line):
        return ()
    return (Part(line, frozenset(either), gap, cut),)
