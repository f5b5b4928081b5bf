"""Pages that are not orders follow the rules of any text."""

from collections.abc import Iterator

from eo_site.check.beside import beside_of
from eo_site.check.ids import repeated_ids
from eo_site.check.world import SiteWorld
from eo_site.model.problem import Problem, in_editions


def pages(world: SiteWorld) -> Iterator[Problem]:
    """EO307, EO406, EO408"""
    for document in world.library.pages:
        yield from beside_of(document, ())
    for cases in world.by_page.values():
        found = (
            (audience, problem)
            for audience, case in cases.items()
            for problem in repeated_ids(case.document, case.ids)
        )
        yield from in_editions(found, cases)
