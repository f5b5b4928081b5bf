"""Tables as spreadsheets and programs really save them: read for what they say, or left out plainly."""
# ruff: noqa: E501 (a case stands on one line)

import json
from datetime import date
from pathlib import Path

import pytest

from eo_site.importers.documents import read_documents
from eo_site.importers.people import Person, person
from eo_site.importers.record import Record, read_record
from tests.sites import run, write

HEADER = "citation,document_number,executive_order_number,publication_date,signing_date,title,start_page,end_page,disposition_notes"
ROW = "82 FR 9999,2017-09991,30001,2017-02-10,2017-02-07,Naming Lighthouses,9999,10001,"


def records(table: str | bytes, as_of: date | None = None) -> tuple[list[Record], list[str]]:
    """What a table's rows record, and what was said: `EO803 words`."""
    data = table.encode() if isinstance(table, str) else table
    documents, problems = read_documents("in.csv", data)
    said, found = [*problems], list[Record]()
    for document in documents:
        record, remarks = read_record(document, as_of)
        said += remarks
        found += [record] if record else []
    return found, [f"{each.code} {each.message}" for each in said]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["commas", "semicolons", "tabs", "bars"])  # fmt: skip
def test_the_delimiter_is_told_by_the_first_line(delimiter: str) -> None:
    """Each of the four that programs write, and nothing is said of it."""
    [record], said = records(f"{HEADER}\n{ROW}\n".replace(",", delimiter))
    assert (record.slug, record.start_page, record.end_page) == ("eo-30001", 9999, 10001)
    assert said == []


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeff{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER}\n{ROW}\n".replace(",", "\t").encode("utf-16"),
        f"sep=;\r\n{HEADER}\r\n{ROW}\r\n".replace(",", ";").encode(),
        f"{HEADER}\r{ROW}\r".encode(),
        f"\n\n{HEADER}\n\n{ROW}\n".encode(),
    ],
    ids=["mark of UTF-8", "Unicode text of Excel", "sep= of Excel", "old Macintosh", "empty lines"],
)
def test_the_forms_of_spreadsheets(data: bytes) -> None:
    """A mark at the beginning, a line that names the delimiter, other line ends."""
    [record], said = records(data)
    assert (record.slug, record.title, said) == ("eo-30001", "Naming Lighthouses", [])


@pytest.mark.parametrize(
    "header",
    [
        "Document Number,Executive Order Number,Title",
        "documentNumber,executiveOrderNumber,title",
        "document.number,executive-order-number,TITLE",
    ],
)
def test_columns_are_named_in_any_case(header: str) -> None:
    """And with any sign between their words."""
    [record], said = records(f"{header}\n2017-1,30001,Naming Lighthouses\n")
    assert (record.number, record.document_number, record.title, said) == ("30001", "2017-1", "Naming Lighthouses", [])  # fmt: skip


def test_columns_of_the_archives_are_understood_and_it_is_said() -> None:
    """`number` and `notes`: what they were taken for stands in a remark."""
    table = 'number,title,notes\n30001,Naming,"Amends: EO 20000, May 1, 1999\nRevokes: EO 20001"\n'
    [record], [said] = records(table)
    assert (record.number, record.notes.split("\n")[1]) == ("30001", "Revokes: EO 20001")
    assert said == "EO810 columns read as others: `number` as executive_order_number, `notes` as disposition_notes"  # fmt: skip


def test_a_number_alone_makes_no_order() -> None:
    """Every kind of table numbers its rows: without notes beside it `number` is not an order's."""
    found, [said] = records("number,title\n10886,A Proclamation\n")
    assert found == [] and said.startswith("EO801") and "names no column" in said


@pytest.mark.parametrize("sign", ["nan", "NaN", "NA", "N/A", "#N/A", "None", "null", "NULL", "<NA>", "NaT", "—"])  # fmt: skip
def test_signs_of_missing_values_are_empty(sign: str) -> None:
    """In every column: no page, no president, no notes; not a word about them."""
    table = f"{HEADER},president,html_url\n82 FR 9999,2017-1,30001,{sign},2017-02-07,Naming,{sign},{sign},{sign},{sign},{sign}\n"
    [record], said = records(table, date(2026, 1, 1))
    assert (record.published, record.start_page, record.notes, record.html) == (None, None, "", "")
    assert (record.president, record.president_name, said) == ("", "", [])


