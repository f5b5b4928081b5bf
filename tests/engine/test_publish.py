"""What is in `build/` is whole and ours, or somebody else's and untouched."""

import builtins
import contextlib
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine.cache import FOLDER, Cache
from eo_site.engine.publish import (
    FEW,
    MANIFEST,
    STAGING,
    TEMPORARY,
    Publication,
    digest_on_disk,
    digests_on_disk,
    owned,
)
from eo_site.fingerprint import digest_bytes
from tests.interrupts import heeding_interrupts
from tests.sites import (
    ORDER,
    REPOSITORY,
    SITE,
    built,
    copy_of_repository,
    edit_audiences,
    order,
    outcome,
    run,
    small_site,
    stamps,
    tree,
    write,
)

Files = dict[str, str]
Version = tuple[Files, dict[str, bytes]]
KILLS = int(os.environ.get("EO_KILLS", "2"))
"""How often each build is killed; more by hand."""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("content/orders/eo-14001.md", "---\nnumber: 14001\n---\n"),
        ("content/orders/eo-14002.md", order(body="::: for nobody\n\nText.\n\n:::\n")),
        ("audiences.yaml", "audiences: []\n"),
        ("site.yaml", "{"),
        ("themes/default/templates/order.html", "{{ nothing.at_all }}"),
        ("themes/default/templates/home.html", "{% if %}"),
    ],
)
def test_an_error_publishes_nothing(site: Path, path: str, content: str) -> None:
    """Not one edition, not one file, not one time stamp of `build/` changes."""
    before = stamps(built(site))
    write(site, {path: content})
    assert run("-C", site, "build").code == 1
    assert stamps(site / "build") == before


def test_a_first_build_with_an_error_makes_no_folder(site: Path) -> None:
    """Nothing to publish, nothing to see."""
    write(site, {"content/orders/eo-2.md": "no front matter"})
    assert not outcome(site).published
    assert not (site / "build").exists()


def test_files_that_are_not_ours_stay(site: Path) -> None:
    """A publisher may keep files of theirs beside ours, at any depth."""
    foreign = {
        "CNAME": "orders.example",
        "plain/.well-known/x": "1",
        "plain/orders/eo-14001/notes.txt": "2",
    }
    out = built(write(site, {f"build/{path}": text for path, text in foreign.items()}))
    write(site, {"content/orders/eo-14001.md": order(number=14002)})
    (site / "content/orders/eo-14001.md").rename(site / "content/orders/eo-14002.md")
    built(site)
    assert {path: tree(out)[path].decode() for path in foreign} == foreign


def test_what_is_no_longer_planned_goes(site: Path) -> None:
    """A removed order leaves no file and no empty folder."""
    write(site, {"content/orders/eo-14002.md": order(number=14002)})
    built(site)
    (site / "content/orders/eo-14002.md").unlink()
    out = built(site)
    assert not (out / "plain/orders/eo-14002").exists()
    assert tree(out) == tree(built(small_site(site.parent / "clean")))


def test_an_audience_that_is_gone_takes_its_edition_along(site: Path) -> None:
    """The edition's folder goes, except for files that are not ours."""
    built(write(site, {"build/plain/mine.txt": "mine"}))
    edit_audiences(site, lambda file: file["audiences"].pop(0))
    report = outcome(site)
    assert report.removed == ("plain",)
    assert tree(site / "build/plain") == {"mine.txt": b"mine"}
    assert [note for note in report.notes if "left alone" in note] == [
        "left alone, since no build has made them: plain/mine.txt"
    ]
    with contextlib.closing(Cache(site / FOLDER)) as cache:
        assert cache.editions("build") == {"lawyers", ""}
    edit_audiences(site, lambda file: file["audiences"][0].update(id="counsel"))
    write(site, {"content/orders/eo-14001.md": order()})
    assert outcome(site).removed == ("lawyers",)
    assert not (site / "build/lawyers").exists()


