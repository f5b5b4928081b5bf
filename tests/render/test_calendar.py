"""Calendars, read back by a calendar's parser."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr

from eo_site.dates import add_duration
from eo_site.render.calendar import escaped, folded, rule
from tests.sites import SITE, built, order, page, small_site

RECORD = """\
dates: {signed: 2021-01-20}
status: [{value: revoked, source: notes, from: 2021-06-01}]
changes: [{on: 2026-11-02, kind: published, text: Out.}]
sources: [{id: notes, type: webpage, title: Notes, checked: 2026-11-01, covers: [status]}]
duties:
"""
STANDING = RECORD.replace("value: revoked", "value: in-force")
DUTY = '  - {{id: {id}, section: "{section}", who: [{who}], what: "{what}", type: time-boxed, due: {due}{more}}}\n'
AGENCIES = "terms: [{id: guard, label: Coast Guard}, {id: navy, label: 'Navy; Fleet, Home'}]\n"
LONG = "Zähle die Leuchttürme — " * 12


def duty(ident: str, due: str, *, what: str = "Count.", who: str = "guard", more: str = "") -> str:
    """One duty with a date."""
    section = f"{ident[1:]}(a)"
    return DUTY.format(id=ident, section=section, who=who, what=what, due=due, more=more)


def library(root: Path, duties: str, **files: str) -> Path:
    """A site with one order."""
    return built(
        small_site(
            root,
            {
                "content/orders/eo-14001.md": order(RECORD + duties),
                "content/vocabularies/agencies.yaml": AGENCIES,
                **files,
            },
        )
    )


def events(file: Path) -> dict[str, Any]:
    """A calendar's events by the first part of their ids."""
    found = icalendar.Calendar.from_ical(file.read_bytes())
    assert found["VERSION"] == "2.0" and found["PRODID"]
    assert not found.errors
    walked = found.walk("VEVENT")
    assert not [error for event in walked for error in event.errors]
    return {str(event["UID"]).split(".")[1]: event for event in walked}


def test_every_calendar_of_this_repository_is_read_and_well_formed(repository_site: Path) -> None:
    """Lines end in CRLF and have at most 75 octets, none cut within a character; ids are unique."""
    files = sorted((repository_site / "build").rglob("deadlines.ics"))
    assert len(files) > 14
    for file in files:
        data = file.read_bytes()
        lines = data.split(b"\r\n")
        assert lines.pop() == b"" and b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        assert [line.decode() for line in lines]
        walked = icalendar.Calendar.from_ical(data).walk("VEVENT")
        ids = [str(event["UID"]) for event in walked]
        assert ids and len(set(ids)) == len(ids)


def test_a_date_is_an_event_of_the_whole_day(tmp_path: Path) -> None:
    """Of no length in hours, not busy, stamped with the page's own last change."""
    found = events(library(tmp_path, duty("d1", "2021-03-01")) / "plain/deadlines.ics")["d1"]
    assert found["UID"] == "eo-14001.d1.plain@orders.example"
    assert found["DTSTART"].dt == date(2021, 3, 1) and "DTEND" not in found
    assert found["DTSTAMP"].dt.date() == date(2026, 11, 2)
    assert found["SUMMARY"] == "EO 14001, sec. 1(a): Count."
    assert found["URL"] == "https://orders.example/library/plain/orders/eo-14001/"
    assert found["TRANSP"] == "TRANSPARENT"


def test_words_come_back_as_they_were(tmp_path: Path) -> None:
    """Commas, semicolons, backslashes, accents and lines longer than seventy-five octets."""
    what = f"{LONG}one, two; three \\\\ four: five"
    out = library(tmp_path, duty("d1", "2021-03-01", what=what, who="navy"))
    found = events(out / "plain/deadlines.ics")["d1"]
    assert found["SUMMARY"] == f"EO 14001, sec. 1(a): {LONG}one, two; three \\ four: five"
    assert [str(each) for each in found["CATEGORIES"].cats] == ["Navy; Fleet, Home"]


def test_folding_never_cuts_a_character() -> None:
    """Two, three and four octets long, at every place of a line."""
    for character in "é—😀":
        for before in range(70, 80):
            line = "x" * before + character * 60
            parts = folded(line).split(b"\r\n ")
            assert "".join(part.decode() for part in parts) == line
            assert all(len(part) <= 75 - bool(n) for n, part in enumerate(parts))


def test_controls_and_line_ends_cannot_break_a_line() -> None:
    """A text is one line, whatever is in it."""
    assert escaped("a\r\nb\rc\x07\x1bd\n") == "a\\nb\\ncd\\n"


