"""Full-text search: an index for each edition whose pages changed, and nothing in it that is not theirs."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from eo_site.engine import load, pagefind, unchanged
from eo_site.engine.options import STAGING, Options
from tests.sites import (
    AUDIENCES,
    ORDER,
    REPOSITORY,
    TODAY,
    built,
    edit_audiences,
    order,
    outcome,
    page,
    run,
    small_site,
    tree,
    write,
)

SIGNATURE = b"pagefind_dcd"
BOTH = ("plain", "lawyers")
ENTRY = "pagefind-entry.json"


def indexed(site: Path) -> tuple[str, ...]:
    """Build; the editions whose index was made."""
    report = outcome(site, search=True)
    assert report.published, [each.line() for each in report.problems]
    return report.indexed


def fragments(edition: Path) -> dict[str, dict[str, object]]:
    """By address, what is kept of each page that can be found."""
    files = (edition / "pagefind/fragment").iterdir()
    found = [json.loads(gzip.decompress(file.read_bytes())[len(SIGNATURE) :]) for file in files]
    return {str(each["url"]): each for each in found}


def whole(edition: Path) -> bool:
    """Whether an index has everything that its entry and its results name."""
    folder = edition / "pagefind"
    [language] = json.loads((folder / ENTRY).read_bytes())["languages"].values()
    named = {f"pagefind.{language['hash']}.pf_meta", f"wasm.{language['wasm']}.pagefind"}
    slugs = json.loads((folder / "slugs.json").read_bytes())
    named |= {f"fragment/{each}.pf_fragment" for each in slugs}
    return all((folder / each).is_file() for each in (*named, "pagefind.js", "pagefind-worker.js"))


def test_only_changed_editions_are_indexed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first build makes all indexes, later ones those whose pages differ, or none."""
    assert indexed(site) == BOTH
    assert all(whole(site / "build" / each) for each in BOTH)
    write(site, {"content/orders/eo-14001.md": ORDER.replace("binds the", "does bind the")})
    before = tree(site / "build/plain/pagefind")
    assert indexed(site) == ("lawyers",)
    assert tree(site / "build/plain/pagefind") == before
    assert "does bind" in str(fragments(site / "build/lawyers")["/orders/eo-14001/"]["content"])
    monkeypatch.setattr(pagefind, "make_index", None)
    assert indexed(site) == ()


def test_a_build_with_nothing_to_do_is_known_from_the_looks_of_files(site: Path) -> None:
    """The index's files are looked at like the pages; one that is gone makes a build look closer."""
    indexed(site)
    time.sleep(0.15)
    indexed(site)
    wish = Options(site, now=TODAY, search=True)
    time.sleep(0.15)
    indexed(site)
    assert unchanged.nothing_to_do(wish, lambda: None)[0]
    assert unchanged.nothing_to_do(Options(site, now=TODAY), lambda: None)[0] is None
    next((site / "build/plain/pagefind/index").iterdir()).unlink()
    assert unchanged.nothing_to_do(wish, lambda: None)[0] is None


@pytest.mark.parametrize("damage", ["delete", "garble", "truncate", "symlink", "folder", "all"])
def test_a_damaged_index_is_made_again(site: Path, tmp_path: Path, damage: str) -> None:
    """Whatever became of it, and whatever stands in its place; what nobody needs in it goes."""
    indexed(site)
    folder = site / "build/plain/pagefind"
    file = next((folder / "fragment").iterdir())
    before, stranger = file.read_bytes(), folder / "fragment/en_0000000.pf_fragment"
    stranger.write_bytes(b"stranger")
    shutil.rmtree(folder) if damage == "all" else file.unlink()
    if damage == "garble":
        file.write_bytes(bytes(len(before)))
    elif damage == "truncate":
        file.write_bytes(before[:9])
    elif damage == "symlink":
        (tmp_path / "elsewhere").write_bytes(before)
        file.symlink_to(tmp_path / "elsewhere")
    elif damage == "folder":
        file.mkdir()
        (file / "in the way").touch()
    assert indexed(site) == ("plain",)
    assert file.read_bytes() == before and not file.is_symlink()
    assert whole(site / "build/plain") and not stranger.exists()
    assert indexed(site) == ()


