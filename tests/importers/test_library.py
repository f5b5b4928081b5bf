"""Whole lists of records, real and made up, beside the analysed orders: import, check, build."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from eo_site.model.problem import Problem
from tests.importers.standin import COUNT, DEFECTS, documents, named
from tests.sites import SAMPLE, Ran, copy_of_repository, outcome, page, run, stamps, write

RECORDS = os.environ.get("EO_RECORDS_DIR", "")
"""Read before a test's own environment is cleared of it."""
WHOLE, API_SAMPLE = "executive-orders-1993-2026.json", "federal-register-api-sample.json"
ANALYSED = sorted(f"{slug}.md" for slug in SAMPLE)


def importing(root: Path, file: Path) -> Ran:
    """An import that must not fail."""
    ran = run("-C", root, "import", file)
    assert ran.code == 0, ran.output[-2000:]
    return ran


def counts(ran: Ran) -> str:
    """New, changed, unchanged."""
    return ran.output.rstrip().splitlines()[-1].rpartition(", ")[0]


# Made up --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def standin_and_problems(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Ran, tuple[Problem, ...]]:
    """This repository's site with the made-up records in it, built; what the import and the build said."""
    root = copy_of_repository(tmp_path_factory.mktemp("standin"), *SAMPLE)
    file = root / "documents.json"
    file.write_text(json.dumps({"results": documents()}, indent=1), "utf-8")
    ran = importing(root, file)
    report = outcome(root)
    assert report.published
    return root, ran, report.problems


@pytest.fixture(scope="module")
def standin(standin_and_problems: tuple[Path, Ran, tuple[Problem, ...]]) -> tuple[Path, Ran]:
    """The site, and what the import said."""
    return standin_and_problems[:2]


def order_file(root: Path, name: str) -> str:
    """The file of the record with a defect."""
    return (root / f"content/orders/eo-{DEFECTS[name]}.md").read_text("utf-8")


def test_every_made_up_order_is_there_and_nothing_else(standin: tuple[Path, Ran]) -> None:
    """All but the one without any number; that one by its document; no correction, no reprint."""
    root, ran = standin
    names = {each.name for each in (root / "content/orders").iterdir()} - set(ANALYSED)
    names -= {name.replace(".md", ".es.md") for name in ANALYSED}
    numbers = {f"eo-{20000 + i}.md" for i in range(COUNT)} - {"eo-20016.md", "eo-20017.md"}
    assert names == numbers | {"fr-1995-20016.md"}
    assert counts(ran) == f"{COUNT - 1} new, 0 changed, 0 unchanged"


def test_the_library_has_no_problem(
    standin_and_problems: tuple[Path, Ran, tuple[Problem, ...]],
) -> None:
    """Not even a warning."""
    assert [each.line() for each in standin_and_problems[2]] == []


def test_a_second_import_is_none(standin: tuple[Path, Ran]) -> None:
    """It says the same of the records and touches nothing."""
    root, first = standin
    before = stamps(root / "content")
    again = importing(root, root / "documents.json")
    assert counts(again) == f"0 new, 0 changed, {COUNT - 1} unchanged"
    assert stamps(root / "content") == before
    assert re.findall("EO70[1-5].*", again.output) == re.findall("EO70[1-5].*", first.output)


