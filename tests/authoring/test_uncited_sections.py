"""Which sections of an official text an analysis says nothing of."""

import json
from pathlib import Path

from tests.check.planting import INVENTED, invented_site, sound
from tests.sites import run


def uncited(root: Path) -> dict[str, list[str]]:
    """By audience, as the command prints it for programs."""
    ran = run("-C", root, "coverage", "--format", "json")
    assert ran.code == 0, ran.output
    found = json.loads(ran.output)["orders"][INVENTED]
    return {name: each["uncited"] for name, each in found.items()}


def test_sections_that_no_passage_cites_are_named(tmp_path: Path) -> None:
    """A section is covered with what it stands in; facts of the record are no passages."""
    expected = ["preamble", "2(b)", "4", "4(a)", "4(b)", "4(c)"]
    assert uncited(invented_site(tmp_path)) == {"plain": expected, "lawyers": expected}


def test_each_audience_is_counted_by_what_it_reads(tmp_path: Path) -> None:
    """A citation for some covers nothing for the others; one that is replaced is gone."""
    body = (
        "\n::: for lawyers\n\nThe limits stand at the end [@order, 4].\n\n:::\n"
        "\n## Shoals\n\nShoals are to be marked [@order, 2(b)].\n"
        "\n::: instead for lawyers\n\nShoals come later.\n\n:::\n"
    )
    found = uncited(invented_site(tmp_path, sound() + body))
    assert found["plain"] == ["preamble", "4", "4(a)", "4(b)", "4(c)"]
    assert found["lawyers"] == ["preamble", "2(b)"]


def test_the_command_prints_a_line_for_each_audience(tmp_path: Path) -> None:
    """And says of which orders no text is at hand."""
    root = invented_site(tmp_path)
    ran = run("-C", root, "coverage", "--audience", "plain")
    assert ran.output.splitlines() == [
        INVENTED,
        "  plain              6 of 10 sections uncited: preamble, 2(b), 4, 4(a), 4(b), 4(c)",
    ]
    (root / f"content/texts/{INVENTED}.txt").unlink()
    assert run("-C", root, "coverage").output == f"no official text at hand: {INVENTED}\n"


def test_what_cannot_be_covered_is_refused(tmp_path: Path) -> None:
    """An order or an audience that is not there is wrong usage; a broken site is a problem."""
    root = invented_site(tmp_path)
    assert run("-C", root, "coverage", "eo-1").code == 2
    assert run("-C", root, "coverage", "--audience", "nobody").code == 2
    (root / "audiences.yaml").write_text("audiences: []\n", "utf-8")
    assert run("-C", root, "coverage").code == 1
