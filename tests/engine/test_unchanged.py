"""A build that has nothing to do knows it from the looks of files alone; in doubt it looks closer."""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine import unchanged
from eo_site.engine.cache import FOLDER, Cache
from eo_site.engine.options import STAGING, Options, Report
from eo_site.engine.setting import LIBRARIES
from tests.sites import AUDIENCES, REPOSITORY, TODAY, built, order, outcome, run, tree, write

DUTY = """\
duties:
  - {id: d1, section: "1", who: [navy], what: Count., type: time-boxed, due: 2026-12-10}
"""


@pytest.fixture
def settled(site: Path) -> Path:
    """A site that was built and left alone since; a date in it, and a warning."""
    audiences = AUDIENCES.replace(
        "id: plain\n", "id: plain\n    reading: {max_grade: 1, max_sentence_words: 2}\n"
    )
    files = {
        "audiences.yaml": audiences,
        "content/orders/eo-14002.md": order(DUTY, number=14002),
        "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]",
        "content/texts/_notes/readme": "no text",
    }
    write(site, files)
    built(site)
    return site


def answer(site: Path, **options: Any) -> Report | None:
    """What is known without looking closer."""
    return unchanged.nothing_to_do(Options(site, **{"now": TODAY, **options}), lambda: None)[0]


def test_the_answer_is_that_of_a_build(settled: Path) -> None:
    """The same problems, counts, notes and next change."""
    found, slow = answer(settled), outcome(settled)
    assert found == slow and found.problems and found.next_change


def test_files_of_the_last_moment_are_read(settled: Path) -> None:
    """Their times could hide a change; a byte of one is seen at once."""
    assert answer(settled)
    page = settled / "build/plain/robots.txt"
    page.write_bytes(page.read_bytes().replace(b"a", b"e", 1))
    assert answer(settled) is None


def test_what_an_earlier_version_has_kept_is_no_hindrance(settled: Path) -> None:
    """It knew less; a build looks at everything."""
    with Cache.of(settled, lambda: None) as cache:
        name = f"last build of {Options(settled).output_name}"
        kept = cache.fact(name)
        del kept["files"]
        cache.keep_fact(name, kept)
    assert answer(settled) is None
    built(settled)
    assert answer(settled)


