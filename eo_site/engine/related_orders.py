"""What an order's page shows of other orders, found for one order without laying out its edition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eo_site.engine.load import Loaded
from eo_site.engine.setting import Setting
from eo_site.engine.study import unslim
from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.study import EditionStudy, OrderNote, PublicRecord
from eo_site.plan.available import published
from eo_site.plan.instruments import public_instruments
from eo_site.plan.related import NEAR, Nearness
from eo_site.plan.shelf import Shelver
from eo_site.plan.ties import stated
from eo_site.plan.views import Neighbours


def public_records(notes: Mapping[str, OrderNote], setting: Setting) -> dict[str, PublicRecord]:
    """What anybody may know of every order that is out, and of every other instrument."""
    orders = {
        slug: note.public
        for slug, note in notes.items()
        if published(note, setting.today, drafts=setting.drafts)
    }
    return public_instruments(setting.library) | orders


@dataclass(frozen=True)
class RelatedOrders:
    """Knows which orders are near which; gives the same as the layout of a whole edition."""

    loaded: Loaded
    setting: Setting
    slim: Callable[[str], bytes]
    """A slim order by its digest."""
    _near: dict[tuple[str, ...], Nearness] = field(default_factory=dict)

    def of(self, audience: Audience, slug: str) -> Neighbours:
        """An order's neighbours in one edition."""
        orders = self.loaded.editions[audience.id]
        others = (each for each in self._stating.get(slug, ()) if each in orders)
        incoming = stated(self._order(orders, each, audience) for each in others).get(slug, ())
        near = self._nearness(orders).nearest(slug, NEAR)
        shelf = self._shelver.shelf(audience, orders)
        order = self._order(orders, slug, audience)
        facts = self._shelver.facts(audience, order, shelf, incoming)
        return self._shelver.beside(facts, orders, near)

    def _order(
        self, orders: Mapping[str, EditionStudy], slug: str, audience: Audience
    ) -> ResolvedOrder:
        return unslim(self.slim(orders[slug].slim), audience.id)

    @cached_property
    def _shelver(self) -> Shelver:
        setting = self.setting
        public = public_records(self.loaded.notes, setting)
        return Shelver(setting.library, public, setting.today, setting.portable)

    @cached_property
    def _stating(self) -> dict[str, list[str]]:
        """By order, those whose records state a relation to it, the newest first."""
        found: dict[str, list[str]] = {}
        for slug, note in self.loaded.notes.items():
            for target in dict.fromkeys(each for each, _ in note.relations):
                found.setdefault(target, []).append(slug)
        return found

    def _nearness(self, orders: Mapping[str, EditionStudy]) -> Nearness:
        """Of an edition's orders; editions that have the same ones share it."""
        key = tuple(orders)
        if key not in self._near:
            notes = self.loaded.notes
            self._near[key] = Nearness.of({slug: notes[slug].about for slug in key})
        return self._near[key]
