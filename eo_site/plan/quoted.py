"""The order's own words that its record quotes, section by section.

They stand in for the official text where that is not at hand. Nothing here is ours: authorities and
clauses verbatim, quotations, what duties say of their time and of whom else they reach.
"""

import re
from collections.abc import Iterator

from eo_site.model.official import PREAMBLE
from eo_site.model.resolved import ResolvedRecord
from eo_site.plan.views import QuotedSectionView

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def quoted_sections(record: ResolvedRecord) -> tuple[QuotedSectionView, ...]:
    """Each section that the record quotes, in the order's sequence, with the words quoted from it."""
    found: dict[str, list[str]] = {}
    for section, words in _quoted(record):
        found.setdefault(section, []).append(words)
    return tuple(
        QuotedSectionView(section, _longest(found[section]))
        for section in sorted(found, key=section_sequence)
    )


def _quoted(record: ResolvedRecord) -> Iterator[tuple[str, str]]:
    for authority in record.authorities:
        if authority.text:
            yield authority.section, authority.text
    for clause in record.clauses:
        if clause.section and clause.text:
            yield clause.section, clause.text
    for quote in record.quotes:
        if quote.source == "order" and quote.section:
            yield quote.section, quote.text
    for duty in record.duties:
        for words in (duty.open_class, duty.quote):
            if words:
                yield duty.section, words
    for role in record.agencies:
        if role.text:
            yield role.sections[0], role.text


def _longest(texts: list[str]) -> tuple[str, ...]:
    """Each once, and none that stands whole in another."""
    once = tuple(dict.fromkeys(texts))
    return tuple(each for each in once if not any(each != one and each in one for one in once))


def section_sequence(label: str) -> tuple[tuple[int, str], ...]:
    """What sorts sections as the order has them: the preamble, 2 before 10, (iv) before (ix)."""
    if label == PREAMBLE:
        return ((-1, ""),)
    parts = re.findall(r"\d+|[a-z]+", label.lower())
    return tuple(_place(part, depth) for depth, part in enumerate(parts))


def _place(part: str, depth: int) -> tuple[int, str]:
    if part.isdigit():
        return (int(part), "")
    roman = depth > 1 and not set(part) - _VALUES.keys()
    return (_roman(part), "") if roman else (len(part), part)


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < next_ else one for one, next_ in zip(values, following, strict=True))
