"""Every order of an edition with its facts, its ties to others included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.study import PublicRecord
from eo_site.plan.facts import Facts
from eo_site.plan.related import SHOWN, Near, Nearness
from eo_site.plan.ties import Shelf, Stated, stated, ties
from eo_site.plan.views import RelatedView, TieView
from eo_site.urls import Linker, order_path

NEAR = 2 * SHOWN
"""Of the nearest, some may stand on the page already, by a relation: so more than are shown."""


@dataclass(frozen=True)
class Shelver:
    """Puts an edition's orders beside each other; one shelver serves all editions in turn."""

    library: Library
    public: Mapping[str, PublicRecord]
    """Every published order of the site."""
    today: date
    portable: bool = False
    _near: dict[tuple[str, ...], Mapping[str, tuple[Near, ...]]] = field(default_factory=dict)

    def edition(self, audience: Audience, orders: Sequence[ResolvedOrder]) -> tuple[Facts, ...]:
        """The facts of one edition's orders, given the newest first; slim ones are enough."""
        shelf = Shelf(frozenset(each.slug for each in orders), self.public)
        incoming, near = stated(orders), self._nearest(orders)
        return tuple(
            self.facts(audience, each, shelf, incoming.get(each.slug, ()), near[each.slug])
            for each in orders
        )

    def facts(
        self,
        audience: Audience,
        order: ResolvedOrder,
        shelf: Shelf,
        incoming: Sequence[Stated],
        near: Sequence[Near],
    ) -> Facts:
        """One order's facts, given what others say of it and which are near it, at most `NEAR`."""
        facts = Facts(
            order, self.library.vocabularies, self.today, self.portable, exports=audience.exports
        )
        tied = ties(order, shelf, incoming, facts.linker)
        related = self._related(facts, tied, shelf, near)
        return replace(facts, ties=tied, related=tuple(related))

    def _nearest(self, orders: Sequence[ResolvedOrder]) -> Mapping[str, tuple[Near, ...]]:
        """Nearness depends on interests alone, so editions with the same orders share it."""
        key = tuple(each.slug for each in orders)
        if key not in self._near:
            interests = {each.slug: each.record.interests for each in orders}
            nearness = Nearness.of(interests)
            self._near[key] = {slug: nearness.nearest(slug, NEAR) for slug in key}
        return self._near[key]

    def _related(
        self, facts: Facts, tied: Sequence[TieView], shelf: Shelf, near: Sequence[Near]
    ) -> Iterator[RelatedView]:
        linked = [each for each in tied if each.slug in shelf.inside][:SHOWN]
        for tie in linked:
            yield self._view(facts.linker, tie.slug, "relation", tie.type, (), facts)
        seen = {each.slug for each in linked}
        left = [each for each in near if each[0] not in seen][: SHOWN - len(linked)]
        for slug, terms in left:
            yield self._view(facts.linker, slug, "interests", "", terms, facts)

    def _view(
        self, linker: Linker, slug: str, reason: str, kind: str, terms: Sequence[str], facts: Facts
    ) -> RelatedView:
        public = self.public[slug]
        url = linker.to(order_path(slug))
        shared = tuple(facts.term("interests", each) for each in terms)
        return RelatedView(public.label, public.title, url, public.signed, reason, kind, shared)
