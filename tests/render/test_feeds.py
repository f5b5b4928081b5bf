"""Feeds, read back by a feed reader."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest

from eo_site.plan.exports.views import EntryView, FeedView
from eo_site.render.atom import atom
from eo_site.render.json_feed import json_feed
from tests.site.crawling import pages_of
from tests.sites import ORDER, SITE, built, order, outcome, page, small_site

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' ]]> \x07\ufffe é"
CHANGES = """\
interests: [lamps]
review: {ai_assisted: true}
changes:
  - {on: 2026-11-02, kind: published, text: First published.}
  - on: 2026-11-09
    kind: corrected
    text: {default: A lamp was red., lawyers: "Section 2 was misquoted."}
"""
FILES = {
    "content/orders/eo-14001.md": ORDER.replace("status:", CHANGES + "status:", 1),
    "content/orders/eo-14002.md": order(
        "changes: [{on: 2026-11-05, kind: published, text: Out.}]\n", number=14002
    ),
    "content/orders/eo-14003.md": order("interests: [lamps]\n", number=14003),
    "content/vocabularies/interests.yaml": "terms: [{id: lamps, label: Lamps & lights}]\n",
}
BASE = "https://orders.example/library/plain/"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three orders: two with a history, two about lamps."""
    return built(small_site(tmp_path_factory.mktemp("feeds"), FILES))


