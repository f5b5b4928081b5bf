"""Every file of an edition besides its pages: what it is made from, and how to make it.

Of an order these files read the record, the dates, the ties and the sources that these name; never
the body. Each is made by itself, so that no two are held at a time.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import starmap
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
from eo_site.plan.exports.relations import (
    TiedOrder,
    relations_file,
    tied_order,
    tied_orders,
)
from eo_site.plan.exports.shown import Shown, in_calendars, in_feeds
from eo_site.plan.exports.views import Briefed, CitationView, EntryView, FeedView, WrittenEvent
from eo_site.plan.facts import Facts
from eo_site.plan.fragments import Fragments
from eo_site.plan.frame import edition_base
from eo_site.render.atom import atom
from eo_site.render.briefing import briefed_order_json, briefing_json
from eo_site.render.calendar import ical, written_event
from eo_site.render.citations import bibtex, bibtex_entry, csl, csl_text, ris, ris_text
from eo_site.render.json_feed import json_feed
from eo_site.render.records import data_json, schema_json
from eo_site.render.table import csv_line, csv_row, orders_csv
from eo_site.urls import BRIEFING_DATA, list_path, year_file

FEEDS: tuple[tuple[str, Callable[[FeedView], bytes]], ...] = (
    ("feed.xml", atom),
    ("feed.json", json_feed),
)
LIBRARY: tuple[
    tuple[str, Callable[[Sequence[CitationView]], bytes], Callable[[CitationView], str]],
    ...,
] = (
    ("library.csl.json", csl, csl_text),
    ("library.bib", bibtex, bibtex_entry),
    ("library.ris", ris, ris_text),
)
"""(path, how it is written, how one order stands in it) of each file of citations."""


_PLAIN: Any = Any
"""Of fragments that are what JSON gives back."""


@dataclass(frozen=True)
class Side:
    """The orders of an edition before or after a change."""

    listed: Callable[[str], ListedOrder]
    fragments: Fragments


Piece = tuple[Hashable, bytes]
"""(what decides where it stands in its file, its bytes)"""


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
    pieces: Callable[[Side, str], Sequence[Piece]] | None = None
    """What an order gives it: pieces that each stand in it once, as they are. None where that is not all."""

    def amended(self, data: bytes, orders: Iterable[str], before: Side, now: Side) -> bytes | None:
        """`data`, which it was `before` these of its orders changed, with their pieces as they are now.

        None where a piece has another place by now, or is not found: then the file is to be made anew.
        """
        assert self.pieces
        for slug in orders:
            then, today = self.pieces(before, slug), self.pieces(now, slug)
            if [place for place, _ in then] != [place for place, _ in today]:
                return None
            for (_, old), (_, new) in zip(then, today, strict=True):
                if old == new:
                    continue
                at = data.find(old)
                if at < 0 or data.find(old, at + 1) >= 0:  # also where it overlaps itself
                    return None
                data = data[:at] + new + data[at + len(old) :]
        return data


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
            make = partial(self._calendar, shown, agency)
            pieces = partial(self._event_pieces, agency)
            yield Export(place + CALENDAR, shown, make, pieces=pieces)
        yield from self._own()
        yield from self._asked(set(self.audience.exports))

    # What the briefing is made of ----------------------------------------------

    def _own(self) -> Iterator[Export]:
        briefing = Briefing(self.orders, self.today)
        affected = [tuple(self.parties[each]) for each in briefing.shown]
        make = partial(self._briefing, briefing)
        rest, pieces = (briefing.marks, tuple(affected)), self._briefed_pieces
        yield Export(BRIEFING_DATA, briefing.shown, make, rest, pieces=pieces)

    def _briefing(self, briefing: Briefing) -> bytes:
        found = {s: self.fragments.of(s, "briefed", Briefed, self._briefed) for s in briefing.shown}
        vocabularies = self.library.vocabularies
        file = briefing.file(self._site.id, self.audience, self.parties, vocabularies, found)
        return briefing_json(file)

    def _briefed(self, facts: Facts) -> Briefed:
        return briefed(facts, self.audience)

    def _briefed_pieces(self, side: Side, slug: str) -> list[Piece]:
        """What it is called; what else is told of it decides what else stands there."""
        found = side.fragments.of(slug, "briefed", Briefed, self._briefed)
        order = replace(found.order, parties=tuple(self.parties[slug]))
        place = replace(order, title="", label=""), found.changes, found.dues
        return [(place, briefed_order_json(order))]

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
        found = [each for slug in shown for each in self._written(self.fragments, agency, slug)]
        found.sort(key=lambda each: each[:2])
        label = self._label("agencies", agency)
        return ical(calendar(self.audience, self._site, self.strings, label), found)

    def _written(self, fragments: Fragments, agency: str, slug: str) -> list[WrittenEvent]:
        """An order's events in an agency's calendar, or in the edition's."""
        every = starmap(WrittenEvent, fragments.of(slug, "events", _PLAIN, self._events))
        return [each for each in every if not agency or agency in each.concerned]

    def _event_pieces(self, agency: str, side: Side, slug: str) -> list[Piece]:
        found = self._written(side.fragments, agency, slug)
        return [((each.day, each.uid), each.text.encode()) for each in found]

    def _events(self, facts: Facts) -> list[Any]:
        found = events(facts, self.audience, self._site, self.strings)
        return [written_event(event, concerned) for event, concerned in found]

    def _label(self, vocabulary: str, ident: str) -> str:
        return self.library.vocabularies.term(vocabulary, ident).label if ident else ""

    # What the audience's `exports` name ---------------------------------------------------

    def _asked(self, asked: set[str]) -> Iterator[Export]:
        if "csv" in asked:
            yield Export("orders.csv", self._slugs, self._csv, pieces=self._csv_pieces)
        if "orders" in asked:
            yield from self._years()
        if "relations" in asked:
            tied = tied_orders(self.orders)
            yield Export("relations.json", tied, partial(self._relations, tied))
        for path, render, text in LIBRARY if "library" in asked else ():
            make, pieces = partial(self._library, render), partial(self._cited_pieces, text)
            yield Export(path, self._slugs, make, alone=True, pieces=pieces)
        if asked & DESCRIBED:
            yield Export(SCHEMA, (), schema_json)

    def _csv(self) -> bytes:
        return orders_csv(self._line(self.fragments, each) for each in self._slugs)

    def _line(self, fragments: Fragments, slug: str) -> bytes:
        return csv_line(fragments.of(slug, "csv row", tuple[str, ...], self._row))

    def _csv_pieces(self, side: Side, slug: str) -> list[Piece]:
        return [((), self._line(side.fragments, slug))]

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
        found = [self.fragments.of(slug, "tied", TiedOrder, self._tied) for slug in tied]
        return data_json(relations_file(found, self.audience, self._site))

    def _tied(self, facts: Facts) -> TiedOrder:
        return tied_order(facts, edition_base(self._site, self.audience))

    def _library(self, render: Callable[[Sequence[CitationView]], bytes]) -> bytes:
        return render([self._cited(self.fragments, slug) for slug in self._slugs])

    def _cited(self, fragments: Fragments, slug: str) -> CitationView:
        return fragments.of(slug, "citation", CitationView, citation)

    def _cited_pieces(
        self, text: Callable[[CitationView], str], side: Side, slug: str
    ) -> list[Piece]:
        return [((), text(self._cited(side.fragments, slug)).encode())]
