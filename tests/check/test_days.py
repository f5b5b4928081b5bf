"""Days and pages that cannot be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from eo_site.engine import load as loading
from eo_site.model.base import Dated, mark_of
from eo_site.model.instrument import InstrumentFile
from eo_site.model.order import AuthoredOrder
from eo_site.model.source import SourceFile
from tests.sites import built, loaded, order, outcome, small_site, tree

NOW = date(2150, 6, 1)
"""Later than any clock: what has come by then does not hang on the day of the test."""


def problems(root: Path, record: str, now: date = NOW, **files: str) -> list[str]:
    """`6:17 EO651 …` of an order with such a record."""
    site = small_site(root, {"content/orders/eo-14001.md": order(record), **files})
    return [
        f"{each.place.line}:{each.place.column}{' warning' if each.severity == 'warning' else ''} {each.code}"
        for each in loaded(site, now=now).problems
        if each.code in ("EO651", "EO652")
    ]


DUE = 'duties:\n  - {{id: d1, section: "1", who: [navy], what: X, type: time-boxed, due: {}}}\n'


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("dates: {signed: 2020-02-06, published: 2020-02-05}\n", ["4:40 EO651"]),
        ("dates: {signed: 2020-02-06, filed: 2020-02-05}\n", ["4:36 EO651"]),
        ("dates: {filed: 2020-02-06, published: 2020-02-05}\n", ["4:39 EO651"]),
        ("dates: {signed: 2020-02-05, filed: 2020-02-05, published: 2020-02-05}\n", []),
        ("dates: {effective: 1020-01-01}\n", ["4:20 EO651"]),
        ("dates: {effective: 2020-01-01, signed: 2020-02-05}\n", []),
        ("dates: {effective: 9999-01-01}\n", ["4:20 EO651"]),
        ("citation: {fr: 85 FR 6721, start_page: 6721, end_page: 6700}\n", ["4:56 EO651"]),
        ("citation: {fr: 85 FR 6721, start_page: 6722, end_page: 6730}\n", ["4:16 EO651"]),
        ("citation: {fr: 85 FR 6721, end_page: 6720}\n", []),
        ("publish_on: 2020-02-02\nexpires_on: 2020-02-01\n", ["5:13 EO651"]),
        ("publish_on: 2020-02-02\nexpires_on: 2020-02-02\n", ["5:13 EO651"]),
        ("publish_on: 2020-02-02\nexpires_on: 2020-02-03\n", []),
        (
            "status:\n  - {value: in-force, source: s, from: 2021-01-02, until: 2021-01-01}\n",
            ["5:59 EO651"],
        ),
        (
            "comments:\n  - {what: X, source: s, opens: 2021-01-02, closes: 2021-01-01}\n",
            ["5:53 EO651"],
        ),
        (
            "dates: {signed: 2021-01-20}\nchanges:\n  - {on: 2021-01-19, kind: published, text: X.}\n",
            ["6:10 EO651"],
        ),
        (
            "dates: {signed: 2021-01-20}\n"
            "relations:\n  - {type: revoked_by, target: eo-14005, source: s, from: 2020-01-20}\n",
            ["6:59 EO651"],
        ),
        (
            "dates: {signed: 2021-01-20}\n"
            "relations:\n  - {type: references, target: eo-13005, source: s, from: 2020-01-20}\n",
            [],
        ),
        ("dates: {signed: 2021-01-20}\n" + DUE.format("{end_of: FY2018}"), ["6:73 EO651"]),
        (
            "dates: {signed: 2021-01-20}\n" + DUE.format("{after: P3D, from: 2019-01-01}"),
            ["6:73 EO651"],
        ),
        ("dates: {signed: 2021-01-20}\n" + DUE.format("{end_of: FY2021}"), []),
        ("dates: {published: 2021-01-25}\ncitation: {fr: 85 FR 6721}\n", ["5:16 EO651"]),
        ("dates: {published: 2021-01-25}\ncitation: {fr: 86 FR 6721}\n", []),
        (
            "dates: {signed: 2021-01-20, effective: 2021-01-01}\n"
            "status:\n  - {value: in-force, source: s, from: 2021-01-01}\n",
            [],
        ),
    ],
)
def test_days_and_pages_do_not_run_backwards(
    tmp_path: Path, record: str, expected: list[str]
) -> None:
    """The later of the two is named; nothing that follows from an order is before it."""
    source = "sources:\n  - {id: s, type: webpage, title: S}\n"
    assert problems(tmp_path, record + source) == expected


EVERY_PAST_DAY = """\
dates: {signed: DAY, filed: DAY, published: DAY, effective: DAY}
status:
  - {value: in-force, source: s, from: DAY, until: DAY, as_of: DAY}
relations:
  - {type: amends, target: eo-13000, source: s, from: DAY, as_of: DAY}
events:
  - {id: e1, on: DAY, text: X.}
duties:
  - id: d1
    section: "1"
    who: [navy]
    what: X.
    type: time-boxed
    due: DAY
    evidence: [{on: DAY, value: not-done, text: X., source: s}]
sources:
  - {id: s, type: webpage, title: S, issued: DAY, accessed: DAY, checked: DAY}
