"""A copy of a build with `.gz` and `.br` beside what packs well, for servers that send such files as they are.

It is a folder of its own. In `build/` a packed file would outlive the page that it was made of: nginx, Caddy and Apache
send it without a look at the page's time.
"""

import contextlib
import gzip
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".bib": "text/x-bibtex",
    ".ris": "application/x-research-info-systems",
}
"""Files that pack, by ending, and what they are; images, fonts and search indexes are packed already."""
LEAST = 256
"""Bytes from which on it is worth an answer with one more header."""
MARK = ".eo-site-copy"
"""A file that says that a folder is such a copy, so that nothing else is ever cleared away."""
_PART = ".eo-site-tmp"

Packer = Callable[[bytes], bytes]


def packers() -> Mapping[str, Packer]:
    """By ending; brotli where its library is installed."""
    found: dict[str, Packer] = {".gz": lambda data: gzip.compress(data, 9, mtime=0)}
    with contextlib.suppress(ImportError):
        import brotli

        # The highest quality, 11, takes ten times as long for a twentieth less.
        found[".br"] = lambda data: brotli.compress(data, mode=brotli.MODE_TEXT, quality=9)
    return found


class NotACopy(Exception):
    """The folder has files, and none says that they are a copy's."""


@dataclass(frozen=True)
class Copied:
    """What a copy came to."""

    files: int
    """Files of the build."""
    copied: int
    """Those that were new or different."""
    packed: int
    """Packed files that stand in the copy."""
    saved: int
    """Bytes that whoever takes the smallest form of each of them is spared."""


def copy_packed(build: Path, target: Path) -> Copied:
    """Let a folder be a copy of a build, with packed files; what has not changed is left.

    Raises NotACopy where the folder is somebody else's, and OSError.
    """
    _claim(build, target)
    kinds = packers()
    paths = dict[str, Mapping[str, Packer]]((path, {}) for path in _files(build))
    for path in paths:
        # A file of the site's own that is called so is not written over.
        free = _packs(build / path)
        paths[path] = {
            kind: pack for kind, pack in kinds.items() if free and path + kind not in paths
        }
    _clear(target, {*paths, *(path + kind for path, beside in paths.items() for kind in beside)})
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # packers let go of the interpreter
        done = list(
            threads.map(
                lambda each: _place(build / each[0], target / each[0], each[1]), paths.items()
            )
        )
    return Copied(
        len(done),
        sum(copied for copied, _, _ in done),
        sum(packed for _, packed, _ in done),
        sum(saved for _, _, saved in done),
    )


def _claim(build: Path, target: Path) -> None:
    inside, around = target.resolve(), build.resolve()
    if inside.is_relative_to(around) or around.is_relative_to(inside):
        raise NotACopy("a copy cannot stand in the build, nor around it")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise NotACopy(
            "it has files, and is no copy that eo-site made; name a new or an empty folder"
        )
    target.mkdir(parents=True, exist_ok=True)
    (target / MARK).touch()


def _files(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not path.parts[0].startswith(".eo-site-"):
            yield path.as_posix()


def _packs(file: Path) -> bool:
    return file.suffix in TYPES and file.stat().st_size >= LEAST


def _clear(target: Path, wanted: set[str]) -> None:
    """Take away what the build has no more, and packed files of what is no longer packed."""
    for path in list(_files(target)):
        if path not in wanted:
            (target / path).unlink()
            for folder in (target / path).parents:
                if folder == target or any(folder.iterdir()):
                    break
                folder.rmdir()


def _place(source: Path, target: Path, kinds: Mapping[str, Packer]) -> tuple[bool, int, int]:
    """(whether it was copied, packed files, bytes saved). Of a changed file, the packed ones go first."""
    beside = [(target.with_name(target.name + kind), pack) for kind, pack in kinds.items()]
    copied = not _same(source, target)
    if copied:
        for file, _ in beside:
            file.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + _PART)
        shutil.copyfile(source, part)
        shutil.copystat(source, part)
        part.replace(target)
    if not beside:
        return copied, 0, 0
    size, data = target.stat().st_size, b""
    sizes = []
    for file, pack in beside:
        if not file.is_file():
            data = data or target.read_bytes()
            part = file.with_name(file.name + _PART)
            part.write_bytes(pack(data))
            shutil.copystat(target, part)
            part.replace(file)
        sizes.append(file.stat().st_size)
    return copied, len(sizes), size - min(sizes)


def _same(source: Path, target: Path) -> bool:
    """By size and time, which a copy keeps and a build gives anew to whatever differs."""
    with contextlib.suppress(OSError):
        here, there = source.stat(), target.stat()
        return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)
    return False
