"""Orders by editions: what each cell says, as it is printed, and what can be required of it."""

import csv
import json
from dataclasses import replace
from typing import Any

import pytest

from eo_site.authoring.matrix import Matrix, MatrixCell
from eo_site.authoring.matrix_formats import as_csv, as_json, as_text
from eo_site.authoring.requirements import requirement, shortfalls
from eo_site.engine.load import Loaded
from tests.sites import SITE, loaded, run, small_site, write


def cell(found: Matrix, slug: str, edition: str) -> MatrixCell:
    """One of its cells."""
    column = [name for name, _ in found.editions].index(edition)
    [row] = [each for each in found.rows if each.slug == slug]
    return row.cells[column]


def state(found: Matrix, slug: str) -> list[str]:
    """What each edition has of an order."""
    [row] = [each for each in found.rows if each.slug == slug]
    return [each.state for each in row.cells]


def test_a_cell_says_whose_words_the_summary_is_in(every: Matrix) -> None:
    """Shared, own, missing, left out; and an order with an error could not be read for anybody."""
    assert state(every, "eo-14001") == ["shared", "own"]
    assert state(every, "eo-14003") == ["left-out", "shared"]
    assert state(every, "eo-14004") == ["missing", "missing"]
    assert state(every, "eo-14005") == ["unread", "unread"]


def test_an_inherited_summary_names_whose_it_is(library: Loaded) -> None:
    """The audience that the edition falls back to."""
    study = library.basis.studies["eo-14001"].editions["lawyers"]
    assert study.written.summary and str(study.written.summary) == "own"


def test_rows_are_the_newest_first_and_say_what_is_not_out(every: Matrix) -> None:
    """Drafts too; what could not be read at all stands before them."""
    states = {each.slug: each.state for each in every.rows}
    assert states["eo-14002"] == "draft"
    assert states["eo-14003"] == "embargoed"
    assert states["eo-14001"] == "published"
    assert [each.slug for each in every.rows][:2] == ["eo-14005", "eo-14006"]


def test_a_cell_has_its_own_editions_problems_and_its_row_all(every: Matrix) -> None:
    """A reading grade over one edition's limit is that edition's; a lapsed sign-off likewise."""
    plain, lawyers = cell(every, "eo-14001", "plain"), cell(every, "eo-14001", "lawyers")
    [row] = [each for each in every.rows if each.slug == "eo-14001"]
    assert (plain.warnings, lawyers.warnings) == (1, 1)
    assert row.warnings >= 2
    assert [each.errors for each in every.rows if each.slug == "eo-14005"] == [1]


def test_a_cell_tells_words_grade_passages_and_sign_off(every: Matrix) -> None:
    """Measured on the edition's own text."""
    plain, lawyers = cell(every, "eo-14001", "plain"), cell(every, "eo-14001", "lawyers")
    assert (plain.words, lawyers.words) == (10, 15)
    assert plain.grade is not None
    assert (plain.shared, plain.left_out, lawyers.own) == (1, 1, 1)
    assert (plain.sign_off, lawyers.sign_off) == ("unreviewed", "lapsed")
    assert lawyers.reviewers == ("A. Reader",)
    assert cell(every, "eo-14004", "plain").grade is None


def test_what_is_not_in_english_has_words_and_no_grade(tmp_path: Any) -> None:
    """The grade is a formula for English."""
    site = small_site(tmp_path, {"site.yaml": SITE + "language: es\n"})
    found = loaded(site).basis.studies["eo-14001"].editions["plain"].written
    assert found.words and found.grade is None


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("summary", {"eo-14004", "eo-14006"}),
        ("summary:own", {"eo-14001", "eo-14003", "eo-14004", "eo-14006"}),
        ("signed-off", {"eo-14001", "eo-14003", "eo-14004", "eo-14006"}),
        ("grade<=5.5", {"eo-14003"}),
        ("grade >= 5.3", {"eo-14001", "eo-14004", "eo-14006"}),
        ("words>=11", {"eo-14001", "eo-14003", "eo-14004", "eo-14006"}),
        ("problems<=0", {"eo-14001"}),
    ],
)
def test_what_can_be_required(every: Matrix, asked: str, short: set[str]) -> None:
    """Drafts are held to nothing, an order that cannot be read meets nothing, and what an edition
    does not have is not asked of it."""
    found = {(each.slug, each.edition) for each in shortfalls(every, [requirement(asked)])}
    assert {slug for slug, _ in found} == short | {"eo-14005"}
    assert ("eo-14003", "plain") not in found


@pytest.mark.parametrize("asked", ["summary:inherited", "grade<9", "grade<=", "signed", "words=3"])
def test_what_cannot_be_required_is_said(asked: str) -> None:
    """With all that can."""
    with pytest.raises(ValueError, match="summary:own, signed-off"):
        requirement(asked)


def test_a_shortfall_says_what_there_is_instead(every: Matrix) -> None:
    """A state in words, a number, or that there is none."""
    asked = [requirement(each) for each in ("summary:own", "signed-off", "words>=12")]
    one = replace(every, rows=tuple(each for each in every.rows if each.slug == "eo-14001"))
    found = [(each.edition, each.found) for each in shortfalls(one, asked)]
    assert found == [
        ("plain", "shared"), ("plain", "unreviewed"), ("plain", "10"), ("lawyers", "lapsed"),
    ]  # fmt: skip


def test_the_formats_say_the_same(every: Matrix) -> None:
    """Text for people, CSV with a line a cell, JSON with everything."""
    rows = list(csv.DictReader(as_csv(every).splitlines()))
    data = json.loads(as_json(every))
    lines = as_text(every).splitlines()
    assert len(rows) == 12 and len(data["orders"]) == 6 and len(lines) == 7
    [row] = [e for e in rows if (e["order"], e["edition"]) == ("eo-14001", "lawyers")]
    same = data["orders"]["eo-14001"]["editions"]["lawyers"]
    assert (row["state"], row["words"], row["sign_off"]) == ("own", "15", "lapsed")
    assert (same["state"], same["words"], same["sign_off"]) == ("own", 15, "lapsed")
    [line] = [each for each in lines if each.startswith("eo-14001")]
    assert "own" in line and "lapsed" in line
    assert any(each.startswith("eo-14002 (draft)") for each in lines)


def test_the_command_exits_1_where_a_cell_falls_short(tmp_path: Any) -> None:
    """And 0 where none does; what it is asked for must be there."""
    site = small_site(tmp_path)
    given = ("-C", site, "matrix", "--now", "2026-11-22")
    ran = run(*given, "eo-14001", "--audience", "lawyers", "--require", "summary:own")
    assert ran.code == 0 and ran.output.split()[:3] == ["order", "problems", "lawyers"]
    ran = run(*given, "--analysed", "--require", "summary:own", "--require", "problems<=0")
    assert ran.code == 1
    assert "eo-14001 in plain: shared, where summary:own is required" in ran.output
    assert run(*given, "eo-1").code == 2
    assert run(*given, "--audience", "lawyer").code == 2
    assert run(*given, "--require", "all").code == 2
    write(site, {"audiences.yaml": "audiences: []\n"})
    assert run(*given).code == 1