changes:
  - {on: DAY, kind: published, text: X.}
review: {state: unreviewed, sign_offs: [{reviewer: R, audience: plain, on: DAY, digest: x}]}
"""
AGENCIES = "terms: [{id: navy, label: Navy}]\n"
PLANNED = ("effective", "from", "until", "due")


@pytest.mark.parametrize(
    ("day", "kind"), [("2150-06-02", None), ("2150-06-03", " warning"), ("2151-06-03", "")]
)
def test_a_day_that_somebody_has_seen_has_come(tmp_path: Path, day: str, kind: str | None) -> None:
    """Each is an error; a warning within a year, when a clock may be behind; plans may lie ahead."""
    record = EVERY_PAST_DAY.replace("DAY", day)
    found = problems(tmp_path, record, **{"content/vocabularies/agencies.yaml": AGENCIES})
    count = record.count(day) - sum(record.count(f"{each}: {day}") for each in PLANNED)
    assert len(found) == (count if kind is not None else 0)
    said = set() if kind is None else {f"{kind} EO652".strip()}
    assert {each.split(" ", 1)[1] for each in found} == said


def test_a_library_source_is_looked_at_too(tmp_path: Path) -> None:
    """`content/sources.yaml` has days as well."""
    sources = "sources:\n  - {id: s, type: webpage, title: S, checked: 2190-01-01, accessed: 1190-01-01}\n"
    site = small_site(tmp_path, {"content/sources.yaml": sources})
    (found,) = [each for each in loaded(site, now=NOW).problems if each.code == "EO652"]
    assert (found.path, found.place.line, found.place.column) == ("content/sources.yaml", 2, 47)
    (tmp_path / "content/sources.yaml").write_text(sources.replace("2190", "2090"), "utf-8")
    assert ("content/sources.yaml", "EO651") in {
        (e.path, e.code) for e in loaded(site, now=NOW).problems
    }


def test_an_order_under_embargo_may_have_the_day_of_its_release(tmp_path: Path) -> None:
    """It will have come when anybody reads it."""
    change = "changes:\n  - {on: 2190-01-01, kind: published, text: First.}\n"
    assert problems(tmp_path / "a", change + "publish_on: 2190-01-01\n") == []
    assert problems(tmp_path / "b", change + "publish_on: 2189-12-31\n") == ["5:10 EO652"]


def test_pages_for_a_past_day_may_rest_on_what_was_seen_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not `--now` alone tells what has come, the clock does too."""
    monkeypatch.setattr(loading, "clock_of", lambda _: date(2026, 11, 29))
    source = "sources:\n  - {id: s, type: webpage, title: S, checked: 2026-11-28}\n"
    assert problems(tmp_path, source, now=date(2017, 3, 20)) == []
    monkeypatch.setattr(loading, "clock_of", lambda _: date(2020, 1, 1))
    assert problems(tmp_path / "b", source, now=date(2017, 3, 20)) == ["5:47 EO652"]


def test_a_day_that_has_come_is_no_problem_any_more(tmp_path: Path) -> None:
    """Neither where the study is kept, nor anew: both say the same on each day."""
    source = "sources:\n  - {id: s, type: webpage, title: S, checked: 2150-06-20}\n"
    site = small_site(tmp_path / "site", {"content/orders/eo-14001.md": order(source)})
    said = {
        day: [each.code for each in outcome(site, now=date(2150, 6, day)).problems]
        for day in (1, 18, 19, 20)
    }
    assert said == {1: ["EO652"], 18: ["EO652"], 19: [], 20: []}
    anew = small_site(tmp_path / "anew", {"content/orders/eo-14001.md": order(source)})
    assert tree(built(anew, now=date(2150, 6, 20))) == tree(site / "build")


def models(
    model: type[BaseModel], seen: set[type[BaseModel]] | None = None
) -> Iterator[type[BaseModel]]:
    """A model and all that its fields are made of."""
    seen = set() if seen is None else seen
    if model not in seen:
        seen.add(model)
        yield model
        for field in model.model_fields.values():
            for inner in parts(field.annotation):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    yield from models(inner, seen)


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that stands in it."""
    yield annotation
    for each in get_args(annotation):
        yield from parts(each)


KNOWN: dict[type[BaseModel], set[str]] = {
    AuthoredOrder: {"signed", "on", "as_of", "from_", "until", "checked", "publish_on"},
    InstrumentFile: {"signed", "published", "effective"},
    SourceFile: {"checked", "accessed", "issued"},
}


@pytest.mark.parametrize("root", [AuthoredOrder, InstrumentFile, SourceFile])
def test_every_field_that_holds_a_day_says_which_it_can_be(root: type[BaseModel]) -> None:
    """A field added later is looked at, or fails here."""
    days = [
        (model.__name__, name)
        for model in models(root)
        for name, field in model.model_fields.items()
        if date in parts(field.annotation) and mark_of(field, Dated) is None
    ]
    assert days == []
    looked = {
        name
        for model in models(root)
        for name, field in model.model_fields.items()
        if mark_of(field, Dated)
    }
    assert KNOWN[root] <= looked
