"""Where lists, feeds, calendars and data have an order, from its facts."""

from eo_site.model.listed import ListedDuty, ListedOrder
from eo_site.model.resolved import ResolvedRecord
from eo_site.plan.cards import headline
from eo_site.plan.exports.relations import edge
from eo_site.plan.exports.shown import concerned, dated
from eo_site.plan.facts import Facts
from eo_site.plan.views import AxisView
from eo_site.urls import UNDATED


def listed(facts: Facts) -> ListedOrder:
    """An order as lists see it; its slim facts are enough."""
    record = facts.record
    edges = (edge(facts.order.slug, each) for each in record.relations)
    concern = (each for duty in dated(facts) for each in concerned(facts, duty))
    return ListedOrder(
        facts.order.slug,
        record.dates.signed.isoformat() if record.dates.signed else "",
        record.number or "",
        record.title,
        _names(record),
        record.kind_of_act or "",
        [*record.interests],
        agencies_of(facts),
        record.president or "",
        _statuses(facts),
        _line(facts.axis("status")),
        _line(facts.axis("court")),
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


def year_of(order: ListedOrder) -> str:
    """The year in which an order was signed, for its list and its file."""
    return order.signed[:4] or UNDATED


def agencies_of(facts: Facts) -> list[str]:
    """Every agency that an order names, or that its duties do, and what each is part of."""
    record = facts.record
    named = [each.id for each in record.agencies]
    for duty in record.duties:
        named += [*duty.who, *duty.with_, *duty.consults]
    return list(facts.with_wholes(named))


def _line(axis: AxisView) -> list[str]:
    found = headline(axis)
    return [*dict.fromkeys(each.overall for each in found.entries)] or [found.state]


def _names(record: ResolvedRecord) -> list[str]:
    official = (record.official_title,) if record.official_title else ()
    return [*dict.fromkeys((*record.also_called, *record.official_names, *official))]


def _statuses(facts: Facts) -> list[str]:
    found = [entry.overall for entry in facts.axis("status").entries]
    return list(dict.fromkeys(found)) or ["unknown"]