def test_the_index_belongs_to_its_edition_as_a_whole(site: Path) -> None:
    """The manifest names the folder, not its files: it is the same whatever Pagefind calls them."""
    indexed(site)
    out = site / "build"
    manifest = json.loads((out / "plain/manifest.json").read_bytes())
    assert manifest["folders"] == ["pagefind/"]
    assert not [each for each in manifest["files"] if each.startswith("pagefind")]
    assert "search/index.html" in manifest["files"]
    write(site, {"build/plain/pagefind/theirs.txt": "theirs", "build/plain/theirs.txt": "theirs"})
    write(site, {"content/orders/eo-14002.md": order(number=14002)})
    assert [each for each in outcome(site, search=True).notes if "theirs" in each] == [
        "left alone, since no build has made them: plain/theirs.txt"
    ]
    more = {"content/orders/eo-14002.md": order(number=14002)}
    clean = built(small_site(site.parent / "clean", more), search=True)
    for each in BOTH:
        path = f"{each}/manifest.json"
        assert (out / path).read_bytes() == (clean / path).read_bytes()


def test_without_search_nothing_of_it_is_left(site: Path) -> None:
    """Neither index nor page nor link; and a build with search brings all of it back."""
    indexed(site)
    assert 'href="../../search/"' in page(site / "build/plain", "orders/eo-14001")
    assert 'href="/library/plain/search/"' in (site / "build/plain/404.html").read_text()
    assert run("-C", site, "build", "--now", str(TODAY)).code == 0
    assert tree(site / "build") == tree(built(small_site(site.parent / "clean")))
    assert not (site / "build/plain/pagefind").exists()
    assert indexed(site) == BOTH


@pytest.mark.parametrize("options", [{"portable": True}, {"drafts": True}])
def test_there_is_no_search_from_disk_or_of_drafts(site: Path, options: dict[str, bool]) -> None:
    """It would stand dead, or hold what is not out; nothing is said to be missing."""
    report = outcome(site, search=True, out=site / "copy", **options)
    assert report.indexed == () and not any("search" in each for each in report.notes)
    assert not [path for path in tree(site / "copy") if "pagefind/" in path or "/search/" in path]


def test_an_edition_that_is_gone_takes_its_index_along(site: Path) -> None:
    """And what stands where a link leads stays."""
    indexed(site)
    edit_audiences(site, lambda file: file["audiences"].pop(0))
    assert outcome(site, search=True).removed == ("plain",)
    assert not (site / "build/plain").exists()
    theirs = write(site / "theirs", {"a.txt": "a"})
    shutil.rmtree(site / "build/lawyers/pagefind")
    (site / "build/lawyers/pagefind").symlink_to(theirs)
    built(site)
    assert tree(theirs) == {"a.txt": b"a"} and not (site / "build/lawyers/pagefind").exists()


def test_a_site_without_pagefind_builds_and_says_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plain line, and no control that would lead nowhere."""
    monkeypatch.setattr(load.pagefind, "installed", lambda: False)
    ran = run("-C", site, "build", "--now", str(TODAY), search=True)
    assert ran.code == 0
    [said] = [line for line in ran.output.splitlines() if "search" in line]
    assert said == "no search: Pagefind is not installed (pip install 'eo-site[search]')"
    assert tree(site / "build") == tree(built(small_site(site.parent / "clean")))


def test_an_edition_without_pages_has_nothing_to_search(tmp_path: Path) -> None:
    """Its search page says so; with its first order it can be searched."""
    files = {"content/orders/eo-14001.md": order("audiences: [plain]\n")}
    site = small_site(tmp_path / "site", files)
    assert indexed(site) == ("plain",)
    words = page(site / "build/lawyers", "search")
    assert "nothing to search" in words and "js/search.js" not in words
    write(site, {"content/orders/eo-14001.md": ORDER})
    assert indexed(site) == BOTH
    write(site, files)
    indexed(site)
    assert not (site / "build/lawyers/pagefind").exists() and indexed(site) == ()


# What is in an index ----------------------------------------------------------------------------

CANARIES = {
    "content/orders/eo-14002.md": order("draft: true\n", "## A {#a}\n\nQuazdraft.\n", number=14002),
    "content/orders/eo-14003.md": order(
        "publish_on: 2027-01-01\n", "## A {#a}\n\nQuazembargo.\n", number=14003
    ),
    "content/orders/eo-14004.md": order(
        "audiences: [members]\n", "## A {#a}\n\nQuazwhole.\n", number=14004
    ),
    "content/orders/eo-14005.md": order(
        "aliases: [eo-14005-first]\n",
        "## A {#a}\n\nQuazeveryone.\n\n::: for members\n\nQuazmembers.\n\n:::\n\n"
        "::: for plain\n\nQuazplain.\n\n:::\n\n::: for lawyers\n\nQuazlawyers.\n\n:::\n",
        number=14005,
    ),
    "content/pages/about.md": "---\ntitle: About\nnav: About\n---\n\nQuazabout.\n\n"
    "::: for members\n\nQuazclub.\n\n:::\n",
    "audiences.yaml": AUDIENCES + """\
  - id: members
    name: Members
    question: What next?
    access: {members: [paying]}
    lead: [summary]
    modules: [sections, unknowns, sources]
