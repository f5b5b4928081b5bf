"""The cache is only a cache: it helps where it can, and does no harm where it cannot."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eo_site.engine.cache import FOLDER, Cache, Output
from eo_site.engine.inputs import Inputs
from tests.sites import (
    ORDER,
    REPOSITORY,
    built,
    edit_audiences,
    order,
    outcome,
    run,
    small_site,
    stamps,
    tree,
    write,
)

FILE = f"{FOLDER}/cache.sqlite"
FLIPS = int(os.environ.get("EO_FLIPS", "8"))
"""How often a cache is damaged at random; more by hand."""


# Another place, another time -------------------------------------------------------------------


def test_a_cache_from_another_machine_is_used(site: Path, tmp_path: Path) -> None:
    """Another path, other times, other inodes: what is read again is found to be the same."""
    built(site)
    elsewhere = tmp_path / "another" / "machine"
    shutil.copytree(site, elsewhere, copy_function=shutil.copyfile)
    before = stamps(elsewhere / "build")
    report = outcome(elsewhere)
    assert (report.studied, report.rendered) == (0, 0), report.explained
    assert stamps(elsewhere / "build") == before


def test_a_cache_without_a_build_saves_the_reading(site: Path, tmp_path: Path) -> None:
    """As in CI, where the cache is kept and the checkout is new."""
    clean = tree(built(site))
    elsewhere = tmp_path / "checkout"
    shutil.copytree(
        site, elsewhere, ignore=shutil.ignore_patterns("build"), copy_function=shutil.copyfile
    )
    report = outcome(elsewhere)
    assert (report.studied, report.rendered) == (0, len(clean) - 3)
    assert tree(elsewhere / "build") == clean


def test_each_output_folder_has_its_own_memory(site: Path, tmp_path: Path) -> None:
    """Reviewers' drafts and the site itself take turns without undoing each other."""
    write(site, {"content/orders/eo-14002.md": order("draft: true\n", number=14002)})
    options = [{}, {"out": tmp_path / "review", "drafts": True}]
    for each in options:
        built(site, **each)
    for each in options:
        report = outcome(site, **each)
        assert (report.studied, report.rendered) == (0, 0)
    assert (tmp_path / "review/plain/orders/eo-14002").exists()
    assert not (site / "build/plain/orders/eo-14002").exists()


def test_nothing_of_a_cache_is_in_build(site: Path) -> None:
    """Nor does it grow with what is gone."""
    built(site)
    write(site, {f"content/orders/eo-{n}.md": ORDER.replace("14001", str(n)) for n in range(14002, 14012)})  # fmt: skip
    built(site)
    for n in range(14002, 14012):
        (site / f"content/orders/eo-{n}.md").unlink()
    edit_audiences(site, lambda file: file["audiences"].pop(0))
    built(site)
    with sqlite3.connect(site / FILE) as db:
        counts = {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (
                "studies",
                "slims",
                "neighbours",
                "shelves",
                "inputs",
                "outputs",
                "fragments",
            )
        }
    db.close()
    files = len(tree(site / "build"))
    assert counts == {
        "studies": 1, "slims": 1, "neighbours": 1, "shelves": 1, "inputs": 1, "outputs": files,
        "fragments": 1,
    }  # fmt: skip
    assert not list((site / "build").rglob(FOLDER))


# Damage ------------------------------------------------------------------------------------------


def emptied(file: Path) -> None:
    """Nothing in it."""
    file.write_bytes(b"")


def cut(file: Path) -> None:
    """As after a disk that was full."""
    file.write_bytes(file.read_bytes()[:5000])


def replaced(file: Path) -> None:
    """Something else altogether."""
    file.write_text("This is no database.")


def of_another_version(file: Path) -> None:
    """Whose tables mean something else."""
    with sqlite3.connect(file) as db:
        db.execute("UPDATE facts SET value = 'another' WHERE name = 'schema'")
    db.close()


def of_another_shape(file: Path) -> None:
    """That only claims to be of this version."""
    with sqlite3.connect(file) as db:
        for table in ("outputs", "studies"):
            db.execute(f"DROP TABLE {table}")
            db.execute(f"CREATE TABLE {table} (nonsense)")
    db.close()


def with_a_journal(file: Path) -> None:
    """With what a crashed program may leave."""
    file.with_name(file.name + "-journal").write_bytes(b"\0" * 600)


