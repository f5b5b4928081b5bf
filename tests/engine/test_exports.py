"""Feeds, calendars and data from build to build: made of little, and again only where they differ."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eo_site.engine.edition_index import newest_first
from eo_site.engine.exports import Exports
from eo_site.engine.load import Loaded
from eo_site.engine.study import OrderCompiler
from eo_site.model.audience import Audience
from eo_site.model.resolved import ResolvedOrder
from eo_site.plan.fragments import Fragments
from eo_site.plan.listed import listed
from eo_site.plan.shelf import Shelver
from eo_site.plan.slim import slim
from eo_site.plan.ties import stated
from eo_site.read.document import read_order, read_translation
from tests.sites import (
    SAMPLE,
    built,
    copy_of_repository,
    loaded,
    order,
    outcome,
    small_site,
    stamps,
    tree,
    write,
)  # fmt: skip

EVERYTHING = "json, orders, csv, relations, library, data"
AUDIENCES = f"""\
audiences:
  - {{id: plain, name: Plain readers, question: Q?, lead: [summary], modules: [duties], exports: [{EVERYTHING}]}}
  - {{id: lawyers, name: Lawyers, question: Q?, lead: [summary], modules: [cite-as]}}
"""
DUTY = (
    'duties: [{{id: d1, section: "2", who: [{who}], what: Count., type: time-boxed, due: {due}}}]\n'
)
CHANGES = "changes: [{on: 2026-11-02, kind: published, text: Out.}]\n"
NOTES = (
    "sources: [{id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}]\n"
)
FILES = {
    "audiences.yaml": AUDIENCES,
    "content/orders/eo-14001.md": order(
        "dates: {signed: 2021-01-20}\ninterests: [lamps]\n"
        "status: [{value: in-force, source: notes, until: 2026-12-24}]\n"
        + DUTY.format(who="guard", due="2021-09-01")
        + CHANGES
        + NOTES
    ),
    "content/orders/eo-14002.md": order("dates: {signed: 2022-01-01}\n", number=14002),
    "content/orders/eo-14003.md": order(number=14003),
    "content/vocabularies/interests.yaml": """\
terms: [{id: lamps, label: Lamps}, {id: boats, label: Boats}]
""",
    "content/vocabularies/agencies.yaml": """\
terms: [{id: guard, label: Coast Guard}, {id: board, label: Lamp Board}]
""",
}
EDITS: dict[str, dict[str, str]] = {
    "an order enters the feeds": {
        "content/orders/eo-14002.md": order(
            "dates: {signed: 2022-01-01}\ninterests: [boats]\n" + CHANGES, number=14002
        )
    },
    "no order is in a feed any more": {
        "content/orders/eo-14001.md": FILES["content/orders/eo-14001.md"].replace(CHANGES, "")
    },
    "a date concerns another agency": {
        "content/orders/eo-14001.md": FILES["content/orders/eo-14001.md"].replace(
            "[guard]", "[board]"
        )
    },
    "no order has a date any more": {
        "content/orders/eo-14001.md": order("dates: {signed: 2021-01-20}\n")
    },
    "a clause of one order ends another": {
        "content/orders/eo-14003.md": order(
            "dates: {signed: 2021-03-01}\n"
            'relations: [{type: revokes, target: eo-14001, section: "5", source: order}]\n',
            number=14003,
        )
    },
    "a field is filled in that only its own page prints": {
        "content/orders/eo-14002.md": order(
            "dates: {signed: 2022-01-01}\nmoney: {in_order: false, note: None.}\n", number=14002
        )
    },
    "a term is called something else": {
        "content/vocabularies/interests.yaml": "terms: [{id: lamps, label: Lights}]\n"
    },
    "the notice is another": {
        "site.yaml": """\
id: small
title: A small library
base_url: https://orders.example/library/
publisher: {name: The publisher}
notice: No advice at all.
"""
    },
    "there is no address": {
        "site.yaml": """\
