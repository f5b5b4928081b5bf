"""An edition's feeds: the orders whose pages changed last, each with what changed.

An order enters a feed by its record's `changes`, and is in it once: a feed is about pages, and a
page's address is its id. An order without changes has no day on which it became news.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.site import Site
from eo_site.plan.exports.views import EntryView, FeedView
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.urls import absolute, list_path, order_path

NEWEST = 50
"""Entries of a feed."""


def feed(
    orders: Sequence[Facts],
    audience: Audience,
    site: Site,
    strings: Mapping[str, Any],
    interest: str = "",
) -> FeedView:
    """The feed of an edition, or of one interest; some of `orders` must have changes."""
    base = edition_base(site, audience)
    wanted = [
        facts
        for facts in orders
        if facts.record.changes and (not interest or interest in facts.record.interests)
    ]
    # Sorting is stable: of pages that changed on one day, the newest order comes first.
    wanted.sort(key=_last, reverse=True)
    place = list_path("interests", interest) if interest else ""
    label = wanted[0].term("interests", interest).label if interest else ""
    names = (label, audience.name, site.title)
    return FeedView(
        " · ".join(name for name in names if name),
        audience.question,
        absolute(base, place),
        absolute(base, f"{place}feed.xml"),
        absolute(base, f"{place}feed.json"),
        absolute(base, list_path("interests")),
        site.language,
        site.publisher.name,
        site.publisher.url or "",
        tuple(_entry(facts, base, site.notice, strings) for facts in wanted[:NEWEST]),
    )


def _last(facts: Facts) -> date:
    return max(change.on for change in facts.record.changes)


def _entry(facts: Facts, base: str, notice: str, strings: Mapping[str, Any]) -> EntryView:
    record = facts.record
    last = [each for each in record.changes if each.on == _last(facts)]
    summary = record.summary.text if record.summary and not record.withdrawn else ""
    assisted = (strings["review"]["ai_assisted"],) if record.review.ai_assisted else ()
    return EntryView(
        absolute(base, order_path(facts.order.slug)),
        f"{record.label}: {record.title}",
        min(each.on for each in record.changes),
        _last(facts),
        tuple((strings["change"][each.kind], each.text.text) for each in last),
        summary,
        (*assisted, notice),
        tuple((each, facts.term("interests", each).label) for each in record.interests),
    )
