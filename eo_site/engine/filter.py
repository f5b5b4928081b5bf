"""The files of the filter: what each is made from, and how to make it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from eo_site.engine.exports import Export, Piece, Side
from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.listed import ListedOrder
from eo_site.model.study import EditionStudy
from eo_site.plan.cards import card
from eo_site.plan.facts import Facts
from eo_site.plan.filter import CARDS, FACETS, TITLES, duties_by_agency, facet_views, filter_order
from eo_site.plan.filter_views import SHARD, FilterCard, FilterView
from eo_site.plan.fragments import Fragments
from eo_site.render.compact import compact
from eo_site.render.filter import card_json, cards_json, facets_json, titles_json
from eo_site.urls import HOME, Linker, order_path


@dataclass(frozen=True)
class FilterFiles:
    """The filter's files of one edition; `orders` are the edition's, the newest first."""

    orders: Sequence[ListedOrder]
    fragments: Fragments
    studies: Mapping[str, EditionStudy]
    audience: Audience
    library: Library
    strings: Mapping[str, Any]
    portable: bool

    def files(self) -> Iterator[Export]:
        """Every file; cards are numbered from the oldest, so that a new order changes few."""
        found = tuple((each.analysed, each.parties) for each in self.studies.values())
        slugs = tuple(order.slug for order in self.orders)
        yield Export(FACETS, slugs, self._facets, found, kept=True, pieces=self._facet_pieces)
        pieces = self._title_pieces
        yield Export(TITLES, slugs, self._titles, found, kept=True, alone=True, pieces=pieces)
        oldest_first = slugs[::-1]
        for number, start in enumerate(range(0, len(oldest_first), SHARD), 1):
            shown = oldest_first[start : start + SHARD]
            yield Export(CARDS % {"number": number}, shown, partial(self._cards, shown))

    @cached_property
    def _view(self) -> FilterView:
        orders = tuple(filter_order(each, self.studies[each.slug]) for each in self.orders)
        return FilterView(
            self.library.site.id,
            self.audience.id,
            Linker(HOME, self.portable).to(order_path("%(slug)s")),
            facet_views(orders, self.library.vocabularies),
            orders,
        )

    def _facet_pieces(self, side: Side, slug: str) -> list[Piece]:
        """No text, but a place among the rows of each term; neither titles nor names have a say in it."""
        order = filter_order(side.listed(slug), self.studies[slug])
        return [(replace(order, title="", also_called=()), b"")]

    def _title_pieces(self, side: Side, slug: str) -> list[Piece]:
        """Its title; everything else of it decides what stands there of other orders' too."""
        order = filter_order(side.listed(slug), self.studies[slug])
        return [(replace(order, title=""), compact(order.title))]

    def _facets(self) -> bytes:
        return facets_json(self._view, self.strings)

    def _titles(self) -> bytes:
        return titles_json(self._view)

    def _cards(self, shown: Sequence[str]) -> bytes:
        return cards_json(
            [self.fragments.of(each, "filter card", str, self._card) for each in shown]
        )

    def _card(self, facts: Facts) -> str:
        found = FilterCard(card(facts, Linker(HOME, self.portable)), duties_by_agency(facts))
        return card_json(found, self.strings)
