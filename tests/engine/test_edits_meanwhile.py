"""People go on writing while a site is built: what they write is published, then or by the next build."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import eo_site.engine.load as load_module
from eo_site.engine.build import check
from eo_site.engine.inputs import TIMES, Inputs, Moved
from eo_site.engine.layout import LayOut
from eo_site.engine.options import Options
from eo_site.engine.own_pages import OwnPages
from eo_site.engine.worker_tasks import WorkerTasks
from eo_site.serve.site import SiteDesk
from tests.serve.desks import until
from tests.serve.test_serve_command import started
from tests.sites import (
    AUDIENCES,
    ORDER,
    REPOSITORY,
    SITE,
    TODAY,
    built,
    edit,
    outcome,
    page,
    run,
    save,
    small_site,
    sound,
    tree,
    write,
)  # fmt: skip

FILE = "content/orders/eo-14001/index.md"
ANOTHER = "content/orders/eo-14002.md"
TEXT = "content/texts/eo-14001.txt"
IMAGE = "content/orders/eo-14001/lamp.png"
OFFICIAL = """\
Executive Order 14001 of January 20, 2021

Counting Lighthouses

By the authority vested in me as President, it is hereby ordered as follows:

Section 1. Purpose. The Secretary shall count lighthouses by the hundred.

