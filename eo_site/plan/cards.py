"""Orders in lists, and the interests that readers can follow."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from eo_site.model.library import Vocabularies
from eo_site.model.vocabulary import Term
from eo_site.plan.facts import SILENT, Facts
from eo_site.plan.views import AxisView, CardView, InterestGroupView, TermView
from eo_site.sentences import sentences
from eo_site.urls import Linker, order_path


def opening(text: str, count: int = 2) -> str:
    """The first sentences of a text."""
    return " ".join(sentences(text)[:count])


def card(facts: Facts, linker: Linker) -> CardView:
    """An order in a list of one edition."""
    record = facts.record
    gone = record.withdrawn is not None
    return CardView(
        facts.order.slug,
        linker.to(order_path(facts.order.slug)),
        record.label,
        record.number or "",
        record.title,
        record.dates.signed,
        opening(record.summary.text) if record.summary and not gone else "",
        _headline(facts.axis("status")),
        facts.axis("court"),
        tuple(facts.term("interests", each) for each in record.interests),
        gone,
    )


def _headline(axis: AxisView) -> AxisView:
    """A status in a line: a source that is silent on some sections is no news beside one that is not."""
    telling = tuple(each for each in axis.entries if each.value not in SILENT)
    return replace(axis, entries=telling) if telling else axis


def interest_groups(
    vocabularies: Vocabularies, cards: Sequence[CardView]
) -> tuple[InterestGroupView, ...]:
    """The whole vocabulary, each term with the number of orders that carry it."""
    counts = Counter(term.id for each in cards for term in each.interests)

    def terms(found: Sequence[Term]) -> tuple[tuple[TermView, int], ...]:
        return tuple((TermView(term.id, term.label, term.brief), counts[term.id]) for term in found)

    vocabulary = vocabularies.interests
    groups = [InterestGroupView(group.label, terms(group.terms)) for group in vocabulary.groups]
    if vocabulary.terms:
        groups.append(InterestGroupView("", terms(vocabulary.terms)))
    return tuple(groups)
