"""Coroutines run by tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """Run it to its end in a thread of its own: a browser of other tests keeps this one's loop running."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work).result()
