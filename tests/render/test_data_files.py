"""Orders as data: JSON by its own schema, CSV as a spreadsheet takes it, ties as a graph."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eo_site.render.table import safe
from tests.sites import built, found, order, small_site, tree

EVERYTHING = "json, orders, csv, relations, library, data"
ASKED = f"""\
audiences:
  - {{id: plain, name: Plain readers, question: Q?, lead: [summary], modules: [duties], exports: [{EVERYTHING}]}}
  - {{id: lawyers, name: Lawyers, question: Q?, lead: [summary], modules: []}}
"""
FIRST = """\
president: p1
interests: [lamps]
dates: {signed: 2021-01-20}
citation: {fr: "86 FR 1234", start_page: 1234}
summary: {default: "=1+1 is what plain readers get.", lawyers: Lawyers get this.}
status: [{value: in-force, source: notes, from: 2021-01-20}]
searched: {court: [notes]}
agencies: [{id: guard, role: lead, sections: ["2"]}]
duties:
  - {id: d1, section: "2", who: [guard], what: Count., type: time-boxed, due: {after: P180D, from: signed}}
money: {in_order: false, note: No sum is named.}
relations:
  - {type: revoked_by, target: eo-14002, source: notes, from: 2022-01-01}
  - {type: amends, target: eo-12001, title: An Order Elsewhere, section: "9", source: order}
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status, court]}
  - {id: unused, type: webpage, title: Only the text names it}
changes: [{on: 2026-11-02, kind: published, text: Out.}]
"""
FILES = {
    "audiences.yaml": ASKED,
    "content/orders/eo-14001.md": order(FIRST, "## Purpose {#purpose}\n\nA count [@unused].\n"),
    "content/orders/eo-14002.md": order("dates: {signed: 2022-01-01}\n", number=14002),
    "content/orders/eo-14003.md": order(number=14003),
    "content/vocabularies/interests.yaml": "terms: [{id: lamps, label: Lamps}]\n",
    "content/vocabularies/agencies.yaml": "terms: [{id: guard, label: Coast Guard}]\n",
    "content/vocabularies/presidents.yaml": "terms: [{id: p1, label: President One}]\n",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that offers everything."""
    return built(small_site(tmp_path_factory.mktemp("data"), FILES)) / "plain"


def read(file: Path) -> Any:
    """A JSON file."""
    return json.loads(file.read_bytes())


def row(plain: Path, slug: str, year: str = "2021") -> Any:
    """One order of a year's file."""
    return next(
        each for each in read(plain / f"orders/{year}.json")["orders"] if each["slug"] == slug
    )


# JSON ---------------------------------------------------------------------------------------


