"""Modules about an order's place in law."""

from datetime import date

from eo_site.model.facts import Authority
from eo_site.plan.facts import Facts
from eo_site.plan.views import AxisView, ClausesView, CongressView, FactView, MoneyView, PeriodView


def status(facts: Facts) -> tuple[AxisView, AxisView, tuple[PeriodView, ...]]:
    """(legal status, court effect, tuple[PeriodView]), each AxisView with its own state."""
    return facts.axis("status"), facts.axis("court"), facts.periods


def authorities(facts: Facts) -> tuple[Authority, ...] | None:
    """tuple[Authority]"""
    return facts.record.authorities or None


def clauses(facts: Facts) -> ClausesView | None:
    """ClausesView"""
    recorded = facts.record.clauses
    present = tuple(each for each in recorded if not each.none)
    absent = tuple(each.kind for each in recorded if each.none)
    return ClausesView(present, absent) if recorded else None


def cases(facts: Facts) -> tuple[FactView, ...] | None:
    """tuple[FactView], newest first."""
    ordered = sorted(facts.record.cases, key=lambda each: each.filed or date.min, reverse=True)
    return (
        tuple(
            FactView(
                name=each.name,
                detail=f"{each.court}, {each.docket}",
                value=each.posture,
                effect=each.effect or "",
                sections=each.sections,
                start=each.filed,
                text=each.note,
                url=each.url or "",
                as_of=facts.as_of(each),
                source=facts.source(each.source),
            )
            for each in ordered
        )
        or None
    )


def money(facts: Facts) -> MoneyView | None:
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


def needs_congress(facts: Facts) -> tuple[CongressView, ...] | None:
    """tuple[CongressView]"""
    return (
        tuple(CongressView(each.text, each.section or "") for each in facts.record.needs_congress)
        or None
    )
