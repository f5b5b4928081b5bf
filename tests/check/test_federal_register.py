"""The record against what the Federal Register's API says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.planting import INVENTED, invented_site, said_of, sound
from tests.sites import loaded, run

DOCUMENT = {
    "executive_order_number": "99001",
    "title": "Counting the Lighthouses of the United States",
    "document_number": "2021-90001",
    "signing_date": "2021-01-20",
    "publication_date": "2021-01-26",
    "citation": "86 FR 7001",
    "start_page": 7001,
    "end_page": 7002,
    "disposition_notes": None,
    "correction_of": None,
    "corrections": [],
}


def records(root: Path, *documents: dict[str, Any]) -> Path:
    """A page of the API's results, saved."""
    file = root / "records.json"
    file.write_text(json.dumps({"count": len(documents), "results": documents}), "utf-8")
    return file


def test_a_record_that_agrees_is_silent(tmp_path: Path) -> None:
    """Title, numbers, days and pages are all the same."""
    root = invented_site(tmp_path / "site")
    assert said_of(root, INVENTED, records=records(tmp_path, DOCUMENT)) == []


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("title", "Counting Lighthouses", 3),
        ("document_number", "2021-90002", 4),
        ("citation", "86 FR 7002", 5),
        ("start_page", 7000, 5),
        ("end_page", 7003, 5),
        ("publication_date", "2021-01-27", 6),
    ],
)
def test_differences_are_named_field_by_field(
    tmp_path: Path, key: str, value: str | int, line: int
) -> None:
    """At the field's line; where the text confirms ours, as a defect of theirs."""
    root = invented_site(tmp_path / "site")
    file = records(tmp_path, {**DOCUMENT, key: value})
    assert said_of(root, INVENTED, records=file) == [f"{line} EO632"]
    (root / f"content/texts/{INVENTED}.txt").unlink()
    assert said_of(root, INVENTED, records=file) == [f"{line} EO631"]


@pytest.mark.parametrize(
    ("change", "without_text", "said"),
    [
        ({"signing_date": "2022-01-20"}, False, "after it was printed on January 26, 2021"),
        ({"signing_date": "2021-01-26"}, False, "after it was filed on January 25, 2021"),
        ({"signing_date": "2021-01-19"}, False, "the order's own heading has January 20, 2021"),
        (
            {"disposition_notes": "Revoked by: EO 12001, March 3, 1978"},
            True,
            "was signed before this order",
        ),
        (
            {"disposition_notes": "Amends: EO 13999, May 5, 2023"},
            True,
            "was signed after this order",
        ),
        ({"corrections": ["https://x.example/documents/C1-2021-90001"]}, True, "C1-2021-90001"),
    ],
)
def test_known_defects_of_the_record_are_recognised(
    tmp_path: Path, change: dict[str, Any], without_text: bool, said: str
) -> None:
    """As warnings that say what is odd about the record, not as differences of ours."""
    root = invented_site(tmp_path / "site")
    if without_text:
        (root / f"content/texts/{INVENTED}.txt").unlink()
    file = records(tmp_path, {**DOCUMENT, **change})
    (problem,) = loaded(root, records=file).problems
    assert (problem.code, str(problem.severity)) == ("EO632", "warning")
    assert said in problem.message


def test_a_backward_note_is_read_where_the_record_has_the_relation(tmp_path: Path) -> None:
    """Whoever recorded the tie has looked at both texts; another order's note is still odd."""
    tie = "relations: [{type: amended_by, target: eo-13999, source: order}]\nclauses:\n"
    root = invented_site(tmp_path / "site", sound().replace("clauses:\n", tie, 1))
    (root / f"content/texts/{INVENTED}.txt").unlink()
    backward = "Amends: EO 13999, May 5, 2023"
    file = records(tmp_path, {**DOCUMENT, "disposition_notes": backward})
    assert said_of(root, INVENTED, records=file) == []
    file = records(tmp_path, {**DOCUMENT, "disposition_notes": backward.replace("999", "998")})
    assert [each.split()[1] for each in said_of(root, INVENTED, records=file)] == ["EO632"]


def test_letters_with_accents_are_read_from_their_names(tmp_path: Path) -> None:
    """`C[ocirc]te` is Côte: no difference, and a warning only where we have copied it."""
    root = invented_site(tmp_path / "a", sound().replace("Lighthouses of", "Lighthoúses of"))
    (root / f"content/texts/{INVENTED}.txt").unlink()
    title = "Counting the Lightho[uacute]ses of the United States"
    file = records(tmp_path, {**DOCUMENT, "title": title})
    assert said_of(root, INVENTED, records=file) == []
    copied = invented_site(
        tmp_path / "b",
        sound()
        .replace("Lighthouses of", '"Lightho[uacute]ses of')
        .replace('the "Light', "the Light"),
    )
    (copied / f"content/texts/{INVENTED}.txt").unlink()
    found = said_of(copied, INVENTED, records=file)
    assert "3 EO632" in found


def test_a_note_on_revocation_is_held_against_the_status(tmp_path: Path) -> None:
    """A record that calls the order unrevoked differs from it."""
    analysis = sound().replace(
        "clauses:\n", "status: [{value: no-recorded-revocation, source: order}]\nclauses:\n", 1
    )
    root = invented_site(tmp_path / "site", analysis)
    document = {**DOCUMENT, "disposition_notes": "Revoked by: EO 14001, May 5, 2024"}
    assert said_of(root, INVENTED, records=records(tmp_path, document)) == ["7 EO631"]


def test_a_printed_correction_is_no_second_order(tmp_path: Path) -> None:
    """It stands under the number of the order it corrects, and is said."""
    correction = {
        **DOCUMENT,
        "title": "Correction",
        "document_number": "C1-2021-90001",
        "correction_of": "https://x.example/documents/2021-90001",
    }
    root = invented_site(tmp_path / "site")
    file = records(tmp_path, correction, DOCUMENT)
    assert said_of(root, INVENTED, records=file) == ["4 EO632"]


@pytest.mark.parametrize(
    "data", [b"<html>", b"[]", b'{"results": [{"title": 1}]}', b"\xff", b"[" * 10**5]
)
def test_a_file_without_orders_is_said(tmp_path: Path, data: bytes) -> None:
    """With its path; nothing is raised."""
    file = tmp_path / "records.json"
    file.write_bytes(data)
    problems = loaded(invented_site(tmp_path / "site"), records=file).problems
    assert [each.code for each in problems] == ["EO630"]


def test_records_are_named_on_the_command_line_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, or a folder of files."""
    root = invented_site(tmp_path / "site")
    file = records(tmp_path, {**DOCUMENT, "end_page": 7003})
    assert "EO632" in run("-C", root, "check", "--records", file).output
    assert "EO632" not in run("-C", root, "check").output
    monkeypatch.setenv("EO_RECORDS_DIR", str(tmp_path))
    assert "EO632" in run("-C", root, "check").output
