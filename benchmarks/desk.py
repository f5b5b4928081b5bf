"""How soon the author's desk answers: its matrix opened and filtered in Chromium.

    python -m benchmarks.desk [--orders 1500] [--times 20]

Run it from the repository with its tests' extras installed. `eo-site serve` shows the generated library; one
browser opens the matrix again and again, from the click to its first rows painted, and filters it by
words, by an edition's state and by problems, and sorts it: from the event to the next frame painted. The
calendar is opened once: its first look reads the orders of every edition.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.generate import write_site
from benchmarks.serving import PATIENCE, eo_site, served

ROWS = "#matrix tbody tr"
FILTERS = {
    "words": "f => { f.elements.text.value = f.elements.text.value ? '' : 'security'; }",
    "state": "f => { f.elements.state.value = f.elements.state.value ? '' : 'inherited'; }",
    "problems": "f => { f.elements.problems.checked = !f.elements.problems.checked; }",
    "sorted": "f => { f.elements.by.value = f.elements.by.value === 'grade' ? 'words' : 'grade'; }",
}
"""What is done to the form, by name; each undoes itself the next time."""
TIMED = """change => new Promise((done) => {
  const form = document.getElementById("controls");
  const started = performance.now();
  eval(change)(form);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  const worked = performance.now() - started;
  requestAnimationFrame(() => setTimeout(() => done([worked, performance.now() - started])));
})"""
DRAWN = "() => performance.getEntriesByName('matrix-drawn')[0]?.startTime"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--orders", type=int, default=1500)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="eo-site-benchmarks-"))
    try:
        write_site(folder / "site", given.orders)
        with sync_playwright() as playwright, served(eo_site(folder / "site")) as url:
            path = shutil.which("chromium") or playwright.chromium.executable_path
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            measure(chromium.new_page(bypass_csp=True), f"{url}-/", given.times)
    finally:
        shutil.rmtree(folder)


def measure(page: Page, url: str, times: int) -> None:
    """A line for each thing that is measured."""
    print(f"first look: {opened(page, url):.0f} ms", flush=True)
    told("matrix opened", [opened(page, url) for _ in range(times)])
    for name, change in FILTERS.items():
        found = [page.evaluate(TIMED, change) for _ in range(times)]
        told(f"{name}, script", [worked for worked, _ in found])
        told(f"{name}, next frame", [whole for _, whole in found])
    started = time.perf_counter()
    page.goto(f"{url}calendar", timeout=PATIENCE * 1000)
    print(f"calendar, first look: {(time.perf_counter() - started) * 1000:.0f} ms", flush=True)


def opened(page: Page, url: str) -> float:
    """Milliseconds from the start of the navigation to the first rows."""
    page.goto(url, timeout=PATIENCE * 1000)
    page.wait_for_selector(ROWS)
    drawn: float = page.evaluate(DRAWN)
    return drawn


def told(name: str, found: Sequence[float]) -> None:
    """A line of the median and of what nineteen of twenty keep within."""
    ordered = sorted(found)
    high = ordered[max(0, round(len(ordered) * 0.95) - 1)]
    print(f"{name:22} median {statistics.median(ordered):6.1f} ms, 95th percentile {high:6.1f} ms",
          flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
