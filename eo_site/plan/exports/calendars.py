"""Due dates as calendars: of an edition, and of each agency that a dated duty concerns.

An event says nothing that depends on the day of the build, such as "due soon": calendars are
fetched when they like. Whether a duty was done is said where a source says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eo_site.dates import DateWords, day_words, duration_words
from eo_site.model.audience import Audience
from eo_site.model.duty import Duty
from eo_site.model.prose import Words
from eo_site.model.site import Site
from eo_site.plan.exports.shown import concerned, dated
from eo_site.plan.exports.views import CalendarView, EventView
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.plan.views import CountedView, DutyView
from eo_site.urls import absolute, host_of, order_path

_OVER = ("ended", "past-before")
"""How states of duties begin whose order or section has ended."""


def calendar(
    audience: Audience, site: Site, strings: Mapping[str, Any], label: str = ""
) -> CalendarView:
    """The edition's calendar, or that of an agency by its label, without its events."""
    return CalendarView(
        f"{strings['browse']['deadlines']}: {label or audience.name} · {site.title}",
        f"{strings['index']['deadlines']} {site.notice}",
        site.language,
    )


def events(
    facts: Facts, audience: Audience, site: Site, strings: Mapping[str, Any]
) -> Iterator[tuple[EventView, tuple[str, ...]]]:
    """(event, the agencies that it concerns) of each of an order's due dates."""
    base = edition_base(site, audience)
    maker = _Events(base, f"{audience.id}@{host_of(base) or site.id}", strings)
    return maker.of(facts)


@dataclass(frozen=True)
class _Events:
    """Makes the events of one edition."""

    base: str
    place: str
    """Makes their ids unlike those of other editions and sites."""
    strings: Mapping[str, Any]

    def of(self, facts: Facts) -> Iterator[tuple[EventView, tuple[str, ...]]]:
        """The events of one order, with the agencies that each concerns."""
        wanted = {duty.id: duty for duty in dated(facts)}
        for view in facts.duties:
            duty = wanted.get(view.id)
            if duty and view.first_due:
                yield self._event(facts, duty, view, view.first_due), concerned(facts, duty)

    def _event(self, facts: Facts, duty: Duty[Words], view: DutyView, day: date) -> EventView:
        record = facts.record
        changed = max((each.on for each in record.changes), default=None)
        terms = (*view.who, *view.with_, *view.consults)
        return EventView(
            f"{facts.order.slug}.{duty.id}.{self.place}",
            changed or record.dates.signed or day,
            day,
            "" if view.undated else duty.repeats or "",
            view.until,
            f"{record.label}, {self._pin(duty.section)}: {duty.what.text}",
            tuple(self._description(facts, duty, view)),
            absolute(self.base, order_path(facts.order.slug)),
            tuple(dict.fromkeys((term.id, term.label) for term in terms)),
        )

    def _day(self, day: date) -> str:
        return day_words(day, "short", self.strings["dates"])

    def _pin(self, section: str) -> str:
        words: Mapping[str, str] = self.strings["pin"]
        return words.get(section) or f"{words['one']} {section}"

    def _description(self, facts: Facts, duty: Duty[Words], view: DutyView) -> Iterator[str]:
        words = self.strings["duty"]
        yield f"{facts.record.label}: {facts.record.title}"
        yield "; ".join(self._actors(view))
        if duty.repeats:
            every = duration_words(duty.repeats, self.strings["dates"])
            yield words["repeats"] % {"every": every}
        elif view.counted:
            yield _counted(view.counted, self.strings)
        if view.quote:
            yield words["quote"] % {"quote": view.quote}
        for each in view.evidence:
            said = self.strings["evidence"][each.value]
            yield f"{self._day(each.on)}: {said}. {each.text.text} ({each.source.short})"
        if view.status.startswith(_OVER):
            yield _capital(self.strings["duty_status"][view.status]) + "."

    def _actors(self, view: DutyView) -> Iterator[str]:
        words = self.strings["duty"]
        yield ", ".join(term.label for term in view.who)
        if view.open_class:
            yield words["and_open"] % {"words": view.open_class}
        if view.with_:
            yield f"{words['with']} " + ", ".join(term.label for term in view.with_)
        if view.consults:
            yield f"{words['consults']} " + ", ".join(term.label for term in view.consults)


def _counted(counted: CountedView, strings: Mapping[str, Any]) -> str:
    """180 days after Jan 31, 2020."""
    dates: DateWords = strings["dates"]
    length = duration_words(counted.length, dates) if counted.length else counted.uncounted
    start = day_words(counted.start, "short", dates) if counted.start else counted.event
    return str(strings["duty"]["counted"]) % {"length": length, "start": start}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
