"""The golden site is what it was."""

from pathlib import Path

from tests.golden import EXPECTED, UPDATE, comparable, difference, golden_build
from tests.sites import tree


def test_build_is_as_expected(tmp_path: Path) -> None:
    """Every page, feed, calendar and file of data has the bytes that were last found right."""
    differs = difference(comparable(golden_build(tmp_path)), tree(EXPECTED))
    assert not differs, differs


def test_difference_is_told() -> None:
    """The first file that differs is shown by line, others by name, with what to do if it is meant."""
    told = difference({"a": b"1\r\n2", "b": b"", "new": b""}, {"a": b"1\n2", "b": b"", "old": b""})
    assert "-1\n+'1\\r'" in told
    assert "3 file(s), besides this one:\n  new\n  old\n" in told
    assert told.endswith(UPDATE)
