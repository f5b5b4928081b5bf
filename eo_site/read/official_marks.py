"""Marks of list items, `(b)`, `(ii)`, `(A)`, and where each stands in the nesting.

A mark alone does not say its level: `(i)` is the ninth letter after `(h)` and the first roman
numeral below it; `(v)`, `(x)` and `(l)` are as double. Nor does the layout, which some reflows
set by the look of the mark. So all marks of a section are read together: every way to nest them
is followed, each irregularity has its price, and the cheapest way wins. A missing item, or a
paragraph that begins like an item and is none, costs more than anything a regular text asks for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARK = re.compile(r"\(([A-Za-z]{1,8}|\d{1,3})\)\s*")

Level = tuple[str, int]
"""A style of numbering, named by its first mark (`a`, `1`, `i`, `A`, `I`, `aa`), and a place in it."""

Path = tuple[Level, ...]
"""The levels open at a place, outermost first."""

_POP = 0.1
"""For each level an item closes: of two equal readings, the one that stays deeper."""
_POP_UNFINISHED = 0.4
"""More, if what stands before ends in `; and` or `; or`: one item of the same list is due."""
_UNANNOUNCED = 1.0
"""For a list that nothing announces; a colon or a dash does."""
_UNANSWERED = 2.0
"""For an announcement that no list follows."""
_RUN_IN = 0.5
"""For items that stand inside the paragraph before: `all that (1) are old and (2) are kept`."""
_GAP = 6.0
"""For each item missing before this one."""
_REUSED = 5.0
"""For a style inside itself, `(1)` below `(1)(a)`; only where a list is announced."""
_NO_ITEM = 9.0
"""For a paragraph that begins like an item and is none."""
_WIDEST_GAP = 3
_DEEPEST = 8
_BREADTH = 60
"""Ways followed at once; regular texts need three."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the beginning of a paragraph, with what is known about the one before."""

    token: str
    """Between the parentheses."""
    announced: bool = False
    """The words before end in a colon or a dash."""
    unfinished: bool = False
    """The words before end in `; and` or `; or`."""
    run_in: frozenset[str] = frozenset()
    """Tokens that begin items inside the paragraph before."""


def numerals(token: str) -> tuple[Level, ...]:
    """Everything a token can mean: `i` is `(("a", 9), ("i", 1))`."""
    if token.isdigit():
        return (("1", int(token)),) if token != "0" else ()
    if not (token.islower() or token.isupper()):
        return ()
    low = token.lower()
    found = []
    if len(set(low)) == 1:
        letter = ord(low[0]) - ord("a") + 1
        found += [("a", letter + 26 * (len(low) - 1))]
        found += [("aa", letter)] if len(low) == 2 else []
    if roman := _roman(low):
        found.append(("i", roman))
    return tuple((style if token == low else style.upper(), place) for style, place in found)


def _roman(token: str) -> int:
    """1 to 49; 0 if the token is no such numeral."""
    match = re.fullmatch(r"(x{0,3}|xl)(ix|iv|v?i{0,3})", token)
    if not match:
        return 0
    tens = 4 if match[1] == "xl" else len(match[1])
    return tens * 10 + {"ix": 9, "iv": 4}.get(match[2], match[2].count("i") + 5 * ("v" in match[2]))


def token_of(level: Level) -> str:
    """The mark of a place: `("i", 4)` is `iv`."""
    style, place = level
    if style == "1":
        return str(place)
    if style in "iI":
        tens, ones = "xl" if place >= 40 else "x" * (place // 10), place % 10
        units = {9: "ix", 4: "iv"}.get(ones, "v" * (ones >= 5) + "i" * (ones % 5))
        token = tens + units
    else:
        length = len(style) + (place - 1) // 26
        token = chr(ord("a") + (place - 1) % 26) * length
    return token if style.islower() else token.upper()


@dataclass(frozen=True, slots=True)
class _Way:
    """One reading of the marks so far."""

    cost: float
    path: Path
    place: Path | None
    before: "_Way | None"

    def places(self) -> tuple[Path | None, ...]:
        """Of each mark but the first, which stands for the beginning."""
        found = []
        way = self
        while way.before is not None:
            found.append(way.place)
            way = way.before
        return tuple(reversed(found))


def nest(marks: Sequence[Mark]) -> tuple[Path | None, ...]:
    """For each mark of a section the levels it closes the list of; None for a mark that is none."""
    ways = [_Way(0.0, (), None, None)]
    for mark in marks:
        best: dict[Path, _Way] = {}
        for way in ways:
            for more, after in _steps(way.path, mark):
                new = _Way(way.cost + more, after or way.path, after, way)
                if new.path not in best or new.cost < best[new.path].cost:
                    best[new.path] = new
        ways = sorted(best.values(), key=lambda way: way.cost)[:_BREADTH]
    return ways[0].places()


def _steps(path: Path, mark: Mark) -> Iterator[tuple[float, Path | None]]:
    """Every way to read a mark where these levels are open, with its price."""
    yield _NO_ITEM, None
    for level in numerals(mark.token):
        yield from _next_item(path, level, mark)
        yield from _first_item(path, level, mark)


def _next_item(path: Path, level: Level, mark: Mark) -> Iterator[tuple[float, Path]]:
    style, place = level
    for depth, (open_style, open_place) in enumerate(path):
        if style == open_style and 0 < place - open_place <= _WIDEST_GAP + 1:
            popped = len(path) - depth - 1
            cost = _missing(style, open_place + 1, place, mark) + popped * _POP
            cost += _POP_UNFINISHED if popped and mark.unfinished else 0
            yield cost + (_UNANSWERED if mark.announced else 0), (*path[:depth], level)


def _first_item(path: Path, level: Level, mark: Mark) -> Iterator[tuple[float, Path]]:
    style, place = level
    reused = style in {open_style for open_style, _ in path}
    if place > _WIDEST_GAP + 1 or len(path) == _DEEPEST or (reused and not mark.announced):
        return
    cost = _missing(style, 1, place, mark) + (_REUSED if reused else 0)
    yield cost + (_UNANNOUNCED if path and not mark.announced else 0), (*path, level)


def _missing(style: str, first: int, place: int, mark: Mark) -> float:
    """The price of the items that ought to stand before this one."""
    tokens = [token_of((style, each)) for each in range(first, place)]
    return sum(_RUN_IN if token in mark.run_in else _GAP for token in tokens)
