"""What a reader's browser makes a briefing of: what changed lately, and what falls due.

One small file for each edition holds all that the page shows, so that it asks for nothing else and
nobody learns what is followed. It says no more than the pages do, has a limit, and tells how far
it reaches: what it has no room for is counted, not forgotten. Nothing in it names the day of the
build; it changes when something comes into it or leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from eo_site.model.audience import Audience
from eo_site.model.order import Change
from eo_site.model.prose import Words
from eo_site.plan.exports.views import BriefedChange, BriefedDuty, BriefedOrder, BriefingFile
from eo_site.plan.facts import Facts
from eo_site.plan.lists import agencies_of, changes_of
from eo_site.plan.schedule import NextChange, moved
from eo_site.plan.views import DutyView, EvidenceView
from eo_site.urls import BRIEFING, Linker, order_path

KEPT = timedelta(days=400)
"""How long a change is told: somebody who comes once a year misses nothing."""
PASSED = timedelta(days=30)
"""How long a due date that has passed is told."""
MOST = 1000
"""Changes, and due dates, in a file."""
_DAY = timedelta(days=1)

Parties = Mapping[str, Sequence[str]]
"""By order, whom it affects."""


@dataclass(frozen=True)
class Briefing:
    """What is told of an edition's orders on one day; `orders` are the edition's, the newest first."""

    orders: Sequence[Facts]
    today: date

    @cached_property
    def _changes(self) -> list[tuple[Facts, Change[Words]]]:
        return changes_of(self.orders)

    @cached_property
    def _dues(self) -> list[tuple[date, Facts, DutyView]]:
        start = moved(self.today, -PASSED)
        found = [
            (duty.due, facts, duty)
            for facts in self.orders
            for duty in facts.duties
            if duty.due and duty.due >= start and not duty.over
        ]
        return sorted(found, key=lambda each: (each[0], each[1].order.slug, each[2].id))

    @cached_property
    def changes(self) -> list[tuple[Facts, Change[Words]]]:
        """Those told."""
        start = moved(self.today, -KEPT)
        return [each for each in self._changes[:MOST] if each[1].on >= start]

    @cached_property
    def dues(self) -> list[tuple[date, Facts, DutyView]]:
        """Those told."""
        return self._dues[:MOST]

    @cached_property
    def shown(self) -> tuple[Facts, ...]:
        """The orders that something is told of, in the edition's order."""
        told = {facts.order.slug for facts, _ in self.changes}
        told |= {facts.order.slug for _, facts, _ in self.dues}
        return tuple(facts for facts in self.orders if facts.order.slug in told)

    @cached_property
    def reach(self) -> tuple[date | None, int, date | None, int]:
        """`since`, `earlier`, `until` and `later` of the file."""
        old, far = self._changes[len(self.changes) :], self._dues[len(self.dues) :]
        since = moved(old[0][1].on, _DAY) if old else None
        until = moved(far[0][0], -_DAY) if far else None
        return since, len(old), until, len(far)

    @property
    def marks(self) -> tuple[object, ...]:
        """Which entries of the orders shown are told, and how far that reaches."""
        changes = tuple((facts.order.slug, change.on) for facts, change in self.changes)
        dues = tuple((facts.order.slug, duty.id) for _, facts, duty in self.dues)
        return changes, dues, self.reach

    def file(self, site: str, audience: Audience, parties: Parties) -> BriefingFile:
        """The file of an edition."""
        linker = Linker(BRIEFING, self._portable)
        listed = "duties" in (*audience.lead, *audience.modules)
        orders = tuple(
            _order(each, parties.get(each.order.slug, ()), linker) for each in self.shown
        )
        dues = tuple(_due(*each, linker, listed=listed) for each in self.dues)
        since, earlier, until, later = self.reach
        return BriefingFile(
            site, audience.id, since, earlier, until, later,
            tuple(self._terms(orders, dues)), orders,
            tuple(_change(*each, linker) for each in self.changes), dues,
        )  # fmt: skip

    @property
    def _portable(self) -> bool:
        return any(each.portable for each in self.orders[:1])

    def _terms(
        self, orders: Iterable[BriefedOrder], dues: Iterable[BriefedDuty]
    ) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        named: dict[str, set[str]] = {"interests": set(), "agencies": set(), "parties": set()}
        for order in orders:
            named["interests"].update(order.interests)
            named["agencies"].update(order.agencies)
            named["parties"].update(order.parties)
        for duty in dues:
            named["agencies"].update((*duty.who, *duty.with_, *duty.consults))
        for kind, ids in named.items():
            terms = (self.orders[0].vocabularies.term(kind, each) for each in sorted(ids))
            yield kind, tuple((each.id, each.label) for each in terms)


def _order(facts: Facts, parties: Sequence[str], linker: Linker) -> BriefedOrder:
    record, slug = facts.record, facts.order.slug
    return BriefedOrder(
        slug,
        record.label,
        record.title,
        linker.to(order_path(slug)),
        record.interests,
        tuple(agencies_of(facts)),
        tuple(parties),
    )


def _change(facts: Facts, change: Change[Words], linker: Linker) -> BriefedChange:
    slug = facts.order.slug
    url = linker.to(order_path(slug), "m-corrections")
    return BriefedChange(slug, change.on, change.kind, change.text.text, url)


def _due(due: date, facts: Facts, duty: DutyView, linker: Linker, *, listed: bool) -> BriefedDuty:
    slug = facts.order.slug
    return BriefedDuty(
        slug,
        duty.id,
        due,
        duty.section,
        duty.what.text,
        tuple(each.id for each in duty.who),
        duty.open_class,
        tuple(each.id for each in duty.with_),
        tuple(each.id for each in duty.consults),
        duty.status,
        _said(duty.evidence[-1]) if duty.evidence else None,
        linker.to(order_path(slug), f"duty-{duty.id}" if listed else ""),
    )


def _said(evidence: EvidenceView) -> tuple[date, str, str]:
    return evidence.on, evidence.text.text, evidence.source.short


def leaving(facts: Facts) -> Iterator[NextChange]:
    """When something told of an order leaves the briefing."""
    slug = facts.order.slug
    for change in facts.record.changes:
        yield moved(change.on, KEPT + _DAY), slug, "a change of its page leaves the briefing"
    for duty in facts.duties:
        if duty.due and not duty.over:
            yield moved(duty.due, PASSED + _DAY), slug, f"the date of {duty.id} leaves the briefing"
