"""Whom an order reaches: by name, as one of a class, as part of a department."""

import json
from pathlib import Path

from tests.sites import built, edit_audiences, order, outcome, page, small_site

AGENCIES = """\
groups:
  - id: classes
    label: Classes
    terms:
      - id: every-agency
        label: All agencies
        reaches: every-agency
        definition: Agencies under 44 U.S.C. 3502(1).
terms:
  - {id: lights-department, label: Department of Lights, short: DOL}
  - {id: lighthouse-service, label: Lighthouse Service, part_of: lights-department}
"""
CLASS = "agencies:\n  - {id: every-agency, role: lead, sections: ['1'], text: all departments}\n"


def library(tmp_path: Path, record: str, agencies: str = AGENCIES) -> Path:
    """A site of one order whose page says who is named."""
    root = small_site(
        tmp_path / "site",
        {
            "content/vocabularies/agencies.yaml": agencies,
            "content/orders/eo-14001.md": order(record),
        },
    )

    def named(document: dict[str, list[dict[str, object]]]) -> None:
        for each in document["audiences"]:
            each["lead"], each["modules"] = ["named-agencies", "duties", "deadlines"], ["sources"]

    edit_audiences(root, named)
    return root


def test_an_order_to_all_agencies_leaves_none_unnamed(tmp_path: Path) -> None:
    """The words of the order stand there, and nobody reads that an agency is not named."""
    text = page(built(library(tmp_path, CLASS)) / "plain", "orders/eo-14001")
    assert "The order reaches every executive agency" in text and "“all departments”" in text
    assert "44 U.S.C. 3502(1)" in text and "is not named in the sections we coded" not in text


def test_an_order_to_one_agency_says_who_is_not_named(tmp_path: Path) -> None:
    """Without a class, an agency that is not listed is not named."""
    record = "agencies:\n  - {id: lighthouse-service, role: lead, sections: ['1']}\n"
    text = page(built(library(tmp_path, record)) / "plain", "orders/eo-14001")
    assert "is not named in the sections we coded" in text and "Every executive" not in text


def test_a_class_needs_the_words_of_the_order(tmp_path: Path) -> None:
    """EO440, at the entry."""
    report = outcome(library(tmp_path, CLASS.replace(", text: all departments", "")))
    assert [(each.code, each.place.line) for each in report.problems] == [("EO440", 5)]


def test_an_order_that_names_a_part_is_listed_for_the_whole(tmp_path: Path) -> None:
    """With its duties, its calendar, and in the filter."""
    record = (
        "dates: {signed: 2021-01-20}\nduties:\n  - {id: d1, section: '1', who: [lighthouse-service], "
        "what: 'Count [@order, 1].', type: time-boxed, due: {end_of: FY2027}}\n"
    )
    build = built(library(tmp_path, record)) / "plain"
    for agency in ("lighthouse-service", "lights-department"):
        text = page(build, f"agencies/{agency}")
        assert "orders/eo-14001/" in text and "Sep 30, 2027" in text, agency
        assert "end of fiscal year 2027" in text
        assert list((build / f"agencies/{agency}").glob("*.ics")), agency
    facets = json.loads((build / "data/facets.json").read_text("utf-8"))["facets"]
    agencies = next(each for each in facets if each["id"] == "agency")
    assert {each[0] for each in agencies["terms"]} == {"lighthouse-service", "lights-department"}


def test_what_an_agency_is_part_of_is_known(tmp_path: Path) -> None:
    """EO441, with the name that was meant, and for a circle."""
    for old, new, line in (
        ("part_of: lights-department", "part_of: light-department", 11),
        ("short: DOL", "part_of: lighthouse-service", 10),
    ):
        report = outcome(library(tmp_path, "", AGENCIES.replace(old, new)))
        found = [each for each in report.problems if each.code == "EO441"]
        assert found and found[0].path == "content/vocabularies/agencies.yaml"
        assert found[0].place.line == line


def test_what_only_should_be_done_is_said_so(tmp_path: Path) -> None:
    """The force of a duty and the words that leave it to judgment are printed with it."""
    record = (
        "duties:\n  - {id: d1, section: '1', who: [lighthouse-service], what: 'Count [@order, 1].', "
        "type: open-ended, force: should, qualified: as appropriate}\n"
    )
    text = page(built(library(tmp_path, record)) / "plain", "orders/eo-14001")
    assert "the text does not say “shall”" in text and "only “as appropriate”" in text


def test_people_find_an_order_by_the_name_they_use(tmp_path: Path) -> None:
    """On its page, in its title, on cards, and in what the filter and the search look through."""
    build = built(library(tmp_path, "also_called: [the lighthouse order]\n")) / "plain"
    text = page(build, "orders/eo-14001")
    assert "<title>EO 14001: Counting Lighthouses (the lighthouse order)" in text
    assert 'Also called: <span class="nowrap">the lighthouse order</span>' in text
    assert "the lighthouse order" in page(build, "")
    titles = json.loads((build / "data/titles.json").read_text("utf-8"))
    assert titles["names"] == {"0": ["the lighthouse order"]}
    cards = json.loads((build / "data/cards/1.json").read_text("utf-8"))
    assert cards["cards"][0]["also"] == "the lighthouse order"
