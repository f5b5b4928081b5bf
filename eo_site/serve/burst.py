"""Changes that belong together: one save by rename is five events, a checkout thousands.

A person who saved waits for the page, so that little is waited for more. Many files at once are a
program at work, which pauses for longer than that, and which is better seen when it is done.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MANY = 500
"""More changed files than this are not told one by one.

The system drops events when too many come at once, so that a long list may not be whole.
"""


FEW = 10
"""Files that a person may save at once."""


@dataclass(frozen=True)
class Pace:
    """How long a burst may last, in seconds."""

    quiet: float
    """Without a change, after which it is over."""
    most: float
    """From its first change, after which it is over in any case."""


SAVING = Pace(0.03, 0.5)
WORKING = Pace(0.2, 5.0)


@dataclass
class Burst:
    """Collects changes until nothing more comes, or until they have come for long enough."""

    _paths: set[Path | None] = field(default_factory=set)
    _first: float = 0.0
    _last: float = 0.0

    def note(self, path: Path | None, now: float) -> None:
        """A file changed; None stands for any number of them."""
        if not self._paths:
            self._first = now
        self._paths.add(path)
        self._last = now

    def wait(self, now: float) -> float | None:
        """Seconds until it is over, 0 where it is; None where nothing changed."""
        if not self._paths:
            return None
        pace = SAVING if len(self._paths) <= FEW else WORKING
        return max(0.0, min(self._last + pace.quiet, self._first + pace.most) - now)

    def take(self) -> frozenset[Path] | None:
        """What changed, and a new burst begins; None means that anything may have."""
        paths, self._paths = self._paths, set()
        known = frozenset(each for each in paths if each is not None)
        return None if len(known) != len(paths) or len(known) > MANY else known


class Changes:
    """Where watchers note changes and one worker takes them, burst by burst.

    What is noted while the worker is busy makes up its next burst.
    """

    def __init__(
        self, burst: Burst | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst or Burst()
        self._clock = clock
        self._closed = False
        self._news = threading.Condition()

    def note(self, path: Path | None) -> None:
        """A file changed; None stands for any number of them."""
        with self._news:
            self._burst.note(path, self._clock())
            self._news.notify_all()

    def close(self) -> None:
        """No more; whoever waits is let go."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def bursts(self) -> Iterator[frozenset[Path] | None]:
        """Each burst when it is over, until closed."""
        while True:
            with self._news:
                while not self._closed and (wait := self._burst.wait(self._clock())) != 0:
                    # Never for ever: there are systems on which Ctrl-C does not end such a wait.
                    self._news.wait(1.0 if wait is None else wait)
                if self._closed:
                    return
                changed = self._burst.take()
            yield changed
