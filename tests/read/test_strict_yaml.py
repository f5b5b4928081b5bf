"""YAML as a record: what is text stays text, and what would be lost or run is refused."""

import time

import pytest

from eo_site.model.text import SourceText
from eo_site.read.strict_yaml import read_yaml


def codes(text: str) -> list[str]:
    """`line:column CODE` of everything wrong."""
    _, _, problems = read_yaml(SourceText("a.yaml", text))
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in problems]


def value(text: str) -> object:
    """The value of a document that has nothing wrong with it."""
    found, _, problems = read_yaml(SourceText("a.yaml", text))
    assert not problems
    return found


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "yes",
        "on",
        "null",
        "~",
        "014001",
        "1:30",
        "1e3",
        "0x1F",
        ".inf",
        "2024-01-01",
        "=",
        "1_000",
    ],
)
def test_a_scalar_is_its_text(scalar: str) -> None:
    """No scalar changes its meaning on the way to the schema."""
    assert value(f"a: {scalar}\n") == {"a": scalar}


def test_an_empty_document_is_nothing() -> None:
    """A file of comments is no problem by itself."""
    assert value("# nothing yet\n") is None


def test_a_duplicate_key_is_a_problem_at_the_second() -> None:
    """One of the two would be lost."""
    assert codes("a: 1\nb: 2\na: 3\n") == ["3:1 EO106"]


def test_a_duplicate_key_is_found_however_it_is_quoted() -> None:
    """`"a"` and `a` are one key."""
    assert codes("{a: 1, 'a': 2}") == ["1:8 EO106"]


def test_a_key_that_is_a_list_is_a_problem() -> None:
    """Keys are text."""
    assert codes("? [a, b]\n: c\n") == ["1:3 EO107"]


@pytest.mark.parametrize(
    "tag", ["!!int 3", "!!python/name:os.system ''", "!mine x", "!!binary aGk=", "!!set {a}"]
)
def test_a_tag_is_refused(tag: str) -> None:
    """Values are plain."""
    assert codes(f"a: {tag}\n") == ["1:4 EO107"]


@pytest.mark.parametrize(
    "text",
    [
        "a: [1, 2\n",
        "a: 'b\n",
        "a: b: c\n",
        "\ta: b\n",
        "a: *b\n",
        "- a\nb: c\n",
        "%YAML 9\n--- a\n",
    ],
)
def test_what_is_not_yaml_is_a_problem(text: str) -> None:
    """With a place, and no exception."""
    assert [each.split()[1] for each in codes(text)] == ["EO105"]


def test_two_documents_are_one_too_many() -> None:
    """The second would be lost."""
    assert codes("a: 1\n---\na: 2\n") == ["2:1 EO105"]


def test_aliases_are_followed() -> None:
    """They are a way to write a text once."""
    assert value("a: &x [1]\nb: *x\n") == {"a": ["1"], "b": ["1"]}


def test_aliases_that_multiply_are_refused_at_once() -> None:
    """Nine lines that would be a billion values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    start = time.process_time()
    assert codes("\n".join(lines)) == ["1:1 EO107"]
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: *a}", "&a [*a, *a]"])
def test_an_alias_within_itself_is_refused(text: str) -> None:
    """It would never end."""
    assert codes(text) == ["1:1 EO107"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_nesting_beyond_reason_is_refused(text: str) -> None:
    """Before the parser in C runs out of stack."""
    assert codes(text) == ["1:1 EO107"]


@pytest.mark.parametrize(
    "escape", ["\\0", "\\u2028", "\\u2029", "\\x85", "\\uFEFF", "\\uE000", "\\x0b", "\\uD800"]
)
def test_escapes_bring_in_nothing_that_a_file_may_not_hold(escape: str) -> None:
    """The characters are refused in the file; they must not come in by the back door."""
    (problem,) = codes(f'a: "b{escape}c"\n')
    assert problem.split()[1] in ("EO103", "EO105")


def test_keys_bring_in_nothing_either() -> None:
    """A key is text too."""
    assert codes('"a\\0": b\n') == ["1:1 EO103"]
