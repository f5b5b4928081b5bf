"""What tests of the author's desk share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.serve.site import SiteDesk
from tests.sites import TODAY


@pytest.fixture
def desk() -> Iterator[Callable[[Path], SiteDesk]]:
    """Opens a desk of a site, with a cache in memory."""
    with ExitStack() as stack:
        yield lambda root: SiteDesk(
            Options(root, now=TODAY), stack.enter_context(closing(SnapshotCache()))
        )
