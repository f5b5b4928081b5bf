"""What an order and the parts of its page are about, in the terms that readers follow and mute."""

from collections.abc import Iterator

from eo_site.model.resolved import ResolvedHeading
from eo_site.plan.facts import PageFacts
from eo_site.plan.listed import agencies_of
from eo_site.plan.views import AboutTerm


def about(facts: PageFacts) -> tuple[AboutTerm, ...]:
    """The terms of the whole order, then those that only sections of this edition's text carry."""
    record = facts.record
    whole = {
        "interests": record.interests,
        "agencies": agencies_of(facts),
        "parties": [each.party for each in record.affected],
    }
    found = [
        (kind, ident, facts.vocabularies.term(kind, ident).label, True)
        for kind, ids in whole.items()
        for ident in dict.fromkeys(ids)
    ]
    carried = [ident for each in _headings(facts) for ident in each.interests]
    for ident in dict.fromkeys(carried):
        if ident not in record.interests:
            label = facts.vocabularies.term("interests", ident).label
            found.append(("interests", ident, label, False))
    return tuple(found)


def _headings(facts: PageFacts) -> Iterator[ResolvedHeading]:
    for section in facts.order.body.sections:
        for heading in (section.heading, *(each.heading for each in section.passages)):
            if heading:
                yield heading
