"""Real files, really watched."""

import errno
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from eo_site.serve.places import Places
from eo_site.serve.watch import POLLING, Watcher, observer, watching
from tests.serve.desks import until
from tests.sites import write

ORDER = "content/orders/eo-1.md"


class Seen(list[Path | None]):
    """What was noted, and what was said."""

    watcher: Watcher

    def __init__(self) -> None:
        super().__init__()
        self.said = list[str]()

    def wait_for(self, path: Path | None) -> None:
        """Until it is noted; then begin anew."""
        until(lambda: path in self)
        self.clear()


@contextmanager
def watched(root: Path, **options: object) -> Iterator[Seen]:
    """A site's folder, watched."""
    seen = Seen()
    with watching(Places(root), seen.append, seen.said.append, **options) as seen.watcher:  # type: ignore[arg-type]
        yield seen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one order."""
    return write(tmp_path / "site", {"site.yaml": "a", ORDER: "a"})


def test_every_way_of_saving_is_noted(root: Path) -> None:
    """In place, by a rename, after putting the old file aside; new files; removed ones."""
    file = root / ORDER
    with watched(root) as seen:
        file.write_text("in place")
        seen.wait_for(file)
        file.with_name("eo-1.md.tmp").write_text("by rename")
        file.with_name("eo-1.md.tmp").replace(file)
        seen.wait_for(file)
        file.rename(file.with_name("eo-1.md~"))
        file.write_text("aside")
        seen.wait_for(file)
        (root / "site.yaml").write_text("b")
        seen.wait_for(root / "site.yaml")
        write(root, {"content/orders/eo-2/index.md": "new"})
        until(lambda: None in seen or root / "content/orders/eo-2/index.md" in seen)
        file.unlink()
        seen.wait_for(file)


def test_reading_and_writing_elsewhere_is_not(root: Path) -> None:
    """Else a rebuild would be the reason of the next."""
    with watched(root) as seen:
        (root / ORDER).read_text()
        write(root, {"build/index.html": "x", "content/orders/.eo-1.md.swp": "x"})
        (root / "site.yaml").write_text("last")
        until(lambda: root / "site.yaml" in seen)
        assert set(seen) == {root / "site.yaml"}


def test_a_folder_that_goes_and_comes_again_is_watched_again(root: Path) -> None:
    """A checkout of another branch may replace all of content/."""
    with watched(root) as seen:
        shutil.rmtree(root / "content")
        seen.wait_for(None)
        seen.watcher.follow()
        write(root, {ORDER: "again"})
        seen.wait_for(None)
        until(lambda: noted_again(seen, root / "content/orders/eo-3.md"))


def noted_again(seen: Seen, file: Path) -> bool:
    """Whether a change is noted; the watcher follows as the worker has it do, after each of many news."""
    seen.watcher.follow()
    file.write_text("and again")
    return file in seen


def test_a_folder_may_come_later(root: Path) -> None:
    """A site's first theme."""
    with watched(root) as seen:
        write(root, {"themes/mine/strings.yaml": "a"})
        seen.wait_for(None)
        seen.watcher.follow()
        (root / "themes/mine/strings.yaml").write_text("b")
        seen.wait_for(root / "themes/mine/strings.yaml")


def test_content_may_be_a_link(root: Path, tmp_path: Path) -> None:
    """What changes behind it is told by the name that the site knows."""
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    with watched(root) as seen:
        (tmp_path / "elsewhere/orders/eo-1.md").write_text("b")
        seen.wait_for(root / ORDER)


def linked(root: Path, tmp_path: Path, name: str) -> Path:
    """A file or folder of the site put elsewhere, with a link in its place; the file elsewhere."""
    (root / name).rename(tmp_path / "elsewhere")
    (root / name).symlink_to(tmp_path / "elsewhere")
    return tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("name", "inside"), [("content/orders", "eo-1.md"), (ORDER, ""), ("site.yaml", "")]
)
def test_what_is_behind_a_link_is_watched(
    root: Path, tmp_path: Path, name: str, inside: str
) -> None:
    """Orders shared by two sites, one order, the configuration: told by the site's own names."""
    file = linked(root, tmp_path, name) / inside
    known = root / name / inside
    with watched(root) as seen:
        file.write_text("in place")
        seen.wait_for(known)
        file.with_name("new").write_text("by rename")
        file.with_name("new").replace(file)
        seen.wait_for(known)


def test_a_file_with_two_links_is_told_by_both(root: Path, tmp_path: Path) -> None:
    """A text that stands in two places."""
    file = linked(root, tmp_path, ORDER)
    (root / "content/orders/eo-2.md").symlink_to(file)
    with watched(root) as seen:
        file.write_text("b")
        until(lambda: {root / ORDER, root / "content/orders/eo-2.md"} <= set(seen))


def test_a_link_that_comes_later_is_watched(root: Path, tmp_path: Path) -> None:
    """And one that leads elsewhere than before."""
    other = write(tmp_path / "other", {"a.md": "a", "b.md": "b"})
    link = root / "content/orders/eo-2.md"
    with watched(root) as seen:
        for name in ("a.md", "b.md"):
            link.unlink(missing_ok=True)
            link.symlink_to(other / name)
            seen.wait_for(link)
            seen.watcher.follow()
            (other / name).write_text("changed")
            seen.wait_for(link)


def test_a_link_into_what_it_stands_in_ends(root: Path) -> None:
    """However deep one could go."""
    (root / "content/orders/round").symlink_to(root / "content")
    with watched(root) as seen:
        (root / ORDER).write_text("b")
        seen.wait_for(root / ORDER)


def test_where_the_system_tells_nothing_we_look(root: Path, tmp_path: Path) -> None:
    """`--poll`: for network disks, containers and WSL; also behind links."""
    file = linked(root, tmp_path, ORDER)
    with watched(root, native=observer(poll=True)) as seen:
        assert not seen.said
        (root / "site.yaml").write_text("longer")
        seen.wait_for(root / "site.yaml")
        file.write_text("a longer text")
        seen.wait_for(root / ORDER)


class Refused(PollingObserver):
    """A system that grants no more watches."""

    def schedule(self, *args: object, **options: object) -> object:  # type: ignore[override]
        """Never."""
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


def no_instance() -> BaseObserver:
    """A system that grants no further observer at all."""
    raise OSError(errno.EMFILE, "inotify instance limit reached")


@pytest.mark.parametrize("native", [Refused, no_instance])
def test_where_the_system_watches_no_more_we_look(root: Path, native: object) -> None:
    """And say so."""
    with watched(root, native=native) as seen:
        assert seen.said == [POLLING]
        (root / ORDER).write_text("a longer text")
        seen.wait_for(root / ORDER)


def test_an_observer_that_does_not_stop_holds_up_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends the program, whatever a thread of the system's watches is doing."""
    monkeypatch.setattr("eo_site.serve.watch.PATIENCE", 0.1)
    asked, go_on, over = threading.Event(), threading.Event(), threading.Event()

    class Stuck(PollingObserver):
        def stop(self) -> None:
            asked.set()
            go_on.wait(20)
            over.set()
            super().stop()

    with watching(Places(root), lambda _: None, print, Stuck):
        pass
    assert asked.is_set() and not over.is_set()
    go_on.set()
