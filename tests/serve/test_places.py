"""Which changes on disk count."""

from pathlib import Path

import pytest

from eo_site.project import shipped_themes
from eo_site.serve.places import Places

ROOT = Path("/site")


@pytest.mark.parametrize(
    "path",
    ["site.yaml", "audiences.yaml", "content/orders/eo-13903.md", "content/orders/eo-13903/figure.png",
     "content/vocabularies/interests.yaml", "content/sources.yaml", "content/pages/about.md",
     "content/texts/eo-13903.txt", "themes/mine/templates/base.html", "themes/mine/static/css/site.css",
     "themes/mine/strings.yaml", "content/orders/sed.md", "content/orders/49130.md"],
)  # fmt: skip
def test_what_the_pages_are_made_of_counts(path: str) -> None:
    """Configuration, content, vocabularies, themes."""
    assert Places(ROOT).concern(ROOT / path)


@pytest.mark.parametrize(
    "path",
    ["build/index.html", ".eo-cache/cache.db", ".git/index.lock", "README.md", "site.yaml~", ".site.yaml.swp",
     "content/orders/.eo-13903.md.swp", "content/orders/eo-13903.md.swx", "content/orders/4913",
     "content/orders/eo-13903.md~", "content/orders/#eo-13903.md#", "content/orders/.#eo-13903.md",
     "content/orders/eo-13903.md___jb_tmp___", "content/orders/eo-13903.md___jb_old___",
     "content/orders/.goutputstream-8QZ1X2", "content/orders/sedAbC123", "content/orders/eo-13903.md.tmp",
     "content/.git/HEAD", "themes/mine/__pycache__/x.pyc", "notes/content/a.md"],
)  # fmt: skip
def test_what_comes_and_goes_does_not(path: str) -> None:
    """Output, caches, editors' swap files and backups, files on their way to a name."""
    assert not Places(ROOT).concern(ROOT / path)


def test_the_shipped_theme_and_texts_from_outside_count() -> None:
    """A checkout's own theme is worked on like a site's."""
    places = Places(ROOT, texts=Path("/texts"))
    assert places.concern(shipped_themes() / "default/templates/base.html")
    assert places.concern(Path("/texts/eo-13903.txt"))
    assert not places.concern(Path("/elsewhere/eo-13903.txt"))


def test_a_theme_that_is_the_sites_own_is_watched_once() -> None:
    """In the repository the two are one folder."""
    root = shipped_themes().parent
    assert Places(root).folders == (root / "content", root / "themes")


def test_a_build_does_not_begin_itself_again() -> None:
    """Also when it is told to write among what it reads."""
    assert not Places(ROOT, out=ROOT / "content/out").concern(ROOT / "content/out/index.html")
