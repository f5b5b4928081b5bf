"""`build --verify` compares a site that stands with one that is made from nothing."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine import verify as verifying
from eo_site.engine.publish import MANIFEST
from eo_site.engine.verify import Verified, compared
from tests.sites import edit, run

EDITIONS = ["plain", "lawyers", ""]


def test_a_site_that_many_builds_led_to_is_the_same(site: Path) -> None:
    """Nothing is written besides, and nothing is left."""
    assert run("-C", site, "build", "--now", "2026-11-22").code == 0
    edit(site, "content/orders/eo-14001.md", "title: ", "title: Newer ")
    ran = run("-C", site, "build", "--verify", "--now", "2026-11-22")
    assert ran.code == 0
    assert ran.output.endswith(" files are what a build from nothing writes\n")
    before = sorted(site.rglob("*"))
    ran = run("-C", site, "build", "--verify", "--now", "2026-11-22")
    assert ran.code == 0 and "verified: " in ran.output
    assert sorted(site.rglob("*")) == before


def test_a_file_that_is_another_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the command ends with 1."""
    build_apart = verifying.build_apart

    def otherwise(options: Any, out: Path, progress: Any) -> Any:
        report = build_apart(options, out, progress)
        with (out / "plain/index.html").open("ab") as file:
            file.write(b"<!-- -->")
        return report

    monkeypatch.setattr(verifying, "build_apart", otherwise)
    ran = run("-C", site, "build", "--verify")
    assert ran.code == 1
    assert "plain/index.html: not what a build from nothing writes\n1 of " in ran.output


def test_what_differs_is_told_by_kind(site: Path, tmp_path: Path) -> None:
    """Other bytes, a file that is not there, and files of an edition or of a page that is no more."""
    assert run("-C", site, "build").code == 0
    clean, stands = site / "build", tmp_path / "stands"
    shutil.copytree(clean, stands)
    same = compared(stands, clean, EDITIONS)
    assert same.same and same.files > 10
    (stands / "plain/index.html").write_bytes(b"other")
    (stands / "404.html").unlink()
    shutil.copytree(stands / "plain", stands / "former")
    own = (stands / "plain" / MANIFEST).read_text("utf-8")
    (stands / "plain" / MANIFEST).write_text(
        own.replace('"files": {', '"files": {\n  "old.html": "0",'), "utf-8"
    )
    (stands / "plain/old.html").write_bytes(b"old")
    (stands / "plain/foreign.html").write_bytes(b"somebody else's")
    found = compared(stands, clean, EDITIONS)
    assert found.different == ("plain/index.html",)
    assert found.missing == ("404.html",)
    assert "plain/old.html" in found.left and "former/index.html" in found.left
    assert "plain/foreign.html" not in found.left
    assert not found.same and Verified().same


def test_it_looks_at_one_build(site: Path) -> None:
    """Not at every one of many."""
    assert run("-C", site, "build", "--verify", "--watch").code == 2
