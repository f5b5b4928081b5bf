"""What the page about data says of each field: how many orders have it, and on whose word."""

import re
from pathlib import Path

import yaml

from eo_site.model.order import Order
from eo_site.model.source import Source
from eo_site.model.uses import COUNTED, fields_with
from eo_site.plan.exports.coverage import coverage
from eo_site.plan.exports.views import FieldView
from tests.site.crawling import pages_of
from tests.sites import REPOSITORY, built, loaded, order, small_site

FIELDS = fields_with(COUNTED, Order)
RECORD = """\
dates: {signed: 2021-01-20}
status: [{value: in-force, source: notes}]
searched: {cases: [notes]}
not_applicable: [money]
duties:
  - id: d1
    section: "2"
    who: [guard]
    what: Count.
    type: ongoing
    evidence: [{on: 2021-05-01, value: in-progress, text: Begun., source: letter}]
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status, cases]}
  - {id: letter, type: document, title: A Letter}
"""
ASKING = "audiences: [{id: plain, name: P, question: Q?, lead: [], modules: [], exports: [data]}]"
GUARD = {
    "content/vocabularies/agencies.yaml": "terms: [{id: guard, label: Guard}]\n",
    "audiences.yaml": ASKING,
}


def filled(root: Path, text: str) -> tuple[str, ...]:
    """What is kept of a record for the page about data."""
    site = small_site(root, {"content/orders/eo-14001.md": order(text), **GUARD})
    return loaded(site).editions["plain"]["eo-14001"].filled


def field(name: str, *filled: tuple[str, ...]) -> FieldView:
    """One field of several orders, with the disposition notes shared among them."""
    notes = Source(id="notes", type="webpage", title="Disposition notes", short="Notes")
    views = coverage(filled, {"notes": notes}, ())
    return next(each for each in views if each.name == name)


def test_an_order_counts_for_what_it_has_and_by_whom(tmp_path: Path) -> None:
    """A section is the order's own text; evidence rests on its source."""
    marks = filled(tmp_path, RECORD)
    assert {"title", "number", "dates", "status", "duties"} <= set(marks)
    assert {each for each in marks if ":from:" in each} == {
        "status:from:notes", "duties:from:letter", "duties:from:order",
    }  # fmt: skip
    assert "cases:none-found" in marks and "money:not-applicable" in marks
    assert not any(each.startswith(("court", "urls", "quotes", "events")) for each in marks)


def test_coverage_adds_up_to_the_library(tmp_path: Path) -> None:
    """Filled, none found, not applicable and the rest: every order is in one of them."""
    full = filled(tmp_path / "1", RECORD)
    bare = filled(tmp_path / "2", "")
    for name in FIELDS:
        found = field(name, full, bare, bare)
        assert found.filled + found.none_found + found.not_applicable + found.left == 3
    cases = field("cases", full, bare, bare)
    assert (cases.searchable, cases.filled, cases.none_found, cases.left) == (True, 0, 1, 2)
    assert not field("title", full).searchable


def test_sources_that_orders_share_are_named_and_others_are_not(tmp_path: Path) -> None:
    """An order's own source is told on its own page."""
    full = filled(tmp_path, RECORD)
    assert field("status", full, full).sources == (("Notes", 2),)
    assert field("duties", full).sources == (("order", 1), ("others", 1))


def test_a_source_for_some_readers_is_not_named() -> None:
    """Its title may be for them alone, and another of its id may stand for it."""
    hidden = Source.model_validate(
        {"id": "notes", "type": "webpage", "title": "For Members", "for": ["members"]}
    )
    views = coverage([("status", "status:from:notes")], {"notes": hidden}, ())
    assert next(each for each in views if each.name == "status").sources == (("others", 1),)


def test_every_field_of_the_record_is_explained() -> None:
    """In the theme's words; what only steers publication is no data."""
    strings = yaml.safe_load((REPOSITORY / "themes/default/strings.yaml").read_text("utf-8"))
    steering = {
        "draft", "publish_on", "expires_on", "withdrawn", "aliases", "audiences", "review",
        "searched", "not_applicable", "sources", "set_aside", "official_title", "official_names",
    }  # fmt: skip
    assert set(FIELDS) == set(Order.model_fields) - steering == set(strings["data_fields"])


def test_the_page_prints_each_field_with_its_coverage(repository_site: Path) -> None:
    """And the files beside it, each of which is there."""
    page = pages_of(repository_site / "build/researchers")["data/index.html"]
    assert {f"field-{name}" for name in FIELDS} <= set(page.ids)
    assert re.search(r"\b(\d+) of \1 filled", page.words) and "not searched" in page.words
    links = [each.attributes["href"] for each in page.all("a") if "type" in each.attributes]
    assert "schema.json" in {link.rpartition("/")[2] for link in links} and len(links) == 10


def test_a_page_about_data_is_for_those_who_asked(repository_site: Path, tmp_path: Path) -> None:
    """The switcher leads there only from editions that have it, and to the home of others."""
    found = [each.parent.parent.name for each in repository_site.glob("build/*/data/index.html")]
    assert found == ["researchers"]
    page = pages_of(repository_site / "build/researchers")["data/index.html"]
    assert {each.address for each in page.all("a") if each.switches} == {
        f"../../{each.parent.name}/"
        for each in (repository_site / "build").glob("*/manifest.json")
        if each.parent.name != "researchers"
    }
    files = {"audiences.yaml": ASKING, "content/orders/eo-14001.md": order()}
    out = built(small_site(tmp_path, files))
    alone = pages_of(out / "plain")["data/index.html"]
    assert "Nothing is listed here yet." in alone.words
