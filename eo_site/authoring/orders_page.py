"""The desk's first page: every order in every edition."""

from collections.abc import Mapping
from typing import Any

from eo_site.authoring.asked import Query
from eo_site.authoring.site_state import SiteState


def orders_page(state: SiteState, _: Query) -> Mapping[str, Any]:
    """The orders, the newest first."""
    return {"notes": state.loaded.notes.values()}
