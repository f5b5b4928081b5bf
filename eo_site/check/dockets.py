"""Dockets that wait for a reader: none of them is on any page."""

from collections.abc import Iterator

from eo_site.check.world import SiteWorld
from eo_site.model.docket import DOCKETS
from eo_site.model.problem import Problem, Severity
from eo_site.suggest import did_you_mean


def dockets(world: SiteWorld) -> Iterator[Problem]:
    """EO814, EO815"""
    marks = world.library.marks.get(DOCKETS)
    if marks is None:
        return
    waiting: dict[str, list[int]] = {}
    for i, docket in enumerate(world.library.dockets.dockets):
        for j, order in enumerate(docket.orders):
            if order not in world.orders:
                place = marks.place(("dockets", i, "orders", j))
                message = f"there is no order `{order}`"
                hint = did_you_mean(order, world.orders)
                yield Problem("EO815", DOCKETS, place, message, hint, Severity.WARNING)
        if docket.set_aside is None:
            for order in docket.orders or ("",):
                waiting.setdefault(order, []).append(i)
    for order, indexes in waiting.items():
        place = marks.place(("dockets", indexes[0]))
        about = f" about {order}" if order else " about no order that is named"
        count = f"{len(indexes)} proposed case{'s' if len(indexes) > 1 else ''}{about}"
        message = f"{count}: unread, and on no page"
        hint = "read the docket, then move its `case` into the order's `cases`, or write `set_aside: why`"
        yield Problem("EO814", DOCKETS, place, message, hint, Severity.WARNING)
