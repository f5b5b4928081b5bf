"""What notes name besides executive orders: told from all others, or left as text."""
# ruff: noqa: E501 (a case stands on one line)

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eo_site.importers.documents import Document
from eo_site.importers.instruments import NamedInstrument, instrument_at
from eo_site.importers.notes import read_notes
from eo_site.importers.record import Record, read_record
from eo_site.importers.register import Known, Register, entry, mentions_in, with_entries
from eo_site.importers.standing import Standing, standing
from eo_site.model.problem import Place
from tests.importers.test_command import SOURCES, read, records
from tests.sites import loaded, run, stamps, write


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Proc. 10141, January 20, 2021", NamedInstrument("proclamation", "10141", date(2021, 1, 20))),
        ("Proc.10987, October 24, 2025", NamedInstrument("proclamation", "10987", date(2025, 10, 24))),
        ("Proclamation 7804 of July 26, 2004", NamedInstrument("proclamation", "7804", date(2004, 7, 26))),
        ("Proclamation No. 7804", NamedInstrument("proclamation", "7804")),
        ("Proc. 7246, October 30, 1999 (64 FR 59105)", NamedInstrument("proclamation", "7246", date(1999, 10, 30), "64 FR 59105")),
        ("Proclamation 7463, September 14, 2001 (66 FR 48199, September 18, 2001)", NamedInstrument("proclamation", "7463", date(2001, 9, 14), "66 FR 48199")),
        ("Public Law 105-305, October 28, 1998 (112 Stat. 2919)", NamedInstrument("statute", "105-305", date(1998, 10, 28), "112 Stat. 2919")),
        ("Pub. L. No. 117-110", NamedInstrument("statute", "117-110")),
        ("Pres. Determination No. 96-7 of December 27, 1995", NamedInstrument("determination", "96-7", date(1995, 12, 27))),
        ("Presidential Determination No. 2022–13, May 18, 2022", NamedInstrument("determination", "2022-13", date(2022, 5, 18))),
        ("PD No. 2006-14 of May 18, 2006", NamedInstrument("determination", "2006-14", date(2006, 5, 18))),
        ("Memorandum of June 14, 2017 (82 FR 27965)", NamedInstrument("memorandum", "", date(2017, 6, 14), "82 FR 27965")),
        ("Memo of July 15, 2025", NamedInstrument("memorandum", "", date(2025, 7, 15))),
        ("Presidential Memorandum, January 20, 2025", NamedInstrument("memorandum", "", date(2025, 1, 20))),
        ("National Security Memo. 3, February 4, 2021", NamedInstrument("memorandum", "3", date(2021, 2, 4), "", "", "National Security Memorandum 3")),
        ("Memorandum of April 29, 1994 (Relations With Tribal Governments)", NamedInstrument("memorandum", "", date(1994, 4, 29), "", "Relations With Tribal Governments")),
        ("Notice of October 16, 2025, 90 FR 48393", NamedInstrument("notice", "", date(2025, 10, 16), "90 FR 48393")),
        ("Notice, September 30, 1994", NamedInstrument("notice", "", date(1994, 9, 30))),
        ("Department of Justice notice of August 16, 2000 (65 FR 50123)", NamedInstrument("notice", "", date(2000, 8, 16), "65 FR 50123", "", "Department of Justice notice of August 16, 2000")),
        ("Order of October 13, 1995", NamedInstrument("order", "", date(1995, 10, 13))),
        ("Final rule of July 1, 1997 (62 FR 36984)", NamedInstrument("rule", "", date(1997, 7, 1), "62 FR 36984", "", "Final rule of July 1, 1997")),
    ],
)  # fmt: skip
def test_an_instrument_is_read_whole(text: str, named: NamedInstrument) -> None:
    """Kind, number, day, place in print; nothing of the name is left over."""
    found = instrument_at(text, 0)
    assert found is not None
    assert (found[0], found[2]) == (named, len(text))


@pytest.mark.parametrize(
    "text",
    ["59 FR 51066", "January 17, 2005", "Memoranda of March 22, 1995, and March 3, 1998",
     "Space Policy Directive 3, June 18, 2018", "Military Order of November 13, 2001",
     "Final rule of July 1, 1997", "Memorandum of August 34, 2017", "Notice", "Procurement 12345",
     "Orders of May 1, 1999", "Remarks of May 1, 1999"],
)  # fmt: skip
def test_what_does_not_say_enough_is_none(text: str) -> None:
    """No kind, no day, or an agency's act without its place in print."""
    assert instrument_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Proc. 10141", "proc-10141"),
        ("Public Law 117-110", "pl-117-110"),
        ("Presidential Determination 2025-13", "pd-2025-13"),
        ("National Security Memorandum 18, February 23, 2023", "nsm-18"),
        ("Memorandum of June 14, 2017 (82 FR 27965)", "memo-82-fr-27965"),
        ("Memorandum of June 14, 2017", "memo-2017-06-14"),
        ("Military order of November 13, 2001 (66 FR 57833)", "order-66-fr-57833"),
    ],
)
def test_an_id_says_what_it_is(text: str, ident: str) -> None:
    """The number, or the place in print, or the day."""
    found = instrument_at(text, 0)
    assert found and found[0].id == ident


