"""Files on their way from a renderer to the disk: put by for publication, and noted in the cache."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eo_site.engine.cache import Cache, Lost, Output, Row, Spot, mark_of, remembered
from eo_site.engine.edition_files import File
from eo_site.engine.options import Progress
from eo_site.engine.publish import (
    MANIFEST,
    Publication,
    digest_on_disk,
    digests_on_disk,
    regular,
    shown,
)
from eo_site.fingerprint import digest_bytes


class Unmade(RuntimeError):
    """Files were planned, and nobody has made them: a mistake of this program, not of a site."""

    def __init__(self, left: Iterable[Spot]) -> None:
        super().__init__(f"planned and not made: {', '.join(sorted(map(shown, left)))}")


@dataclass
class OutputWriter:
    """Takes what has been made for one output folder."""

    publication: Publication
    name: str
    """The folder as the cache knows it."""
    cache: Cache
    progress: Progress
    made: int = 0
    """Files so far."""
    written: Counter[str] = field(default_factory=Counter)
    """By edition, those that are new or different."""

    def take(self, spot: Spot, file: File, data: bytes, total: int) -> None:
        """One file of so many."""
        mark, look = digest_bytes(data), self.look(spot)
        self.made += 1
        self.progress("pages", self.made, total)
        if look and self._digest(spot, look) == mark:
            self._keep(spot, file, mark, remembered(look))
            return
        self.publication.stage(spot, data)
        self.written[spot[0]] += 1
        self._keep(spot, file, mark, "")

    def look(self, spot: Spot) -> os.stat_result | None:
        """How a regular file looks, if there is one."""
        return regular(self.publication.path(spot))

    def read(self, output: Output) -> bytes:
        """What was written; `Lost` where something else stands there by now."""
        try:
            data = Path(self.publication.path((output.edition, output.path))).read_bytes()
        except OSError:
            data = b""
        if digest_bytes(data) != output.digest:
            raise Lost(output.edition, output.path)
        return data

    def _digest(self, spot: Spot, look: os.stat_result) -> str | None:
        """Of what stands in a file's place."""
        before = self.cache.output(self.name, spot)
        known = before and before.mark == mark_of(look)
        return before.digest if before and known else digest_on_disk(self.publication.path(spot))

    def _keep(self, spot: Spot, file: File, digest: str, mark: str) -> None:
        parts = json.dumps(dict(file.parts))
        self.cache.keep_outputs(self.name, [Output(*spot, file.key, digest, mark, parts)])

    def commit(self) -> None:
        """Let what is new or different take its place."""
        self.publication.commit()
        self.cache.keep_marks(self.name, map(self._now, self.publication.staged))

    def _now(self, spot: Spot) -> tuple[Spot, str]:
        """A file that has just been written, and the mark to keep of it."""
        look = self.look(spot)
        return spot, remembered(look) if look else ""

    def keep_manifest(self, edition: str) -> None:
        """Note the manifest that has just been written; its key is its own digest."""
        spot = edition, MANIFEST
        digest = digest_on_disk(self.publication.path(spot)) or ""
        self.cache.keep_outputs(self.name, [Output(*spot, digest, digest, self._now(spot)[1])])

    def standing(self, rows: Iterable[Row]) -> set[Spot]:
        """Those of some files that are still what was written, however they look by now."""
        found, unsure = set[Spot](), list[tuple[Row, os.stat_result]]()
        for row in rows:
            look = self.look(row[:2])
            if look and mark_of(look) == row[2]:
                found.add(row[:2])
            elif look:
                unsure.append((row, look))
        places = [(self.publication.path(row[:2]), look) for row, look in unsure]
        marks = list[tuple[Spot, str]]()
        for (row, look), digest in zip(unsure, digests_on_disk(places), strict=True):
            if digest == row[3]:
                found.add(row[:2])
                marks.append((row[:2], remembered(look)))
        self.cache.keep_marks(self.name, marks)
        return found


def reasons(before: Output | None, file: File, parts: str) -> tuple[str, ...]:
    """What differs between a file as it was made and as it would be made now."""
    if before is None:
        return ("it is new",)
    if before.key == file.key:
        return ("the file was changed or deleted",)
    then = json.loads(parts)
    changed = tuple(f"{name} changed" for name, part in file.parts if then.get(name) != part)
    return changed or ("it is made another way",)
