"""Rules over resolved content: one small file each, run in the order of the lists.

Rules of an order see that order alone, so that they can be run and remembered order by order;
rules of the site see everything.
"""

from collections.abc import Iterator

from eo_site.check.coverage import coverage
from eo_site.check.editorial.avoided import avoided_word
from eo_site.check.editorial.sources import old_source
from eo_site.check.editorial.tags import untagged_order, unused_interest
from eo_site.check.facts.agencies import named_agencies
from eo_site.check.facts.deadlines import covered_deadlines
from eo_site.check.facts.heading import heading
from eo_site.check.facts.pinpoints import recorded_pinpoints
from eo_site.check.facts.quotations import recorded_quotations
from eo_site.check.facts.record import record
from eo_site.check.ids import page_ids, record_ids
from eo_site.check.images import images
from eo_site.check.links import links
from eo_site.check.reading import reading
from eo_site.check.review import review
from eo_site.check.said import said
from eo_site.check.site import relations, site
from eo_site.check.terms import terms
from eo_site.check.weights import rule_names, weighed
from eo_site.check.world import OrderRule, OrderWorld, Rule, World
from eo_site.model.problem import Problem

RULES: tuple[Rule, ...] = (
    rule_names,
    site,
    terms,
    relations,
    record_ids,
    coverage,
    images,
    page_ids,
    links,
    review,
    reading,
    unused_interest,
)
"""Every rule; adding one adds a file and a line here."""

ORDER_RULES: tuple[OrderRule, ...] = (
    heading,
    recorded_quotations,
    recorded_pinpoints,
    covered_deadlines,
    named_agencies,
    record,
    said,
    avoided_word,
    untagged_order,
    old_source,
)
"""Every rule about one order."""

TODAY_RULES: frozenset[OrderRule] = frozenset({old_source})
"""Those of them whose findings change with the day."""


def check(world: World) -> tuple[Problem, ...]:
    """All problems of the resolved site, as the site weighs them."""
    found = [problem for rule in RULES for problem in rule(world)]
    for order in _orders(world):
        found += [problem for rule in ORDER_RULES for problem in rule(order)]
    return tuple(weighed(found, world.library.site))


def _orders(world: World) -> Iterator[OrderWorld]:
    """The orders one by one."""
    library = world.library
    cases = {
        name: {case.document.slug: case for case in cases} for name, cases in world.orders.items()
    }
    for document in library.orders:
        number = document.record.number or ""
        yield OrderWorld(
            document,
            {name: found[document.slug] for name, found in cases.items() if document.slug in found},
            library.site,
            library.audiences,
            library.vocabularies,
            library.sources,
            library.texts.get(number),
            library.records.get(number),
            world.today,
        )
