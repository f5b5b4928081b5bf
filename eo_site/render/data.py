"""The interest filter's data: what a reader's browser needs to narrow the list of orders."""

import json
from collections.abc import Mapping
from typing import Any

from eo_site.fingerprint import said
from eo_site.model.prose import Words
from eo_site.model.resolved import Passage
from eo_site.plan.facts import Facts
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
                "status": card.legal.entries[0].overall if card.legal.entries else "",
                "status_words": _words(card.legal, "legal_status", strings),
                "court": card.court.entries[0].value if card.court.entries else card.court.state,
                "court_words": _words(card.court, "court_effect", strings),
                "summary": card.summary,
            }
            for card in plan.cards
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def order_json(facts: Facts) -> bytes:
    """`index.json` of one order: the record and the text as this edition has them."""
    record = _plain(facts.record)
    document = {
        "version": VERSION,
        "edition": facts.order.audience,
        "slug": facts.order.slug,
        "status": [_plain(entry) for entry in facts.axis("status").entries],
        "record": record,
        "dues": {duty: day.isoformat() if day else None for duty, day in facts.order.dues},
        "sections": [
            {
                "id": section.heading.id if section.heading else "",
                "heading": section.heading.words.text if section.heading else "",
                "level": section.heading.level if section.heading else 1,
                "passages": [_passage(passage) for passage in section.passages],
            }
            for section in facts.order.body.sections
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _passage(passage: Passage) -> dict[str, Any]:
    words = passage.words
    found = {"text": words.text, "html": words.html, "written_for": words.provenance.kind}
    return found | ({"heading": passage.heading.words.text} if passage.heading else {})


def _plain(value: Any) -> Any:
    """A resolved value as JSON has it: prose as text, empty fields left out."""
    return said(value, lambda each: each.text if isinstance(each, Words) else each)


def _words(axis: AxisView, name: str, strings: Mapping[str, Any]) -> str:
    if axis.entries:
        return "; ".join(strings[name][entry.overall] for entry in axis.entries)
    words: str = strings["states"][axis.state]
    return words
