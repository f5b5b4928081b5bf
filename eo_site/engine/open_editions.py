"""Editions that are looked at stay in memory, as far as there is room."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from eo_site.engine.edition_index import EditionIndex
from eo_site.model.listed import ListedOrder
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.exports.offer import Offer
from eo_site.plan.facts import Facts
from eo_site.plan.lists import ListPage
from eo_site.plan.pages import Roster
from eo_site.plan.site import EditionPlanner

ROOM = 20_000
"""Orders, counted once for each edition, that may stay in memory: some 30 KB each."""


@dataclass
class OpenEdition(EditionIndex):
    """An edition that need not read again the orders that it had before a change."""

    known: Mapping[str, ResolvedOrder] = field(default_factory=dict)
    """By digest, slim orders."""

    def read_order(self, slug: str) -> ResolvedOrder:
        """A slim order of this edition."""
        return self.known.get(self.studies[slug].slim) or super().read_order(slug)

    def read(self) -> dict[str, ResolvedOrder]:
        """By digest, the slim orders that have been read."""
        return {self.studies[slug].slim: order for slug, order in self._orders.items()}


@dataclass
class OpenEditions:
    """By edition, the one used last, under the key of all that its lists are made from."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while one of them is at work: lists take long, and are made one at a time."""
    _open: OrderedDict[str, tuple[str, OpenEdition]] = field(default_factory=OrderedDict)

    def edition(self, key: str, like: EditionIndex) -> OpenEdition:
        """The edition under a key, or one that has what its last state has read."""
        name = like.audience.id
        found = self._open.get(name)
        if found is None or found[0] != key:
            known = found[1].read() if found else {}
            edition = OpenEdition(
                like.setting, like.audience, like.studies, like.notes, like.shelver, like.slim,
                like.stating, like.near, known=known,
            )  # fmt: skip
            found = key, edition
        self._open[name] = found
        self._open.move_to_end(name)
        self._make_room()
        return found[1]

    def _make_room(self) -> None:
        while len(self._open) > 1 and sum(len(d.studies) for _, d in self._open.values()) > ROOM:
            self._open.popitem(last=False)


@dataclass
class PreviewEdition(EditionIndex):
    """An edition whose facts and lists are those of an open one, whichever theme it is given."""

    opened: Callable[[EditionIndex], OpenEdition] = field(kw_only=True)
    roster: Roster = field(kw_only=True)
    """The ways between editions, whatever else is given."""

    def planner(self, roster: Roster, offer: Offer) -> EditionPlanner:
        """Plans the edition's pages."""
        return super().planner(self.roster, offer)

    def facts(self, slug: str) -> Facts:
        """An order's facts, slim."""
        return self.opened(self).facts(slug)

    @property
    def listed(self) -> tuple[ListedOrder, ...]:
        """Every order as lists see it."""
        return self.opened(self).listed

    @property
    def lists(self) -> dict[str, ListPage]:
        """Every list page by its path."""
        return self.opened(self).lists
