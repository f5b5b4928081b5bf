"""Children that can be interrupted, also where the tests themselves cannot be."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heeding_interrupts() -> Iterator[None]:
    """Within, a process that is started answers Ctrl-C.

    A shell that runs the tests in the background, `make test &`, has them ignore it, and what is
    ignored stays so in every child; what is handled begins anew.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
