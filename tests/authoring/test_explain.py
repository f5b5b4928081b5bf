"""`eo-site explain`: every part of an order's file, who gets it, and why the others do not."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eo_site.likeness import likeness
from eo_site.order_names import order_named
from tests.sites import AUDIENCES, order, run, small_site

KEEPERS = """\
  - id: keepers
    name: Keepers
    question: What must I do?
    falls_back_to: [plain]
    sections: {omit: [sources]}
    lead: [summary]
    modules: [sections, cases]
"""

WRITTEN = """\
---
number: 14001
title: Counting Lighthouses
dates: {signed: 2021-01-20}
summary:
  default: Lighthouses are to be counted [@order, 1].
  lawyers: The Secretary “shall count” [@order, 1].
does_not:
  - Name a sum.
  - {text: Open a comment period., for: [lawyers]}
---

## Purpose {#purpose}

[The order]{plain="It"} wants a count [@order, 1].

- Lamps count.
- Lenses count under 1(b). {for="lawyers"}

## Duties {#duties}

The Secretary counts by [=signed].

::: instead for plain

Somebody counts.

:::

::: for lawyers, keepers

The count binds.

:::

## Sources {#sources}

Two books.

### Old books {#old}

They are old.
"""

DIFFERENT = """\
  line 6     summary, field: plain, keepers “Lighthouses are to be counted.”; lawyers “The Secretary “shall count”.”
  line 10    does_not.2, item: lawyers “Open a comment period.”
  line 15    purpose, words: plain, keepers (keepers from plain) “It”; lawyers “The order”
  line 18    purpose, list item: lawyers “Lenses count under 1(b).”
  line 21    duties, default text: lawyers “The Secretary counts by January 20, 2021.”
  line 24    duties, instead: plain, keepers (keepers from plain) “Somebody counts.”
  line 30    duties, for: lawyers, keepers “The count binds.”
  line 36    sources, section: plain, lawyers “Sources”; omitted in this edition: keepers
"""


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose order has every kind of part that can differ, and a draft."""
    files = {
        "audiences.yaml": AUDIENCES + KEEPERS,
        "content/orders/eo-14001.md": WRITTEN,
        "content/orders/eo-3.md": order(
            "audiences: [lawyers]\ndraft: true\n", "\nHello.\n", number=3
        ),
        "content/orders/first/index.md": order(
            "withdrawn: {on: 2026-01-01, reason: {default: Wrong., lawyers: Mistaken.}}\n",
            "\nGone.\n",
            number=9,
        ),
    }
    return small_site(tmp_path_factory.mktemp("lighthouses"), files)


@cache
def explained(root: Path, *arguments: str) -> str:
    """What the command prints."""
    ran = run("-C", root, "explain", *arguments, "--now", "2026-11-22")
    assert ran.code == 0, ran.output
    return ran.output


def parts(root: Path, order: str) -> list[dict[str, Any]]:
    """The parts of an order as data."""
    found = json.loads(explained(root, order, "--format", "json"))["parts"]
    assert isinstance(found, list)
    return found


def test_each_difference_has_one_line(lighthouses: Path) -> None:
    """Fields, items, words, items of lists, blocks and sections, in the order of the file."""
    output = explained(lighthouses, "14001")
    assert output.split("different:\n")[1].split("modules")[0] == DIFFERENT


def test_what_all_receive_is_counted_or_listed(lighthouses: Path) -> None:
    """Once for all of them; `--all` has the texts, and what becomes of every module."""
    title = "the same for all who get what it stands in:"
    short = explained(lighthouses, "14001")
    assert f"{title} 2 fields, 3 sections, 3 default texts (--all lists them)\n" in short
    assert "  cases              left out: not-searched: keepers\n" in short
    assert "not in this edition's list" not in short
    whole = explained(lighthouses, "14001", "--all")
    assert f"{title}\n  line 9     does_not.1.text, field: all “Name a sum.”\n" in whole
    assert "  line 37    sources, default text: plain, lawyers “Two books.”\n" in whole
    assert DIFFERENT in whole
    assert "  keepers            status             left out: not in this edition's list\n" in whole


def test_one_audience_is_told_what_it_gets(lighthouses: Path) -> None:
    """Its modules and each text in short, and why it goes without others; no word of others' texts."""
    output = explained(lighthouses, "14001", "--audience", "keepers")
    rows = [" ".join(each.split()) for each in output.splitlines()]
    assert rows[0] == "keepers" and rows[1].startswith("digest ")
    assert "module cases left out: not-searched" in rows
    assert "words purpose (line 15) inherited from plain: “It”" in rows
    assert "list item purpose (line 18) left out: for others" in rows
    assert "default text duties (line 21) left out: replaced by an `instead` block" in rows
    assert "for duties (line 30) own: “The count binds.”" in rows
    assert "section sources (line 36) left out: omitted in this edition" in rows
    assert not [each for each in rows if each.startswith("section old")]
    assert "comment period" not in output and "shall count" not in output
    assert "not in this edition's list" not in output
    assert "not in this edition's list" in explained(
        lighthouses, "14001", "--audience", "keepers", "--all"
    )


