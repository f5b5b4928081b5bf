"""Where lists, feeds, calendars and data have an order, from its facts."""

from eo_site.model.listed import ListedDuty, ListedOrder
from eo_site.plan.exports.relations import edge
from eo_site.plan.exports.shown import concerned, dated
from eo_site.plan.facts import Facts
from eo_site.urls import UNDATED


def listed(facts: Facts) -> ListedOrder:
    """An order as lists see it; its slim facts are enough."""
    record = facts.record
    edges = (edge(facts.order.slug, each) for each in record.relations)
    concern = (each for duty in dated(facts) for each in concerned(facts, duty))
    return ListedOrder(
        facts.order.slug,
        year_of(facts),
        [*record.interests],
        agencies_of(facts),
        record.president or "",
        _statuses(facts),
        [
            ListedDuty(duty.id, duty.due.isoformat() if duty.due else "", [w.id for w in duty.who])
            for duty in facts.duties
            if duty.timed and not duty.cut and (duty.due or not duty.over)
        ],
        [each.on.isoformat() for each in record.changes],
        [*dict.fromkeys(concern)],
        [[duty.due.isoformat(), duty.id] for duty in facts.duties if duty.due and not duty.over],
        [[each.subject, each.object] for each in edges],
    )


def year_of(facts: Facts) -> str:
    """The year in which an order was signed, for its list and its file."""
    signed = facts.record.dates.signed
    return str(signed.year) if signed else UNDATED


def agencies_of(facts: Facts) -> list[str]:
    """Every agency that an order names, or that its duties do, and what each is part of."""
    record = facts.record
    named = [each.id for each in record.agencies]
    for duty in record.duties:
        named += [*duty.who, *duty.with_, *duty.consults]
    return list(facts.with_wholes(named))


def _statuses(facts: Facts) -> list[str]:
    found = [entry.overall for entry in facts.axis("status").entries]
    return list(dict.fromkeys(found)) or ["unknown"]
