"""The pure middle of a build: library in, site plan and problems out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eo_site.check import check
from eo_site.check.world import OrderCase, PageCase, World
from eo_site.model.document import Document
from eo_site.model.library import Library, Theme
from eo_site.model.problem import Place, Problem, Severity, in_reading_order
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.plan.available import meant_for, members_by_name, published
from eo_site.plan.modules import MODULES
from eo_site.plan.modules.record import text_digest
from eo_site.plan.order_page import page_ids, section_ids
from eo_site.plan.pages import Resolved, SitePlan
from eo_site.plan.schedule import NextChange, next_change
from eo_site.plan.shelf import FactsByAudience, Shelver
from eo_site.plan.site import Planner, PlansByAudience, order_plans
from eo_site.plan.withdrawn import tombstone
from eo_site.render.assets import assets_folder, edition_assets
from eo_site.resolve.audience_rules import audience_problems
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.names import name_problems
from eo_site.resolve.order import Surroundings, resolve_order, resolve_page
from eo_site.resolve.shared import Shared


@dataclass(frozen=True)
class Assembled:
    """A site ready to be rendered, if no problem is an error."""

    plan: SitePlan | None
    problems: tuple[Problem, ...]
    everyone: dict[str, Resolved]
    facts: FactsByAudience = field(default_factory=dict)
    next_change: NextChange | None = None
    """When a build without any edit would next write something else."""

    @property
    def failed(self) -> bool:
        """Whether anything keeps the site from being published."""
        return self.plan is None or any(each.severity is Severity.ERROR for each in self.problems)


@dataclass(frozen=True)
class Manner:
    """How a site is put together, apart from its content."""

    today: date
    portable: bool = False
    drafts: bool = False
    """For reviewers: drafts and embargoed orders too, every page marked."""


def assemble(library: Library, theme: Theme, manner: Manner) -> Assembled:
    """Resolve every order for every audience, check the result, and lay it out in pages.

    Problems of names stop the way there: what an unknown audience should get cannot be said.
    """
    audiences = Audiences(library.audiences)
    modules = {module.name for module in MODULES} | theme.modules
    problems = list(audience_problems(library.audiences, library.marks["audiences.yaml"], modules))
    if not problems:
        documents: tuple[Document[Any], ...] = (*library.orders, *library.pages)
        for document in documents:
            problems += name_problems(document, audiences)
    if problems:
        return Assembled(None, in_reading_order(problems), {})
    everyone, found = _resolved(library, audiences, manner)
    problems += found
    if any(each.severity is Severity.ERROR for each in found):
        return Assembled(None, in_reading_order(problems), everyone)
    facts = Shelver(library, manner.today, manner.portable, manner.drafts).everyone(everyone)
    plans = order_plans(library, facts, module_titles(theme))
    problems += check(_world(library, everyone, facts, plans, manner.today))
    ordered = in_reading_order(problems)
    if any(each.severity is Severity.ERROR for each in ordered):
        return Assembled(None, ordered, everyone, facts)
    plan = _plan(library, theme, everyone, facts, plans, manner)
    return Assembled(plan, ordered, everyone, facts, next_change(library, facts, manner.today))


def _resolved(
    library: Library, audiences: Audiences, manner: Manner
) -> tuple[dict[str, Resolved], list[Problem]]:
    around = Surroundings(library.sources.sources, manner.portable, library.texts)
    members = members_by_name(library)
    everyone: dict[str, Resolved] = {}
    problems: list[Problem] = []
    made: dict[str, Shared] = {}
    for audience in library.audiences.audiences:
        reader = Reader(audiences, audience.id)
        orders: list[ResolvedOrder] = []
        pages: list[ResolvedPage] = []
        for document in library.orders:
            if meant_for(document, members, audience.id):
                order, found = resolve_order(
                    document, reader, around, made.setdefault(document.slug, Shared())
                )
                problems += found
                if published(document, manner.today, drafts=manner.drafts):
                    orders.append(tombstone(order) if order.record.withdrawn else order)
        for text in library.pages:
            if meant_for(text, members, audience.id):
                page, found = resolve_page(text, reader, around)
                problems += found
                if manner.drafts or not text.record.draft:
                    pages.append(page)
        everyone[audience.id] = Resolved(audience, tuple(_newest_first(orders)), tuple(pages))
    return everyone, problems


def _newest_first(orders: Iterable[ResolvedOrder]) -> list[ResolvedOrder]:
    by_slug = sorted(orders, key=lambda each: each.slug, reverse=True)
    return sorted(by_slug, key=lambda each: each.record.dates.signed or date.min, reverse=True)


def module_titles(theme: Theme) -> dict[str, str]:
    """The theme's headings of modules."""
    return dict(theme.strings.get("modules", {}))


def _world(
    library: Library,
    everyone: dict[str, Resolved],
    facts: FactsByAudience,
    plans: PlansByAudience,
    today: date,
) -> World:
    orders = {each.slug: each for each in library.orders}
    pages = {each.slug: each for each in library.pages}

    return World(
        library,
        {
            name: tuple(
                OrderCase(
                    orders[each.order.slug],
                    each.order,
                    page_ids(plan),
                )
                for each, plan in zip(facts[name], plans[name], strict=True)
            )
            for name, found in everyone.items()
        },
        {
            name: tuple(
                PageCase(pages[each.slug], each, tuple(section_ids(each.body.sections)))
                for each in found.pages
            )
            for name, found in everyone.items()
        },
        text_digest,
        today,
    )


def _plan(
    library: Library,
    theme: Theme,
    everyone: dict[str, Resolved],
    facts: FactsByAudience,
    plans: PlansByAudience,
    manner: Manner,
) -> SitePlan:
    folders = {
        each.id: assets_folder(edition_assets(theme.static, each.accent))
        for each in library.audiences.audiences
    }
    folders[""] = assets_folder(edition_assets(theme.static, None))
    planner = Planner(
        library,
        everyone,
        facts,
        plans,
        folders,
        theme.strings,
        manner.today,
        manner.portable,
        manner.drafts,
    )
    return planner.site()


def template_problem(theme: Theme, template: str, line: int, reason: str) -> Problem:
    """A template's failure as a problem of the theme."""
    hint = "docs/themes.md says what each template gets"
    path = theme.paths.get(template, f"templates/{template}")
    return Problem("EO501", path, Place(line), reason, hint)
