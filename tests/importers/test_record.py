"""What one document states of an order, with each known defect said and none guessed away."""

from datetime import date
from typing import Any

import pytest

from eo_site.importers.documents import Document
from eo_site.importers.record import Record, read_record
from eo_site.model.problem import Place
from tests.importers.standin import COUNT, DEFECTS, documents, signed_on

BY_NUMBER = {each["executive_order_number"]: each for each in documents()[:COUNT]}


def read(fields: dict[str, Any]) -> tuple[Record | None, list[str]]:
    """A document's record, and what was said: `EO803 words`."""
    record, problems = read_record(Document("in.json", Place(3, 1), fields))
    return record, [f"{each.code} {each.message}" for each in problems]


def with_defect(name: str) -> tuple[Record, list[str]]:
    """The made-up record that has a defect."""
    record, said = read(BY_NUMBER[str(DEFECTS[name])])
    assert record
    return record, said


GOOD = documents()[1]


def test_a_sound_document_is_taken_as_it_is() -> None:
    """Nothing to say; the fields that every order shares are not read."""
    record, said = read(GOOD)
    assert record and not said
    assert (record.number, record.slug, record.signed) == ("20001", "eo-20001", date(1995, 1, 13))
    assert record.fr == f"60 FR {record.start_page}"


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("leading spaces", "Lighting Lighthouses 20003", "spaces and line ends tidied"),
        ("line end in title", "Lighting Lighthouses 20004", "spaces and line ends tidied"),
        (
            "named character",
            "Lighthouses of Côte d'Azur & Bogá 20005",
            "names of characters written out, HTML entities written out",
        ),
        ("brace", "Counting Lighthouses 20024", "characters left out"),
    ],
)
def test_titles_are_mended_and_it_is_said(name: str, title: str, words: str) -> None:
    """Spaces, line ends, `[aacute]`, braces."""
    record, [said] = with_defect(name)
    assert record.title == title
    assert said.startswith("EO803") and words in said


def test_a_bracket_that_names_no_character_stays() -> None:
    """`[sic]` is a word."""
    record, said = read({**GOOD, "title": "Lighthouses [sic] [nosuch]"})
    assert record and record.title == "Lighthouses [sic] [nosuch]" and not said


@pytest.mark.parametrize("name", ["American date", "date in words"])
def test_dates_in_other_forms_are_read(name: str) -> None:
    """Month/day/year and words; what was read is said."""
    record, [said] = with_defect(name)
    assert said.startswith("EO803") and f"read as {record.signed}" in said
    assert record.signed == signed_on(DEFECTS[name])


@pytest.mark.parametrize("value", ["31/12/2020", "2020-02-30", "August 34, 2017", "0000-00-00"])
def test_a_date_that_cannot_be_read_is_left_out(value: str) -> None:
    """No order of day and month is guessed."""
    record, [said] = read({**GOOD, "signing_date": value})
    assert record and record.signed is None
    assert said.startswith("EO804") and value in said


def test_nothing_is_signed_after_it_was_printed() -> None:
    """One of the two dates is wrong; the day of signing is left out."""
    record, [said] = with_defect("signed after print")
    assert record.signed is None and record.published
    assert said.startswith("EO804") and "after its publication" in said


def test_a_citation_that_is_none_comes_from_volume_and_page() -> None:
    """Both are the record's own; without them there is none."""
    record, [said] = with_defect("citation is none")
    assert record.fr == f"60 FR {record.start_page}" and said.startswith("EO803")
    record, [said] = read({**GOOD, "citation": "2020-1", "volume": None})
    assert record and record.fr == "" and said.startswith("EO804")


def test_a_citation_within_the_pages_is_where_the_order_begins() -> None:
    """A part's title leaf is counted among the pages, but not cited."""
    record, [said] = with_defect("page before citation")
    assert (record.fr, record.start_page, record.end_page) == ("60 FR 502", 502, 505)
    assert said.startswith("EO803")


