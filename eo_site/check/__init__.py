"""Rules over resolved content: one small file each, run in the order of RULES."""

from eo_site.check.coverage import coverage
from eo_site.check.ids import page_ids, record_ids
from eo_site.check.images import images
from eo_site.check.links import links
from eo_site.check.reading import reading
from eo_site.check.review import review
from eo_site.check.site import relations, site
from eo_site.check.terms import terms
from eo_site.check.world import Rule, World
from eo_site.model.problem import Problem

RULES: tuple[Rule, ...] = (
    site,
    terms,
    relations,
    record_ids,
    coverage,
    images,
    page_ids,
    links,
    review,
    reading,
)
"""Every rule; adding one adds a file and a line here."""


def check(world: World) -> tuple[Problem, ...]:
    """All problems of the resolved site."""
    return tuple(problem for rule in RULES for problem in rule(world))
