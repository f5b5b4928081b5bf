"""What a reader's browser has to fetch before an order can be read."""

import gzip
import re
from pathlib import Path

import pytest

from tests.site.crawling import pages_of

IMPORT = re.compile(r'^\s*(?:import|export)\s[^;]*?from\s+"\./([\w-]+\.js)"', re.MULTILINE)
KB = 1000


def weight(*files: Path) -> int:
    """Bytes on the wire, each file compressed by itself as hosts do."""
    return sum(len(gzip.compress(each.read_bytes(), 9)) for each in files)


def with_imports(scripts: set[Path]) -> set[Path]:
    """Scripts and whatever they import before they run."""
    found, waiting = set[Path](), list(scripts)
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.add(script)
            waiting += [script.parent / name for name in IMPORT.findall(script.read_text("utf-8"))]
    return found


@pytest.mark.parametrize("edition", ["general", "agency-staff", "litigators", "researchers"])
def test_an_order_is_light(repository_site: Path, edition: str) -> None:
    """60 KB in all without search, of it 15 for scripts and 13 for styles, on the heaviest order."""
    folder = repository_site / "build" / edition
    file = max((folder / "orders").glob("eo-*/index.html"), key=lambda each: each.stat().st_size)
    page = pages_of(folder)[file.relative_to(folder).as_posix()]
    styles = {
        (file.parent / each.attributes["href"]).resolve()
        for each in page.all("link")
        if each.attributes["rel"] == "stylesheet"
    }
    scripts = with_imports(
        {
            (file.parent / each.attributes["src"]).resolve()
            for each in page.all("script")
            if "src" in each.attributes
        }
    )
    assert len(styles) > 2 and len(scripts) > 3
    icons = {
        (file.parent / each.attributes["href"]).resolve()
        for each in page.all("link")
        if each.attributes["rel"] == "icon"
    }
    assert weight(*scripts) <= 15 * KB
    assert weight(*styles) <= 13 * KB
    assert weight(file, *styles, *scripts, *icons) <= 60 * KB
