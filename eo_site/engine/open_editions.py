"""Editions that are looked at stay in memory, as far as there is room."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from eo_site.engine.edition_index import EditionIndex, named_by
from eo_site.model.listed import ListedOrder
from eo_site.model.resolved import SlimOrder
from eo_site.plan.exports.offer import Offer
from eo_site.plan.facts import Facts
from eo_site.plan.listed import listed
from eo_site.plan.lists import ListPages
from eo_site.plan.pages import Roster
from eo_site.plan.site import EditionPlanner

ROOM = 20_000
"""Orders, counted once for each edition, that may stay in memory: some 30 KB each."""


class SeenOrder(NamedTuple):
    """An order as lists see it, and all of an edition that this follows from."""

    listed: ListedOrder
    slim: str
    named: Sequence[str]
    """The others that its facts name."""
    ties: object
    """See `EditionIndex.ties`."""


@dataclass
class OpenEdition(EditionIndex):
    """An edition that need not read again the orders that it had before a change."""

    known: Mapping[str, SlimOrder] = field(default_factory=dict)
    """By digest, slim orders."""
    before: Mapping[str, SeenOrder] = field(default_factory=dict)
    """By order, what its lists knew before the change, on the same day and with the same library."""

    @cached_property
    def listed(self) -> tuple[ListedOrder, ...]:
        """Every order as lists see it."""
        return tuple(each.listed for each in self.seen.values())

    @cached_property
    def seen(self) -> dict[str, SeenOrder]:
        """By order, what lists know of it."""
        return {slug: self._seen(slug) for slug in self.studies}

    @property
    def seen_so_far(self) -> Mapping[str, SeenOrder]:
        """The same; what was known before, where nobody has looked at a list."""
        seen: Mapping[str, SeenOrder] = self.__dict__.get("seen", self.before)
        return seen

    def _seen(self, slug: str) -> SeenOrder:
        slim, before = self.studies[slug].slim, self.before.get(slug)
        if before and before.slim == slim and before.ties == self.ties(slug, before.named):
            return before
        facts = self.facts(slug)
        named = [*dict.fromkeys(named_by(facts))]
        return SeenOrder(listed(facts), slim, named, self.ties(slug, named))

    def read_order(self, slug: str) -> SlimOrder:
        """A slim order of this edition."""
        return self.known.get(self.studies[slug].slim) or super().read_order(slug)

    def read(self) -> dict[str, SlimOrder]:
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
            last = found[1] if found else None
            edition = OpenEdition(
                like.setting, like.audience, like.studies, like.notes, like.shelver, like.slim,
                like.stating, like.near,
                known=last.read() if last else {},
                before=last.seen_so_far if last and last.setting is like.setting else {},
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
    def lists(self) -> ListPages:
        """Every list page by its path."""
        return self.opened(self).lists
