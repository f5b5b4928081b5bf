"""A page is called reviewed only with a name, for one edition's text as it stood."""

from collections.abc import Iterator
from dataclasses import replace

from eo_site.check.world import OrderWorld, at
from eo_site.model.problem import Problem, Severity
from eo_site.suggest import did_you_mean


def review(world: OrderWorld) -> Iterator[Problem]:
    """EO409"""
    document, known = world.document, world.audiences.by_id
    found = document.record.review
    if found.state != "unreviewed" and not found.sign_offs:
        message = f"`{found.state}`, but nobody signed off"
        hint = "name the reviewer under sign_offs, or write unreviewed"
        yield at(document, ("review", "state"), "EO409", message, hint)
    for i, each in enumerate(found.sign_offs):
        if each.audience not in known:
            path = ("review", "sign_offs", i, "audience")
            message = f"unknown audience `{each.audience}`"
            yield at(document, path, "EO301", message, did_you_mean(each.audience, known))
    for case in world.editions.values():
        signed = case.order.record.review.sign_offs
        current = world.digests(case.order) if signed else ""
        for each in signed:
            if each.digest != current:
                lapsed = at(
                    case.document,
                    ("review", "sign_offs"),
                    "EO409",
                    f"{each.reviewer}'s sign-off for `{each.audience}` was for an earlier text",
                    f"the text now has the digest {current}; the page says `unreviewed` until signed",
                    Severity.WARNING,
                )
                yield replace(lapsed, audiences=(each.audience,))
