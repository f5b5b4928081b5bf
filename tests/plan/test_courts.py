"""What pages, lists and data say of courts is that of the day on which they are built."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sites import built, order, outcome, page, small_site, tree

AUDIENCES = """\
audiences:
  - {id: plain, name: N, question: Q?, lead: [status], modules: [cases, timeline, unknowns, relations],
     exports: [json, orders]}
  - {id: lawyers, name: L, question: Q?, lead: [cases], modules: [status], exports: [orders, csv, data]}
"""
RECORD = """\
dates: {signed: 2021-01-20, effective: 2021-02-01}
cases:
  - id: keeper-v-board
    name: Keeper v. Board
    sections: ["2", "6"]
    source: notes
    note: {default: A keeper sues., lawyers: A keeper pleads the Lamp Act.}
    events:
      - {on: 2021-03-01, kind: filed, court: d-me, docket: "1:21-cv-1"}
      - {on: 2021-04-01, kind: pi-granted, court: d-me, scope: nationwide, citation: 1 F. Supp. 4th 1}
      - {on: 2021-06-01, kind: affirmed-in-part, court: first-cir, docket: 21-100, sections: ["2(c)"]}
      - on: 2021-07-01
        kind: stayed-in-part
        court: scotus
        scope: part
        as_to: {default: keepers with a contract, lawyers: persons in privity}
        source: opinion
        url: https://courts.example/opinion
        note: Five to four.
      - {on: 2021-10-01, kind: vacated, court: scotus}
      - {on: 2021-10-01, kind: moot, court: scotus}
  - id: board-v-keeper
    name: Board v. Keeper
    about: eo-14002
    source: notes
    events: [{on: 2021-09-01, kind: reversed, court: scotus, docket: 21-7}]
sources:
  - {id: notes, type: webpage, title: Notes, checked: 2026-11-01}
  - {id: opinion, type: legal_case, title: The opinion}
"""
COURTS = """\
terms:
  - {id: d-me, label: District of Maine, short: D. Me.}
  - {id: first-cir, label: First Circuit, short: 1st Cir.}
  - {id: scotus, label: Supreme Court}
