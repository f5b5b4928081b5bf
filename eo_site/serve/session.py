"""One sitting at the desk: the server, the watcher, and the worker between them."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from eo_site.model.problem import Problem, Severity, summary
from eo_site.serve.burst import Changes
from eo_site.serve.desk import Desk, Refreshed
from eo_site.serve.news import News
from eo_site.serve.pages import Pages
from eo_site.serve.places import Places
from eo_site.serve.server import listen
from eo_site.serve.watch import PATIENCE, Watcher, watching

Say = Callable[[str], None]

POLL = 0.1
"""Seconds within which the server notices that it should stop."""
MOST = 200
"""Problems that are printed after each change."""


@dataclass(frozen=True)
class Session:
    """A desk that is being served."""

    url: str
    news: News


@contextmanager
def session(
    desk: Desk,
    places: Places,
    *,
    port: int,
    say: Say,
    native: Callable[[], BaseObserver] = Observer,
) -> Iterator[Session]:
    """Serve until the block ends. OSError where no port is free."""
    with ExitStack() as stack:
        news, changes = News(), Changes()
        server = listen(port, Pages(desk, news, places.root), news, say)
        stack.callback(server.server_close)
        # Watching before reading: a change in between is then noted, not lost.
        watcher = stack.enter_context(watching(places, changes.note, say, native))
        stack.callback(changes.close)

        def refresh(changed: frozenset[Path] | None) -> None:
            started = time.perf_counter()
            news.publish(desk.refresh(changed))
            say(told(changed, news.present, places.root, time.perf_counter() - started))

        refresh(None)
        _thread(stack, lambda: server.serve_forever(POLL), server.shutdown)
        stack.callback(news.close)
        _thread(stack, lambda: rebuild_each(changes, watcher, refresh, say), changes.close)
        yield Session(f"http://127.0.0.1:{server.server_port}/", news)


def rebuild_each(
    changes: Changes,
    watcher: Watcher,
    rebuild: Callable[[frozenset[Path] | None], None],
    say: Say,
) -> None:
    """One rebuild for each burst of changes; whatever one of them raises, the next is tried."""
    for changed in changes.bursts():
        try:
            watcher.follow()
            rebuild(changed)
        except Exception as error:
            say(f"not rebuilt: {type(error).__name__}: {error}")


def _thread(stack: ExitStack, run: Callable[[], None], stop: Callable[[], None]) -> None:
    """A thread that is stopped and waited for when the session ends."""
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    stack.callback(thread.join, PATIENCE)
    stack.callback(stop)


def told(changed: frozenset[Path] | None, state: Refreshed, root: Path, seconds: float) -> str:
    """What the terminal says after a refresh: problems as `check` prints them, and one line."""
    lines, printed = [], _printed(changed, state.problems, root)
    for each in printed:
        lines += [each.line(), *([f"    {each.hint}"] if each.hint else [])]
    if len(printed) < len(state.problems):
        lines.append(f"{len(state.problems) - len(printed)} more, which `eo-site check` lists")
    kept = "" if state.good else "; still showing the last good site"
    found = summary(state.problems)
    return "\n".join([*lines, f"{_named(changed, root)}: {seconds:.2f} seconds; {found}{kept}"])


def _printed(
    changed: frozenset[Path] | None, problems: Sequence[Problem], root: Path
) -> Sequence[Problem]:
    """All of them, unless they are many: then errors, and what is wrong with the changed files."""
    if len(problems) <= MOST:
        return problems
    inside = (each for each in changed or () if each.is_relative_to(root))
    files = {each.relative_to(root).as_posix() for each in inside}
    wanted = (e for e in problems if e.severity is Severity.ERROR or e.path in files)
    return [*islice(wanted, MOST)]


def _named(changed: frozenset[Path] | None, root: Path) -> str:
    if not changed:
        return "everything read"
    first = min(changed)
    name = first.relative_to(root).as_posix() if first.is_relative_to(root) else str(first)
    return name if len(changed) == 1 else f"{name} and {len(changed) - 1} more"
