"""A cache that a reader looks into while the next state of the site is read into it.

What is shown stays whole until something else is shown: a site with an error in it is read, and
kept for the next reading, while pages of the last good one are still asked for.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from eo_site.engine.cache import Cache, Lost


def nothing() -> Iterable[str]:
    """No digests."""
    return ()


class SnapshotCache(Cache):
    """A cache that holds on to what the state on show was made from."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(folder)
        self.lock = threading.RLock()
        """Held while a page is made of what is on show, and while something else is put there."""
        self._slims: Callable[[], Iterable[str]] | None = None
        self._parsed: dict[str, bytes] = {}
        """Files on show, of orders of which the cache has another by now."""

    def restart(self) -> None:
        """Begin anew, in memory if the folder is gone."""
        try:
            super().restart()
        except (sqlite3.DatabaseError, OSError):
            self.folder = None
            self._db = self._connected()

    def show(self, slims: Callable[[], Iterable[str]]) -> None:
        """From now on the state on show is the one read last, with these slim orders."""
        with self.lock:
            self._slims = slims
            self._parsed.clear()

    def shown(self, slug: str) -> bytes:
        """An order's file as parsed, as the state on show has it."""
        held = self._parsed.get(slug)
        return self.parsed(slug) if held is None else held

    def keep_study(self, slug: str, key: str, number: str, study: bytes, parsed: bytes) -> None:
        """As any cache does, but what is on show stays."""
        self._hold(slug, parsed)
        super().keep_study(slug, key, number, study, parsed)

    def forget_studies(self, slugs: Iterable[str]) -> None:
        """As any cache does, but what is on show stays."""
        gone = list(slugs)
        for slug in gone:
            self._hold(slug, b"")
        super().forget_studies(gone)

    def evict(self, table: str, used: Iterable[str]) -> None:
        """As any cache does, but what is on show is in use."""
        on_show = (self._slims or nothing)()
        super().evict(table, {*used, *on_show})

    def _hold(self, slug: str, parsed: bytes) -> None:
        if self._slims is None or slug in self._parsed:
            return
        try:
            before = self.parsed(slug)
        except Lost:
            return
        if before != parsed:
            self._parsed[slug] = before
