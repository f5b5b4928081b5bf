"""Each edition reads as easily as its audience was promised; advisory."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from eo_site.check.world import OrderCase, OrderWorld
from eo_site.model.audience import Reading
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder
from eo_site.sentences import grade, measure

_PARAGRAPH = re.compile(r"</(?:p|li|td|th|pre|blockquote)>")
_CITES = re.compile(r"<span class=\"cites\">.*?</span>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def reading(world: OrderWorld) -> Iterator[Problem]:
    """EO405: a whole edition's prose for an order over its grade; sentences over their length."""
    for name, case in world.editions.items():
        if target := world.audiences.by_id[name].reading:
            for each in _of(case, name, target):
                yield replace(each, audiences=(name,))


def _of(case: OrderCase, audience: str, target: Reading) -> Iterator[Problem]:
    paragraphs = [measure(each) for each in prose_of(case.order)]
    measured = grade(paragraphs)
    path, place = case.document.path, Place()
    if measured > target.max_grade:
        message = (
            f"the edition of `{audience}` reads at grade {measured:.1f}, over {target.max_grade}"
        )
        yield Problem(
            "EO405", path, place, message, "shorter sentences, plainer words", Severity.WARNING
        )
    limit = target.max_sentence_words
    long = [
        sentence
        for each in paragraphs
        if each.longest > limit
        for sentence in each.sentences
        if sentence[0] > limit
    ]
    if long:
        _, longest = max(long, key=lambda each: each[0])
        opening = " ".join(longest.split()[:8])
        message = (
            f"{len(long)} sentences of `{audience}` have over {target.max_sentence_words} words;"
            f" the longest begins “{opening} …”"
        )
        yield Problem("EO405", path, place, message, "cut them in two", Severity.WARNING)


def prose_of(order: ResolvedOrder) -> Iterator[str]:
    """Our own sentences as this audience reads them: summary, statements, body."""
    record = order.record
    fields: list[Words | None] = [record.summary, record.what_changed]
    fields += [each.text for each in (*record.does_not, *record.unknowns)]
    fields += [p.words for s in order.body.sections for p in s.passages]
    return (each for found in fields if found for each in _paragraphs(found.html))


@lru_cache(maxsize=1 << 13)
def _paragraphs(html: str) -> tuple[str, ...]:
    texts = map(_unmarked, _PARAGRAPH.split(html))
    return tuple(text if text[-1] in '.!?”"' else text + "." for text in texts if text)


def _unmarked(html: str) -> str:
    """The text alone; citations go with the space before them."""
    *before, rest = _CITES.split(html)
    return " ".join(_TAG.sub("", "".join((*map(str.rstrip, before), rest))).split())
