"""Annotations in the syntax of GitHub Actions' workflow commands."""

from pathlib import Path

from eo_site.model.problem import Place, Problem, Severity
from eo_site.reports.github import as_annotations
from tests.sites import order, run, small_site

PROBLEM = Problem("EO301", "content/orders/eo-1.md", Place(12, 5), "unknown", "known: general")


def test_a_problem_is_one_command_on_one_line() -> None:
    """With file, line, column, code; the hint is the second line of its message."""
    assert as_annotations([PROBLEM]) == (
        "::error file=content/orders/eo-1.md,line=12,col=5,title=EO301::unknown%0Aknown: general"
    )


def test_a_warning_is_a_warning() -> None:
    """By the command's name."""
    warning = Problem("EO405", "a.md", Place(), "hard to read", "", Severity.WARNING)
    assert as_annotations([warning]) == "::warning file=a.md,line=1,col=1,title=EO405::hard to read"


def test_what_would_end_a_command_early_is_escaped() -> None:
    """`%` everywhere; `:` and `,` in properties only; line ends are written out."""
    odd = Problem("EO1", "a,b:c%.md", Place(), "100 %: one,\r\ntwo")
    assert as_annotations([odd]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=EO1::100 %25: one,\\r\\ntwo"
    )


def test_an_escaped_percent_sign_is_not_escaped_again() -> None:
    """`%0A` in a message stays those three characters for whoever reads it."""
    assert as_annotations([Problem("EO1", "a", Place(), "%0A")]).endswith("::%250A")


def test_files_are_named_from_the_working_directory() -> None:
    """A site in a folder of a repository; a file outside the site keeps its own path."""
    assert "file=library/content/orders/eo-1.md," in as_annotations([PROBLEM], "library")
    outside = Problem("EO601", "/texts/eo-1.txt", Place(), "not a text")
    assert "file=/texts/eo-1.txt," in as_annotations([outside], "library")


def test_the_command_prints_annotations(tmp_path: Path) -> None:
    """One a problem, then the count; nothing but the count where nothing is wrong."""
    root = small_site(tmp_path / "a", {"content/orders/eo-14001.md": order("colour: red\n")})
    ran = run("-C", root, "check", "--format", "github")
    assert ran.code == 1
    annotation, count = ran.output.splitlines()
    assert annotation.startswith("::error file=") and ",title=EO110::" in annotation
    assert count == "1 error, 0 warnings"
    assert (
        run("-C", small_site(tmp_path / "b"), "check", "--format", "github").output
        == "no problems\n"
    )
