"""Sites that many tests look at and none changes."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.compiling import compile_once
from tests.sites import SAMPLE, built, copy_of_repository, small_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Tests make many small values and few cycles: looking for these took an eighth of all their time.
gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Four fifths of a small build; what is compiled, and from what, stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    from tests.browsers import chromium

    with sync_playwright() as playwright:
        path = chromium(playwright)
        with playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as found:
            yield found


@pytest.fixture(scope="session")
def repository_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's site with a sample of its orders, built; look, don't touch."""
    root = copy_of_repository(tmp_path_factory.mktemp("repository"), *SAMPLE)
    built(root)
    return root


@pytest.fixture(scope="session")
def one_order_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's site with one of its orders, built; look, don't touch."""
    root = copy_of_repository(tmp_path_factory.mktemp("one"), "eo-13903")
    built(root)
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, not yet built."""
    return small_site(tmp_path / "site")


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's site is what the test says; what is at hand on this machine is for tests that ask."""
    monkeypatch.delenv("EO_TEXTS_DIR", raising=False)
    monkeypatch.delenv("EO_RECORDS_DIR", raising=False)