THE WHITE HOUSE,
January 20, 2021.
"""
PAGE = "content/pages/about.md"
TERMS = "content/vocabularies/interests.yaml"
FILES = {
    "site.yaml": SITE + "rules: {untagged-order: off}\n",
    "audiences.yaml": AUDIENCES.replace(
        "modules: [contents, sec", "modules: [operative-text, contents, sec"
    ),
    FILE: ORDER.replace("The order wants", "![A lamp](lamp.png) The order wants").replace(
        "summary:", "interests: [lamps]\nsummary:"
    ),
    ANOTHER: ORDER.replace("14001", "14002"),
    TEXT: OFFICIAL,
    IMAGE: b"one lamp",
    PAGE: "---\ntitle: About\n---\n\nAbout us.\n",
    TERMS: "terms:\n  - {id: lamps, label: Lamps}\n",
}
EDITS = {
    FILE: ("wants a count", "wants one count"),
    ANOTHER: ("wants a count", "wants two counts"),
    TEXT: ("by the hundred", "by the dozen"),
    IMAGE: ("one lamp", "two lamp"),
    PAGE: ("About us.", "About them."),
    TERMS: ("label: Lamps", "label: Lights"),
}
SENTENCE = ("count binds", "count obliges")
SUMMARY = ("are to be counted", "are to be numbered")
STAGES: dict[str, tuple[type, str, tuple[str, str]]] = {
    "orders are looked at": (Inputs, "digest", SENTENCE),
    "an order is studied": (WorkerTasks, "study", SENTENCE),
    "a page is rendered": (WorkerTasks, "render", SENTENCE),
    "a sentence is published": (OwnPages, "job", SENTENCE),
    "editions are laid out": (LayOut, "wanted", SUMMARY),
    "pages are rendered": (WorkerTasks, "render", SUMMARY),
}
"""What a stage of a build is called here, and an edit of both orders that leads to it."""


def full_site(tmp_path: Path) -> Path:
    """A site with a file of every kind that a build reads."""
    root = small_site(tmp_path / "site", FILES)
    (root / "content/orders/eo-14001.md").unlink()  # it stands in a folder
    return root


def both(root: Path, old: str, new: str) -> None:
    """An edit of both orders."""
    for path in (FILE, ANOTHER):
        edit(root, path, old, new)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bytes]]:
    """What a site comes to that is built from nothing after some edits."""

    @cache
    def build(orders: tuple[str, str] | None, path: str) -> dict[str, bytes]:
        root = full_site(tmp_path_factory.mktemp("clean"))
        if path:
            edit(root, path, *EDITS[path])
        if orders:
            both(root, *orders)
        return tree(built(root))

    return build


def before(
    patch: pytest.MonkeyPatch, stage: str, act: Callable[[], object], *, times: int = 1
) -> list[None]:
    """Let something happen right before a stage works on what it was given; what is left of it."""
    kind, name, _ = STAGES[stage]
    work, left = getattr(kind, name), [None] * times

    def told(*arguments: Any) -> Any:
        if left:
            left.pop()
            act()
        return work(*arguments)

    patch.setattr(kind, name, told)
    return left


def meanwhile(root: Path, stage: str, path: str, old: str, new: str) -> None:
    """A build during which a file is edited, once."""
    with pytest.MonkeyPatch.context() as patch:
        left = before(patch, stage, lambda: edit(root, path, old, new))
        assert outcome(root).published and not left


# One file, one moment ---------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_an_edit_made_while_a_build_runs_is_published(
    tmp_path: Path, clean: Callable[..., dict[str, bytes]], stage: str
) -> None:
    """By that build or by the next one, whatever the file and whenever; also if it is taken back.

    Each stage meets every other file, each file every other stage.
    """
    *_, orders = STAGES[stage]
    chosen = [*EDITS.items()][[*STAGES].index(stage) % 2 :: 2]
    there, back = orders, orders[::-1]
    root = full_site(tmp_path)
    built(root)
    for path, (old, new) in chosen:
        both(root, *there)
        meanwhile(root, stage, path, old, new)
        assert tree(built(root)) == clean(orders, path), path
        both(root, *back)
        meanwhile(root, stage, path, new, old)
        assert tree(built(root)) == clean(None, ""), path
        both(root, *there)
        meanwhile(root, stage, path, old, new)
        edit(root, path, new, old)
        assert tree(built(root)) == clean(orders, ""), path
        both(root, *back)
        built(root)


def test_a_text_moved_to_other_readers_meanwhile_does_not_stay_with_all(tmp_path: Path) -> None:
    """The worst that an edit that got lost could do."""
    root = small_site(tmp_path / "site")
    edit(root, "content/orders/eo-14001.md", "::: for lawyers\n\n", "")
    edit(root, "content/orders/eo-14001.md", "\n:::\n", "")
    moved = ("The count binds", "::: for lawyers\n\nThe count binds")
    with pytest.MonkeyPatch.context() as patch:

        def act() -> None:
            edit(root, "content/orders/eo-14001.md", *moved)
            with (root / "content/orders/eo-14001.md").open("a") as file:
                file.write("\n:::\n")

        before(patch, "an order is studied", act)
        assert outcome(root).published
    assert "The count binds" in page(root / "build", "plain/orders/eo-14001")
    sound(root)
    assert "The count binds" not in page(root / "build", "plain/orders/eo-14001")


def test_an_image_laid_beside_an_order_meanwhile_is_found(tmp_path: Path) -> None:
    """Its order was studied without it, and is studied again."""
    root = full_site(tmp_path)
    (root / IMAGE).unlink()
    with pytest.MonkeyPatch.context() as patch:
        before(patch, "an order is studied", lambda: write(root, {IMAGE: b"one lamp"}))
        assert outcome(root).published
    sound(root)


@pytest.mark.parametrize("path", [FILE, TEXT, IMAGE])
def test_a_file_taken_away_meanwhile_is_no_traceback(tmp_path: Path, path: str) -> None:
    """What is published is a site without it, or the problem is told."""
    root = full_site(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        before(patch, "an order is studied", (root / path).unlink)
        outcome(root)
    report = outcome(root)
    # A folder that holds an image and no text is left out by no build in silence.
    assert report.published == (path == TEXT)


def test_a_page_is_made_of_the_text_that_the_order_was_studied_with(tmp_path: Path) -> None:
    """A text that changes before pages are rendered lets the build begin anew, and once only."""
    root = full_site(tmp_path)
    meanwhile(root, "pages are rendered", TEXT, *EDITS[TEXT])
    assert "by the dozen" in page(root / "build", "plain/orders/eo-14001")
    assert sound(root).rendered == 0


def test_a_file_that_never_rests_is_told(tmp_path: Path) -> None:
    """After some attempts, in words; nothing is written."""
    root = full_site(tmp_path)
    turns = iter(range(100))
    with pytest.MonkeyPatch.context() as patch:
        before(
            patch,
            "editions are laid out",
            lambda: write(root, {IMAGE: f"lamp {next(turns)}".encode()}),
            times=99,
        )
        report = outcome(root)
        [problem] = report.problems
        assert (problem.code, problem.path) == ("EO100", IMAGE)
        assert not report.published and not (root / "build").exists()
        assert next(turns) == TIMES
        ran = run("-C", root, "build")
        assert ran.code == 1 and "changed again and again" in ran.output
    sound(root)


HALF_SAVED = {
    FILE: b"",
    TEXT: b"",
    PAGE: b"---\ntitle: Ab",
    TERMS: b"terms:\n  - {id: lam",
    "site.yaml": b"title: ",
    "audiences.yaml": b"",
}
"""What a build may find of a file while an editor is writing it; each is an error."""


def looked_at_last(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> list[None]:
    """Let something happen whenever a site has been read and what is wrong with it is put together."""
    put_together, looks = load_module.in_reading_order, list[None]()

    def told(problems: Any) -> Any:
        looks.append(None)
        act()
        return put_together(problems)

    patch.setattr(load_module, "in_reading_order", told)
    return looks


@pytest.mark.parametrize("path", HALF_SAVED)
@pytest.mark.parametrize("known", [False, True], ids=["first", "later"])
def test_a_file_read_while_it_is_being_saved_is_no_mistake(
    tmp_path: Path, path: str, *, known: bool
) -> None:
    """The build and the check begin anew with the whole file; they tell nothing of the half of it."""
    root = full_site(tmp_path)
    if known:
        built(root)
    whole = (root / path).read_bytes()
    write(root, {path: HALF_SAVED[path]})
    assert check(Options(root, now=TODAY)).failed
    with pytest.MonkeyPatch.context() as patch:
        looks = looked_at_last(patch, lambda: write(root, {path: whole}))
        assert not check(Options(root, now=TODAY)).failed
        write(root, {path: HALF_SAVED[path]})
        report = outcome(root)
    assert report.published and not report.problems and len(looks) >= 2
    assert tree(built(root)) == tree(built(full_site(tmp_path / "clean")))


def test_a_mistake_is_told_at_once_where_nobody_is_saving(tmp_path: Path) -> None:
    """The site is read once, though a file's times may lie in the future."""
    root = full_site(tmp_path)
    write(root, {FILE: b""})
    tomorrow = time.time() + 86_400
    os.utime(root / PAGE, (tomorrow, tomorrow))
    with pytest.MonkeyPatch.context() as patch:
        looks = looked_at_last(patch, lambda: None)
        assert not outcome(root).published
    assert len(looks) == 1


