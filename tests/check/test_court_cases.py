"""Court cases that contradict what is said beside them, or themselves, are found at their line."""

from datetime import date
from pathlib import Path

import pytest

from tests.site.test_docs import block
from tests.sites import found, loaded, order, small_site

FILES = {
    "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: Maine}, {id: scotus, label: Supreme Court}]",
}
CASE = """\
sources: [{id: notes, type: legal_case, title: Notes}]
cases:
  - id: a-v-b
    name: A v. B
    sections: ["2"]
    source: notes
    events:
      - {on: 2021-03-01, kind: filed, court: d-me}
      - {on: 2021-04-01, kind: pi-granted, court: d-me, scope: nationwide}
      - {on: 2021-06-01, kind: vacated, court: scotus}
"""


def site(root: Path, record: str) -> Path:
    """An order with a record, in a site that knows two courts."""
    return small_site(root, {**FILES, "content/orders/eo-14001.md": order(record)})


def problems(root: Path, record: str, **options: object) -> list[str]:
    """`CODE words`, with the place of what is wrong within the record."""
    lines = order(record).splitlines()
    return [
        f"{each.code} {lines[each.place.line - 1].strip()}"
        for each in loaded(site(root, record), **options).problems
    ]


ENTRY = "court: [{{value: {}, source: notes, sections: ['{}']{}}}]\n"


@pytest.mark.parametrize(
    ("value", "section", "days", "code"),
    [
        ("blocked-nationwide", "2", "", "EO430"),
        ("blocked-nationwide", "2", ", from: 2021-04-01", "EO430"),
        ("blocked-nationwide", "2(c)", ", as_of: 2021-06-02", "EO430"),
        ("upheld", "2(c)", ", as_of: 2021-05-01", "EO430"),
        ("none-known", "2", "", "EO430"),
        ("challenged-not-blocked", "2", ", from: 2021-03-01", "EO430"),
        ("blocked-nationwide", "2", ", from: 2021-04-01, until: 2021-05-31", "EO431"),
        ("blocked-nationwide", "2(c)", ", as_of: 2021-05-01", "EO431"),
        ("challenged-not-blocked", "2", "", "EO431"),
        ("upheld", "6", "", ""),
        ("upheld", "21", "", ""),
        ("upheld", "2", ", as_of: 2021-02-01", ""),
    ],
)
def test_an_entry_about_sections_that_a_case_tells_of(
    tmp_path: Path, value: str, section: str, days: str, code: str
) -> None:
    """Wrong on some day, it contradicts the case; right on every day, it says it again."""
    entry = ENTRY.format(value, section, days)
    wrong = [each for each in problems(tmp_path, entry + CASE) if not each.startswith("EO407")]
    assert wrong == ([f"{code} {entry.strip()}"] if code else [])


def test_a_case_about_another_instrument_contradicts_nothing(tmp_path: Path) -> None:
    """Nor is what it says of courts said twice."""
    elsewhere = CASE.replace("    sections", "    about: eo-14002\n    sections")
    assert problems(tmp_path, ENTRY.format("upheld", "2", "") + elsewhere) == []


def test_what_a_case_concerns_exists(tmp_path: Path) -> None:
    """An order by its number, or an instrument."""
    unknown = CASE.replace("    sections", "    about: proc-9645\n    sections")
    assert problems(tmp_path, unknown) == ["EO432 about: proc-9645"]


def test_a_stay_of_nothing_is_told(tmp_path: Path) -> None:
    """A stay of the proceedings is no event of this kind."""
    stay = "      - {on: 2021-03-05, kind: stayed, court: d-me}"
    assert problems(tmp_path, CASE + stay + "\n") == [f"EO433 {stay.strip()}"]
    after = stay.replace("03-05", "04-05")
    assert problems(tmp_path / "after", CASE + after + "\n") == []


