"""One small site, read once."""

from collections.abc import Iterator

import pytest

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.knowledge import Knowledge
from tests.language_server.cursors import write_site
from tests.sites import TODAY


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorSite]:
    """The site's state after all of it has been read; look, don't touch."""
    root = write_site(tmp_path_factory.mktemp("editor") / "site")
    found = EditorSite(Options(root, now=TODAY), SnapshotCache(None))
    found.everything({})
    yield found


@pytest.fixture(scope="session")
def knowledge(state: EditorSite) -> Knowledge:
    """What is known of that site."""
    assert state.knowledge
    return state.knowledge
