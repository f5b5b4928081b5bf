"""The part of a resolved order that pages other than its own are made from.

Lists, cards, deadlines, feeds and relations to other orders read no body and little of the record:
the fields that say so (`model.uses.LISTED`). Keeping that part by itself is what lets a site of any
size be laid out without holding its texts, and tells when a change of an order can be seen on its
own page alone. The rest is not empty there, it does not exist: to read it is an `AttributeError`.
"""

from functools import cache

from eo_site.model.named_sources import named_sources
from eo_site.model.order import Review
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord, SlimOrder, SlimRecord
from eo_site.model.uses import LISTED, fields_with


def slim(order: ResolvedOrder) -> SlimOrder:
    """The order without its body, and without the fields that only its own page prints."""
    record = _slim(order.record)
    named = {ident for _, ident in named_sources(record)}
    sources = tuple(each for each in order.sources if each.id in named)
    return SlimOrder(order.slug, "", record, order.dues, sources)


def _slim(record: ResolvedRecord) -> SlimRecord:
    kept = {name: getattr(record, name) for name in fields_with(LISTED, ResolvedRecord)}
    kept["cases"] = tuple(each.unannotated for each in record.cases)
    kept["review"] = Review(ai_assisted=record.review.ai_assisted)
    return _empty().model_copy(update=kept)


@cache
def _empty() -> SlimRecord:
    # Not validated: the words are an audience's already.
    return SlimRecord.model_construct(title="")
