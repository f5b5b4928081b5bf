"""Every section that is named is one, and exists in the official text."""

from collections.abc import Iterator

from pydantic import BaseModel

from eo_site.check.grounds import text_of
from eo_site.check.pieces import references
from eo_site.check.world import OrderWorld, at, in_text
from eo_site.model.base import InText, marked
from eo_site.model.case import Case
from eo_site.model.locator import nearest, sections_of
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean


def recorded_pinpoints(world: OrderWorld) -> Iterator[Problem]:
    """EO612: of duties, agencies, clauses, affected parties and every other fact."""
    text = text_of(world)
    for path, label in _recorded(world.document.record, world.document.slug) if text else ():
        if text and (found := _unknown(label, text)):
            yield at(world.document, path, *found)


def _recorded(value: object, slug: str, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """(where, label) of every section of the order that its record, or a part of it, names."""
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from _recorded(each, slug, (*path, at))
    elif isinstance(value, BaseModel) and not _of_another(value, slug):
        for name, key, mark in marked(type(value), InText):
            found = getattr(value, name)
            if mark is None:
                yield from _recorded(found, slug, (*path, key))
            elif mark.if_source and getattr(value, "source", None) != "order":
                continue
            elif isinstance(found, tuple):
                yield from (((*path, key, at), label) for at, label in enumerate(found))
            elif found:
                yield (*path, key), found


def _of_another(value: BaseModel, slug: str) -> bool:
    """Whether it is a case about another order, whose sections it names."""
    return isinstance(value, Case) and value.about not in (None, slug)


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
