"""An order as data, for editions that export it."""

import json
from typing import Any

from eo_site.fingerprint import said
from eo_site.model.prose import Words
from eo_site.model.resolved import Passage
from eo_site.plan.facts import PageFacts

VERSION = 1


def order_json(facts: PageFacts) -> bytes:
    """`index.json` of one order: the record and the text as this edition has them."""
    record = _plain(facts.record)
    document = {
        "version": VERSION,
        "edition": facts.order.audience,
        "slug": facts.order.slug,
        "status": [_plain(entry) for entry in facts.axis("status").entries],
        "record": record,
        "dues": _dues(facts),
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


def _dues(facts: PageFacts) -> dict[str, str | None]:
    """Every date of the duties; none where it would have come after the order's end."""
    found = dict(facts.dues)
    for duty in facts.duties:
        found |= {duty.id: duty.first_due} if duty.id in found else {}
        ends = f"{duty.id}.until"
        found |= {ends: duty.until} if ends in found else {}
    return {name: day.isoformat() if day else None for name, day in found.items()}


def _passage(passage: Passage) -> dict[str, Any]:
    words = passage.words
    found = {"text": words.text, "html": words.html, "written_for": words.provenance.kind}
    return found | ({"heading": passage.heading.words.text} if passage.heading else {})


def _plain(value: Any) -> Any:
    """A resolved value as JSON has it: prose as text, empty fields left out."""
    return said(value, lambda each: each.text if isinstance(each, Words) else each)
