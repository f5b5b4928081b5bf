"""Measurements as a table."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.cases import Result

PEER = "Hugo, cold"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = ("Build", "Wall, s", "CPU, s", "Memory, MB", "Pages", "Pages a second", "Speed", "by CPU")
"""The last two: how many times as fast as Hugo's cold build, by the wall and by processor time."""
SCALE_HEAD = ("Build", "Orders", "Wall, s", "CPU, s", "CPU an order, ms", "Memory, MB")


def table(results: Sequence[Result]) -> str:
    """A line for each case with the medians of its runs."""
    cases = {name: _medians(results, name) for name in _names(results)}
    peer = cases.get(PEER)
    lines = []
    for name, (wall, cpu, memory) in cases.items():
        pages = next(each.pages for each in results if each.case == name)
        speed = [f"{peer[0] / wall:.2f}", f"{peer[1] / cpu:.2f}"] if peer else ["", ""]
        took = [f"{wall:.2f}", f"{cpu:.2f}", f"{memory:,.0f}"]
        lines.append([name, *took, f"{pages:,}", f"{pages / wall:,.0f}", *speed])
    return _markdown(HEAD, lines)


def scaling(by_size: dict[int, Sequence[Result]]) -> str:
    """A line for each case and number of orders, with the cost of one order."""
    lines = []
    for name in _names([each for results in by_size.values() for each in results]):
        for size, results in by_size.items():
            if name in _names(results):
                wall, cpu, memory = _medians(results, name)
                took = [f"{wall:.2f}", f"{cpu:.2f}", f"{cpu / size * 1000:.1f}", f"{memory:,.0f}"]
                lines.append([name, f"{size:,}", *took])
    return _markdown(SCALE_HEAD, lines)


def _names(results: Sequence[Result]) -> list[str]:
    return list(dict.fromkeys(each.case for each in results))


def _medians(results: Sequence[Result], case: str) -> tuple[float, float, float]:
    """Wall, processor time, memory."""
    runs = [each.cost for each in results if each.case == case]
    return (
        median(each.wall for each in runs),
        median(each.cpu for each in runs),
        median(each.memory for each in runs),
    )


def _markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))


def others(results: Sequence[Result]) -> float:
    """The share of the processors that other work took, over all runs: their median."""
    return median(each.cost.others for each in results)


def written(file: Path, text: str) -> None:
    """Put a text between the marks of a Markdown file."""
    before, begin, rest = file.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin and end, f"{file} has no place for figures"
    file.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", "utf-8")