"""
DAYS = (
    ("2021-02-15", "None found", "none-found"),
    ("2021-03-15", "Challenged, not blocked: secs. 2, 6, since Mar 1, 2021", "challenged-not-blocked"),
    ("2021-04-15", "Blocked nationwide: secs. 2, 6, since Apr 1, 2021", "blocked-in-part"),
    ("2021-06-15", "Blocked nationwide: sec. 2(c), since Apr 1, 2021", "blocked-in-part"),
    ("2021-07-15",
     "Blocked in part: sec. 2(c), as to keepers with a contract, since Jul 1, 2021", "blocked-in-part"),
    ("2021-11-15", "Challenges moot or dismissed, since Oct 1, 2021", "moot-or-dismissed"),
)  # fmt: skip


def site(root: Path, record: str = RECORD) -> Path:
    """Two orders; a court blocked some of the first."""
    return small_site(
        root,
        {
            "audiences.yaml": AUDIENCES,
            "content/vocabularies/courts.yaml": COURTS,
            "content/orders/eo-14001.md": order(record),
            "content/orders/eo-14002.md": order("dates: {signed: 2021-01-21}\n", number=14002),
        },
    )


def words(html: str, module: str = "") -> str:
    """The text of a page, or of one of its modules."""
    if module:
        start = html.index(f'id="m-{module}"')
        html = html[start : html.find('<section id="m-', start)]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " "))


def said(html: str, module: str) -> str:
    """The same without spaces that markup leaves before points and commas."""
    return re.sub(r" (?=[,.;:)])", "", words(html, module))


def court_facet(out: Path) -> dict[str, str]:
    """By court effect, the orders that the filter finds."""
    found = json.loads((out / "plain/data/facets.json").read_text("utf-8"))
    facet = next(each for each in found["facets"] if each["id"] == "court")
    return {ident: rows for ident, _, rows in facet["terms"]}


def rows(out: Path) -> dict[str, Any]:
    """The first order as data."""
    file = json.loads((out / "lawyers/orders/2021.json").read_text("utf-8"))
    found: dict[str, Any] = next(each for each in file["orders"] if each["slug"] == "eo-14001")
    return found


@pytest.mark.parametrize(("day", "told", "facet"), DAYS)
def test_a_day_has_the_court_effect_of_the_events_up_to_it(
    tmp_path: Path, day: str, told: str, facet: str
) -> None:
    """On the page, at its head, in the filter and on its card."""
    out = built(site(tmp_path), now=date.fromisoformat(day))
    html = page(out / "plain", "orders/eo-14001")
    assert told in said(html, "status")
    head = words(html[: html.index("m-status")])
    assert re.split(" sec| since", told)[0].lower() in head.lower()
    assert facet in court_facet(out)


def test_events_after_the_day_are_nowhere(tmp_path: Path) -> None:
    """Not in any page, list or file of the build, nor the cases that begin later."""
    out = built(site(tmp_path), now=date(2021, 4, 15))
    for path, data in tree(out).items():
        if path.endswith((".html", ".json", ".csv", ".xml")):
            text = data.decode("utf-8")
            assert "Board v. Keeper" not in text and "21-100" not in text, path
            assert "2021-06-01" not in text and "2021-10-01" not in text, path


def test_days_that_follow_each_other_are_built_as_from_nothing(tmp_path: Path) -> None:
    """What is kept from the day before is used only where nothing of it has changed."""
    root = site(tmp_path / "a")
    for day, _, _ in DAYS:
        built(root, now=date.fromisoformat(day))
    again = built(site(tmp_path / "b"), now=date.fromisoformat(DAYS[-1][0]))
    assert tree(root / "build") == tree(again)


def test_a_case_is_one_entry_with_its_events_in_order(tmp_path: Path) -> None:
    """Where it stands first; then each event with court, docket, citation, sections and source."""
    out = built(site(tmp_path), now=date(2021, 11, 15))
    html = page(out / "lawyers", "orders/eo-14001")
    told = said(html, "cases")
    assert html.count('id="case-keeper-v-board"') == 1
    posture = "Keeper v. Board Vacated; held moot, Supreme Court, Oct 1, 2021"
    events = (
        "Filed, D. Me., No. 1:21-cv-1",
        "Preliminary injunction granted, D. Me., No. 1:21-cv-1, 1 F. Supp. 4th 1; nationwide",
        "Affirmed in part, 1st Cir., No. 21-100; sec. 2(c)",
        "Stayed in part, Supreme Court; as to persons in privity Five to four. The opinion",
        "Vacated, Supreme Court Notes",
    )
    places = [told.index(each) for each in (posture, "A keeper pleads the Lamp Act.", *events)]
    assert places == sorted(places)
    assert 'href="https://courts.example/opinion">Stayed in part</a>' in html
    assert "keepers with a contract" not in html


def test_a_case_about_another_instrument_says_so_and_counts_for_nothing(tmp_path: Path) -> None:
    """It comes after the cases about the order, and leads to what it concerns."""
    out = built(site(tmp_path), now=date(2021, 11, 15))
    html = page(out / "lawyers", "orders/eo-14001")
    assert "Concerns EO 14002, not this order." in said(html, "cases")
    assert html.index("case-keeper-v-board") < html.index("case-board-v-keeper")
    assert "Board v. Keeper" not in words(html, "status")
    alone = RECORD.replace("    sections: [", "    about: eo-14002\n    sections: [")
    data = rows(built(site(tmp_path / "alone", alone), now=date(2021, 11, 15)))
    assert (data["states"]["court"], data["states"]["cases"]) == ("not-searched", "values")
    assert [each["about"] for each in data["cases"]] == ["eo-14002", "eo-14002"]


def test_what_courts_did_is_told_over_time(tmp_path: Path) -> None:
    """A line for each part that fared in its own way, and the same as a drawing."""
    out = built(site(tmp_path), now=date(2021, 11, 15))
    html = page(out / "plain", "orders/eo-14001")
    told = said(html, "status")
    assert (
        "sec. 2(c): blocked nationwide Apr 1, 2021 – Jul 1, 2021 (stayed in part);"
        " blocked in part Jul 1, 2021 – Oct 1, 2021 (vacated as moot)" in told
    )
    wider = "secs. 2, 6, other than sec. 2(c): blocked nationwide Apr 1, 2021 – Jun 1, 2021"
    assert f"{wider} (affirmed only in part)" in told
    assert told.count(wider) == 1
    assert 'class="drawing courts-drawing"' in html


def test_a_block_of_an_order_that_has_ended_has_an_end(tmp_path: Path) -> None:
    """Nothing blocks what binds nobody: it was blocked until then."""
    ended = RECORD.replace(
        "cases:", "status: [{value: revoked, from: 2021-05-01, source: notes}]\ncases:", 1
    ).partition("      - {on: 2021-06-01")[0]
    ended += "sources: [{id: notes, type: webpage, title: Notes, checked: 2026-11-01}]\n"
    out = built(site(tmp_path, ended), now=date(2021, 11, 15))
    told = said(page(out / "plain", "orders/eo-14001"), "status")
    assert "Blocked until the order ended: secs. 2, 6, since Apr 1, 2021, until May 1, 2021" in told
    assert "(the order itself ended)" in told


def test_whom_a_block_reaches_is_said_once(tmp_path: Path) -> None:
    """At the head of the page, in the list of cases and in the event itself."""
    parties = RECORD.replace(
        "scope: nationwide,", "scope: parties, as_to: 'the plaintiffs, and their kin',"
    )
    html = page(built(site(tmp_path, parties), now=date(2021, 4, 15)) / "plain", "orders/eo-14001")
    assert "Blocked as to the plaintiffs, and their kin: secs. 2, 6, since Apr 1, 2021" in said(
        html[: html.index('id="m-')], ""
    )
    assert "blocked as to the plaintiffs, and their kin secs. 2, 6 since Apr 1, 2021" in said(
        html, "cases"
    )
    assert "; as to the plaintiffs, and their kin" in said(html, "cases")
    assert "the parties" not in said(html, "cases")


def test_data_has_the_cases_and_what_they_come_to(tmp_path: Path) -> None:
    """As the page of the day has them, each fact with its source."""
    found = rows(built(site(tmp_path), now=date(2021, 7, 15)))
    assert [(each["value"], each["sections"], each["but_not"]) for each in found["court"]] == [
        ("blocked-in-part", ["2(c)"], []),
        ("challenged-not-blocked", ["2", "6"], ["2(c)"]),
    ]
    (case,) = found["cases"]
    assert [each["kind"] for each in case["events"]] == [
        "filed", "pi-granted", "affirmed-in-part", "stayed-in-part",
    ]  # fmt: skip
    assert case["events"][1]["docket"] == "1:21-cv-1"
    assert case["events"][3]["as_to"] == "persons in privity"
    assert {each["id"] for each in found["sources"]} >= {"notes", "opinion"}


def test_the_timeline_has_every_event(tmp_path: Path) -> None:
    """With what happened, in which case and court; it leads to the case."""
    out = built(site(tmp_path), now=date(2021, 11, 15))
    html = page(out / "plain", "orders/eo-14001")
    told = said(html, "timeline")
    assert "Apr 1, 2021 Preliminary injunction granted Keeper v. Board, D. Me." in told
    assert 'href="#case-keeper-v-board">Filed</a>' in html


def test_a_fact_that_follows_from_cases_has_been_searched(tmp_path: Path) -> None:
    """Neither courts nor cases are among what nobody has looked for."""
    out = built(site(tmp_path), now=date(2021, 11, 15))
    missing = words(page(out / "plain", "orders/eo-14001"), "unknowns")
    assert "court" not in missing.lower()
    early = built(site(tmp_path / "early"), now=date(2021, 2, 15))
    html = page(early / "plain", "orders/eo-14001")
    assert "court" not in words(html, "unknowns").lower()
    assert "Courts: none found." in " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_the_next_change_is_the_next_event(tmp_path: Path) -> None:
    """A site that is built anew then, and not before, is never wrong."""
    report = outcome(site(tmp_path), now=date(2021, 4, 15))
    assert report.next_change and report.next_change[:2] == (date(2021, 6, 1), "eo-14001")
