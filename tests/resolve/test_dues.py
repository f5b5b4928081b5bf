"""When duties fall due: durations, the days they count from, chains, and clocks not started."""

from datetime import date, timedelta
from typing import Any

import pytest

from eo_site.clocks import duty_dues, own_end
from eo_site.dates import add_duration, day_words, duration_words, long_date, short_date
from eo_site.model.order import AuthoredOrder
from tests.helpers import DATES


def duty(ident: str, due: Any) -> dict[str, Any]:
    """A duty with nothing to it but when it is due."""
    return {
        "id": ident,
        "section": "1",
        "who": ["x"],
        "what": "W",
        "type": "time-boxed",
        "due": due,
    }


def dues(*duties: dict[str, Any], **more: Any) -> dict[str, tuple[date | None, str]]:
    """(date, what is wrong) by duty."""
    dates = {"signed": "2020-01-31", "published": "2020-02-05"}
    record = {"title": "T", "dates": dates, "duties": list(duties), **more}
    order = AuthoredOrder.model_validate(record)
    return {name: (day, wrong) for name, day, wrong in duty_dues(order)}


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2020-01-31", "P180D", "2020-07-29"),
        ("2021-01-20", "P2M", "2021-03-20"),
        ("2021-01-20", "P60D", "2021-03-21"),
        ("2020-12-31", "P2M", "2021-02-28"),
        ("2019-12-31", "P2M", "2020-02-29"),
        ("2020-01-31", "P1M", "2020-02-29"),
        ("2020-03-31", "P1M", "2020-04-30"),
        ("2020-02-29", "P1Y", "2021-02-28"),
        ("2020-02-29", "P4Y", "2024-02-29"),
        ("2020-02-28", "P1D", "2020-02-29"),
        ("2021-02-28", "P1D", "2021-03-01"),
        ("2020-11-30", "P14M", "2022-01-30"),
        ("2020-01-01", "P2W", "2020-01-15"),
        ("2020-01-31", "P1M1D", "2020-03-01"),
        ("2020-12-31", "P0D", "2020-12-31"),
        ("9998-12-31", "P1Y", "9999-12-31"),
    ],
)
def test_a_duration_after_a_day(start: str, duration: str, end: str) -> None:
    """Months are calendar months, the start day is not counted, a missing day is the month's last."""
    assert add_duration(date.fromisoformat(start), duration) == date.fromisoformat(end)


@pytest.mark.parametrize("duration", ["P1Y", "P9999Y", "P12M", "P400D"])
def test_a_duration_beyond_the_calendar(duration: str) -> None:
    """Python has no year 10000."""
    with pytest.raises(OverflowError):
        add_duration(date(9999, 6, 1), duration)


def test_a_duty_counts_from_a_day_of_the_order() -> None:
    """180 days after Jan 31, 2020 is Jul 29, 2020."""
    assert dues(duty("d1", {"after": "P180D", "from": "signed"}))["d1"] == (date(2020, 7, 29), "")


def test_a_duty_counts_from_a_date() -> None:
    """Written out in the record."""
    assert dues(duty("d1", {"after": "P2M", "from": "2021-12-31"}))["d1"][0] == date(2022, 2, 28)


def test_a_date_needs_no_counting() -> None:
    """A due date may stand by itself."""
    assert dues(duty("d1", "2021-05-01"))["d1"] == (date(2021, 5, 1), "")


def test_duties_count_from_each_other() -> None:
    """In whatever order they stand."""
    found = dues(
        duty("d3", {"after": "P1D", "from": "d2"}),
        duty("d2", {"after": "P1M", "from": "d1"}),
        duty("d1", {"after": "P30D", "from": "signed"}),
    )
    assert [day for day, _ in found.values()] == [
        date(2020, 4, 2),
        date(2020, 4, 1),
        date(2020, 3, 1),
    ]