def test_instruments_stand_among_orders() -> None:
    """Under the same verbs, joined as orders are, with section and part."""
    items, _ = read_notes(
        "Amended by: EO 14000, January 20, 2021, and Proc. 10141, January 20, 2021 (in part); "
        "See: Public Law 105-277 (sec. 425) Notice of May 1, 2021"
    )
    ties = [(tie.type, tie.target, tie.partial, tie.section) for item in items for tie in item.ties]
    assert ties == [
        ("amended_by", "eo-14000", False, ""),
        ("amended_by", "proc-10141", True, ""),
        ("references", "pl-105-277", False, "425"),
        ("references", "notice-2021-05-01", False, ""),
    ]
    assert [item.rest for item in items] == ["", ""]


# A swallowed heading --------------------------------------------------------------------------


def test_the_next_records_heading_is_text_with_all_after_it() -> None:
    """An order without a day and then a title: what follows is another record's."""
    items, _ = read_notes(
        "Superseded by: EO 20100, January 6, 1998; Executive Order 20001; Naming of Lighthouses\n"
        "Revokes: EO 20000, January 2, 1995"
    )
    assert [tie.target for item in items for tie in item.ties] == ["eo-20100"]
    assert items[1].rest == "Executive Order 20001; Naming of Lighthouses; Revokes: EO 20000, January 2, 1995"  # fmt: skip
    assert "heading of the next record" in items[1].why


def test_an_order_without_a_day_before_others_is_no_heading() -> None:
    """Many notes leave days out."""
    items, _ = read_notes("Revokes: EO 20001; EO 20002; Proc. 5, May 1, 1890")
    assert [tie.target for item in items for tie in item.ties][:2] == ["eo-20001", "eo-20002"]


def test_a_day_after_its_order_is_put_back() -> None:
    """`EO 14180; January 24, 2025` has a slip of the pen in it, and it is said."""
    items, slips = read_notes("See: EO 14147, January 20, 2025; EO 14180; January 24, 2025")
    assert [(tie.target, tie.on) for item in items for tie in item.ties][1] == ("eo-14180", date(2025, 1, 24))  # fmt: skip
    assert slips == ("`EO 14180; January 24, 2025` read as one order and its day",)


# Which one is meant ---------------------------------------------------------------------------


def record(notes: str, number: int = 13000, signed: str = "1996-05-01") -> Record:
    """An order with these notes, as of 2026."""
    fields: dict[str, Any] = {
        "executive_order_number": number, "title": "T", "signing_date": signed,
        "disposition_notes": notes, "_disposition_as_of": "2026-01-31",
    }  # fmt: skip
    found, _ = read_record(Document("a", Place(), fields))
    assert found
    return found


def stands(notes: str, *others: str, known: tuple[Known, ...] = ()) -> Standing:
    """What notes make of EO 13000, with others at hand."""
    own = record(notes)
    rest = [record(each, 13001 + i) for i, each in enumerate(others)]
    return standing(own, {}, Register(known, mentions_in([own, *rest])))


def test_an_end_by_a_proclamation_is_an_end() -> None:
    """The status follows from the relation, whatever kind of instrument ends the order."""
    found = stands("Revoked by: Proc. 10141, January 20, 2021")
    assert (found.value, [tie.target for tie in found.ties]) == ("revoked", ["proc-10141"])
    assert found.untyped == ()


@pytest.mark.parametrize(
    ("notes", "others"),
    [
        ("Revokes: Memo. of January 3, 1995; Memo. of January 3, 1995", ()),
        ("See: Notice of June 20, 2025", ("See: Notice of June 20, 2025",)),
        ("See: Notice of June 20, 2025", ("See: Notice of June 20, 2025, 90 FR 1",)),
    ],
)
def test_a_day_that_stands_twice_tells_nothing(notes: str, others: tuple[str, ...]) -> None:
    """Two memoranda of one day would become one; the words stay words."""
    found = stands(notes, *others)
    assert found.ties == () and found.untyped and "more than once" in found.unsure[0]


def test_a_day_is_enough_where_it_stands_once() -> None:
    """And so is a number or a place in print, however often it stands."""
    found = stands(
        "See: Notice of June 20, 2025; Proc. 8693, July 24, 2011; Notice of May 9, 2022, 87 FR 29021",
        "See: Proc. 8693; Notice of May 9, 2022, 87 FR 29021",
    )
    assert [tie.target for tie in found.ties] == ["notice-2025-06-20", "proc-8693", "notice-87-fr-29021"]  # fmt: skip


