"""An order's page: masthead, lead, modules and contents, as its audience wants them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedOrder, ResolvedSection
from eo_site.plan.about import about
from eo_site.plan.cards import headline
from eo_site.plan.facts import PageFacts
from eo_site.plan.modules import module_view
from eo_site.plan.modules.apparatus import main_section
from eo_site.plan.modules.record import bare, methods
from eo_site.plan.pages import OrderPlan
from eo_site.plan.told_once import told_once
from eo_site.plan.views import (
    AxisView,
    CiteView,
    ContentsEntry,
    MastHead,
    ModuleView,
    TimelineEntry,
    TimelineTask,
)

PRINTED_ELSEWHERE = frozenset({"values", "none-found"})
"""States in which a module outside the lead prints."""
WITHDRAWN_MODULES = ("record", "corrections", "sources")
"""What is left of a page whose analysis was taken back."""
BARE_MODULES = (
    "status", "in-text", "operative-text", "relations", "record", "related", "cite-as", "downloads",
)  # fmt: skip
"""What the page of an order that nobody has analysed has, so far as its audience gives it a place."""
ALWAYS = ("sources", "corrections")
"""Modules that every page has, last where its audience gives them no place: citations lead to the
sources, and every reader may know what was corrected."""


def order_page(
    facts: PageFacts, audience: Audience, titles: Mapping[str, str], canonical: str = ""
) -> OrderPlan:
    """The page's plan; `titles` are the theme's module headings, `canonical` the page's address."""
    lead_names, names = audience.lead, audience.modules
    names = (*names, *(each for each in ALWAYS if each not in (*lead_names, *names)))
    if facts.record.withdrawn:
        lead_names, names = (), WITHDRAWN_MODULES
    if bare(facts.order):
        lead_names, names = (), bare_modules(audience)
    named = {**titles, **audience.titles}
    lead = [_view(name, facts, named, lead=True) for name in lead_names]
    rest = [_view(name, facts, named, lead=False) for name in names]
    lead = [each for each in lead if each.state != "not-applicable"]
    rest = [each for each in rest if each.state in PRINTED_ELSEWHERE]
    if bare(facts.order):
        rest = [_without_silence(each) for each in rest if _adds(each)]
    lead, shown = told_once(lead, _without_repeats(lead, rest))
    ids = {ident for view in (*lead, *shown) for ident in _module_ids(view)}
    lead, shown = [_leading(each, ids) for each in lead], [_leading(each, ids) for each in shown]
    lead = [_named(each, audience.name, canonical) for each in lead]
    shown = [_named(each, audience.name, canonical) for each in shown]
    contents = tuple(_contents([*lead, *shown]))
    shown = [replace(each, body=contents) if each.name == "contents" else each for each in shown]
    review = methods(facts)
    return OrderPlan(
        masthead(facts),
        tuple(lead),
        tuple(shown),
        contents,
        review.review,
        review.ai_assisted,
        tuple(facts.term("interests", each) for each in facts.record.interests),
        facts.proof,
        slug=facts.order.slug,
        about=about(facts),
    )


def bare_modules(audience: Audience) -> tuple[str, ...]:
    """The modules of an unanalysed order's page: nothing that would say three times that nobody has looked."""
    own = {*audience.lead, *audience.modules, "status", "in-text", "relations", "record"}
    return (*(each for each in BARE_MODULES if each in own), *reversed(ALWAYS))


def _adds(view: ModuleView) -> bool:
    """Whether a module of an unanalysed order's page says more than its masthead and its ties do."""
    if view.name == "status" and isinstance(view.body, tuple):
        return bool(view.body[0].state == "values" or view.body[1].state == "values")
    if view.name == "related" and isinstance(view.body, tuple):
        return any(each.reason != "relation" for each in view.body)
    return True


def _without_silence(view: ModuleView) -> ModuleView:
    """The status of an unanalysed order without an axis that nobody searched: the masthead says so."""
    if view.name != "status" or not isinstance(view.body, tuple):
        return view
    axes = [
        replace(each, state="not-applicable")
        if getattr(each, "state", "") == "not-searched"
        else each
        for each in view.body[:2]
    ]
    return replace(view, body=(*axes, *view.body[2:]))


def masthead(facts: PageFacts) -> MastHead:
    """What stands above every order, whatever the edition."""
    record = facts.record
    return MastHead(
        record.label,
        record.number or "",
        record.title,
        record.dates.signed,
        record.citation.fr if record.citation else "",
        facts.term("presidents", record.president).label if record.president else "",
        _ended(facts.axis("status")),
        headline(facts.axis("court")),
        record.withdrawn.reason if record.withdrawn else None,
        record.urls.html or record.urls.pdf or "",
        facts.order.slug,
        record.also_called,
        record.official_title or "",
        record.official_names,
    )