def complaints(folder: Path) -> list[str]:
    """What the edition's schema has to say of its files."""
    schema = read(folder / "data/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    files = [folder / "orders.json", folder / "relations.json", *folder.glob("orders/*.json")]
    files += folder.glob("orders/*/index.json")
    assert len(files) > 7 or folder.name == "plain"
    return [
        f"{file}: {error.message}" for file in files for error in checker.iter_errors(read(file))
    ]


def test_every_file_keeps_to_the_schema(plain: Path, repository_site: Path) -> None:
    """The index, each year, the ties and each order's own file; dates are dates."""
    assert complaints(plain) == []
    assert complaints(repository_site / "build/researchers") == []


def test_the_schema_refuses_what_is_not_ours(plain: Path) -> None:
    """An unknown key, a missing one, another version."""
    checker = jsonschema.Draft202012Validator(read(plain / "data/schema.json"))
    year = read(plain / "orders/2021.json")
    assert checker.is_valid(year)
    assert not checker.is_valid({**year, "more": 1})
    assert not checker.is_valid({**year, "version": 2})
    first = {name: each for name, each in year["orders"][0].items() if name != "states"}
    assert not checker.is_valid({**year, "orders": [first]})


def test_the_schema_says_what_fields_mean(plain: Path) -> None:
    """In words, where the name alone leaves a doubt."""
    fields = read(plain / "data/schema.json")["$defs"]["DutyRow"]["properties"]
    assert "computed" in fields["due"]["description"] and "with" in fields


def test_years_hold_every_order_once_and_the_index_says_where(plain: Path) -> None:
    """The newest first; those without a date in a file of their own."""
    index = read(plain / "orders.json")
    assert [(each["year"], each["url"], each["orders"]) for each in index["years"]] == [
        ("2022", "orders/2022.json", 1),
        ("2021", "orders/2021.json", 1),
        ("undated", "orders/undated.json", 1),
    ]
    assert index["total"] == 3 and index["notice"] == "Not legal advice."
    slugs = [
        each["slug"] for year in index["years"] for each in read(plain / year["url"])["orders"]
    ]
    assert slugs == ["eo-14002", "eo-14001", "eo-14003"]


def test_an_order_is_what_its_page_says(plain: Path) -> None:
    """Status with later orders' words, dates counted, this edition's summary."""
    first = row(plain, "eo-14001")
    assert first["url"] == "https://orders.example/library/plain/orders/eo-14001/"
    assert first["summary"] == "=1+1 is what plain readers get."
    assert [each["value"] for each in first["status"]] == ["revoked", "in-force"]
    assert first["duties"][0]["due"] == "2021-07-19" and first["duties"][0]["with"] == []
    assert first["president"] == {"id": "p1", "label": "President One"}


def test_an_empty_list_says_what_it_means(plain: Path) -> None:
    """None found, where a source was searched; not searched, where nobody looked."""
    states, bare = row(plain, "eo-14001")["states"], row(plain, "eo-14003", "undated")["states"]
    assert (states["status"], states["court"], states["duties"]) == (
        "values",
        "none-found",
        "values",
    )
    assert set(bare.values()) == {"not-searched"}


def test_only_sources_of_these_facts_are_named(plain: Path) -> None:
    """What only the text cites stays with the text."""
    assert [each["id"] for each in row(plain, "eo-14001")["sources"]] == ["order", "notes"]


# Ties ---------------------------------------------------------------------------------------


def test_ties_are_edges_between_nodes(plain: Path) -> None:
    """In the active voice, with who says so; every end is a node."""
    graph = read(plain / "relations.json")
    assert [(each["subject"], each["type"], each["object"], each["stated_by"])
            for each in graph["relations"]] == [
        ("eo-14001", "amends", "eo-12001", "eo-14001"),
        ("eo-14002", "revokes", "eo-14001", "eo-14001"),
    ]  # fmt: skip
    nodes = {each["slug"]: each for each in graph["orders"]}
    assert set(nodes) == {"eo-12001", "eo-14001", "eo-14002"}
    assert nodes["eo-14002"]["inside"] and not nodes["eo-12001"]["inside"]
    assert nodes["eo-12001"]["title"] == "An Order Elsewhere"


def test_every_end_of_an_edge_is_a_node(repository_site: Path) -> None:
    """In the library of this repository."""
    graph = read(repository_site / "build/researchers/relations.json")
    ends = {end for each in graph["relations"] for end in (each["subject"], each["object"])}
    assert ends == {each["slug"] for each in graph["orders"]} and len(ends) > 5


# CSV ----------------------------------------------------------------------------------------


def table(data: bytes) -> list[dict[str, str]]:
    """Rows by column."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_spreadsheet_has_a_row_for_each_order(plain: Path, repository_site: Path) -> None:
    """CRLF, a mark for UTF-8, and no empty column where the record has something."""
    data = (plain / "orders.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n") == 4
    rows = table(data)
    assert [each["slug"] for each in rows] == ["eo-14002", "eo-14001", "eo-14003"]
    assert rows[1]["status"] == "revoked; in-force" and rows[1]["court"] == "none-found"
    assert rows[1]["dates_due"] == "2021-07-19" and rows[1]["duties"] == "1"
    assert rows[2]["duties"] == "not-searched"
    full = table((repository_site / "build/researchers/orders.csv").read_bytes())
    assert len(full) == 5 and all(each["page"] and each["summary"] for each in full)


def test_no_cell_begins_a_formula(plain: Path) -> None:
    """An apostrophe makes it text."""
    assert table((plain / "orders.csv").read_bytes())[1]["summary"].startswith("'=1+1")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠"]
)
def test_a_formula_is_disarmed_wherever_it_could_begin(start: str) -> None:
    """At the start of a cell, and after what another program takes for the end of one."""
    formula = f"{start}HYPERLINK(1)"
    for cell in (formula, f"a,{formula}", f"a;{formula}", f"a|{formula}"):
        for part in re.split(r"[,;|\t\r\n]", safe(cell)):
            assert part.lstrip()[:1] not in tuple("=+-@＝＋－＠"), (cell, safe(cell))


def test_plain_words_stay_as_they_are() -> None:
    """Hyphens within words, dates, ranges and equal signs that begin nothing."""
    for cell in (
        "A follow-up, e.g. 3-5",
        "2020-01-31; 2020-07-29",
        "x = y",
        "“Quoted”",
        "85 FR 6721",
    ):
        assert safe(cell) == cell


# What is asked for --------------------------------------------------------------------------


def test_nothing_is_written_that_nobody_asked_for(plain: Path) -> None:
    """The other edition has its pages, and the data of the filter and of the reader's own pages."""
    files = [path for path in tree(plain.parent / "lawyers") if not path.startswith("assets/")]
    kinds = {path.rpartition(".")[2] for path in files}
    assert kinds == {"html", "json", "xml", "ics", "txt"}
    assert sorted(path for path in files if path.endswith(".json")) == [
        "data/briefing.json", "data/cards/1.json", "data/facets.json",
        "data/titles.json", "feed.json", "interests/lamps/feed.json", "manifest.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("json", {"orders/eo-14001/index.json", "data/schema.json"}),
        ("orders", {"orders.json", "orders/undated.json", "data/schema.json"}),
        ("csv", {"orders.csv"}),
        ("relations", {"relations.json", "data/schema.json"}),
        ("library", {"library.bib", "library.ris", "library.csl.json"}),
        ("data", {"data/index.html"}),
    ],
)
def test_each_name_adds_its_own_files(tmp_path: Path, name: str, files: set[str]) -> None:
    """And no others."""
    audiences = (
        "audiences: [{id: plain, name: P, question: Q?, lead: [], modules: [], exports: [%s]}]"
    )
    both = [
        set(tree(built(small_site(tmp_path / str(n), {
            "audiences.yaml": audiences % asked, "content/orders/eo-14001.md": order(),
        })) / "plain"))
        for n, asked in enumerate(("", name))
    ]  # fmt: skip
    assert both[1] - both[0] == files and both[0] <= both[1]


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    """With its line, not silently nothing."""
    audiences = ASKED.replace("csv", "cvs")
    assert found(small_site(tmp_path, {"audiences.yaml": audiences})) == ["audiences.yaml:2 EO112"]


