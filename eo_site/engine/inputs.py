"""A site's orders, official texts and images, each of which is one thing throughout a build.

People go on writing while a site is built. So a file's digest is taken once, from the very bytes
that the build works on, and whoever reads the file again is given those bytes or told that it is
another file by now. A file that looks as it did after the last build is not read for its digest. A file may
also be read in the moment in which somebody is saving it; what is wrong with it then is nobody's
mistake, and the work begins anew.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from eo_site.engine.cache import TICK, mark_of, remembered
from eo_site.fingerprint import digest_bytes
from eo_site.model.problem import Place, Problem

T = TypeVar("T")
UNSAVED = "unsaved"
"""Mark of what was never on disk: no file has it."""
TIMES = 5
"""How often a build begins, if files are changed under it each time."""


class Moved(Exception):
    """A file was changed or taken away after a build had made something from what it held."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    @property
    def problem(self) -> Problem:
        """What to say where a build has begun anew as often as it may."""
        message = "the file was changed again and again while it was read"
        return Problem("EO100", self.path, Place(), message, "build again when it is at rest")


@dataclass
class Inputs:
    """Input files by their paths; `before` is what the last build knew of them."""

    root: Path
    before: Mapping[str, tuple[str, str]]
    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Every file asked for: (mark, digest)."""
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    """By path, what an editor holds of files; the disk is not asked for these."""
    _taken: set[str] = field(default_factory=set)
    """Those whose bytes were handed out."""

    def digest(self, path: str) -> str | None:
        """The digest of a file, or None where it cannot be read; asked again, the same answer."""
        if path in self.found:
            return self.found[path][1]
        try:
            if path in self.unsaved:
                self.found[path], _ = self._read(path)
                return self.found[path][1]
            known = self.before.get(path)
            if known and known[0] == mark_of(os.stat(self._file(path))):  # noqa: PTH116
                self.found[path] = known
                return known[1]
            self.found[path], _ = self._read(path)
        except OSError:
            return None
        return self.found[path][1]

    def take(self, path: str) -> bytes:
        """The bytes of a file as it is now, whatever it was when somebody asked for its digest.

        From here on the file is these bytes. Raises OSError, and `Moved` if it was taken before
        and is another by now.
        """
        if path in self._taken:
            return self.read(path)
        self.found[path], data = self._read(path)
        self._taken.add(path)
        return data

    def read(self, path: str) -> bytes:
        """The bytes that the digest of a file is of; `Moved` if the file has others by now."""
        known = self.digest(path)
        try:
            (_, digest), data = self._read(path)
        except OSError:
            raise Moved(path) from None
        if digest != known:
            raise Moved(path)
        return data

    def named(self, path: str | None) -> tuple[str, bytes] | None:
        """A path with what `read` gives of it, if there is one."""
        return (path, self.read(path)) if path else None

    def _read(self, path: str) -> tuple[tuple[str, str], bytes]:
        """((mark, digest), bytes)"""
        if path in self.unsaved:
            data = self.unsaved[path]
            return (UNSAVED, digest_bytes(data)), data
        # Looked at before it is read: what changes in between shows next time.
        file = self._file(path)
        mark = remembered(os.stat(file))  # noqa: PTH116
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
            data = opened.read()
        return (mark, digest_bytes(data)), data

    def _file(self, path: str) -> str:
        # Put together without pathlib, a thousand times; a text may stand outside the site.
        return os.path.join(self.root, path)  # noqa: PTH118

    def changed(self) -> dict[str, tuple[str, str]]:
        """What the next build should know and the last one did not."""
        return {
            path: each
            for path, each in self.found.items()
            if path not in self.unsaved and self.before.get(path) != each
        }

    def gone(self) -> Iterator[str]:
        """Files that nobody asked for any more."""
        return (path for path in self.before if path not in self.found)


def at_rest(work: Callable[[], T], half_saved: Callable[[T, int], bool] = lambda *_: False) -> T:
    """Work that reads inputs, begun anew when one has moved; `Moved` where they never rest.

    `half_saved` says of what work came to, and of when it began in nanoseconds of the clock,
    whether that may be of a file that was being saved just then; so it is begun anew as well.
    """
    for _ in range(TIMES - 1):
        with suppress(Moved):
            began = time.time_ns()
            found = work()
            if not half_saved(found, began):
                return found
            time.sleep(TICK)
    return work()
