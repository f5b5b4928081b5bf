"""Every link of a text leads to a page its edition has, and to a place on it."""

from collections.abc import Iterator

from eo_site.check.world import OrderCase, PageCase, World, in_text
from eo_site.model.problem import Problem
from eo_site.suggest import did_you_mean


def links(world: World) -> Iterator[Problem]:
    """EO403, EO404"""
    for audience in world.orders:
        paths = world.paths(audience)
        for case in world.on(audience):
            yield from _of(case, audience, paths)


def _of(
    case: OrderCase | PageCase, audience: str, paths: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    body = case.order.body if isinstance(case, OrderCase) else case.page.body
    for link in body.links:
        ids = paths.get(link.page) if link.page else case.ids
        if ids is None:
            message = f"the edition of `{audience}` has no page `{link.page}`"
            hint = did_you_mean(link.page, paths) or "link to the official text instead"
            yield in_text(case.document, link.place, "EO404", message, hint)
        elif link.anchor and link.anchor not in ids:
            message = f"`#{link.anchor}` is nowhere on that page in the edition of `{audience}`"
            yield in_text(
                case.document, link.place, "EO403", message, did_you_mean(link.anchor, ids)
            )
