"""Where a Chromium is."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

MISSING = "no Chromium: install Debian's package chromium to run the browser tests"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium(playwright: Playwright) -> str:
    """Where a Chromium is; without one the test is skipped, or fails."""
    found = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
    if not Path(found).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found
