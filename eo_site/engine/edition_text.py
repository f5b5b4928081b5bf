"""What a table of all orders says of one edition's version of one, measured once, with its study."""

from collections import Counter

from eo_site.check.reading import prose_of
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.study import EditionText
from eo_site.plan.modules.record import text_digest
from eo_site.sentences import grade, measure


def edition_text(order: ResolvedOrder, *, english: bool) -> EditionText:
    """The measures of an edition's text; only an English one has a reading grade."""
    if order.record.withdrawn:
        return EditionText()
    paragraphs = [measure(each) for each in prose_of(order)]
    words = sum(each.words for each in paragraphs)
    kinds = Counter(
        each.words.provenance.kind for part in order.body.sections for each in part.passages
    )
    signed = order.record.review.sign_offs
    current = text_digest(order) if signed else ""
    summary = order.record.summary
    return EditionText(
        words,
        round(grade(paragraphs), 1) if words and english else None,
        summary.provenance if summary else None,
        kinds["own"],
        kinds["inherited"],
        kinds["shared"],
        len(order.body.left_out),
        tuple(each.reviewer for each in signed if each.digest == current),
        tuple(each.reviewer for each in signed if each.digest != current),
    )
