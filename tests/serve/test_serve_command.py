"""`eo-site serve` and `build --watch` as they are started: in processes of their own."""

import gc
import os
import re
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from eo_site.engine.options import Options
from eo_site.serve.command import keep_building
from tests.interrupts import heeding_interrupts
from tests.serve.desks import ask, until
from tests.sites import ORDER, REPOSITORY, page, run, write

FILE = "content/orders/eo-14001.md"


@contextmanager
def started(*arguments: str | Path) -> Iterator[tuple["subprocess.Popen[str]", list[str]]]:
    """A command that goes on, and the lines it has printed so far; Ctrl-C ends it well."""
    with heeding_interrupts():
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "eo_site", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
    lines = list[str]()
    assert process.stdout
    reader = reading(process.stdout, lines)
    try:
        yield process, lines
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0, lines
        reader.join(60)
        assert lines[-1] == "stopped"
        assert not any("Traceback" in line for line in lines)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def reading(stream: IO[str], lines: list[str]) -> threading.Thread:
    """Reads along, line by line."""

    def read() -> None:
        for line in stream:
            lines.append(line.rstrip("\n"))  # noqa: PERF401

    reader = threading.Thread(target=read)
    reader.start()
    return reader


def test_serve_prints_where_and_shows_the_site(site: Path) -> None:
    """Drafts with it, and no build/; Ctrl-C ends it at once and without an error."""
    write(
        site, {"content/orders/eo-2.md": ORDER.replace("number: 14001", "number: 2\ndraft: true")}
    )
    with started("-C", site, "serve", "--port", "0", "--now", "2026-11-22") as (_, lines):
        until(lambda: any("http://127.0.0.1:" in line for line in lines))
        [port] = {*re.findall(r"http://127\.0\.0\.1:(\d+)/", "\n".join(lines))}
        assert ask(int(port), "/plain/orders/eo-2/").status == 200
        assert ask(int(port), "/", host="evil.example").status == 403
    assert not (site / "build").exists()


def test_a_child_can_be_interrupted_where_the_tests_cannot(site: Path) -> None:
    """As where a shell has started them in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with started("-C", site, "build", "--watch", "--no-search", "--now", "2026-11-22") as (
            _,
            it,
        ):
            until(lambda: any("watching" in line for line in it))
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_build_watch_writes_after_each_change_and_survives_errors(site: Path) -> None:
    """A mistake is printed, the last good files stay, and the correction is built."""
    with started("-C", site, "build", "--watch", "--now", "2026-11-22") as (_, lines):
        until(lambda: any("watching" in line for line in lines))
        write(site, {FILE: ORDER.replace("for lawyers", "for lawyer").replace("wants", "demands")})
        until(lambda: any("EO301" in line for line in lines))
        assert "wants a count" in page(site / "build", "plain/orders/eo-14001")
        write(site, {FILE: ORDER.replace("wants", "demands")})
        until(lambda: "demands a count" in page(site / "build", "plain/orders/eo-14001"))


def test_an_interrupt_that_a_build_loses_ends_the_watching_all_the_same(site: Path) -> None:
    """Where something that a build calls takes it for its own."""
    late = threading.Event()

    def build() -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    def again() -> None:
        late.set()
        os.kill(os.getpid(), signal.SIGINT)

    guard = threading.Timer(20, again)
    guard.start()
    with heeding_interrupts():
        keep_building(Options(site), build, poll=False)
    guard.cancel()
    assert not late.is_set()


def test_a_site_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    """As for every command."""
    assert run("-C", tmp_path / "nowhere", "serve").code == 2
    assert run("-C", tmp_path, "serve", "--port", "99999").code == 2


class _Read:
    """Something that a build has read, and that leads to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_nothing_of_a_build_stays_in_memory_until_the_next(site: Path) -> None:
    """Builds of a day of writing would take a gigabyte."""
    held = list[weakref.ref[_Read]]()

    def build() -> None:
        held.append(weakref.ref(_Read()))
        raise KeyboardInterrupt

    gc.disable()
    try:
        keep_building(Options(site), build, poll=False)
    finally:
        gc.enable()
    assert [each() for each in held] == [None]
