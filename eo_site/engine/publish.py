"""Writing a site so that at every moment each file in it is whole.

What is new or different is first written into a staging folder beside the editions. Only when all
of it is there does anything of the site change: a manifest that owns both what was and what will
be, then the files one by one, each by a rename, then the removal of what is no longer there, then
the final manifest. A build that is killed anywhere leaves whole files, all of them owned, and the
next build goes on from there. Files that no manifest owns are never removed.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eo_site import __version__
from eo_site.engine.options import STAGING as STAGING
from eo_site.fingerprint import digest_bytes

MANIFEST = "manifest.json"
TEMPORARY = ".eo-site-tmp"
"""Suffix of a file on its way from a staging folder that lies on another disk."""


def generator() -> str:
    """What signs a manifest as ours."""
    return f"eo-site {__version__}"


def manifest(edition: str, digests: Mapping[str, str]) -> bytes:
    """`manifest.json`: the files that are ours, with the SHA-256 of each."""
    document = {"generator": generator(), "edition": edition, "files": dict(digests)}
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def owned(folder: Path) -> Mapping[str, str]:
    """The files that a folder's manifest says are ours; nothing where it cannot be read."""
    return _manifest(folder)[1]


def _manifest(folder: Path) -> tuple[str | None, Mapping[str, str]]:
    """(edition, files) of a folder's manifest; (None, nothing) where it is not one of ours."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
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


@dataclass
class Publication:
    """One site's way onto the disk."""

    root: Path
    _staged: dict[str, str] = field(default_factory=dict)
    """By path, where its bytes are until they take their place."""
    _made: bool = False

    def stage(self, path: str, data: bytes) -> None:
        """Put a file by, to stand at a path from the root when everything is there."""
        if not self._made:
            self._begin()
        place = f"{self.root}/{STAGING}/{len(self._staged)}"
        try:
            with open(place, "wb", buffering=0) as file:  # noqa: PTH123 (a hundred thousand times)
                left = memoryview(data)
                while left:  # a disk that is nearly full takes a part, and tells only how much
                    left = left[file.write(left) :]
        except OSError as error:
            # A full disk does not say for which file it was full.
            error.filename = f"{self.root}/{path}"
            raise
        self._staged[path] = place

    def _begin(self) -> None:
        """An empty staging folder; a root made for it goes with it if nothing is published."""
        self._made = True
        shutil.rmtree(self.root / STAGING, ignore_errors=True)
        (self.root / STAGING).mkdir(parents=True)

    def abandon(self) -> None:
        """Leave the site as it was."""
        shutil.rmtree(self.root / STAGING, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.root.rmdir()

    def claim(self, folders: Mapping[str, Collection[str]]) -> None:
        """Own, in each folder, what is there of ours and what will be."""
        for name, wanted in folders.items():
            folder = self.root / name
            before = owned(folder)
            if not before.keys() >= set(wanted) or not (folder / MANIFEST).is_file():
                folder.mkdir(parents=True, exist_ok=True)
                both = {**dict.fromkeys(wanted, ""), **before}
                self._write(folder / MANIFEST, manifest(name, both))

    def clear_leftovers(self, folders: Iterable[str]) -> None:
        """Take away what a killed build was about to publish."""
        if (self.root / STAGING).exists():
            shutil.rmtree(self.root / STAGING, ignore_errors=True)
        for name in folders:
            with contextlib.suppress(OSError):
                (self.root / name / (MANIFEST + TEMPORARY)).unlink(missing_ok=True)

    def commit(self) -> None:
        """Let every staged file take its place."""
        for path, place in self._staged.items():
            self._place(place, f"{self.root}/{path}")
        shutil.rmtree(self.root / STAGING, ignore_errors=True)
        self._staged.clear()

    def finish(self, name: str, digests: Mapping[str, str]) -> int:
        """Remove from a folder what is ours and no longer wanted; how many files that was."""
        folder = self.root / name
        gone = [path for path in owned(folder) if path not in digests]
        _remove(folder, gone)
        data = manifest(name, digests)
        with contextlib.suppress(OSError):
            if not (folder / MANIFEST).is_symlink() and (folder / MANIFEST).read_bytes() == data:
                return len(gone)
        folder.mkdir(parents=True, exist_ok=True)
        self._write(folder / MANIFEST, data)
        return len(gone)

    @staticmethod
    def _place(staged: str, path: str) -> None:
        try:
            try:
                os.replace(staged, path)  # noqa: PTH105
            except FileNotFoundError:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(staged, path)  # noqa: PTH105
        except OSError as error:
            if error.errno != errno.EXDEV:
                error.filename = path  # rather than the staged one, of which nobody knows
                raise
            shutil.copyfile(staged, path + TEMPORARY)
            os.replace(path + TEMPORARY, path)  # noqa: PTH105

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


def remove_editions(root: Path, kept: Iterable[str]) -> list[str]:
    """Take away the editions of audiences that are no more; returns their names."""
    gone = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_symlink() or not folder.is_dir() or folder.name in kept:
            continue
        edition, files = _manifest(folder)
        if edition == folder.name:
            _remove(folder, files)
            for leftover in (MANIFEST, MANIFEST + TEMPORARY):
                (folder / leftover).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
            gone.append(folder.name)
    return gone


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


def foreign(root: Path, ours: Collection[str]) -> Iterator[str]:
    """Files below a root that are not ours, in no order."""
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
                if entry.name != STAGING:
                    waiting.append((path + "/", entry.path))
            elif path not in ours and not path.endswith(TEMPORARY) and not _folder(entry):
                yield path


def _folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a link to a folder, which is not walked into and is no file."""
    return entry.is_symlink() and entry.is_dir()


def digest_on_disk(path: Path) -> str | None:
    """The digest of a regular file, or None where there is none that can be read."""
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink():
            return digest_bytes(path.read_bytes())
    return None
