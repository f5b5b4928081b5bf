"""The benchmarks: eo-site and its peers on the same orders, in the same run.

    python -m benchmarks.run --hugo PATH [--orders 1000] [--runs 5] [--full] [--write]

Run it from the repository, on a machine that has nothing else to do.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import NOW, Result, Tools, round_of, scale_of, sources
from benchmarks.report import others, scaling, table, written
from benchmarks.same import compare
from benchmarks.words import REPOSITORY
from eo_site import __version__

SIZES = (1000, 3000, 14_400)
HUGO_SIZES = (1000, 3000)
"""Hugo keeps every page of every role in memory; at 14,400 orders that is more than 20 GB."""


def main() -> None:
    """Measure, print, and write where asked."""
    given = arguments()
    if given.hugo and not Path(given.hugo).is_file():
        raise SystemExit(f"there is no Hugo at {given.hugo}")
    folder = Path(tempfile.mkdtemp(prefix="eo-site-benchmarks-", dir=given.work))
    tools = Tools(hugo_program(given.hugo) if given.hugo else "", flags(given.jobs))
    try:
        text = report(given, folder, tools)
    finally:
        if not given.keep:
            shutil.rmtree(folder)
    print(text)
    if given.write:
        written(REPOSITORY / "benchmarks/README.md", text)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="Hugo 0.168 or later")
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5, help="of every case; medians are printed")
    parser.add_argument("--jobs", type=int, help="workers of eo-site; without it, its own choice")
    parser.add_argument("--full", action="store_true", help="1,000, 3,000 and 14,400 orders too")
    parser.add_argument("--full-runs", type=int, default=1, help="rounds of --full at each size")
    parser.add_argument("--write", action="store_true", help="the tables go into README.md")
    parser.add_argument("--work", type=Path, help="a folder on the disk to be measured")
    parser.add_argument("--keep", action="store_true", help="leave everything that was built")
    return parser.parse_args()


def report(given: argparse.Namespace, folder: Path, tools: Tools) -> str:
    """Everything measured, as Markdown."""
    made = sources(folder / "sources", given.orders)
    results = list[Result]()
    for number in range(given.runs):
        for result in round_of(made, folder / f"round-{number}", tools, hugo=bool(tools.hugo)):
            results.append(result)
            say(f"round {number + 1}", result)
    parts = [heading(given, tools, results), table(results)]
    if tools.hugo:
        parts.append(sameness(folder / "round-0"))
    if given.full:
        parts.append(scaling({size: list(sized(given, folder, tools, size)) for size in SIZES}))
    return "\n\n".join(parts)


def sized(given: argparse.Namespace, folder: Path, tools: Tools, size: int) -> list[Result]:
    """The rounds at one size; its folders are gone, and settled, before the next begins."""
    here = folder / f"scale-{size}"
    made = sources(here / "sources", size)
    found = list[Result]()
    for number in range(given.full_runs):
        hugo = bool(tools.hugo) and size in HUGO_SIZES
        for result in scale_of(made, here / f"round-{number}", tools, hugo=hugo):
            found.append(result)
            say(f"{size:,} orders", result)
    if not given.keep:
        shutil.rmtree(here)
        os.sync()
    return found


def say(where: str, result: Result) -> None:
    """A line for whoever waits."""
    spent = result.cost
    line = f"{where:14} {result.case:46} {spent.wall:8.2f} s {spent.cpu:8.2f} s CPU {spent.memory:7,.0f} MB"
    print(line, f"{result.pages:7,} pages, others {spent.others:.0%}", file=sys.stderr, flush=True)


def heading(given: argparse.Namespace, tools: Tools, results: list[Result]) -> str:
    """What was measured with what."""
    hugo = version(tools.hugo) if tools.hugo else "no Hugo"
    return (
        f"{given.orders:,} orders × 7 editions, medians of {given.runs}, `--now {NOW}`, search off. "
        f"eo-site {__version__} at {commit()}, Python {platform.python_version()}, {hugo}. "
        f"{processor()}, {os.cpu_count()} cores, Linux {platform.release()}. "
        f"Meanwhile other work took {others(results):.0%} of the processors."
    )


def sameness(first: Path) -> str:
    """Whether both sides said the same; by then both have the changed paragraph."""
    compared, found = compare(first / "parity/build", first / "hugo/public")
    if found:
        return f"The two sides differ on {len(found):,} of {compared:,} pages, first {found[0]}"
    return f"The two sides say the same on all {compared:,} pages compared."


def hugo_program(given: str) -> str:
    """The program itself, where a Python package's script stands before it."""
    shipped = sorted(
        Path(given).resolve().parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo*")
    )
    return str(shipped[0] if shipped else given)


def flags(jobs: int | None) -> tuple[str, ...]:
    """`--jobs` where it is asked for."""
    return ("--jobs", str(jobs)) if jobs else ()


def version(hugo: str) -> str:
    """Hugo's own words for its version, cut short."""
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    return said.split("-")[0].replace("hugo v", "Hugo ")


def commit() -> str:
    """The commit that was measured."""
    command = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def processor() -> str:
    """The processor's name."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


if __name__ == "__main__":
    main()
