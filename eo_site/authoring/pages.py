"""The desk's pages and actions by their addresses, and the frame around each page.

A new page is a row of `PAGES`, a function that makes its values, and a template that extends
`frame.html`. What a page may have done to files is a row of `ACTIONS`; the server takes it by POST
from the desk's own pages alone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from eo_site.authoring.asked import Query, Unanswerable
from eo_site.authoring.calendar_page import calendar_page
from eo_site.authoring.compare_page import compare_page
from eo_site.authoring.matrix_page import matrix_page
from eo_site.authoring.problems_page import apply_fix, problems_page
from eo_site.authoring.site_state import SiteState
from eo_site.authoring.stale_page import stale_page
from eo_site.model.problem import summary

HERE = Path(__file__).parent
ADDRESS = "/-/"
"""Where the pages begin; no edition can be called so."""

View = Callable[[SiteState, Query], Mapping[str, Any]]
"""Makes the values of a page's template; may raise `Unanswerable`."""
Action = Callable[[SiteState, Mapping[str, Any]], Mapping[str, Any]]
"""Does what a page asks for and returns what the page's script is told; may raise `Unanswerable`."""


@dataclass(frozen=True)
class AuthoringPage:
    """One page of the desk."""

    path: str
    """Below `/-/`; empty for the first page."""
    name: str
    """In the navigation and as its title."""
    template: str
    view: View
    needs_site: bool = True
    """Whether it can say nothing while the site's own files cannot be read."""


@dataclass(frozen=True)
class Made:
    """What goes to the browser."""

    status: int
    data: bytes
    path: str
    """By whose ending its type is known; a page's is empty."""


PAGES: tuple[AuthoringPage, ...] = (
    AuthoringPage("", "Orders", "matrix.html", matrix_page),
    AuthoringPage("compare", "Compare", "compare.html", compare_page),
    AuthoringPage("problems", "Problems", "problems.html", problems_page, needs_site=False),
    AuthoringPage("calendar", "Calendar", "calendar.html", calendar_page),
    AuthoringPage("stale", "Stale passages", "stale.html", stale_page),
)
ACTIONS: Mapping[str, Action] = {"fix": apply_fix}
"""By path below `/-/`."""


def made(state: SiteState, path: str, query: Query) -> Made | None:
    """The page or file at a path below `/-/`; None where there is nothing."""
    if path.startswith("static/"):
        data = static_files().get(path.removeprefix("static/"))
        return None if data is None else Made(200, data, path)
    page = next((each for each in PAGES if each.path == path), None)
    if page is None:
        return None
    if page.needs_site and state.loaded.setting is None:
        return _framed(state, "unready.html", page, {}, 503)
    try:
        return _framed(state, page.template, page, page.view(state, query), 200)
    except Unanswerable as error:
        return _framed(state, "refused.html", page, {"reason": error.reason}, error.status)


def done(state: SiteState, path: str, asked: Mapping[str, Any]) -> Made | None:
    """What an action's page is told, as JSON; None where there is no such action."""
    action = ACTIONS.get(path)
    if action is None:
        return None
    try:
        answer, status = dict(action(state, asked)), 200
    except Unanswerable as error:
        answer, status = {"reason": error.reason}, error.status
    return Made(status, json.dumps(answer, ensure_ascii=False).encode(), ".json")


def _framed(
    state: SiteState, template: str, page: AuthoringPage, values: Mapping[str, Any], status: int
) -> Made:
    around = {
        "page": page,
        "pages": PAGES,
        "address": ADDRESS,
        "generation": state.generation,
        "problems": summary(state.loaded.problems),
        "sound": not state.loaded.failed,
    }
    return Made(
        status, _templates().get_template(template).render({**around, **values}).encode(), ""
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def static_files() -> Mapping[str, bytes]:
    """Styles and scripts, by name."""
    return {each.name: each.read_bytes() for each in (HERE / "static").iterdir()}
