"""Which modules of an edition's page print a text of the record."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from eo_site.engine.setting import Setting
from eo_site.model.prose import Words
from eo_site.plan.facts import Facts
from eo_site.plan.order_page import order_page


def printed_by(setting: Setting, facts: Facts) -> dict[str, tuple[str, ...]]:
    """By a text without markup, the titles of the modules whose views hold it."""
    audience = setting.library.audiences.by_id[facts.order.audience]
    titles = setting.strings(audience).get("modules", {})
    plan = order_page(facts, audience, titles)
    found: dict[str, dict[str, None]] = {}
    for view in (*plan.lead, *plan.modules):
        for words in _words_in(view.body):
            found.setdefault(words.text, {})[view.title] = None
    return {text: tuple(names) for text, names in found.items()}


def _words_in(value: object) -> Iterator[Words]:
    """Every text within a view."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _words_in(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _words_in(getattr(value, name))
    elif is_dataclass(value):
        for each in fields(value):
            yield from _words_in(getattr(value, each.name))
