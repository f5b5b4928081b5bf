"""What makes the next build fast: SQLite in `.eo-cache`, safe to delete at any time.

Everything is kept under a digest of all that it was made from, so nothing in here can be out of
date; it can only be of no use any more, and is then dropped. Values are JSON or bytes: reading a
cache runs nothing that stands in it. Its content is trusted all the same: whoever can write a
cache can write the pages of a site. Against accidents — a disk, a power cut, a careless tool —
values carry a checksum; a cache with a wrong one is given up, and everything is made anew.
"""

import contextlib
import errno
import json
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Self, TypeVar

T = TypeVar("T")
FOLDER = ".eo-cache"
_FILE = "cache.sqlite"
_TABLES = {
    "facts": "name TEXT PRIMARY KEY, value BLOB",
    "inputs": "path TEXT PRIMARY KEY, mark TEXT, digest TEXT, seal BLOB",
    "studies": "slug TEXT PRIMARY KEY, key TEXT, number TEXT, study BLOB, parsed BLOB",
    "slims": "digest TEXT PRIMARY KEY, value BLOB",
    "shelves": "audience TEXT PRIMARY KEY, key TEXT, value BLOB, lines BLOB",
    "neighbours": "digest TEXT PRIMARY KEY, value BLOB",
    "fragments": "edition TEXT, slug TEXT, key TEXT, value BLOB, PRIMARY KEY (edition, slug)",
    "outputs": "root TEXT, edition TEXT, path TEXT, key TEXT, parts BLOB, digest TEXT, mark TEXT,"
    " seal BLOB, PRIMARY KEY (root, edition, path)",
}
_SCHEMA = sha256(repr(_TABLES).encode()).hexdigest()


class Lost(Exception):
    """The cache lacks what it should have, or it is not what was put in: somebody has been at it."""


USELESS = (sqlite3.Error, Lost)
"""What a cache raises that is to be given up."""

Spot = tuple[str, str]
"""(edition, path in it) of a file in an output folder; the front door's edition is empty."""
Row = tuple[str, str, str, str]
"""(edition, path, mark, digest) of a file as it was left."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build wrote or found in place."""

    edition: str
    path: str
    """In the edition."""
    key: str
    """Of everything that it was made from."""
    digest: str
    mark: str
    """How the file looked on disk; see `mark_of`."""
    parts: str = ""
    """The digests that the key is made of, by name, as JSON: for `build --explain`, which asks."""


def _row(output: Output) -> tuple[str | bytes, ...]:
    spot = output.edition, output.path
    parts, seal = _sealed(output.parts.encode(), *spot), _sealed(b"", *spot, output.digest)
    return *spot, output.key, parts, output.digest, output.mark, seal


def mark_of(found: os.stat_result) -> str:
    """How a file looks without being read: size, times and inode, as git's index has it."""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def _sealed(data: bytes, *beside: str) -> bytes:
    """Bytes behind a checksum of them and of what stands beside them in their row."""
    return (
        zlib.crc32("\0".join(map(str, beside)).encode(), zlib.crc32(data)).to_bytes(4, "big") + data
    )


def _unsealed(found: Any, *beside: Any) -> bytes:
    """What `_sealed` was given."""
    data = found[4:] if isinstance(found, bytes) else b""
    if found != _sealed(data, *beside):
        raise Lost(*beside)
    return data


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


TICK = 0.1
"""Seconds that the clock of a file system may take for one step, and more."""


def settled(found: os.stat_result) -> bool:
    """Whether a change from now on would show in the file's times.

    A file written within the same tick of the file system's clock as we look at it could be
    written again without its times changing; such a file is read again next time.
    """
    return time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > TICK * 1_000_000_000


def remembered(found: os.stat_result) -> str:
    """The mark to keep of a file; an empty one, which no file has, where it may not be trusted."""
    return mark_of(found) if settled(found) else ""


