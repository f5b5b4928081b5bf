"""Rules over the whole content that no single line breaks alone."""

import json
from pathlib import Path

import pytest

from eo_site.check import ORDER_RULES, SITE_RULES
from tests.sites import (
    AUDIENCES,
    ORDER,
    REPOSITORY,
    SITE,
    found,
    loaded,
    order,
    page,
    run,
    small_site,
    write,
)


def test_rules_are_in_two_lists() -> None:
    """Each once; adding one adds a file and a line."""
    assert len({*ORDER_RULES, *SITE_RULES}) == len(ORDER_RULES) + len(SITE_RULES)


def test_a_sound_site_has_no_problems(site: Path) -> None:
    """What the other tests report comes from what they change."""
    assert found(site) == []


SIGNED = """\
review:
  state: reviewed
  sign_offs: [{{reviewer: A. Reader, audience: {}, on: 2026-01-01, digest: {}}}]
"""


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("review: {state: reviewed}\n", ["EO409"]),
        ("review: {state: unreviewed}\n", []),
        (SIGNED.format("nobody", "00"), ["EO301"]),
    ],
)
def test_a_review_needs_a_name(tmp_path: Path, record: str, expected: list[str]) -> None:
    """No state above unreviewed without somebody who answers for it."""
    root = small_site(tmp_path, {"content/orders/eo-14001.md": order(record)})
    assert [each.split()[1] for each in found(root)] == expected


def signed(digest: str) -> str:
    """The order with a sign-off for one audience."""
    return ORDER.replace("number: 14001\n", f"number: 14001\n{SIGNED.format('plain', digest)}")


def digest_of(root: Path, audience: str) -> str:
    """What `explain` tells a reviewer to sign."""
    ran = run("-C", root, "explain", "eo-14001", "--format", "json")
    return str(json.loads(ran.output)["editions"][audience]["digest"])


def test_a_sign_off_holds_for_one_edition_until_its_text_changes(tmp_path: Path) -> None:
    """Signed for plain readers: their page says so, and stops when their text is another."""
    root = small_site(tmp_path)
    write(root, {"content/orders/eo-14001.md": signed(digest_of(root, "plain"))})
    assert found(root) == []
    assert run("-C", root, "build").code == 0
    assert "Reviewed." in page(root / "build/plain", "orders/eo-14001")
    assert "Unreviewed." in page(root / "build/lawyers", "orders/eo-14001")
    text = (root / "content/orders/eo-14001.md").read_text("utf-8")
    write(root, {"content/orders/eo-14001.md": text.replace("shall count", "must count")})
    assert found(root) == []
    write(root, {"content/orders/eo-14001.md": text.replace("wants a count", "wants one")})
    assert [each.split()[1] for each in found(root)] == ["EO409"]
    assert run("-C", root, "build").code == 0
    assert "Unreviewed." in page(root / "build/plain", "orders/eo-14001")


def test_reading_is_measured_per_edition(tmp_path: Path) -> None:
    """A warning, with the audience, for text that is theirs."""
    hard = "The promulgation of lighthouse enumeration methodologies necessitates interdepartmental coordination."
    readers = AUDIENCES.replace(
        "name: Plain readers",
        "name: Plain readers\n    reading: {max_grade: 8, max_sentence_words: 9}",
    )
    files = {
        "audiences.yaml": readers,
        "content/orders/eo-14001.md": order(
            body=f"\nEasy words are read.\n\n::: for lawyers\n\n{hard}\n\n:::\n"
        ),
    }
    assert loaded(small_site(tmp_path, files)).problems == ()
    write(tmp_path, {"content/orders/eo-14001.md": order(body=f"\n{hard}\n")})
    problems = loaded(tmp_path).problems
    assert {each.code for each in problems} == {"EO405"}
    assert all("`plain`" in each.message and each.severity == "warning" for each in problems)


LONG = """\
---
number: 14001
title: Counting Lighthouses
dates: {signed: 2021-01-20}
summary: >-
  Short words. The order wants every lighthouse
  of the coast to be counted by [=signed] [@order, 1].
---

## Purpose

The order wants every lighthouse to be painted. The order wants [every buoy and every beacon of the
coast]{lawyers="a count"} [@order, 2] to be painted white before winter comes back.

- The order wants every keeper to be asked whether the lamp burns at night as it should {for="lawyers"}
"""


def test_each_long_sentence_is_told_where_it_stands(tmp_path: Path) -> None:
    """One problem a sentence, at its own line, for all whom it is too long for."""
    limits = ("Plain readers", 9), ("Lawyers", 11)
    readers = AUDIENCES
    for name, limit in limits:
        reading = f"name: {name}\n    reading: {{max_grade: 99, max_sentence_words: {limit}}}"
        readers = readers.replace(f"name: {name}", reading)
    files = {"audiences.yaml": readers, "content/orders/eo-14001.md": LONG}
    told = [each.line() for each in loaded(small_site(tmp_path, files)).problems]
    head = "content/orders/eo-14001.md:"
    assert told == [
        f"{head}6:16: warning: EO405 a sentence of 15 words, over the 9 of `plain` and the 11 of"
        " `lawyers`: “The order wants every lighthouse of the coast …”",
        f"{head}12:49: warning: EO405 a sentence of 19 words, over the 9 of `plain`:"
        " “The order wants every buoy and every beacon …”",
        f"{head}13:17: warning: EO405 a sentence of 13 words, over the 11 of `lawyers`:"
        " “The order wants a count to be painted …”",
        f"{head}15:3: warning: EO405 a sentence of 17 words, over the 11 of `lawyers`:"
        " “The order wants every keeper to be asked …”",
    ]
    assert told[0] in (REPOSITORY / "docs/authors.md").read_text("utf-8")


def test_the_featured_order_exists(tmp_path: Path) -> None:
    """With its line in site.yaml."""
    root = small_site(tmp_path, {"site.yaml": SITE + "featured: eo-14011\n"})
    assert found(root) == ["site.yaml:6 EO410"]


def test_the_chooser_shows_the_featured_order(tmp_path: Path) -> None:
    """Each public edition by its own words on it."""
    newer = (
        ORDER.replace("14001", "14009")
        .replace("2021-01-20", "2022-01-20")
        .replace("Lighthouses are", "Buoys are")
    )
    files = {"content/orders/eo-14009.md": newer, "site.yaml": SITE + "featured: eo-14001\n"}
    run("-C", small_site(tmp_path, files), "build")
    chooser = (tmp_path / "build/index.html").read_text("utf-8")
    assert "Lighthouses are to be counted" in chooser and "shall count" in chooser
    assert "Buoys" not in chooser


def test_every_file_is_checked_at_once(tmp_path: Path) -> None:
    """A writer sees everything that is wrong, not the first of it, in reading order."""
    files = {
        "content/orders/eo-2.md": order(
            "colour: red\n", "\nA {brace}.\n\n::: for nobody\n\nB.\n\n:::\n"
        ),
        "content/orders/eo-3.md": "Text.",
        "content/pages/about.md": "---\ntitle: About\n---\n\nA `span.\n",
    }
    assert found(small_site(tmp_path, files)) == [
        "content/orders/eo-2.md:4 EO110",
        "content/orders/eo-2.md:7 EO207",
        "content/orders/eo-2.md:9 EO301",
        "content/orders/eo-3.md:1 EO104",
        "content/pages/about.md:5 EO202",
    ]
