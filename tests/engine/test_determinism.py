"""The same input gives the same bytes, wherever and however often it is built."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.sites import REPOSITORY, SAMPLE, built, copy_of_repository, outcome, stamps, tree, write


def reversed_copy(source: Path, target: Path) -> Path:
    """The same files, created in the opposite order and dated long ago."""
    for path, data in sorted(tree(source).items(), reverse=True):
        write(target, {path: data})
        os.utime(target / path, (0, 0))
    return target


def build_elsewhere(root: Path, seed: str) -> Path:
    """Build in a process of its own, with its own order of sets and in another time zone."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Apia", "LC_ALL": "C"}
    command = [
        sys.executable,
        "-m",
        "eo_site",
        "-C",
        str(root),
        "build",
        "--no-search",
        "--now",
        "2026-11-22",
    ]
    subprocess.run(command, check=True, env=environment, cwd=REPOSITORY, capture_output=True)
    return root / "build"


def test_two_machines_write_the_same_bytes(repository_site: Path, tmp_path: Path) -> None:
    """Folder, order and age of files, seed of hashes, time zone: none of them shows."""
    source = copy_of_repository(tmp_path / "one", *SAMPLE)
    other = reversed_copy(source, tmp_path / "a" / "much" / "deeper" / "place")
    assert tree(build_elsewhere(other, "4242")) == tree(repository_site / "build")


def test_a_build_tells_nothing_of_the_machine(repository_site: Path) -> None:
    """No path of the builder's disk is in any file."""
    for path, data in tree(repository_site / "build").items():
        assert str(repository_site).encode() not in data, path
        assert str(REPOSITORY).encode() not in data, path


def test_a_second_build_touches_nothing(site: Path) -> None:
    """Unchanged files are not written again, so that hosts upload nothing."""
    before = stamps(built(site))
    report = outcome(site)
    assert [each.written for each in report.editions] == [0, 0, 0]
    assert stamps(site / "build") == before


def test_one_change_rewrites_only_what_shows_it(site: Path) -> None:
    """A word for one audience leaves the other edition alone."""
    before = stamps(built(site))
    order = site / "content/orders/eo-14001.md"
    order.write_text(order.read_text("utf-8").replace("binds the Secretary", "binds them"), "utf-8")
    after = stamps(built(site))
    changed = sorted(path for path in after if after[path] != before[path])
    assert changed == ["lawyers/manifest.json", "lawyers/orders/eo-14001/index.html"]


def test_another_day_changes_only_what_time_changes(site: Path) -> None:
    """No page carries the day of its build as such."""
    before = tree(built(site, now=date(2026, 11, 22)))
    assert tree(built(site, now=date(2027, 3, 1))) == before
