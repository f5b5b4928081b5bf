"""Where chunks of work are done: here, in a pool of processes, or on a Dask cluster."""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from eo_site.engine.setting import Setting
from eo_site.engine.workshop import Workshop

T = TypeVar("T")
Task = Literal["study", "render"]
WORTH_A_POOL = 48
"""Orders from which on starting processes takes less time than they save."""
CHUNK = 12
"""Orders in a chunk: some tenths of a second of work."""
_AHEAD = 3
"""Chunks per worker that are under way or waiting; what bounds the memory of a large site."""


class Workers(Protocol):
    """Runs the chunks of one task."""

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """Each item's result, in the order of the items."""
        ...


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunked(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
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

    workshop: Workshop

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """One item after another."""
        for item in items:
            yield from getattr(self.workshop, task)([item])


@dataclass(frozen=True)
class Elsewhere:
    """An executor whose processes have, or are sent, the setting."""

    executor: Executor
    call: Callable[[Task, Sequence[Any]], Any]
    width: int
    """Workers that the executor has."""

    def run(self, task: Task, items: Iterable[Any]) -> Iterator[Any]:
        """As many chunks at a time as keep every worker busy."""
        waiting: deque[Future[Any]] = deque()
        try:
            for chunk in chunked(items):
                waiting.append(self.executor.submit(self.call, task, chunk))
                if len(waiting) >= self.width * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@contextlib.contextmanager
def workers(setting: Setting, count: int, jobs: int, start: str = "") -> Iterator[Workers]:
    """Workers for a number of orders: a pool if it is worth it."""
    if jobs <= 1 or count < WORTH_A_POOL:
        yield Here(Workshop(setting))
        return
    context = multiprocessing.get_context(start or _start_method())
    executor = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin, initargs=(setting,)
    )
    try:
        yield Elsewhere(executor, _work, jobs)
    finally:
        executor.shutdown(cancel_futures=True)


def _start_method() -> str:
    """Fork where it is safe, since it starts at once; a process with threads must not fork."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if forks else "spawn"


_WORKSHOP: list[Workshop] = []
"""This process's own, where it is one of a pool."""


def _begin(setting: Setting) -> None:
    # An interrupt is the main process's to handle: it tells its workers to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spare_collection()
    _WORKSHOP[:] = [Workshop(setting)]


def _work(task: Task, chunk: Sequence[Any]) -> Any:
    return getattr(_WORKSHOP[0], task)(chunk)


def spare_collection() -> None:
    """Look for garbage less often: a build makes many small values and few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
