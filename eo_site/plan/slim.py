"""The part of a resolved order that pages other than its own are made from.

Lists, cards, deadlines, feeds and relations to other orders read no body and little of the record.
Keeping that part by itself is what lets a site of any size be laid out without holding its texts,
and tells when a change of an order can be seen on its own page alone.
"""

from functools import cache

from eo_site.model.order import Order, Review
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedBody, ResolvedOrder, ResolvedRecord

KEPT = frozenset(
    {
        "number", "title", "official_title", "official_names", "also_called", "president", "document_number",
        "citation", "dates", "urls", "status", "court", "cases", "relations", "in_effect", "kind_of_act", "interests",
        "agencies", "events", "duties", "searched", "not_applicable", "changes", "review", "summary", "withdrawn",
        "aliases",
    }
)  # fmt: skip
"""The fields that edition-wide pages and files may read."""


def slim(order: ResolvedOrder) -> ResolvedOrder:
    """The order without its body, and without the fields that only its own page prints."""
    record = order.record
    named = {each.source for each in (*record.status, *record.court)}
    named |= {case.source_of(event) for case in record.cases for event in case.events}
    named |= {each.source for each in record.relations}
    named |= {each.source for each in record.in_effect}
    named |= {each.source for duty in record.duties for each in duty.evidence}
    named |= {each.source for each in record.events if each.source}
    named |= {each for ids in record.searched.values() for each in ids}
    sources = tuple(each for each in order.sources if each.id in named)
    return ResolvedOrder(order.slug, "", _kept(record), ResolvedBody(), order.dues, sources)


def _kept(record: ResolvedRecord) -> ResolvedRecord:
    kept = {name: getattr(record, name) for name in KEPT}
    kept["cases"] = tuple(each.unannotated for each in record.cases)
    kept["review"] = Review(ai_assisted=record.review.ai_assisted)
    return _empty().model_copy(update=kept)


@cache
def _empty() -> ResolvedRecord:
    # Not validated: the words are an audience's already.
    return Order[Words].model_construct(title="")
