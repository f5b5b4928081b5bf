"""Which files an edition has, and which of them each page should name.

Everybody gets feeds and calendars: readers follow with them what an edition says. Whatever is data
for further work is written where `exports` asks for it. A feed or a calendar without an entry is no
valid one, so it does not exist.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eo_site.model.audience import Audience
from eo_site.model.duty import Duty
from eo_site.model.prose import Words
from eo_site.plan.exports.views import FileLink
from eo_site.plan.facts import Facts
from eo_site.urls import DATA_PAGE, Linker, list_path

ATOM, JSON, ICS = "application/atom+xml", "application/json", "text/calendar"
FEED_FILES = (("atom", ATOM, "feed.xml"), ("json-feed", "application/feed+json", "feed.json"))
CALENDAR = "deadlines.ics"
ASKED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "csv": (("csv", "text/csv", "orders.csv"),),
    "orders": (("orders", JSON, "orders.json"),),
    "relations": (("relations", JSON, "relations.json"),),
    "library": (
        ("bib", "application/x-bibtex", "library.bib"),
        ("ris", "application/x-research-info-systems", "library.ris"),
        ("csl", "application/vnd.citationstyles.csl+json", "library.csl.json"),
    ),
}
"""By name in `exports`: (kind, media type, path) of the files it adds to an edition."""
SCHEMA = "data/schema.json"
DESCRIBED = frozenset({"json", "orders", "relations"})
"""Names in `exports` whose files the JSON Schema describes."""


@dataclass(frozen=True)
class Offer:
    """The files of one edition."""

    feeds: bool = False
    interests: frozenset[str] = frozenset()
    """Interests with feeds of their own."""
    calendar: bool = False
    agencies: frozenset[str] = frozenset()
    """Agencies with calendars of their own."""
    asked: tuple[str, ...] = ()
    """The audience's `exports`."""

    def files(self) -> Iterator[tuple[str, str, str]]:
        """(kind, media type, path) of every file for the whole edition."""
        yield from FEED_FILES if self.feeds else ()
        if self.calendar:
            yield "calendar", ICS, CALENDAR
        for name, files in ASKED.items():
            yield from files if name in self.asked else ()

    def followed(self, path: str, linker: Linker) -> tuple[FileLink, ...]:
        """What a feed reader or a calendar should find on a page: its list's own, then the edition's."""
        kind, _, rest = path.partition("/")
        found = []
        if kind == "interests" and rest.partition("/")[0] in self.interests:
            place = list_path(kind, rest.partition("/")[0])
            found += [FileLink(k, t, linker.to(place + name), True) for k, t, name in FEED_FILES]
        if kind == "agencies" and rest.partition("/")[0] in self.agencies:
            place = list_path(kind, rest.partition("/")[0])
            found.append(FileLink("calendar", ICS, linker.to(place + CALENDAR), True))
        if kind == "deadlines" and self.calendar:
            found.append(FileLink("calendar", ICS, linker.to(CALENDAR), True))
        if self.feeds:
            found += [FileLink(k, t, linker.to(name), not path) for k, t, name in FEED_FILES]
        return tuple(found)

    def shown(self, path: str, linker: Linker) -> tuple[FileLink, ...]:
        """What a page names to its reader: its own; on the home everything the edition has."""
        if path:
            return tuple(each for each in self.followed(path, linker) if each.own)
        every = [
            FileLink(kind, type_, linker.to(place), True) for kind, type_, place in self.files()
        ]
        if "data" in self.asked:
            every.append(FileLink("data", "text/html", linker.to(DATA_PAGE), True))
        return tuple(every)


NO_FILES = Offer()


def offer(orders: Sequence[Facts], audience: Audience, base: str, *, drafts: bool = False) -> Offer:
    """What an edition has; feeds need its address, and are not for a reviewer's copy."""
    told = [each for each in orders if each.record.changes] if base and not drafts else []
    dated = [duty for facts in orders for duty in _dated(facts)]
    return Offer(
        bool(told),
        frozenset(interest for facts in told for interest in facts.record.interests),
        bool(dated),
        frozenset(agency for duty in dated for agency in (*duty.who, *duty.with_, *duty.consults)),
        audience.exports,
    )


def _dated(facts: Facts) -> Iterator[Duty[Words]]:
    days = dict(facts.order.dues)
    return (duty for duty in facts.record.duties if days.get(duty.id))
