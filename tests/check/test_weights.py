"""How much a rule counts is the site's to say."""

from pathlib import Path

import pytest

from tests.sites import SITE, found, loaded, order, outcome, small_site, write

COUNTED = order("", "\nThere are 300 lighthouses.\n")


def weighing(root: Path, rules: str) -> Path:
    """A site with an uncited number, and such `rules`."""
    files = {
        "site.yaml": SITE + f"rules: {rules}\n" if rules else SITE,
        "content/orders/eo-14001.md": COUNTED,
    }
    return small_site(root, files)


@pytest.mark.parametrize(
    ("rules", "severities"),
    [
        ("", ["warning"]),
        ("{uncited-number: error}", ["error"]),
        ("{EO701: error}", ["error"]),
        ("{uncited-number: off}", []),
    ],
)
def test_a_rule_is_an_error_a_warning_or_off(
    tmp_path: Path, rules: str, severities: list[str]
) -> None:
    """By its name or its code; without a word, as the guide lists it."""
    problems = loaded(weighing(tmp_path, rules)).problems
    assert [str(each.severity) for each in problems] == severities


def test_an_error_keeps_a_site_from_being_published(tmp_path: Path) -> None:
    """What a site calls an error is one."""
    assert outcome(weighing(tmp_path / "a", "")).published
    assert not outcome(weighing(tmp_path / "b", "{uncited-number: error}")).published


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{uncited-numbers: off}", "EO700"),
        ("{EO306: off}", "EO700"),
        ("{uncited-number: off, EO701: off}", "EO700"),
        ("{uncited-number: never}", "EO112"),
    ],
)
def test_rules_name_rules(tmp_path: Path, rules: str, expected: str) -> None:
    """A slip would turn nothing off without a word; a leak cannot be turned off at all."""
    problems = found(weighing(tmp_path, rules))
    assert f"site.yaml:6 {expected}" in problems


CUT = """\
# Executive Order 14001: Counting Lighthouses

**Executive Order 14001 of January 20, 2021**

By the authority vested in me, it is ordered:

### Section 1.

**Reg**

Lamps burn.
"""


@pytest.mark.parametrize(("rules", "codes"), [("", ["EO604"]), ("{cut-heading: off}", [])])
def test_doubts_about_an_official_text_are_weighed(
    tmp_path: Path, rules: str, codes: list[str]
) -> None:
    """A site cannot mend a collection of texts that cuts headings short; it can know of it."""
    root = weighing(tmp_path, rules)
    write(
        root,
        {
            "content/orders/eo-14001.md": order("dates: {signed: 2021-01-20}\n", "\nLamps.\n"),
            "content/texts/eo-14001.md": CUT,
        },
    )
    assert [each.split()[1] for each in found(root)] == codes
