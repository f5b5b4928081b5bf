"""`eo-site init`: a site to begin with."""

import os
import re
from pathlib import Path

import pytest

import eo_site.commands.init as command
from tests.sites import REPOSITORY, built, found, run, tree

TEXTS = os.environ.get("EO_TEXTS_DIR", "")
"""Official texts, where somebody has them; read before tests are shut off from them."""

UNNAMED = ["site.yaml:6 EO654"]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The starter site, written where nothing was."""
    ran = run("init", tmp_path / "new/library")
    assert ran.code == 0, ran.output
    return tmp_path / "new/library"


def test_the_starter_has_nothing_wrong_and_builds(starter: Path) -> None:
    """Two orders in seven editions; only its publisher's name is still to be filled in."""
    assert found(starter) == UNNAMED
    editions = sorted(each.parent.name for each in built(starter).glob("*/manifest.json"))
    assert len(editions) == 7
    assert len(list((starter / "content/orders").iterdir())) == 2


@pytest.mark.skipif(not TEXTS, reason="NO OFFICIAL TEXT WAS READ: set EO_TEXTS_DIR")
def test_the_starter_says_what_the_official_texts_say(starter: Path) -> None:
    """Held against them, it has nothing wrong."""
    assert found(starter, texts=Path(TEXTS)) == UNNAMED


def test_the_starter_has_no_word_that_the_full_analyses_lack(starter: Path) -> None:
    """No name, number or section that nobody checked: the two orders are cut from longer ones."""
    for name in ("eo-13898.md", "eo-13903.md"):
        short = (starter / "content/orders" / name).read_text("utf-8")
        full = (REPOSITORY / "content/orders" / name).read_text("utf-8")
        named = r"\w*\d\w*|(?<=[a-z,] )[A-Z]\w+"
        assert set(re.findall(named, short)) - set(re.findall(r"\w+", full)) == set(), name


def test_only_an_empty_folder_is_written_into(tmp_path: Path) -> None:
    """An empty one is; one with anything in it stays as it is, and so does a file."""
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty").code == 0
    before = tree(tmp_path)
    for name in ("empty", "empty/site.yaml"):
        ran = run("init", tmp_path / name)
        assert ran.code == 2
        assert "name a new or an empty" in ran.output
    assert tree(tmp_path) == before


def test_a_site_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If anything cannot be written, nothing is left, not even the folders made for it."""
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target.name == "content":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(command.Path, "rename", failing)
    (tmp_path / "there").mkdir()
    for name in ("new/library", "there"):
        ran = run("init", tmp_path / name)
        assert ran.code == 1
        assert "No space left on device" in ran.output
    assert [each.name for each in tmp_path.rglob("*")] == ["there"]
