"""Whom a court effect reaches is said once."""

import pytest
import yaml

from eo_site.render.standing import called, reach
from tests.sites import REPOSITORY

STRINGS = yaml.safe_load((REPOSITORY / "themes/default/strings.yaml").read_text("utf-8"))
PLAINTIFFS = "blocked as to the plaintiffs"


@pytest.mark.parametrize(
    ("value", "as_to", "name", "after"),
    [
        ("blocked-in-part", "", "blocked in part", ""),
        ("blocked-in-part", "keepers", "blocked in part", "as to keepers"),
        ("blocked-in-part", "the plaintiffs", "blocked in part", "as to the plaintiffs"),
        ("blocked-as-to-plaintiffs", "", PLAINTIFFS, ""),
        ("blocked-as-to-plaintiffs", "the plaintiffs", PLAINTIFFS, ""),
        ("blocked-as-to-plaintiffs", "The plaintiffs, and their kin", f"{PLAINTIFFS}, and their kin", ""),
        ("blocked-as-to-plaintiffs", "keepers", f"{PLAINTIFFS}, namely keepers", ""),
        ("blocked-as-to-plaintiffs", "the plaintiffs' kin", f"{PLAINTIFFS}, namely the plaintiffs' kin", ""),
    ],
)  # fmt: skip
def test_what_the_value_says_is_not_said_again(
    value: str, as_to: str, name: str, after: str
) -> None:
    """ "Blocked as to the plaintiffs" is not followed by "as to the plaintiffs"."""
    assert called(value, as_to, STRINGS["court_effect"], STRINGS) == name
    assert reach(value, as_to, STRINGS) == after
