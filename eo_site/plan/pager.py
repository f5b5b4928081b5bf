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
    for number in range(numbered(len(newest_first), size), 0, -1):
        end = len(newest_first) - size * (number - 1)
        yield number, newest_first[end - size : end]


def numbered(total: int, size: int = PER_PAGE) -> int:
    """How many numbered pages a list of so many entries has."""
    return total // size if total > size else 0


def pager(last: int, current: int, url: Callable[[int], str]) -> PagerView:
    """Links to all pages of a list, given the number of its last numbered page."""
    numbers = (0, *range(last, 0, -1))
    return PagerView(current, tuple(NavLink(str(n or ""), url(n)) for n in numbers))
