"""A site's files as they were, where git has them."""

import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

_PATIENCE = 20
"""Seconds that one file's history may take."""
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""What a repository's own settings may not have run by looking at it."""


class NoHistory(Exception):
    """There is no git here, or it has never had the file."""


@dataclass
class History:
    """Earlier versions of the files of one site."""

    root: Path
    _commits: dict[str, list[tuple[str, date]]] = field(default_factory=dict)

    def as_of(self, path: str, day: date) -> bytes:
        """A file as its last commit up to a day left it, or, where all are later, as the first made it.

        Raises `NoHistory`.
        """
        commits = self._of(path)
        commit = next((name for name, on in commits if on <= day), commits[-1][0])
        return self._git("show", f"{commit}:./{path}")

    def _of(self, path: str) -> list[tuple[str, date]]:
        """(commit, day) of each commit that changed a file, the newest first."""
        if path not in self._commits:
            lines = self._git("log", "--format=%H %cs", "--", path).decode().split("\n")
            found = [line.split() for line in lines if line]
            self._commits[path] = [(name, date.fromisoformat(on)) for name, on in found]
        if not self._commits[path]:
            raise NoHistory(path)
        return self._commits[path]

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self.root), "--no-optional-locks", *_SAFE, *arguments]
        try:
            ran = subprocess.run(
                command,
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NoHistory(str(error)) from None
        return ran.stdout
