"""Orders in lists, and the interests that readers can follow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eo_site.court_effect import BLOCKING
from eo_site.model.library import Vocabularies
from eo_site.model.vocabulary import Term
from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.views import AxisView, CardView, InterestGroupView, TermView
from eo_site.sentences import sentences
from eo_site.urls import Linker, order_path


def opening(text: str, count: int = 2) -> str:
    """The first sentences of a text."""
    return " ".join(sentences(text)[:count])


def card_of(fragments: Fragments, slug: str, linker: Linker) -> CardView:
    """An order in a list, with addresses relative to the list's page."""
    return fragments.part(slug, f"card {linker.root}", lambda: card(fragments.facts(slug), linker))


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
        headline(facts.axis("status")),
        headline(facts.axis("court")),
        tuple(facts.term("interests", each) for each in record.interests),
        gone,
        record.also_called,
    )


_FOREMOST = BLOCKING | {"blocked-until-ended"}


def headline(axis: AxisView) -> AxisView:
    """A status or court effect in a line: without what is no news beside what else it tells.

    That is a source's silence on some sections, that others are not blocked where some are, and what
    reads the same: two entries that differ only in their sections or sources.
    """
    telling = tuple(each for each in axis.entries if not each.silent)
    telling = tuple(each for each in telling if each.value in _FOREMOST) or telling or axis.entries
    told = {(each.overall, each.as_to): each for each in reversed(telling)}
    return replace(axis, entries=tuple(reversed(told.values())))


def interest_groups(
    vocabularies: Vocabularies, carried: Iterable[Sequence[str]]
) -> tuple[InterestGroupView, ...]:
    """The whole vocabulary, each term with the number of orders that carry it."""
    counts = Counter(term for each in carried for term in each)

    def terms(found: Sequence[Term]) -> tuple[tuple[TermView, int], ...]:
        return tuple((TermView(term.id, term.label, term.brief), counts[term.id]) for term in found)

    vocabulary = vocabularies.interests
    groups = [InterestGroupView(group.label, terms(group.terms)) for group in vocabulary.groups]
    if vocabulary.terms:
        groups.append(InterestGroupView("", terms(vocabulary.terms)))
    return tuple(groups)
