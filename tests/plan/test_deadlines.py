"""What the calendar says of a duty, and what only a source can say."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.sites import built, order, page, run, small_site

AUDIENCES = """\
audiences:
  - {id: staff, name: Staff, question: What is due?, lead: [deadlines], modules: [duties, timeline]}
"""
SOURCE = "sources: [{id: report, type: report, title: A report, checked: 2026-11-01}]\n"
SIGNED = "dates: {signed: 2021-01-31}\n"
WORDS = {
    "not-due": "not due yet",
    "due-soon": "due soon",
    "overdue-unconfirmed": "due date passed; completion not confirmed",
    "ended": "ended with the order",
    "clock-unknown": "depends on an event not known to have happened",
    "ended-undated": "on a day not recorded; whether this date came first is not known",
    "in-progress": "in progress",
    "done-confirmed": "done, confirmed by a source",
}


def duty(more: str, due: str = "{after: P180D, from: signed}") -> str:
    """A record with one duty that has a date."""
    what = f"id: d1, section: '2', who: [navy], what: Count., type: time-boxed, due: {due}"
    return f"{SIGNED}{SOURCE}duties: [{{{what}}}]\n{more}"


def deadlines(root: Path, record: str, today: date) -> str:
    """The words of the module on the order's page."""
    files = {
        "audiences.yaml": AUDIENCES,
        "content/orders/eo-14001.md": order(record),
        "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]\n",
    }
    html = page(built(small_site(root, files), now=today) / "staff", "orders/eo-14001")
    module = html.partition('id="m-deadlines"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", module).split())


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2021, 1, 31), "not-due"),
        (date(2021, 6, 29), "not-due"),
        (date(2021, 6, 30), "due-soon"),
        (date(2021, 7, 30), "due-soon"),
        (date(2021, 7, 31), "overdue-unconfirmed"),
        (date(9999, 12, 31), "overdue-unconfirmed"),
    ],
)
def test_the_state_of_a_duty_follows_the_day(tmp_path: Path, today: date, state: str) -> None:
    """180 days after Jan 31, 2021 are over on Jul 30; soon is thirty days before."""
    words = deadlines(tmp_path, duty(""), today)
    assert WORDS[state] in words
    assert "Jul 30, 2021" in words and "180 days after Jan 31, 2021" in words


def test_the_calendar_does_not_end_before_its_last_day(tmp_path: Path) -> None:
    """Soon is counted from the duty's day."""
    words = deadlines(tmp_path, duty("", due="2199-12-31"), date(2199, 12, 25))
    assert WORDS["due-soon"] in words


@pytest.mark.parametrize(
    "due",
    [
        "0001-01-05",
        "{after: P7900Y, from: signed}",
        "{after: P9000Y, from: signed}",
        "2021-02-01, repeats: P9000Y",
    ],
)
def test_dates_at_the_ends_of_the_calendar_break_nothing(tmp_path: Path, due: str) -> None:
    """A date beyond it is a problem; one at its edge is a date."""
    root = small_site(
        tmp_path,
        {
            "content/orders/eo-14001.md": order(duty("", due=due)),
            "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]\n",
        },
    )
    assert run("-C", root, "build", "--now", "2026-11-22").code in (0, 1)


@pytest.mark.parametrize("status", ["revoked", "superseded", "expired", "nullified-by-statute"])
def test_a_duty_ends_with_its_order(tmp_path: Path, status: str) -> None:
    """No deadline is passed or to come under an order that binds nobody, on whatever day that began."""
    record = duty(f"status: [{{value: {status}, source: report}}]\n")
    words = deadlines(tmp_path, record, date(2026, 11, 22))
    assert WORDS["ended-undated"] in words
    assert WORDS["overdue-unconfirmed"] not in words


ENDED_WITHOUT_A_DAY = (
    "status: [{value: revoked, source: report}]\n",
    "relations: [{type: revoked_by, target: proc-1, source: proc-1}]\n",
)


