"""Follows what is typed and saved: reads a little later, away from the answers, and tells what came of it."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from eo_site.language_server.editor_site import EditorSite, Unsaved
from eo_site.language_server.files import OpenFile, role_of
from eo_site.model.problem import Problem

PATIENCE = 2.0
"""Seconds that the end waits for what is being read."""
DELAY = 0.25
"""Seconds without a keystroke after which is read."""

OpenFiles = Callable[[], Collection[OpenFile]]


@dataclass
class Follower:
    """One reading at a time, in a thread; what changes meanwhile is read after it."""

    state: EditorSite
    open_files: OpenFiles
    told: Callable[[], None]
    """Called in the loop when something is known anew."""
    failed: Callable[[Exception], None]
    alone: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Of open orders, what is wrong with them by themselves, until everything has been read."""
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _changed: set[str] = field(default_factory=set)
    _whole: bool = False
    _timer: asyncio.TimerHandle | None = None
    _work: "asyncio.Task[None] | None" = None
    _glance: "asyncio.Task[None] | None" = None
    _busy: "Future[None] | None" = None
    _closed: bool = False
    _complete: bool = False
    """Whether every order has been read once."""

    def start(self) -> None:
        """Read the site's own files, then everything."""
        self._whole = True
        self._go()

    def note(self, *paths: str, saved: bool = False) -> None:
        """Files have changed, in the editor or, if `saved`, on disk."""
        self._changed.update(paths)
        self._whole |= saved and any(not _is_order(each) for each in paths)
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(DELAY, self._go)

    async def settled(self) -> None:
        """Wait until nothing is being read."""
        while self._work and not self._work.done():
            await asyncio.wait([self._work])

    def close(self) -> bool:
        """Read no more; whether what was being read came to an end."""
        self._closed = True
        if self._timer:
            self._timer.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        return not self._busy or not wait([self._busy], PATIENCE).not_done

    def _go(self) -> None:
        if self._work and not self._work.done():
            if not self._complete and self._changed:
                self._glance = asyncio.ensure_future(self._look_alone())
            return
        self._work = asyncio.ensure_future(self._read())

    async def _read(self) -> None:
        while (self._changed or self._whole) and not self._closed:
            changed, whole = self._changed, self._whole
            self._changed, self._whole = set(), False
            try:
                if not self._complete:
                    await self._in_thread(self.state.glance, self._unsaved())
                    await self._look_alone()
                await self._in_thread(self._look, changed, whole, self._unsaved())
                self._complete = True
                self.alone = {
                    path: each for path, each in self.alone.items() if path in self._changed
                }
                await self._look_at_new()
            except Exception as error:  # the next keystroke tries again
                self.failed(error)
            self.told()

    async def _in_thread(self, work: Callable[..., None], *arguments: Any) -> None:
        self._busy = self._thread.submit(work, *arguments)
        await asyncio.wrap_future(self._busy)

    async def _look_alone(self) -> None:
        """At the open orders by themselves, while everything else takes its time."""
        for file in self.open_files():
            try:
                found = await asyncio.to_thread(self.state.alone, file)
            except Exception as error:
                self.failed(error)
            else:
                if file.role.kind == "order" and not self._complete:
                    self.alone[file.path] = found
        self.told()

    async def _look_at_new(self) -> None:
        """At orders that were never saved: what is on disk knows nothing of them."""
        for file in self.open_files():
            if _is_order(file.path) and not self.state.is_saved(file.path):
                self.alone[file.path] = await asyncio.to_thread(self.state.alone, file)

    def _unsaved(self) -> Unsaved:
        return {each.path: each.text.encode("utf-8", "surrogatepass") for each in self.open_files()}

    def _look(self, changed: Collection[str], whole: bool, unsaved: Unsaved) -> None:
        orders = {each for each in changed if _is_order(each) and self.state.is_saved(each)}
        if not whole and any(not _is_order(each) for each in changed):
            self.state.own_files(unsaved)
        if whole or (orders and not self.state.orders(orders, unsaved)):
            self.state.everything(unsaved)


def _is_order(path: str) -> bool:
    role = role_of(path)
    return role is not None and role.kind in ("order", "translation")
