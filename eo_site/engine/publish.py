"""Writing a site so that at every moment each file in it is whole.

What is new or different is first written into a staging folder beside the editions. Only when all
of it is there does anything of the site change: a manifest that owns both what was and what will
be, then the files one by one, each by a rename, then the removal of what is no longer there, then
the final manifest. A build that is killed anywhere leaves whole files, all of them owned, and the
next build goes on from there. Files that no manifest owns are never removed, but those which the caller
knows to have been written, if they are the same still: a manifest may be damaged. A folder that a
manifest owns as a whole is filled by others (see `search`); here it is only taken away.
"""

import contextlib
import errno
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import Any

from eo_site import __version__
from eo_site.engine.cache import Lost, Spot
from eo_site.engine.options import STAGING as STAGING
from eo_site.fingerprint import digest_bytes

MANIFEST = "manifest.json"
TEMPORARY = ".eo-site-tmp"
"""Suffix of a file on its way from a staging folder that lies on another disk."""
_NONE: Mapping[str, Any] = {}
"""No files, or no editions."""


def shown(spot: Spot) -> str:
    """The path of a file from the output folder."""
    edition, path = spot
    return f"{edition}/{path}" if edition else path


def generator() -> str:
    """What signs a manifest as ours."""
    return f"eo-site {__version__}"


@dataclass(frozen=True)
class Owned:
    """What a manifest says is ours."""

    edition: str | None = None
    """None where there is no manifest of ours."""
    files: Mapping[str, str] = field(default_factory=dict)
    """By path, the SHA-256."""
    folders: frozenset[str] = frozenset()
    """Owned as a whole, whatever is in them."""


def manifest(edition: str, digests: Mapping[str, str], folders: Collection[str] = ()) -> bytes:
    """`manifest.json`: the files that are ours, with the SHA-256 of each, and whole folders."""
    whole = {"folders": sorted(folders)} if folders else {}
    document = {"generator": generator(), "edition": edition, "files": {}, **whole}
    around = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
    # With an indent, `json` writes a hundred thousand paths in Python, one by one.
    files = ",".join(_line(path, mark) for path, mark in sorted(digests.items()))
    full = f'"files": {{{files}\n }}' if digests else '"files": {}'
    return (around.replace('"files": {}', full, 1) + "\n").encode()


def _line(path: str, mark: str) -> str:
    return f"\n  {_JSON(path)}: {_JSON(mark)}"


_JSON = json.JSONEncoder(ensure_ascii=False).encode


def owned(folder: Path) -> Owned:
    """What a folder's manifest says is ours; nothing where it cannot be read or is not ours."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
        if not str(document["generator"]).startswith("eo-site "):
            return Owned()
        files, folders = document["files"], document.get("folders", ())
        ours = {path: str(mark) for path, mark in files.items() if _inside(path)}
        whole = frozenset(each for each in folders if _inside(each.removesuffix("/")))
        return Owned(str(document["edition"]), ours, whole)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Owned()


def _inside(path: str) -> bool:
    """Whether a manifest's path stays within its folder, whoever wrote it."""
    outside = {"", ".", ".."} & set(path.split("/")) or {"\\", ":"} & set(path)
    return not outside and path.isprintable()


