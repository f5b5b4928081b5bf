"""The modules of an order's page.

Each takes the `PageFacts` of a resolved order and gives its view, or None where there is nothing to
show. `MODULES` is the list: name, view, the field whose emptiness needs a reason, and whether the
module is silent when it is empty. A theme's module that is not in this list gets the record.
"""

from collections.abc import Callable
from dataclasses import dataclass

from eo_site.plan.facts import NONE_IN_TEXT, PageFacts
from eo_site.plan.modules import analysis, apparatus, beyond, in_text, law, people, record, timeline
from eo_site.plan.views import ModuleView

View = Callable[[PageFacts], object | None]


@dataclass(frozen=True)
class Module:
    """One part of an order's page."""

    name: str
    view: View
    field: str | None = None
    """The record's field whose emptiness is "none found" or "not searched"."""
    silent: bool = False
    """Empty, it is left out without a word."""


MODULES: tuple[Module, ...] = (
    Module("summary", analysis.summary),
    Module("does-not", analysis.does_not),
    Module("what-changed", analysis.what_changed),
    Module("status", law.status),
    Module("named-agencies", people.named_agencies, "agencies"),
    Module("deadlines", people.deadlines, "duties"),
    Module("duties", people.duties, "duties"),
    Module("affected", people.affected, "affected"),
    Module("deciders", people.deciders, "duties"),
    Module("authorities", law.authorities, "authorities"),
    Module("clauses", law.clauses, "clauses"),
    Module("cases", law.cases, "cases"),
    Module("comments", people.comments, "comments"),
    Module("money", law.money, "money"),
    Module("needs-congress", law.needs_congress, "needs_congress"),
    Module("coding", record.coding),
    Module("methods", record.methods),
    Module("timeline", timeline.timeline, silent=True),
    Module("quotes", analysis.quotes, "quotes"),
    Module("unknowns", analysis.unknowns, silent=True),
    Module("record", record.record),
    Module("contents", apparatus.contents, silent=True),
    Module("sections", apparatus.sections, silent=True),
    Module("cite-as", apparatus.cite_as),
    Module("sources", apparatus.sources, silent=True),
    Module("corrections", apparatus.corrections, silent=True),
    Module("coordination", beyond.coordination, "duties"),
    Module("legislation", beyond.legislation, "legislation"),
    Module("numbers", beyond.numbers, "numbers"),
    Module("glossary", beyond.glossary, silent=True),
    Module("relations", beyond.relations, "relations"),
    Module("related", beyond.related, silent=True),
    Module("downloads", beyond.downloads, silent=True),
    Module("versions", beyond.versions),
    Module("operative-text", beyond.operative_text, silent=True),
    Module("in-text", in_text.in_text, silent=True),
)

BY_NAME = {module.name: module for module in MODULES}


def module_view(name: str, title: str, facts: PageFacts, *, lead: bool) -> ModuleView:
    """A module of the page as its template gets it."""
    module = BY_NAME.get(name) or _special(name)
    body = module.view(facts)
    searched = facts.searched(module.field)
    state = facts.state(module.field, has_values=body is not None, silent=module.silent)
    if body is NONE_IN_TEXT:
        state, searched = "none-found", facts.text_read()
    anchor = f"m-{name.replace(':', '-')}"
    body = body if state == "values" else None
    return ModuleView(name, anchor, title, state, lead, searched, body, facts.provisions)


def _special(name: str) -> Module:
    if name.startswith("section:"):
        ident = name.removeprefix("section:")
        return Module(name, lambda facts: apparatus.main_section(facts.order, ident), silent=True)
    return Module(name, lambda facts: facts.record)
