"""After whatever happens to a site, building it again gives what building it anew gives.

A state machine edits a small site at random, damages what it has built and what it keeps, and
after every step compares the build that goes on from there with one that starts from nothing:
bytes, problems, whether it was published, when it changes next. Then it builds once more, which
must do nothing at all. Where the times of files alone say that there is nothing to do, they must
be right. Some builds work with two processes, the clean one always with one.
"""

import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from eo_site.engine import cache, unchanged, workers
from eo_site.engine.build import build
from eo_site.engine.cache import FOLDER
from eo_site.engine.options import Options, Report
from eo_site.engine.publish import MANIFEST
from eo_site.engine.unchanged import nothing_to_do
from tests.property.changing import ORDER, SITE, SLUGS, TEXTS, Changing, Files, first, start
from tests.sites import stamps, tree

THOROUGH = os.environ.get("EO_HYPOTHESIS", "ci") != "ci"
RUNS, STEPS = (40, 30) if THOROUGH else (3, 14)

DAYS = ("2026-10-01", "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-22", "2026-11-23", "2026-11-24",
        "2026-11-25", "2026-12-01", "2026-12-10", "2026-12-11", "2027-01-15", "2030-01-01")  # fmt: skip
"""Days on which something begins or ends, and days on which nothing does."""

shares = st.floats(0, 1, exclude_max=True)
"""Which of several things, as a share of their number."""
turns = st.sampled_from([(name, each) for name, found in ORDER.items() for each in found])
sound_turns = turns.filter(lambda turn: turn[0] != "mistake")
text_turns = st.sampled_from([(name, each) for name in TEXTS for each in ORDER[name]])
site_turns = st.sampled_from([(name, each) for name, found in SITE.items() for each in found])
WorkerPool = Mapping[str, int]
"""How many processes work, and from how many orders on."""
ALONE: WorkerPool = {"jobs": 1}
crews = st.sampled_from((ALONE, ALONE, {"jobs": 2, "pool_from": 1}, {"jobs": 2, "pool_from": 2}))
"""A pool for every build, or a process that is got ready before a pool is called for the editions."""


