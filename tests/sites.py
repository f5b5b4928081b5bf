"""Small sites in a temporary folder, and what became of them."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from eo_site.cli import main
from eo_site.engine.build import build, check
from eo_site.engine.load import Loaded
from eo_site.engine.options import Options, Report

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)

SITE = """\
id: small
title: A small library
base_url: https://orders.example/library/
publisher: {name: The publisher, corrections: errors@orders.example}
notice: Not legal advice.
"""

AUDIENCES = """\
audiences:
  - id: plain
    name: Plain readers
    question: What is it?
    lead: [summary, status]
    modules: [contents, sections, unknowns, sources]
  - id: lawyers
    name: Lawyers
    question: What binds?
    lead: [cite-as, cases]
    modules: [contents, status, duties, sections, unknowns, sources]
"""

ORDER = """\
---
number: 14001
title: Counting Lighthouses
dates: {signed: 2021-01-20}
status:
  - {value: in-force, source: notes, from: 2021-01-20}
sources:
  - {id: notes, type: webpage, title: Disposition notes, checked: 2026-11-01, covers: [status, cases]}
summary:
  default: Lighthouses are to be counted [@order, 1].
  lawyers: The Secretary “shall count” lighthouses [@order, 1].
---

## Purpose {#purpose}

The order wants a count [@order, 1].

::: for lawyers

The count binds the Secretary.

:::
"""


def order(record: str = "", body: str = "", *, number: int = 14001) -> str:
    """An order's file: the least record there can be, more of it, and a body."""
    return f"---\nnumber: {number}\ntitle: Counting Lighthouses\n{record}---\n{body}"


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files below a folder; the folder."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def small_site(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Two audiences and one order, with whatever files stand over or beside them."""
    shipped = {"site.yaml": SITE, "audiences.yaml": AUDIENCES, "content/orders/eo-14001.md": ORDER}
    return write(root, {**shipped, **(files or {})})


SAMPLE = ("eo-13769", "eo-13773", "eo-13780", "eo-13898", "eo-13903")
"""Orders of this repository that have all that pages show; the rest of its library may grow."""


def copy_of_repository(root: Path, *only: str) -> Path:
    """This repository's own site, or as much of it as some orders need; its theme is the shipped one."""
    root.mkdir(parents=True, exist_ok=True)
    for name in ("site.yaml", "audiences.yaml"):
        shutil.copyfile(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "content", root / "content")
    for order in (root / "content/orders").iterdir() if only else ():
        if order.name.partition(".")[0] not in only:
            shutil.rmtree(order) if order.is_dir() else order.unlink()
    return root


def edit_audiences(root: Path, change: Any) -> None:
    """Let a function change the document of `audiences.yaml`."""
    file = root / "audiences.yaml"
    document = yaml.safe_load(file.read_text("utf-8"))
    change(document)
    file.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), "utf-8")


def built(root: Path, **options: Any) -> Path:
    """Build a site that has nothing wrong with it; its `build/`."""
    report = outcome(root, **options)
    assert report.published, [each.line() for each in report.problems]
    assert report.out
    return report.out


def outcome(root: Path, **options: Any) -> Report:
    """Build a site, whatever comes of it."""
    return build(Options(root, **{"now": TODAY, **options}))


def save(file: Path, text: str) -> None:
    """Save as most editors do: another file, renamed over it. That is one event, however long it takes."""
    other = file.with_name(f"{file.name}___jb_tmp___")
    other.write_text(text, "utf-8")
    other.replace(file)


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Put some words of a file in place of others, and save it so."""
    text = (root / path).read_text("utf-8")
    assert old in text, old
    save(root / path, text.replace(old, new, 1))


def sound(root: Path, **options: object) -> Report:
    """Build a site that has nothing wrong, and compare it with a copy built from nothing."""
    report = outcome(root, **options)
    assert report.published, [each.line() for each in report.problems]
    copy = root.with_name(f"{root.name}-anew")
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".eo-cache"))
    anew = outcome(copy, **options)
    assert (report.problems, report.next_change) == (anew.problems, anew.next_change)
    assert tree(root / "build") == tree(copy / "build")
    shutil.rmtree(copy)
    return report


def loaded(root: Path, **options: Any) -> Loaded:
    """Read and check a site."""
    return check(Options(root, **{"now": TODAY, **options}))


def found(root: Path, **options: Any) -> list[str]:
    """What is wrong with a site: `path:line CODE`."""
    return [
        f"{each.path}:{each.place.line} {each.code}" for each in loaded(root, **options).problems
    ]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file below a folder with what changes when it is touched: its node, time and size."""
    files = ((each, each.stat()) for each in folder.rglob("*") if each.is_file())
    return {
        each.relative_to(folder).as_posix(): (found.st_ino, found.st_mtime_ns, found.st_size)
        for each, found in files
    }


def page(folder: Path, path: str) -> str:
    """The markup of a page."""
    return (folder / path / "index.html").read_text("utf-8")


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    output: str


def run(*arguments: str | Path, search: bool = False) -> Ran:
    """`eo-site …` in this process. Whatever is not an orderly exit is raised.

    A build makes no search indexes unless the test is about them, as `built` does not.
    """
    line = [str(each) for each in arguments]
    if "build" in line and not search:
        line.insert(line.index("build") + 1, "--no-search")
    result = CliRunner().invoke(main, line)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.output)
