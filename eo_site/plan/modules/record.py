"""Modules about the record itself: its data, its coding, how it came about, its dates."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from eo_site.fingerprint import digest, said
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord
from eo_site.model.uses import CODED, fields_with
from eo_site.plan.facts import PageFacts
from eo_site.plan.modules.analysis import not_searched
from eo_site.plan.views import CodingView, CountView, MethodsView, RecordView


def record(facts: PageFacts) -> RecordView:
    """RecordView"""
    found = facts.record
    printed = found.citation
    pages = ""
    if printed and printed.start_page:
        end = printed.end_page or printed.start_page
        pages = f"{printed.start_page:d}–{end:d}" if end != printed.start_page else f"{end:d}"
    return RecordView(
        found.label,
        found.title,
        facts.term("presidents", found.president).label if found.president else "",
        found.dates.signed,
        found.dates.filed,
        found.dates.published,
        found.dates.effective,
        found.document_number or "",
        printed.fr if printed else "",
        pages,
        found.kind_of_act or "",
        found.urls.html or "",
        found.urls.pdf or "",
    )


def _counts(values: Iterable[str]) -> tuple[CountView, ...]:
    return tuple(CountView(value, count) for value, count in Counter(values).most_common())


def coding(facts: PageFacts) -> CodingView:
    """CodingView"""
    found = facts.record
    return CodingView(
        found.kind_of_act or "",
        tuple(facts.term("interests", each) for each in found.interests),
        _counts(each.type for each in found.duties),
        _counts(each.role for each in found.agencies),
        _counts(each.effect for each in found.affected),
        _counts(each.basis for each in found.affected),
    )


_UNSIGNED: dict[str, Any] = {
    "review": None, "changes": (), "draft": False, "publish_on": None, "expires_on": None
}  # fmt: skip
"""What is no part of the text: a draft that was signed may be published."""


def text_digest(order: ResolvedOrder) -> str:
    """What a reviewer signs off: the record and the body as one audience reads them, whenever they are out.

    Fields without a value count for nothing, so that a sign-off outlives a program that knows more
    fields, and lapses only when the text changes.
    """
    unsigned = order.record.model_copy(update=_UNSIGNED)
    return digest([said(unsigned, _unlinked), said(order.body.sections, _unlinked)])[:16]


_LINK = r"<a class=\"cite\" href=\"[^\"#]*#(?:text-[^\"]*|source-order)\">[^<]*</a>"
_PINPOINTS = re.compile(rf"((?:secs?\. )?)({_LINK}(?:,\s*{_LINK})*)")
_TAG = re.compile(r"<[^>]*>")


def _unlinked(value: object) -> object:
    """Words as they are where no official text is at hand: that it is, is no change of our text."""
    if isinstance(value, Words) and "#text-" in value.html:
        return replace(value, html=_PINPOINTS.sub(_to_source, value.html))
    return value


def _to_source(match: re.Match[str]) -> str:
    if "#text-" not in match.group():
        return match.group()
    pinpoints = _TAG.sub("", match.group(2))
    return f'<a class="cite" href="#source-order">{match.group(1)}{pinpoints}</a>'


def record_only(order: ResolvedOrder) -> bool:
    """Whether nothing of ours says what the order does: there is nothing yet to review."""
    found = order.record
    prose = found.summary or found.what_changed or found.does_not or found.withdrawn
    return not (prose or order.body.sections)


def bare(order: ResolvedOrder) -> bool:
    """Whether there is the bibliographic record, with its status and ties, and no more."""
    return record_only(order) and not any(
        getattr(order.record, each) for each in fields_with(CODED, ResolvedRecord)
    )


def methods(facts: PageFacts) -> MethodsView:
    """MethodsView"""
    review = facts.record.review
    current = text_digest(facts.order) if review.sign_offs else ""
    holds = [each for each in review.sign_offs if each.digest == current]
    lapsed = [each for each in review.sign_offs if each.digest != current]
    return MethodsView(
        review="record-only"
        if record_only(facts.order)
        else review.state
        if holds
        else "unreviewed",
        ai_assisted=review.ai_assisted,
        reviewers=tuple((each.reviewer, each.on) for each in holds),
        lapsed=tuple((each.reviewer, each.on) for each in lapsed),
        searched=tuple((field, facts.searched(field)) for field in facts.record.searched),
        not_searched=not_searched(facts),
        coverage=tuple(each for each in facts.order.sources if each.coverage),
    )
