"""The answer to a build that has nothing to do, found without reading or importing anything else.

If every input file, the program and every output file look on disk as they did after the last
build, on the same day, then the last build's report is this one's. How a file
looks is its size, times and inode, as in git's index; whatever looks otherwise is left to the
build itself, which goes by content.
"""

import json
import os
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eo_site.engine.cache import FOLDER, Cache, mark_of, remembered, settled
from eo_site.engine.options import SEARCHER, STAGING, EditionReport, Options, Report, clock_of
from eo_site.model.problem import Place, Problem, Severity

_FACT, _PROBLEMS = "last build of ", "problems of "


PACKAGES = ("jinja2", "markdown_it", "markupsafe", "mdurl", "pydantic", "yaml")
"""Modules of the libraries that have a say in the output; `setting.LIBRARIES` has their names."""


def nothing_to_do(
    options: Options, waiting: Callable[[], None]
) -> tuple[Report | None, str | None]:
    """(the report of a build that has nothing to do or None, the inputs' `stamp` if it is known).

    `waiting` is as for `Cache.of`.
    """
    if not (options.root / FOLDER).is_dir():
        return None, None
    with Cache.of(options.root, waiting) as cache:
        mark = stamp(options)
        return cache.mending(lambda: unchanged_report(options, cache, mark)), mark


