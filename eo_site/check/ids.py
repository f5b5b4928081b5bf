"""Ids of a record are unique, and so are ids on each page of each edition."""

from collections import Counter
from collections.abc import Iterator, Sequence

from eo_site.check.world import OrderWorld, at, in_text
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.problem import Place, Problem, in_editions


def record_ids(world: OrderWorld) -> Iterator[Problem]:
    """EO313"""
    document, record = world.document, world.document.record
    clocks = [("duties", i, each.id) for i, each in enumerate(record.duties)]
    clocks += [("events", i, each.id) for i, each in enumerate(record.events)]
    sources = [("sources", i, each.id) for i, each in enumerate(record.sources)]
    cases = [("cases", i, each.id) for i, each in enumerate(record.cases)]
    for entries in (clocks, sources, cases):
        seen = set[str]()
        for key, index, ident in entries:
            if ident in seen:
                message = f"the id `{ident}` stands twice"
                yield at(document, (key, index, "id"), "EO313", message, "give another")
            seen.add(ident)


def page_ids(world: OrderWorld) -> Iterator[Problem]:
    """EO307"""
    found = (
        (audience, problem)
        for audience, case in world.editions.items()
        for problem in repeated_ids(case.document, case.ids)
    )
    yield from in_editions(found, world.editions)


def repeated_ids(document: OrderDocument | PageDocument, ids: Sequence[str]) -> Iterator[Problem]:
    """EO307, for one page of one edition."""
    for ident, count in Counter(ids).items():
        message = f"the id `{ident}` stands twice on the page"
        for place in _places(document, ident)[1 - count :] if count > 1 else ():
            yield in_text(document, place, "EO307", message, "give one of them {#another-id}")


def _places(document: OrderDocument | PageDocument, ident: str) -> list[Place]:
    """Where each heading of that id stands."""
    return [
        heading.place
        for section in document.body.sections
        for heading in (
            section.heading,
            *(part.heading for block in section.blocks for part in block.parts),
        )
        if heading and heading.id == ident
    ]
