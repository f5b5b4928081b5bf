"""JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from eo_site.plan.exports.views import EntryView, FeedView
from eo_site.render.atom import content, instant


def json_feed(feed: FeedView) -> bytes:
    """`feed.json`"""
    author = {"name": feed.publisher}
    if feed.publisher_url:
        author["url"] = feed.publisher_url
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.json_url,
        "language": feed.language,
        "authors": [author],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: EntryView) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_html": content(entry),
        "date_published": instant(entry.first),
        "date_modified": instant(entry.updated),
        "tags": [label for _, label in entry.interests],
    }
    return item | ({"summary": entry.summary} if entry.summary else {})