def stamp(options: Options) -> str | None:
    """How everything that a build reads looks; None while some of it has only just been written."""
    wishes = options.portable, options.drafts, options.theme, options.now, options.search
    found = sha256(repr(wishes).encode())
    for path, look in _inputs(options):
        if not settled(look):
            return None
        found.update(f"{path}\0{mark_of(look)}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def written_since(options: Options, moment: int) -> bool:
    """Whether anything that a build reads was saved from a moment on, in nanoseconds of the clock, until now."""
    now = time.time_ns()
    return any(
        moment < each <= now
        for _, look in _inputs(options)
        for each in (look.st_mtime_ns, look.st_ctime_ns)
    )


def _inputs(options: Options) -> Iterator[tuple[str, os.stat_result]]:
    """(path, how it looks) of everything that a build reads, the program among it."""
    package = Path(__file__).resolve().parent.parent
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
        yield from _looks(str(place), suffix)


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
        if _leads_down(entry):
            if entry.name != "__pycache__":
                yield from _looks(entry.path, suffix)
        elif entry.name.endswith(suffix):
            try:
                look = entry.stat()
            except OSError:  # editors lock a file by a link that leads nowhere
                look = entry.stat(follow_symlinks=False)
            yield entry.path, look


def _leads_down(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a folder, and no link into one that it stands in: those have no end."""
    try:
        if not entry.is_dir():
            return False
        above = Path(entry.path).parents if entry.is_symlink() else ()
        return not any(os.path.samestat(each.stat(), entry.stat()) for each in above)
    except OSError:
        return False


def _path(entry: "os.DirEntry[str]") -> str:
    return entry.path


def forget(options: Options, cache: Cache) -> None:
    """Have no answer to the next build unless this one gets to its end."""
    cache.keep_fact(_FACT + options.output_name, None)


def remember(options: Options, cache: Cache, report: Report, seen: Mapping[str, Any]) -> None:
    """Keep what a build came to, for one that finds everything, or nearly everything, as it left it.

    It was given what it has `seen`: the `stamp` of its inputs, the time `zone`, and what `own_pages` goes by.
    """
    change = report.next_change
    kept = {
        "today": report.today.isoformat() if report.today else None,
        "change": [change[0].isoformat(), *change[1:]] if change else None,
        "editions": [
            [each.name, each.pages, each.written + each.unchanged] for each in report.editions
        ],
        "notes": report.notes,
    }
    cache.keep_fact(_FACT + options.output_name, {**seen, **kept})


def remember_problems(options: Options, cache: Cache, problems: Iterable[Problem]) -> None:
    """Keep what was wrong, apart from all else: a large library has tens of thousands of warnings."""
    rows = [
        [p.code, p.path, p.place.line, p.place.column, p.message, p.hint, str(p.severity)]
        for p in problems
    ]
    cache.keep_fact(_PROBLEMS + options.output_name, rows)


def last(options: Options, cache: Cache) -> Any:
    """What the last build kept, its problems apart; None where there is nothing to go by."""
    return None if options.clean else cache.fact(_FACT + options.output_name)


def last_problems(options: Options, cache: Cache) -> tuple[Problem, ...]:
    """What was wrong then."""
    return tuple(
        Problem(code, path, Place(line, column), message, hint, Severity(severity))
        for code, path, line, column, message, hint, severity in cache.fact(
            _PROBLEMS + options.output_name
        )
    )


def unchanged_report(options: Options, cache: Cache, mark: str | None) -> Report | None:
    """The report of a build that has nothing to do; None where one has to look closer."""
    kept = last(options, cache)
    if mark is None or kept is None or kept["stamp"] != mark:
        return None
    clock = clock_of(kept["zone"])
    today = options.now or clock
    if [today.isoformat(), max(today, clock).isoformat()] != [kept["today"], kept["latest"]]:
        return None
    with looked_at(options, cache, kept) as stand:
        problems = last_problems(options, cache)
        if not stand():
            return None
    return None if options.strict and problems else report_of(options, kept, problems)


def report_of(options: Options, kept: Any, problems: tuple[Problem, ...]) -> Report:
    """The report of a build that changes nothing of what the last one kept."""
    change = kept["change"]
    return Report(
        problems,
        tuple(EditionReport(name, pages, 0, files, 0) for name, pages, files in kept["editions"]),
        (),
        options.output,
        date.fromisoformat(kept["today"]),
        tuple(kept["notes"]),
        (date.fromisoformat(change[0]), change[1], change[2]) if change else None,
    )


FILES_A_PROCESS = 5_000
"""Files that another process is sooner done with than this one, which has other things to do."""
PROCESSES = 2
"""Of such, at most."""
_Marks = list[tuple[str, str, str]]
"""(edition, path, mark) of files that do not look as they did and hold what they held."""


@contextmanager
def looked_at(options: Options, cache: Cache, kept: Any) -> Iterator[Callable[[], bool]]:
    """Whether every file of the last build is on the disk as it was left, for whoever asks within.

    `kept` is what that build kept. Other processes look while this one goes on; it must not write to
    the cache before it has asked. Files that do not look as they did are read, and how they look is noted.
    """
    name, root = options.output_name, f"{options.output}/"
    files = (kept or {}).get("files")  # an earlier version has kept none
    # What a killed build has staged is taken away by one that looks closer.
    if not files or os.path.lexists(root + STAGING):
        yield lambda: False
        return
    alone = hasattr(os, "fork") and threading.active_count() == 1
    processes = min(sum(files.values()) // FILES_A_PROCESS, PROCESSES)
    with ExitStack() as stack:
        if cache.folder and alone and processes:
            looks = [
                stack.enter_context(_beside(partial(_apart, cache.folder, name, root, share)))
                for share in _shares(files, processes)
            ]
        else:
            looks = [partial(_new_marks, cache, name, root, files)]

        def stand() -> bool:
            found = [look() for look in looks]
            if None in found or cache.editions(name) != files.keys():
                return False
            marks = (((edition, path), mark) for each in found for edition, path, mark in each)
            cache.keep_marks(name, marks)
            return True

        yield stand


def _shares(files: Mapping[str, int], processes: int) -> list[dict[str, int]]:
    """Editions, dealt out so that each process has about as many files."""
    shares: list[dict[str, int]] = [{} for _ in range(processes)]
    for edition in sorted(files, key=files.__getitem__, reverse=True):
        min(shares, key=lambda each: sum(each.values()))[edition] = files[edition]
    return shares


@contextmanager
def _beside(work: Callable[[], Any]) -> Iterator[Callable[[], Any]]:
    """What another process comes to, as JSON has it; None where it has failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            with os.fdopen(writing, "w") as answer:
                json.dump(work(), answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        try:
            yield lambda: _json(answer.read())
        finally:
            os.kill(child, signal.SIGKILL)  # if it is not done, nobody asks any more
            os.waitpid(child, 0)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _apart(folder: Path, name: str, root: str, files: Mapping[str, int]) -> _Marks | None:
    """The same as `_new_marks` in a process that has been given no connection of its own."""
    with closing(Cache(folder)) as cache:
        return _new_marks(cache, name, root, files)


def _new_marks(cache: Cache, name: str, root: str, files: Mapping[str, int]) -> _Marks | None:
    """Of these editions, with so many files; None where one of them is not what was written."""
    found: _Marks = []
    for edition, count in files.items():
        folder, seen = f"{root}{edition}/" if edition else root, 0
        for path, mark, digest in cache.marks(name, edition):
            seen += 1
            try:
                look = os.lstat(folder + path)
                if not stat.S_ISREG(look.st_mode):
                    return None
                if mark_of(look) != mark:
                    if file_digest(folder + path) != digest:
                        return None
                    found.append((edition, path, remembered(look)))
            except OSError:
                return None
        if seen != count:
            return None
    return found


def file_digest(path: str) -> str:
    """The SHA-256 of a file's bytes; OSError where it cannot be read."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (a thousand times)
        return sha256(file.read()).hexdigest()