def test_an_edition_of_another_site_is_left_alone(site: Path, tmp_path: Path) -> None:
    """A folder beside the editions that holds a whole site of ours is not a removed edition."""
    out = tmp_path / "www"
    other = built(small_site(tmp_path / "other"), out=out / "other")
    before = stamps(other)
    built(site, out=out)
    assert stamps(other) == before


@pytest.mark.parametrize("damage", ["delete", "truncate", "garble", "symlink", "folder"])
def test_damage_is_healed(site: Path, tmp_path: Path, damage: str) -> None:
    """The next build puts right whatever happened to a file of ours."""
    clean = tree(built(site))
    file = site / "build/plain/index.html"
    elsewhere = write(tmp_path, {"elsewhere.txt": "precious"}) / "elsewhere.txt"
    file.unlink()
    if damage == "truncate":
        file.write_bytes(clean["plain/index.html"][:100])
    elif damage == "garble":
        file.write_bytes(b"x" * len(clean["plain/index.html"]))
    elif damage == "symlink":
        file.symlink_to(elsewhere)
    elif damage == "folder":
        (site / "build/plain/orders/eo-14001/index.html").unlink()
        (site / "build/plain/orders/eo-14001").rmdir()
    assert tree(built(site)) == clean
    assert elsewhere.read_text() == "precious"
    assert not file.is_symlink()


def test_a_damaged_manifest_costs_nothing(site: Path) -> None:
    """Files are rewritten or kept; none is lost and none is left wrong."""
    clean = tree(built(site))
    ours = '{"generator": "eo-site 1", '
    for text in ("", "{", "[]", "null", ours + '"files": 3}', ours + '"files": []}', "[" * 100_000):
        write(site / "build/plain", {MANIFEST: text})
        assert tree(built(site)) == clean


@pytest.mark.parametrize("manifest", [None, "", "{"])
def test_what_is_no_longer_planned_goes_without_a_manifest(
    site: Path, manifest: str | None
) -> None:
    """The cache knows what was written: what still is that goes, and what somebody has changed stays."""
    write(site, {f"content/orders/eo-{n}.md": order(number=n) for n in (14002, 14003)})
    out = built(site)
    (out / "plain" / MANIFEST).unlink()
    write(out / "plain", {} if manifest is None else {MANIFEST: manifest})
    mine = out / "plain/orders/eo-14003/index.html"
    mine.write_text("mine")
    for number in (14002, 14003):
        (site / f"content/orders/eo-{number}.md").unlink()
    report = outcome(site)
    assert mine.read_text() == "mine"
    assert report.notes[-1].endswith(": plain/orders/eo-14003/index.html")
    mine.unlink()
    mine.parent.rmdir()
    assert tree(out) == tree(built(small_site(site.parent / "clean")))


def test_an_edition_without_a_manifest_goes_with_its_audience(site: Path) -> None:
    """But for what somebody has put there."""
    out = built(write(site, {"build/plain/mine.txt": "mine"}))
    (out / "plain" / MANIFEST).unlink()
    edit_audiences(site, lambda file: file["audiences"].pop(0))
    assert outcome(site).removed == ("plain",)
    assert tree(out / "plain") == {"mine.txt": b"mine"}


def test_leftovers_of_a_killed_build_go(site: Path) -> None:
    """What was on its way when a build was killed is ours by its name."""
    clean = tree(built(site))
    write(site / "build", {f"{STAGING}/0": "<!doc", f"plain/{MANIFEST}{TEMPORARY}": "{"})
    assert tree(built(site)) == clean
    write(site / "build", {f"plain/{MANIFEST}{TEMPORARY}": "{"})
    edit_audiences(site, lambda file: file["audiences"].pop(0))
    assert not (built(site) / "plain").exists()


