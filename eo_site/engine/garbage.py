"""When Python looks for garbage: a build makes many small values, few cycles, and keeps what it reads."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, nobody looks: for a moment in which much is read, and kept."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def spared() -> Iterator[None]:
    """Within, it is looked for seldom, and not in what there is by now: all that was read of a library."""
    before = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def look_seldom() -> None:
    """For what does nothing but a build's work."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
