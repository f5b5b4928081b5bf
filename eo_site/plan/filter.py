"""What a reader's browser needs to narrow and order an edition's list of orders.

The facts that every order is found by come first and are small; titles and cards are files of
their own, which a browser asks for only when it needs them. Everything is of the edition's own
resolved orders: a term that none of them carries is not named, except the interests, which every
home page prints in full.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from eo_site.model.library import Vocabularies
from eo_site.model.listed import ListedOrder
from eo_site.model.study import EditionStudy
from eo_site.model.vocabulary import Term, Vocabulary
from eo_site.plan.facts import Facts
from eo_site.plan.filter_views import FacetView, FilterOrder
from eo_site.plan.fragments import Fragments
from eo_site.urls import list_path

FACETS, TITLES = "data/facets.json", "data/titles.json"
CARDS = "data/cards/%(number)s.json"
"""Files of cards; the first holds the oldest orders."""
TERM_LIST = list_path("%(kind)s", "%(id)s")
"""The list of the orders that carry an interest, or name an agency."""


def duties_by_agency(facts: Facts) -> tuple[tuple[str, int], ...]:
    """How many duties each agency has under an order."""
    counts = Counter(who for duty in facts.record.duties for who in facts.with_wholes(duty.who))
    return tuple(counts.items())


def duties_by_agency_of(fragments: Fragments, slug: str) -> tuple[tuple[str, int], ...]:
    """The same of an order of an edition."""
    return fragments.of(slug, "duties by agency", tuple[tuple[str, int], ...], duties_by_agency)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


_VALUES: dict[str, Callable[[ListedOrder, EditionStudy], Sequence[str]]] = {
    "interest": lambda order, _: order.interests,
    "agency": lambda order, _: order.agencies,
    "president": lambda order, _: _one(order.president),
    "status": lambda order, _: order.status_line,
    "court": lambda order, _: order.court_line,
    "instrument": lambda order, _: _one(order.kind_of_act),
    "party": lambda _, study: study.parties,
    "kind": lambda _, study: ("analysed" if study.analysed else "record",),
}
FACET_NAMES = tuple(_VALUES)
"""Years are no facet of the data: a browser has the days of signing."""


def filter_order(order: ListedOrder, study: EditionStudy) -> FilterOrder:
    """What one order is found by."""
    return FilterOrder(
        order.slug,
        date.fromisoformat(order.signed) if order.signed else None,
        date.fromisoformat(max(order.changes)) if order.changes else None,
        order.number,
        order.title,
        tuple(tuple(dict.fromkeys(of(order, study))) for of in _VALUES.values()),
        tuple(order.names),
    )


def facet_views(orders: Sequence[FilterOrder], vocabularies: Vocabularies) -> tuple[FacetView, ...]:
    """Each facet with its terms, in the order in which readers are shown them."""
    return tuple(
        _facet(name, tuple(dict.fromkeys(each for o in orders for each in o.values[at])),
               vocabularies)
        for at, name in enumerate(FACET_NAMES)
    )  # fmt: skip


def _facet(name: str, carried: tuple[str, ...], vocabularies: Vocabularies) -> FacetView:
    match name:
        case "interest":
            found = vocabularies.interests
            loose = [each for each in carried if each not in found.by_id]
            groups = [*((each.label, each.terms) for each in found.groups), ("", found.terms)]
            terms = [*_terms(found.by_id.values()), *((each, each) for each in loose)]
            sizes = [(label, len(terms)) for label, terms in groups]
            sizes[-1] = "", sizes[-1][1] + len(loose)
            groups_of = tuple(each for each in sizes if each[1])
            return FacetView(name, tuple(terms), groups_of, _other_names(found, terms))
        case "agency":
            terms = sorted(_named(vocabularies.agencies, carried), key=_label)
            names = _other_names(vocabularies.agencies, terms)
            return FacetView(name, tuple(terms), names=names)
        case "party":
            terms = list(_named(vocabularies.parties, carried))
            return FacetView(name, tuple(terms), names=_other_names(vocabularies.parties, terms))
        case "president":  # the latest first
            labels = {each: vocabularies.term("presidents", each).label for each in carried}
            return FacetView(name, tuple(labels.items()))
    return FacetView(name, tuple((each, "") for each in carried))


def _terms(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    return ((each.id, each.label) for each in terms)


def _named(vocabulary: Vocabulary, carried: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Terms that orders carry, in the vocabulary's order; then those that it lacks."""
    wanted = set(carried)
    yield from ((each.id, each.label) for each in vocabulary.by_id.values() if each.id in wanted)
    yield from ((each, each) for each in carried if each not in vocabulary.by_id)


def _other_names(
    vocabulary: Vocabulary, terms: Iterable[tuple[str, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What terms are called besides their labels."""
    found = {ident: vocabulary.by_id[ident] for ident, _ in terms if ident in vocabulary.by_id}
    names = {ident: (*_one(each.short or ""), *each.aliases) for ident, each in found.items()}
    return tuple((ident, given) for ident, given in names.items() if given)


def _label(term: tuple[str, str]) -> str:
    return term[1]