HOSTILE = (
    "../victim.txt", "../../victim.txt", "a/../../victim.txt", "link/victim.txt", "", ".", "..",
    "orders", "orders/", "orders/../../victim.txt", "a\\..\\..\\victim.txt", "C:/victim.txt",
    "nul\0byte", "\ud800", "index.html/deeper",
)  # fmt: skip
"""Paths that lead out of an edition's folder, or to what is no file."""


def test_a_hostile_manifest_deletes_nothing_outside(site: Path) -> None:
    """Whatever a manifest claims, only files within its own folder can be ours."""
    clean = tree(built(site))
    folder, manifest = site / "build/plain", site / "build/plain" / MANIFEST
    victims = ("victim.txt", "build/victim.txt", "outside/victim.txt")
    write(site, dict.fromkeys(victims, "alive"))
    (folder / "link").symlink_to(site / "outside")
    document = json.loads(manifest.read_text())
    for path in (*HOSTILE, str(site / "victim.txt")):
        document["files"][path] = "0" * 64
    manifest.write_text(json.dumps(document))
    left = tree(built(site))
    assert {path: data for path, data in left.items() if "victim" not in path} == clean
    assert [(site / victim).read_text() for victim in victims] == ["alive"] * 3


def test_a_manifest_that_is_not_ours_owns_nothing(tmp_path: Path) -> None:
    """Web apps have a manifest.json too."""
    write(tmp_path, {MANIFEST: '{"name": "App", "files": {"a.txt": "0"}}', "a.txt": "theirs"})
    assert owned(tmp_path).files == {}
    publication = Publication(tmp_path)
    publication.stage(("", "b.txt"), b"ours")
    publication.claim("", ["b.txt"])
    publication.commit()
    publication.finish("", {"b.txt": "0"})
    assert (tmp_path / "a.txt").read_text() == "theirs"


def test_an_output_that_cannot_be_written_is_told_in_words(site: Path) -> None:
    """Exit 1, the reason and the place; no traceback."""
    write(site, {"build": "a file where the folder should be"})
    ran = run("-C", site, "build")
    assert ran.code == 1
    assert "cannot write the site" in ran.output and str(site / "build") in ran.output
    assert "Traceback" not in ran.output


def test_a_file_in_the_way_of_a_folder_is_told_in_words(site: Path) -> None:
    """What is not ours is not removed to make room."""
    write(site, {"build/plain/orders": "not ours"})
    ran = run("-C", site, "build")
    assert ran.code == 1 and "cannot write the site" in ran.output
    assert (site / "build/plain/orders").read_text() == "not ours"


# The disk says no ---------------------------------------------------------------------------

RUNNER = """
import resource, sys
from functools import partial
from eo_site.engine import options, workers
from eo_site.cli import main
options.Options = partial(options.Options, pool_from=1)
workers.SIZES = dict.fromkeys(workers.SIZES, 1)
limit = int(sys.argv.pop(1))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main(prog_name="eo-site")
"""
"""The command with a pool even for a few orders, and with a limit to the size of any file."""


def command(root: Path, *more: str, limit: int = 0) -> list[str]:
    """A build in a process of its own."""
    shared = ["-C", str(root), "build", "--no-search", "--now", "2026-11-22"]
    return [sys.executable, "-c", RUNNER, str(limit), *shared, *more]


@pytest.mark.parametrize(("limit", "place"), [(20_000, FOLDER), (2_000_000, "lamp.png")])
def test_a_full_disk_is_told_in_words(site: Path, limit: int, place: str) -> None:
    """Whether it is the cache or a page that has no room: reason and place; the site stands.

    The operating system itself refuses, by a limit to the size of files.
    """
    before = stamps(built(site))
    body = "\n![A lamp](lamp.png)\n"
    write(site, {
        "content/orders/eo-14002.md": order(body=body, number=14002),
        "content/orders/eo-14002/lamp.png": bytes(3_000_000),
    })  # fmt: skip
    full = subprocess.run(
        command(site, limit=limit), cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert full.returncode == 1
    assert full.stderr.startswith("Error: cannot write the site: ") and place in full.stderr
    assert "Traceback" not in full.stderr
    assert stamps(site / "build") == before
    clean = site.with_name("clean")
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns("build", FOLDER))
    assert tree(built(site)) == tree(built(clean))


