"""What is left of an order whose analysis was taken back."""

from eo_site.model.named_sources import named_sources
from eo_site.model.order import Order, Review
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedBody, ResolvedOrder, ResolvedRecord
from eo_site.model.uses import KEPT, UNANNOTATED, fields_with


def tombstone(order: ResolvedOrder) -> ResolvedOrder:
    """The order without any of its analysis, so that no page, list or file can print some of it."""
    bare = _bare(order.record)
    named = {ident for _, ident in named_sources(bare)}
    sources = tuple(each for each in order.sources if each.id in named)
    return ResolvedOrder(order.slug, order.audience, bare, (), sources, ResolvedBody())


def _bare(record: ResolvedRecord) -> ResolvedRecord:
    kept = {name: getattr(record, name) for name in fields_with(KEPT, ResolvedRecord)}
    for name in fields_with(UNANNOTATED, ResolvedRecord):
        kept[name] = tuple(each.unannotated for each in kept[name])
    searched = {name: ids for name, ids in record.searched.items() if name in ("status", "court")}
    silent = tuple(name for name in record.not_applicable if name in ("status", "court"))
    review = Review(ai_assisted=record.review.ai_assisted)
    # Not validated: the words are an audience's already.
    empty = Order[Words].model_construct(title=record.title)
    return empty.model_copy(
        update={**kept, "searched": searched, "not_applicable": silent, "review": review}
    )
