"""Other orders a reader may want next.

Candidates are the order's relations, then at most the newest 200 orders that share one of its
rarest interests, so that the work per order does not grow with the library.
"""

from collections.abc import Iterator, Mapping, Sequence

from eo_site.plan.facts import Facts

CANDIDATES = 200
SHOWN = 5

Related = tuple[str, str, tuple[str, ...]]
"""(slug, `relation` or `interests`, relation type or interest ids)"""


def by_interest(everyone: Sequence[Facts]) -> dict[str, tuple[str, ...]]:
    """For each interest the orders that carry it, the newest first."""
    found: dict[str, list[str]] = {}
    for facts in everyone:
        for term in facts.record.interests:
            found.setdefault(term, []).append(facts.order.slug)
    return {term: tuple(slugs) for term, slugs in found.items()}


def related(
    facts: Facts, orders: Mapping[str, Facts], index: Mapping[str, tuple[str, ...]]
) -> tuple[Related, ...]:
    """The nearest orders of the edition: relations first, then by the rarity of shared interests."""
    tied = [(each.slug, "relation", (each.type,)) for each in facts.ties if each.slug in orders]
    seen = {facts.order.slug, *(slug for slug, _, _ in tied)}
    scored = sorted(_scored(facts, orders, index, seen), key=lambda each: -each[0])
    shared = [(slug, "interests", terms) for _, slug, terms in scored]
    return tuple([*tied, *shared][:SHOWN])


def _scored(
    facts: Facts,
    orders: Mapping[str, Facts],
    index: Mapping[str, tuple[str, ...]],
    seen: set[str],
) -> Iterator[tuple[float, str, tuple[str, ...]]]:
    mine = sorted(facts.record.interests, key=lambda term: len(index[term]))
    candidates: dict[str, None] = {}
    for term in mine:
        for slug in index[term]:
            if len(candidates) >= CANDIDATES:
                break
            if slug not in seen:
                candidates[slug] = None
    for slug in candidates:
        theirs = set(orders[slug].record.interests)
        terms = tuple(term for term in mine if term in theirs)
        yield sum(1 / len(index[term]) for term in terms), slug, terms