def test_whole_numbers_with_a_point_are_whole() -> None:
    """As pandas writes a column that lacks a value somewhere, in tables and in JSON."""
    table = f"{HEADER}\n82 FR 9999,2017-1,30001.0,,,Naming,9999.0,10001.00,\n"
    document = {"document_number": "2017-1", "executive_order_number": 30001.0, "title": "Naming"}
    in_json = json.dumps([{**document, "start_page": 9999.0, "end_page": 10001.0, "citation": "82 FR 9999", "disposition_notes": float("nan")}])  # fmt: skip
    for text in (table, in_json):
        [record], said = records(text)
        assert (record.number, record.start_page, record.end_page) == ("30001", 9999, 10001)
        assert (record.notes, said) == ("", [])


def test_a_number_with_a_comma_is_one() -> None:
    """`"13,991"`, as a spreadsheet shows it."""
    [record], said = records('executive_order_number,title\n"13,991",Naming\n')
    assert (record.number, said) == ("13991", [])


@pytest.mark.parametrize(
    ("written", "citation", "read", "words"),
    [
        ("12/28/95", "61 FR 237", date(1995, 12, 28), "by the volume it is printed in"),
        ("2/1/29", "", date(2029, 2, 1), "as spreadsheets mean it"),
        ("2/1/30", "", date(1930, 2, 1), "as spreadsheets mean it"),
        ("2/1/36", "1 FR 5", date(1936, 2, 1), "by the volume it is printed in"),
        ("3/9/22 0:00", "", date(2022, 3, 9), "as spreadsheets mean it"),
    ],
)
def test_years_of_two_digits_are_read_and_said(written: str, citation: str, read: date, words: str) -> None:  # fmt: skip
    """The century is the volume's; without one, the one that spreadsheets take."""
    [record], [said] = records(f"executive_order_number,title,signing_date,citation\n30001,Naming,{written},{citation}\n")  # fmt: skip
    assert record.signed == read
    assert said.startswith("EO803") and words in said


def test_midnight_is_no_other_form_of_a_date() -> None:
    """`2017-02-07T00:00:00` is a day as pandas writes it."""
    [record], said = records("executive_order_number,title,signing_date\n30001,Naming,2017-02-07T00:00:00\n")  # fmt: skip
    assert (record.signed, said) == (date(2017, 2, 7), [])


def test_a_number_that_became_a_date_is_left_out() -> None:
    """Excel makes `2-Jan` of 02-1; as a document's number it would name a file."""
    [record], [said] = records("executive_order_number,title,document_number\n30001,Naming,2-Jan\n")
    assert record.document_number == "" and said.startswith("EO804") and "2-Jan" in said


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("{'name': 'Ada Example', 'identifier': 'ada-example'}", Person("ada-example", "Ada Example")),
        ("{'identifier': 'ada', 'name': \"Ada O'Example\"}", Person("ada", "Ada O'Example")),
        ('{"name": "Ada Example", "identifier": "ada-example"}', Person("ada-example", "Ada Example")),
        ('{:name=>"Ada Example", :identifier=>"ada-example"}', Person("ada-example", "Ada Example")),
        ('list(name = "Ada Example", identifier = "ada-example")', Person("ada-example", "Ada Example")),
        ([{"name": "Ada Example", "identifier": "ada-example"}], Person("ada-example", "Ada Example")),
        ({"name": ["Ada Example"], "identifier": ["ada-example"]}, Person("ada-example", "Ada Example")),
        ("Ada B. Example, Jr.", Person("", "Ada B. Example, Jr.")),
        ("", Person("", "")),
        ("{'who': 'Ada'}", None),
        ("[object Object]", None),
        ("<Hash:0x0001>", None),
        ("{'name': 'Ada {Example'}", None),
        ("x" * 5000, None),
    ],
)  # fmt: skip
def test_a_president_is_read_from_what_programs_write(value: object, found: Person | None) -> None:
    """Python's, R's and Ruby's objects; what is no name names nobody."""
    assert person(value, {}) == found


