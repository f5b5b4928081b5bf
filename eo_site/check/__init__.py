"""Rules over resolved content: one small file each, run in the order of the two lists."""

from eo_site.check.coverage import coverage
from eo_site.check.ids import page_ids, record_ids
from eo_site.check.images import images
from eo_site.check.links import links
from eo_site.check.pages import pages
from eo_site.check.reading import reading
from eo_site.check.review import review
from eo_site.check.site import relations, site
from eo_site.check.terms import default_terms, terms
from eo_site.check.world import OrderRule, OrderWorld, SiteRule, SiteWorld
from eo_site.model.problem import Problem

ORDER_RULES: tuple[OrderRule, ...] = (
    terms,
    record_ids,
    coverage,
    images,
    page_ids,
    review,
    reading,
)
"""Rules that need to see one order only; what they find is kept with the order."""

SITE_RULES: tuple[SiteRule, ...] = (
    site,
    default_terms,
    relations,
    pages,
    links,
)
"""Rules that need to see what others there are; `links` is the only one that reads every order's
editions."""


def check_order(world: OrderWorld) -> tuple[Problem, ...]:
    """All problems of one order."""
    return tuple(problem for rule in ORDER_RULES for problem in rule(world))


def check_site(world: SiteWorld) -> tuple[Problem, ...]:
    """All problems between the orders and pages of a site."""
    return tuple(problem for rule in SITE_RULES for problem in rule(world))
