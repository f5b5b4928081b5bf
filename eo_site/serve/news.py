"""The present state of the site, for every open page that waits for the next one."""

import threading

from eo_site.serve.desk import Refreshed


class News:
    """One state at a time, and word of each new one."""

    def __init__(self) -> None:
        self._present = Refreshed(0)
        self._closed = False
        self._changed = threading.Condition()

    @property
    def present(self) -> Refreshed:
        """The newest state."""
        return self._present

    def publish(self, state: Refreshed) -> None:
        """Everyone who waits hears of it."""
        with self._changed:
            self._present = state
            self._changed.notify_all()

    def after(self, generation: int, seconds: float) -> Refreshed | None:
        """The first state newer than a generation, or the present one when the time is up.

        None means that there will be no more.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._present.generation > generation, seconds
            )
            return None if self._closed else self._present

    def close(self) -> None:
        """Let everyone go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
