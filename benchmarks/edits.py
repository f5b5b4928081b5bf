"""What each kind of edit costs: a build of a site that stands, after one thing has changed.

    python -m benchmarks.edits [--orders 1000] [--runs 5] [--beside CHECKOUT] [--hugo PATH]

Every edit is made anew for each run, to the order in the middle or to the site, and the site is built
as a whole process. With `--beside`, another checkout of eo-site builds a site of its own after the same
edit, the two taking turns: ratios within a pair say more than seconds where a machine is shared. Hugo
builds everything anew whatever has changed, so one row stands for it.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from benchmarks.cases import NOW, change_paragraph, change_title, middle, replaced, sources
from benchmarks.measure import Cost, cost
from benchmarks.run import hugo_program
from benchmarks.words import REPOSITORY

QUIET, TURNING = "2026-11-23", "2026-12-07"
"""A day after `NOW` on which nothing of the invented orders turns, and one by which something has."""
Edit = Callable[[Path, int], None]
"""Changes a site, the same way for the same run and otherwise for the next."""


def _status(site: Path, run: int) -> None:
    value = ("in-force-in-part", "in-force")[run % 2]
    replaced(middle(site), r"^status:\n- value: .*$", lambda _: f"status:\n- value: {value}")


def _changes(site: Path, run: int) -> None:
    entry = f"- on: '2026-11-{1 + run:02}'\n  kind: corrected\n  text: Corrected, {run}.\n"
    text = middle(site).read_text("utf-8")
    if "\nchanges:\n" not in text:
        replaced(middle(site), r"^dates:$", lambda m: f"changes:\n{entry}{m[0]}")
    else:
        replaced(middle(site), r"^changes:\n", lambda m: m[0] + entry)


def _new_order(site: Path, run: int) -> None:
    like, number = middle(site), 99000 + run
    text = re.sub(r"^number: .*$", f"number: {number}", like.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(r"^relations:\n(?:[- ].*\n)*", "", text, flags=re.MULTILINE)
    (like.parent / f"eo-{number}.md").write_text(text, "utf-8")


def _paragraph(site: Path, run: int) -> None:
    change_paragraph(site, f"Sentence {run} stands here. ")


def _for_one(site: Path, run: int) -> None:
    with middle(site).open("a", encoding="utf-8") as file:
        file.write(f"\n::: for litigators\nParagraph {run} is for one edition.\n:::\n")


def _term(site: Path, run: int) -> None:
    path = site / "content/vocabularies/interests.yaml"
    replaced(path, r"label: ([^,}\n]+?)( \d+)?([,}]|$)", lambda m: f"label: {m[1]} {run}{m[3]}")


def _nothing(_site: Path, _run: int) -> None:
    """Leave everything as it is."""


CASES: Mapping[str, tuple[Edit, str]] = {
    "nothing changed": (_nothing, NOW),
    "one paragraph": (_paragraph, NOW),
    "one audience's paragraph": (_for_one, NOW),
    "a title": (change_title, NOW),
    "a `changes` entry": (_changes, NOW),
    "a status": (_status, NOW),
    "a new order": (_new_order, NOW),
    "a term of a vocabulary": (_term, NOW),
    "another day, on which nothing turns": (_nothing, QUIET),
    "another day, by which something has turned": (_nothing, TURNING),
}
"""By name, an edit and the day on which the site is built after it."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--beside", type=Path, help="another checkout of eo-site")
    parser.add_argument("--hugo", default="", help="Hugo 0.168 or later")
    parser.add_argument("--only", default="", help="a part of the names of the cases to measure")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="eo-site-edits-"))
    try:
        for line in lines(given, folder):
            print(line, flush=True)
    finally:
        shutil.rmtree(folder)


def lines(given: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The table, a line at a time."""
    made = sources(folder / "sources", given.orders)
    codes = [REPOSITORY, *([given.beside.resolve()] if given.beside else [])]
    sites = [folder / f"site-{number}" for number in range(len(codes))]
    for site in sites:
        shutil.copytree(made.shipped, site, copy_function=shutil.copyfile)
    yield "| After | wall, s | CPU, s | memory, MB | other work | beside: wall, s | CPU, s |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    if given.hugo:
        tool = hugo_program(given.hugo)
        hugo = [tool, "--source", str(made.hugo), "--logLevel", "error"]
        yield _row("anything, Hugo's parity site", [[cost(hugo) for _ in range(given.runs)]])
    cold = [[_built(site, code, NOW)] for site, code in zip(sites, codes, strict=True)]
    yield _row("nothing stood: a cold build", cold)
    for name, (edit, day) in CASES.items():
        if given.only not in name:
            continue
        edited: list[list[Cost]] = [[] for _ in codes]
        for run in range(given.runs):
            for into, site, code in zip(edited, sites, codes, strict=True):
                edit(site, run)
                into.append(_built(site, code, day))
                if day != NOW:
                    _built(site, code, NOW)
        yield _row(name, edited)


def _built(site: Path, code: Path, day: str) -> Cost:
    command = [sys.executable, "-m", "eo_site", "-C", str(site), "build", "--no-search"]
    return cost([*command, "--now", day], {**os.environ, "PYTHONPATH": str(code)})


def _row(name: str, spent: list[list[Cost]]) -> str:
    cells = [name]
    for at, runs in enumerate(spent):
        cells += [f"{median(c.wall for c in runs):.2f}", f"{median(c.cpu for c in runs):.2f}"]
        if not at:
            cells += [f"{median(c.memory for c in runs):,.0f}"]
            cells += [f"{median(c.others for c in runs):.0%}"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