def test_a_block_of_what_had_ended_is_told(tmp_path: Path) -> None:
    """Of an order or of a section that ended before; not on its last day, nor of another instrument."""
    grant = "- {on: 2021-04-01, kind: pi-granted, court: d-me, scope: nationwide}"

    def wrong(name: str, ends: str, cases: str = CASE) -> list[str]:
        return problems(tmp_path / name, ends + cases)

    assert wrong("a", "status: [{value: revoked, source: notes, from: 2021-04-01}]\n") == [
        f"EO435 {grant}"
    ]
    assert wrong("b", "status: [{value: revoked, source: notes, from: 2021-04-02}]\n") == []
    part = "status: [{value: expired, sections: ['2'], source: notes, from: 2021-03-31}]\n"
    named = CASE.replace("scope: nationwide", "scope: nationwide, sections: ['2(c)']")
    assert [each[:5] for each in wrong("c", part, named)] == ["EO435"]
    elsewhere = CASE.replace("    sections", "    about: eo-14002\n    sections")
    assert (
        wrong("d", "status: [{value: revoked, source: notes, from: 2021-02-01}]\n", elsewhere) == []
    )


def test_an_entry_beside_a_block_that_ended_with_its_order(tmp_path: Path) -> None:
    """What the page says of the block then is what the entry is held against."""
    standing = CASE.replace("      - {on: 2021-06-01, kind: vacated, court: scotus}\n", "")
    ended = "status: [{value: revoked, source: notes, from: 2021-05-01}]\n"
    entry = ENTRY.format("blocked-nationwide", "2", ", from: 2021-04-01")
    assert [each[:5] for each in problems(tmp_path, ended + entry + standing)] == ["EO430"]
    until = ENTRY.format("blocked-nationwide", "2", ", from: 2021-04-01, until: 2021-04-30")
    assert [each[:5] for each in problems(tmp_path / "b", ended + until + standing)] == ["EO431"]


def test_a_restraining_order_does_not_stand_for_ever(tmp_path: Path) -> None:
    """After four weeks somebody must say what became of it; until then nothing is wrong."""
    standing = CASE.replace("pi-granted", "tro-granted").replace(
        "      - {on: 2021-06-01, kind: vacated, court: scotus}\n", ""
    )
    told = site(tmp_path, standing)
    assert found(told, now=date(2021, 4, 28)) == []
    assert [each.split()[-1] for each in found(told, now=date(2021, 4, 29))] == ["EO434"]
    for kind in ("pi-denied", "expired", "stay-denied"):
        ended = standing + f"      - {{on: 2021-04-10, kind: {kind}, court: d-me}}\n"
        assert problems(tmp_path / kind, ended) == []
    filed = standing + "      - {on: 2021-04-10, kind: appealed, court: scotus}\n"
    assert [each.split()[0] for each in problems(tmp_path / "filed", filed)] == ["EO434"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("court: d-me", "court: d-mee", "EO401"),
        (", scope: nationwide", "", "EO112"),
        ("scope: nationwide", "scope: place", "EO112"),
        ("    source: notes\n", "", "EO112"),
        ("kind: filed", "kind: flied", "EO112"),
        ("court: d-me}", "court: d-me, for: [plain]}", "EO110"),
        ("on: 2021-03-01, ", "", "EO111"),
        ("    source: notes\n", "    source: nowhere\n", "EO308"),
    ],
)
def test_a_case_that_cannot_be_read_or_used(tmp_path: Path, old: str, new: str, code: str) -> None:
    """A court, a kind, a scope, a day and a source are needed; an event is for all."""
    assert old in CASE
    wrong = problems(tmp_path, CASE.replace(old, new, 1))
    assert {each.split()[0] for each in wrong} == {code}


def test_two_cases_have_two_ids(tmp_path: Path) -> None:
    """Each is a place on the page."""
    again = CASE.partition("cases:\n")[2]
    assert problems(tmp_path, CASE + again) == ["EO313 - id: a-v-b"]


def test_the_guides_example_is_sound(tmp_path: Path) -> None:
    """As an author would copy it."""
    record = block("authors.md", "### Court cases").replace("litigators", "plain")
    record += "sources: [{id: case-tracker, type: legal_case, title: Tracker}]\n"
    courts = "terms: [{id: d-me, label: M}, {id: first-cir, label: F}, {id: scotus, label: S}]"
    files = {
        "content/orders/eo-14001.md": order(record),
        "content/vocabularies/courts.yaml": courts,
    }
    assert found(small_site(tmp_path, files)) == []
