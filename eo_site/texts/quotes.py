"""Whether a quotation stands in an official text, and where.

The parts of a quotation are looked for one after the other, from the left, and each search goes on
where the last place ended: time grows with the text and the quotation, and no faster.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.model.official import OfficialText
from eo_site.texts.folding import folded
from eo_site.texts.layout import LOWER, Layout, Span, layouts
from eo_site.texts.quotations import Gap, Part, parts_of

_MOST_WORDS = 12
"""Words of the text that bracketed words may stand for."""
_MOST_PARTS = 50
"""A quotation in more pieces is a collage, and stands nowhere."""
_PATIENCE = 50
"""Times the length of a text that letters are compared in vain."""
_NO_WORD = re.compile(r"[\W_]")
_REST = re.compile(r"\w{0,30}[^\w]?")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a quotation stands."""

    sections: tuple[str, ...]
    """Labels of the provisions it runs through, in sequence: `("3", "3(a)")`; `title` for the
    order's title."""


def occurs(quote: str, text: OfficialText, section: str | None = None) -> tuple[Occurrence, ...]:
    """Every place where a quotation stands in a text; () if it does not occur.

    With `section`, only places in that provision or below it; a quotation may begin or end in the
    words that open or close the list it belongs to ("The Secretary shall . . . (b) report").

    Folded, and nothing else: white space; hyphens at line ends and within words; page markers;
    the shapes of quotation marks (double as single) and of dashes. Case counts, punctuation
    counts: take off a comma or full stop that only American typesetting has put inside the marks
    before asking. As in legal quoting, in a quotation

    - `…`, `. . .` and `* * *` separate parts that must occur in this order;
    - `[sic]`, `[emphasis added]` and the like count for nothing;
    - `[T]he` matches "The" and "the"; `agenc[ies]` a word that begins so;
    - `[the Secretary]` stands for up to twelve words of the text, or for none.

    A quotation that leaves no word to compare, or is in more than fifty parts, occurs nowhere.
    Parts are whole words: "order" does not stand in "border".
    """
    found: dict[tuple[str, ...], None] = {}
    for parts in dict.fromkeys(_readings(quote)):
        for layout in layouts(text):
            found.update(dict.fromkeys(map(layout.sections, _places(layout, parts))))
        if found:
            break
    if section is not None:
        inside = {each.label for each in text.below(section)} or {section}
        around = {*inside, *_above(text, section)}
        return tuple(
            Occurrence(each) for each in found if inside & set(each) and around.issuperset(each)
        )
    return tuple(map(Occurrence, found))


def _readings(quote: str) -> Iterator[tuple[Part, ...]]:
    """A quotation word for word, for texts that have brackets themselves; and by its signs."""
    words = folded(quote)
    if any(map(str.isalnum, words)):
        yield (Part(words),)
    parts = parts_of(quote)
    if 0 < len(parts) <= _MOST_PARTS:
        yield parts


def _above(text: OfficialText, section: str) -> Iterator[str]:
    """The provisions that a provision belongs to."""
    depth: int | None = None
    for each in reversed(text.sections):
        if each.label == section:
            depth = each.depth
        elif depth is not None and each.depth < depth:
            depth = each.depth
            yield each.label


def _places(layout: Layout, parts: tuple[Part, ...]) -> Iterator[Span]:
    """Every place from the first word of the first part to the last of the last."""
    chains: list[Span] = []
    for at, part in enumerate(parts):
        spans = _occurrences(layout, part)
        chains = list(_joined(layout.words, chains, spans, part.gap)) if at else list(spans)
    yield from chains


def _occurrences(layout: Layout, part: Part) -> Iterator[Span]:
    """Where a part stands, from left to right.

    A text that repeats a long quotation nearly, over and over, could cost the square of its length:
    the letters compared in vain are counted, and at a number no real text reaches it is given up.
    """
    line, wanted = layout.words, part.words
    if part.either_case:
        line, wanted = layout.lower, wanted.translate(LOWER)
    patience = _PATIENCE * len(line)
    at = line.find(wanted)
    while at >= 0 and patience >= 0:
        end = at + len(wanted)
        if _whole(line, at, end, part.cut) and _same(layout.words[at:end], part):
            yield at, end
            at = line.find(wanted, end)
        else:
            patience -= len(wanted)
            at = line.find(wanted, _next_start(line, at))


def _next_start(line: str, at: int) -> int:
    """The next place where a part can begin: the end of the word that a place is in."""
    return max(at + 1, found.start() if (found := _NO_WORD.search(line, at)) else len(line))


def _same(words: str, part: Part) -> bool:
    """Whether words are those of a part but for the letters that may be of either case."""
    if not part.either_case:
        return True
    pairs = enumerate(zip(words, part.words, strict=True))
    return all(one == other or at in part.either_case for at, (one, other) in pairs)


def _whole(line: str, start: int, end: int, cut: bool) -> bool:
    """Whether a place begins and ends where words do."""
    begins = not (start and line[start - 1].isalnum() and line[start].isalnum())
    ends = cut or not (end < len(line) and line[end - 1].isalnum() and line[end].isalnum())
    return begins and ends


def _joined(line: str, chains: Sequence[Span], spans: Iterator[Span], gap: Gap) -> Iterator[Span]:
    """Each place of a part with the nearest before it from which its gap leads there."""
    ends = [end for _, end in chains]
    for start, end in spans:
        before = bisect_right(ends, start) - 1
        if before >= 0 and _bridges(line, ends[before], start, gap):
            yield chains[before][0], end


def _bridges(line: str, end: int, start: int, gap: Gap) -> bool:
    if gap is Gap.ENDING:
        return bool(_REST.fullmatch(line, end, start))
    if gap is Gap.WORDS:
        return start - end <= 40 * _MOST_WORDS and len(line[end:start].split()) <= _MOST_WORDS
    return True
