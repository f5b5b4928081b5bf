"""What a build keeps of each order of an edition, for the lists of the next one: a line of text for each.

Most lines stand in the next build as they are: so a line is taken apart no further than where each of its
values stands, and what lists know of an order is read once for all editions that know the same.
"""

import json
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from typing import NamedTuple

from eo_site.model.listed import ListedDuty, ListedOrder

_BETWEEN = "\t"
"""Parts the values of a line; ids and digests have none, and JSON writes it otherwise."""


class IndexedOrder(NamedTuple):
    """What is kept of one order."""

    listed: ListedOrder
    slim: str
    """Digest of the slim order that it was made from."""
    mark: str
    """Of all that lists show of it."""
    days: str
    """Of all that today decides on its page and in lists."""
    neighbours: str
    """Digest of what its page shows of other orders."""
    named: str
    """The ids of the orders and instruments that its page names, parted by spaces."""
    around: str
    """Digest of what these are called, of the records that state a relation to it, and of which are near it."""
    turn: Sequence[str]
    """(day, what happens) of the first day on which it is shown otherwise; empty if there is none."""
    line: str = ""
    """All of this, as it is kept."""

    def written(self) -> "IndexedOrder":
        """The same with its line."""
        values = (self.listed.slug, *self[1:7], _json(self.turn), _json(self.listed))
        return self._replace(line=_BETWEEN.join(values))


def packed(orders: Iterable[IndexedOrder]) -> bytes:
    """Orders that have lines, to keep."""
    return "\n".join(each.line for each in orders).encode()


def unpacked(
    data: bytes, known: MutableMapping[str, ListedOrder]
) -> Iterator[tuple[str, IndexedOrder]]:
    """(slug, order) of each that `packed` was given.

    `known` is what has been read of other editions' lines, and is added to.
    """
    for line in _lines(data):
        slug, slim, mark, days, near, named, around, turn, listed = line.split(_BETWEEN)
        if listed not in known:
            known[listed] = _listed(listed)
        values = slim, mark, days, near, named, around, json.loads(turn), line
        yield slug, IndexedOrder(known[listed], *values)


def own_marks(data: bytes) -> Iterator[tuple[str, str, str]]:
    """(slug, digest of what its page shows of others, digest of what today decides on it) of each of them."""
    for line in _lines(data):
        slug, _, _, days, neighbours, _ = line.split(_BETWEEN, 5)
        yield slug, neighbours, days


def _lines(data: bytes) -> list[str]:
    return data.decode().split("\n") if data else []


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(text: str) -> ListedOrder:
    order = ListedOrder(*json.loads(text))
    return order._replace(timed=[ListedDuty(*each) for each in order.timed])
