"""The server, the watcher and the worker together, on a real site."""

import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.model.problem import Place, Problem, Severity
from eo_site.serve.burst import Changes
from eo_site.serve.desk import Refreshed
from eo_site.serve.places import Places
from eo_site.serve.session import session, told
from eo_site.serve.site import SiteDesk
from tests.serve.desks import FakeDesk, Stream, ask, fake, served, until
from tests.sites import ORDER, TODAY, save, tree, write

FILE = "content/orders/eo-14001.md"


def test_a_save_is_seen_and_nothing_is_written(site: Path) -> None:
    """The new page, the problem, the good page behind it; the site's folder holds what it held."""
    before = set(tree(site))
    options = Options(site, now=TODAY)
    with closing(SnapshotCache()) as cache, served(SiteDesk(options, cache), site) as port:
        stream = Stream(port, "/plain/orders/eo-14001/")
        first = stream.next()
        save(site / FILE, ORDER.replace("wants", "demands"))
        second = stream.next()
        assert second["page"] != first["page"]
        assert b"demands a count" in ask(port, "/plain/orders/eo-14001/").body
        save(site / FILE, ORDER.replace("for lawyers", "for lawyer"))
        third = stream.next()
        assert third["page"] == second["page"] and not third["good"]
        [problem] = third["problems"]
        assert (problem["path"], problem["line"], problem["source"]) == (FILE, 18, "::: for lawyer")
        assert b"demands a count" in ask(port, "/plain/orders/eo-14001/").body
        stream.close()
    assert set(tree(site)) == before


@dataclass
class Held(FakeDesk):
    """A desk that takes as long as the test wants."""

    go_on: threading.Event = field(default_factory=threading.Event)

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """What it was first asked for takes no time."""
        state = super().refresh(changed)
        if changed is not None:
            assert self.go_on.wait(60)
        return state


def test_what_changes_during_a_rebuild_is_followed_by_one_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One, however many changes there were."""
    write(tmp_path, {"content/a.md": "a"})
    desk, last, noted = Held(fake().pages), tmp_path / "content/last.md", list[Path | None]()
    note = Changes.note

    def noting(changes: Changes, path: Path | None) -> None:
        note(changes, path)
        noted.append(path)

    monkeypatch.setattr(Changes, "note", noting)
    with served(desk, tmp_path):
        (tmp_path / "content/a.md").write_text("b")
        until(lambda: len(desk.asked) == 2)
        for n in range(5):
            (tmp_path / "content/a.md").write_text(str(n))
            threading.Event().wait(0.04)
        save(last, "told after all of these")
        until(lambda: last in noted)
        desk.go_on.set()
        until(lambda: len(desk.asked) == 3)
        threading.Event().wait(1.0)
        assert len(desk.asked) == 3


class Failing(FakeDesk):
    """A desk whose engine has a bug."""

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """Once."""
        if len(self.asked) == 1:
            self.asked.append(changed)
            raise RuntimeError("a bug")
        return super().refresh(changed)


def test_a_rebuild_that_fails_is_said_and_the_next_is_tried(tmp_path: Path) -> None:
    """The author need not start again."""
    write(tmp_path, {"content/a.md": "a"})
    desk, said = Failing(fake().pages), list[str]()
    with session(desk, Places(tmp_path), port=0, say=said.append) as found:
        save(tmp_path / "content/a.md", "b")
        until(lambda: said[-1] == "not rebuilt: RuntimeError: a bug")
        save(tmp_path / "content/a.md", "c")
        until(lambda: found.news.present.generation == 3)


def test_the_terminal_hears_of_each_rebuild() -> None:
    """Problems as `check` prints them, what changed, and what is shown."""
    root = Path("/site")
    error = Problem(
        "EO301", FILE, Place(18, 9), "unknown audience `lawyer`", "did you mean `lawyers`?"
    )
    warning = Problem("EO405", FILE, Place(), "hard to read", severity=Severity.WARNING)
    changed = frozenset({root / FILE, root / "content/b.md"})
    assert told(changed, Refreshed(2, (error, warning), good=False), root, 0.25) == (
        f"{FILE}:18:9: EO301 unknown audience `lawyer`\n    did you mean `lawyers`?\n"
        f"{FILE}:1:1: warning: EO405 hard to read\n"
        "content/b.md and 1 more: 0.25 seconds; 1 error, 1 warning; still showing the last good site"
    )
    assert told(None, Refreshed(1), root, 1) == "everything read: 1.00 seconds; no problems"


def test_of_many_problems_the_terminal_hears_what_matters() -> None:
    """Errors, and what is wrong with the file just saved; the others are counted."""
    root = Path("/site")
    many = [
        Problem("EO405", f"content/{n}.md", Place(), "hard to read", severity=Severity.WARNING)
        for n in range(300)
    ]
    error = Problem("EO301", FILE, Place(), "unknown audience `lawyer`")
    lines = told(
        frozenset({root / "content/7.md"}), Refreshed(2, (*many, error)), root, 0.25
    ).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "content/7.md", FILE, "299 more, which `eo-site check` lists", "content/7.md",
    ]  # fmt: skip
    assert len(told(None, Refreshed(2, tuple(many[:200])), root, 0.25).splitlines()) == 201