def test_a_page_cannot_take_a_files_name(tmp_path: Path) -> None:
    """`relations`, `library` and the like."""
    files = {f"content/pages/{name}.md": "---\ntitle: T\n---\n" for name in ("relations", "data")}
    assert {each.split()[1] for each in found(small_site(tmp_path, files))} == {"EO411"}


def test_what_is_not_out_is_in_no_file(tmp_path: Path) -> None:
    """A draft, an embargoed order, an expired one, and the analysis of a withdrawn one."""
    changes = "changes: [{on: 2026-11-02, kind: updated, text: Now KEPTBACK.}]\n"
    record = "dates: {signed: 2021-01-20}\nsummary: Words KEPTBACK.\n" + (
        'duties: [{id: d1, section: "2", who: [guard], what: Do KEPTBACK., type: time-boxed, due: 2021-09-01}]\n'
    )
    states = {
        14011: "draft: true\n" + changes,
        14012: "publish_on: 2027-01-01\n" + changes,
        14013: "expires_on: 2026-01-01\n" + changes,
        14014: "withdrawn: {on: 2026-11-03, reason: It was wrong.}\n"
        "changes: [{on: 2026-11-03, kind: withdrawn, text: Taken back.}]\n",
    }
    files = {
        f"content/orders/eo-{number}.md": order(record + more, "KEPTBACK\n", number=number)
        for number, more in states.items()
    }
    out = built(small_site(tmp_path, {**FILES, **files}))
    for path, data in tree(out).items():
        assert b"KEPTBACK" not in data, path
        assert not any(str(each).encode() in data for each in (14011, 14012, 14013)), path
    assert b"Taken back." in (out / "plain/feed.xml").read_bytes()
    assert row(out / "plain", "eo-14014")["withdrawn"]["reason"] == "It was wrong."


def test_an_order_costs_an_edition_no_file_but_its_own(tmp_path: Path) -> None:
    """A second order of the same year, interest and agency: its page, and its file if asked for."""
    tied = FIRST.index("relations:"), FIRST.index("sources:")
    record = FIRST[: tied[0]] + FIRST[tied[1] :]
    one = {name: text for name, text in FILES.items() if "/orders/" not in name}
    one["content/orders/eo-14001.md"] = order(record)
    two = {**one, "content/orders/eo-14004.md": order(record, number=14004)}
    sites = [
        set(tree(built(small_site(tmp_path / str(n), each)))) for n, each in enumerate((one, two))
    ]
    assert sites[1] - sites[0] == {
        "plain/orders/eo-14004/index.html",
        "plain/orders/eo-14004/index.json",
        "lawyers/orders/eo-14004/index.html",
    }