def _ended(legal: AxisView) -> AxisView:
    """A legal status without what befell single sections of an order that has ended as a whole."""
    return replace(legal, entries=(legal.end,)) if legal.end else legal


def _view(name: str, facts: PageFacts, titles: Mapping[str, str], *, lead: bool) -> ModuleView:
    view = module_view(name, titles.get(name, name), facts, lead=lead)
    if name.startswith("section:") and isinstance(view.body, tuple) and name not in titles:
        return replace(view, title=view.body[0].heading.words.text)
    return view


def _without_repeats(lead: list[ModuleView], rest: list[ModuleView]) -> list[ModuleView]:
    """`sections` without those that a `section:ID` of the page prints."""
    taken = {
        id(section)
        for view in (*lead, *rest)
        if view.name.startswith("section:") and isinstance(view.body, tuple)
        for section in view.body
    }
    shown = []
    for view in rest:
        if view.name == "sections" and isinstance(view.body, tuple):
            left = tuple(each for each in view.body if id(each) not in taken)
            if left:
                shown.append(replace(view, body=left))
        else:
            shown.append(view)
    return shown


_Entry = TypeVar("_Entry", TimelineEntry, TimelineTask)


def _leading(view: ModuleView, ids: Collection[str]) -> ModuleView:
    """A timeline without links to places that this page does not have."""
    if view.name != "timeline" or not isinstance(view.body, tuple):
        return view
    return replace(view, body=tuple(_to_known(each, ids) for each in view.body))


def _to_known(entry: TimelineEntry, ids: Collection[str]) -> TimelineEntry:
    tasks = tuple(_known(each, ids) for each in entry.tasks)
    inside = tuple(_to_known(each, ids) for each in entry.inside)
    return replace(_known(entry, ids), tasks=tasks, inside=inside)


def _known(entry: _Entry, ids: Collection[str]) -> _Entry:
    return entry if entry.anchor[1:] in ids else replace(entry, anchor="")


def _named(view: ModuleView, edition: str, canonical: str) -> ModuleView:
    """`cite-as` with what only the page knows: the edition and its own address."""
    if not isinstance(view.body, CiteView):
        return view
    return replace(view, body=replace(view.body, edition=edition, canonical=canonical))


def _contents(views: list[ModuleView]) -> Iterator[ContentsEntry]:
    for view in views:
        if view.name == "sections" or view.name.startswith("section:"):
            assert isinstance(view.body, tuple)
            for section in view.body:
                yield from _section_entries(section)
        elif view.name != "contents":
            yield ContentsEntry(view.anchor, view.title, 2)


def _section_entries(section: ResolvedSection) -> Iterator[ContentsEntry]:
    headings = (section.heading, *(passage.heading for passage in section.passages))
    for heading in headings:
        if heading and heading.level <= 3:
            yield ContentsEntry(heading.id, heading.words.text, heading.level)


def page_ids(plan: OrderPlan) -> tuple[str, ...]:
    """Every id that the page gives to a place on it, for links and for the check of repeats."""
    views = (*plan.lead, *plan.modules)
    return tuple(ident for view in views for ident in _module_ids(view))


def section_ids(sections: tuple[ResolvedSection, ...]) -> Iterator[str]:
    """The ids of headings."""
    for section in sections:
        for heading in (section.heading, *(each.heading for each in section.passages)):
            if heading:
                yield heading.id


def _module_ids(view: ModuleView) -> Iterator[str]:
    if not isinstance(view.body, tuple):
        yield view.anchor
    elif view.name == "sections" or view.name.startswith("section:"):
        yield from section_ids(view.body)
    else:
        yield view.anchor
        if view.name == "duties" or (view.name == "deadlines" and view.once):
            yield from (f"duty-{duty.id}" for duty in view.body)
        elif view.name == "cases":
            yield from (f"case-{case.id}" for case in view.body)
        elif view.name == "sources":
            yield from (f"source-{source.id}" for source in view.body)


def printed_headings(order: ResolvedOrder, audience: Audience) -> tuple[str, ...]:
    """The ids of the headings that an audience's page of an order has."""
    names = (*audience.lead, *audience.modules)
    if order.record.withdrawn:
        return ()
    if "sections" in names:
        return tuple(section_ids(order.body.sections))
    wanted = [each.removeprefix("section:") for each in names if each.startswith("section:")]
    found = (main_section(order, ident) or () for ident in wanted)
    return tuple(ident for sections in found for ident in section_ids(sections))
