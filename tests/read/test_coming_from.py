"""Every line of docs/coming-from.md: what another tool has becomes what it says, and what it writes is read."""

import re
from collections.abc import Iterator

import pytest

from tests.helpers import Outcome, outcome
from tests.sites import REPOSITORY

ROW = re.compile(r"^\| `(.+?)` \| (.+?) \| `(.+?)` \|$", re.MULTILINE)


def rows() -> Iterator[tuple[bool, str, str, str]]:
    """(whether it is front matter, there, what becomes of it, here)"""
    text = (REPOSITORY / "docs/coming-from.md").read_text("utf-8")
    for part in re.split(r"^(?=##)", text, flags=re.MULTILINE):
        record = part.partition("\n")[0].endswith("front matter")
        for there, becomes, here in ROW.findall(part):
            yield record, _decoded(there), becomes, _decoded(here)


def _decoded(cell: str) -> str:
    return cell.replace("\\|", "|").replace("↵", "\n").replace("⟨00A0⟩", "\u00a0")


def read(record: bool, text: str) -> Outcome:
    """A file with these lines in its record or in its body."""
    front = f"{text}\n" if record else ""
    return outcome(f"---\ntitle: T\n{front}---\n\n{'' if record else text}\n".encode())


ROWS = list(rows())


@pytest.mark.parametrize(
    ("record", "there", "becomes", "here"), ROWS, ids=[row[1][:40] for row in ROWS]
)
def test_a_line_of_the_page_holds(record: bool, there: str, becomes: str, here: str) -> None:
    """The codes are those that the page names, or there are none; what stands beside it is right."""
    codes = {each.code for each in read(record, there).problems}
    assert codes == (set() if becomes == "the same" else set(becomes.split(", ")))
    assert not read(record, here).problems


def test_every_line_of_the_tables_is_read() -> None:
    """No row has a form that the tests above pass over."""
    text = (REPOSITORY / "docs/coming-from.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(lines) == len(ROWS) > 50
