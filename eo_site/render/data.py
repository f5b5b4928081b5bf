"""The interest filter's data: what a reader's browser needs to narrow the list of orders."""

import json
from collections.abc import Mapping
from typing import Any

from eo_site.plan.pages import DataPlan
from eo_site.plan.views import AxisView

VERSION = 1


def orders_json(plan: DataPlan, edition: str, strings: Mapping[str, Any]) -> bytes:
    """`data/orders.json`; docs/themes.md describes it."""
    document = {
        "version": VERSION,
        "site": plan.site,
        "edition": edition,
        "groups": [
            {
                "label": group.label,
                "terms": [
                    {"id": term.id, "label": term.label, "count": count}
                    for term, count in group.terms
                ],
            }
            for group in plan.groups
        ],
        "orders": [
            {
                "slug": card.slug,
                "url": card.url,
                "label": card.label,
                "title": card.title,
                "signed": card.signed.isoformat() if card.signed else None,
                "interests": [term.id for term in card.interests],
                "status": card.legal.entries[0].value if card.legal.entries else "",
                "status_words": _words(card.legal, "legal_status", strings),
                "court_words": _words(card.court, "court_effect", strings),
                "summary": card.summary,
            }
            for card in plan.cards
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _words(axis: AxisView, name: str, strings: Mapping[str, Any]) -> str:
    if axis.entries:
        return "; ".join(strings[name][entry.value] for entry in axis.entries)
    words: str = strings["state"].get(axis.state.replace("-", "_"), "")
    return words