def test_the_answer_needs_no_library(settled: Path) -> None:
    """The command says it without importing what reads or renders."""
    program = (
        "import sys\nfrom eo_site.cli import main\n"
        "try:\n    main()\nfinally:\n    print({'pydantic', 'jinja2', 'yaml'} & {*sys.modules})"
    )
    line = ["-C", str(settled), "build", "--no-search", "--now", str(TODAY)]
    ran = subprocess.run(
        [sys.executable, "-c", program, *line], cwd=REPOSITORY, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "set()"
    assert "0 files written" in ran.stdout


@pytest.mark.parametrize(
    "path",
    [
        "site.yaml", "audiences.yaml", "content/orders/eo-14001.md", "content/orders/eo-14003.md",
        "content/pages/new.md", "content/texts/eo-14001.txt", "content/sources.yaml",
        "content/vocabularies/agencies.yaml", "themes/default/static/css/own.css",
        "build/plain/index.html", "build/manifest.json", f"build/{STAGING}/0",
    ],
)  # fmt: skip
def test_whatever_is_written_is_looked_at(settled: Path, path: str) -> None:
    """Every input and every output; also a file that is new, or gone."""
    assert answer(settled)
    file = settled / path
    data = file.read_bytes() if file.exists() else b""
    write(settled, {path: data + b"\n"})
    assert answer(settled) is None
    file.unlink()
    if not path.endswith("/0"):
        assert data == b"" or answer(settled) is None


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that have looked, where every two files are worth one."""
    found = list[int]()
    real = os.fork

    def fork() -> int:
        found.append(child := real())
        return child

    monkeypatch.setattr(unchanged, "FILES_A_PROCESS", 2)
    monkeypatch.setattr(unchanged.threading, "active_count", lambda: 1)  # the test runner has more
    monkeypatch.setattr(os, "fork", fork)
    return found


@pytest.mark.parametrize("which", range(0, 60, 5))
def test_other_processes_look_at_many_files(settled: Path, forks: list[int], which: int) -> None:
    """At some editions each; what is different in any is seen, also where it only looks as it did."""
    assert answer(settled) and len(forks) == unchanged.PROCESSES
    paths = sorted(tree(settled / "build"))
    path = settled / "build" / paths[which % len(paths)]
    data, look = path.read_bytes(), path.stat()
    path.write_bytes(b"?" * len(data))
    os.utime(path, ns=(look.st_atime_ns, look.st_mtime_ns))
    assert answer(settled) is None and len(forks) == 2 * unchanged.PROCESSES
    path.unlink()
    assert answer(settled) is None
    path.write_bytes(data)
    assert answer(settled)


@pytest.mark.parametrize("apart", [False, True])
def test_restored_files_are_known_by_their_new_times(
    settled: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    """They are read once, by whichever process looks at them; the next time there is no reason to."""
    forks = request.getfixturevalue("forks") if apart else []
    for file in (settled / "build").rglob("*.*"):
        os.utime(file)
    time.sleep(0.15)
    assert answer(settled)
    monkeypatch.delattr(unchanged, "file_digest")
    assert answer(settled) and len(forks) == (2 * unchanged.PROCESSES if apart else 0)


def test_a_process_that_fails_has_seen_nothing(
    settled: Path, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the build looks closer."""
    monkeypatch.delattr(unchanged, "_new_marks")
    assert answer(settled) is None and forks


@pytest.mark.usefixtures("forks")
def test_a_build_goes_on_while_others_look(settled: Path) -> None:
    """What was changed by hand is mended beside the edit, whichever process saw it."""
    page = settled / "build/plain/robots.txt"
    before = tree(settled / "build")
    page.unlink()
    order = settled / "content/orders/eo-14001.md"
    order.write_text(order.read_text() + "\nOne sentence more.\n")
    built(settled)
    after = tree(settled / "build")
    assert after.keys() == before.keys() and page.exists()
    built(settled, clean=True)
    assert tree(settled / "build") == after


@pytest.mark.parametrize(
    "options",
    [
        {"portable": True}, {"strict": True}, {"theme": "default"}, {"clean": True},
        {"now": date(2026, 12, 11)}, {"now": date(2026, 1, 1)}, {"now": None},
        {"out": Path("elsewhere")},
    ],
)  # fmt: skip
def test_another_wish_is_looked_at(settled: Path, options: dict[str, Any]) -> None:
    """Whether it changes anything is for the build to find out."""
    assert answer(settled, **options) is None


def test_a_build_that_was_refused_answers_nothing(settled: Path) -> None:
    """A site with errors is told them again and again."""
    write(settled, {"content/orders/eo-14003.md": "no front matter"})
    time.sleep(0.15)
    for _ in range(3):
        assert run("-C", settled, "build", "--now", str(TODAY)).code == 1


def test_a_new_version_of_a_library_is_looked_at(
    settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each that has a say in the output."""
    assert len(unchanged.PACKAGES) == len(LIBRARIES)
    (module := tmp_path / "library.py").write_text("new")
    os.utime(module, (0, 0))
    time.sleep(0.15)
    monkeypatch.setattr(unchanged, "_libraries", lambda: iter([module]))
    assert answer(settled) is None


def test_links_that_lead_nowhere_are_no_hindrance(settled: Path) -> None:
    """Editors lock a file by such a link."""
    (settled / "content/orders/.#eo-14001.md").symlink_to("editor@nowhere.1")
    before = tree(settled / "build")
    assert run("-C", settled, "build", "--now", str(TODAY)).code == 0
    assert tree(settled / "build") == before


def test_a_broken_cache_is_no_hindrance(settled: Path) -> None:
    """It is thrown away, and the build looks closer."""
    (settled / FOLDER / "cache.sqlite").write_bytes(b"x" * 9000)
    assert answer(settled) is None
    assert run("-C", settled, "build", "--now", str(TODAY)).code == 0
