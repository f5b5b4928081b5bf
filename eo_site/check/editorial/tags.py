"""Orders carry interests, and interests are carried by orders."""

from collections.abc import Iterator

from eo_site.check.world import OrderWorld, SiteWorld, in_text
from eo_site.model.problem import Place, Problem

_FILE = "content/vocabularies/interests.yaml"


def untagged_order(world: OrderWorld) -> Iterator[Problem]:
    """EO708: an analysed order without an interest, which no reader who follows one will be shown.

    A record alone may be untagged; readers see it under "record only".
    """
    document = world.document
    analysed = any(section.blocks for section in document.body.sections)
    if analysed and not document.record.interests and world.vocabularies.interests.by_id:
        message = "the order is analysed and has no interests"
        hint = f"add `interests:` with terms of {_FILE}"
        yield in_text(document, Place(), "EO708", message, hint)


def unused_interest(world: SiteWorld) -> Iterator[Problem]:
    """EO707: a term that no order, section or edition uses."""
    if not world.all_whole or _FILE in world.library.unsound:
        return  # what could not be read may carry it
    marks = world.library.marks.get(_FILE)
    used = {each for order in world.orders.values() for each in order.interests}
    interests = world.library.vocabularies.interests
    paths = [
        (("groups", i, "terms", j, "id"), term)
        for i, group in enumerate(interests.groups)
        for j, term in enumerate(group.terms)
    ] + [(("terms", j, "id"), term) for j, term in enumerate(interests.terms)]
    for path, term in paths if marks and world.orders else ():
        if term.id not in used:
            place = marks.place(path) if marks else Place()
            message = f"no order carries the interest `{term.id}`"
            hint = "tag the orders it fits, or take it out; its page is empty"
            yield Problem("EO707", _FILE, place, message, hint)
