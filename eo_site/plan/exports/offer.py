"""Which files an edition has, and which of them each page should name.

Everybody gets feeds and calendars: readers follow with them what an edition says. Whatever is data
for further work is written where `exports` asks for it. A feed or a calendar without an entry is no
valid one, so it does not exist.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from eo_site.plan.exports.views import FileLink
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

    def named(self, path: str) -> tuple[tuple[str, str, str, bool], ...]:
        """(kind, media type, path, whether they are the page's own) of the files that a page names."""
        kind, _, rest = path.partition("/")
        term = rest.partition("/")[0]
        found = list[tuple[str, str, str, bool]]()
        if kind == "interests" and term in self.interests:
            place = list_path(kind, term)
            found += [(k, t, place + name, True) for k, t, name in FEED_FILES]
        if kind == "agencies" and term in self.agencies:
            found.append(("calendar", ICS, list_path(kind, term) + CALENDAR, True))
        if kind == "deadlines" and self.calendar:
            found.append(("calendar", ICS, CALENDAR, True))
        if self.feeds:
            found += [(k, t, name, not path) for k, t, name in FEED_FILES]
        return tuple(found)

    def followed(self, path: str, linker: Linker) -> tuple[FileLink, ...]:
        """What a feed reader or a calendar should find on a page: its list's own, then the edition's."""
        return tuple(FileLink(k, t, linker.to(place), own) for k, t, place, own in self.named(path))

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

    def seen(self, path: str) -> Any:
        """All that `followed` and `shown` go by on a page."""
        return self.named(path) if path else self.plain()

    def plain(self) -> Any:
        """As JSON."""
        return [
            self.feeds, sorted(self.interests), self.calendar, sorted(self.agencies), self.asked,
        ]  # fmt: skip

    @staticmethod
    def of(plain: Any) -> "Offer":
        """What `plain` gave."""
        feeds, interests, calendar, agencies, asked = plain
        return Offer(feeds, frozenset(interests), calendar, frozenset(agencies), tuple(asked))


NO_FILES = Offer()


def offer(feeds: Collection[str], calendars: Collection[str], asked: tuple[str, ...]) -> Offer:
    """What an edition has, given the interests and the agencies that have files of their own.

    Under "" stand the edition's.
    """
    return Offer(
        "" in feeds, frozenset(feeds) - {""}, "" in calendars, frozenset(calendars) - {""}, asked
    )