@pytest.mark.parametrize(
    "harm", [emptied, cut, replaced, of_another_version, of_another_shape, with_a_journal]
)
@pytest.mark.parametrize("command", ["build", "explain"])
def test_a_cache_that_cannot_be_read_is_thrown_away(
    site: Path, harm: Callable[[Path], None], command: str
) -> None:
    """Without a word: everything is made again, and is the same."""
    clean = tree(built(site))
    harm(site / FILE)
    if command == "explain":
        assert run("-C", site, "explain", "eo-14001", "--now", "2026-11-22").code == 0
    (site / "site.yaml").touch()
    ran = run("-C", site, "build", "--now", "2026-11-22")
    assert ran.code == 0 and "no problems" in ran.output
    assert tree(site / "build") == clean
    assert outcome(site).rendered == 0


def test_a_bit_that_is_flipped_changes_no_page(site: Path) -> None:
    """Wherever in the cache, and whatever is edited next."""
    write(site, {"content/orders/eo-14002.md": ORDER.replace("14001", "14002")})
    built(site)
    sound = (site / FILE).read_bytes()
    chance = random.Random(14001)
    for n in range(FLIPS):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (site / FILE).write_bytes(data)
        text = ORDER.replace("binds the Secretary", f"binds the Secretary {n % 3}")
        write(site, {"content/orders/eo-14001.md": text})
        assert outcome(site).published
        copy = site.with_name(f"anew-{n}")
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns("build", FOLDER))
        assert tree(site / "build") == tree(built(copy))
        shutil.rmtree(copy)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("studies", "study"), ("studies", "parsed"), ("studies", "key"), ("studies", "number"),
        ("slims", "value"), ("neighbours", "value"), ("shelves", "value"), ("shelves", "key"),
        ("fragments", "value"), ("fragments", "key"),
        ("outputs", "digest"), ("outputs", "parts"), ("outputs", "key"), ("outputs", "mark"),
        ("inputs", "digest"), ("inputs", "mark"), ("facts", "value"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["0", None, "swapped"])
def test_a_value_that_was_not_put_in_is_not_believed(
    site: Path, table: str, column: str, value: object
) -> None:
    """In any column of any table, of any type, or another row's."""
    write(site, {"content/orders/eo-14002.md": ORDER.replace("14001", "14002")})
    built(site)
    with sqlite3.connect(site / FILE) as db:
        if value == "swapped":
            found = f"(SELECT {column} FROM {table} ORDER BY {column} DESC LIMIT 1)"
            db.execute(f"UPDATE {table} SET {column} = {found}")
        else:
            db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    db.close()
    write(site, {"content/orders/eo-14001.md": ORDER.replace("binds the Secretary", "binds them")})
    assert outcome(site).published
    copy = site.with_name("anew")
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("build", FOLDER))
    assert tree(site / "build") == tree(built(copy))


def test_clean_makes_everything_again(site: Path) -> None:
    """And writes nothing that is there already."""
    before = stamps(built(site))
    report = outcome(site, clean=True)
    assert report.studied == 1 and report.rendered == len(before) - 3
    assert stamps(site / "build") == before
    assert outcome(site).rendered == 0


# Where none can be kept ------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("build",), ("explain", "eo-14001")])
@pytest.mark.parametrize("path", [FOLDER, FILE])
def test_a_cache_that_cannot_be_kept_is_told_in_words(
    site: Path, path: str, command: tuple[str, ...]
) -> None:
    """Something stands in its place; the reason and the place are named, and nothing is written."""
    in_the_way = site / path
    if path == FOLDER:
        in_the_way.write_text("a file")
    else:
        in_the_way.mkdir(parents=True)
    ran = run("-C", site, *command)
    assert ran.code == 1
    assert str(site / FOLDER) in ran.output and "Traceback" not in ran.output
    assert ran.output.startswith("Error: cannot")
    assert not (site / "build").exists()