def test_an_event_that_is_not_known_to_have_happened_starts_no_clock() -> None:
    """No date, and nothing wrong; nor for what counts from it."""
    found = dues(
        duty("d1", {"after": "P30D", "from": "report"}),
        duty("d2", {"after": "P30D", "from": "d1"}),
        events=[{"id": "report", "text": "The report"}],
    )
    assert found == {"d1": (None, ""), "d2": (None, "")}


def test_an_event_starts_a_clock() -> None:
    """On its day."""
    events = [{"id": "report", "text": "The report", "on": "2020-03-01"}]
    assert dues(duty("d1", {"after": "P1M", "from": "report"}), events=events)["d1"][0] == date(
        2020, 4, 1
    )


@pytest.mark.parametrize("name", ["singed", "d9", "effective", "filed", "2020-02-30"])
def test_a_clock_that_starts_from_nothing_is_wrong(name: str) -> None:
    """An unknown name, a day that the record lacks, a date that is none."""
    day, wrong = dues(duty("d1", {"after": "P1D", "from": name}))["d1"]
    assert day is None and name in wrong


def test_a_duty_without_a_date_starts_no_clock() -> None:
    """Counting from it is wrong."""
    ongoing = {"id": "d1", "section": "1", "who": ["x"], "what": "W", "type": "ongoing"}
    day, wrong = dues(ongoing, duty("d2", {"after": "P1D", "from": "d1"}))["d2"]
    assert day is None and "d1" in wrong


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_is_wrong_for_all_in_it(length: int) -> None:
    """It has no beginning."""
    ring = [duty(f"d{n}", {"after": "P1D", "from": f"d{(n + 1) % length}"}) for n in range(length)]
    assert all(day is None and "circle" in wrong for day, wrong in dues(*ring).values())


def test_a_date_beyond_the_calendar_is_wrong() -> None:
    """And no exception."""
    day, wrong = dues(duty("d1", {"after": "P9999Y", "from": "signed"}))["d1"]
    assert day is None and "9999" in wrong


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P180D", "180 days"), ("P1D", "1 day"), ("P2M", "2 months"), ("P1Y", "1 year"), ("P2W", "2 weeks"),
        ("P1Y6M", "1 year and 6 months"), ("P1Y2M3D", "1 year, 2 months and 3 days"), ("P060D", "60 days"),
    ],
)  # fmt: skip
def test_a_duration_in_words(duration: str, words: str) -> None:
    """As a sentence has it."""
    assert duration_words(duration, DATES) == words


def test_a_date_in_words() -> None:
    """As American texts write it."""
    days = date(2020, 7, 9), date(2020, 9, 29)
    assert (long_date(days[0]), short_date(days[1])) == ("July 9, 2020", "Sep 29, 2020")
    assert day_words(days[0], "long", DATES) == long_date(days[0])
    assert day_words(days[1], "short", DATES) == short_date(days[1])
    assert day_words(days[1], "month", DATES) == "Sep 2020"


def test_a_fiscal_year_ends_on_september_30() -> None:
    """By 31 U.S.C. 1102; a time may be counted from its end."""
    found = dues(duty("d1", {"end_of": "FY2018"}), duty("d2", {"after": "P30D", "from": "FY2018"}))
    assert found == {"d1": (date(2018, 9, 30), ""), "d2": (date(2018, 10, 30), "")}


@pytest.mark.parametrize(
    ("value", "last"),
    [("expired", date(2021, 1, 20)), ("revoked", date(2021, 1, 19))],
)
def test_what_expired_ran_through_the_day_on_which_it_did(value: str, last: date) -> None:
    """An act ends an order as a day begins; a time of its own runs out at the end of its last day."""
    entry = {"value": value, "from": "2021-01-20", "source": "s"}
    order = AuthoredOrder.model_validate({"title": "T", "status": [entry]})
    assert own_end(order, "2") == last
    assert order.status[0].begins == last + timedelta(days=1)