@dataclass
class Publication:
    """One site's way onto the disk."""

    root: Path
    staged: list[Spot] = field(default_factory=list)
    """Files that wait to take their places, by their numbers in the staging folder."""
    _gone: dict[str, tuple[Collection[str], Collection[str]]] = field(default_factory=dict)
    """By folder, the (files, folders) that were ours when it was claimed and are not wanted."""
    _made: bool = False

    def stage(self, spot: Spot, data: bytes) -> None:
        """Put a file by, to stand in its place when everything is there."""
        if not self._made:
            self._begin()
        try:
            place = self._place(len(self.staged))
            with open(place, "wb", buffering=0) as file:  # noqa: PTH123 (a hundred thousand times)
                left = memoryview(data)
                while left:  # a disk that is nearly full takes a part, and tells only how much
                    left = left[file.write(left) :]
        except OSError as error:
            # A full disk does not say for which file it was full.
            error.filename = self.path(spot)
            raise
        self.staged.append(spot)

    def _place(self, number: int) -> str:
        return f"{self.root}/{STAGING}/{number}"

    def path(self, spot: Spot) -> str:
        """Where a file stands."""
        return f"{self.root}/{shown(spot)}"

    def _begin(self) -> None:
        """An empty staging folder; a root made for it goes with it if nothing is published."""
        self._made = True
        shutil.rmtree(self.root / STAGING, ignore_errors=True)
        (self.root / STAGING).mkdir(parents=True, exist_ok=True)

    def abandon(self) -> None:
        """Leave the site as it was."""
        shutil.rmtree(self.root / STAGING, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.root.rmdir()

    def claim(
        self,
        name: str,
        wanted: Collection[str],
        whole: Collection[str] = (),
        written: Mapping[str, str] = _NONE,
    ) -> None:
        """Own, in a folder, what is there of ours and what will be.

        `whole` are the folders in it that are owned whatever is in them, and `written` are digests of files that
        were written and are not wanted any more, whatever became of the manifest that owns them.
        """
        folder = self.root / name
        before = owned(folder)
        ours = {**_as_written(folder, written, before), **before.files}
        self._gone[name] = ours.keys() - set(wanted), before.folders.difference(whole)
        known = before.files.keys() >= {*wanted, *ours} and before.folders >= set(whole)
        if not known or not (folder / MANIFEST).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            both = {**dict.fromkeys(wanted, ""), **ours}
            self._write(folder / MANIFEST, manifest(name, both, before.folders.union(whole)))

    def amend(self, name: str, digests: Mapping[str, tuple[str, str]]) -> None:
        """Let a folder's manifest say other digests of files that it owns.

        By path, `digests` are those that the manifest says and those that it is to say.
        """
        path = self.root / name / MANIFEST
        data = path.read_bytes()
        for file, (before, now) in digests.items():
            line = _line(file, before).encode()
            if data.count(line) != 1:
                raise Lost(MANIFEST, name, file)
            data = data.replace(line, _line(file, now).encode())
        self._write(path, data)

    def clear_leftovers(self, folders: Iterable[str]) -> None:
        """Take away what a killed build was about to publish."""
        if (self.root / STAGING).exists():
            shutil.rmtree(self.root / STAGING, ignore_errors=True)
        for name in folders:
            with contextlib.suppress(OSError):
                (self.root / name / (MANIFEST + TEMPORARY)).unlink(missing_ok=True)

    def commit(self) -> None:
        """Let every staged file take its place."""
        for number, spot in enumerate(self.staged):
            put(self._place(number), self.path(spot))
        shutil.rmtree(self.root / STAGING, ignore_errors=True)

    def finish(self, name: str, digests: Mapping[str, str], whole: Collection[str] = ()) -> int:
        """Remove from a claimed folder what is ours and no longer wanted; how many files that was."""
        folder, (gone, folders) = self.root / name, self._gone.pop(name)
        _remove(folder, gone)
        remove_folders(folder, folders)
        data = manifest(name, digests, whole)
        with contextlib.suppress(OSError):
            if not (folder / MANIFEST).is_symlink() and (folder / MANIFEST).read_bytes() == data:
                return len(gone)
        folder.mkdir(parents=True, exist_ok=True)
        self._write(folder / MANIFEST, data)
        return len(gone)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        temporary = path.with_name(path.name + TEMPORARY)
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            error.filename = str(path)
            raise


def put(staged: str, path: str) -> None:
    """Let a file that is whole take its place, by a rename."""
    try:
        try:
            os.replace(staged, path)  # noqa: PTH105
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            os.replace(staged, path)  # noqa: PTH105
    except OSError as error:
        if error.errno != errno.EXDEV:
            error.filename = path  # rather than the staged one, of which nobody knows
            raise
        shutil.copyfile(staged, path + TEMPORARY)
        os.replace(path + TEMPORARY, path)  # noqa: PTH105


def remove_editions(
    root: Path, kept: Iterable[str], written: Mapping[str, Mapping[str, str]] = _NONE
) -> list[str]:
    """Take away the editions of audiences that are no more; returns their names.

    `written` are, by edition, digests of files that were written, whatever became of its manifest.
    """
    gone = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_symlink() or not folder.is_dir() or folder.name in kept:
            continue
        ours = owned(folder)
        rest = _as_written(folder, written.get(folder.name, {}), ours)
        if ours.edition == folder.name or rest:
            _remove(folder, {**ours.files, **rest})
            remove_folders(folder, ours.folders)
            for leftover in (MANIFEST, MANIFEST + TEMPORARY) if ours.edition else ():
                (folder / leftover).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
            gone.append(folder.name)
    return gone


def _as_written(folder: Path, written: Mapping[str, str], ours: Owned) -> dict[str, str]:
    """Of files that were written to a folder, those besides `ours` that are there and still the same."""
    left = written.keys() - ours.files.keys() - {MANIFEST}
    return {
        path: written[path]
        for path in left
        if not path.startswith((*ours.folders,)) and digest_on_disk(folder / path) == written[path]
    }


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


def remove_folders(root: Path, paths: Iterable[str]) -> None:
    """Take away folders below a root that are ours as a whole."""
    home = root.resolve()
    for path in paths:
        folder = root / path.removesuffix("/")
        if folder.is_symlink():  # what it leads to is somebody's
            folder.unlink()
        elif folder.resolve().is_relative_to(home):
            shutil.rmtree(folder, ignore_errors=True)


def foreign(root: Path, ours: Collection[str], whole: Collection[str] = ()) -> Iterator[str]:
    """Files below a root that are neither ours nor in one of these folders, in no order."""
    # A hundred thousand times: paths are put together, never taken apart.
    waiting = [("", str(root))]
    while waiting:
        inside, folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            path = inside + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name != STAGING and f"{path}/" not in whole:
                    waiting.append((path + "/", entry.path))
            elif path not in ours and not path.endswith(TEMPORARY) and not _folder(entry):
                yield path


def _folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a link to a folder, which is not walked into and is no file."""
    return entry.is_symlink() and entry.is_dir()


def digest_on_disk(path: Path | str) -> str | None:
    """The digest of a regular file, or None where there is none that can be read."""
    look = regular(str(path))
    return _digest(str(path), look) if look else None


def regular(path: str) -> os.stat_result | None:
    """How a regular file looks, if there is one."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


FEW = 64
"""Files that are read sooner than threads for it are started."""


def digests_on_disk(files: Sequence[tuple[str, os.stat_result]]) -> Iterator[str | None]:
    """The same of many regular files and their looks, such as a site's that was restored."""
    chunks = [files[start : start + FEW] for start in range(0, len(files), FEW)]
    if len(chunks) < 2:
        yield from starmap(_digest, files)
        return
    # To read and to digest a file, a thread lets go of the interpreter.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for found in threads.map(lambda chunk: [*starmap(_digest, chunk)], chunks):
            yield from found


def _digest(path: str, look: os.stat_result) -> str | None:
    # Ten thousand times in a row: a third of what `open` and `read` ask of the system.
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            data = os.read(file, look.st_size + 1)
        finally:
            os.close(file)
        return digest_bytes(data if len(data) == look.st_size else Path(path).read_bytes())
    except OSError:
        return None
