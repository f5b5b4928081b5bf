"""What a file says never acts on what prints a message about it, in any form of report."""

import json

import pytest

from eo_site.model.problem import Place, Problem, visible
from eo_site.reports import FORMS

ATTACKS = (
    "a\nother.md:1:1: EO999 forged",
    "a\r\n::error file=x.md,line=1::forged",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "a\u2028b\u2029c\x85d",
    "\u202etxt.exe\u2066",
    "\ud800",
)


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
@pytest.mark.parametrize("form", FORMS)
def test_a_value_is_printed_as_what_it_is(form: str, attack: str) -> None:
    """Controls and line ends stand as their numbers; a report has as many lines as without them."""
    plain = FORMS[form]([Problem("EO1", "a.md", Place(), "word", "word")], "")
    found = FORMS[form]([Problem("EO1", f"{attack}.md", Place(), attack, attack)], "")
    assert len(found.splitlines()) == len(plain.splitlines())
    assert all(char.isprintable() or char == "\n" for char in found)
    found.encode()


def test_json_and_sarif_stay_what_programs_read() -> None:
    """The message is one line there, too."""
    problem = Problem("EO1", "a.md", Place(), "one\ntwo", "")
    assert json.loads(FORMS["json"]([problem], ""))["problems"][0]["message"] == "one\\ntwo"
    [run] = json.loads(FORMS["sarif"]([problem], ""))["runs"]
    assert run["results"][0]["message"]["text"] == "one\\ntwo"


@pytest.mark.parametrize("hint", ["::error::forged", "  ::set-output name=a::b", "see ##[error]x"])
def test_a_hint_is_no_command_of_github_actions(hint: str) -> None:
    """Which takes a line that begins with two colons, or has `##[` in it, for one."""
    lines = FORMS["text"]([Problem("EO1", "a.md", Place(), "word", hint)], "").splitlines()
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)


def test_what_is_printable_stays() -> None:
    """Letters of every script, quotation marks, backslashes."""
    assert visible("Béla — “Δ” \\n") == "Béla — “Δ” \\n"


def test_what_cannot_be_seen_is_named() -> None:
    """In paths and messages alike, in one way."""
    assert visible("a\u200db\u00a0c\x1b") == "a⟨U+200D⟩b⟨U+00A0⟩c⟨U+001B⟩"
    assert Problem("EO1", "a.md", Place(), "a\u200d").message == "a⟨U+200D⟩"
