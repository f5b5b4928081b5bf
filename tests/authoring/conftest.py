"""One library, read once."""

import pytest

from eo_site.authoring.gathered import matrix_of
from eo_site.authoring.matrix import Matrix
from eo_site.engine.load import Loaded
from tests.authoring.sites import FILES
from tests.sites import loaded, small_site


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The library as it was read; look, don't touch."""
    return loaded(small_site(tmp_path_factory.mktemp("desk"), FILES))


@pytest.fixture(scope="package")
def every(library: Loaded) -> Matrix:
    """Its matrix."""
    return matrix_of(library)
