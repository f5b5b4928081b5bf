"""Other orders a reader may want next.

Candidates are the order's relations, then at most the newest 200 orders that share one of its
rarest interests, so that the work per order does not grow with the library.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eo_site.fingerprint import digest_bytes

CANDIDATES = 200
SHOWN = 5
NEAR = 2 * SHOWN
"""Of the nearest, some may stand on the page already, by a relation: so more than are shown."""

Interests = Mapping[str, tuple[str, ...]]
"""By order, the newest first, the interests it carries."""
Near = tuple[str, tuple[str, ...]]
"""(order, the interests shared with it)"""


@dataclass(frozen=True)
class Nearness:
    """Which orders of an edition are near which, by what they are about."""

    interests: Interests
    index: Mapping[str, tuple[str, ...]]
    """For each interest the orders that carry it, the newest first."""

    @staticmethod
    def of(interests: Interests) -> "Nearness":
        """The nearness of an edition's orders."""
        found: dict[str, list[str]] = {}
        for slug, terms in interests.items():
            for term in terms:
                found.setdefault(term, []).append(slug)
        return Nearness(interests, {term: tuple(slugs) for term, slugs in found.items()})

    def nearest(self, slug: str, count: int) -> tuple[Near, ...]:
        """The orders that share the rarest interests with one, the nearest first."""
        scored = sorted(self._scored(slug), key=lambda each: -each[0])
        return tuple((other, terms) for _, other, terms in scored[:count])

    def _scored(self, slug: str) -> Iterator[tuple[float, str, tuple[str, ...]]]:
        weights = {term: 1 / len(self.index[term]) for term in self.interests[slug]}
        mine = sorted(weights, key=lambda term: -weights[term])
        for other in self._candidates(slug, mine):
            theirs = self.interests[other]
            terms = tuple([term for term in mine if term in theirs])
            yield sum([weights[term] for term in terms]), other, terms

    def _candidates(self, slug: str, mine: Sequence[str]) -> Iterator[str]:
        found = dict[str, None]()
        for term in mine:
            for other in self.index[term]:
                if len(found) >= CANDIDATES:
                    return iter(found)
                if other != slug:
                    found[other] = None
        return iter(found)


class Nearest(dict[str, tuple[Near, ...]]):
    """By order, at most `NEAR` others of an edition; worked out for an order when it is asked for."""

    def __init__(
        self, mark: str, interests: Interests, known: Mapping[str, tuple[Near, ...]]
    ) -> None:
        super().__init__(known)
        self.mark = mark
        """Digest of what the edition's orders are about, on which all of this depends."""
        self.interests = interests
        """Of the edition's orders."""
        self._known = len(known)

    @property
    def changed(self) -> bool:
        """Whether something was not known."""
        return len(self) > self._known

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness.of(self.interests)

    def __missing__(self, slug: str) -> tuple[Near, ...]:
        self[slug] = self._nearness.nearest(slug, NEAR)
        return self[slug]


@dataclass(frozen=True)
class NearOrders:
    """For each order those near it, worked out once for all editions that have the same orders."""

    interests: Interests
    """Of every order of the site, also of those that an edition lacks."""
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What `plain` gave of an earlier state of the site."""
    _found: dict[tuple[str, ...], Nearest] = field(default_factory=dict)
    _moved: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def of(self, orders: Iterable[str]) -> Nearest:
        """Those of an edition, given its orders, the newest first."""
        key = tuple(orders)
        if key not in self._found:
            interests = {slug: self.interests[slug] for slug in key}
            mark = digest_bytes(repr(interests).encode())
            self._found[key] = Nearest(mark, interests, self._known(mark))
        return self._found[key]

    def _known(self, mark: str) -> dict[str, tuple[Near, ...]]:
        return {
            slug: tuple((other, tuple(terms)) for other, terms in near)
            for slug, near in self.kept.get(mark, {}).items()
        }

    def moved(self, before: str, now: Nearest) -> frozenset[str]:
        """The orders of an edition that others are near than when it had the mark `before`, or may be."""
        if before == now.mark:
            return frozenset()
        key = before, now.mark
        if key not in self._moved:
            known = self._known(before)
            self._moved[key] = frozenset(
                slug for slug in now.interests if known.get(slug) != now[slug]
            )
        return self._moved[key]

    @property
    def changed(self) -> bool:
        """Whether `plain` has more than what was kept."""
        return any(found.changed for found in self._found.values())

    def plain(self) -> dict[str, Any]:
        """What has been worked out, by the digest of what orders are about; to be kept as JSON."""
        return {found.mark: dict(found) for found in self._found.values()}
