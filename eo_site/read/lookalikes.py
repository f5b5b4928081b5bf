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

# Words
_PHRASE = r"[\w ,&+/'-]{1,80}"
_SHORT = r"(?=[^\W\d_])[\w ,&+/'-]{1,60}?"
_WORDS = rf"(?=[^\W\d_])({_PHRASE}?)"
_KEY = r"(?i:instead for|for|except|only|unless|if)"
_SAYS_KEY = re.compile(
    r"\b(?:for|except|only|solely|unless|if|end|begin|not|audiences?|readers?|visible|shown|hidden)\b",
    re.IGNORECASE,
)
_READERS = r"(?i:for|except|audiences?|readers?|only|visible[ \t]+to|instead for)"

# Places. Every line begins with a line's end; a block also begins in a cell.
_ITEM = r"(?:[-+*]|\d{1,9}[.)])"
_LEAD = rf"(?:\n(?P<lead>[ \t>]*(?:{_ITEM}[ \t]+)*)|\|[ \t]*)"
_DECOR = r"(?:\d\u20e3|[^\w\s\0(\[{<|]|_)*[ \t]*"
"""Emphasis, quotation marks, pictures and whatever else somebody sets before a word."""
_ENDS = rf"[*_~]*[ \t]*(?=\||\n[ \t>]*(?:\n|{_ITEM}[ \t])|\n?\Z)"
_ENDS_LINE = r"(?=[^\w\n]*(?:\n|\Z|\|))"
_DASH = r"[ \t]*(?:[–—―]|(?<=[ \t])-+>?(?=[ \t]))"

