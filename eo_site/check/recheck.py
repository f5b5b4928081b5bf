"""The rules between orders, after a few orders changed: what nothing reached is not asked again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eo_site.check import SITE_RULES
from eo_site.check.links import CODES, links, links_of_orders, links_of_pages
from eo_site.check.weights import weighed
from eo_site.check.world import SiteWorld
from eo_site.model.problem import Problem
from eo_site.model.study import EditionStudy, OrderNote
from eo_site.urls import order_path


@dataclass
class Linkers:
    """By page, the orders that link to it, or did before they changed."""

    found: dict[str, set[str]] = field(default_factory=dict)

    def note(self, world: SiteWorld, slugs: Iterable[str]) -> None:
        """Add the links of some orders."""
        for slug in slugs:
            for orders in world.editions.values():
                for link in orders[slug].links if slug in orders else ():
                    if link.page:
                        self.found.setdefault(link.page, set()).add(slug)

    def to(self, slugs: Iterable[str]) -> set[str]:
        """The orders that may link to some orders."""
        return {each for slug in slugs for each in self.found.get(order_path(slug), ())}


def moved_on(
    world: SiteWorld,
    notes: Mapping[str, OrderNote],
    editions: Mapping[str, Mapping[str, EditionStudy]],
    slugs: Collection[str],
) -> SiteWorld:
    """A world in which some orders changed; what it knows of the others it need not gather again."""
    paths = {
        name: _exchanged(known, editions[name], slugs)
        for name in editions
        if (known := world.known(name)) is not None
    }
    return replace(world, orders=notes, editions=editions, _paths=paths)


def _exchanged(
    known: Mapping[str, tuple[str, ...]], edition: Mapping[str, EditionStudy], slugs: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    found = dict(known)
    for slug in slugs:
        found.pop(order_path(slug), None)
        if slug in edition:
            found[order_path(slug)] = edition[slug].ids
    return found


def recheck(
    world: SiteWorld,
    before: SiteWorld,
    found: Sequence[Problem],
    slugs: Collection[str],
    linkers: Linkers,
) -> tuple[Problem, ...]:
    """The problems between orders, where `found` is what the same rules found `before`."""
    same = all(world.orders.get(each) == before.orders.get(each) for each in slugs)
    others = tuple(each for each in found if each.code not in CODES)
    if not same:
        rules = (rule for rule in SITE_RULES if rule is not links)
        again = (problem for rule in rules for problem in rule(world))
        others = tuple(weighed(again, world.library.site))
    linkers.note(world, slugs)
    touched = {*slugs, *linkers.to(slugs)}
    files = {world.orders[each].path for each in touched if each in world.orders}
    files |= {before.orders[each].path for each in touched if each in before.orders}
    files |= {document.path for document in world.library.pages}
    kept = (each for each in found if each.code in CODES and each.path not in files)
    return (*others, *kept, *links_of_orders(world, touched), *links_of_pages(world))
