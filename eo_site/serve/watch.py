"""Watching a site's files: the system tells what changed, or, where it cannot, we look."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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

from eo_site.serve.places import Places

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
        self._lost = False
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
        """Watches on the root, for the files there, and on every folder that exists."""
        root, folders = self._places.root, self._places.folders
        self._names = {each.resolve(): each for each in (*folders, root) if each.is_dir()}
        for real, folder in self._names.items():
            # Gone between the question and the watch: its return will be told at the root.
            with suppress(FileNotFoundError, NotADirectoryError):
                deep = folder != root
                observer.schedule(self, str(real), recursive=deep, event_filter=EVENTS)

    def follow(self) -> None:
        """Watch again what was replaced: a folder that returns is another one to the system."""
        if self._lost:
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
        for path in (self._known(str(each)) for each in (event.src_path, event.dest_path) if each):
            if path in self._places.folders:
                self._lost = True
                self._note(None)
            elif self._places.concern(path):
                self._note(None if event.is_directory else path)

    def _known(self, told: str) -> Path:
        """A path as the site's folders are named: one of them may be a link to elsewhere."""
        path = Path(told)
        for real, folder in self._names.items():
            if path.is_relative_to(real):
                return folder / path.relative_to(real)
        return path

    def stop(self) -> None:
        """Watch no longer."""
        _stop(self._observer)


def _stop(observer: BaseObserver) -> None:
    observer.stop()
    if observer.is_alive():
        observer.join()


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
