"""For each audience, every module and section of an order: for whom it was written, or why not there."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from eo_site.engine.assemble import module_titles
from eo_site.engine.build import Loaded
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.modules import module_view
from eo_site.plan.modules.record import text_digest
from eo_site.plan.order_page import PRINTED_ELSEWHERE


def explain(loaded: Loaded, slug: str) -> dict[str, list[tuple[str, str, str]]]:
    """By audience, (kind, name, what becomes of it) in the page's order."""
    assert loaded.assembled
    found = {}
    for name, resolved in loaded.assembled.everyone.items():
        order = next((each for each in resolved.orders if each.slug == slug), None)
        rows = list(_rows(loaded, order)) if order else [("page", slug, "not in this edition")]
        found[name] = rows
    return found


def _written_for(value: object) -> Iterator[str]:
    """For whom each text within a view was written."""
    if isinstance(value, Words):
        yield str(value.provenance)
    elif isinstance(value, tuple):
        for each in value:
            yield from _written_for(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _written_for(getattr(value, name))
    elif is_dataclass(value):
        for each in fields(value):
            yield from _written_for(getattr(value, each.name))


def _rows(loaded: Loaded, order: ResolvedOrder) -> Iterator[tuple[str, str, str]]:
    assert loaded.library and loaded.theme and loaded.today
    audience = loaded.library.audiences.by_id[order.audience]
    every = loaded.assembled.facts[order.audience] if loaded.assembled else ()
    facts = next(each for each in every if each.order.slug == order.slug)
    titles = module_titles(loaded.theme)
    yield "digest", text_digest(order), "of this edition's text, for a sign-off"
    for name in (*audience.lead, *audience.modules):
        lead = name in audience.lead
        view = module_view(name, titles.get(name, name), facts, lead=lead)
        printed = view.state in PRINTED_ELSEWHERE or (lead and view.state == "not-searched")
        words = ", ".join(dict.fromkeys(_written_for(view.body))) or "facts, shared"
        shown = words if view.state == "values" else view.state
        yield "module", name, shown if printed else f"left out: {view.state}"
    for module in sorted(loaded.theme.modules - {*audience.lead, *audience.modules}):
        yield "module", module, "left out: not in this edition's list"
    for section in order.body.sections:
        name = section.heading.id if section.heading else "opening"
        kinds = dict.fromkeys(str(each.words.provenance) for each in section.passages)
        yield "section", name, ", ".join(kinds) or "heading only"
    for left in order.body.left_out:
        yield "text", f"{left.what} (line {left.place.line})", f"left out: {left.reason}"
