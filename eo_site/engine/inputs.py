"""The digests of a site's order files, read only where their times say that they changed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eo_site.engine.cache import mark_of, remembered
from eo_site.fingerprint import digest_bytes


@dataclass
class Inputs:
    """Input files by their paths; `before` is what the last build knew of them."""

    root: Path
    before: Mapping[str, tuple[str, str]]
    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Every file asked for: (mark, digest)."""

    def digest(self, path: str) -> str | None:
        """The digest of a file, or None where it cannot be read."""
        file = f"{self.root}/{path}"  # put together and read without pathlib, a thousand times
        try:
            look = os.stat(file)  # noqa: PTH116
            mark = mark_of(look)
            known = self.before.get(path)
            if known and known[0] == mark:
                self.found[path] = known
                return known[1]
            # Looked at before it is read: what changes in between shows next time.
            with open(file, "rb", buffering=0) as data:  # noqa: PTH123
                digest = digest_bytes(data.read())
        except OSError:
            return None
        self.found[path] = (remembered(look), digest)
        return digest

    def changed(self) -> dict[str, tuple[str, str]]:
        """What the next build should know and the last one did not."""
        return {path: each for path, each in self.found.items() if self.before.get(path) != each}

    def gone(self) -> Iterator[str]:
        """Files that nobody asked for any more."""
        return (path for path in self.before if path not in self.found)
