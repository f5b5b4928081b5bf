"""Modules about an order's place in law."""

from eo_site.model.facts import Authority
from eo_site.plan.facts import PageFacts
from eo_site.plan.views import AxisView, CaseView, ClausesView, CongressView, MoneyView, PeriodView


def status(facts: PageFacts) -> tuple[AxisView, AxisView, tuple[PeriodView, ...]]:
    """(legal status, court effect, tuple[PeriodView]), each AxisView with its own state."""
    return facts.axis("status"), facts.axis("court"), facts.periods


def authorities(facts: PageFacts) -> tuple[Authority, ...] | None:
    """tuple[Authority]"""
    return facts.record.authorities or None


def clauses(facts: PageFacts) -> ClausesView | None:
    """ClausesView"""
    recorded = facts.record.clauses
    present = tuple(each for each in recorded if not each.none)
    absent = tuple(each.kind for each in recorded if each.none)
    return ClausesView(present, absent) if recorded else None


def cases(facts: PageFacts) -> tuple[CaseView, ...] | None:
    """tuple[CaseView]: those about this order first, each by its newest event."""
    return facts.courts.views() or None


def money(facts: PageFacts) -> MoneyView | None:
    """MoneyView"""
    found = facts.record.money
    if found is None:
        return None
    clause = next(
        (
            each
            for each in facts.record.clauses
            if each.kind == "subject-to-appropriations" and not each.none
        ),
        None,
    )
    return MoneyView(found.in_order, found.note, clause)


def needs_congress(facts: PageFacts) -> tuple[CongressView, ...] | None:
    """tuple[CongressView]"""
    return (
        tuple(CongressView(each.text, each.section or "") for each in facts.record.needs_congress)
        or None
    )
