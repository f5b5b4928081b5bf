"""What a reader's browser makes a briefing of: what changed lately, and what falls due.

One small file for each edition holds all that the page shows, so that it asks for nothing else and
nobody learns what is followed. It says no more than the pages do, has a limit, and tells how far
it reaches: what it has no room for is counted, not forgotten. Nothing in it names the day of the
build; it changes when something comes into it or leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from eo_site.model.audience import Audience
from eo_site.model.library import Vocabularies
from eo_site.model.listed import ListedOrder
from eo_site.plan.exports.views import (
    Briefed,
    BriefedChange,
    BriefedDuty,
    BriefedOrder,
    BriefingFile,
)
from eo_site.plan.facts import Facts
from eo_site.plan.listed import agencies_of
from eo_site.plan.lists import NumberedChange, changes_of
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

    orders: Sequence[ListedOrder]
    today: date

    @cached_property
    def _changes(self) -> list[NumberedChange]:
        return changes_of(self.orders)

    @cached_property
    def _dues(self) -> list[tuple[str, str, str]]:
        """(day, order, duty) of all that has not passed long ago."""
        start = moved(self.today, -PASSED).isoformat()
        found = [
            (day, order.slug, duty)
            for order in self.orders
            for day, duty in order.dues
            if day >= start
        ]
        return sorted(found)

    @cached_property
    def changes(self) -> list[NumberedChange]:
        """Those told."""
        start = moved(self.today, -KEPT).isoformat()
        return [each for each in self._changes[:MOST] if each[0] >= start]

    @cached_property
    def dues(self) -> list[tuple[str, str, str]]:
        """Those told: (day, order, duty)."""
        return self._dues[:MOST]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The orders that something is told of, in the edition's order."""
        told = {slug for _, slug, _ in (*self.changes, *self.dues)}
        return tuple(order.slug for order in self.orders if order.slug in told)

    @cached_property
    def reach(self) -> tuple[date | None, int, date | None, int]:
        """`since`, `earlier`, `until` and `later` of the file."""
        old, far = self._changes[len(self.changes) :], self._dues[len(self.dues) :]
        since = moved(date.fromisoformat(old[0][0]), _DAY) if old else None
        until = moved(date.fromisoformat(far[0][0]), -_DAY) if far else None
        return since, len(old), until, len(far)

    @property
    def marks(self) -> tuple[object, ...]:
        """Which entries of the orders shown are told, and how far that reaches."""
        return tuple(self.changes), tuple(self.dues), self.reach

    def file(
        self,
        site: str,
        audience: Audience,
        parties: Parties,
        vocabularies: Vocabularies,
        briefed: Mapping[str, Briefed],
    ) -> BriefingFile:
        """The file of an edition, given what may be told of the orders shown."""
        orders = tuple(
            replace(briefed[each].order, parties=tuple(parties.get(each, ())))
            for each in self.shown
        )
        dues = tuple(
            next(each for each in briefed[slug].dues if each.id == duty)
            for _, slug, duty in self.dues
        )
        since, earlier, until, later = self.reach
        return BriefingFile(
            site, audience.id, since, earlier, until, later,
            tuple(_terms(orders, dues, vocabularies)), orders,
            tuple(briefed[slug].changes[at] for _, slug, at in self.changes), dues,
        )  # fmt: skip


def briefed(facts: Facts, audience: Audience) -> Briefed:
    """All that a briefing may tell of an order."""
    linker = Linker(BRIEFING, facts.portable)
    listed = "duties" in (*audience.lead, *audience.modules)
    changes = tuple(_change(facts, at, linker) for at in range(len(facts.record.changes)))
    dues = tuple(_due(facts, each, linker, listed=listed) for each in facts.duties if each.due)
    return Briefed(_order(facts, linker), changes, dues)


def _terms(
    orders: Iterable[BriefedOrder], dues: Iterable[BriefedDuty], vocabularies: Vocabularies
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    named: dict[str, set[str]] = {"interests": set(), "agencies": set(), "parties": set()}
    for order in orders:
        named["interests"].update(order.interests)
        named["agencies"].update(order.agencies)
        named["parties"].update(order.parties)
    for duty in dues:
        named["agencies"].update((*duty.who, *duty.with_, *duty.consults))
    for kind, ids in named.items():
        terms = (vocabularies.term(kind, each) for each in sorted(ids))
        yield kind, tuple((each.id, each.label) for each in terms)


def _order(facts: Facts, linker: Linker) -> BriefedOrder:
    record, slug = facts.record, facts.order.slug
    return BriefedOrder(
        slug,
        record.label,
        record.title,
        linker.to(order_path(slug)),
        record.interests,
        tuple(agencies_of(facts)),
        (),
    )


def _change(facts: Facts, at: int, linker: Linker) -> BriefedChange:
    slug, change = facts.order.slug, facts.record.changes[at]
    url = linker.to(order_path(slug), "m-corrections")
    return BriefedChange(slug, change.on, change.kind, change.text.text, url)


def _due(facts: Facts, duty: DutyView, linker: Linker, *, listed: bool) -> BriefedDuty:
    slug = facts.order.slug
    assert duty.due
    return BriefedDuty(
        slug,
        duty.id,
        duty.due,
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
