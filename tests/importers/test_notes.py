"""Disposition notes as they are really typed: what becomes a relation, what stays text."""
# ruff: noqa: E501 (a case stands on one line)

from datetime import date
from typing import Any

import pytest

from eo_site.importers.documents import Document
from eo_site.importers.notes import read_notes
from eo_site.importers.record import Record, read_record
from eo_site.importers.standing import Standing, standing
from eo_site.model.problem import Place


def ties(text: str) -> list[str]:
    """`type number`, with `part` where it is in part."""
    items, _ = read_notes(text)
    return [
        f"{tie.type} {tie.number or tie.target}" + (" part" if tie.partial else "")
        for item in items
        for tie in item.ties
    ]


def rests(text: str) -> list[str]:
    """What no relation carries."""
    return [item.rest for item in read_notes(text)[0] if item.rest]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amends: EO 1, May 1, 1999", ["amends 1"]),
        ("Amended by: EO 1, May 1, 1999; EO 2, May 2, 1999", ["amended_by 1", "amended_by 2"]),
        ("Revokes: EO 1, May 1, 1999\nSee: EO 2, May 2, 1999", ["revokes 1", "references 2"]),
        ("Revokes: EO 1, May 1, 1999;;\n ;  See:EO 2, May 2, 1999", ["revokes 1", "references 2"]),
        (r"Revokes: EO 1, May 1, 1999\nSee: EO 2", ["revokes 1", "references 2"]),
        ("Rescinded by: EO 1 of May 1, 1999", ["revoked_by 1"]),
        ("Superseded by EO 1, May 1, 1999", ["superseded_by 1"]),
        ("See EO 1, May 1, 1999", ["references 1"]),
        ("Suspended by: EO 1; Reinstated by: EO 2", ["suspended_by 1", "reinstated_by 2"]),
        ("Continues: EO 1; Supplements: EO 2", ["continues 1", "supplements 2"]),
        ("See: EO 7059-A, June 4, 1935", ["references 7059-A"]),
        ("See: Executive Order No. 12640", ["references 12640"]),
        ("See: EO 11 of May 1, 1999 Revokes: EO 12 of May 2, 1999", ["references 11", "revokes 12"]),
        ("Amends: EO 11, May 1, 1999, EO 12, May 2, 1999", ["amends 11", "amends 12"]),
        ("Amends: EO 11, May 1, 1999 EO 12,May 2, 1999", ["amends 11", "amends 12"]),
        ("Amends: EO 11, May 1, 1999EO 12, May 2, 1999", ["amends 11", "amends 12"]),
        ("Revokes: EO 11, May 1, 1999, and EO 12, May 2, 1999", ["revokes 11", "revokes 12"]),
        ("See: EO 11, May 1, 1999; and EO 12, May 2, 1999", ["references 11", "references 12"]),
        ("See:  EO 13316.  May 1, 1999", ["references 13316"]),
        ("See: EO 1, May, 4, 2008", ["references 1"]),
    ],
)  # fmt: skip
def test_verbs_and_the_orders_after_them(text: str, found: list[str]) -> None:
    """One verb governs the orders after it until the next, however they are joined."""
    assert ties(text) == found
    assert rests(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Revokes in part: EO 1; EO 2", ["revokes 1 part", "revokes 2 part"]),
        ("Revokes: EO 1, May 1, 1999 (in part); EO 2", ["revokes 1 part", "revokes 2"]),
        ("Amends: EO 1, May 1, 1999, (in part)", ["amends 1 part"]),
        ("Revoked (in part) by: EO 1", ["revoked_by 1 part"]),
        ("Superseded by (in part): EO 1", ["superseded_by 1 part"]),
        ("Supersedes (in part): EO 1", ["supersedes 1 part"]),
        ("Partially revoked by: EO 1", ["revoked_by 1 part"]),
        ("Revoked in part and supplemented by: EO 1", ["revoked_by 1 part", "supplemented_by 1"]),
        ("Revokes in part and supplements: EO 1", ["revokes 1 part", "supplements 1"]),
    ],
)
def test_in_part_wherever_it_stands(text: str, found: list[str]) -> None:
    """Before the verb, within it, after it, or after one order of several."""
    assert ties(text) == found


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("See: Remarks of May 1, 1999; EO 2", ["references 2"], ["Remarks of May 1, 1999"]),
        ("Terminated by: EO 1, May 1, 1999", [], ["EO 1, May 1, 1999"]),
        ("Supersedes or Revokes: EO 1; EO 2", [], ["EO 1", "EO 2"]),
        ("Note: EO 1 is nullified by EO 2; See: EO 3", ["references 3"], ["EO 1 is nullified by EO 2"]),
        ("Revoked by: EO 1, May 1, 1999, read in conjunction with EO 2", ["revoked_by 1"], ["read in conjunction with EO 2"]),
        ("Supplemented by: EO 1, May 1, 1998 (which was suspended by EO 2)", ["supplemented_by 1"], ["(which was suspended by EO 2)"]),
        ("See: EO 1, May 1, 1999, Directive 3, June 18, 2018", ["references 1"], ["Directive 3, June 18, 2018"]),
        ("Revoked by: EO 1, May 1, 1999, sec. 3", [], ["EO 1, May 1, 1999, sec. 3"]),
        ("Revokes: EO 1 (except section 2)", [], ["EO 1 (except section 2)"]),
        ("EO 1, May 1, 1999", [], ["EO 1, May 1, 1999"]),
        ("Federal Register page and date: 66 FR 57355, May 1, 2001", [], ["66 FR 57355, May 1, 2001"]),
        ("gibberish", [], ["gibberish"]),
    ],
)  # fmt: skip
def test_what_is_no_order_under_a_known_verb_stays_text(
    text: str, found: list[str], rest: list[str]
) -> None:
    """Other verbs, remarks, parts that are not told: none is forced into a relation."""
    assert (ties(text), rests(text)) == (found, rest)


