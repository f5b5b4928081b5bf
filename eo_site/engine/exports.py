"""Every file of an edition besides its pages: what it is made from, and how to make it.

Of an order these files read the record, the dates, the ties and the sources that these name; never
the body. Each is made by itself, so that no two are held at a time.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.library import Library
from eo_site.model.listed import ListedOrder
from eo_site.model.site import Site
from eo_site.plan.briefing import Briefing, Parties, briefed
from eo_site.plan.exports.calendars import calendar, events
from eo_site.plan.exports.citations import citation
from eo_site.plan.exports.feeds import entry, feed
from eo_site.plan.exports.offer import CALENDAR, DESCRIBED, SCHEMA, Offer, offer
from eo_site.plan.exports.orders import by_year, index_file, order_row, orders_of
from eo_site.plan.exports.relations import relations_file, tied_orders
from eo_site.plan.exports.shown import Shown, in_calendars, in_feeds
from eo_site.plan.exports.views import Briefed, CitationView, EntryView, FeedView, WrittenEvent
from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.frame import edition_base
from eo_site.render.atom import atom
from eo_site.render.briefing import briefing_json
from eo_site.render.calendar import ical, written_event
from eo_site.render.citations import bibtex, csl, ris
from eo_site.render.json_feed import json_feed
from eo_site.render.records import data_json, schema_json
from eo_site.render.table import csv_row, orders_csv
from eo_site.urls import BRIEFING_DATA, list_path, year_file

FEEDS: tuple[tuple[str, Callable[[FeedView], bytes]], ...] = (
    ("feed.xml", atom),
    ("feed.json", json_feed),
)
LIBRARY: tuple[tuple[str, Callable[[Sequence[CitationView]], bytes]], ...] = (
    ("library.csl.json", csl),
    ("library.bib", bibtex),
    ("library.ris", ris),
)


_PLAIN: Any = Any
"""Of fragments that are what JSON gives back."""


@dataclass(frozen=True)
class Export:
    """A file as far as it is known without being made."""

    path: str
    shown: Sequence[str]
    """The orders that it is made from."""
    make: Callable[[], bytes]
    rest: Hashable = ()
    """What else it is made from, apart from the site's own files and the theme's words."""
    kept: bool = False
    """Made of what is kept of orders (`ListedOrder`) alone: none of them is read."""
    alone: bool = False
    """Made of the orders' records: neither today nor other orders have a say in it."""


