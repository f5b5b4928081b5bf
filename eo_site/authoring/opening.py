"""Links from the desk's pages to a file's line in the author's editor."""

from eo_site.authoring.site_state import SiteState
from eo_site.model.editor import editor_url
from eo_site.model.problem import Place


def opened(state: SiteState, path: str, place: Place) -> str:
    """The address that opens a file of the site; empty where the author named no editor."""
    return editor_url(state.editor, (state.options.root.absolute() / path).as_posix(), place)
