"""How soon an editor has its answer: the language server's own work in a library of any size.

    python -m benchmarks.editor [--orders 1500] [--keys 200]

Each key changes the text of an order of 1,000 lines, so that nothing of the answer is known from before.
The time is that of the server alone; what the editor and the pipe between them take is not in it.
Completion is asked twice: while the library is still being read for the first time, as an editor does
that has just been opened, and once it is known.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.cases import NOW
from benchmarks.generate import write_site
from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.language_server.completion import complete
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.files import open_file
from eo_site.language_server.hover import hover

LINES = 1000
TYPED = {
    "agency by a name": ("agencies:\n  - {id: Department of J", ""),
    "key of a duty": ("duties:\n  - id: d9\n    who: [x]\n    ev", ""),
    "source": ("", "It says [@dis"),
    "section": ("", "It says [@order, 2"),
    "value": ("", "It was due [=d1"),
    "audience": ("", "::: for lit"),
    "another order": ("", "[that one](80"),
}
"""By what is completed, what stands at the end of the record or of the body."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--orders", type=int, default=1500)
    parser.add_argument("--keys", type=int, default=200, help="of every kind")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read the library")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="eo-site-editor-"))
    try:
        write_site(folder, given.orders)
        options = Options(folder, now=date.fromisoformat(NOW), jobs=given.jobs)
        for line in report(options, given.keys):
            print(line, flush=True)
    finally:
        shutil.rmtree(folder)


def report(options: Options, keys: int) -> Iterator[str]:
    """The rows of a table."""
    with SnapshotCache.at_once(options.root / ".eo-cache/editor", options.root) as cache:
        state = EditorSite(options, cache)
        started = time.perf_counter()
        state.glance({})
        yield f"names known after {time.perf_counter() - started:.2f} s"
        path, text = long_order(options.root)
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(state.everything, {})
            yield "| What | Median, ms | 95th, ms | Median of CPU, ms | 95th of CPU, ms |"
            yield "|---|---:|---:|---:|---:|"
            for what, (record, body) in TYPED.items():
                work = _completion(state, path, text, record, body)
                row = _row(f"completion while reading: {what}", keys, work)
                yield row if not reading.done() else f"{row} (read meanwhile)"
            reading.result()
        yield f"everything read after {time.perf_counter() - started:.1f} s"
        for what, (record, body) in TYPED.items():
            yield _row(f"completion: {what}", keys, _completion(state, path, text, record, body))
        yield _row("hover: who reads a block", max(keys // 10, 1), _hover(state, path, text))
        yield _row("diagnostics of the order", max(keys // 10, 1), _diagnostics(state, path, text))


def long_order(root: Path) -> tuple[str, str]:
    """The path of an order in the middle of the library, and its text made as long as it should be."""
    files = sorted((root / "content/orders").rglob("*.md"))
    file = files[len(files) // 2]
    text = file.read_text("utf-8")
    part = text[text.index("\n## ") :]
    number = 0
    while text.count("\n") < LINES:
        number += 1
        text += part.replace(" {#", f" {{#part-{number}-")
    return file.relative_to(root).as_posix(), text


def _completion(
    state: EditorSite, path: str, text: str, record: str, body: str
) -> Callable[[int], None]:
    end = text.index("\n---\n", 4) + 1

    def work(number: int) -> None:
        changed = f"{text[: end - 1]}\n{'#' * number}\n"
        index = len(changed) + len(record)
        changed += f"{record}{text[end:]}" if record else text[end:]
        if body:
            changed += f"\n{body}"
            index = len(changed)
        file = open_file(path, changed)
        assert file
        assert state.knowledge
        assert complete(file, index, state.knowledge), (record, body)

    return work


def _hover(state: EditorSite, path: str, text: str) -> Callable[[int], None]:
    def work(number: int) -> None:
        file = open_file(path, f"{text}\n{'More words. ' * number}")
        assert file
        assert state.knowledge
        index = file.text.index("\n::: for ") + 20
        assert hover(file, index, state.knowledge, lambda: state.reading(file))

    return work


def _diagnostics(state: EditorSite, path: str, text: str) -> Callable[[int], None]:
    def work(number: int) -> None:
        changed = f"{text}\n{'More words. ' * (number + 1)}\n"
        assert state.orders([path], {path: changed.encode()})

    return work


def _row(name: str, keys: int, work: Callable[[int], None]) -> str:
    work(keys + 1)
    wall, cpu = list[float](), list[float]()
    for number in range(keys):
        started, used = time.perf_counter(), time.thread_time()
        work(number)
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.thread_time() - used) * 1000)
    figures = [f"{value:.1f}" for each in (wall, cpu) for value in (_median(each), _late(each))]
    return f"| {name} | {' | '.join(figures)} |"


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _late(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    main()
