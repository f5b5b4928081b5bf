"""Rules over resolved content: one small file each, run in the order of the lists."""

from datetime import date

from eo_site.check.accounts import accounts, earlier_ids
from eo_site.check.asserted.status import asserted_status, claims_between, open_claims
from eo_site.check.beside import beside
from eo_site.check.courts import court_effect, idle_stay, late_block, standing_restraint
from eo_site.check.coverage import coverage
from eo_site.check.dockets import dockets
from eo_site.check.editorial.avoided import avoided_word
from eo_site.check.editorial.sources import old_source
from eo_site.check.editorial.tags import untagged_order, unused_interest
from eo_site.check.editorial.translations import unnamed_terms, untranslated, untranslated_site
from eo_site.check.ends import (
    days_of_an_end,
    due_after_end,
    end_after_return,
    repeated_relation,
    unended_status,
)
from eo_site.check.facts.addressed import (
    classes_in_words,
    force_as_said,
    named_bodies,
    parts,
)  # fmt: skip
from eo_site.check.facts.agencies import named_agencies
from eo_site.check.facts.days import (
    coming_days,
    coming_days_of_files,
    impossible_days,
    impossible_days_of_files,
)
from eo_site.check.facts.deadlines import covered_deadlines
from eo_site.check.facts.heading import heading
from eo_site.check.facts.pinpoints import cited_pinpoints, recorded_pinpoints
from eo_site.check.facts.quotations import recorded_quotations
from eo_site.check.facts.record import record
from eo_site.check.ids import page_ids, record_ids
from eo_site.check.instruments import instruments
from eo_site.check.links import links
from eo_site.check.pages import pages
from eo_site.check.placeholders import placeholders, placeholders_of_files
from eo_site.check.reading import reading
from eo_site.check.review import review
from eo_site.check.said import said
from eo_site.check.silence import old_silence
from eo_site.check.site import relations, site
from eo_site.check.terms import default_terms, terms
from eo_site.check.unconfirmed import unconfirmed
from eo_site.check.weights import rule_names, weighed
from eo_site.check.world import DatedRule, OrderRule, OrderWorld, SiteRule, SiteWorld
from eo_site.model.library import Library
from eo_site.model.problem import Problem
from eo_site.model.study import OpenClaim

ORDER_RULES: tuple[OrderRule, ...] = (
    terms,
    record_ids,
    coverage,
    court_effect,
    idle_stay,
    late_block,
    beside,
    page_ids,
    review,
    reading,
    placeholders,
    unconfirmed,
    impossible_days,
    heading,
    recorded_quotations,
    recorded_pinpoints,
    cited_pinpoints,
    covered_deadlines,
    named_agencies,
    named_bodies,
    classes_in_words,
    force_as_said,
    record,
    due_after_end,
    end_after_return,
    unended_status,
    days_of_an_end,
    repeated_relation,
    said,
    asserted_status,
    avoided_word,
    untagged_order,
)
"""Rules that need to see one order only; what they find is kept with the order."""

TRANSLATION_RULES: tuple[OrderRule, ...] = (
    terms,
    beside,
    page_ids,
    review,
    reading,
    placeholders,
    cited_pinpoints,
    avoided_word,
    untranslated,
    unnamed_terms,
)
"""Rules about a translation's own words; its facts are the order's, and are checked there."""

DATED_RULES: tuple[DatedRule, ...] = (old_source, old_silence, standing_restraint)
"""Of the same kind, and what they find is wrong from a day on; kept with that day."""

SITE_RULES: tuple[SiteRule, ...] = (
    rule_names,
    site,
    accounts,
    earlier_ids,
    placeholders_of_files,
    impossible_days_of_files,
    claims_between,
    default_terms,
    parts,
    relations,
    instruments,
    dockets,
    pages,
    links,
    unused_interest,
    untranslated_site,
)
"""Rules that need to see what others there are; `links` is the only one that reads every order's
editions."""


def check_order(world: OrderWorld) -> tuple[Problem, ...]:
    """All problems of one order, as the site weighs them."""
    found = (problem for rule in ORDER_RULES for problem in rule(world))
    return tuple(weighed(found, world.site))


def check_translation(world: OrderWorld) -> tuple[Problem, ...]:
    """All problems of one order's translation, as the site weighs them."""
    found = (problem for rule in TRANSLATION_RULES for problem in rule(world))
    return tuple(weighed(found, world.site))


def check_later(world: OrderWorld) -> tuple[tuple[date, Problem], ...]:
    """(day, problem) of what will be wrong with an order from a day on, or is already."""
    return tuple(
        (day, problem)
        for rule in DATED_RULES
        for day, found in rule(world)
        for problem in weighed((found,), world.site)
    )


def check_ahead(world: OrderWorld) -> tuple[tuple[date, Problem], ...]:
    """(day, problem) of what is wrong with an order until a day has come."""
    return tuple(coming_days(world))


def claims_on_others(world: OrderWorld) -> tuple[OpenClaim, ...]:
    """What an order's sentences say that other orders' records may bear out, or refute."""
    return open_claims(world)


def check_files(library: Library) -> tuple[tuple[date, Problem], ...]:
    """The same of the site's other files."""
    return tuple(coming_days_of_files(library))


def check_site(world: SiteWorld) -> tuple[Problem, ...]:
    """All problems between the orders and pages of a site, as it weighs them."""
    found = (problem for rule in SITE_RULES for problem in rule(world))
    return tuple(weighed(found, world.library.site))