""",
}  # fmt: skip
MEANT = {
    "plain": {"everyone", "plain", "about"},
    "lawyers": {"everyone", "lawyers", "about"},
    "members": {"everyone", "members", "whole", "about", "club"},
}


def test_an_index_holds_the_text_of_its_edition_and_no_other(tmp_path: Path) -> None:
    """Every file of every index is unpacked: drafts, embargoed orders and others' text are in none."""
    out = built(small_site(tmp_path, CANARIES), search=True)
    for name, meant in MEANT.items():
        text = b" ".join(
            gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            for data in tree(out / name / "pagefind").values()
        ).lower()
        words = {word for each in MEANT.values() for word in each} | {"draft", "embargo"}
        assert {word for word in words if f"quaz{word}".encode() in text} == meant
        found = fragments(out / name)
        shown = {"/orders/eo-14001/", "/orders/eo-14005/", "/about/"}
        assert found.keys() == shown | ({"/orders/eo-14004/"} if name == "members" else set())


def test_a_result_says_what_it_is_and_quotes_the_analysis_alone(site: Path) -> None:
    """Number, title, standing and day beside it; no navigation, no list of sources, no citation."""
    indexed(site)
    found = fragments(site / "build/lawyers")["/orders/eo-14001/"]
    assert found["meta"] == {
        "slug": "eo-14001", "label": "EO 14001", "title": "Counting Lighthouses", "citation": "", "president": "",
        "signed": "2021-01-20", "status": "in force", "status_value": "in-force",
        "court": "courts: not searched", "court_value": "not-searched",
    }  # fmt: skip
    text = str(found["content"])
    assert "The count binds the Secretary" in text
    for words in (
        "Read as",
        "Plain readers",
        "Cite",
        "Not legal advice",
        "On this page",
        "Sources",
    ):
        assert words not in text, words


def test_what_nobody_has_analysed_is_found_by_its_title(site: Path) -> None:
    """And a withdrawn analysis by the reason; every page that can be found is in the index."""
    write(site, {
        "content/orders/eo-14002.md": order(number=14002),
        "content/orders/eo-14003.md": order(
            "withdrawn: {on: 2026-11-01, reason: It was wrong.}\n", number=14003
        ),
        "content/pages/about.md": "---\ntitle: About\n---\n",
    })  # fmt: skip
    indexed(site)
    found = fragments(site / "build/plain")
    slugs = ("eo-14001", "eo-14002", "eo-14003")
    assert found.keys() == {*(f"/orders/{each}/" for each in slugs), "/about/"}
    assert all(
        "Counting Lighthouses" in str(found[f"/orders/{each}/"]["content"]) for each in slugs
    )
    assert "It was wrong" in str(found["/orders/eo-14003/"]["content"])


def test_a_page_that_is_not_the_editions_is_not_indexed(site: Path) -> None:
    """A file of somebody's that is marked to be found stops the index, and the last one stays."""
    indexed(site)
    before = tree(site / "build/plain/pagefind")
    write(site, {
        "build/plain/orders/theirs/index.html": "<html><body data-pagefind-body>Theirs.</body></html>",
        "content/orders/eo-14002.md": order(number=14002),
    })  # fmt: skip
    ran = run("-C", site, "build", "--now", str(TODAY), search=True)
    assert ran.code == 1 and "orders/theirs/index.html would be found; only orders" in ran.output
    assert tree(site / "build/plain/pagefind") == before


def test_a_theme_that_marks_no_text_is_told(site: Path) -> None:
    """Better than a search that finds nothing."""
    write(site, {"themes/default/templates/order.html": "{% extends 'base.html' %}",
                 "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"})  # fmt: skip
    ran = run("-C", site, "build", "--now", str(TODAY), search=True)
    assert ran.code == 1 and "marks no order's text with data-pagefind-body" in ran.output


