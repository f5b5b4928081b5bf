"""The reader's own pages: the briefing and the profile. What fills them is made in the browser."""

import re
from collections.abc import Iterable, Sequence

from eo_site.model.audience import Audience
from eo_site.model.library import Vocabularies
from eo_site.plan.exports.views import TermsFile
from eo_site.plan.facts import Facts
from eo_site.plan.filter import FACETS, TITLES
from eo_site.plan.lists import agencies_of
from eo_site.plan.views import BriefingView, ProfileView
from eo_site.urls import (
    BRIEFING,
    BRIEFING_DATA,
    HOME,
    PROFILE,
    TERMS,
    Linker,
    list_path,
)  # fmt: skip


def briefing_view(
    audience: Audience, vocabularies: Vocabularies, *, portable: bool
) -> BriefingView:
    """The page of an audience's edition."""
    linker = Linker(BRIEFING, portable)
    terms = (vocabularies.term("interests", each) for each in audience.default_interests)
    return BriefingView(
        linker.to(BRIEFING_DATA),
        tuple((each.id, each.label) for each in terms),
        linker.to(list_path("deadlines")),
        linker.to(list_path("corrections")),
        linker.to(PROFILE),
        linker.to(HOME),
    )


def profile_view(*, portable: bool) -> ProfileView:
    """The page of any edition."""
    linker = Linker(PROFILE, portable)
    order = f"{linker.root}orders/%(slug)s/" + ("index.html" if portable else "")
    return ProfileView(
        linker.to(TERMS),
        linker.to(BRIEFING),
        linker.to(HOME),
        order,
        linker.to(FACETS),
        linker.to(TITLES),
    )


def terms_file(
    orders: Sequence[Facts],
    parties: Iterable[str],
    site: str,
    audience: Audience,
    vocabularies: Vocabularies,
) -> TermsFile:
    """The file of an edition with these orders; `parties` are those that any of them affects."""
    agencies = {each for facts in orders for each in agencies_of(facts)}
    interests = vocabularies.interests.by_id
    named = {"interests": interests, "agencies": sorted(agencies), "parties": sorted(set(parties))}
    terms = tuple(
        (kind, tuple((each, vocabularies.term(kind, each).label) for each in ids))
        for kind, ids in named.items()
    )
    return TermsFile(site, audience.id, terms, ranges(each.order.slug for each in orders))


def ranges(slugs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Many slugs in few words: numbers in a row are written as their first and last."""
    found: dict[str, list[str]] = {}
    for slug in slugs:
        match = re.fullmatch(r"(.*?)(0|[1-9][0-9]{0,8})?", slug)
        assert match
        found.setdefault(match[1], []).append(match[2] or "")
    return tuple((start, _numbers(ends)) for start, ends in sorted(found.items()))


def _numbers(ends: Sequence[str]) -> str:
    runs: list[list[int]] = []
    for each in sorted(int(end) for end in ends if end):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    parts = [f"{first}-{last}" if last > first else f"{first}" for first, last in runs]
    # A slug without a number at its end is its whole beginning.
    return ",".join([*([""] if "" in ends else []), *parts])
