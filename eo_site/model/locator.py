"""Sections of an order as people cite them, read into the labels that its text has.

`sec. 3(a)`, `§§ 3(a), 4`, `3 (a)`, `sections 3(a) and (b)`, `3(a)–(c)`, `2 through 5`: the same
places in many hands. A hyphen between two numbers is a range (`2-4`), unless the second has three
digits: that is how orders of the 1970s number their paragraphs (`1-101`).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from eo_site.model.base import SECTION_PATTERN

MOST = 40
"""A longer range is a slip of the pen."""

_GROUP = r"\([A-Za-z0-9]{1,8}\)"
_TOKEN = re.compile(
    rf" ?(?:(?P<label>(?:\d+[A-Z]?(?:\.\d+)*(?:-\d{{3}})?|[IVX]+)(?:{_GROUP})*)(?!\w)"
    rf"|(?P<groups>(?:{_GROUP})+)"
    r"|(?P<word>(?i:preamble|title)\b)"
    r"|(?P<range>-{1,2}|(?i:through|thru|to)\b)"
    r"|(?P<and>(?:,|&|(?i:and|or)\b)(?: ?(?:&|(?i:and|or)\b))?)"
    r"|(?P<name>§{1,2}|(?i:sec(?:tion)?s?\b\.?|ss?\.|the\b)))"
)
_LABEL = re.compile(SECTION_PATTERN)
_DASHES = re.compile("[‐‑‒–—−]")
_OF_ORDER = re.compile(r" of (?:this|the) (?:executive )?order$", re.IGNORECASE)
_SUBDIVISION = re.compile(
    r"(?<=[\w)]),? (?:sub-?sec(?:tion|\.)|subpara(?:graph|\.)|para?(?:graph|\.)|cl(?:ause|\.)|item)s? ?(?=\()",
    re.IGNORECASE,
)
"""The name of what brackets name already: `section 3, paragraph (a)`."""


@lru_cache(maxsize=1 << 12)
def sections_of(locator: str) -> tuple[str, ...]:
    """The labels of the sections that a locator names, each once; () if it names something else."""
    text = _plain(locator)
    try:
        return tuple(dict.fromkeys(_labels(text)))
    except ValueError:
        labels = text.split(", ")  # `1-1`, which is no range
        return tuple(labels) if all(map(_LABEL.fullmatch, labels)) else ()


def canonical(locator: str) -> str:
    """A locator in the one form in which it is kept and printed: `3(a), 3(b)`.

    What names no sections is kept as it is.
    """
    return ", ".join(sections_of(locator)) or locator


def nearest(locator: str) -> str:
    """What a locator that names no section may mean: `3(a)` for `3a` and `3.a.`; '' if nobody can say."""
    match = re.fullmatch(r"(.*\d)\.?([a-z])(?:\.?([ivx]+|\d+))?\.?", _plain(locator))
    meant = f"{match[1]}({match[2]})" + (f"({match[3]})" if match[3] else "") if match else ""
    return canonical(meant) if sections_of(meant) else ""


def _plain(locator: str) -> str:
    """With one kind of dash and of space, and no space around brackets."""
    text = _OF_ORDER.sub("", " ".join(_DASHES.sub("-", locator).split()))
    return re.sub(r" ?\( ?", "(", re.sub(r" ?\)", ")", _SUBDIVISION.sub("", text)))


def _labels(text: str) -> Iterator[str]:
    """Every label as it is named. Raises ValueError at what cannot be read."""
    last, before, at = "", "", 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(text)
        at, kind = match.end(), match.lastgroup or ""
        if kind in ("label", "groups", "word"):
            if before == "label":
                raise ValueError(text)
            label = match["label"] or (match["word"] or "").lower()
            if match["groups"]:
                label = _continued(last, match["groups"], ranging=before == "range")
            yield from _between(last, label) if before == "range" else (label,)
            last, before = label, "label"
        elif kind in ("range", "and"):
            if before != "label":
                raise ValueError(text)
            before = kind
    if before != "label":
        raise ValueError(text)


def _continued(last: str, groups: str, *, ranging: bool) -> str:
    """The label that `(b)` stands for after `3(a)`, and `(ii)` after `3(a)(i)`.

    The deepest part that it can follow gives way to it, in a range the last ones.
    """
    head, parts, new = _split(last), re.findall(_GROUP, last), re.findall(_GROUP, groups)
    depths = [len(parts) - len(new)] if ranging else range(len(parts) - 1, -1, -1)
    for depth in depths:
        if 0 <= depth < len(parts) and _steps(parts[depth][1:-1], new[0][1:-1]):
            return head + "".join((*parts[:depth], *new))
        if ranging and depth >= 0 and parts[depth : depth + 1] == new[:1]:
            return head + "".join((*parts[:depth], *new))
    raise ValueError(groups)


def _split(label: str) -> str:
    """A label without what stands in brackets."""
    return label.partition("(")[0]


def _between(first: str, last: str) -> Iterator[str]:
    """The labels of a range after its first, the last included."""
    stem, start = _stem(first)
    other, end = _stem(last)
    if not start or stem != other or not (steps := _steps(start, end)):
        raise ValueError(last)
    yield from (f"{stem}({step})" if stem else step for step in steps)


def _stem(label: str) -> tuple[str, str]:
    """What stands before a label's last part, and that part."""
    match = re.fullmatch(r"(.*)\(([^()]*)\)", label)
    return (match[1], match[2]) if match else ("", label)


# Sequences -----------------------------------------------------------------------------------


def _steps(first: str, last: str) -> tuple[str, ...]:
    """What follows `first` up to `last`, as numbers, Roman numerals or letters; () if nothing does.

    `(i)` to `(v)` are numerals, `(h)` to `(j)` letters.
    """
    for read, write in _SEQUENCES:
        start, end = read(first), read(last)
        if start and end and start < end <= start + MOST and write(start) == first:
            return tuple(write(each) for each in range(start + 1, end + 1))
    return ()


def _digits(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _roman(text: str) -> int:
    """A numeral up to xxxix; a single letter that is one is a numeral where `i` begins the sequence."""
    if not re.fullmatch("(?=.)x{0,3}(?:ix|iv|v?i{0,3})", text):
        return 0
    values = [{"x": 10, "v": 5, "i": 1}[each] for each in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _numeral(number: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]


def _letter(text: str) -> int:
    return ord(text) - ord("a") + 1 if re.fullmatch("[a-z]", text) else 0


def _upper(read: Callable[[str], int]) -> Callable[[str], int]:
    return lambda text: read(text.lower()) if text.isupper() else 0


_SEQUENCES: tuple[tuple[Callable[[str], int], Callable[[int], str]], ...] = (
    (_digits, str),
    (_roman, _numeral),
    (_letter, lambda number: chr(ord("a") + number - 1)),
    (_upper(_roman), lambda number: _numeral(number).upper()),
    (_upper(_letter), lambda number: chr(ord("A") + number - 1)),
)
