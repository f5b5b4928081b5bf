"""The files of a site that people write, as texts; and changes of them, written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from eo_site.content_files import is_passed_over

_SETTINGS = ("site.yaml", "audiences.yaml")
_CONTENT, _OFFICIAL = "content/", "content/texts/"
_SUFFIXES = (".md", ".yaml")


class ChangedError(Exception):
    """Somebody has changed a file since it was read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed meanwhile; it is left as it is now")
        self.path = path


class ContentTexts:
    """A site's own texts; each is read once, and stays as it was read until it is written."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, str | None] = {}

    def text_of(self, path: str) -> str | None:
        """A file's text with its line ends as they are; None where it is not to be changed.

        Official texts, themes, images, files that are no UTF-8 and what a link brings in from outside
        the site's folder are not.
        """
        if path not in self._read:
            self._read[path] = self._decoded(path)
        return self._read[path]

    def write(self, path: str, text: str) -> None:
        """Put a text in the place of the one that was read.

        Raises ChangedError where the file holds another by now, and OSError.
        """
        file = (self._root / path).resolve()
        known = self.text_of(path)
        if known is None or file.read_bytes() != known.encode():
            raise ChangedError(path)
        handle, name = tempfile.mkstemp(prefix=".eo-text-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode())
            shutil.copymode(file, name)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self._read[path] = text

    def paths(self) -> Iterator[str]:
        """Every such file, in order."""
        yield from (each for each in _SETTINGS if (self._root / each).is_file())
        yield from self._below("content")

    def _below(self, folder: str) -> Iterator[str]:
        here = self._root / folder
        for entry in sorted(here.iterdir()) if here.is_dir() else ():
            path = f"{folder}/{entry.name}"
            if is_passed_over(entry.name) or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from self._below(path)
            elif is_content(path):
                yield path

    def _decoded(self, path: str) -> str | None:
        file = self._root / path
        if not is_content(path) or not file.resolve().is_relative_to(self._root.resolve()):
            return None
        try:
            return file.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None


def is_content(path: str) -> bool:
    """Whether a path in a site is that of a text which its people write."""
    written = path.startswith(_CONTENT) and not path.startswith(_OFFICIAL)
    return path in _SETTINGS or (written and path.endswith(_SUFFIXES))


def with_texts(root: Path, copy: Path, texts: Mapping[str, str]) -> None:
    """Make a folder that is the site with some of its texts changed; other files are links to the site's."""
    copy.mkdir()
    for entry in root.resolve().iterdir():
        if entry.name in ("content", "themes"):
            _filled(entry, copy / entry.name, texts, f"{entry.name}/")
        elif entry.name not in _BUILT:
            _placed(entry, copy / entry.name, texts.get(entry.name))


_BUILT = frozenset({"build", ".eo-cache", ".git"})


def _filled(folder: Path, copy: Path, texts: Mapping[str, str], above: str) -> None:
    copy.mkdir()
    for entry in folder.iterdir():
        path, target = f"{above}{entry.name}", copy / entry.name
        if entry.is_dir() and not entry.is_symlink():
            _filled(entry, target, texts, f"{path}/")
        else:
            _placed(entry, target, texts.get(path))


def _placed(entry: Path, target: Path, text: str | None) -> None:
    if text is not None:
        target.write_bytes(text.encode())
        return
    try:
        target.symlink_to(entry, target_is_directory=entry.is_dir())
    except OSError:  # where the system lets nobody make links
        (shutil.copytree if entry.is_dir() else shutil.copy2)(entry, target)
