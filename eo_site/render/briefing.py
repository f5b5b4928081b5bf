"""The data that a reader's briefing is made of in the browser; docs/themes.md describes it."""

from collections.abc import Iterable
from typing import Any

from eo_site.plan.exports.views import (
    BriefedChange,
    BriefedDuty,
    BriefedOrder,
    BriefingFile,
)  # fmt: skip
from eo_site.render.compact import compact

VERSION = 1


def briefing_json(file: BriefingFile) -> bytes:
    """`data/briefing.json`."""
    return compact(
        {
            "version": VERSION,
            "site": file.site,
            "edition": file.edition,
            "since": file.since.isoformat() if file.since else "",
            "earlier": file.earlier,
            "until": file.until.isoformat() if file.until else "",
            "later": file.later,
            "terms": _terms(file.terms),
            "orders": {each.slug: _order(each) for each in file.orders},
            "changes": list(map(_change, file.changes)),
            "dues": list(map(_due, file.dues)),
        }
    )


def briefed_order_json(order: BriefedOrder) -> bytes:
    """An order as it stands in the file."""
    return compact({order.slug: _order(order)})[1:-1]


def _terms(terms: Iterable[tuple[str, tuple[tuple[str, str], ...]]]) -> dict[str, dict[str, str]]:
    return {kind: dict(found) for kind, found in terms}


def _order(order: BriefedOrder) -> dict[str, Any]:
    return {
        "label": order.label,
        "title": order.title,
        "url": order.url,
        "interests": order.interests,
        "agencies": order.agencies,
        "parties": order.parties,
    }


def _change(change: BriefedChange) -> dict[str, Any]:
    return {
        "order": change.order,
        "on": change.on.isoformat(),
        "kind": change.kind,
        "text": change.text,
        "url": change.url,
    }


def _due(duty: BriefedDuty) -> dict[str, Any]:
    found: dict[str, Any] = {
        "order": duty.order,
        "id": duty.id,
        "due": duty.due.isoformat(),
        "section": duty.section,
        "what": duty.what,
        "who": duty.who,
        "open": duty.open_class,
        "with": duty.with_,
        "consults": duty.consults,
        "status": duty.status,
        "url": duty.url,
    }
    if duty.said:
        day, text, source = duty.said
        found["said"] = {"on": day.isoformat(), "text": text, "by": source}
    return found
