"""Watching a site's files: the system tells what changed, or, where it cannot, we look."""

import errno
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from eo_site.content_files import links_below
from eo_site.serve.places import AT_THE_ROOT, Places

Note = Callable[[Path | None], None]
"""Is told of each changed file; None stands for any number of them."""

EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileDeletedEvent, FileMovedEvent,
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
]  # fmt: skip
"""Without those of opening, of which our own reading makes thousands."""

LIMITS = {errno.ENOSPC, errno.EMFILE, errno.ENFILE}
POLLING = (
    "the system's limit of watched folders is reached: looking for changes once a second instead; "
    "fs.inotify.max_user_watches and max_user_instances raise it"
)


@dataclass(frozen=True)
class Links:
    """The links below a site's places; the system tells nothing of what happens behind them."""

    folders: Mapping[Path, tuple[Path, ...]]
    """By a real folder, every link that leads to it."""
    files: Mapping[Path, tuple[Path, ...]]
    """By a real file, every link that leads to it."""

    def has(self, path: Path) -> bool:
        """Whether this is one of the links."""
        return any(path in names for names in (*self.folders.values(), *self.files.values()))


NO_LINKS = Links({}, {})


def links_of(places: Places) -> Links:
    """The links in a site's folders that lead somewhere, and in the folders that they lead to."""
    folders: dict[Path, tuple[Path, ...]] = {}
    files: dict[Path, tuple[Path, ...]] = {}
    linked_files = [places.root / name for name in AT_THE_ROOT]
    for link in chain(linked_files, *map(links_below, places.folders)):
        if link.is_symlink() and link.exists():
            found = folders if link.is_dir() else files
            real = link.resolve()
            found[real] = (*found.get(real, ()), link)
    return Links(folders, files)


class Watcher(FileSystemEventHandler):
    """Notes every change in a site's places, also after a folder went and came again."""

    def __init__(
        self,
        places: Places,
        note: Note,
        say: Callable[[str], None],
        native: Callable[[], BaseObserver] = Observer,
    ) -> None:
        self._places = places
        self._note = note
        self._say = say
        self._names: dict[Path, Path] = {}
        """By the real path of a watched folder, the one that the site knows it by."""
        self._links: Links = NO_LINKS
        self._lost = False
        """Whether a watched folder went or came."""
        self._moved = False
        """Whether a link came or went, or a folder that may hold some."""
        self._observer = self._started(native)

    def _started(self, make: Callable[[], BaseObserver]) -> BaseObserver:
        """A running observer of every place; one that looks for itself where the system refuses."""
        observer: BaseObserver | None = None
        try:
            observer = make()
            observer.start()
            self._attach(observer)
        except OSError as error:
            if observer:
                _stop(observer)
            if error.errno not in LIMITS or make is PollingObserver:
                raise
            self._say(POLLING)
            return self._started(PollingObserver)
        return observer

    def _attach(self, observer: BaseObserver) -> None:
        """Watches on the root, for the files there, on every folder that exists, and behind links."""
        root, folders = self._places.root, self._places.folders
        self._links = links_of(self._places)
        self._names = {each.resolve(): each for each in (*folders, root) if each.is_dir()}
        deep = {real for real, folder in self._names.items() if folder != root}
        deep |= set(self._links.folders)
        flat = {file.parent for file in self._links.files} | {root.resolve()}
        watches = [(each, True) for each in deep] + [(each, False) for each in flat - deep]
        for real, recursive in sorted(watches):
            # Gone between the question and the watch: its return will be told at the root.
            with suppress(FileNotFoundError, NotADirectoryError):
                observer.schedule(self, str(real), recursive=recursive, event_filter=EVENTS)

    def follow(self) -> None:
        """Watch again what was replaced: a folder that returns is another one to the system."""
        moved, self._moved = self._moved, False
        if self._lost or (moved and links_of(self._places) != self._links):
            self._lost = False
            self._observer.unschedule_all()
            try:
                self._attach(self._observer)
            except OSError as error:
                if error.errno not in LIMITS:
                    raise
                _stop(self._observer)
                self._say(POLLING)
                self._observer = self._started(PollingObserver)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread."""
        told = (Path(str(each)) for each in (event.src_path, event.dest_path) if each)
        for path in (known for each in told for known in self._known(each)):
            if path in self._places.folders:
                self._lost = True
                self._note(None)
            elif self._places.concern(path):
                self._moved |= event.is_directory or self._links.has(path) or path.is_symlink()
                self._note(None if event.is_directory else path)

    def _known(self, path: Path) -> Iterator[Path]:
        """A path by every name that the site has for it: what it is a link to may stand elsewhere."""
        yield from self._links.files.get(path, ())
        inside = False
        for real, folder in self._names.items():
            if path.is_relative_to(real) and not inside:
                inside = True
                yield folder / path.relative_to(real)
        for real, names in self._links.folders.items():
            if path.is_relative_to(real):
                yield from (each / path.relative_to(real) for each in names)
        if not inside:
            yield path

    def stop(self) -> None:
        """Watch no longer."""
        _stop(self._observer)


PATIENCE = 2.0
"""Seconds that the end waits for a thread, which writes nothing and ends with the process in any case."""


def _stop(observer: BaseObserver) -> None:
    # To stop one waits for its threads without end, and Ctrl-C is not to hang on any of them.
    ending = threading.Thread(target=observer.stop, daemon=True)
    ending.start()
    ending.join(PATIENCE)
    if observer.is_alive():
        observer.join(PATIENCE)


def observer(*, poll: bool) -> Callable[[], BaseObserver]:
    """What tells of changes: the system, or our own looking once a second."""
    return PollingObserver if poll else Observer


@contextmanager
def watching(
    places: Places,
    note: Note,
    say: Callable[[str], None],
    native: Callable[[], BaseObserver] = Observer,
) -> Iterator[Watcher]:
    """A watcher that is stopped in the end."""
    watcher = Watcher(places, note, say, native)
    try:
        yield watcher
    finally:
        watcher.stop()
