"""The reader's own pages: the briefing and the profile. What fills them is made in the browser."""

from eo_site.model.audience import Audience
from eo_site.model.library import Vocabularies
from eo_site.plan.filter import FACETS, TITLES
from eo_site.plan.views import BriefingView, ProfileView
from eo_site.urls import (
    BRIEFING,
    BRIEFING_DATA,
    HOME,
    PROFILE,
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
        linker.to(BRIEFING),
        linker.to(HOME),
        order,
        linker.to(FACETS),
        linker.to(TITLES),
    )
