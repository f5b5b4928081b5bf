"""When each line of a file was last changed, as git knows it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PATIENCE = 20
"""Seconds that one file's history may take."""
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""What a repository's own settings may not have run by looking at it."""


class NoHistoryError(Exception):
    """There is none, and why."""


@dataclass(frozen=True)
class LineAges:
    """The histories of a site's files."""

    root: Path

    def of(self, path: str) -> tuple[datetime, ...]:
        """The times at which the lines were written; what is not committed yet is as young as its file.

        Raises `NoHistoryError` where git is missing, knows nothing of the file, or takes too long.
        """
        now = int(self.saved(path).timestamp())
        told = self._git("blame", "--line-porcelain", "-w", "--", path)
        return tuple(datetime.fromtimestamp(each, UTC) for each in ages(told, now))

    def saved(self, path: str) -> datetime:
        """When the file was last written; raises `NoHistoryError` where it cannot be read."""
        try:
            return datetime.fromtimestamp(int((self.root / path).stat().st_mtime), UTC)
        except OSError as error:
            raise NoHistoryError(f"{path} cannot be read: {error.strerror or error}") from None

    def versions(self, path: str, most: int) -> Iterator[tuple[datetime, str]]:
        """(time, text) of a file as the last commits that changed it have it, the newest first.

        Raises `NoHistoryError` as `of` does.
        """
        told = self._git("log", f"-{most}", "--format=%H %at", "--", path)
        for line in told.splitlines():
            commit, _, at = line.partition(" ")
            text = self._git("show", f"{commit}:./{path}")
            yield datetime.fromtimestamp(int(at), UTC), text

    def head(self) -> str:
        """The commit that the folder stands at."""
        return self._git("rev-parse", "HEAD").strip()

    def _git(self, *arguments: str) -> str:
        git = shutil.which("git")
        if git is None:
            raise NoHistoryError("git is not installed")
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            ran = subprocess.run(
                [git, *_SAFE, *arguments],
                cwd=self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoHistoryError(f"git does not answer: {error}") from None
        if ran.returncode:
            said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoHistoryError(said[0].removeprefix("fatal: ") if said else "git failed")
        return ran.stdout.decode("utf-8", "replace")


def ages(told: str, now: int) -> list[int]:
    """Seconds since 1970 of each line, as `git blame --line-porcelain` tells them.

    For each line that is a commit's name, its headers, then the line itself behind a tab.
    """
    found, commit, at = list[int](), "", 0
    for line in told.split("\n"):
        if line.startswith("\t"):
            found.append(now if not commit.strip("0") else at)
            commit = ""
        elif not commit:
            commit = line.partition(" ")[0]
        elif line.startswith("author-time "):
            at = int(line.removeprefix("author-time "))
    return found
