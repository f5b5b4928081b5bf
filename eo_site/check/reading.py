"""Each edition reads as easily as its audience was promised; advisory."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from eo_site.check.claims import found_at
from eo_site.check.world import OrderWorld
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder
from eo_site.sentences import Measure, grade, measure

_PARAGRAPH = re.compile(r"</(?:p|li|td|th|pre|blockquote)>")
_CITES = re.compile(r"<span class=\"cites\">.*?</span>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_QUOTED_WORDS = 8
"""How much of a sentence a message quotes."""


def reading(world: OrderWorld) -> Iterator[Problem]:
    """EO405: a whole edition's prose for an order over its grade; each sentence over its length."""
    long: dict[str, dict[str, int]] = {}
    for name, case in world.editions.items():
        if target := world.audiences.by_id[name].reading:
            paragraphs = [measure(each) for each in prose_of(case.order)]
            measured = grade(paragraphs)
            if measured > target.max_grade:
                yield _warning(
                    world,
                    (name,),
                    Place(),
                    f"the edition of `{name}` reads at grade {measured:.1f}, over {target.max_grade}",
                    "shorter sentences, plainer words",
                )
            for sentence in _over(paragraphs, target.max_sentence_words):
                long.setdefault(sentence, {})[name] = target.max_sentence_words
    for sentence, limits in long.items():
        message = _too_long(sentence, limits)
        yield _warning(world, tuple(limits), _place(world, sentence), message, "cut it in two")


def _warning(
    world: OrderWorld, audiences: tuple[str, ...], place: Place, message: str, hint: str
) -> Problem:
    path = world.document.path
    return Problem("EO405", path, place, message, hint, Severity.WARNING, audiences=audiences)


def _over(paragraphs: list[Measure], limit: int) -> Iterator[str]:
    for each in paragraphs:
        if each.longest > limit:
            yield from (sentence for count, sentence in each.sentences if count > limit)


def _too_long(sentence: str, limits: Mapping[str, int]) -> str:
    """One sentence is one problem, whoever it is too long for."""
    audiences: dict[int, list[str]] = {}
    for name, limit in limits.items():
        audiences.setdefault(limit, []).append(f"`{name}`")
    over = " and ".join(f"the {limit} of {', '.join(names)}" for limit, names in audiences.items())
    opening = " ".join(sentence.split()[:_QUOTED_WORDS])
    return f"a sentence of {measure(sentence).words} words, over {over}: “{opening} …”"


def _place(world: OrderWorld, sentence: str) -> Place:
    """Where a sentence stands in the file; as an edition prints it, it may hold computed dates."""
    same = sentence, sentence.removesuffix(".")
    for claim in world.claims:
        if claim.text in same:
            return claim.place()
    source = world.document.marks.source
    at = found_at(source.text, sentence, 0)
    return Place() if at is None else source.place(at)


def prose_of(order: ResolvedOrder) -> Iterator[str]:
    """Our own sentences as this audience reads them: summary, statements, body."""
    for each in own_words(order):
        yield from map(_ended, paragraphs_of(each.html))


def own_words(order: ResolvedOrder) -> Iterator[Words]:
    """The texts that are an edition's own prose: summary, statements, body, without headings."""
    yield from order.record.own_words
    yield from (each.words for section in order.body.sections for each in section.passages)


@lru_cache(maxsize=1 << 13)
def paragraphs_of(html: str) -> tuple[str, ...]:
    """The paragraphs, items and cells of a text, without markup and citations."""
    return tuple(text for text in map(_unmarked, _PARAGRAPH.split(html)) if text)


def _ended(paragraph: str) -> str:
    return paragraph if paragraph[-1] in '.!?”"' else paragraph + "."


def _unmarked(html: str) -> str:
    """The text alone; citations go with the space before them."""
    *before, rest = _CITES.split(html)
    return " ".join(_TAG.sub("", "".join((*map(str.rstrip, before), rest))).split())
