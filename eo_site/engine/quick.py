"""The answer to a build that has nothing to do, found without reading or importing anything else.

If every input file, the program and every output file look on disk as they did after the last
build, on the same day, then the last build's report is this one's. How a file
looks is its size, times and inode, as in git's index; whatever looks otherwise is left to the
build itself, which goes by content.
"""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import date, datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from eo_site.engine.cache import FOLDER, Cache, mark_of, settled
from eo_site.engine.options import SEARCHER, STAGING, EditionReport, Options, Report
from eo_site.model.problem import Place, Problem, Severity

_FACT = "quick "


PACKAGES = ("jinja2", "markdown_it", "markupsafe", "mdurl", "pydantic", "yaml")
"""Modules of the libraries that have a say in the output; `setting.LIBRARIES` has their names."""


def nothing_to_do(options: Options, waiting: Callable[[], None]) -> Report | None:
    """The report of a build that has nothing to do, or None; `waiting` as for `Cache.of`."""
    if not (options.root / FOLDER).is_dir():
        return None
    with Cache.of(options.root, waiting) as cache:
        return cache.mending(lambda: quick(options, cache, stamp(options)))


def stamp(options: Options) -> str | None:
    """How everything that a build reads looks; None while some of it has only just been written."""
    package = Path(__file__).resolve().parent.parent
    wishes = options.portable, options.drafts, options.theme, options.now, options.search
    found = sha256(repr(wishes).encode())
    places = [
        (options.root / "content", ""),
        (options.root / "themes", ""),
        (options.root / "site.yaml", ""),
        (options.root / "audiences.yaml", ""),
        (package, ".py"),
        (package / "themes", ""),
        (package.parent / "themes", ""),
    ]
    places += [(each, "") for each in (options.texts, options.records) if each]
    places += [(each, "") for each in _libraries()]
    for place, suffix in places:
        for path, look in _looks(str(place), suffix):
            if not settled(look):
                return None
            found.update(f"{path}\0{mark_of(look)}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _libraries() -> Iterator[Path]:
    """A file of each library that another version of it replaces; none of them is imported."""
    for name in (*PACKAGES, SEARCHER):
        found = find_spec(name)
        if found and found.origin:
            yield Path(found.origin)


def _looks(place: str, suffix: str) -> Iterator[tuple[str, os.stat_result]]:
    """(path, how it looks) of every file below a place that can be seen, in order of path."""
    try:
        entries = sorted(os.scandir(place), key=_path)
    except NotADirectoryError:
        yield place, os.stat(place)  # noqa: PTH116
        return
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _looks(entry.path, suffix)
        elif entry.name.endswith(suffix):
            # Editors lock a file by a link that leads nowhere.
            yield entry.path, entry.stat(follow_symlinks=os.path.exists(entry.path))  # noqa: PTH110


def _path(entry: "os.DirEntry[str]") -> str:
    return entry.path


def forget(options: Options, cache: Cache) -> None:
    """Have no answer to the next build unless this one gets to its end."""
    cache.keep_fact(_FACT + options.output_name, None)


def remember(options: Options, cache: Cache, report: Report, mark: str | None, zone: str) -> None:
    """Keep what a build came to, for one that finds everything as it left it."""
    name = _FACT + options.output_name
    if mark is None or not report.published:
        cache.keep_fact(name, None)
        return
    change = report.next_change
    cache.keep_fact(
        name,
        {
            "stamp": mark,
            "zone": zone,
            "today": report.today.isoformat() if report.today else None,
            "change": [change[0].isoformat(), *change[1:]] if change else None,
            "problems": [
                [p.code, p.path, p.place.line, p.place.column, p.message, p.hint, str(p.severity)]
                for p in report.problems
            ],
            "editions": [
                [each.name, each.pages, each.written + each.unchanged] for each in report.editions
            ],
            "notes": report.notes,
        },
    )


def quick(options: Options, cache: Cache, mark: str | None) -> Report | None:
    """The report of a build that has nothing to do; None where one has to look closer."""
    kept = cache.fact(_FACT + options.output_name)
    if mark is None or kept is None or kept["stamp"] != mark or options.clean:
        return None
    today = options.now or datetime.now(ZoneInfo(kept["zone"])).date()
    if today.isoformat() != kept["today"] or (options.strict and kept["problems"]):
        return None
    return _report(options, kept, today) if _stands(options, cache) else None


def _stands(options: Options, cache: Cache) -> bool:
    """Whether every file of the last build is on the disk as it was left."""
    root = f"{options.output}/"
    if os.path.lexists(root + STAGING):  # a killed build's; taken away by one that looks closer
        return False
    for edition, path, mark, digest in cache.marks(options.output_name):
        file = f"{root}{edition}/{path}" if edition else root + path
        try:
            look = os.lstat(file)
            if not stat.S_ISREG(look.st_mode):
                return False
            # The last files of a build were too new for their times to be trusted.
            if mark_of(look) != mark and (mark or _digest(file) != digest):
                return False
        except OSError:
            return False
    return True


def _digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (a thousand times)
        return sha256(file.read()).hexdigest()


def _report(options: Options, kept: Any, today: date) -> Report:
    change = kept["change"]
    return Report(
        tuple(
            Problem(code, path, Place(line, column), message, hint, Severity(severity))
            for code, path, line, column, message, hint, severity in kept["problems"]
        ),
        tuple(EditionReport(name, pages, 0, files, 0) for name, pages, files in kept["editions"]),
        (),
        options.output,
        today,
        tuple(kept["notes"]),
        (date.fromisoformat(change[0]), change[1], change[2]) if change else None,
    )