_ATTRIBUTE = re.compile(r"(?<![\w?&/#.-])([^\W\d_][\w-]*)['\"]?[ \t]*=(?![=>])[ \t]*(['\"]?)")
_LABEL = re.compile(rf"[(\[{{<][ \t\n]*{_WORDS}[ \t\n]*(?:=|:(?!//))")
_BRACKET = re.compile(
    rf"\[[ \t]*(?P<sign>[!/#?@.]?)[ \t]*(?P<words>(?=[^\W\d_]){_PHRASE}?)[ \t]*\](?![(\[{{:\0])(?P<ends>{_ENDS})?"
)
_LINE_BEFORE = re.compile(rf"\n[ \t>]*(?:{_ITEM}[ \t]+)?\Z")
_KEYED_LABEL = re.compile(rf"[(\[{{<][ \t\n]*{_READERS}[ \t]*[:=][ \t]*(?=[^\W\d_])({_PHRASE})")
_KEYED = re.compile(r"[:=][\"'(\[ \t]*(?P<word>[^\W\d_][\w-]*)[\"')\]}]*[ \t]*(?=[\n;|]|\Z)")
_BEFORE_KEYED = re.compile(rf"(?<![\w?&/#.-]){_READERS}\Z")
"""`for: NAME`, wherever it stands."""
_TAG = re.compile(rf"<[ \t]*/?[ \t]*{_WORDS}[ \t]*/?>")
_ROUND = re.compile(rf"\(+({_PHRASE})\)+{_ENDS}")
_BEGIN = re.compile(rf"{_LEAD}{_DECOR}")
_STARTS: tuple[tuple[DoubtKind, re.Pattern[str]], ...] = (
    ("start", re.compile(rf"({_KEY}\b[ \t][\w ,&+/'*-]{{1,80}}?)[*_\"']*[ \t]*:(?!//)")),
    (
        "name",
        re.compile(
            rf"([a-z][a-z0-9-]*)[*_\"']*(?:[ \t]*(?::(?!//)|[^\w\s\0:,.'\")\]?!(\[/&*-])|{_DASH})"
        ),
    ),
    ("keyed", re.compile(rf"{_READERS}[*_\"']*[ \t]*(?::(?!//)|=)[*_\"'(\[ \t]*([^\W\d_][\w-]*)")),
    (
        "mark",
        re.compile(rf"({_SHORT})(?=[*_\"' \t]*[.:;|](?!//)|{_DASH}|{_ENDS_LINE})"),
    ),
    ("mark", re.compile(rf"\(+({_PHRASE})\)")),
    ("mark", re.compile(rf"[(\[{{<][(\[{{<*_~ \t]*({_SHORT})(?={_ENDS_LINE})")),
    ("mark", re.compile(rf"(?:(?<=[*_~])|[(\[]+[*_~]+)({_SHORT})(?=[*_~])")),
)
"""What stands at the start of a block: words before a colon, an id before any sign but a comma, words that
end before the block's text does, words in brackets, words after brackets that nothing closes, words that alone
are emphasised."""
_BY_LETTER, _BY_BRACKET = _STARTS[:4], _STARTS[4:]
"""Those that may begin with a letter that no emphasis is before, and with a bracket."""
_OPENS = re.compile(r"[ \t]*([a-z][a-z0-9-]*)[\"']?:(?!//)")
_WHOLE = re.compile(
    r"\n(?:(?<=\A\n)|[ \t]*\n)(?P<lead>)(?:\(?[a-z]{1,4}[.)](?![^\W\d_]))?(?:[^\w\s\0]|_|[ \t])*"
    r"((?=[^\W\d_])[\w ,&+/'-]{1,40}?)[^\w\n]*(?=\n[ \t]*\n|\n?\Z)"
)
"""A paragraph of a few words, whatever stands before and after them, also `(a)`."""
_AT_END = re.compile(
    rf"[–—―:|-](?:(?<=[^-])|(?<=[ \t]-)-*(?=[ \t]))[ \t]*((?=[^\W\d_])[\w ,&-]{{1,60}}?){_ENDS}"
)
"""` – keepers only`"""
_LINE = re.compile(
    rf"\n[ \t>]*(?:[^\w\s\0\"'(\[{{*_#|>.,§–—…-]{{1,8}}|[-*_+.]{{3,}})[ \t]*({_KEY}\b[ \t:]+{_PHRASE})"
)
_SIGN = re.compile(
    r"[@$^~%:\]\n](?:(?<=(?<![\w.@/&=?#:-])[@$^~%:])(?:(?<!:)|(?=[a-z0-9-]+:(?!\w)))"
    r"|(?<=\])(?:[*_]+|[^\w\s\0,.;:!?'\")\]}(\[{<~-])|(?<=\n)[ \t]*[.#/!&;+])"
    r"([a-z][a-z0-9-]*)(?![\w-]|[.@]\w)"
)
"""`@name`, `:name:`, `]|name`, and `.name` at the start of a line."""
_COMMENT = re.compile(rf"<!--[ \t\n]*([:/!#]*[ \t]*{_PHRASE}?)[ \t]*[:=]?[ \t\n]*(?:-->|\Z|\n)")
_INFO = re.compile(rf"[ \t]*({_PHRASE})[ \t]*\Z")
_INFO_AFTER_LANGUAGE = re.compile(
    rf"[ \t]*(?!{_SAYS_KEY.pattern})[^\s`~]+[ \t]+(?=(?i:{_SAYS_KEY.pattern}))({_PHRASE})[ \t]*\Z"
)
"""```` ```text for keepers ````"""
_TITLE = re.compile(r"\][(:][ \t]*[^\s\"'()]*[ \t\n]+(?:\"([^\"\n]+)\"|'([^'\n]+)'|\(([^)\n]+)\))")
"""What a link or an image says when it is pointed at, or below it."""
MAY_BE = re.compile(
    rf"[=:(\[<{{&]|[^\x00-\x7f]|(?:\A|\n)[ \t>]*(?:[^\w\s]|(?:end|begin)?[ \t]*{_KEY}\b)"
    r"|\b(?i:only)\W*(?:\n|\Z)|[ \t]-+[ \t]|[@$^~%][a-z]"
)
"""Without any of this a text holds nothing that looks like a condition; sooner looked for."""
_BEGINS_KEY = re.compile(rf"{_KEY}\b")


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
    text: str, source: Fragment, path: str, *, opening: int | None = None
) -> tuple[list[Problem], list[Doubt]]:
    """What is certainly meant as a condition and is none, and what may be.

    `text` is as long as `source`, with blanks for what is not to be looked at. `opening` is where
    the text of a body before its first heading ends; None is for texts that are one block.
    """
    if opening is None and not MAY_BE.search(text):
        return [], []
    looked = _looked(text, source)
    problems, doubts = list[Problem](), list[Doubt]()
    for match in _ATTRIBUTE.finditer(looked.text) if "=" in looked.text else ():
        if match.group(1).casefold() in OWN or match.group(2):
            problems.append(_attribute(match, looked, path))
        else:
            doubts.append(looked.doubt("attribute", match, 1))
    doubts += _brackets(looked)
    doubts += _lines(looked, opening)
    for match in _TITLE.finditer(text) if opening is not None or "](" in text else ():
        doubts += _title(match, source, path)
    told = {each.place.line for each in problems}
    return problems, [each for each in doubts if each.place.line not in told]


