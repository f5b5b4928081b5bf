"""What an order's own record knows of its status, of courts, of duties and of days.

This is the one place that rules about assertions ask, so that a field added to the record is added
here alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from eo_site.check.world import OrderWorld
from eo_site.clocks import within
from eo_site.court_effect import concerning
from eo_site.model.duty import Duty
from eo_site.model.facts import ENDED, Relation
from eo_site.model.order import Order
from eo_site.model.prose import Prose

_ENDING = frozenset({"revoked_by", "superseded_by"})
_DAYS = tuple[date, ...]


@dataclass(frozen=True)
class Known:
    """One order's record."""

    world: OrderWorld

    @property
    def record(self) -> Order[Prose]:
        """As its author wrote it."""
        return self.world.document.record

    # Status -----------------------------------------------------------------------------

    def in_force_for(self, sections: Collection[str]) -> bool:
        """Whether these sections, or the order as a whole, are said to be in force now."""
        return any(
            each.value.startswith("in-force")
            and not each.until
            and _reaches(each.sections, sections)
            for each in self.record.status
        )

    def stopped(self, sections: Collection[str]) -> bool:
        """Whether a last day is recorded on which these sections, or the order as a whole, bound."""
        known = [(each.until, each.sections) for each in self.record.in_effect]
        known += [(each.until, each.sections) for each in self.record.status]
        return any(until and _reaches(reached, sections) for until, reached in known)

    def ended_partly(self, statuses: Collection[str]) -> bool:
        """Whether any section is said to have ended in such a way."""
        return any(each.value in statuses for each in self.record.status)

    def ended(self, sections: Collection[str], statuses: Collection[str] = ENDED) -> bool:
        """Whether these sections, or the order as a whole, are said to have ended in such a way."""
        return any(
            each.value in statuses and _reaches(each.sections, sections)
            for each in self.record.status
        )

    def acted_on(
        self,
        types: Collection[str],
        sections: Collection[str],
        number: str = "",
        *,
        partly: bool = False,
    ) -> bool:
        """Whether a relation of such a type is recorded, by the act of that number where one is named."""
        return any(
            each.type in types
            and (not number or number in self._numbers(each))
            and (partly or _whole(each) or (sections and _reaches(each.sections, sections)))
            for each in self.record.relations
        )

    def _numbers(self, relation: Relation[Prose]) -> frozenset[str]:
        """By what numbers the other end may be named: `13780`, `10141`, `117-110`."""
        source = next(
            (each for each in self.world.sources.sources if each.id == relation.target), None
        )
        words = (source.short or source.title).split() if source else []
        return frozenset(
            {relation.target.partition("-")[2], *(each.replace(",", "") for each in words)}
        )

    # Courts -----------------------------------------------------------------------------

    @cached_property
    def court_acts(self) -> frozenset[str]:
        """Kinds of events of the cases about this order, and the values of `court`."""
        cases = concerning(self.record.cases, self.world.document.slug)
        events = {event.kind for case in cases for event in case.events}
        return frozenset({*events, *(each.value for each in self.record.court)})

    @property
    def courts_searched(self) -> bool:
        """Whether the absence of a court's act means anything."""
        searched = {*self.record.searched, *self.record.not_applicable}
        return bool(searched & {"court", "cases"} or self.court_acts)

    # Duties -----------------------------------------------------------------------------

    @cached_property
    def duties(self) -> int:
        """How many the record has."""
        return len(self.record.duties)

    @cached_property
    def counts(self) -> frozenset[int]:
        """How many duties there are of the whole order, of a section, of an agency, or of a kind."""
        groups: dict[tuple[str, str], int] = {}
        for duty in self.record.duties:
            for key in set(_groups_of(duty)):
                groups[key] = groups.get(key, 0) + 1
        days = {
            due.on or (due.after, due.from_) for duty in self.record.duties if (due := duty.due)
        }
        return frozenset({self.duties, len(days), *groups.values()})

    # Days -------------------------------------------------------------------------------

    @cached_property
    def effective(self) -> _DAYS:
        """Days on which it, or a part of it, took effect; that of signing where no other is known."""
        record, dates = self.record, self.record.dates
        known = [dates.effective, *(each.from_ for each in record.in_effect)]
        known += [each.from_ for each in record.status if each.value.startswith("in-force")]
        return _given(known) or _given([dates.signed])

    @cached_property
    def ends(self) -> _DAYS:
        """Days on which it, or a part of it, ended; the last on which it bound, and the day after."""
        record = self.record
        first = [each.from_ for each in record.status if each.value in ENDED]
        first += [each.from_ for each in record.relations if each.type in _ENDING]
        last = [each.until for each in record.in_effect]
        last += [each.until for each in record.status]
        days = {*_given(first), *_given(last)}
        return tuple(sorted({*days, *(day + timedelta(days=1) for day in _given(last))}))


def _whole(relation: Relation[Prose]) -> bool:
    return not (relation.partial or relation.sections)


def _reaches(reached: Collection[str], sections: Collection[str]) -> bool:
    """Whether something that reaches some sections, or the whole order, reaches others."""
    return not reached or any(
        within(each, other) or within(other, each) for each in sections for other in reached
    )


def _groups_of(duty: Duty[Prose]) -> Iterator[tuple[str, str]]:
    """What a sentence may count it among."""
    for end in range(len(duty.section) + 1):
        if within(duty.section, duty.section[:end]):
            yield "section", duty.section[:end]
    yield "type", duty.type
    if duty.due:
        yield "due", ""
    yield from (("who", each) for each in duty.who)
    yield from (("named", each) for each in {*duty.who, *duty.with_, *duty.consults})


def _given(days: Collection[date | None]) -> _DAYS:
    return tuple(each for each in days if each)
