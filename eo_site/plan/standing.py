"""Where an order stands in law on a day: its own record, what other acts did to it, and when it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from eo_site.clocks import bound_from, bound_until, within
from eo_site.model.facts import ENDED, last_day
from eo_site.model.resolved import ResolvedRecord
from eo_site.plan.ties import Ending, endings, status_from
from eo_site.plan.views import FindingView, SourceRef, TieView

IN_FORCE, NOT_YET = "in-force", "not-yet-in-effect"
OWN_END = "end"
"""How a section ends whose last day the record gives, and no more."""


@dataclass(frozen=True)
class End:
    """When an order, or a section of it, ends or has ended."""

    how: str
    """A legal status, or `OWN_END`."""
    last: date | None
    """The last day on which a date could still fall due under it."""
    certain: bool = True
    """Whether that is the day; else it is one by which the end had come, and nobody knows when it came."""
    part: bool = False
    """Whether the section ended, and not the order with it."""

    def came(self, today: date) -> bool:
        """Whether it is past."""
        return not self.certain or self.last is None or self.last < today


@dataclass(frozen=True)
class Standing:
    """One order's, as far as it can be known on a day."""

    record: ResolvedRecord
    """As known."""
    ties: Sequence[TieView]
    """Likewise."""
    later: Sequence[date]
    """Days to come from which the order as a whole no longer binds, though nobody knows of it yet."""
    today: date
    recorded: Sequence[FindingView]
    """What the record itself says, as far as it holds today."""
    own: SourceRef | None
    """The order's own text, where it is received."""

    @cached_property
    def _endings(self) -> tuple[Ending, ...]:
        """What other acts have done, in force or about to be."""
        return tuple(endings(self.ties, self.today))

    @cached_property
    def findings(self) -> tuple[FindingView, ...]:
        """What the record says, and who did it."""
        return tuple(self._credited(each) for each in self.recorded)

    def _credited(self, finding: FindingView) -> FindingView:
        matching = [each for each in self._endings if _tells(each, finding)]
        if not matching:
            return finding
        # The earliest did it, and of one day's acts the one that readers can open stands first.
        matching.sort(key=lambda each: (each.since or date.max, not each.tie.url))
        that_day = (each for each in matching if each.since and each.since == finding.since)
        first = next(that_day, matching[0])
        day = finding.since or first.since
        also = (each.tie.act for each in matching if each.since == first.since)
        others = tuple(each for each in dict.fromkeys(also) if each.id != first.tie.slug)
        return replace(finding, by=first.tie.act, since=day, also_by=others)

    @cached_property
    def by_others(self) -> tuple[FindingView, ...]:
        """What other acts did to the order, as far as its own record does not say it."""
        have = {(each.value, each.sections) for each in self.recorded}
        told = {each.tie.slug for each in self._endings for f in self.recorded if _tells(each, f)}
        return tuple(
            each
            for each in status_from(self.ties, self.today)
            if (each.value, each.sections) not in have and not (each.by and each.by.id in told)
        )

    @property
    def before_its_end(self) -> tuple[FindingView, ...]:
        """That the order binds today, which its own text and a later end together say."""
        told = [each.since for each in self._endings if each.whole and each.value in ENDED]
        comes = any(day and day > self.today for day in (*told, *self.later))
        start = bound_from(self.record, "")
        if not comes or start is None or self.own is None:
            return ()
        value = IN_FORCE if start <= self.today else NOT_YET
        return (FindingView(value, (), "", start, None, None, self.own, None),)

    def end(self, section: str) -> End | None:
        """The end of a section, or of the order with it, whichever comes first."""
        found = [*self._by_status(section), *self._by_acts(section)]
        if until := bound_until(self.record, section):
            found.append(End(OWN_END, until, part=True))
        dated = [each for each in found if each.certain and each.last]
        if dated:
            return min(dated, key=lambda each: each.last or date.max)
        return next(iter(found), None)

    def _by_status(self, section: str) -> Iterator[End]:
        for each in (*self.findings, *self.by_others):
            if each.value in ENDED and _concerns(each.sections, section):
                part = bool(each.sections)
                if each.since:
                    yield End(each.value, last_day(each.value, each.since), part=part)
                else:
                    yield End(each.value, each.as_of or self.today, certain=False, part=part)

    def _by_acts(self, section: str) -> Iterator[End]:
        """Ends that acts give to single sections, and those that are yet to come."""
        for each in self._endings:
            sections = each.tie.sections
            concerned = _concerns(sections, section) if sections else each.whole
            if each.value in ENDED and concerned and each.since:
                yield End(each.value, last_day(each.value, each.since), part=bool(sections))


def _concerns(sections: Sequence[str], section: str) -> bool:
    return not sections or any(within(section, each) for each in sections)


def _tells(ending: Ending, finding: FindingView) -> bool:
    """Whether what an act did is what a finding says."""
    if ending.value != finding.value:
        return False
    if finding.sections:
        return bool(set(finding.sections) & set(ending.tie.sections))
    return ending.whole


def ahead(record: ResolvedRecord, ties: Sequence[TieView], today: date) -> tuple[date, ...]:
    """Of a record in full, the days after today from which the order as a whole no longer binds."""
    days: list[date | None] = [
        each.begins for each in record.status if each.value in ENDED and not each.sections
    ]
    acts = (each for each in endings(ties, date.max) if each.whole and each.value in ENDED)
    days += [each.since for each in acts]
    return tuple(day for day in days if day and day > today)