class Cache:
    """One site's cache. Only the main process opens it."""

    def __init__(self, folder: Path | None) -> None:
        """In a folder, or without one in memory."""
        self.folder = folder
        self._db = self._opened()

    # Opening and closing ----------------------------------------------------------------

    @classmethod
    @contextlib.contextmanager
    def at_once(cls, folder: Path, like: Path) -> Iterator[Self]:
        """A cache in a folder, or in memory where another process has it or nobody may write.

        A new one begins as a copy of the cache in the folder `like`, if no build has that.
        """
        with contextlib.ExitStack() as stack:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                file = stack.enter_context((folder / "lock").open("w"))
                ours = _try_lock(file.fileno())
            except OSError:
                ours = False
            if ours:
                _copied(like, folder)
            try:
                cache = cls(folder if ours else None)
            except sqlite3.Error:
                cache = cls(None)
            stack.callback(cache.close)
            yield cache
            with contextlib.suppress(sqlite3.Error):
                cache.save()

    @staticmethod
    @contextlib.contextmanager
    def of(root: Path, waiting: Callable[[], None]) -> Iterator["Cache"]:
        """The cache of a site, for one build at a time; `waiting` is told that another has it."""
        folder = root / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / "lock", waiting):
            try:
                with contextlib.closing(Cache(folder)) as cache:
                    yield cache
                    cache.save()
            except sqlite3.Error as error:
                # Such as a full disk: not what is in the cache is wrong, but where it is.
                reason = f"no cache can be kept there ({error})"
                raise OSError(errno.EIO, reason, str(folder)) from error

    def mending(self, work: Callable[[], T]) -> T:
        """Do something with the cache; once more with an empty one where this one is of no use."""
        try:
            return work()
        except USELESS:
            # Whatever became of it, it was only a cache.
            self.restart()
            return work()

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError:
            self._discard()
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        # SQLite does one thing at a time for all threads; what may be mixed is for its user to say.
        place = self.folder / _FILE if self.folder else ":memory:"
        db = sqlite3.connect(place, check_same_thread=False)
        db.isolation_level = None
        try:
            db.execute("PRAGMA journal_mode = DELETE")
            # A cache may be lost with the power, so it does not wait for the disk.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA cache_size = -8000")
            db.execute("BEGIN")
            for name, columns in _TABLES.items():
                db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")
            found = db.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()
            if found is None:
                db.execute("INSERT INTO facts VALUES ('schema', ?)", (_SCHEMA,))
            elif found[0] != _SCHEMA:
                raise sqlite3.DatabaseError("a cache of another version")
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def _discard(self) -> None:
        for suffix in ("", "-journal") if self.folder else ():
            assert self.folder
            (self.folder / (_FILE + suffix)).unlink(missing_ok=True)

    def save(self) -> None:
        """Keep what has been put in so far."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def undo(self) -> None:
        """Forget what has been put in since the last save."""
        if self._db.in_transaction:  # a full disk has ended it
            self._db.execute("ROLLBACK")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Let go, without what was not saved."""
        self._db.close()

    # Values -----------------------------------------------------------------------------

    def fact(self, name: str) -> Any:
        """A value by name, or None."""
        found = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return json.loads(_unsealed(found[0], name)) if found else None

    def keep_fact(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        data = _sealed(_json(value), name)
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, data))

    def inputs(self) -> dict[str, tuple[str, str]]:
        """By path, (mark, digest) of every input file of the last build."""
        found = {}
        query = "SELECT path, mark, digest, seal FROM inputs"
        for path, mark, digest, seal in self._db.execute(query):
            _unsealed(seal, path, digest)
            found[path] = mark, digest
        return found

    def keep_inputs(self, found: Mapping[str, tuple[str, str]], gone: Iterable[str]) -> None:
        """Add to the inputs, and forget some."""
        self._db.executemany("DELETE FROM inputs WHERE path = ?", [(each,) for each in gone])
        self._db.executemany(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)",
            [(path, *each, _sealed(b"", path, each[1])) for path, each in found.items()],
        )

    def study_keys(self) -> dict[str, tuple[str, str]]:
        """By order, the key of its study and the order's number."""
        rows = self._db.execute("SELECT slug, key, number FROM studies")
        return {slug: (key, number) for slug, key, number in rows}

    def studies(self) -> Iterator[tuple[str, bytes]]:
        """(order, study) of all."""
        # No `yield from`: it would close the rows of a cache that is closed already.
        query = "SELECT slug, key, number, study FROM studies"
        for slug, key, number, study in self._db.execute(query):
            yield slug, _unsealed(study, slug, key, number)

    def study(self, slug: str) -> bytes:
        """One of them."""
        query = "SELECT key, number, study FROM studies WHERE slug = ?"
        found = self._db.execute(query, (slug,)).fetchone()
        if found is None:
            raise Lost("studies", slug)
        return _unsealed(found[2], slug, *found[:2])

    def keep_study(self, slug: str, key: str, number: str, study: bytes, parsed: bytes) -> None:
        """Keep an order's study, and its file as parsed."""
        row = (slug, key, number, _sealed(study, slug, key, number), _sealed(parsed, slug))
        self._db.execute("INSERT OR REPLACE INTO studies VALUES (?, ?, ?, ?, ?)", row)

    def parsed(self, slug: str) -> bytes:
        """An order's file as parsed."""
        found = self._db.execute("SELECT parsed FROM studies WHERE slug = ?", (slug,)).fetchone()
        if found is None:
            raise Lost("studies", slug)
        return _unsealed(found[0], slug)

    def forget_studies(self, slugs: Iterable[str]) -> None:
        """Orders that are no more."""
        self._db.executemany("DELETE FROM studies WHERE slug = ?", [(each,) for each in slugs])

    def value(self, table: str, digest: str) -> bytes:
        """A value of `slims` or `neighbours`."""
        query = f"SELECT value FROM {table} WHERE digest = ?"
        found = self._db.execute(query, (digest,)).fetchone()
        if not found or not isinstance(found[0], bytes) or sha256(found[0]).hexdigest() != digest:
            raise Lost(table, digest)
        return found[0]

    def keep_values(self, table: str, values: Mapping[str, bytes]) -> None:
        """Keep values under their digests."""
        self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", values.items())

    def evict(self, table: str, used: Iterable[str]) -> None:
        """Drop the values that nothing uses any more."""
        have = {each for (each,) in self._db.execute(f"SELECT digest FROM {table}")}
        gone = [(each,) for each in have.difference(used)]
        self._db.executemany(f"DELETE FROM {table} WHERE digest = ?", gone)

    def shelf(self, audience: str) -> tuple[str, Any]:
        """(key, value) of what was last laid out for an audience."""
        query = "SELECT key, value FROM shelves WHERE audience = ?"
        found = self._db.execute(query, (audience,)).fetchone()
        return (found[0], json.loads(_unsealed(found[1], *found[:1]))) if found else ("", None)

    def forget_shelves(self, kept: Iterable[str]) -> None:
        """Drop the layouts of audiences that are no more."""
        have = {each for (each,) in self._db.execute("SELECT audience FROM shelves")}
        gone = [(each,) for each in have.difference(kept)]
        self._db.executemany("DELETE FROM shelves WHERE audience = ?", gone)

    def shelf_orders(self, audience: str) -> bytes:
        """What was kept of the orders of that edition."""
        query = "SELECT lines FROM shelves WHERE audience = ?"
        found = self._db.execute(query, (audience,)).fetchone()
        if found is None:
            raise Lost("shelves", audience)
        return _unsealed(found[0], audience)

    def keep_shelf(self, audience: str, key: str, value: Any, orders: bytes = b"") -> None:
        """Keep what was laid out for an audience, and what is to be known of its orders."""
        row = audience, key, _sealed(_json(value), key), _sealed(orders, audience)
        self._db.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?, ?)", row)

    def fragments(self, edition: str, slug: str, key: str) -> bytes:
        """What was kept of an order of an edition under a key; nothing where there is none."""
        query = "SELECT value FROM fragments WHERE edition = ? AND slug = ? AND key = ?"
        found = self._db.execute(query, (edition, slug, key)).fetchone()
        return _unsealed(found[0], edition, slug, key) if found else b""

    def keep_fragments(self, edition: str, found: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep (order, key, fragments), in place of what there was of these orders."""
        self._db.executemany(
            "INSERT OR REPLACE INTO fragments VALUES (?, ?, ?, ?)",
            ((edition, s, key, _sealed(data, edition, s, key)) for s, key, data in found),
        )

    def forget_fragments(self, used: Collection[tuple[str, str]]) -> None:
        """Drop the fragments of all but some (edition, order)."""
        have = self._db.execute("SELECT edition, slug FROM fragments").fetchall()
        gone = [each for each in have if each not in used]
        self._db.executemany("DELETE FROM fragments WHERE edition = ? AND slug = ?", gone)

    def outputs(self, root: str, edition: str) -> dict[str, Output]:
        """By path, the files of one edition in an output folder; their parts are left out."""
        return self._outputs("root = ? AND edition = ?", root, edition)

    def _outputs(self, where: str, *values: str) -> dict[str, Output]:
        query = f"SELECT edition, path, key, digest, mark, seal FROM outputs WHERE {where}"
        found = {}
        for edition, path, key, digest, mark, seal in self._db.execute(query, values):
            _unsealed(seal, edition, path, digest)
            found[path] = Output(edition, path, key, digest, mark)
        return found

    def digests(self, root: str, edition: str) -> Iterator[tuple[str, str]]:
        """(path, digest) of the same, as far as somebody has looked that they are sound."""
        query = "SELECT path, digest FROM outputs WHERE root = ? AND edition = ?"
        return iter(self._db.execute(query, (root, edition)))

    def outputs_below(self, root: str, edition: str, folder: str) -> dict[str, Output]:
        """By path, those in one folder of the edition; the folder's path ends in a slash."""
        end = folder[:-1] + chr(ord("/") + 1)
        where = "root = ? AND edition = ? AND path > ? AND path < ?"
        return self._outputs(where, root, edition, folder, end)

    def output(self, root: str, spot: Spot) -> Output | None:
        """One of them."""
        where = "root = ? AND edition = ? AND path = ?"
        return self._outputs(where, root, *spot).get(spot[1])

    def parts(self, root: str, spot: Spot) -> str:
        """What the key of a file was made of, as JSON; empty where that is not known."""
        query = "SELECT parts FROM outputs WHERE root = ? AND edition = ? AND path = ?"
        found = self._db.execute(query, (root, *spot)).fetchone()
        return _unsealed(found[0], *spot).decode() if found else ""

    def editions(self, root: str) -> set[str]:
        """The editions of which files of an output folder are known."""
        # From each to the next one; DISTINCT would look at every row.
        query = (
            "WITH RECURSIVE found(name) AS (SELECT min(edition) FROM outputs WHERE root = :root"
            " UNION ALL SELECT (SELECT min(edition) FROM outputs"
            " WHERE root = :root AND edition > found.name) FROM found WHERE name IS NOT NULL)"
            " SELECT name FROM found WHERE name IS NOT NULL"
        )
        return {each for (each,) in self._db.execute(query, {"root": root})}

    def marks(self, root: str, edition: str) -> Iterator[tuple[str, str, str]]:
        """(path, mark, digest) of the files of one edition."""
        query = "SELECT path, mark, digest FROM outputs WHERE root = ? AND edition = ?"
        return iter(self._db.execute(query, (root, edition)))

    def counts(self, root: str) -> dict[str, int]:
        """By edition, how many files of an output folder are known."""
        query = "SELECT edition, count(*) FROM outputs WHERE root = ? GROUP BY edition"
        return dict(self._db.execute(query, (root,)))

    def keep_outputs(self, root: str, found: Iterable[Output]) -> None:
        """Add to an output folder's files."""
        self._db.executemany(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((root, *_row(each)) for each in found),
        )

    def keep_marks(self, root: str, marks: Iterable[tuple[Spot, str]]) -> None:
        """Note how files look that are still what they were."""
        self._db.executemany(
            "UPDATE outputs SET mark = ? WHERE root = ? AND edition = ? AND path = ?",
            ((mark, root, *spot) for spot, mark in marks),
        )

    def forget_outputs(self, root: str, gone: Iterable[Spot]) -> None:
        """Files that an output folder no longer has."""
        self._db.executemany(
            "DELETE FROM outputs WHERE root = ? AND edition = ? AND path = ?",
            ((root, *spot) for spot in gone),
        )

    def forget_edition(self, root: str, edition: str) -> None:
        """All files of one edition."""
        self._db.execute("DELETE FROM outputs WHERE root = ? AND edition = ?", (root, edition))

    def restart(self) -> None:
        """Begin anew with an empty cache, whatever became of this one."""
        self._db.close()
        self._discard()
        self._db = self._connected()

    def clear(self) -> None:
        """Forget everything."""
        for name in _TABLES:
            if name != "facts":
                self._db.execute(f"DELETE FROM {name}")
        self._db.execute("DELETE FROM facts WHERE name <> 'schema'")


def _copied(like: Path, folder: Path) -> None:
    """Begin with another cache, as far as nothing is there yet and nobody is writing the other."""
    source, target = like / _FILE, folder / _FILE
    if target.exists() or not source.is_file():
        return
    with contextlib.suppress(OSError), (like / "lock").open("w") as file:
        if _try_lock(file.fileno()) and not (like / (_FILE + "-journal")).exists():
            shutil.copyfile(source, folder / "copy")
            (folder / "copy").replace(target)


@contextlib.contextmanager
def _locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a lock file; the operating system lets go of it however the process ends."""
    with path.open("w") as file:
        if not _try_lock(file.fileno()):
            waiting()
            while not _try_lock(file.fileno()):
                time.sleep(0.05)
        yield


def _try_lock(handle: int) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
