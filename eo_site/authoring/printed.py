"""Which modules of an edition's page print a text of the record."""

from eo_site.engine.setting import Setting
from eo_site.plan.facts import PageFacts
from eo_site.plan.order_page import order_page
from eo_site.plan.words_in import words_in


def printed_by(setting: Setting, facts: PageFacts) -> dict[str, tuple[str, ...]]:
    """By a text without markup, the titles of the modules whose views hold it."""
    audience = setting.library.audiences.by_id[facts.order.audience]
    titles = setting.strings(audience).get("modules", {})
    plan = order_page(facts, audience, titles)
    found: dict[str, dict[str, None]] = {}
    for view in (*plan.lead, *plan.modules):
        for words in words_in(view.body):
            found.setdefault(words.text, {})[view.title] = None
    return {text: tuple(names) for text, names in found.items()}
