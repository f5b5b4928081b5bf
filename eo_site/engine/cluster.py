"""Chunks on a Dask cluster: values in, values out, no shared disk.

A chunk carries the text that it is made from, and what comes back are bytes; the machine that was
told to build is the only one that reads or writes the site. Every worker must run this very
program: a chunk sent to another version is refused, since its bytes could be others.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from importlib import import_module
from typing import Any

from eo_site.engine.setting import Setting, code_digest
from eo_site.engine.worker_tasks import WorkerTasks

SCHEME = "dask://"
Submit = Callable[[Any, Sequence[Any]], "Future[Any]"]


class NoCluster(Exception):
    """A cluster that cannot be worked on, and why."""


def connect(address: str, setting: Setting) -> tuple[Submit, int, Callable[[], None]]:
    """(how to submit a chunk, workers, how to take leave) of the cluster at `dask://HOST:PORT`."""
    if not address.startswith(SCHEME):
        raise NoCluster(f"`{address}` is no cluster: write {SCHEME}HOST:8786")
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise NoCluster("the extra `dask` is not installed: pip install 'eo-site[dask]'") from None
    try:
        client = distributed.Client(f"tcp://{address.removeprefix(SCHEME)}", timeout="5s")
    except (OSError, TimeoutError) as error:
        raise NoCluster(f"no cluster answers at {address}: {error}") from None
    width = len(client.scheduler_info()["workers"])
    if not width:
        client.close()
        raise NoCluster(f"the cluster at {address} has no workers")
    there = client.scatter(setting, broadcast=True, hash=False)
    executor, code = client.get_executor(pure=False), code_digest()

    def submit(task: Any, chunk: Sequence[Any]) -> "Future[Any]":
        future: Future[Any] = executor.submit(_work, there, code, task, chunk)
        return future

    return submit, width, client.close


_HERE = threading.local()
"""A worker's threads have their own tasks: what one remembers of an order is no other's."""


def _work(setting: Setting, code: str, task: str, chunk: Sequence[Any]) -> Any:
    if code != code_digest():
        raise NoCluster("a worker of the cluster runs another version of eo-site or its libraries")
    if getattr(_HERE, "setting", None) is not setting:
        _HERE.setting, _HERE.worker_tasks = setting, WorkerTasks(setting)
    return getattr(_HERE.worker_tasks, task)(chunk)