def test_no_term_is_made_of_what_names_nobody(site: Path) -> None:
    """The president is left out with a word, and the vocabulary stays as it is."""
    write(site.parent, {"in.csv": f"{HEADER},president\n{ROW},{{'who': 'Ada'}}\n"})
    ran = run("-C", site, "import", site.parent / "in.csv")
    assert "EO804 EO 30001: president `{'who': 'Ada'}` names nobody; left out" in ran.output
    assert "added" not in ran.output
    assert "president" not in (site / "content/orders/eo-30001.md").read_text("utf-8")


def test_a_row_that_does_not_fit_its_columns_is_left_out() -> None:
    """A comma without quotation marks would move every value under another name."""
    found, [said] = records(f"{HEADER}\n{ROW.replace('Naming', 'Naming, Counting')}\n")
    assert found == [] and said.startswith("EO811 a row of 10 cells under 9 columns; left out")


def test_a_row_that_is_cut_off_says_nothing_of_what_it_lacks() -> None:
    """Above all not that its order has no notes."""
    [record], [said] = records(f"{HEADER}\n82 FR 9999,2017-1,30001,,,Naming\n", date(2026, 1, 1))
    assert record.as_of is None
    assert said.startswith("EO811") and "nothing is known of start_page, end_page, disposition_notes" in said  # fmt: skip


def test_a_column_that_stands_twice_is_read_once() -> None:
    """The first of them, and it is said."""
    [record], [said] = records("executive_order_number,title,title\n30001,Naming,Counting\n")
    assert record.title == "Naming" and said == "EO810 the column `title` stands more than once; the first is read"  # fmt: skip


def test_a_table_of_something_else_says_what_its_columns_are() -> None:
    """Or which signs stand between columns, where none is found."""
    for text, hint in (
        ("case_name;docket\nA v. B;1\n", "its columns are case_name, docket"),
        ("hello\n", "with commas, semicolons, tabs, bars between them"),
    ):
        _, [problem] = read_documents("in.csv", text.encode())
        assert problem.code == "EO801" and hint in problem.hint


def test_json_lines_and_lists_of_one_are_read() -> None:
    """As pandas writes with `lines=True`, and R without `auto_unbox`."""
    lines = '{"executive_order_number": "30001", "title": "A"}\n{"executive_order_number": "30002", "title": "B"}\n'
    assert [each.number for each in records(lines)[0]] == ["30001", "30002"]
    boxed = '[{"executive_order_number": ["30001"], "title": ["Naming"], "start_page": [5]}]'
    assert [(each.title, each.start_page) for each in records(boxed)[0]] == [("Naming", 5)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            '{"title": {"0": "A"}, "document_number": {"0": "2017-1"}, "signing_date": {}}',
            1,
            "none",
        ),
        ('{"executive_order_number": "1"}\n{"a": }\n', 2, "not valid JSON"),
        ('[{"document_number": ' + "9" * 5000 + "}]", 1, "a number of more digits"),
    ],
)
def test_json_that_is_no_list_of_documents(text: str, line: int, words: str) -> None:
    """Said at its line, whatever it holds instead."""
    documents, problems = read_documents("in.json", text.encode())
    if words == "none":  # one object of columns reads as one document that says nothing
        assert [read_record(each)[0] for each in documents] == [None]
        return
    assert documents == () and words in problems[0].message
    assert problems[0].place.line == line


def test_halves_of_characters_are_left_out_and_said() -> None:
    """`\\ud800` in JSON is no character; no file could hold it."""
    [record], [said] = records('[{"executive_order_number": 30001, "title": "Na\\ud800ming"}]')
    assert record.title == "Na ming" and "halves of characters left out" in said


def test_a_table_without_titles_brings_orders_up_to_date(site: Path) -> None:
    """And makes none: an order whose title is not known is left out with a word."""
    write(site.parent, {"a.csv": f"{HEADER}\n{ROW}\n"})
    run("-C", site, "import", site.parent / "a.csv")
    notes = 'number,notes\n30001,"Revoked by: EO 30002, May 1, 2018"\n30003,See: EO 30001\n'
    write(site.parent, {"b.csv": notes})
    ran = run("-C", site, "import", "--as-of", "2026-01-01", site.parent / "b.csv")
    assert "relations: added revoked_by eo-30002" in ran.output
    assert "EO802 EO 30003: left out: it has no title, and the site has no such order" in ran.output
    text = (site / "content/orders/eo-30001.md").read_text("utf-8")
    assert "title: Naming Lighthouses\n" in text and "value: revoked" in text
