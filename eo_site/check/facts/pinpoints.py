"""Every section that is named is one, and exists in the official text."""

from collections.abc import Iterator

from eo_site.check.grounds import text_of
from eo_site.check.pieces import references
from eo_site.check.world import OrderWorld, at, in_text
from eo_site.model.locator import nearest, sections_of
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean

_LISTS = (
    "status", "court", "relations", "authorities", "clauses", "agencies", "affected", "duties",
    "cases", "numbers", "quotes", "needs_congress", "set_aside",
)  # fmt: skip
_OTHERS_SECTIONS = ("relations",)
"""Lists whose `sections` are those of another order."""


def recorded_pinpoints(world: OrderWorld) -> Iterator[Problem]:
    """EO612: of duties, agencies, clauses, affected parties and every other fact."""
    text = text_of(world)
    for path, label in _recorded(world) if text else ():
        if text and (found := _unknown(label, text)):
            yield at(world.document, path, *found)


def _recorded(world: OrderWorld) -> Iterator[tuple[KeyPath, str]]:
    for field in _LISTS:
        for i, each in enumerate(getattr(world.document.record, field)):
            if field in ("numbers", "quotes") and each.source != "order":
                continue
            if field == "cases" and each.about not in (None, world.document.slug):
                continue
            for j, event in enumerate(getattr(each, "events", ())):
                yield from (
                    ((field, i, "events", j, "sections", k), label)
                    for k, label in enumerate(event.sections)
                )
            if label := getattr(each, "section", None):
                yield (field, i, "section"), label
            for j, label in enumerate(getattr(each, "sections", ())):
                if field not in _OTHERS_SECTIONS:
                    yield (field, i, "sections", j), label


def cited_pinpoints(world: OrderWorld) -> Iterator[Problem]:
    """EO650, EO612: of citations of this order, wherever they stand: `[@order, 3(b)]`."""
    document, text = world.document, text_of(world)
    if document.record.withdrawn:
        return
    for reference in references(document):
        if reference.source != "order" or not reference.locator:
            continue
        labels = sections_of(reference.locator)
        if not labels:
            message = f"`{reference.locator}` is no section of an order"
            hint = f"write it as {nearest(reference.locator) or '3(b), 2(c)(ii) or preamble'}; several with commas"
            yield in_text(document, reference.place, "EO650", message, hint)
        for label in labels if text else ():
            if text and (found := _unknown(label, text)):
                yield in_text(document, reference.place, *found)


def _unknown(label: str, text: OfficialText) -> tuple[str, str, str] | None:
    if label == "title" or text.by_label(label):
        return None
    labels = [each.label for each in text.sections]
    message = f"the order has no section `{label}`"
    return "EO612", message, did_you_mean(label, labels) or f"its last is {labels[-1]}"
