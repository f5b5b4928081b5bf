"""A real Chromium on sites served from this machine.

Without a Chromium these tests are skipped, and the summary says so; under CI=true they fail.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.lighthouses import FILES
from tests.browsers import MISSING
from tests.sites import built, small_site

PATIENCE = 60_000
"""Milliseconds that a page is waited for: only a test that fails waits so long, however busy the machine."""
expect.set_options(timeout=PATIENCE)


class Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def serving(folder: Path) -> Iterator[str]:
    """A folder served from this machine: its address, then the end of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def lighthouses_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library, built; look, don't touch."""
    return built(small_site(tmp_path_factory.mktemp("lighthouses"), FILES), search=True)


@pytest.fixture(scope="session")
def lighthouses(lighthouses_site: Path) -> Iterator[str]:
    """The address of the small library."""
    yield from serving(lighthouses_site)


@pytest.fixture(scope="session")
def repository(repository_site: Path) -> Iterator[str]:
    """The address of this repository's own site."""
    yield from serving(repository_site / "build")


@dataclass
class Watched:
    """A page, and everything that went wrong on it."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("dialog", lambda dialog: (self.wrong.append("a dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(message.text)


Open = Callable[..., Watched]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens an address with a profile of its own."""
    contexts: list[BrowserContext] = []

    def visit(url: str, script: str = "", **options: Any) -> Watched:
        context = browser.new_context(**options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        context.set_default_timeout(PATIENCE)
        watched = Watched(context.new_page())
        watched.page.goto(url)
        return watched

    yield visit
    for context in contexts:
        context.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A skip that nobody overlooks."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(each.longrepr) for each in skipped):
        terminalreporter.write_line(f"BROWSER TESTS SKIPPED: {MISSING}", yellow=True, bold=True)