def test_a_date_after_the_orders_end_is_in_no_calendar(tmp_path: Path) -> None:
    """One before it stands, with what a source says of its being done, or that it passed before the end."""
    done = ", evidence: [{on: 2021-04-02, value: done-confirmed, text: Sent., source: notes}]"
    out = library(
        tmp_path,
        duty("d1", "2021-03-01") + duty("d2", "2021-08-01") + duty("d3", "2021-04-01", more=done),
    )
    found = events(out / "plain/deadlines.ics")
    assert {name: str(event["STATUS"]) for name, event in found.items()} == {
        "d1": "CONFIRMED", "d3": "CONFIRMED",
    }  # fmt: skip
    assert "Due date passed before the order was revoked" in found["d1"]["DESCRIPTION"]
    assert "done, confirmed. Sent. (Notes)" in found["d3"]["DESCRIPTION"]


def test_a_repeating_duty_repeats_until_the_order_ended(tmp_path: Path) -> None:
    """The revocation of June 1 comes before the fifth month's date."""
    out = library(tmp_path, duty("d1", "2021-01-31", more=", repeats: P1M"))
    event = events(out / "plain/deadlines.ics")["d1"]
    found = rrulestr(event["RRULE"].to_ical().decode(), dtstart=_midnight(event["DTSTART"].dt))
    assert [each.date().isoformat() for each in found] == [
        "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31",
    ]  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


@pytest.mark.parametrize("every", ["P1D", "P180D", "P2W", "P1M", "P6M", "P1Y", "P1Y6M"])
@pytest.mark.parametrize(
    "first", ["2021-01-28", "2021-01-29", "2020-08-30", "2020-12-31", "2020-02-29"]
)
def test_recurrence_falls_on_the_days_that_we_count(every: str, first: str) -> None:
    """Twelve times in a row, also after the 28th and from a leap day."""
    start = date.fromisoformat(first)
    parts = re.findall(r"(\d+)([YMWD])", every)
    lengths = ("".join(f"{int(number) * n}{unit}" for number, unit in parts) for n in range(12))
    found = rrulestr(rule(start, every, None) + ";COUNT=12", dtstart=_midnight(start))
    assert [each.date() for each in found] == [add_duration(start, f"P{each}") for each in lengths]


def test_a_duration_without_an_exact_rule_has_none() -> None:
    """Months and days together: better the first date alone than wrong ones."""
    assert rule(date(2021, 1, 1), "P1M15D", None) == ""
    assert rule(date(2021, 1, 1), "P0D", None) == ""


def test_an_agencys_calendar_has_what_concerns_it(tmp_path: Path) -> None:
    """What it must do, and what it does with others; an agency without a date has no calendar."""
    out = library(
        tmp_path,
        duty("d1", "2021-03-01")
        + duty("d2", "2021-04-01", who="navy")
        + duty("d3", "2021-05-01", more=", consults: [navy]"),
    )
    assert set(events(out / "plain/deadlines.ics")) == {"d1", "d2", "d3"}
    assert set(events(out / "plain/agencies/guard/deadlines.ics")) == {"d1", "d3"}
    assert set(events(out / "plain/agencies/navy/deadlines.ics")) == {"d2", "d3"}
    for path in ("", "deadlines", "agencies/navy"):
        assert 'deadlines.ics" type="text/calendar">' in page(out / "plain", path)


def test_what_has_no_date_is_in_no_calendar(tmp_path: Path) -> None:
    """A clock not known to have started, and business days: then there is no calendar at all."""
    out = library(
        tmp_path,
        "  - {id: d1, section: '1', who: [guard], what: Count., type: time-boxed, due: {after: P1M, from: e1}}\n"
        "  - {id: d2, section: '2', who: [guard], what: Count., type: time-boxed,"
        " due: {uncounted: 5 business days, from: signed}}\nevents: [{id: e1, text: A ship.}]\n",
    )
    assert not list(out.rglob("*.ics"))
    assert "deadlines.ics" not in page(out / "plain", "deadlines")


def test_a_calendar_does_not_know_what_day_it_is(tmp_path: Path) -> None:
    """Months later, with a date now past, the file is the same."""
    root = small_site(
        tmp_path,
        {
            "content/orders/eo-14001.md": order(STANDING + duty("d1", "2026-12-01")),
            "content/vocabularies/agencies.yaml": AGENCIES,
        },
    )
    before = (built(root) / "plain/deadlines.ics").read_bytes()
    later = date(2026, 11, 22) + timedelta(days=300)
    assert (built(root, now=later) / "plain/deadlines.ics").read_bytes() == before


def test_calendars_need_no_address(tmp_path: Path) -> None:
    """Without one, events have no link, and the site's id makes them unlike others'."""
    site = SITE.replace("base_url: https://orders.example/library/\n", "")
    out = library(tmp_path, duty("d1", "2021-03-01"), **{"site.yaml": site})
    found = events(out / "plain/deadlines.ics")["d1"]
    assert found["UID"] == "eo-14001.d1.plain@small" and "URL" not in found
