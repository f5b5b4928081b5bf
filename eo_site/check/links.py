"""Every link of a text leads to a page its edition has, and to a place on it."""

from collections.abc import Iterable, Iterator, Sequence

from eo_site.check.world import SiteWorld
from eo_site.model.problem import Problem
from eo_site.model.resolved import UsedLink
from eo_site.suggest import did_you_mean

CODES = frozenset({"EO403", "EO404"})


def links(world: SiteWorld) -> Iterator[Problem]:
    """EO403, EO404"""
    yield from links_of_orders(world, world.orders)
    yield from links_of_pages(world)


def links_of_orders(world: SiteWorld, slugs: Iterable[str]) -> Iterator[Problem]:
    """Of some orders only."""
    for slug in slugs:
        path = world.orders[slug].path
        for audience, orders in world.editions.items():
            order = orders.get(slug)
            for link in order.links if order else ():
                yield from _of(world, audience, path, link, order.ids if order else (), slug)


def links_of_pages(world: SiteWorld) -> Iterator[Problem]:
    """Of the pages that are no orders."""
    for audience, cases in world.pages.items():
        for case in cases:
            for link in case.page.body.links:
                yield from _of(world, audience, case.document.path, link, case.ids, "")


def _of(
    world: SiteWorld, audience: str, path: str, link: UsedLink, own: Sequence[str], slug: str
) -> Iterator[Problem]:
    paths = world.paths(audience)
    ids = paths.get(link.page) if link.page else own
    if ids is None:
        message = f"the edition of `{audience}` has no page `{link.page}`"
        hint = did_you_mean(link.page, paths) or "link to the official text instead"
        yield Problem("EO404", path, link.place, message, hint)
        return
    target = world.slugs.get(link.page, "") if link.page else slug
    if link.anchor and link.anchor not in ids and target:
        ids = world.anchors(audience, target)
    if link.anchor and link.anchor not in ids:
        message = f"`#{link.anchor}` is nowhere on that page in the edition of `{audience}`"
        yield Problem("EO403", path, link.place, message, did_you_mean(link.anchor, ids))
