"""Every section that is named exists in the official text."""

import re
from collections.abc import Iterator

from eo_site.check.claims import Claim
from eo_site.check.grounds import Grounds, text_of
from eo_site.check.world import OrderWorld, at
from eo_site.model.base import SECTION_PATTERN
from eo_site.model.official import OfficialText
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath
from eo_site.suggest import did_you_mean

_SECTION = re.compile(SECTION_PATTERN)
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


def pinpoint(claim: Claim, grounds: Grounds) -> Iterator[Problem]:
    """EO612: of citations, `[@order, 3(b)]`. A locator in another form, such as a page, is let be."""
    text = grounds.official
    if text is None:
        return
    for reference in claim.references:
        if reference.source == "order":
            for label in (each.strip() for each in reference.locator.split(",")):
                if _SECTION.fullmatch(label) and (found := _unknown(label, text)):
                    code, message, hint = found
                    path = grounds.world.document.path
                    yield Problem(code, path, reference.place, message, hint)


def _unknown(label: str, text: OfficialText) -> tuple[str, str, str] | None:
    if label == "title" or text.by_label(label):
        return None
    labels = [each.label for each in text.sections]
    message = f"the order has no section `{label}`"
    return "EO612", message, did_you_mean(label, labels) or f"its last is {labels[-1]}"