def two_versions(root: Path) -> list[Version]:
    """(what to write, what it builds to) of a site and of another version that differs everywhere."""
    versions = []
    for name, title in (("eo-14002", "A library"), ("eo-14003", "Another library")):
        files = {
            "site.yaml": SITE.replace("A small library", title),
            f"content/orders/{name}.md": order(number=int(name[3:])),
        }
        versions.append((files, tree(built(small_site(root / name, files)))))
    return versions


def two_sentences(root: Path) -> list[Version]:
    """The same of two versions that differ in one sentence."""
    versions = []
    for words in ("wants a count", "asks for a count"):
        files = {"content/orders/eo-14001.md": ORDER.replace("wants a count", words)}
        versions.append((files, tree(built(small_site(root / words[:4], files)))))
    return versions


def become(root: Path, files: Files) -> None:
    """Make a site be a version of itself."""
    for path in root.glob("content/orders/eo-1400[23].md"):
        path.unlink()
    write(root, files)


@pytest.mark.parametrize(
    ("call", "number"),
    [
        ("replace", errno.ENOSPC),
        ("mkdir", errno.EACCES),
        ("unlink", errno.EROFS),
        ("open", errno.ENOSPC),
        ("open", errno.EACCES),
    ],
)
def test_whatever_the_disk_refuses_the_next_build_converges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """The first, a middle or the last of its calls: each file is whole, and nothing is lost.

    The refusal is put in place of the call, since nothing refuses root anything.
    """
    versions = two_versions(tmp_path)
    site = small_site(tmp_path / "site", versions[0][0])
    built(site)
    calls = counted(monkeypatch, site, versions, call)
    for turn, at in enumerate((0, calls // 3, calls - 1, 0), start=1):
        (_, before), (files, after) = versions[(turn - 1) % 2], versions[turn % 2]
        become(site, files)
        with monkeypatch.context() as patch:
            refuse(patch, site / "build", call, number, at)
            ran = run("-C", site, "build", "--now", "2026-11-22")
        assert ran.code == 1 and "Traceback" not in ran.output
        assert f"cannot write the site: {os.strerror(number)}: {site / 'build'}/" in ran.output
        assert call != "replace" or f"{STAGING}/" not in ran.output
        for path, data in tree(site / "build").items():
            if not path.endswith(MANIFEST):
                assert data in (before.get(path), after.get(path)), path
        assert not list((site / "build").rglob(f"*{STAGING}*"))
        assert tree(built(site)) == after


def counted(monkeypatch: pytest.MonkeyPatch, site: Path, versions: list[Version], call: str) -> int:
    """How often a build that turns one version into the other makes a call, and back again."""
    counts = set()
    for files, _ in reversed(versions):
        become(site, files)
        with monkeypatch.context() as patch:
            made = refuse(patch, site / "build", call, 0, -1)
            built(site)
        counts.add(len(made))
    assert len(counts) == 1 and counts != {0}
    return counts.pop()


def refuse(patch: pytest.MonkeyPatch, out: Path, call: str, number: int, at: int) -> list[str]:
    """Let one of the calls that write in `build/` fail, if any; the paths of all made so far."""
    module: Any = builtins if call == "open" else os
    real, made = getattr(module, call), list[str]()

    def refusing(path: Any, *rest: Any, **named: Any) -> Any:
        harmless = (call == "mkdir" and Path(path).is_dir()) or (
            call == "open" and rest[:1] != ("wb",)
        )
        if str(path).startswith(str(out)) and not harmless:
            made.append(str(path))
            if len(made) == at + 1:
                raise OSError(number, os.strerror(number), str(path))
        return real(path, *rest, **named)

    patch.setattr(module, call, refusing)
    return made


def test_a_folder_in_place_of_a_file_is_told_in_words(site: Path) -> None:
    """It is not ours, so it stays until somebody moves it."""
    clean = tree(built(site))
    page = site / "build/plain/orders/eo-14001/index.html"
    page.unlink()
    page.mkdir()
    ran = run("-C", site, "build", "--now", "2026-11-22")
    assert ran.code == 1 and f"cannot write the site: Is a directory: {page}" in ran.output
    page.rmdir()
    assert tree(built(site)) == clean


def test_many_files_are_digested_in_their_order(tmp_path: Path) -> None:
    """Whatever their size; one that is gone by then has none, and one that grew has its new one."""
    paths = [tmp_path / str(number) for number in range(3 * FEW + 1)]
    for number, path in enumerate(paths):
        path.write_bytes(b"a" * number * 1000)
    looks = [(str(path), path.stat()) for path in paths]
    paths[7].unlink()
    paths[8].write_bytes(b"longer than it was" * 1000)
    there = [digest_bytes(path.read_bytes()) if path.exists() else None for path in paths]
    assert there.count(None) == 1
    assert list(digests_on_disk(looks)) == there
    assert list(digests_on_disk(looks[:9])) == there[:9]


def test_only_a_regular_file_has_a_digest(tmp_path: Path) -> None:
    """A folder, a link, a pipe and what is missing have none; nobody waits for a pipe."""
    (tmp_path / "file").write_bytes(b"text")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "pipe", "missing"):
        assert digest_on_disk(tmp_path / name) is None
    assert digest_on_disk(tmp_path / "file") == digest_bytes(b"text")


def test_foreign_files_are_named(site: Path) -> None:
    """The first few of them, when the site is written."""
    write(site, {f"build/plain/mine-{n}.txt": "mine" for n in range(7)})
    ran = run("-C", site, "build")
    assert "left alone, since no build has made them: plain/mine-0.txt, " in ran.output
    assert "plain/mine-4.txt and 2 more" in ran.output


# Killed -------------------------------------------------------------------------------------


def stamp(file: Path) -> int:
    """When a file was written; 0 if it is not there."""
    return file.stat().st_mtime_ns if file.exists() else 0


def kill_build(root: Path, edition: str, after: float) -> None:
    """Start a build, and kill it some seconds after the first edition's manifest was written."""
    line = [
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
    watched = root / "build" / edition / MANIFEST
    before, end = stamp(watched), time.monotonic() + 20
    with subprocess.Popen(line, cwd=REPOSITORY, stdout=subprocess.DEVNULL) as process:
        while stamp(watched) == before and process.poll() is None and time.monotonic() < end:
            time.sleep(0.0005)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def older_version(root: Path) -> dict[str, bytes]:
    """Build the site as it was before: another name, another page, no order by now removed."""
    now = {path: data for path, data in tree(root).items() if not path.startswith("build/")}
    site = now["site.yaml"].replace(b"title: ", b"title: Old ")
    page = b"---\ntitle: Gone by now\nnav: Gone\n---\n\nA page.\n"
    write(root, {"site.yaml": site, "content/pages/gone-by-now.md": page})
    old = tree(built(root))
    (root / "content/pages/gone-by-now.md").unlink()
    write(root, now)
    return old


@pytest.mark.parametrize("over", ["nothing", "an older version"])
def test_a_killed_build_leaves_whole_files(one_order_site: Path, tmp_path: Path, over: str) -> None:
    """Each file in place is the old one or the new one, and the next build ends as a clean one."""
    clean = tree(one_order_site / "build")
    first = next(path for path in clean if path.endswith(f"/{MANIFEST}")).partition("/")[0]
    root = copy_of_repository(tmp_path / "site", "eo-13903")
    chance = random.Random(over)
    for _ in range(KILLS):
        old = {} if over == "nothing" else older_version(root)
        kill_build(root, first, chance.uniform(0, 0.06))
        for path, data in tree(root / "build").items():
            if not path.endswith((TEMPORARY, MANIFEST)) and not path.startswith(STAGING):
                assert data in (old.get(path), clean.get(path)), path
        assert tree(built(root)) == clean
        if over == "nothing":
            shutil.rmtree(root / "build")


PROC = Path("/proc")


def living(group: int) -> list[int]:
    """The processes of a group; those that have ended and were not waited for do not count."""
    found = []
    for file in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, theirs = file.read_text().rpartition(")")[2].split()[:3]
            if int(theirs) == group and state not in "ZX":
                found.append(int(file.parent.name))
    return found


def end_build(
    root: Path, after: float, number: signal.Signals, *, all_hear: bool
) -> tuple[int, str]:
    """Start a build with two workers and end it some seconds after it has begun to work.

    Returns its exit code and what it said, once neither it nor any of its workers is left.
    """
    lock, end, heard = root / FOLDER / "lock", time.monotonic() + 20, root.parent / "heard"
    before = stamp(lock)
    # Into a file: the end of a pipe would be waited for as long as any worker holds it.
    with heard.open("w") as said, heeding_interrupts(), subprocess.Popen(
        command(root, "--jobs", "2"), cwd=REPOSITORY, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=said,
    ) as process:  # fmt: skip
        while stamp(lock) == before and process.poll() is None and time.monotonic() < end:
            time.sleep(0.0005)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if all_hear else os.kill)(process.pid, number)
        code, end = process.wait(60), time.monotonic() + 30
        while (left := living(process.pid)) and time.monotonic() < end:
            time.sleep(0.01)
    for each in left:
        os.kill(each, signal.SIGKILL)
    assert not left, "workers outlive their build"
    return code, heard.read_text()


@pytest.mark.skipif(not PROC.exists(), reason="NO WORKER WAS COUNTED: there is no /proc here")
@pytest.mark.parametrize("end", ["SIGKILL", "SIGKILL in a sentence", "SIGINT", "SIGINT for all"])
def test_a_build_ended_at_any_moment_leaves_nothing_half_done(tmp_path: Path, end: str) -> None:
    """While orders are read, rendered or published, by two workers: none of them outlives it.

    An interrupt is answered in words. Every file is whole, no lock is left behind, and the next
    build ends as a clean one. So it is where one sentence is all that is different.
    """
    versions = two_sentences(tmp_path) if "sentence" in end else two_versions(tmp_path)
    more = {
        f"content/orders/eo-{n}.md": ORDER.replace("14001", str(n)) for n in range(15000, 15006)
    }
    versions = [
        (files, tree(built(small_site(tmp_path / f"more-{n}", {**files, **more}))))
        for n, (files, _) in enumerate(versions)
    ]
    site = small_site(tmp_path / "site", {**versions[0][0], **more})
    started = time.monotonic()
    subprocess.run(command(site, "--jobs", "2"), cwd=REPOSITORY, check=True, capture_output=True)
    whole = time.monotonic() - started
    chance, number = random.Random(end), signal.Signals[end.split()[0]]
    for turn in range(1, KILLS + 2):
        (_, before), (files, after) = versions[(turn - 1) % 2], versions[turn % 2]
        become(site, files)
        code, said = end_build(site, chance.uniform(0, whole), number, all_hear="all" in end)
        if number == signal.SIGINT:
            # After its last word, the interpreter lets the signal end it: 130 to a shell.
            ended = ((0, ""), (1, "\nAborted!\n"), (1, "Aborted!\n"), (-number, ""))
            assert (code, said) in ended, said
        for path, data in tree(site / "build").items():
            if not path.endswith((TEMPORARY, MANIFEST)) and not path.startswith(STAGING):
                assert data in (before.get(path), after.get(path)), path
        assert tree(built(site)) == after
