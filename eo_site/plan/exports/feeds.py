"""An edition's feeds: the orders whose pages changed last, each with what changed.

An order enters a feed by its record's `changes`, and is in it once: a feed is about pages, and a
page's address is its id. An order without changes has no day on which it became news.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eo_site.model.audience import Audience
from eo_site.model.site import Site
from eo_site.plan.exports.shown import last_change
from eo_site.plan.exports.views import EntryView, FeedView
from eo_site.plan.facts import Facts
from eo_site.plan.frame import edition_base
from eo_site.urls import absolute, list_path, order_path


def feed(
    entries: Sequence[EntryView],
    audience: Audience,
    site: Site,
    interest: str = "",
    label: str = "",
) -> FeedView:
    """The feed of an edition, or of one interest with its label; `entries` are of what `in_feeds` has for it."""
    base = edition_base(site, audience)
    place = list_path("interests", interest) if interest else ""
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
        tuple(entries),
    )


def entry(facts: Facts, audience: Audience, site: Site, strings: Mapping[str, Any]) -> EntryView:
    """An order in every feed that has it; its record has changes."""
    record = facts.record
    updated = last_change(facts)
    last = [each for each in record.changes if each.on == updated]
    summary = record.summary.text if record.summary and not record.withdrawn else ""
    assisted = (strings["review"]["ai_assisted"],) if record.review.ai_assisted else ()
    return EntryView(
        absolute(edition_base(site, audience), order_path(facts.order.slug)),
        f"{record.label}: {record.title}",
        min(each.on for each in record.changes),
        updated,
        tuple((strings["change"][each.kind], each.text.text) for each in last),
        summary,
        (*assisted, site.notice),
        tuple(
            (each, facts.vocabularies.term("interests", each).label) for each in record.interests
        ),
    )
