"""What is left of an order whose analysis was taken back."""

from eo_site.model.order import Order, Review
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedBody, ResolvedOrder, ResolvedRecord

KEPT = frozenset(
    {
        "number", "title", "president", "document_number", "citation", "dates", "urls", "status",
        "court", "cases", "interests", "changes", "withdrawn",
    }
)  # fmt: skip
"""The order's identity, where it stands, and what became of the page."""


def tombstone(order: ResolvedOrder) -> ResolvedOrder:
    """The order without any of its analysis, so that no page, list or file can print some of it."""
    bare = _bare(order.record)
    named = {each.source for each in (*bare.status, *bare.court)}
    named |= {case.source_of(event) for case in bare.cases for event in case.events}
    named |= {each for sources in bare.searched.values() for each in sources}
    sources = tuple(each for each in order.sources if each.id in named)
    return ResolvedOrder(order.slug, order.audience, bare, ResolvedBody(), (), sources)


def _bare(record: ResolvedRecord) -> ResolvedRecord:
    kept = {name: getattr(record, name) for name in KEPT}
    for axis in ("status", "court"):
        kept[axis] = tuple(each.model_copy(update={"note": None}) for each in kept[axis])
    kept["cases"] = tuple(each.unannotated for each in kept["cases"])
    searched = {name: ids for name, ids in record.searched.items() if name in ("status", "court")}
    silent = tuple(name for name in record.not_applicable if name in ("status", "court"))
    review = Review(ai_assisted=record.review.ai_assisted)
    # Not validated: the words are an audience's already.
    empty = Order[Words].model_construct(title=record.title)
    return empty.model_copy(
        update={**kept, "searched": searched, "not_applicable": silent, "review": review}
    )