def _attribute(match: re.Match[str], looked: _Looked, path: str) -> Problem:
    place = looked.source.place(looked.at(match.start()))
    message = f"`{match.group(1)[:40]}=` looks like a condition, and is text for everybody here"
    return Problem("EO222", path, place, message, f"{FORMS}; \\= for the character")


def _title(match: re.Match[str], source: Fragment, path: str) -> list[Doubt]:
    group = match.lastindex or 1
    words = source.part(match.start(group), match.end(group))
    return look_alikes(words.text, words, path)[1]


def _brackets(looked: _Looked) -> Iterator[Doubt]:
    text = looked.text
    if not any(bracket in text for bracket in "([<{"):
        return
    for match in _LABEL.finditer(text) if ":" in text or "=" in text else ():
        yield looked.doubt("label", match, 1)
    for match in _KEYED_LABEL.finditer(text) if ":" in text or "=" in text else ():
        yield looked.doubt("keyed", match, 1)
    for match in _BRACKET.finditer(text) if "[" in text else ():
        placed = match["ends"] is not None or _begins_line(text, match.start())
        if placed or match["sign"] or _BEGINS_KEY.match(match["words"]):
            yield looked.doubt("bracket", match, "words")
    for match in _TAG.finditer(text) if "<" in text else ():
        yield looked.doubt("bracket", match, 1)
    for match in _ROUND.finditer(text) if "(" in text else ():
        if _SAYS_KEY.search(match[1]):
            yield looked.doubt("mark", match, 1)


def _begins_line(text: str, index: int) -> bool:
    return bool(_LINE_BEFORE.search(text, max(0, index - 40), index))


def _lines(looked: _Looked, opening: int | None) -> Iterator[Doubt]:
    text = looked.text
    for begin in _BEGIN.finditer(text):
        if _begins_block(text, begin):
            yield from _at_start(looked, begin.end())
        elif looked.at(begin.end()) < (opening or 0) and (match := _OPENS.match(text, begin.end())):
            yield looked.doubt("name", match, 1)
    for match in _KEYED.finditer(text) if ":" in text or "=" in text else ():
        start = match.start()
        while text[start - 1] in " \t":  # the text begins with a line's end
            start -= 1
        if _BEFORE_KEYED.search(text, max(0, start - 12), start):
            yield looked.doubt("keyed", match, "word")
    for match in (*_LINE.finditer(text), *_AT_END.finditer(text)):
        if _SAYS_KEY.search(match[1]):
            yield looked.doubt("mark", match, 1)
    for match in _SIGN.finditer(text):
        yield looked.doubt("name", match, 1)
    for match in _WHOLE.finditer(text) if opening is not None else ():
        yield looked.doubt("bracket", match, 2)


def _at_start(looked: _Looked, index: int) -> Iterator[Doubt]:
    """What may be meant of the words with which a block begins."""
    first = looked.text[index : index + 1]
    if first.isalnum():
        starts = _STARTS if looked.text[index - 1] in "*_~" else _BY_LETTER
    else:
        starts = _BY_BRACKET if first and first in "([{<" else ()
    for kind, pattern in starts:
        if (match := pattern.match(looked.text, index)) and (
            kind != "mark" or _SAYS_KEY.search(match[1])
        ):
            yield looked.doubt(kind, match, 1)


def _begins_block(text: str, match: re.Match[str]) -> bool:
    """Whether a match that begins with what may lead to a block does so."""
    return bool((match["lead"] or "|").strip()) or _after_blank(text, match.start())


def _after_blank(text: str, index: int) -> bool:
    """Whether the line that a line's end begins stands at the start of a paragraph."""
    before = text[max(0, index - 200) : index]
    return not before.rpartition("\n")[2].strip()


def in_comment(text: str, source: Fragment) -> Iterator[Doubt]:
    """A comment that may be meant as a mark."""
    looked = _looked(text, source)
    if match := _COMMENT.match(looked.text, 1):
        yield looked.doubt("comment", match, 1)


def in_yaml_comment(text: str, source: Fragment) -> Iterator[Doubt]:
    """A comment of the record that may be meant as a mark of what stands beside it."""
    words = re.sub(r"[^\w,&-]+", " ", folded(text)[0]).strip()
    if _SAYS_KEY.search(words) and len(words) < 80:
        yield Doubt("comment", words, source.place(0))


def in_info(source: Fragment) -> Iterator[Doubt]:
    """What stands after the marks of a code fence, where that may be meant for readers."""
    looked = _looked(source.text, source)
    for pattern in (_INFO, _INFO_AFTER_LANGUAGE):
        if match := pattern.match(looked.text, 1):
            yield looked.doubt("info", match, 1)
