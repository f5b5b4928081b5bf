"""Every link of a text leads to a page its edition has, and to a place on it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from eo_site.check.world import SiteWorld
from eo_site.model.problem import Problem, in_editions
from eo_site.model.resolved import UsedLink
from eo_site.suggest import did_you_mean
from eo_site.urls import order_path, page_path

CODES = frozenset({"EO403", "EO404"})
_DIGITS = re.compile(r"\d+")


def links(world: SiteWorld) -> Iterator[Problem]:
    """EO403, EO404"""
    yield from links_of_orders(world, world.orders)
    yield from links_of_pages(world)


def links_of_orders(world: SiteWorld, slugs: Iterable[str]) -> Iterator[Problem]:
    """Of some orders only."""
    for slug in slugs:
        if slug not in world.orders:  # its file can no longer be read
            continue
        files = dict.fromkeys(
            (world.orders[slug].path, *dict(world.orders[slug].translations).values())
        )
        for path in files:
            having = {
                name: each[slug]
                for name, each in world.editions.items()
                if slug in each and world.file_of(slug, name) == path
            }
            found = (
                (audience, problem)
                for audience, order in having.items()
                for link in order.links
                for problem in _of(world, audience, path, link, order.ids, order_path(slug))
            )
            yield from in_editions(found, having)


def links_of_pages(world: SiteWorld) -> Iterator[Problem]:
    """Of the pages that are no orders."""
    for path, cases in world.by_page.items():
        found = (
            (audience, problem)
            for audience, case in cases.items()
            for link in case.page.body.links
            for problem in _of(world, audience, path, link, case.ids, page_path(case.document.slug))
        )
        yield from in_editions(found, cases)


def _another_page(page: str, paths: Iterable[str]) -> str:
    """A page that is called nearly so; with other digits it is another order, and no slip."""
    digits = _DIGITS.findall(page)
    near = did_you_mean(page, (each for each in paths if _DIGITS.findall(each) == digits))
    return near or "link to the official text instead; a draft has no page"


def _of(
    world: SiteWorld, audience: str, path: str, link: UsedLink, own: Sequence[str], page: str
) -> Iterator[Problem]:
    if not world.is_whole(link.page or page):
        return  # it may have what the link leads to
    paths = world.paths(audience)
    ids = paths.get(link.page) if link.page else own
    if ids is None:
        message = f"there is no page `{link.page}`"
        hint = _another_page(link.page, paths)
        yield Problem("EO404", path, link.place, message, hint)
        return
    target = world.slugs.get(link.page or page, "")
    if link.anchor and link.anchor not in ids and target:
        ids = world.anchors(audience, target)
    if link.anchor and link.anchor not in ids:
        message = f"`#{link.anchor}` is nowhere on that page"
        yield Problem("EO403", path, link.place, message, did_you_mean(link.anchor, ids))
