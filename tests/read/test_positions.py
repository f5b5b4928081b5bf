"""Every character of a text that is looked at knows where in the file it stands."""

import pytest

from eo_site.model.text import SourceText
from eo_site.read.attributes import BadAttributes, read_attributes
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml


def place_of(text: str, wanted: str) -> str:
    """Where the value of `a` has a word, as `line:column`."""
    value, marks, problems = read_yaml(SourceText("a.yaml", text))
    assert not problems
    found = value["a"]
    place = marks.fragment(("a",), found).place(found.index(wanted))
    return f"{place.line}:{place.column}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one X two", "1:8"),
        ("a:\n  one\n  X two", "3:3"),
        ('a: "one X"', "1:9"),
        ('a: "o\\"n\\\\e X"', "1:13"),
        ('a: "one\n  two X"', "2:7"),
        ('a: "one \\\n  two X"', "2:7"),
        ("a: 'it''s X'", "1:11"),
        ("a: |\n  one\n  X", "3:3"),
        ("a: |-\n\n  one\n\n  X", "5:3"),
        ("a: |2\n    one\n   X", "3:4"),
        ("a: >-\n  one\n  two X", "3:7"),
        ("a: >\n  one\n\n  two X\n  three", "4:7"),
        ("# é𝔄\nb: {c: d}\na: 𝔄𝔄 X", "3:7"),
    ],
)
def test_a_character_of_a_scalar_has_its_place(text: str, place: str) -> None:
    """In every style that YAML knows."""
    assert place_of(text, "X") == place


def test_a_text_with_an_escape_for_a_letter_has_at_least_its_start() -> None:
    """Where the characters cannot be aligned, the place is that of the value."""
    assert place_of('b: c\na: "\\x41 X"', "X") == "2:4"


def test_columns_count_characters() -> None:
    """Not bytes, nor UTF-16 units; CRLF and a byte order mark at the start count for nothing."""
    source, problems = decode("a.md", "\ufeff𝔄é\r\nx".encode())
    assert source and not problems
    assert (source.place(2).line, source.place(2).column) == (1, 3)
    assert (source.place(3).line, source.place(3).column) == (2, 1)


def test_bad_utf8_has_its_place() -> None:
    """Editors count characters, so the bytes before are decoded."""
    _, (problem,) = decode("a.md", "é\né".encode() + b"\xff")
    assert (problem.code, problem.place.line, problem.place.column) == ("EO102", 2, 2)


def attribute_place(text: str, wanted: str) -> tuple[int, int]:
    """Where the first attribute's value has a word."""
    value = read_attributes(SourceText("a", text).fragment(0, len(text)), 0).items[0].value
    place = value.place(value.text.index(wanted))
    return place.line, place.column


@pytest.mark.parametrize(
    ("text", "column"),
    [('{a="b X"}', 7), ('{a="\\"b\\" X"}', 11), ("{a='\\'X'}", 7), ('{a="\\\\X"}', 7)],
)
def test_a_character_of_an_attributes_value_has_its_place(text: str, column: int) -> None:
    """Escapes are one character of the value and two of the file."""
    assert attribute_place(text, "X") == (1, column)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("{}", 0),
        ("{a}", 1),
        ('{a="b', 3),
        ("{a=b}", 3),
        ('{a="b"c="d"}', 6),
        ("{#a #b}", 4),
        ('{a="b" a="c"}', 7),
        ("{#A}", 1),
    ],
)
def test_bad_attributes_say_where(text: str, index: int) -> None:
    """At the first character that does not fit."""
    with pytest.raises(BadAttributes) as raised:
        read_attributes(SourceText("a", text).fragment(0, len(text)), 0)
    assert raised.value.index == index
