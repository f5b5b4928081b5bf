"""For each audience, every module and section of an order: for whom it was written, or why not there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from eo_site.engine.cache import Cache
from eo_site.engine.layout import lay_out
from eo_site.engine.load import Loaded
from eo_site.engine.options import Options
from eo_site.engine.worker_tasks import EditionJob, OrderJob, WorkerTasks
from eo_site.model.prose import Words
from eo_site.plan.facts import Facts
from eo_site.plan.modules import module_view
from eo_site.plan.modules.record import text_digest
from eo_site.plan.order_page import PRINTED_ELSEWHERE

Row = tuple[str, str, str]
"""(kind, name, what becomes of it)"""


def explain(loaded: Loaded, options: Options, cache: Cache, slug: str) -> dict[str, list[Row]]:
    """By audience, the rows in the page's order."""
    assert loaded.setting
    layouts = lay_out(loaded, options, cache).layouts
    names = [name for name, found in loaded.editions.items() if slug in found]
    job = OrderJob(
        slug,
        cache.parsed(slug),
        loaded.official(slug),
        tuple(
            EditionJob(name, cache.value("neighbours", layouts[name].neighbours[slug]))
            for name in names
        ),
        tuple(names),
    )
    every = {each.audience: facts for each, facts in WorkerTasks(loaded.setting).facts(job)}
    return {
        name: list(_Rows(loaded, every[name]).rows())
        if name in every
        else [("page", slug, "not in this edition")]
        for name in loaded.editions
    }


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


@dataclass(frozen=True)
class _Rows:
    loaded: Loaded
    facts: Facts

    def rows(self) -> Iterator[Row]:
        assert self.loaded.setting
        setting, order = self.loaded.setting, self.facts.order
        audience = setting.library.audiences.by_id[order.audience]
        titles: Mapping[str, Any] = setting.strings(audience).get("modules", {})
        yield "digest", text_digest(order), "of this edition's text, for a sign-off"
        for name in (*audience.lead, *audience.modules):
            lead = name in audience.lead
            view = module_view(name, titles.get(name, name), self.facts, lead=lead)
            printed = view.state in PRINTED_ELSEWHERE or (lead and view.state == "not-searched")
            words = ", ".join(dict.fromkeys(_written_for(view.body))) or "facts, shared"
            shown = words if view.state == "values" else view.state
            yield "module", name, shown if printed else f"left out: {view.state}"
        for module in sorted(setting.theme.modules - {*audience.lead, *audience.modules}):
            yield "module", module, "left out: not in this edition's list"
        for section in order.body.sections:
            name = section.heading.id if section.heading else "opening"
            kinds = dict.fromkeys(str(each.words.provenance) for each in section.passages)
            yield "section", name, ", ".join(kinds) or "heading only"
        for left in order.body.left_out:
            yield "text", f"{left.what} (line {left.place.line})", f"left out: {left.reason}"