@dataclass(frozen=True)
class Exports:
    """The files of one edition; `orders` are the edition's, the newest first."""

    orders: Sequence[ListedOrder]
    fragments: Fragments
    """Asked only when a file is made."""
    audience: Audience
    library: Library
    strings: Mapping[str, Any]
    parties: Parties
    today: date
    drafts: bool = False

    @property
    def _site(self) -> Site:
        return self.library.site

    @property
    def offer(self) -> Offer:
        """What pages may name of the files."""
        return offer(self._feeds, self._calendars, self.audience.exports)

    @cached_property
    def _feeds(self) -> Shown:
        """Feeds need the edition's address, and are not for a reviewer's copy."""
        wanted = edition_base(self._site, self.audience) and not self.drafts
        return in_feeds(self.orders) if wanted else {}

    @cached_property
    def _calendars(self) -> Shown:
        return in_calendars(self.orders)

    def files(self) -> Iterator[Export]:
        """Every file."""
        for interest, shown in self._feeds.items():
            place = list_path("interests", interest) if interest else ""
            for name, render in FEEDS:
                make = partial(self._feed, render, shown, interest)
                yield Export(place + name, shown, make, alone=True)
        for agency, shown in self._calendars.items():
            place = list_path("agencies", agency) if agency else ""
            yield Export(place + CALENDAR, shown, partial(self._calendar, shown, agency))
        yield from self._own()
        yield from self._asked(set(self.audience.exports))

    # What the briefing is made of ----------------------------------------------

    def _own(self) -> Iterator[Export]:
        briefing = Briefing(self.orders, self.today)
        affected = [tuple(self.parties[each]) for each in briefing.shown]
        make = partial(self._briefing, briefing)
        yield Export(BRIEFING_DATA, briefing.shown, make, (briefing.marks, tuple(affected)))

    def _briefing(self, briefing: Briefing) -> bytes:
        found = {s: self.fragments.of(s, "briefed", Briefed, self._briefed) for s in briefing.shown}
        vocabularies = self.library.vocabularies
        file = briefing.file(self._site.id, self.audience, self.parties, vocabularies, found)
        return briefing_json(file)

    def _briefed(self, facts: Facts) -> Briefed:
        return briefed(facts, self.audience)

    def _all(self, shown: Sequence[str]) -> list[Facts]:
        return [self.fragments.facts(each) for each in shown]

    @property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(order.slug for order in self.orders)

    # Feeds and calendars ------------------------------------------------------------------

    def _feed(
        self, render: Callable[[FeedView], bytes], shown: Sequence[str], interest: str
    ) -> bytes:
        entries = [self.fragments.of(each, "entry", EntryView, self._entry) for each in shown]
        label = self._label("interests", interest)
        return render(feed(entries, self.audience, self._site, interest, label))

    def _entry(self, facts: Facts) -> EntryView:
        return entry(facts, self.audience, self._site, self.strings)

    def _calendar(self, shown: Sequence[str], agency: str) -> bytes:
        every = (self.fragments.of(each, "events", _PLAIN, self._events) for each in shown)
        written = (WrittenEvent(*each) for found in every for each in found)
        found = [each for each in written if not agency or agency in each.concerned]
        found.sort(key=lambda each: each[:2])
        label = self._label("agencies", agency)
        return ical(calendar(self.audience, self._site, self.strings, label), found)

    def _events(self, facts: Facts) -> list[Any]:
        found = events(facts, self.audience, self._site, self.strings)
        return [written_event(event, concerned) for event, concerned in found]

    def _label(self, vocabulary: str, ident: str) -> str:
        return self.library.vocabularies.term(vocabulary, ident).label if ident else ""

    # What the audience's `exports` name ---------------------------------------------------

    def _asked(self, asked: set[str]) -> Iterator[Export]:
        if "csv" in asked:
            yield Export("orders.csv", self._slugs, self._csv)
        if "orders" in asked:
            yield from self._years()
        if "relations" in asked:
            tied = tied_orders(self.orders)
            yield Export("relations.json", tied, partial(self._relations, tied))
        for path, render in LIBRARY if "library" in asked else ():
            yield Export(path, self._slugs, partial(self._library, render), alone=True)
        if asked & DESCRIBED:
            yield Export(SCHEMA, (), schema_json)

    def _csv(self) -> bytes:
        return orders_csv(
            self.fragments.of(each, "csv row", tuple[str, ...], self._row) for each in self._slugs
        )

    def _row(self, facts: Facts) -> tuple[str, ...]:
        return csv_row(order_row(facts, edition_base(self._site, self.audience)))

    def _years(self) -> Iterator[Export]:
        years = by_year(self.orders)
        counts = {year: len(shown) for year, shown in years.items()}
        yield Export(
            "orders.json", (), partial(self._index, counts), tuple(counts.items()), alone=True
        )
        for year, shown in years.items():
            yield Export(year_file(year), shown, partial(self._year, year, shown))

    def _index(self, counts: Mapping[str, int]) -> bytes:
        return data_json(index_file(counts, self.audience, self._site))

    def _year(self, year: str, shown: Sequence[str]) -> bytes:
        return data_json(orders_of(year, self._all(shown), self.audience, self._site))

    def _relations(self, tied: Sequence[str]) -> bytes:
        return data_json(relations_file(self._all(tied), self.audience, self._site))

    def _library(self, render: Callable[[Sequence[CitationView]], bytes]) -> bytes:
        items = (self.fragments.of(s, "citation", CitationView, citation) for s in self._slugs)
        return render([*items])
