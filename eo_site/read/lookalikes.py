"""What a person could have meant as a condition, and is none: brackets of the wrong kind, HTML, labels.

A false alarm costs its author a backslash; a miss prints a text to everybody. What is one whatever
the audiences of a site are called is a problem at once. The rest is a doubt, which is settled when
their names are known (`eo_site.resolve.doubts`). Code, comments and what was understood are blank
in the texts that come here; so is a character after a backslash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eo_site.characters import folded
from eo_site.model.document import Doubt, DoubtKind
from eo_site.model.problem import Problem
from eo_site.model.text import Fragment

OWN = frozenset({"for", "except", "interests", "instead"})
FORMS = '`::: for NAMES` before a block, `{for="NAMES"}` after a heading or list item, `[text]{NAME="text"}` for words'
_PHRASE = r"[\w ,&+/'-]{1,80}"
_KEY = r"(?i:instead for|for|except|only|unless|if)"
_ITEM = r"(?:[-+*]|\d{1,9}[.)])"

_ATTRIBUTE = re.compile(r"(?<![\w?&/#.-])([^\W\d_][\w-]*)['\"]?[ \t]*=(?![=>])[ \t]*(['\"]?)")
_LABEL = re.compile(rf"[(\[{{<][ \t\n]*(?=[^\W\d_])({_PHRASE}?)[ \t\n]*(?:=|:(?!//))")
_BRACKET = re.compile(rf"\[[ \t]*([!/#?@]?)[ \t]*(?=[^\W\d_])({_PHRASE}?)[ \t]*\](?![(\[{{:\0])")
_LINE_BEFORE = re.compile(rf"\n[ \t>]*(?:{_ITEM}[ \t]+)?\Z")
_KEYED_LABEL = re.compile(
    rf"[(\[{{<][ \t\n]*(?i:for|audiences?|readers?|except|only|instead for)[ \t]*[:=][ \t]*(?=[^\W\d_])({_PHRASE})"
)
_TAG = re.compile(rf"<[ \t]*/?[ \t]*(?=[^\W\d_])({_PHRASE}?)[ \t]*/?>")
_ROUND = re.compile(
    rf"\n[ \t]*(?:{_ITEM}[ \t]+(?:[^\n]*[ \t\0])?)?\(({_KEY}\b{_PHRASE})\)[ \t]*(?=\n|\Z)"
)
_ROUND_AT_END = re.compile(rf"\(({_KEY}\b{_PHRASE})\)[ \t]*\Z")
_START = re.compile(
    rf"\n([ \t>]*(?:{_ITEM}[ \t]+)*)[*_]{{0,3}}(?:({_KEY}\b[ \t][\w ,&+/'*-]{{1,80}}?)|([a-z][a-z0-9-]*))"
    r"[*_]{0,3}[ \t]*:(?!//)"
)
_LINE = re.compile(
    rf"\n[ \t>]*(?:[^\w\s\0\"'(\[{{*_#|>.,§–—…-]{{1,8}}|[-*_+.]{{3,}})[ \t]*({_KEY}\b[ \t:]+{_PHRASE})"
)
_ALONE = re.compile(
    rf"\n[ \t]*((?:/[ \t]*|(?i:end|begin)[ \t]*)?{_KEY}\b{_PHRASE}?)[ \t]*(?=\n[ \t]*\n|\s*\Z)"
)
_COMMENT = re.compile(rf"<!--[ \t\n]*([:/!#]*[ \t]*{_PHRASE}?)[ \t]*[:=]?[ \t\n]*(?:-->|\Z|\n)")
_INFO = re.compile(rf"[ \t]*({_PHRASE})[ \t]*\Z")
MAY_BE = re.compile(
    rf"[=:(\[<{{＝：﹕﹦⁼꞉∶（［＜｛【〔「『《〈⟨❲⦗«‹]|(?:\A|\n)[ \t>]*(?:[^\w\s]|/|(?:end|begin)?[ \t]*{_KEY}\b)"
    r"|[\u0370-\u04ff\uff21-\uff5a\u200b-\u200f\u202a-\u202e\u2060-\u206f\u00ad]"
)
"""Without any of this a text holds nothing that looks like a condition; sooner looked for."""
_KEYED = re.compile(rf"{_KEY}\b")


@dataclass(frozen=True)
class _Looked:
    """One text as it looks, after a line's end, so that every line of it begins with one."""

    text: str
    places: list[int] | None
    source: Fragment

    def at(self, index: int) -> int:
        """Where a character of it stands in what it was made from."""
        return index - 1 if self.places is None else self.places[max(0, index - 1)]

    def doubt(self, kind: DoubtKind, match: re.Match[str], group: int | str) -> Doubt:
        """Some of its words, to be judged by the names."""
        place = self.source.place(self.at(match.start(group)))
        return Doubt(kind, " ".join(match.group(group).split()), place)