id: small
title: A small library
publisher: {name: The publisher}
notice: Not legal advice.
"""
    },
    "an edition asks for less": {
        "audiences.yaml": AUDIENCES.replace(EVERYTHING, "csv"),
    },
    "a shared source appears": {
        "content/sources.yaml": """\
sources: [{id: register, type: webpage, title: The Register, checked: 2026-11-01, covers: [status]}]
"""
    },
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_everything_is_as_if_built_anew(edit: str, tmp_path: Path) -> None:
    """Files come and go, and every page names those that there are."""
    root = small_site(tmp_path / "site", FILES)
    before = tree(built(root))
    write(root, EDITS[edit])
    after = tree(built(root))
    assert after == tree(built(small_site(tmp_path / "anew", {**FILES, **EDITS[edit]})))
    assert edit == "a shared source appears" or after != before
    assert tree(built(small_site(root, FILES))) == before


def test_a_new_order_changes_only_files_that_show_it(tmp_path: Path) -> None:
    """Its year, its interest's feed and its agency's calendar, and what has every order."""
    root = small_site(tmp_path, FILES)
    before = stamps(built(root) / "plain")
    record = "dates: {signed: 2022-06-01}\ninterests: [boats]\n" + CHANGES
    record += DUTY.format(who="board", due="2022-09-01")
    write(root, {"content/orders/eo-14004.md": order(record, number=14004)})
    report = outcome(root)
    after = stamps(root / "build/plain")
    assert {
        path
        for path in after
        if before.get(path) != after[path] and not path.endswith(".html") and path != "sitemap.xml"
    } == {
        "feed.xml", "feed.json", "interests/boats/feed.xml", "interests/boats/feed.json",
        "deadlines.ics", "agencies/board/deadlines.ics", "orders.json", "orders/2022.json",
        "orders.csv", "library.csl.json", "library.bib", "library.ris", "data/facets.json",
        "data/titles.json", "data/cards/1.json",
        "orders/eo-14004/index.json", "manifest.json", "data/briefing.json",
    }  # fmt: skip
    made = {each.path for each in report.explained}
    assert not made & {"plain/interests/lamps/feed.xml", "plain/agencies/guard/deadlines.ics"}
    assert "plain/relations.json" not in made


def test_a_page_is_made_again_when_the_files_that_it_names_change(tmp_path: Path) -> None:
    """A first feed is on every page; a second interest's is on its own list and the home."""
    root = small_site(tmp_path, {**FILES, **EDITS["no order is in a feed any more"]})
    assert "feed.xml" not in (built(root) / "plain/orders/eo-14003/index.html").read_text("utf-8")
    write(root, FILES)
    reasons = {each.path: each.reasons for each in outcome(root).explained}
    assert "feed.xml" in (root / "build/plain/orders/eo-14003/index.html").read_text("utf-8")
    assert reasons["plain/corrections/index.html"] == ("content changed", "files changed")
    assert reasons["plain/presidents/index.html"] == ("files changed",)
    write(root, EDITS["an order enters the feeds"])
    made = {each.path for each in outcome(root).explained}
    assert "plain/index.html" in made and "plain/interests/boats/index.html" in made
    assert not made & {"plain/orders/eo-14003/index.html", "plain/presidents/index.html"}


def test_the_day_after_a_finding_ends_search_engines_are_told_so(tmp_path: Path) -> None:
    """And the build before says when that is."""
    root = small_site(tmp_path, FILES)
    file = root / "build/plain/orders/eo-14001/index.html"
    report = outcome(root)
    assert report.next_change == (date(2026, 12, 25), "eo-14001", "a date of its record comes")
    assert "legislationLegalForce" in file.read_text("utf-8")
    outcome(root, now=date(2026, 12, 24))
    assert "legislationLegalForce" in file.read_text("utf-8")
    outcome(root, now=date(2026, 12, 25))
    assert "legislationLegalForce" not in file.read_text("utf-8")


