"""Where chunks of work are done: here, in a pool of processes, or on a Dask cluster."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeVar

from eo_site.engine.garbage import look_seldom
from eo_site.engine.options import Options
from eo_site.engine.setting import Setting
from eo_site.engine.worker_tasks import WorkerTasks

T = TypeVar("T")
Task = Literal["study", "lay_out", "edition", "render", "get_ready"]
SIZES: Mapping[Task, int] = {"study": 12, "lay_out": 1, "edition": 1, "render": 12}
"""Items in a chunk: orders for some tenths of a second of work, or one edition."""
_AHEAD: Mapping[Task, int] = {"edition": 1}
"""Chunks per worker that are under way or waiting, if not three; what bounds the memory of a large site."""


class Workers(Protocol):
    """Runs the chunks of one task."""

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """Each item's result, in the order of the items."""
        ...


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of at most a size."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass(frozen=True)
class Here:
    """This process."""

    worker_tasks: WorkerTasks

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """One item after another."""
        for item in items:
            yield from getattr(self.worker_tasks, task)([item])


@dataclass(frozen=True)
class Elsewhere:
    """An executor whose workers have, or are sent, the setting."""

    submit: Callable[[Task, Sequence[Any]], "Future[Any]"]
    width: int
    """Workers that the executor has."""

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """As many chunks at a time as keep every worker busy."""
        waiting: deque[Future[Any]] = deque()
        most = self.width * _AHEAD.get(task, 3)
        try:
            for chunk in chunked(items, SIZES[task]):
                done = waiting.popleft().result() if len(waiting) >= most else ()
                waiting.append(self.submit(task, chunk))
                yield from done
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@dataclass
class WorkerPool:
    """The workers of one build, called when there is enough to do and kept until its end."""

    options: Options
    """How many processes to work with, how they are started, or the cluster to work on instead."""
    printing: bool = False
    """Whether pages are rendered after the orders have been read."""
    _pools: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _setting: Setting | None = None
    """Whose workers these are."""
    _called: Workers | None = None
    _expecting: Workers | None = None

    @staticmethod
    def alone(options: Options) -> "WorkerPool":
        """Nobody but this process, whatever was asked for."""
        return WorkerPool(replace(options, jobs=1, executor=""))

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_: object) -> None:
        self._dismiss()

    def workers(self, setting: Setting, count: int) -> Workers:
        """Workers for a number of orders: this process, where more are not worth their start."""
        self._work_for(setting)
        if self._called is None:
            if not self.spreads(count):
                return Here(WorkerTasks(setting))
            # Once the one that was got ready is gone, and its threads with it, others can be forked.
            self._dismiss()
            self._setting = setting
            executor, jobs = self.options.executor, self.options.jobs
            self._called = self._cluster(setting) if executor else self._pool(setting, jobs)
        return self._called

    def expect(self, setting: Setting, templates: Sequence[str], count: int) -> None:
        """Have one process get templates ready for `printers`, while this one reads a few orders.

        To compile them takes longer than to render the pages of a few orders.
        """
        self._work_for(setting)
        busy = self._called or self.options.executor or self._worth_a_pool(count)
        if self.printing and self.options.jobs > 1 and not busy and self._start() == "fork":
            printers = self._pool(setting, 1)
            for each in templates:
                printers.submit("get_ready", [each])
            self._expecting = printers

    def printers(self, setting: Setting, count: int) -> Workers:
        """Workers to render the pages of a number of orders."""
        self._work_for(setting)
        return self._expecting or self.workers(setting, count)

    def _work_for(self, setting: Setting) -> None:
        """Let go of the workers that have another setting."""
        if self._setting is not setting:
            self._dismiss()
            self._setting = setting

    def _dismiss(self) -> None:
        self._pools.close()
        self._setting = self._called = self._expecting = None

    def spreads(self, count: int) -> bool:
        """Whether work on a number of orders is done by others than this process."""
        return bool(self.options.executor) or self._worth_a_pool(count)

    def _worth_a_pool(self, count: int) -> bool:
        return self.options.jobs > 1 and count >= self.options.pool_from

    def _start(self) -> str:
        return self.options.start or _start_method()

    def _pool(self, setting: Setting, width: int) -> Elsewhere:
        context = multiprocessing.get_context(self._start())
        pool = ProcessPoolExecutor(
            width, mp_context=context, initializer=_begin, initargs=(setting,)
        )
        self._pools.callback(pool.shutdown, cancel_futures=True)

        def submit(task: Task, chunk: Sequence[Any]) -> "Future[Any]":
            with _deaf_children():
                return pool.submit(_work, task, chunk)

        return Elsewhere(submit, width)

    def _cluster(self, setting: Setting) -> Workers:
        from eo_site.engine.cluster import connect

        submit, width, close = connect(self.options.executor, setting)
        self._pools.callback(close)
        return Elsewhere(submit, width)


def _start_method() -> str:
    """Fork where it is safe, since it starts at once; a process with threads must not fork."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if forks else "spawn"


@contextlib.contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started in here never hear an interrupt: the main process tells them to stop.

    It is held back meanwhile, so that it reaches the main process right after.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_WORKSHOP: list[WorkerTasks] = []
"""This process's own, where it is one of a pool."""


def _begin(setting: Setting) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    look_seldom()
    _WORKSHOP[:] = [WorkerTasks(setting)]


def _end_with_parent() -> None:
    """A main process that is killed cannot say so; its workers would wait forever, lock in hand."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(task: Task, chunk: Sequence[Any]) -> Any:
    return getattr(_WORKSHOP[0], task)(chunk)
