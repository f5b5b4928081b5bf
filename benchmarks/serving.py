"""How soon a saved paragraph stands on the page: `eo-site serve` and Hugo's server, in Chromium.

    python -m benchmarks.serving --hugo PATH [--orders 1000] [--saves 15]

Run it from the repository with its tests' extras installed. One browser looks at one order's page; a
sentence is added to its file, and the clock stops when the sentence is in the page's document. That holds the
server's wait for more changes, its work, the message to the browser and the new page's way there. Then the same
for an order's title and the list of its year. Hugo
serves the same orders with its defaults: it renders to memory and reloads pages by itself.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from benchmarks.cases import NOW, Sources, change_paragraph, change_title, middle, sources
from benchmarks.run import hugo_program
from benchmarks.words import REPOSITORY

PATIENCE = 600
"""Seconds until a server has read its site, or a page shows what was saved."""
PAUSE = 1.5
"""Seconds between two saves: an editor's, after which nothing of the last one is left to do."""
EDITION = "researchers"
"""Whose page is looked at: general readers have another text in place of the changed one."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="Hugo 0.168 or later")
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=15)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="eo-site-benchmarks-"))
    try:
        made = sources(folder, given.orders)
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or playwright.chromium.executable_path
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = chromium.new_page()
            with served(eo_site(made.shipped)) as url:
                told("eo-site", waits(page, made.shipped, f"{url}{EDITION}/orders/", given.saves))
                found = in_a_list(page, made.shipped, f"{url}{EDITION}/orders/", given.saves)
                told("eo-site, a title in a list", found)
            if given.hugo:
                with served(hugo(made, given.hugo)) as url:
                    told("Hugo", waits(page, made.hugo, f"{url}{EDITION}/orders/", given.saves))
    finally:
        shutil.rmtree(folder)


def eo_site(site: Path) -> list[str]:
    """The command that serves a site."""
    return [sys.executable, "-m", "eo_site", "-C", str(site), "serve", "--port", "0",
            "--now", NOW]  # fmt: skip


def hugo(made: Sources, given: str) -> list[str]:
    """Hugo's, for the parity theme."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return [hugo_program(given), "server", "--source", str(made.hugo), "--port", str(port),
            "--bind", "127.0.0.1", "--cacheDir", str(made.hugo / "cache")]  # fmt: skip


@contextlib.contextmanager
def served(command: Sequence[str]) -> Iterator[str]:
    """The address of a server that runs as long as somebody looks."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"(http://(?:localhost|127\.0\.0\.1)\S+)", line):
                # A server that nobody listens to waits for it as soon as the pipe is full.
                Thread(target=deque, args=(process.stdout, 0), daemon=True).start()
                yield found[1]
                break
        else:
            raise SystemExit(f"{command[0]} served nothing")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def waits(page: Page, site: Path, orders: str, saves: int) -> list[float]:
    """Milliseconds from each save to its sentence on the page; the first is not counted."""
    found = []
    page.goto(f"{orders}{middle(site).stem}/", timeout=PATIENCE * 1000)
    for number in range(saves + 1):
        time.sleep(PAUSE)
        mark = f"Saved for time number {number}."
        started = time.perf_counter()
        change_paragraph(site, f"{mark} ")
        shown(page, mark)
        found.append((time.perf_counter() - started) * 1000)
    return found[1:]


def in_a_list(page: Page, site: Path, orders: str, saves: int) -> list[float]:
    """Milliseconds from each save of an order's title to its card on the list of its year."""
    order = middle(site).stem
    year = re.search(r"^  signed: '?(\d{4})", middle(site).read_text("utf-8"), re.MULTILINE)
    assert year
    numbers = ("", *(f"{number}/" for number in range(1, 20)))
    for each in (f"{orders}{year[1]}/{number}" for number in numbers):
        page.goto(each, timeout=PATIENCE * 1000)
        if page.locator(f"a[href*='{order}']").count():
            break
    found = []
    for number in range(saves + 1):
        time.sleep(PAUSE)
        started = time.perf_counter()
        change_title(site, number)
        shown(page, f" No. {number}")
        found.append((time.perf_counter() - started) * 1000)
    return found[1:]


def shown(page: Page, text: str) -> None:
    """Wait until a page's document has a text, whatever is loaded meanwhile."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        with contextlib.suppress(Exception):  # the page is on its way out
            if page.evaluate("text => document.body.textContent.includes(text)", text):
                return
        time.sleep(0.002)
    raise SystemExit(f"no page showed “{text}”")


def told(server: str, found: Sequence[float]) -> None:
    """A line for one server."""
    ordered = sorted(found)
    high = ordered[max(0, round(len(ordered) * 0.95) - 1)]
    print(f"{server}: median {statistics.median(ordered):6.0f} ms, 95th percentile {high:6.0f} ms,"
          f" {len(ordered)} saves", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