@pytest.mark.parametrize(
    ("notes", "reason"),
    [
        ("See: Notice of October 30, 3008", "gives a day after 2026-01-31"),
        ("See: Notice of July 21, 2025, 86 FR 38903", "volume 86 is of 2021"),
        ("Revokes: Proc. 10141, January 20, 2021", "points the wrong way in time"),
        ("Revoked by: Proc. 5000, May 1, 1983", "points the wrong way in time"),
    ],
)
def test_what_cannot_be_true_of_an_instrument_gives_no_relation(notes: str, reason: str) -> None:
    """A day to come, a volume of another year, an act before its time."""
    found = stands(notes)
    assert found.ties == () and reason in found.impossible[0]


def test_an_instrument_of_the_site_keeps_its_id() -> None:
    """By number or by place in print; a day alone does not make it the same."""
    known = (
        Known("ban-ended", "proclamation", "10141"),
        Known("memo-moved", "memorandum", "", "82 FR 27965", date(2017, 6, 14)),
        Known("notice-2025-06-20", "notice", "", "", date(2025, 6, 20)),
    )
    notes = "Revoked by: Proc. 10141, January 20, 2021; See: Memo. of June 14, 2017 (82 FR 27965); Notice of June 20, 2025"
    found = stands(notes, known=known)
    assert [tie.target for tie in found.ties] == ["ban-ended", "memo-moved", "notice-2025-06-20"]
    unsure = stands("See: Memo. of June 14, 2017", known=known)
    assert unsure.ties == () and "it may be `memo-moved`" in unsure.unsure[0]


def test_an_entry_says_what_all_mentions_agree_in() -> None:
    """A day that two notes give differently is left out."""
    named = [
        NamedInstrument("proclamation", "8693", date(2011, 7, 24)),
        NamedInstrument("proclamation", "8693"),
    ]
    assert entry("proc-8693", named, "notes") == {
        "id": "proc-8693", "kind": "proclamation", "number": "8693",
        "dates": {"signed": date(2011, 7, 24)}, "source": "notes",
    }  # fmt: skip
    other = [*named, NamedInstrument("proclamation", "8693", date(2011, 7, 25))]
    assert "dates" not in entry("proc-8693", other, "")


def test_the_file_of_instruments_keeps_its_words() -> None:
    """Comments, order, quotation marks; new entries join at its end."""
    before = b"# Ours.\ninstruments:\n  - {id: proc-1, kind: proclamation}  # first\n# the end\n"
    after = with_entries(before, [{"id": "proc-2", "kind": "proclamation"}])
    assert after == before.replace(b"# the end", b"  - {id: proc-2, kind: proclamation}\n# the end")
    new = with_entries(b"", [{"id": "proc-2", "kind": "proclamation"}])
    assert new.decode().endswith("\ninstruments:\n  - {id: proc-2, kind: proclamation}\n")


# The command ----------------------------------------------------------------------------------

NOTES = {
    "executive_order_number": 20001, "title": "Naming", "signing_date": "1996-05-01",
    "disposition_notes": "Revoked by: Proc. 10141, January 20, 2021; See: Notice of June 20, 2025",
    "_disposition_as_of": "2026-01-31",
}  # fmt: skip


def test_an_import_writes_relations_and_the_instruments_that_they_name(site: Path) -> None:
    """Both files, sound together; a second import writes nothing."""
    write(site, {"content/sources.yaml": SOURCES})
    ran = run("-C", site, "import", records(site, [NOTES]))
    assert "content/instruments.yaml: added notice-2025-06-20\n" in ran.output
    assert (
        '  - {id: proc-10141, kind: proclamation, number: "10141", dates: {signed: 2021-01-20}, '
        "source: registers}\n"
    ) in read(site, "content/instruments.yaml")
    assert "  - {type: revoked_by, target: proc-10141, source: registers, as_of: 2026-01-31}\n" in read(site, "content/orders/eo-20001.md")  # fmt: skip
    assert [each.line() for each in loaded(site).problems] == []
    before = stamps(site)
    assert "0 new, 0 changed, 1 unchanged, 0 remarks" in run("-C", site, "import", records(site, [NOTES])).output  # fmt: skip
    assert stamps(site) == before


def test_a_day_that_another_order_of_the_site_has_ties_no_second(site: Path) -> None:
    """Which of two imports came first makes no instrument of two."""
    write(site, {"content/sources.yaml": SOURCES})
    run("-C", site, "import", records(site, [NOTES]))
    other = {**NOTES, "executive_order_number": 20002, "disposition_notes": "See: Notice of June 20, 2025"}  # fmt: skip
    ran = run("-C", site, "import", records(site, [other]))
    assert "another order of the site has a relation to `notice-2025-06-20`" in ran.output
    assert "relations" not in read(site, "content/orders/eo-20002.md")
    ran = run("-C", site, "import", records(site, [NOTES, other]))
    assert "relations: removed referenced_by notice-2025-06-20" in ran.output


def test_a_dry_run_adds_no_instrument(site: Path) -> None:
    """It says which it would."""
    ran = run("-C", site, "import", "--dry-run", records(site, [NOTES]))
    assert "instruments.yaml: added proc-10141" in ran.output
    assert not (site / "content/instruments.yaml").exists()