def test_a_damaged_feed_is_made_again_from_the_cache(tmp_path: Path) -> None:
    """Nothing is studied for it, and the bytes are the same."""
    root = small_site(tmp_path, FILES)
    before = tree(built(root))
    for path in ("plain/feed.xml", "plain/deadlines.ics", "plain/data/index.html"):
        (root / "build" / path).unlink()
    report = outcome(root)
    assert (report.studied, report.rendered) == (0, 3)
    assert tree(root / "build") == before


# What the files are made from --------------------------------------------------------------


def resolved(root: Path, site: Loaded) -> dict[str, list[ResolvedOrder]]:
    """By audience, a site's orders in full, the newest first."""
    assert site.setting
    compiler, found = OrderCompiler(site.setting.library, False), {}
    for note in newest_first(list(site.notes.values())):
        original = note.path, (root / note.path).read_bytes()
        documents = [read_order(note.slug, *original)[0]]
        for language, path in note.translations:
            data = (root / path).read_bytes()
            documents.append(read_translation(note.slug, original, language, path, data)[0])
        found[note.slug] = compiler.resolve([each for each in documents if each], None)[0]
    return {
        name: [editions[name] for editions in found.values() if name in editions]
        for name in site.editions
    }


def contents(site: Loaded, audience: Audience, orders: list[ResolvedOrder]) -> dict[str, bytes]:
    """Every file that an edition of these orders could have besides its pages."""
    assert site.setting
    setting = site.setting
    public = {slug: note.public for slug, note in site.notes.items()}
    shelver = Shelver(setting.library, public, setting.today)
    asking = audience.model_copy(update={"exports": tuple(EVERYTHING.split(", "))})
    shelf, incoming = shelver.shelf(asking, {each.slug for each in orders}), stated(orders)
    facts = {
        each.slug: shelver.facts(asking, each, shelf, incoming.get(each.slug, ()))
        for each in orders
    }
    parties = dict.fromkeys(facts, ("agencies",))
    rows, words = [*map(listed, facts.values())], setting.theme.strings
    exports = Exports(
        rows, Fragments(facts.__getitem__), asking, setting.library, words, parties, setting.today
    )
    return {each.path: each.make() for each in exports.files()}


def test_files_need_only_what_is_kept_of_each_order(tmp_path: Path) -> None:
    """Without bodies and most of the records, the bytes are the same."""
    record = "events: [{id: e1, on: 2021-02-01, text: Begun., source: letter}]\n"
    record += "sources: [{id: letter, type: document, title: A Letter}]\n"
    root = copy_of_repository(tmp_path, *SAMPLE)
    write(root, {"content/orders/eo-14999.md": order(record, number=14999)})
    site = loaded(root)
    assert site.setting
    orders = resolved(root, site)
    for audience in site.setting.library.audiences.audiences:
        full = orders[audience.id]
        short = [replace(slim(each), audience=audience.id) for each in full]
        made = contents(site, audience, full)
        assert made == contents(site, audience, short) and len(made) > 30


def test_a_source_that_only_others_rest_on_is_in_no_file(tmp_path: Path) -> None:
    """Title, note and address of what a block for others cites; nor does its change change a byte."""
    sources = (
        "sources:\n"
        "  - {id: memo, type: document, title: Confidential memo, note: SECRETNOTE,"
        " URL: 'https://memo.example/'}\n"
        "  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}\n"
        "status: [{value: in-force, source: notes}]\n"
    )
    body = "\n## Text\n\nWords.\n\n::: for lawyers\n\nAs it says [@memo].\n\n:::\n"
    root = small_site(tmp_path, {**FILES, "content/orders/eo-14001.md": order(sources, body)})
    before = {path: data for path, data in tree(built(root)).items() if "lawyers/" not in path}
    assert b'"notes"' in before["plain/orders/eo-14001/index.json"]
    for word in (b"Confidential", b"SECRETNOTE", b"memo.example", b"source-memo"):
        assert not [path for path, data in before.items() if word in data]
    longer = order(sources.replace("Confidential memo", "A much longer name of it"), body)
    write(root, {"content/orders/eo-14001.md": longer})
    after = {path: data for path, data in tree(built(root)).items() if "lawyers/" not in path}
    assert after == before