def test_a_citation_outside_the_pages_leaves_the_pages_out() -> None:
    """Which of the two is wrong is not guessed."""
    record, [said] = read({**GOOD, "citation": "60 FR 705", "start_page": 707, "end_page": 731})
    assert record and (record.fr, record.start_page, record.end_page) == ("60 FR 705", None, None)
    assert said.startswith("EO804")


def test_an_old_record_has_what_it_has() -> None:
    """Without document, citation, president, addresses: number, title and day."""
    record, said = with_defect("before 1994")
    assert not said
    assert (record.fr, record.president, record.html, record.document_number) == ("",) * 4
    assert record.slug == "eo-20015" and record.signed


def test_an_order_without_a_number_is_named_by_its_document() -> None:
    """If its entry in the contents has no number either."""
    fields = next(each for each in documents() if each["title"].endswith("Part 20016"))
    record, said = read(fields)
    assert record and record.slug == "fr-1995-20016" and record.number == "" and not said
    record, [said_of] = read({**fields, "toc_doc": "Lighthouses (EO 20016)"})
    assert record and record.slug == "eo-20016"
    assert "it has no number; its entry in the contents says 20016" in said_of


@pytest.mark.parametrize("value", ["20001", 20001, " 20001 ", "EO 20001", "20001.0", "020001"])
def test_a_number_in_any_form(value: object) -> None:
    """Text, number, with a space or a prefix."""
    record, _ = read({**GOOD, "executive_order_number": value})
    assert record and record.number == "20001"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"document_number": "C1-2010-1"}, "a correction or a reprint"),
        ({"document_number": "R1-2016-1"}, "a correction or a reprint"),
        ({"document_number": "Z9-1"}, "a correction or a reprint"),
        ({"correction_of": "https://x.example/2010-1"}, "a correction or a reprint of 2010-1"),
        ({"subtype": "Proclamation"}, "it is a proclamation"),
        ({"type": "Rule", "subtype": None}, "it is a rule"),
        ({"subtype": None, "executive_order_number": None}, "nothing in it says"),
        (
            {"executive_order_number": None, "document_number": None},
            "it has neither an order's number",
        ),
    ],
)
def test_what_is_no_order_of_its_own_is_left_out(changes: dict[str, Any], words: str) -> None:
    """With the reason."""
    record, said = read({**GOOD, **changes})
    assert record is None
    assert said[-1].startswith("EO802") and words in said[-1]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"identifier": "joe-biden", "name": "Joseph R. Biden, Jr."}, ("joe-biden", "Joseph R. Biden, Jr.")),
        ('{"identifier"=>"joe-biden", "name"=>"Joe"}', ("joe-biden", "Joe")),
        ('{"identifier": "joe-biden", "name": "Joe"}', ("joe-biden", "Joe")),
        ("Joe Biden", ("", "Joe Biden")),
        (None, ("", "")),
    ],
)  # fmt: skip
def test_presidents_as_objects_and_as_cells(value: object, found: tuple[str, str]) -> None:
    """A table has the object as text, or the bare name."""
    record, _ = read({**GOOD, "president": value})
    assert record and (record.president, record.president_name) == found


def test_when_the_notes_were_so() -> None:
    """The copy's own word, the last count of readers, the day given; nothing without the field."""
    plain = {key: value for key, value in GOOD.items() if key != "_disposition_as_of"}

    def as_of(fields: dict[str, Any], given: date | None = None) -> date | None:
        record, _ = read_record(Document("a", Place(), fields), given)
        assert record
        return record.as_of

    counted = {**plain, "page_views": {"count": 3, "last_updated": "2020-11-28 16:15:09 -0500"}}
    given = date(2026, 2, 3)
    assert as_of(GOOD, given) == date(2026, 1, 31)
    assert as_of(counted, given) == date(2020, 11, 28)
    assert as_of(plain, given) == given
    assert as_of(plain) is None
    assert as_of({**GOOD, "_disposition_as_of": None}, given) is None
    del plain["disposition_notes"]
    assert as_of(plain, given) is None
