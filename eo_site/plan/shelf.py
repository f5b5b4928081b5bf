"""Every order of every edition with its facts, its ties to others included."""

from dataclasses import dataclass, replace
from datetime import date

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.plan.available import published
from eo_site.plan.cards import card
from eo_site.plan.facts import Facts
from eo_site.plan.pages import Everyone
from eo_site.plan.related import by_interest, related
from eo_site.plan.ties import Shelf, ties
from eo_site.plan.views import RelatedView

FactsByAudience = dict[str, tuple[Facts, ...]]
"""Each edition's orders, the newest first."""


@dataclass(frozen=True)
class Shelver:
    """Puts each edition's orders beside each other."""

    library: Library
    today: date
    portable: bool = False
    drafts: bool = False

    def everyone(self, everyone: Everyone) -> FactsByAudience:
        """The facts of all editions."""
        public = {
            each.slug: each.record
            for each in self.library.orders
            if published(each, self.today, drafts=self.drafts)
        }
        return {
            name: self._edition(
                Shelf({each.slug: each for each in resolved.orders}, public), resolved.audience
            )
            for name, resolved in everyone.items()
        }

    def _edition(self, shelf: Shelf, audience: Audience) -> tuple[Facts, ...]:
        incoming = shelf.incoming()
        prints_text = "operative-text" in (*audience.lead, *audience.modules)
        texts = self.library.texts if prints_text else {}
        found = []
        for order in shelf.inside.values():
            facts = Facts(
                order,
                self.library.vocabularies,
                self.today,
                self.portable,
                official=texts.get(order.record.number or ""),
                exports=audience.exports,
            )
            tied = ties(order, shelf, incoming.get(order.slug, ()), facts.linker)
            found.append(replace(facts, ties=tied))
        return tuple(self._with_related(found))

    @staticmethod
    def _with_related(every: list[Facts]) -> list[Facts]:
        orders = {facts.order.slug: facts for facts in every}
        index = by_interest(every)
        return [
            replace(
                facts,
                related=tuple(
                    RelatedView(
                        card(orders[slug], facts.linker), reason, _labels(facts, reason, detail)
                    )
                    for slug, reason, detail in related(facts, orders, index)
                ),
            )
            for facts in every
        ]


def _labels(facts: Facts, reason: str, detail: tuple[str, ...]) -> tuple[str, ...]:
    """Shared interests by their labels; a relation keeps its type, which the theme has words for."""
    if reason == "relation":
        return detail
    return tuple(facts.term("interests", each).label for each in detail)