SAID = {
    "leading spaces": "EO803 EO 20003: title: spaces and line ends tidied",
    "line end in title": "EO803 EO 20004: title: spaces and line ends tidied",
    "named character": "EO803 EO 20005: title: names of characters written out",
    "American date": "EO803 EO 20006: signing_date `03/09/1995` read as 1995-03-09",
    "date in words": "EO803 EO 20007: signing_date `March 20, 1995` read as 1995-03-20",
    "no date": "EO804 EO 20008: signing_date `in spring` is no date; left out",
    "signed after print": "EO804 EO 20009: signed 2019-12-31, after its publication",
    "backwards": f"EO805 EO 20010: disposition_notes: “Amends: {named(20200)}” points the wrong way",
    "itself": "EO805 EO 20011: disposition_notes: “See: EO 20011, May 3, 1995” names the order itself",
    "another order's day": "EO805 EO 20012: disposition_notes: “See: EO 20100, July 4, 1976” gives the date 1976-07-04",
    "citation is none": "EO803 EO 20013: citation `1995-20013` is none; volume and first page give 60 FR 1091",
    "page before citation": "EO803 EO 20014: start_page 500 lies before its citation; page 502 taken",
    "neither number": "EO802 left out: it has neither an order's number nor a document's",
    "two documents": "EO802 EO 20018: two documents have this number; 1995-20018",
    "slips": f"EO803 EO 20019: disposition_notes: `{named(20201)}` read as EO 20201".replace("`EO", "`EP"),
    "nullified": "EO805 EO 20020: disposition_notes kept as text with the status: “Note: EO 20020 is nullified",
    "notes of no day": "EO805 EO 20023: disposition_notes read as no relation: “See: Notice of March 3, 2001”",
    "brace": "EO803 EO 20024: title: characters left out that a content file may not hold",
    "correction": "EO802 EO 20025: left out: C1-1995-20025 is a correction or a reprint",
    "reprint": "EO802 EO 20026: left out: R1-1995-20026 is a correction or a reprint",
    "paper's slip": "EO802 EO 20027: left out: Z5-20027 is a correction or a reprint",
    "proclamation": "EO802 1995-2: left out: it is a proclamation",
    "number in contents": "EO803 1995-20030: it has no number; its entry in the contents says 20030",
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_every_defect_is_said(standin: tuple[Path, Ran], name: str) -> None:
    """With the order, what was wrong, and what was done."""
    assert SAID[name] in standin[1].output


def test_what_became_of_the_notes(standin: tuple[Path, Ran]) -> None:
    """Relations where they can be true, a status that says no more than the words, the words."""
    root, _ = standin
    assert "value: unknown" in order_file(root, "nullified")
    assert "value: unknown" in order_file(root, "reinstated")
    part = order_file(root, "in part")
    assert (
        "{type: revoked_by, target: eo-20100, partial: true, source: fr-dispositions, as_of: 2026-01-31}"
        in part
    )
    assert (
        "{type: supersedes, target: eo-20001, partial: true, source: fr-dispositions, as_of: 2026-01-31}"
        in part
    )
    assert "value: in-force-in-part" in part
    unread = order_file(root, "notes of no day")
    assert "status:" not in unread and "type: revoked_by" in unread
    assert "relations:" not in order_file(root, "itself")
    glued = order_file(root, "glued verbs")
    assert [f"target: eo-2000{n}" in glued for n in (1, 2, 3, 4)] == [True] * 4
    assert "from: 2003-03-01" in order_file(root, "effective later")


def test_an_imported_order_is_not_shown_as_analysed(standin: tuple[Path, Ran]) -> None:
    """It says so, leads to the official text, and counts as untagged on the home page."""
    root, _ = standin
    for edition in ("general", "litigators", "researchers"):
        text = page(root / "build" / edition, "orders/eo-20003")
        assert "Lighting Lighthouses 20003" in text
        assert "courts: not searched" in text.replace("\xa0", " ").lower(), edition
    words = "We have not analyzed this order yet."
    assert words in page(root / "build/general", "orders/eo-20003")
    official = "https://www.govinfo.gov/content/pkg/1995-20003.pdf"
    assert official in page(root / "build/researchers", "orders/eo-20003")
    assert "Record only: not analyzed." in page(root / "build/general", "orders/eo-20003")
    assert f"{COUNT - 1} not tagged yet" in (root / "build/general/index.html").read_text("utf-8")


def test_every_page_of_a_record_leads_to_the_official_text(standin: tuple[Path, Ran]) -> None:
    """In the masthead, whichever modules an edition has, where the record has an address."""
    root, _ = standin
    # One in another language has the orders that somebody has translated.
    every = [each.parent for each in (root / "build").glob("*/orders")]
    editions = [each for each in every if each.name != "general-es"]
    assert len(editions) > 1
    for edition in editions:
        own = page(edition, "orders/eo-20003")
        head = own.partition('<header class="masthead">')[2].partition("</header>")[0]
        assert 'href="https://www.federalregister.gov/d/1995-20003">Official text</a>' in head
        assert "Unreviewed." not in own


# This library's analyses ----------------------------------------------------------------------


def test_an_import_over_the_analyses_disturbs_nothing_else(tmp_path: Path) -> None:
    """Records that differ: a title, a page, a newer silence; each is said, and only they change."""
    root = copy_of_repository(tmp_path / "site", *SAMPLE)
    shutil.copytree(root / "content", root / "before")
    record = {
        "document_number": "2020-02438", "executive_order_number": "13903", "type": "Presidential Document",
        "subtype": "Executive Order", "signing_date": "2020-01-31", "publication_date": "2020-02-05",
        "title": "Combating Human Trafficking", "citation": "85 FR 6721", "start_page": 6721, "end_page": 6724,
        "president": {"identifier": "donald-trump", "name": "Donald J. Trump"},
        "disposition_notes": "See: EO 13898, November 26, 2019; Amended by: EO 14300, May 1, 2025",
        "_disposition_as_of": "2026-10-01",
    }  # fmt: skip
    write(root, {"in.json": json.dumps(record)})
    ran = importing(root, root / "in.json")
    changes = [line.strip() for line in ran.output.splitlines() if line.startswith("    ")]
    assert changes == [
        "title: Combating Human Trafficking and Online Child Exploitation in the United States "
        "→ Combating Human Trafficking",
        "citation.end_page: 6723 → 6724",
        "relations: added amended_by eo-14300",
    ]
    for name in ANALYSED:
        old = (root / "before/orders" / name).read_text("utf-8").split("\n")
        new = (root / "content/orders" / name).read_text("utf-8").split("\n")
        differing = len(set(old) ^ set(new))
        assert differing == (5 if name == "eo-13903.md" else 0), name
    assert "0 new, 0 changed, 1 unchanged" in importing(root, root / "in.json").output


# Real -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not RECORDS, reason="NO REAL RECORD WAS READ: set EO_RECORDS_DIR")
def test_a_second_import_of_the_real_records_is_none(tmp_path: Path) -> None:
    """All of them and the API's sample, beside the analysed orders; test_whole.py builds a part of them."""
    root = copy_of_repository(tmp_path / "site", *SAMPLE)
    whole, sample = Path(RECORDS) / WHOLE, Path(RECORDS) / API_SAMPLE
    before = {name: (root / "content/orders" / name).read_bytes() for name in ANALYSED}
    number = len(json.loads(whole.read_bytes())["results"])
    assert counts(importing(root, whole)).startswith(f"{number - len(ANALYSED)} new, ")
    importing(root, sample)
    written = stamps(root / "content")
    assert counts(importing(root, whole)) == f"0 new, 0 changed, {number} unchanged"
    assert counts(importing(root, sample)) == "0 new, 0 changed, 50 unchanged"
    assert stamps(root / "content") == written
    changed = [
        name for name in ANALYSED if (root / "content/orders" / name).read_bytes() != before[name]
    ]
    assert changed == ["eo-13769.md"], "its notes say “See: EO 13780”, its record had no relation"
