"""Atom feeds (RFC 4287).

Records know days and Atom wants instants. Noon UTC falls on the same day almost everywhere on
earth, so that no reader sees a change dated to the day before.
"""

import re
from datetime import date
from functools import lru_cache
from html import escape

from eo_site.plan.exports.views import EntryView, FeedView

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: FeedView) -> bytes:
    """`feed.xml`"""
    updated = max(entry.updated for entry in feed.entries)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(feed.language)}">',
        f"<id>{_text(feed.page)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<subtitle>{_text(feed.description)}</subtitle>",
        f"<updated>{instant(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_text(feed.atom_url)}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(feed.page)}"/>',
        f"<author><name>{_text(feed.publisher)}</name>{_uri(feed.publisher_url)}</author>",
        "<generator>eo-site</generator>",
        *(_entry(entry, feed.scheme) for entry in feed.entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


@lru_cache(1 << 12)  # an edition's entry also stands in the feeds of its terms and lists
def _entry(entry: EntryView, scheme: str) -> str:
    lines = [
        "<entry>",
        f"<id>{_text(entry.url)}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(entry.url)}"/>',
        f"<published>{instant(entry.first)}</published>",
        f"<updated>{instant(entry.updated)}</updated>",
        *(
            f'<category term="{_text(ident)}" scheme="{_text(scheme)}" label="{_text(label)}"/>'
            for ident, label in entry.interests
        ),
        *([f"<summary>{_text(entry.summary)}</summary>"] if entry.summary else []),
        f'<content type="html">{_text(content(entry))}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def content(entry: EntryView) -> str:
    """An entry's text as HTML: what changed, the summary, and what must be said beside them."""
    changes = (f"<b>{escape(kind)}.</b> {escape(text)}" for kind, text in entry.changes)
    rest = (escape(each) for each in (entry.summary, *entry.notes) if each)
    return "".join(f"<p>{each}</p>" for each in (*changes, *rest))


def instant(day: date) -> str:
    """A day as RFC 3339 writes an instant."""
    return f"{day.isoformat()}T12:00:00Z"


def _uri(url: str) -> str:
    return f"<uri>{_text(url)}</uri>" if url else ""


def _text(text: str) -> str:
    """Text in an element or an attribute, without what XML has no way to write."""
    return escape(_NOT_XML.sub("", text))