def _looked(text: str, source: Fragment) -> _Looked:
    plain, places = folded(text)
    return _Looked(f"\n{plain}", places, source)


def look_alikes(
    text: str, source: Fragment, path: str, *, opening: int = 0, heading: bool = False
) -> tuple[list[Problem], list[Doubt]]:
    """What is certainly meant as a condition and is none, and what may be.

    `text` is as long as `source`, with blanks for what is not to be looked at. `opening` is where
    the text before the first heading ends.
    """
    if not MAY_BE.search(text):
        return [], []
    looked = _looked(text, source)
    problems, doubts = list[Problem](), list[Doubt]()
    for match in _ATTRIBUTE.finditer(looked.text) if "=" in looked.text else ():
        if match.group(1).casefold() in OWN or match.group(2):
            problems.append(_attribute(match, looked, path))
        else:
            doubts.append(looked.doubt("attribute", match, 1))
    doubts += _brackets(looked, heading)
    doubts += _lines(looked, opening)
    told = {each.place.line for each in problems}
    return problems, [each for each in doubts if each.place.line not in told]


def _attribute(match: re.Match[str], looked: _Looked, path: str) -> Problem:
    place = looked.source.place(looked.at(match.start()))
    message = f"`{match.group(1)[:40]}=` looks like a condition, and is text for everybody here"
    return Problem("EO222", path, place, message, f"{FORMS}; \\= for the character")


def _brackets(looked: _Looked, heading: bool) -> Iterator[Doubt]:
    text = looked.text
    if not any(bracket in text for bracket in "([<{"):
        return
    for match in _LABEL.finditer(text) if ":" in text or "=" in text else ():
        yield looked.doubt("label", match, 1)
    for match in _KEYED_LABEL.finditer(text) if ":" in text or "=" in text else ():
        yield looked.doubt("keyed", match, 1)
    for match in _BRACKET.finditer(text) if "[" in text else ():
        if match.group(1) or _KEYED.match(match.group(2)) or _begins_line(text, match.start()):
            yield looked.doubt("bracket", match, 2)
    for match in _TAG.finditer(text) if "<" in text else ():
        yield looked.doubt("bracket", match, 1)
    for match in (_ROUND_AT_END if heading else _ROUND).finditer(text) if "(" in text else ():
        yield looked.doubt("bracket", match, 1)


def _begins_line(text: str, index: int) -> bool:
    return bool(_LINE_BEFORE.search(text, max(0, index - 40), index))


def _lines(looked: _Looked, opening: int) -> Iterator[Doubt]:
    text = looked.text
    for match in _START.finditer(text) if ":" in text else ():
        starts = match.group(1).strip() or _after_blank(text, match.start())
        if match.group(2) and starts:
            yield looked.doubt("start", match, 2)
        elif match.group(3) and (starts or looked.at(match.start(3)) < opening):
            yield looked.doubt("name", match, 3)
    for match in _LINE.finditer(text):
        yield looked.doubt("line", match, 1)
    for match in _ALONE.finditer(text):
        if _after_blank(text, match.start()):
            yield looked.doubt("line", match, 1)


def _after_blank(text: str, index: int) -> bool:
    """Whether the line that a line's end begins stands at the start of a paragraph."""
    before = text[max(0, index - 200) : index]
    return not before.rpartition("\n")[2].strip()


def in_comment(text: str, source: Fragment) -> Iterator[Doubt]:
    """A comment that may be meant as a mark."""
    looked = _looked(text, source)
    if match := _COMMENT.match(looked.text, 1):
        yield looked.doubt("comment", match, 1)


def in_info(source: Fragment) -> Iterator[Doubt]:
    """What stands after the marks of a code fence, where that may be meant for readers."""
    looked = _looked(source.text, source)
    if match := _INFO.match(looked.text, 1):
        yield looked.doubt("info", match, 1)
