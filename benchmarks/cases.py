"""What is measured: each build of a round, in folders that nothing was written to before.

A round builds, one after the other, Hugo, the parity theme and the shipped theme from nothing; then
the shipped site again, unchanged, with one paragraph changed, and with the template of one module
changed; then as continuous integration would, in a fresh checkout with the caches of an earlier
build. Nothing is deleted until the end: a deletion's work would fall into the next measurement.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import write_site
from benchmarks.hugo.convert import convert
from benchmarks.measure import Cost, cost
from benchmarks.words import REPOSITORY

NOW = "2026-11-22"
MODULE = "duties"
"""The module whose template is changed; six of the seven shipped editions print it."""
ADDED = "One sentence more stands in this paragraph. "


@dataclass(frozen=True)
class Tools:
    """What builds."""

    hugo: str
    """The program itself, not the Python script that starts it."""
    flags: tuple[str, ...]
    """More arguments of `eo-site build`."""


@dataclass(frozen=True)
class Result:
    """One measurement."""

    case: str
    cost: Cost
    pages: int
    """HTML files in the finished site."""


@dataclass(frozen=True)
class Sources:
    """The same orders for each of the three builds."""

    shipped: Path
    parity: Path
    hugo: Path


def sources(folder: Path, orders: int) -> Sources:
    """Generate the orders and lay out the three projects."""
    found = Sources(folder / "shipped", folder / "parity", folder / "hugo")
    write_site(found.shipped, orders)
    shutil.copytree(found.shipped, found.parity)
    theme = REPOSITORY / "benchmarks/parity"
    shutil.copyfile(theme / "audiences.yaml", found.parity / "audiences.yaml")
    for part in ("templates", "static"):
        shutil.copytree(theme / part, found.parity / "themes/parity" / part)
    with (found.parity / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("theme: parity\n")
    convert(found.parity, found.hugo)
    return found


def round_of(made: Sources, folder: Path, tools: Tools, *, hugo: bool = True) -> Iterator[Result]:
    """Every case once; `folder` is new."""
    if hugo:
        yield from _hugo(made, folder / "hugo", tools)
    parity = _copied(made.parity, folder / "parity")
    yield _built("cold, parity theme", parity, tools)
    yield _copy("cp -r, parity output", parity / "build", folder / "parity-copy")
    change_paragraph(parity)
    yield _built("one paragraph changed, parity theme", parity, tools)
    shipped = _copied(made.shipped, folder / "shipped")
    yield _built("cold, shipped theme", shipped, tools)
    yield _copy("cp -r, shipped output", shipped / "build", folder / "shipped-copy")
    kept = folder / "kept"
    for name in (".eo-cache", "build"):
        if (shipped / name).is_dir():
            _copied(shipped / name, kept / name)
    yield _built("nothing changed, shipped theme", shipped, tools)
    change_paragraph(shipped)
    yield _built("one paragraph changed, shipped theme", shipped, tools)
    change_template(shipped)
    yield _built("one module's template changed, shipped theme", shipped, tools)
    for case, restored in (
        ("CI, one paragraph, cache and output restored", (".eo-cache", "build")),
        ("CI, one paragraph, cache restored", (".eo-cache",)),
    ):
        checkout = _copied(made.shipped, folder / case.replace(" ", "-").replace(",", ""))
        for name in restored:
            if (kept / name).is_dir():
                _copied(kept / name, checkout / name)
        change_paragraph(checkout)
        yield _built(case, checkout, tools)


def scale_of(made: Sources, folder: Path, tools: Tools, *, hugo: bool) -> Iterator[Result]:
    """The cases that show how cost grows with the number of orders."""
    if hugo:
        yield next(_hugo(made, folder / "hugo", tools))
    yield _built("cold, parity theme", _copied(made.parity, folder / "parity"), tools)
    shipped = _copied(made.shipped, folder / "shipped")
    yield _built("cold, shipped theme", shipped, tools)
    yield _built("nothing changed, shipped theme", shipped, tools)
    change_paragraph(shipped)
    yield _built("one paragraph changed, shipped theme", shipped, tools)


def _hugo(made: Sources, folder: Path, tools: Tools) -> Iterator[Result]:
    """Hugo from nothing, then with one paragraph changed over the finished output."""
    project = _copied(made.hugo, folder)
    arguments = ["--source", str(project), "--cacheDir", str(project / "cache"), "--logLevel", "error"]  # fmt: skip
    yield Result("Hugo, cold", cost([tools.hugo, *arguments]), _pages(project / "public"))
    change_paragraph(project)
    spent = cost([tools.hugo, *arguments])
    yield Result("Hugo, one paragraph changed", spent, _pages(project / "public"))


def _built(case: str, site: Path, tools: Tools) -> Result:
    command = [
        sys.executable,
        "-m",
        "eo_site",
        "-C",
        str(site),
        "build",
        "--no-search",
        "--now",
        NOW,
    ]
    spent = cost([*command, *tools.flags], {"PYTHONPATH": str(REPOSITORY)})
    return Result(case, spent, _pages(site / "build"))


def _copy(case: str, site: Path, to: Path) -> Result:
    return Result(case, cost(["cp", "-r", str(site), str(to)]), _pages(to))


def _copied(source: Path, to: Path) -> Path:
    shutil.copytree(source, to, copy_function=shutil.copyfile)
    return to


def _pages(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.html"))


def middle(site: Path) -> Path:
    """The file of the order in the middle."""
    files = sorted((site / "content/orders").iterdir())
    return files[len(files) // 2]


def change_paragraph(site: Path, words: str = ADDED) -> None:
    """Add a sentence to the first paragraph of `Background` in the order in the middle."""
    file = middle(site)
    text = file.read_text("utf-8")
    before, heading, after = text.partition("## Background {#background}\n\n")
    wrapper, line, rest = after.partition("\n\n") if after.startswith("{{%") else ("", "", after)
    file.write_text(f"{before}{heading}{wrapper}{line}{words}{rest}", "utf-8")


def replaced(path: Path, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
    """Replace what a pattern finds first in a file's lines; raises `LookupError` if it finds nothing."""
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise LookupError(f"{path}: nothing like {pattern}")
    path.write_text(text, "utf-8")


def change_title(site: Path, number: int) -> None:
    """Give the order in the middle a title that ends in `No.` and a number."""
    pattern = r"^title: (.*?)( No\. \d+)?$"
    replaced(middle(site), pattern, lambda match: f"title: {match[1]} No. {number}")


def change_template(site: Path) -> None:
    """Lay a changed template of one module over the shipped one."""
    name = f"themes/default/templates/modules/{MODULE}.html"
    shipped = (REPOSITORY / name).read_text("utf-8")
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    head, call, tail = shipped.partition("{% call ui.module(m) %}\n")
    (site / name).write_text(f'{head}{call}<p class="aside-line">As coded.</p>\n{tail}', "utf-8")