@pytest.mark.parametrize("ended", ENDED_WITHOUT_A_DAY, ids=["status", "relation"])
def test_an_end_on_an_unknown_day_dates_nothing(tmp_path: Path, ended: str) -> None:
    """The day on which somebody looked is no end; later dates fell due under nothing, and of those
    that repeat, and of a court's block, nobody knows how many and how long."""
    record = f"""\
{SIGNED}{SOURCE}{ended}duties:
  - {{id: d1, section: "2", who: [navy], what: Count., type: time-boxed, due: 2022-03-04, repeats: P1Y}}
  - {{id: d2, section: "3", who: [navy], what: Watch., type: time-boxed, due: 2027-05-06}}
cases:
  - id: a-v-b
    name: A v. B
    source: report
    events: [{{on: 2021-04-01, kind: pi-granted, court: d-me, scope: nationwide, docket: "1"}}]
"""
    files = {
        "audiences.yaml": AUDIENCES.replace("timeline", "timeline, status, cases"),
        "content/orders/eo-14001.md": order(record),
        "content/instruments.yaml": "instruments: [{id: proc-1, kind: proclamation, number: '1'}]\n",
        "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]\n",
        "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: District of Maine}]\n",
    }
    out = built(small_site(tmp_path, files), now=date(2026, 11, 22)) / "staff"
    html = page(out, "orders/eo-14001")
    told = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    assert "Mar 4, 2022" in told and WORDS["ended-undated"] in told
    for unknown in ("2026-03-04", "2027", "until <time"):
        assert unknown not in html, unknown
    assert "Blocked until the order ended" in told and "Blocked nationwide" not in told
    calendar = (out / "deadlines.ics").read_text("utf-8")
    assert "20220304" in calendar and "RRULE" not in calendar and "2027" not in calendar


@pytest.mark.parametrize("status", ["{value: revoked, sections: ['9']", "{value: suspended"])
def test_a_duty_goes_on_where_its_order_does(tmp_path: Path, status: str) -> None:
    """A section revoked elsewhere, or a suspension, is not the order's end."""
    record = duty(f"status: [{status}, source: report}}]\n")
    assert WORDS["overdue-unconfirmed"] in deadlines(tmp_path, record, date(2026, 11, 22))


def test_only_evidence_says_that_a_duty_was_done(tmp_path: Path) -> None:
    """The latest source's word, whatever the calendar says and whatever became of the order."""
    due = (
        "{after: P180D, from: signed}, evidence: ["
        "{on: 2021-09-01, value: done-confirmed, text: Counted., source: report}, "
        "{on: 2021-05-01, value: in-progress, text: Half., source: report}]"
    )
    words = deadlines(
        tmp_path, duty("status: [{value: revoked, source: report}]\n", due), date(2026, 1, 1)
    )
    assert WORDS["done-confirmed"] in words and "A report" in words
    assert WORDS["ended"] not in words


def test_a_clock_that_nobody_saw_start_is_not_running(tmp_path: Path) -> None:
    """A time counted from an event without a day gives no date and no state of lateness."""
    record = duty(
        "events: [{id: finding, text: A finding is made.}]\n", "{after: P30D, from: finding}"
    )
    words = deadlines(tmp_path, record, date(2026, 11, 22))
    assert WORDS["clock-unknown"] in words
    assert "30 days after this: A finding is made." in words
    assert WORDS["overdue-unconfirmed"] not in words


def test_a_date_that_waits_for_another_names_its_section(tmp_path: Path) -> None:
    """Nothing is printed by the name that it has in the record."""
    record = duty(
        "events: [{id: finding, text: A finding is made.}]\n", "{after: P30D, from: finding}"
    ).replace(
        "duties: [",
        "duties: [{id: d2, section: '3', who: [navy], what: Paint., type: time-boxed,"
        " due: {after: P10D, from: d1}}, ",
    )
    words = deadlines(tmp_path, record, date(2026, 11, 22))
    assert "10 days after the date due under sec.&nbsp;2" in words
    assert "after d1" not in words


def test_a_clock_starts_with_its_event(tmp_path: Path) -> None:
    """The same duty once the event has its day."""
    record = duty(
        "events: [{id: finding, text: A finding is made., on: 2026-11-01, source: report}]\n",
        "{after: P30D, from: finding}",
    )
    words = deadlines(tmp_path, record, date(2026, 11, 22))
    assert "Dec 1, 2026" in words and WORDS["due-soon"] in words


def test_no_page_is_dated_by_its_build(tmp_path: Path) -> None:
    """`--now` is in no file, only what follows from it."""
    files = {
        "content/orders/eo-14001.md": order(duty("")),
        "content/vocabularies/agencies.yaml": "terms: [{id: navy, label: Navy}]\n",
    }
    out = built(small_site(tmp_path, files), now=date(2033, 3, 3))
    for file in out.rglob("*.*"):
        if file.is_file():
            assert b"2033" not in file.read_bytes(), file
