"""Long lists in pages that stay as they are when something new comes.

Pages are numbered from the oldest and always full; the first page a reader sees has no number
and shows the newest. A new order so rewrites the unnumbered page, and now and then adds a
numbered one, instead of shifting everything by one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from eo_site.plan.views import NavLink, PagerView

T = TypeVar("T")
PER_PAGE = 100
"""The most entries of a list page."""


def pages(newest_first: Sequence[T], size: int = PER_PAGE) -> Iterator[tuple[int, Sequence[T]]]:
    """(number, entries): 0 with the newest, then the full pages, the newest of them first.

    The unnumbered page shows up to `size` entries, so it may repeat some of the last full page;
    every entry is on at least one page, and a list that fits on one page has no numbered ones.
    """
    yield 0, newest_first[:size]
    full = len(newest_first) // size if len(newest_first) > size else 0
    for number in range(full, 0, -1):
        end = len(newest_first) - size * (number - 1)
        yield number, newest_first[end - size : end]


def pager(total: int, current: int, url: Callable[[int], str], size: int = PER_PAGE) -> PagerView:
    """Links to all pages of a list."""
    full = total // size if total > size else 0
    numbers = (0, *range(full, 0, -1))
    return PagerView(current, tuple(NavLink(str(n or ""), url(n)) for n in numbers))
