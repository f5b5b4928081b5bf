"""Modules that print our own words about an order."""

from eo_site.model.prose import Words
from eo_site.model.source import FIELDS_OUTSIDE_TEXT
from eo_site.plan.facts import PageFacts
from eo_site.plan.views import QuoteView, UnknownsView


def summary(facts: PageFacts) -> Words | None:
    """Words: the answer to this audience's question."""
    return facts.record.summary


def what_changed(facts: PageFacts) -> Words | None:
    """Words."""
    return facts.record.what_changed


def does_not(facts: PageFacts) -> tuple[Words, ...] | None:
    """tuple[Words]"""
    return tuple(each.text for each in facts.record.does_not) or None


def quotes(facts: PageFacts) -> tuple[QuoteView, ...] | None:
    """tuple[QuoteView]"""
    return (
        tuple(
            QuoteView(each.text, each.section or "", facts.source(each.source))
            for each in facts.record.quotes
        )
        or None
    )


def not_searched(facts: PageFacts) -> tuple[str, ...]:
    """Fields nobody has looked into."""
    record = facts.record
    known = {name for name in ("status", "court") if facts.axis(name).entries}
    known |= {"cases"} if facts.courts.cases else set()
    return tuple(
        field
        for field in FIELDS_OUTSIDE_TEXT
        if field not in known
        and (field == "cases" or not getattr(record, field))
        and field not in record.not_applicable
        and not facts.searched(field)
        and not facts.found_later(field)
    )


def unknowns(facts: PageFacts) -> UnknownsView | None:
    """UnknownsView"""
    items = tuple(each.text for each in facts.record.unknowns)
    missing = not_searched(facts)
    return UnknownsView(items, missing) if items or missing else None