class Site(RuleBasedStateMachine):
    """One site over some time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root, self.mirror = self.folder / "site", self.folder / "mirror"
        self.moves = 0
        self.at = self.good = start()
        self.failures = 0
        self.foreign: Files = {}
        self.agree(ALONE)

    def teardown(self) -> None:
        """Leave no folder behind."""
        shutil.rmtree(self.folder)

    # What an author does ------------------------------------------------------------------

    @rule(which=shares, turn=turns, worker_pool=crews)
    def edit_an_order(self, which: float, turn: tuple[str, str], worker_pool: WorkerPool) -> None:
        """One thing about one order."""
        at = self.from_here()
        if at.orders:
            self.go(at.turned(picked([*at.orders], which), *turn), worker_pool)

    @rule(which=shares, turns=st.lists(text_turns, min_size=1, max_size=3), worker_pool=crews)
    def edit_a_text(
        self, which: float, turns: list[tuple[str, str]], worker_pool: WorkerPool
    ) -> None:
        """Again and again, where what the last build knew of the rest is enough; see `contained`."""
        for turn in turns:
            at = self.from_here()
            if at.orders:
                self.go(at.turned(picked([*at.orders], which), *turn), worker_pool)

    @rule(turn=site_turns, worker_pool=crews)
    def edit_the_site(self, turn: tuple[str, str], worker_pool: WorkerPool) -> None:
        """Settings, audiences, vocabularies, sources, pages, the theme."""
        self.go(self.from_here().turned("", *turn), worker_pool)

    @rule(slug=st.sampled_from(SLUGS), turn=turns, worker_pool=crews)
    def add_an_order(self, slug: str, turn: tuple[str, str], worker_pool: WorkerPool) -> None:
        """Or reset one."""
        at = self.from_here()
        self.go(
            replace(at, orders={**at.orders, slug: first(ORDER)}).turned(slug, *turn), worker_pool
        )

    @rule(which=shares, worker_pool=crews)
    def remove_an_order(self, which: float, worker_pool: WorkerPool) -> None:
        """The last one, too."""
        at = self.from_here()
        if at.orders:
            gone = picked([*at.orders], which)
            self.go(
                replace(at, orders={k: v for k, v in at.orders.items() if k != gone}), worker_pool
            )

    @rule(which=shares, name=st.sampled_from(SLUGS), worker_pool=crews)
    def rename_an_order(self, which: float, name: str, worker_pool: WorkerPool) -> None:
        """Its file, with all that stands in it; in place of another, if there is one."""
        at = self.from_here()
        if at.orders:
            old = picked([*at.orders], which)
            rest = {slug: each for slug, each in at.orders.items() if slug != old}
            self.go(replace(at, orders={**rest, name: at.orders[old]}), worker_pool)

    @rule()
    def undo(self) -> None:
        """Back to what was last published."""
        self.go(self.good)

    # What a publisher asks for --------------------------------------------------------------

    @rule(day=st.sampled_from(DAYS))
    def another_day(self, day: str) -> None:
        """Forwards or backwards."""
        self.go(replace(self.at, now=date.fromisoformat(day)))

    @rule()
    def portable(self) -> None:
        """On or off."""
        self.go(replace(self.at, portable=not self.at.portable))

    @rule()
    def strict(self) -> None:
        """On or off."""
        self.go(replace(self.at, strict=not self.at.strict))

    @rule(theme=st.sampled_from((None, "default", "dark", "none such")))
    def theme(self, theme: str | None) -> None:
        """With `--theme`, or as the site says."""
        self.go(replace(self.at, theme=theme))

    @rule()
    def clean(self) -> None:
        """With `--clean`."""
        self.agree(ALONE, clean=True)

    @rule()
    def move(self) -> None:
        """The site is copied elsewhere with its cache and its build, and all times are new."""
        self.moves += 1
        elsewhere = self.folder / f"site-{self.moves}"
        shutil.copytree(self.root, elsewhere, copy_function=shutil.copyfile)
        shutil.rmtree(self.root)
        self.root = elsewhere
        self.agree(ALONE)

    # What goes wrong ----------------------------------------------------------------------

    @rule(which=shares, harm=st.sampled_from(("delete", "cut", "garble", "empty", "renew")))
    def damage_a_file(self, which: float, harm: str) -> None:
        """Of ours, in `build/`."""
        files = [each for each in self.built() if self.failures == 0 or not each.endswith(MANIFEST)]
        if files:
            damage(self.root / "build" / picked(files, which), harm)
            self.agree(ALONE)

    @rule(which=shares)
    def delete_a_folder(self, which: float) -> None:
        """Of `build/`, or all of it."""
        if (self.root / "build").exists():
            folders = sorted(each for each in (self.root / "build").rglob("*/"))
            shutil.rmtree(picked([self.root / "build", *folders], which))
            build = self.root / "build"
            self.foreign = {p: data for p, data in self.foreign.items() if (build / p).exists()}
            self.agree(ALONE)

    @rule(path=st.sampled_from(("CNAME", "plain/orders/notes.txt", "plain/mine/x.html")))
    def put_a_file_beside_ours(self, path: str) -> None:
        """A publisher's own; it stays until they remove it."""
        file = self.root / "build" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"mine")
        self.foreign[path] = b"mine"
        self.agree(ALONE)

    @rule(harm=st.sampled_from(("delete", "cut", "garble", "empty", "flip")), seed=st.integers(0))
    def damage_the_cache(self, harm: str, seed: int) -> None:
        """Its file, anywhere."""
        file = self.root / FOLDER / "cache.sqlite"
        damage(file, harm, random.Random(seed))
        self.agree(ALONE)

    @rule(table=st.sampled_from(
        ("facts", "inputs", "studies", "slims", "shelves", "neighbours", "fragments", "outputs")
    ))  # fmt: skip
    def empty_a_table(self, table: str) -> None:
        """Of the cache, by somebody else's hand."""
        with sqlite3.connect(self.root / FOLDER / "cache.sqlite") as db:
            db.execute(f"DELETE FROM {table}")
        db.close()
        self.agree(ALONE)

    @rule()
    def delete_the_cache(self) -> None:
        """All of it, lock and all."""
        shutil.rmtree(self.root / FOLDER)
        self.agree(ALONE)

    # What must be true ----------------------------------------------------------------------

    def from_here(self) -> Changing:
        """The site as it is, or as it last was good if it has been wrong for two steps."""
        return self.at if self.failures < 2 else self.good

    def go(self, at: Changing, worker_pool: WorkerPool = ALONE) -> None:
        """To another state of the site."""
        self.at = at
        self.agree(worker_pool)

    def agree(self, worker_pool: WorkerPool, *, clean: bool = False) -> None:
        """This build ends as a clean one, and the next has nothing to do."""
        files = self.at.files()
        sync(self.root, files)
        sync(self.mirror, files)
        shutil.rmtree(self.mirror / "build", ignore_errors=True)
        shutil.rmtree(self.mirror / FOLDER, ignore_errors=True)
        out, before = self.root / "build", self.look()
        quickly = None if clean else nothing_to_do(self.options(self.root), lambda: None)[0]
        if quickly:
            anew = self.build(self.mirror)
            assert told(quickly) == told(anew)
            assert tree(out) == tree(self.mirror / "build") | self.foreign
        found = self.build(self.root, **worker_pool, clean=clean)
        anew = anew if quickly else self.build(self.mirror)
        assert told(found) == told(anew)
        if found.published:
            assert tree(out) == tree(self.mirror / "build") | self.foreign
        else:
            assert self.look() == before
        before = self.look()
        again = self.build(self.root)
        assert told(again) == told(found)
        assert (again.studied, again.rendered) == (0, 0), again.explained
        assert self.look() == before
        quickly = nothing_to_do(self.options(self.root), lambda: None)[0]
        assert quickly is None or told(quickly) == told(found)
        self.good = self.at if found.published else self.good
        self.failures = 0 if found.published else self.failures + 1

    def build(self, root: Path, **more: Any) -> Report:
        """With the options of the moment."""
        return build(self.options(root, **more))

    def options(self, root: Path, **more: Any) -> Options:
        """As the publisher asks for them now."""
        at = self.at
        return Options(
            root, now=at.now, portable=at.portable, strict=at.strict, theme=at.theme,
            start="fork", **more,
        )  # fmt: skip

    def look(self) -> dict[str, tuple[int, int, int]]:
        """Every file of `build/` with what changes when it is touched."""
        return stamps(self.root / "build")

    def built(self) -> list[str]:
        """Every file in `build/` that is ours."""
        out = self.root / "build"
        return sorted(set(tree(out)) - set(self.foreign)) if out.exists() else []


