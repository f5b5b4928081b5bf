"""Writing a site so that at every moment each file in it is whole.

First a manifest that owns both what was and what will be, then the files that differ, each by a
temporary file and a rename, then the removal of what is no longer there, then the final
manifest. A build that is killed anywhere leaves whole files, all of them owned, and the next
build goes on from there. Files that no manifest owns are never removed.
"""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from eo_site.engine.outputs import Files, digests, manifest

MANIFEST = "manifest.json"
TEMPORARY = ".eo-site-tmp"
"""Suffix of a file that is being written; any that are left over from a kill are ours."""


@dataclass(frozen=True)
class Published:
    """What a publication did to a folder."""

    written: int
    unchanged: int
    removed: int


def publish(root: Path, name: str, files: Files) -> Published:
    """Make a folder hold exactly these files, and whatever is not ours besides."""
    root.mkdir(parents=True, exist_ok=True)
    wanted = digests(files)
    before = owned(root)
    _clean_temporaries(root, {*before, *wanted})
    if before.keys() != wanted.keys() or not (root / MANIFEST).is_file():
        _write(root / MANIFEST, manifest(name, {**before, **wanted}))
    written = sum(_write_if_changed(root / path, data) for path, data in files.items())
    gone = [path for path in before if path not in wanted]
    _remove(root, gone)
    _write_if_changed(root / MANIFEST, manifest(name, wanted))
    return Published(written, len(files) - written, len(gone))


def owned(root: Path) -> Mapping[str, str]:
    """The files that a folder's manifest says are ours; nothing where it cannot be read."""
    return _manifest(root)[1]


def _manifest(root: Path) -> tuple[str | None, Mapping[str, str]]:
    """(edition, files) of a folder's manifest; (None, nothing) where it is not one of ours."""
    try:
        document = json.loads((root / MANIFEST).read_bytes())
        if not str(document["generator"]).startswith("eo-site "):
            return None, {}
        files = document["files"]
        ours = {path: str(mark) for path, mark in files.items() if _inside(path)}
        return str(document["edition"]), ours
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, {}


def _inside(path: str) -> bool:
    """Whether a manifest's path stays within its folder, whoever wrote it."""
    outside = {"", ".", ".."} & set(path.split("/")) or {"\\", ":"} & set(path)
    return not outside and path.isprintable()


def remove_editions(root: Path, kept: Iterable[str]) -> list[str]:
    """Take away the editions of audiences that are no more; returns their names."""
    gone = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_symlink() or not folder.is_dir() or folder.name in kept:
            continue
        edition, files = _manifest(folder)
        if edition == folder.name:
            _clean_temporaries(folder, files)
            _remove(folder, files)
            (folder / MANIFEST).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
            gone.append(folder.name)
    return gone


def _write_if_changed(path: Path, data: bytes) -> bool:
    try:
        if not path.is_symlink() and path.read_bytes() == data:
            return False
    except OSError:
        pass
    _write(path, data)
    return True


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + TEMPORARY)
    temporary.write_bytes(data)
    temporary.replace(path)


def _remove(root: Path, paths: Iterable[str]) -> None:
    folders, home = set[Path](), root.resolve()
    for path in paths:
        # A link put in place of a folder leads out; what is a folder now is not the file we wrote.
        if (root / path).parent.resolve().is_relative_to(home):
            with contextlib.suppress(IsADirectoryError, NotADirectoryError):
                (root / path).unlink(missing_ok=True)
        folders.update((root / path).parents)
    inside = [folder for folder in folders if root in folder.parents]
    for folder in sorted(inside, key=lambda each: len(each.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _clean_temporaries(root: Path, paths: Iterable[str]) -> None:
    """Half-written files of a build that was killed."""
    for folder in {(root / path).parent for path in paths} | {root}:
        if folder.is_dir():
            for leftover in folder.glob(f"*{TEMPORARY}"):
                leftover.unlink(missing_ok=True)