def read(file: Path) -> Any:
    """A feed as a reader of feeds sees it."""
    found = feedparser.parse(file.read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_every_feed_of_this_repository_is_read_without_a_complaint(repository_site: Path) -> None:
    """Each has entries, an address of its own, and leads to pages that exist."""
    feeds = sorted((repository_site / "build").rglob("feed.xml"))
    assert len(feeds) > 7
    for file in feeds:
        found = read(file)
        place = file.relative_to(repository_site / "build").as_posix()
        assert found.version == "atom10" and 0 < len(found.entries) <= 50
        assert found.feed.links[0].href == f"https://eo-site.example/{place}"
        for entry in found.entries:
            path = entry.link.removeprefix("https://eo-site.example/")
            assert (repository_site / "build" / path / "index.html").is_file()
            assert entry.id == entry.link


def test_entries_come_from_changes_with_the_editions_own_words(library: Path) -> None:
    """Each order once, by the day it last changed; one that never changed has no entry."""
    plain, lawyers = (read(library / name / "feed.xml") for name in ("plain", "lawyers"))
    assert [each.link for each in plain.entries] == [
        f"{BASE}orders/eo-14001/", f"{BASE}orders/eo-14002/",
    ]  # fmt: skip
    entry = plain.entries[0]
    assert (entry.published[:10], entry.updated[:10]) == ("2026-11-02", "2026-11-09")
    assert plain.feed.updated == entry.updated
    assert entry.title == "EO 14001: Counting Lighthouses"
    assert entry.summary == "Lighthouses are to be counted."
    assert "<b>Corrected.</b> A lamp was red." in entry.content[0].value
    assert "Section 2 was misquoted." in lawyers.entries[0].content[0].value
    assert lawyers.entries[0].summary == "The Secretary “shall count” lighthouses."


def test_what_must_be_said_of_a_text_goes_with_it(library: Path) -> None:
    """The site's notice with every entry, AI assistance where there was some."""
    assisted, other = (each.content[0].value for each in read(library / "plain/feed.xml").entries)
    assert "Not legal advice." in assisted and "Not legal advice." in other
    assert "AI assistance" in assisted and "AI assistance" not in other


def test_an_interest_has_a_feed_of_the_same_entries(library: Path) -> None:
    """With the ids that they have in the edition's feed, so that readers see each once."""
    every, lamps = (
        read(library / "plain" / path) for path in ("feed.xml", "interests/lamps/feed.xml")
    )
    assert [each.id for each in lamps.entries] == [f"{BASE}orders/eo-14001/"]
    assert lamps.entries[0].id in {each.id for each in every.entries}
    assert lamps.feed.title == "Lamps & lights · Plain readers · A small library"
    assert [(tag.term, tag.label) for tag in lamps.entries[0].tags] == [("lamps", "Lamps & lights")]


def test_json_feeds_say_the_same(library: Path) -> None:
    """What JSON Feed 1.1 requires, and the entries of the Atom feed."""
    for path in ("", "interests/lamps/"):
        found = json.loads((library / "plain" / path / "feed.json").read_bytes())
        same = read(library / "plain" / path / "feed.xml")
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["feed_url"] == f"{BASE}{path}feed.json"
        assert [(each["id"], each["date_modified"]) for each in found["items"]] == [
            (each.id, each.updated) for each in same.entries
        ]
        assert all(each["content_html"] and each["title"] for each in found["items"])


def test_a_feed_has_the_fifty_pages_that_changed_last(tmp_path: Path) -> None:
    """Of sixty, the oldest changes drop out."""
    files = {
        f"content/orders/eo-{14100 + n}.md": order(
            f"changes: [{{on: {date(2026, 1, 1 + n % 28)}, kind: updated, text: Again.}}]\n",
            number=14100 + n,
        )
        for n in range(60)
    }
    found = read(built(small_site(tmp_path, files)) / "plain/feed.xml")
    days = [each.updated for each in found.entries]
    assert len(days) == 50 and days == sorted(days, reverse=True)
    assert min(days)[:10] > "2026-01-01"


def test_hostile_words_stay_words() -> None:
    """Markup, quotes, the end of CDATA, and characters that XML has no way to write."""
    entry = EntryView(
        "https://a.example/?a=1&b=2",
        HOSTILE,
        date(2026, 11, 2),
        date(2026, 11, 2),
        (("Published", HOSTILE),),
        HOSTILE,
        (HOSTILE,),
        (("lamps", HOSTILE),),
    )
    view = FeedView(
        HOSTILE, HOSTILE, "https://a.example/", "https://a.example/feed.xml",
        "https://a.example/feed.json", "https://a.example/i/", "en", HOSTILE, "", (entry,),
    )  # fmt: skip
    plain = HOSTILE.replace("\x07", "").replace("\ufffe", "")
    names = {"a": "http://www.w3.org/2005/Atom"}
    found = ElementTree.fromstring(atom(view)).find("a:entry", names)
    assert found is not None
    assert found.findtext("a:title", "", names) == found.findtext("a:summary", "", names) == plain
    assert found.findtext("a:id", "", names) == "https://a.example/?a=1&b=2"
    content = found.findtext("a:content", "", names)
    assert "<script" not in content and "&lt;script&gt;" in content
    item = json.loads(json_feed(view))["items"][0]
    assert item["title"] == HOSTILE and "<script" not in item["content_html"]


def test_an_id_outlives_a_change_of_words(tmp_path: Path) -> None:
    """A page keeps its id when title, summary and history change."""
    text = str(FILES["content/orders/eo-14001.md"])
    other = text.replace("Counting Lighthouses", "Counting Lamps").replace(
        "2026-11-09", "2026-11-10"
    )
    ids = []
    for n, each in enumerate((text, other)):
        files = {**FILES, "content/orders/eo-14001.md": each}
        found = read(built(small_site(tmp_path / str(n), files)) / "plain/feed.xml")
        ids.append({entry.id for entry in found.entries})
    assert ids[0] == ids[1]


# Where feeds are found ----------------------------------------------------------------------


def test_pages_lead_programs_to_feeds(library: Path) -> None:
    """Every page to the edition's; the page of an interest to its own first."""
    pages = pages_of(library / "plain")
    found = {
        path: [
            each.attributes["href"]
            for each in found.all("link")
            if each.attributes["rel"] == "alternate"
        ]
        for path, found in pages.items()
    }
    assert found["orders/eo-14003/index.html"] == ["../../feed.xml", "../../feed.json"]
    assert found["interests/lamps/index.html"] == [
        "../../interests/lamps/feed.xml", "../../interests/lamps/feed.json",
        "../../feed.xml", "../../feed.json",
    ]  # fmt: skip
    assert found["404.html"] == []


def test_readers_find_feeds_where_they_would_look(library: Path) -> None:
    """On the home and on the page of an interest, not on every page."""
    for path in ("", "interests/lamps"):
        assert 'feed.xml" type="application/atom+xml">' in page(library / "plain", path)
    assert 'class="files"' not in page(library / "plain", "orders/2021")


def test_without_an_address_there_are_no_feeds_and_the_build_says_so(tmp_path: Path) -> None:
    """A feed's addresses are absolute, and none is guessed."""
    site = SITE.replace("base_url: https://orders.example/library/\n", "")
    report = outcome(small_site(tmp_path, {**FILES, "site.yaml": site}))
    assert report.out and not list(report.out.rglob("feed.*"))
    assert any("no feeds" in note for note in report.notes)
    assert "feed" not in page(report.out / "plain", "interests/lamps")


def test_a_reviewers_copy_has_no_feeds(tmp_path: Path) -> None:
    """Nobody should follow drafts, least of all under the published addresses."""
    out = built(small_site(tmp_path / "site", FILES), drafts=True, out=tmp_path / "drafts")
    assert not list(out.rglob("feed.*"))


def test_an_edition_without_a_history_has_no_feed(tmp_path: Path) -> None:
    """An Atom feed has to say when it changed, and nothing ever did."""
    assert not list(built(small_site(tmp_path)).rglob("feed.*"))