def test_a_mistake_is_told_though_another_file_never_rests(tmp_path: Path) -> None:
    """After some attempts, by its own name."""
    root = full_site(tmp_path)
    write(root, {FILE: b""})
    with pytest.MonkeyPatch.context() as patch:
        looks = looked_at_last(patch, lambda: write(root, {PAGE: FILES[PAGE]}))
        report = outcome(root)
    assert [each.path for each in report.problems] == [FILE] and len(looks) == TIMES


def test_an_official_text_outside_the_site_is_looked_at(tmp_path: Path) -> None:
    """An edit there is an edit of the site."""
    root = full_site(tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    (root / TEXT).rename(texts / "eo-14001.txt")
    outcome(root, texts=texts)
    edit(texts, "eo-14001.txt", *EDITS[TEXT])
    sound(root, texts=texts)
    assert "by the dozen" in page(root / "build", "plain/orders/eo-14001")


def test_an_image_that_cannot_be_read_is_told_and_the_good_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No empty file is published in its place."""
    root = full_site(tmp_path)
    outcome(root)
    edit(root, IMAGE, "one", "two")
    read = Inputs._read

    def refused(inputs: Inputs, path: str) -> Any:
        if path == IMAGE:
            raise PermissionError(13, "Permission denied")
        return read(inputs, path)

    monkeypatch.setattr(Inputs, "_read", refused)
    report = outcome(root)
    assert [(each.code, each.path) for each in report.problems] == [("EO100", IMAGE)]
    assert (root / "build/plain/orders/eo-14001/lamp.png").read_bytes() == b"one lamp"


def test_serve_shows_an_image_that_is_being_changed(tmp_path: Path) -> None:
    """As it stands, though it was read for another one."""
    root = full_site(tmp_path)
    with SiteDesk.of(Options(root, now=TODAY)) as desk:
        desk.refresh(None)
        path = "plain/orders/eo-14001/lamp.png"
        first = desk.answer(path)
        edit(root, IMAGE, "one", "two")
        second = desk.answer(path)
        assert first and second and (first.data, second.data) == (b"one lamp", b"two lamp")
        (root / IMAGE).unlink()
        assert desk.answer(path) is None


# Inputs -----------------------------------------------------------------------------------------


def test_a_file_is_one_thing_throughout_a_build(tmp_path: Path) -> None:
    """Its digest is that of the bytes that were taken, and whoever reads it again gets these."""
    write(tmp_path, {"a": "one"})
    inputs = Inputs(tmp_path, {})
    first = inputs.digest("a")
    write(tmp_path, {"a": "two"})
    assert inputs.digest("a") == first
    with pytest.raises(Moved):
        inputs.read("a")
    assert inputs.take("a") == inputs.read("a") == b"two"
    assert inputs.digest("a") != first
    write(tmp_path, {"a": "three"})
    with pytest.raises(Moved):
        inputs.take("a")
    (tmp_path / "a").unlink()
    with pytest.raises(Moved):
        inputs.read("a")


# Processes --------------------------------------------------------------------------------------

LONG = ORDER + "".join(f"Lighthouse {n} was counted oldly [@order, 1].\n\n" for n in range(600))


def command(root: Path, *more: str) -> Sequence[str]:
    """A build in a process of its own."""
    line = ["-C", str(root), "build", "--no-search", "--now", str(TODAY), *more]
    return [sys.executable, "-m", "eo_site", *line]


def test_a_save_at_any_moment_of_a_build_is_published(tmp_path: Path) -> None:
    """Whenever it comes, the next build leaves what a clean one would."""
    path = "content/orders/eo-14001.md"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    root = small_site(tmp_path / "site", {path: LONG})
    began = time.monotonic()
    subprocess.run(command(root), env=environment, check=True, capture_output=True)
    whole = time.monotonic() - began
    for turn in range(3):
        write(root, {path: LONG.replace("oldly", f"at first {turn}")})
        building = subprocess.Popen(
            command(root, "--clean"), env=environment, stdout=subprocess.DEVNULL
        )
        time.sleep(whole * (turn + 1) / 4)
        save(root / path, LONG.replace("oldly", f"in the end {turn}"))
        assert building.wait(60) == 0
        assert outcome(root).published
        assert f"in the end {turn}" in page(root / "build", "plain/orders/eo-14001")
        assert f"at first {turn}" not in page(root / "build", "lawyers/orders/eo-14001")
    copy = small_site(tmp_path / "copy", {path: (root / path).read_bytes()})
    outcome(copy)
    assert tree(root / "build") == tree(copy / "build")


def test_two_saves_in_a_row_are_both_seen_by_watching(tmp_path: Path) -> None:
    """The second comes while the first is being built."""
    path = "content/orders/eo-14001.md"
    root = small_site(tmp_path / "site", {path: LONG})
    with started("-C", root, "build", "--watch", "--no-search", "--now", str(TODAY)) as (_, lines):
        until(lambda: any("watching" in line for line in lines), 60)
        for turn in range(2):
            for word in ("first", "second"):
                save(root / path, LONG.replace("oldly", f"{word} {turn}"))
                time.sleep(0.2)
            until(lambda: f"second {turn}" in page(root / "build", "plain/orders/eo-14001"), 60)  # noqa: B023
