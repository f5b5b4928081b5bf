"""Every file of an edition besides its pages, as path and bytes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.site import Site
from eo_site.plan.exports.calendars import calendars
from eo_site.plan.exports.citations import citation
from eo_site.plan.exports.feeds import feed
from eo_site.plan.exports.offer import CALENDAR, DESCRIBED, SCHEMA, Offer, offer
from eo_site.plan.exports.orders import index_file, year_files
from eo_site.plan.exports.relations import relations_file
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.render.atom import atom
from eo_site.render.calendar import ical
from eo_site.render.citations import bibtex, csl, ris
from eo_site.render.json_feed import json_feed
from eo_site.render.records import data_json, schema_json
from eo_site.render.table import orders_csv
from eo_site.urls import list_path, year_file

Written = Iterator[tuple[str, bytes]]


def edition_exports(
    orders: Sequence[Facts],
    audience: Audience,
    site: Site,
    strings: Mapping[str, Any],
    *,
    drafts: bool = False,
) -> Written:
    """(path, bytes) of each; `orders` are the edition's, the newest first.

    Of an order it reads the record, the dates, the ties and the sources that these name; never the
    body. The record's fields are those of `OrderRow`, with `searched` and `not_applicable`.
    """
    has = offer(orders, audience, edition_base(site, audience), drafts=drafts)
    yield from _followed(orders, audience, site, strings, has)
    yield from _asked(orders, audience, site)


def _followed(
    orders: Sequence[Facts],
    audience: Audience,
    site: Site,
    strings: Mapping[str, Any],
    has: Offer,
) -> Written:
    """Feeds and calendars."""
    for interest in ("", *sorted(has.interests)) if has.feeds else ():
        view = feed(orders, audience, site, strings, interest)
        place = list_path("interests", interest) if interest else ""
        yield f"{place}feed.xml", atom(view)
        yield f"{place}feed.json", json_feed(view)
    for agency, dates in calendars(orders, audience, site, strings):
        place = list_path("agencies", agency) if agency else ""
        yield place + CALENDAR, ical(dates)


def _asked(orders: Sequence[Facts], audience: Audience, site: Site) -> Written:
    """What the audience's `exports` name."""
    asked = set(audience.exports)
    if asked & {"orders", "csv"}:
        years = tuple(year_files(orders, audience, site))
        if "csv" in asked:
            yield "orders.csv", orders_csv([row for year in years for row in year.orders])
        if "orders" in asked:
            yield "orders.json", data_json(index_file(years, audience, site))
            yield from ((year_file(year.year), data_json(year)) for year in years)
    if "relations" in asked:
        yield "relations.json", data_json(relations_file(orders, audience, site))
    if "library" in asked:
        items = [citation(facts) for facts in orders]
        yield "library.csl.json", csl(items)
        yield "library.bib", bibtex(items)
        yield "library.ris", ris(items)
    if asked & DESCRIBED:
        yield SCHEMA, schema_json()
