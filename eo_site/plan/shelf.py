"""An edition's orders, one after another, with their facts, their ties to others included."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.language import is_same
from eo_site.model.library import Library
from eo_site.model.resolved import SlimOrder
from eo_site.model.study import PublicRecord
from eo_site.plan.facts import Facts
from eo_site.plan.instruments import public_instruments
from eo_site.plan.related import SHOWN, Near
from eo_site.plan.ties import Shelf, Stated, acts_named, ties
from eo_site.plan.views import Neighbours, RelatedView, TermView
from eo_site.urls import Linker, order_path


@dataclass(frozen=True)
class Shelver:
    """Puts an edition's orders beside each other; one shelver serves all editions in turn."""

    library: Library
    public: Mapping[str, PublicRecord]
    """Every published order of the site, and every other instrument."""
    today: date
    portable: bool = False
    _terms: dict[str, dict[tuple[str, str], TermView]] = field(default_factory=dict)
    """By language, terms as the pages of orders show them, which are all as deep below their edition's
    root."""

    _named: dict[str, Mapping[str, PublicRecord]] = field(default_factory=dict)
    """By language, what editions in other languages than the site's call everything."""

    _called: dict[str, str] = field(default_factory=dict)
    """By order or instrument, what `called` has answered."""

    def called(self, ident: str) -> str:
        """Digest of all that anybody may know of an order or an instrument; empty where that is nothing."""
        if ident not in self._called:
            public = self.public.get(ident)
            self._called[ident] = digest_bytes(repr(public).encode()) if public else ""
        return self._called[ident]

    def shelf(self, audience: Audience, inside: Container[str]) -> Shelf:
        """What an edition's pages can point to, given the orders that have a page in it."""
        language = self.library.language(audience)
        if is_same(language, self.library.site.language):
            return Shelf(inside, self.public)
        if language not in self._named:
            named = public_instruments(self.library.in_language(audience))
            self._named[language] = {**self.public, **named}
        return Shelf(inside, self._named[language], language)

    def facts(
        self, audience: Audience, order: SlimOrder, shelf: Shelf, incoming: Sequence[Stated]
    ) -> Facts:
        """One order's facts, given what others say of it."""
        facts = Facts(
            order,
            self.library.in_language(audience).vocabularies,
            self.today,
            self.portable,
            exports=audience.exports,
            _terms=self._terms.setdefault(self.library.language(audience), {}),
        )
        return replace(
            facts,
            every_tie=ties(order, shelf, incoming, facts.linker),
            acts=acts_named(order, shelf, facts.linker),
        )

    def beside(self, facts: Facts, inside: Container[str], near: Sequence[Near]) -> Neighbours:
        """What one order's page shows of others, given which are near it, at most `NEAR`."""
        related = tuple(self._related(facts, inside, near))
        return Neighbours(facts.every_tie, related, facts.acts)

    def _related(
        self, facts: Facts, inside: Container[str], near: Sequence[Near]
    ) -> Iterator[RelatedView]:
        linked = [each for each in facts.ties if each.slug in inside][:SHOWN]
        for tie in linked:
            yield self._view(facts.linker, tie.slug, "relation", tie.type, (), facts)
        seen = {each.slug for each in linked}
        left = [each for each in near if each[0] not in seen][: SHOWN - len(linked)]
        for slug, terms in left:
            yield self._view(facts.linker, slug, "interests", "", terms, facts)

    def _view(
        self, linker: Linker, slug: str, reason: str, kind: str, terms: Sequence[str], facts: Facts
    ) -> RelatedView:
        audience = self.library.audiences.by_id[facts.order.audience]
        public = self.shelf(audience, (slug,)).named(slug)
        assert public
        url = linker.to(order_path(slug))
        shared = tuple(facts.term("interests", each) for each in terms)
        return RelatedView(public.label, public.title, url, public.signed, reason, kind, shared)
