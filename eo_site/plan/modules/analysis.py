"""Modules that print our own words about an order."""

from eo_site.model.prose import Words
from eo_site.model.source import SEARCHED_FIELDS
from eo_site.plan.facts import Facts
from eo_site.plan.views import QuoteView, UnknownsView

_SEARCHABLE = ("status", "court", "cases", "comments", "legislation", "numbers", "money")
"""Fields about the world outside the order's text, where "not searched" is news to a reader."""
assert set(_SEARCHABLE) <= set(SEARCHED_FIELDS)


def summary(facts: Facts) -> Words | None:
    """Words: the answer to this audience's question."""
    return facts.record.summary


def what_changed(facts: Facts) -> Words | None:
    """Words."""
    return facts.record.what_changed


def does_not(facts: Facts) -> tuple[Words, ...] | None:
    """tuple[Words]"""
    return tuple(each.text for each in facts.record.does_not) or None


def quotes(facts: Facts) -> tuple[QuoteView, ...] | None:
    """tuple[QuoteView]"""
    return (
        tuple(
            QuoteView(each.text, each.section or "", facts.source(each.source))
            for each in facts.record.quotes
        )
        or None
    )


def not_searched(facts: Facts) -> tuple[str, ...]:
    """Fields nobody has looked into."""
    record = facts.record
    known = {name for name in ("status", "court") if facts.axis(name).entries}
    known |= {"cases"} if facts.courts.cases else set()
    return tuple(
        field
        for field in _SEARCHABLE
        if field not in known
        and (field == "cases" or not getattr(record, field))
        and field not in record.not_applicable
        and not facts.searched(field)
        and not facts.found_later(field)
    )


def unknowns(facts: Facts) -> UnknownsView | None:
    """UnknownsView"""
    items = tuple(each.text for each in facts.record.unknowns)
    missing = not_searched(facts)
    return UnknownsView(items, missing) if items or missing else None