def test_nothing_else_has_a_say_in_an_index(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor a file of Pagefind's own, wherever the command is run."""
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    write(site, {"pagefind.yml": "exclude_selectors: [p]\n"})
    monkeypatch.chdir(site)
    indexed(site)
    assert "The order wants a count" in str(fragments(site / "build/plain")["/orders/eo-14001/"])


# Failed and killed ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Program:
    """A program in Pagefind's place."""

    file: Path

    def does(self, script: str) -> Path:
        """Write it."""
        self.file.write_text(f"#!/bin/sh\n{script}\n")
        self.file.chmod(0o755)
        return self.file


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Nothing yet."""
    return Program(tmp_path / "pagefind")


@pytest.mark.parametrize("fault", ["echo No room. >&2; exit 7", "kill -9 $$", "missing"])
def test_a_search_that_fails_leaves_the_last_index(
    site: Path, program: Program, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The pages are new, the index is the last good one, and the next build makes the new one."""
    indexed(site)
    before = tree(site / "build/plain/pagefind")
    write(site, {"content/orders/eo-14001.md": ORDER.replace("wants a count", "wants a sum")})
    file = program.file if fault == "missing" else program.does(fault)
    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "program", lambda: file)
        for _ in range(2):
            ran = run("-C", site, "build", "--now", str(TODAY), search=True)
            assert ran.code == 1 and "Traceback" not in ran.output
            assert "the pages are written, but not the search index of `plain`" in ran.output
    assert "exit 7" not in fault or "No room." in ran.output
    assert "wants a sum" in page(site / "build/plain", "orders/eo-14001")
    assert tree(site / "build/plain/pagefind") == before and whole(site / "build/plain")
    assert not (site / "build" / STAGING).exists()
    assert indexed(site) == BOTH
    assert "wants a sum" in str(fragments(site / "build/plain"))


RUNNER = """
import os, sys
from pathlib import Path
from eo_site.cli import main
from eo_site.engine import pagefind, search
slow, puts = sys.argv[1:3]
del sys.argv[1:3]
if slow:
    pagefind.program = lambda: Path(slow)
real, made = search.put, []
def put(*where):
    made.append(where)
    if len(made) == int(puts):
        os.kill(os.getpid(), 9)
    real(*where)
search.put = put
main(prog_name="eo-site")
"""
"""The command with another program in Pagefind's place, and killed at its nth file."""


def killed(site: Path, slow: str = "", puts: int = 0) -> "subprocess.Popen[bytes]":
    """Start a build that kills itself, or is there to be killed."""
    line = [sys.executable, "-c", RUNNER, slow, str(puts), "-C", str(site), "build"]
    return subprocess.Popen([*line, "--now", str(TODAY)], cwd=REPOSITORY)


def test_a_build_killed_while_pagefind_runs_leaves_the_last_index(
    site: Path, program: Program
) -> None:
    """Also when Pagefind outlives the build, and is still at work when the next one comes."""
    indexed(site)
    before = tree(site / "build/plain/pagefind")
    write(site, {"content/orders/eo-14001.md": ORDER.replace("wants a count", "wants a sum")})
    begun = site.parent / "begun"
    slow = program.does(
        f'echo $$ > "{begun}"; while :; do mkdir -p "$6/fragment"; sleep 0.01; done'
    )
    with killed(site, str(slow)) as process:
        await_(begun.is_file)
        await_(begun.read_text)
        process.send_signal(signal.SIGKILL)
    try:
        assert "wants a sum" in page(site / "build/plain", "orders/eo-14001")
        assert tree(site / "build/plain/pagefind") == before
        assert indexed(site) == BOTH
    finally:
        os.kill(int(begun.read_text()), signal.SIGKILL)
    assert whole(site / "build/plain") and "wants a sum" in str(fragments(site / "build/plain"))
    time.sleep(0.15)
    built(site, search=True)
    assert not (site / "build" / STAGING).exists() and indexed(site) == ()


def test_a_build_killed_while_an_index_is_put_in_place_leaves_one_or_the_other(site: Path) -> None:
    """At each of its files: what the entry names is there, and the next build ends as ever."""
    indexed(site)
    for puts in (1, 2, 3, 4, 5):
        words = f"wants count number {puts}"
        write(site, {"content/orders/eo-14001.md": ORDER.replace("wants a count", words)})
        with killed(site, puts=puts) as process:
            assert process.wait(60) == -signal.SIGKILL
        assert whole(site / "build/plain")
        assert indexed(site)[-1:] == ("lawyers",)
        assert whole(site / "build/plain")
        assert [words in str(fragments(site / "build" / each)) for each in BOTH] == [True, True]
        assert len(fragments(site / "build/plain")) == 1


def await_(found: Callable[[], object]) -> None:
    """Wait until there is something."""
    end = time.monotonic() + 20
    while not found() and time.monotonic() < end:
        time.sleep(0.005)
    assert found()