def told(report: Report) -> Any:
    """All that a user is told of a site, but not how much work it was."""
    pages = [(each.name, each.pages) for each in report.editions]
    return report.problems, report.published, report.next_change, pages


def picked(found: list[Any], share: float) -> Any:
    """One of several."""
    return found[int(share * len(found))]


def sync(root: Path, files: Files) -> None:
    """Make a folder hold these inputs, touching only what differs."""
    have = {
        path: data for path, data in tree(root).items() if not path.startswith(("build/", FOLDER))
    }
    for path in have.keys() - files.keys():
        (root / path).unlink()
        for folder in (root / path).parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    for path, data in files.items():
        if have.get(path) != data:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


def damage(file: Path, harm: str, chance: random.Random | None = None) -> None:
    """What happens to files."""
    data = file.read_bytes() if file.exists() else b""
    if harm == "delete":
        file.unlink(missing_ok=True)
    elif harm == "renew":
        file.unlink()
        file.write_bytes(data)
    elif harm == "flip" and chance and data:
        found = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
        file.write_bytes(found)
    else:
        harmed = {"cut": data[: len(data) // 2], "garble": b"x" * len(data), "empty": b""}
        file.write_bytes(harmed.get(harm, b""))


def settled_soon(found: os.stat_result) -> bool:
    """As `cache.settled`, on a disk whose clock ticks a hundred times a second."""
    return time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > 15_000_000


@pytest.fixture(autouse=True)
def _small_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of one order."""
    monkeypatch.setattr(workers, "SIZES", dict.fromkeys(workers.SIZES, 1))
    # Times are believed sooner than in earnest, so that answers by times alone are tried too.
    for module in (cache, unchanged):
        monkeypatch.setattr(module, "settled", settled_soon)


def test_incremental_is_clean() -> None:
    """Whatever happens to a site, step by step."""
    # Without shrinking: each attempt at a shorter story is as many builds as the story has steps.
    phases = (Phase.explicit, Phase.generate)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Site, settings=settings(max_examples=RUNS, stateful_step_count=STEPS, phases=phases)
    )


@settings(max_examples=RUNS * 2, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    start=st.lists(st.tuples(shares, sound_turns), max_size=10),
    turns=st.lists(st.tuples(shares, text_turns, crews), min_size=4, max_size=6),
)
def test_a_text_that_changes_alone_is_clean(
    start: list[tuple[float, tuple[str, str]]],
    turns: list[tuple[float, tuple[str, str], WorkerPool]],
) -> None:
    """Sentence by sentence, on sites of many kinds."""
    site = Site()
    try:
        at = site.at
        for share, turn in start:
            at = at.turned(picked([*at.orders], share), *turn)
        site.go(at)
        for share, turn, worker_pool in turns:
            site.go(site.from_here().turned(picked([*at.orders], share), *turn), worker_pool)
    finally:
        site.teardown()
