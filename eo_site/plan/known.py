"""A record as it could be known on a day: nothing in it is later.

Relations are known from the day of the act that does something: an order revoked by a proclamation
is not known to be before the proclamation is signed. What an act moved is where it was before the
act; evidence, findings and events begin on their days. What has no day has always been known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from eo_site.court_effect import known
from eo_site.model.duty import Duty
from eo_site.model.facts import InEffect, Relation
from eo_site.model.named_sources import named_sources
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder, ResolvedRecord
from eo_site.model.source import Source
from eo_site.plan.views import TieView
from eo_site.plan.words_in import words_in

T = TypeVar("T")
_DAY = timedelta(days=1)


def next_day(day: date) -> date:
    """The day after; the same where the calendar ends."""
    return day + _DAY if day < date.max else day


@dataclass(frozen=True)
class Knowledge:
    """What decides from when on each part of one order's record is known."""

    record: ResolvedRecord
    """In full."""
    signed: Mapping[str, date] = field(default_factory=dict)
    """Of the orders and instruments that it names, the days on which they were signed."""

    def relation(self, relation: Relation[Words]) -> date | None:
        """The day of the act that a relation tells of; None where it is not known."""
        if relation.type.endswith("_by"):
            return self.signed.get(relation.target) or relation.signed
        return self.record.dates.signed

    def tie(self, tie: TieView) -> date | None:
        """The same of a relation as a page shows it."""
        return tie.signed if tie.type.endswith("_by") else self.record.dates.signed

    def moved(self, entry: InEffect[Words]) -> date | None:
        """The day of what moved the days of an entry; None where it was always known."""
        if entry.moved_by is None:
            return None
        return self.signed.get(entry.moved_by) or _ruled(self.record, entry)

    def on(self, today: date) -> ResolvedRecord:
        """The record as it could be known on a day; the record itself where all of it could."""
        record = self.record
        parts: dict[str, tuple[Any, ...]] = {
            "relations": tuple(_begun(record.relations, self.relation, today)),
            "in_effect": tuple(_begun(record.in_effect, self.moved, today)),
            "status": tuple(_begun(record.status, lambda each: each.begins, today)),
            "court": tuple(_begun(record.court, lambda each: each.from_, today)),
            "cases": known(record.cases, today) if _to_come(record, today) else record.cases,
            "events": tuple(
                each.model_copy(update={"on": None}) if each.on and each.on > today else each
                for each in record.events
            ),
            "duties": tuple(_evident(each, today) for each in record.duties),
        }
        later = {name: each for name, each in parts.items() if each != getattr(record, name)}
        return record.model_copy(update=later) if later else record

    def turns(self, ties: Iterable[TieView]) -> Iterator[date]:
        """Every day on which more of the record, or of these ties, is known, or less of it holds."""
        record = self.record
        days = [*map(self.relation, record.relations), *map(self.moved, record.in_effect)]
        for tie in ties:
            days += [self.tie(tie), tie.since]
        days += [each.begins for each in record.status] + [each.from_ for each in record.court]
        for entry in (*record.status, *record.court):
            days += [entry.until and next_day(entry.until)]
        for period in record.in_effect:
            days += [period.from_, period.until and next_day(period.until)]
        days += [each.on for each in record.events]
        days += [event.on for case in record.cases for event in case.events]
        days += [each.on for duty in record.duties for each in duty.evidence]
        yield from (day for day in days if day)


def sources_shown(order: ResolvedOrder, record: ResolvedRecord) -> tuple[Source, ...]:
    """An order's sources, without those that only facts of which nobody can know yet rest on."""
    if record is order.record:
        return order.sources
    gone = {ident for _, ident in named_sources(order.record)}
    gone -= {ident for _, ident in named_sources(record)}
    if gone:
        cited = "".join(each.html for each in words_in((record, order.body)))
        gone = {each for each in gone if f'#source-{each}"' not in cited}
    return tuple(each for each in order.sources if each.id not in gone)


def _to_come(record: ResolvedRecord, today: date) -> bool:
    """Whether something in a case is later than a day."""
    return any(event.on > today for case in record.cases for event in case.events)


def _begun(found: Iterable[T], begins: Callable[[T], date | None], today: date) -> Iterator[T]:
    """Those that begin on a day or before, or have always been known."""
    for each in found:
        day = begins(each)
        if day is None or day <= today:
            yield each


def _evident(duty: Duty[Words], today: date) -> Duty[Words]:
    """A duty with the evidence that there was by a day."""
    evidence = tuple(each for each in duty.evidence if each.on <= today)
    if len(evidence) == len(duty.evidence):
        return duty
    return duty.model_copy(update={"evidence": evidence})


def _ruled(record: ResolvedRecord, entry: InEffect[Words]) -> date | None:
    """When a court did what moved an entry's days: the last event of the case by then, or its first."""
    case = next((each for each in record.cases if each.id == entry.moved_by), None)
    days = sorted(each.on for each in case.events) if case else []
    moved = entry.from_ or entry.until
    before = [day for day in days if moved and day <= moved]
    return before[-1] if before else days[0] if days else None