def test_a_cache_held_by_another_program_is_told_in_words(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a lock: what SQLite says is passed on."""
    built(site)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Cache, "keep_outputs", full)
    write(site, {"content/orders/eo-14002.md": order(number=14002)})
    ran = run("-C", site, "build")
    assert ran.code == 1
    assert "no cache can be kept there (database or disk is full)" in ran.output
    assert "Traceback" not in ran.output
    monkeypatch.undo()
    assert outcome(site).published


def test_check_keeps_no_cache(site: Path) -> None:
    """It writes nothing at all."""
    assert run("-C", site, "check").code == 0
    assert not (site / FOLDER).exists()


# Times -----------------------------------------------------------------------------------------


def test_times_spare_the_reading(site: Path) -> None:
    """A file that looks as it did is not read; one that was just written is, to be sure."""
    path = "content/orders/eo-14001.md"
    first = Inputs(site, {})
    digest = first.digest(path)
    assert first.changed()[path] == ("", digest)
    old = time.time_ns() - 10**10
    os.utime(site / path, ns=(old, old))
    time.sleep(0.15)
    second = Inputs(site, first.changed())
    assert second.digest(path) == digest
    mark, _ = second.changed()[path]
    assert mark
    third = Inputs(site, {path: (mark, "as remembered")})
    assert third.digest(path) == "as remembered"


def test_a_change_in_the_same_instant_is_seen(site: Path) -> None:
    """Of the same length, right after a build: neither in a source nor in `build/` is it missed."""
    path = site / "content/orders/eo-14001.md"
    page = site / "build/plain/orders/eo-14001/index.html"
    for n in range(6):
        path.write_text(ORDER.replace("wants a count", f"wants {n} coun"), "utf-8")
        built(site)
        assert f"wants {n} coun" in page.read_text("utf-8")
        data = page.read_bytes()
        for file in (page, site / "build/plain/manifest.json"):
            file.write_bytes(b"x" * file.stat().st_size)
        built(site)
        assert page.read_bytes() == data
        assert tree(site / "build")["plain/manifest.json"].startswith(b"{")


# One build at a time ---------------------------------------------------------------------------


def test_a_second_build_waits_and_says_so(site: Path) -> None:
    """Until the first has let go of the cache, however it ends."""
    command = [
        sys.executable,
        "-m",
        "eo_site",
        "-C",
        str(site),
        "build",
        "--no-search",
        "--now",
        "2026-11-22",
    ]
    with Cache.of(site, lambda: None):
        second = subprocess.Popen(
            command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert second.stderr and second.stdout
        assert second.stderr.readline() == "another build is running here; waiting for it\n"
        assert second.poll() is None and not (site / "build").exists()
    with second:
        assert "no problems" in second.stdout.read()
    assert second.returncode == 0
    assert outcome(site).rendered == 0


def test_many_builds_at_once_end_as_one(site: Path) -> None:
    """In whatever order they get their turn."""
    command = [
        sys.executable,
        "-m",
        "eo_site",
        "-C",
        str(site),
        "build",
        "--no-search",
        "--now",
        "2026-11-22",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(command, cwd=REPOSITORY, **quiet) for _ in range(4)]  # type: ignore[call-overload]
    assert [each.wait(60) for each in running] == [0, 0, 0, 0]
    assert tree(site / "build") == tree(built(small_site(site.with_name("alone"))))


def test_outputs_are_kept_by_folder(tmp_path: Path) -> None:
    """What was put in comes out, for the folder and the edition that it was put in for."""
    cache = Cache(tmp_path)
    output = Output("plain", "a/b.html", "key", "digest", "mark", "[1]")
    bare = replace(output, parts="")
    cache.keep_outputs("build", [output, replace(output, edition="", path="b.html")])
    assert cache.editions("build") == {"plain", ""} and cache.editions("www") == set()
    assert cache.outputs("build", "plain") == {"a/b.html": bare}
    assert cache.outputs("www", "plain") == cache.outputs("build", "other") == {}
    assert cache.output("build", ("plain", "a/b.html")) == bare
    assert cache.parts("build", ("plain", "a/b.html")) == "[1]"
    assert [*cache.outputs_below("build", "plain", "a/")] == ["a/b.html"]
    assert cache.outputs_below("build", "plain", "b/") == {}
    cache.keep_marks("build", [(("plain", "a/b.html"), "another")])
    assert cache.output("build", ("plain", "a/b.html")) == replace(bare, mark="another")
    cache.forget_outputs("build", [("plain", "a/b.html")])
    assert cache.outputs("build", "plain") == {} and cache.editions("build") == {""}
    cache.forget_edition("build", "")
    assert cache.editions("build") == set() and cache.output("build", ("", "b.html")) is None
    cache.close()


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    """A build that breaks off leaves what earlier ones knew."""
    cache = Cache(tmp_path)
    cache.keep_fact("day", date(2026, 11, 22).isoformat())
    cache.save()
    cache.keep_fact("day", "another")
    cache.close()
    cache = Cache(tmp_path)
    assert cache.fact("day") == "2026-11-22"
    cache.close()
