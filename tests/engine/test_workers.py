"""The same bytes, wherever the work is done."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine.cache import Cache
from eo_site.engine.load import load
from eo_site.engine.options import Options
from eo_site.engine.worker_tasks import OrderJob, Rendered, WorkerTasks
from eo_site.engine.workers import WorkerPool
from tests.sites import (
    REPOSITORY,
    TODAY,
    built,
    edit,
    order,
    outcome,
    run,
    small_site,
    sound,
    tree,
    write,
)  # fmt: skip

ORDERS = {f"content/orders/eo-{number}.md": order(number=number) for number in range(14002, 14008)}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of a small site."""
    return tree(built(small_site(tmp_path_factory.mktemp("clean"), ORDERS)))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_write_the_same_bytes(
    tmp_path: Path, clean: dict[str, bytes], start: str
) -> None:
    """However they are started."""
    site = small_site(tmp_path, ORDERS)
    # A process that has run browser tests may have threads, and must not be forked in earnest.
    assert tree(built(site, jobs=2, start=start, pool_from=2)) == clean


@pytest.mark.parametrize("count", [1, 3])
def test_few_orders_that_change_what_all_show_are_published(tmp_path: Path, count: int) -> None:
    """A process is got ready for their pages, then the editions, which have many orders, call more."""
    site = small_site(tmp_path / "site", ORDERS)
    options: dict[str, Any] = {"jobs": 2, "start": "fork", "pool_from": 4}
    built(site, **options)
    for number in range(14002, 14002 + count):
        edit(site, f"content/orders/eo-{number}.md", "Counting", "Recounting")
    assert sound(site, **options).studied == count


def test_a_title_of_a_library_that_is_worth_a_pool_is_published(tmp_path: Path) -> None:
    """One title of so many orders that every edition has."""
    options: dict[str, Any] = {"jobs": 2, "pool_from": 12}
    many = range(15001, 15001 + options["pool_from"])
    site = small_site(tmp_path / "site")
    write(site, {f"content/orders/eo-{n}.md": order("interests: [a]\n", number=n) for n in many})
    write(site, {"content/vocabularies/interests.yaml": "terms:\n  - {id: a, label: A}\n"})
    built(site, **options)
    edit(site, "content/orders/eo-15007.md", "Counting", "Recounting")
    report = sound(site, **options)
    assert report.studied == 1 and report.rendered > 2


def test_a_mistake_is_found_in_every_process(tmp_path: Path) -> None:
    """What is wrong is told as by one process: each order's problems, and a template's."""
    site = small_site(tmp_path, ORDERS)
    write(site, {"content/orders/eo-14003.md": order(body="::: for nobody\n\nText.\n\n:::\n")})
    alone, together = (outcome(site, jobs=jobs, pool_from=2) for jobs in (1, 2))
    assert not alone.published and not together.published
    assert alone.problems == together.problems != ()
    write(site, ORDERS)
    write(site, {"themes/default/templates/modules/summary.html": "{{ nothing.at_all }}"})
    [*_, problem] = outcome(site, jobs=2, pool_from=2).problems
    assert problem.path.endswith("modules/summary.html") and problem.place.line == 1


def test_the_pages_of_one_order_come_from_a_process_that_was_got_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It compiles templates while this one reads; what is wrong with a template is told as ever."""
    changed = {"content/orders/eo-14003.md": order(number=14003, body="Another text.\n")}
    site, other = (small_site(tmp_path / name, ORDERS) for name in ("site", "other"))
    built(site)
    write(site, changed)
    write(other, changed)
    render, ran = WorkerTasks.render, tmp_path / "ran"

    def told(tasks: WorkerTasks, jobs: Sequence[OrderJob]) -> list[list[Rendered]]:
        ran.write_text(str(os.getpid()))
        return render(tasks, jobs)

    with monkeypatch.context() as patch:
        patch.setattr(WorkerTasks, "render", told)
        pages = tree(built(site, jobs=2, start="fork"))
    assert ran.read_text() != str(os.getpid())
    assert pages == tree(built(other))
    write(site, {**ORDERS, "themes/default/templates/modules/summary.html": "{% if %}"})
    alone, together = (run("-C", site, "build", "--jobs", n) for n in ("1", "2"))
    assert alone.code == together.code == 1
    assert "modules/summary.html:1" in alone.output
    assert alone.output.splitlines()[:-1] == together.output.splitlines()[:-1]


def test_who_renders_nothing_gets_nothing_ready(tmp_path: Path) -> None:
    """A check reads orders, and starts no process for pages that nobody makes."""
    site = small_site(tmp_path, ORDERS)
    before = threading.active_count()
    options = Options(site, now=TODAY, jobs=2, start="fork")
    with WorkerPool(options) as worker_pool:
        load(options, Cache(None), worker_pool=worker_pool)
        assert threading.active_count() == before
    with WorkerPool(options, printing=True) as worker_pool:
        load(options, Cache(None), worker_pool=worker_pool)
        assert threading.active_count() > before


# Beyond one machine --------------------------------------------------------------------------


@pytest.fixture
def cluster() -> Iterator[str]:
    """A scheduler and two workers on this machine; its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    scheduler = [
        sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
        "--port", str(port), "--no-dashboard",
    ]  # fmt: skip
    worker = [
        sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard",
        "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny",
    ]  # fmt: skip
    started = [
        subprocess.Popen(each, env=environment, **quiet)  # type: ignore[call-overload]
        for each in (scheduler, worker, worker)
    ]
    try:
        wait_for(port)
        yield f"dask://127.0.0.1:{port}"
    finally:
        for each in reversed(started):
            each.terminate()
            each.wait(20)


def wait_for(port: int) -> None:
    """Until the scheduler answers."""
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


def build_on(site: Path, cluster: str) -> "subprocess.CompletedProcess[str]":
    """A build on a cluster, in a process of its own."""
    command = [
        sys.executable, "-m", "eo_site", "-C", str(site), "build", "--no-search", "--now", "2026-11-22",
        "--executor", cluster,
    ]  # fmt: skip
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_a_cluster_writes_the_same_bytes(
    tmp_path: Path, cluster: str, clean: dict[str, bytes]
) -> None:
    """Chunks travel as values: the workers see neither the site's folder nor the cache."""
    site = small_site(tmp_path, ORDERS)
    for _ in range(100):
        ran = build_on(site, cluster)
        if "has no workers" not in ran.stderr:
            break
        time.sleep(0.2)
    assert ran.returncode == 0, ran.stderr
    assert tree(site / "build") == clean


@pytest.mark.parametrize(
    ("address", "words"), [("http://x", "is no cluster"), ("dask://127.0.0.1:1", "no cluster")]
)
def test_a_cluster_that_is_not_there_is_told_in_words(site: Path, address: str, words: str) -> None:
    """No traceback, and nothing is written."""
    ran = run("-C", site, "build", "--executor", address)
    assert ran.code == 1 and words in ran.output
    assert not (site / "build").exists()
