"""A change of a record touches its own characters and no others."""
# ruff: noqa: E501 (a case stands on one line)

from datetime import date

import pytest

from eo_site.importers.edit import CannotEditError, edited
from eo_site.importers.merge import Edit

TIE = {"type": "revokes", "target": "eo-2", "source": "notes"}
LINE = "- {type: revokes, target: eo-2, source: notes}"


def after(yaml: str, *edits: Edit) -> str:
    """What becomes of a record."""
    text = edited(f"---\n{yaml}---\nBody, untouched.  \n", edits)
    assert text.startswith("---\n") and text.endswith("---\nBody, untouched.  \n")
    return text[4 : -len("---\nBody, untouched.  \n")]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("title: Old # mine\n", "title: New # mine\n"),
        ("title:   'Old'   # mine\n", "title:   'New'   # mine\n"),
        ('title: "Old"\n', 'title: "New"\n'),
        ("title: >-\n  Old\n  words\n\n# next\nx: 1\n", "title: New\n\n# next\nx: 1\n"),
        ("title: Old\n  words\nx: 1\n", "title: New\nx: 1\n"),
        ("{title: Old, x: 1}\n", "{title: New, x: 1}\n"),
        ("x: 1\n", "title: New\nx: 1\n"),
        ("# head\nnumber: 1 # a\n# b\nx: 1\n", "# head\nnumber: 1 # a\ntitle: New\n# b\nx: 1\n"),
    ],
)
def test_a_value_is_replaced_in_its_place(before: str, expected: str) -> None:
    """Quotes, spaces and comments around it stay; a missing key goes where one would look."""
    assert after(before, Edit("set", ("title",), "New")) == expected


def test_a_value_that_needs_quotes_gets_them() -> None:
    """After a key and between brackets."""
    assert after("title: Old\n", Edit("set", ("title",), "A: b")) == "title: 'A: b'\n"
    edit = Edit("set", ("citation", "fr"), "a, b]")
    assert after("citation: {fr: old, x: 1}\n", edit) == 'citation: {fr: "a, b]", x: 1}\n'
    assert after("title: 'Old'\n", Edit("set", ("title",), "It's")) == "title: 'It''s'\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("dates: {signed: 2020-01-01}  # a\n", "dates: {signed: 2020-01-01, published: 2020-01-02}  # a\n"),
        ("dates: {}\n", "dates: {published: 2020-01-02}\n"),
        ("dates:\n    signed: 2020-01-01 # a\nx: 1\n", "dates:\n    signed: 2020-01-01 # a\n    published: 2020-01-02\nx: 1\n"),
        ("dates:\n  {signed: 2020-01-01, # a\n   filed: 2020-01-01}\n", "dates:\n  {signed: 2020-01-01, # a\n   filed: 2020-01-01, published: 2020-01-02}\n"),
        ("title: T\nx: 1\n", "title: T\ndates: {published: 2020-01-02}\nx: 1\n"),
    ],
)  # fmt: skip
def test_a_key_joins_its_map(before: str, expected: str) -> None:
    """On one line, on lines of its own with their indentation, or with a new map around it."""
    assert after(before, Edit("set", ("dates", "published"), date(2020, 1, 2))) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("relations: []\n", f"relations:\n  {LINE}\n"),
        ("relations: []  # none\nx: 1\n", f"relations:  # none\n  {LINE}\nx: 1\n"),
        ("relations:\n- {type: a} # b\n\nx: 1\n", f"relations:\n- {{type: a}} # b\n{LINE}\n\nx: 1\n"),
        ("relations:\n    - type: a\n      note: >-\n        long\n        note\n\nx: 1\n", f"relations:\n    - type: a\n      note: >-\n        long\n        note\n    {LINE}\n\nx: 1\n"),
        ("relations: [{type: a}]\n", "relations: [{type: a}, {type: revokes, target: eo-2, source: notes}]\n"),
        ("title: T\nduties: []\n", f"title: T\nrelations:\n  {LINE}\nduties: []\n"),
    ],
)  # fmt: skip
def test_an_item_joins_its_list(before: str, expected: str) -> None:
    """After the last, at its dash; in place of an empty list; in a list of its own."""
    assert after(before, Edit("add", ("relations",), TIE)) == expected


@pytest.mark.parametrize(
    ("before", "path", "expected"),
    [
        ("relations:\n  - {a: 1}\n  # c\n  - {b: 1}\nx: 1\n", ("relations", 0), "relations:\n  # c\n  - {b: 1}\nx: 1\n"),
        ("relations: # r\n  - {a: 1}\nx: 1\n", ("relations", 0), "relations: [] # r\nx: 1\n"),
        ("relations: [{a: 1}, {b: 1}]\n", ("relations", 0), "relations: [{b: 1}]\n"),
        ("relations: [{a: 1}, {b: 1}]\n", ("relations", 1), "relations: [{a: 1}]\n"),
        ("status:\n  - value: a\n    note: >-\n      long\n    as_of: b\n", ("status", 0, "note"), "status:\n  - value: a\n    as_of: b\n"),
        ("status:\n  - {value: a, note: n}\n", ("status", 0, "note"), "status:\n  - {value: a}\n"),
    ],
)  # fmt: skip
def test_an_item_or_a_key_is_taken_out(
    before: str, path: tuple[str | int, ...], expected: str
) -> None:
    """With its own line or its comma, and nothing else."""
    assert after(before, Edit("drop", path)) == expected


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    """A file from another system is that system's file afterwards."""
    text = "\ufeff---\r\ntitle: Old\r\n---\r\nBody\nmixed\r\n"
    found = edited(text, [Edit("set", ("title",), "New"), Edit("add", ("relations",), TIE)])
    assert found == f"\ufeff---\r\ntitle: New\r\nrelations:\r\n  {LINE}\r\n---\r\nBody\nmixed\r\n"


def test_what_cannot_be_cut_is_refused() -> None:
    """Rather than guessed at."""
    for yaml, edit in (
        ("relations: text\n", Edit("add", ("relations",), TIE)),
        ("dates: text\n", Edit("set", ("dates", "signed"), "x")),
        ("status:\n  - note: n\n    value: a\n", Edit("drop", ("status", 0, "note"))),
    ):
        with pytest.raises(CannotEditError):
            after(yaml, edit)
