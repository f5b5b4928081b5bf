"""The desk's page of what has grown old."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eo_site.authoring.asked import Query, Unanswerable
from eo_site.authoring.opening import opened
from eo_site.authoring.site_state import SiteState
from eo_site.authoring.stale import Histories, stale
from eo_site.urls import order_path

MOST = 60
"""Orders whose history one view of the page reads; the command reads all."""


def stale_page(state: SiteState, query: Query) -> Mapping[str, Any]:
    """Of the orders named under `order`, or of all."""
    slugs = tuple(query.get("order", ()))
    for slug in slugs:
        if slug not in state.loaded.basis.studies:
            raise Unanswerable(f"There is no order {slug}.")
    return state.once(f"stale {slugs}", lambda: _values(state, slugs))


def _values(state: SiteState, slugs: tuple[str, ...]) -> Mapping[str, Any]:
    assert state.loaded.setting
    found = stale(state.loaded, _histories(state.options.root), slugs, MOST)
    audiences = state.loaded.setting.library.audiences.by_id
    return {
        "found": found,
        "names": {name: each.name for name, each in audiences.items()},
        "label": lambda slug: state.loaded.notes[slug].public.label,
        "order_path": order_path,
        "opened": lambda path, place: opened(state, path, place),
        "only": slugs,
    }


@cache
def _histories(root: Path) -> Histories:
    """One for each site, so that a history is read again only where a file or the commit changed."""
    return Histories.of(root)
