"""An order's page as search engines are told of it: an article about a legal text."""

from datetime import date

from eo_site.model.audience import Audience
from eo_site.model.site import Site
from eo_site.plan.cards import opening
from eo_site.plan.exports.citations import citation
from eo_site.plan.exports.views import ArticleView, Force
from eo_site.plan.facts import Facts
from eo_site.plan.views import AxisView, FindingView

FORCE: dict[str, Force] = {
    "in-force": "InForce",
    "in-force-as-amended": "InForce",
    "in-force-in-part": "PartiallyInForce",
    "superseded": "NotInForce",
    "revoked": "NotInForce",
    "expired": "NotInForce",
    "nullified-by-statute": "NotInForce",
}
"""Statuses that say whether an order is law. A suspended one is neither here nor there, and the
silence of a source says nothing."""
BLOCKED = frozenset(
    {"blocked-in-part", "blocked-as-to-plaintiffs", "blocked-nationwide", "invalidated"}
)
"""Court effects beside which "in force" alone would mislead."""


def article(facts: Facts, audience: Audience, site: Site, url: str) -> ArticleView:
    """The page at an address, or at none that is known."""
    record = facts.record
    summary = record.summary.text if record.summary and not record.withdrawn else ""
    days = [each.on for each in record.changes]
    return ArticleView(
        f"{record.label}: {record.title}",
        opening(summary),
        url,
        site.language,
        min(days, default=None),
        max(days, default=None),
        site.publisher.name,
        site.publisher.url or "",
        audience.name,
        audience.access.public,
        tuple(facts.term("interests", each).label for each in record.interests),
        citation(facts),
        record.document_number or "",
        legal_force(facts.axis("status"), facts.axis("court"), facts.today),
    )


def legal_force(status: AxisView, court: AxisView, today: date) -> Force | None:
    """Whether the order is in force, if every entry that says so says the same."""
    now = [each for each in status.entries if _holds(each, today) and each.overall in FORCE]
    partly = [each for each in now if each.sections and FORCE[each.overall] == "InForce"]
    found = {FORCE[each.overall] for each in now}
    if len(found) != 1 or partly:
        return None
    force = found.pop()
    blocked = any(_holds(each, today) and each.value in BLOCKED for each in court.entries)
    return None if blocked and force != "NotInForce" else force


def _holds(entry: FindingView, today: date) -> bool:
    return not (entry.since and entry.since > today) and not (entry.until and entry.until < today)
