"""Every link of a text leads to a page its edition has, and to a place on it."""

from collections.abc import Iterator, Sequence

from eo_site.check.world import SiteWorld
from eo_site.model.problem import Problem
from eo_site.model.resolved import UsedLink
from eo_site.suggest import did_you_mean


def links(world: SiteWorld) -> Iterator[Problem]:
    """EO403, EO404"""
    for audience, orders in world.editions.items():
        for slug, order in orders.items():
            for link in order.links:
                path = world.orders[slug].path
                yield from _of(world, audience, path, link, order.ids, slug)
        for case in world.pages[audience]:
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