@pytest.mark.parametrize("audience", ["plain", "lawyers", "keepers"])
def test_the_parts_that_an_audience_gets_are_its_edition(lighthouses: Path, audience: str) -> None:
    """No word more and none less than the edition's own prose has."""
    whole = {"section", "default text", "instead", "for"}
    got = [
        each["received"][audience]["text"]
        for each in parts(lighthouses, "14001")
        if audience in each["received"]
        and (each["kind"] in whole or each["where"].partition(".")[0] in ("summary", "does_not"))
        and each["kind"] != "item"
    ]
    printed = explained(lighthouses, "14001", "--audience", audience, "--text")
    printed = printed.replace("What it does not do\n", "")
    assert sorted(" ".join(got).split()) == sorted(printed.split())


def test_drafts_are_explained_and_called_so(lighthouses: Path) -> None:
    """With the editions that will not have them; so is what is embargoed or has expired."""
    output = explained(lighthouses, "3")
    assert "content/orders/eo-3.md: a draft, in no edition\n" in output
    assert "plain              not among its `audiences`" in output
    hello = explained(lighthouses, "3", "--audience", "lawyers")
    assert "own: “Hello.”" not in hello and "shared: “Hello.”" in hello
    assert explained(lighthouses, "3", "--audience", "plain") == (
        "plain\n  absent   not among its `audiences`\n"
    )


def test_of_a_withdrawn_order_only_what_is_left_is_told(lighthouses: Path) -> None:
    """Its reason, and nothing of its analysis."""
    [reason] = parts(lighthouses, "9")
    assert reason["where"] == "withdrawn.reason"
    assert reason["received"]["lawyers"] == {"from": "own", "text": "Mistaken."}


def test_the_data_is_whole(lighthouses: Path) -> None:
    """Every part with its place and who gets what; of one audience, nothing of the others."""
    found = json.loads(explained(lighthouses, "14001", "--format", "json"))
    assert (found["order"], found["state"]) == ("eo-14001", "published")
    assert {*found["editions"]["plain"]} == {"digest", "words", "grade", "modules"}
    item = next(each for each in found["parts"] if each["kind"] == "list item")
    assert item == {
        "kind": "list item", "where": "purpose", "path": "content/orders/eo-14001.md", "line": 18,
        "column": 29, "same_for_all": False,
        "received": {"lawyers": {"from": "own", "text": "Lenses count under 1(b)."}},
        "left_out": {"plain": "for others", "keepers": "for others"},
    }  # fmt: skip
    one = explained(lighthouses, "14001", "--format", "json", "--audience", "plain")
    assert [*json.loads(one)["editions"]] == ["plain"]
    assert "lawyers" not in one and "shall count" not in one


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        *((word, "eo-7") for word in ("7", "eo-7", "EO 7", "E.O. 7", "eo7", "Executive Order No. 7", "EO-7")),
        ("content/orders/eo-7.md", "eo-7"),
        ("orders/eo-7.md", "eo-7"),
        (r"orders\\eo-7.md", "eo-7"),
        ("./content/orders/first/", "first"),
        ("EO 9-a", "first"),
        ("First", "first"),
        ("8", None),
        ("EO", None),
        ("content/orders", None),
    ],
)  # fmt: skip
def test_an_order_has_many_names(word: str, slug: str | None) -> None:
    """Its number, what people call it, and its file from the root or from where one is."""
    files = {"eo-7": ["content/orders/eo-7.md"], "first": ["content/orders/first"]}
    assert order_named(word, files, lambda: {"9-A": "first"}, "content") == slug


def test_editions_are_compared_pair_by_pair(lighthouses: Path) -> None:
    """The share of their words that is the same, the most alike first."""
    lines = explained(lighthouses, "14001", "--likeness").splitlines()
    assert [each.split("%  ")[1] for each in lines] == [
        "plain, keepers", "plain, lawyers", "lawyers, keepers",
    ]  # fmt: skip
    assert lines[0] == " 80.0%  plain, keepers"
    data = json.loads(explained(lighthouses, "14001", "--likeness", "--format", "json"))
    assert data["pairs"][0] == {"editions": ["plain", "keepers"], "ratio": 0.8}


def test_a_file_called_otherwise_is_found_by_its_number(lighthouses: Path) -> None:
    """And by its folder, also by an absolute path."""
    for word in (
        "EO 9",
        "content/orders/first",
        str(lighthouses / "content/orders/first/index.md"),
    ):
        assert explained(lighthouses, word).startswith("first  Counting Lighthouses\n"), word
        assert run("-C", lighthouses, "coverage", word).output.endswith("at hand: first\n"), word


def test_one_editions_prose_is_plain_text(lighthouses: Path) -> None:
    """For reading aloud: headings, paragraphs and items; no citations, nothing of others."""
    assert explained(lighthouses, "14001", "--audience", "keepers", "--text") == (
        "Lighthouses are to be counted.\n\nWhat it does not do\n\nName a sum.\n\n"
        "Purpose\n\nIt wants a count.\n\nLamps count.\n\nDuties\n\nSomebody counts.\n\nThe count binds.\n"
    )
    absent = run("-C", lighthouses, "explain", "3", "--audience", "plain", "--text")
    assert absent.code == 1 and "`plain` has no eo-3" in absent.output
    assert run("-C", lighthouses, "explain", "3", "--text").code == 2


def test_an_edition_is_as_like_another_as_their_words_are() -> None:
    """The share of words in the same order; the most alike pair first."""
    texts = {"a": "one two three four", "b": "one two three five", "c": "six", "d": " ", "e": "six"}
    found = [(each.one, each.other, each.ratio) for each in likeness(texts)]
    assert found[:2] == [("c", "e", 1.0), ("a", "b", 0.75)]
    assert {each[2] for each in found[2:]} == {0.0} and len(found) == 6