@pytest.mark.parametrize(
    "text",
    ["Suspersedes: EO 1", "Amend by: EO 1", "Revoked by: EP 1", "See: EEO 1", "Amends: EO EO 1",
     "Amends: 12864, May 1, 1999"],
)  # fmt: skip
def test_slips_are_read_and_said(text: str) -> None:
    """Each gives its relation, and a word about it."""
    items, slips = read_notes(text)
    assert len(items[0].ties) == 1 and len(slips) == 1 and "read as" in slips[0]


def test_a_day_of_effect_is_kept() -> None:
    """`eff.` is when a revocation begins; the order's own day is not."""
    [tie] = read_notes("Revoked by: EO 1, February 28, 2003 eff. March 1, 2003")[0][0].ties
    assert (tie.on, tie.since) == (date(2003, 2, 28), date(2003, 3, 1))


# Standing -------------------------------------------------------------------------------------


def stands(notes: str | None, known: dict[str, date] | None = None) -> Standing:
    """What notes make of EO 13000 of May 1, 1996."""
    fields: dict[str, Any] = {
        "executive_order_number": 13000, "title": "T", "signing_date": "1996-05-01",
        "disposition_notes": notes,
    }  # fmt: skip
    record, _ = read_record(Document("a", Place(), fields))
    assert isinstance(record, Record)
    return standing(record, known or {})


@pytest.mark.parametrize(
    ("notes", "value"),
    [
        (None, "no-recorded-revocation"),
        ("Amended by: EO 13100; See: Notice of May 1, 1999", "no-recorded-revocation"),
        ("Revoked by: EO 13100", "revoked"),
        ("Superseded by: EO 13100; Revoked by: EO 13200", "revoked"),
        ("Superseded by: EO 13100", "superseded"),
        ("Suspended by: EO 13100", "suspended"),
        ("Revoked in part by: EO 13100", "in-force-in-part"),
        ("Revoked by: EO 13100; Reinstated by: EO 13200", "unknown"),
        ("Note: EO 13000 is nullified by the Council being abolished by EO 13100.", "unknown"),
        ("Terminated by: EO 13100", "unknown"),
        ("Revokes: Memorandum of May 1, 1990", "no-recorded-revocation"),
        ("Supplemented by: EO 13100 (which was suspended by EO 13200)", "no-recorded-revocation"),
    ],
)
def test_standing(notes: str | None, value: str) -> None:
    """Silence is silence, an end is an end, and words that settle nothing are unknown."""
    assert stands(notes).value == value


def test_the_words_behind_a_status_are_quoted() -> None:
    """What ended the order and what gave no relation; nothing that a relation carries."""
    found = stands("Amended by: EO 13100; Revoked by: EO 13200, May 1, 2000; See: Remarks of May 2, 2001; 59 FR 1")  # fmt: skip
    assert found.quote == "Revoked by: EO 13200, May 1, 2000; See: Remarks of May 2, 2001; 59 FR 1"
    assert stands("Amended by: EO 13100").quote == ""


@pytest.mark.parametrize(
    "notes",
    [
        "Amends: EO 13286, February 28, 2003",
        "Amends: EO 13286",
        "Revoked by: EO 12000, May 1, 1980",
        "Superseded by: EO 12000",
        "See: EO 13000, May 1, 1996",
    ],
)
def test_what_cannot_be_true_gives_no_relation(notes: str) -> None:
    """An order amends what was there before it, is revoked by what came after, and isn't its own."""
    found = stands(notes)
    assert found.ties == ()
    assert found.untyped == (notes,)
    assert len(found.impossible) == 1


def test_a_day_before_the_order_is_left_out_and_the_relation_stays() -> None:
    """No order takes effect on another before there is one; an order that takes effect early may."""
    found = stands("Revokes: EO 12900, May 1, 1995 eff. March 31, 1996")
    [tie] = found.ties
    assert (tie.type, tie.since) == ("revokes", None)
    assert "1996-03-31 is before the order of 1996-05-01" in found.slips[0]
    [tie] = stands("Revokes: EO 12900, May 1, 1995 eff. May 31, 1996").ties
    assert tie.since == date(1996, 5, 31)


def test_a_number_with_another_orders_day_gives_no_relation() -> None:
    """If the day is known. A slip in one part of a date is none; nor is a day or two."""
    known = {"12345": date(1982, 2, 2)}
    assert stands("See: EO 12345, July 4, 1976", known).ties == ()
    for day in ("February 12, 1982", "February 2, 1892", "January 30, 1982"):
        assert len(stands(f"See: EO 12345, {day}", known).ties) == 1, day
    assert len(stands("See: EO 12345, July 4, 1976").ties) == 1


def test_a_relation_stands_once() -> None:
    """And whole, if it is said both whole and in part."""
    [tie] = stands("Amends: EO 12000 (in part); EO 12000; EO 12000").ties
    assert not tie.partial
