"""Times in the words of real orders, and the dates that follow from them.

The phrases are quoted from the orders named; the records around them are the least that a date
needs.
"""

import re
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eo_site.clocks import duty_dues
from eo_site.dates import add_duration, next_occurrence
from eo_site.model.duty import Due
from eo_site.model.order import AuthoredOrder


def due_of(due: object, **dates: str) -> date | None:
    """The date of a single duty under an order with these dates."""
    duty = {
        "id": "d1",
        "section": "1",
        "who": ["a"],
        "what": "Act.",
        "type": "time-boxed",
        "due": due,
    }
    record = AuthoredOrder.model_validate({"title": "T", "dates": dates, "duties": [duty]})
    [(_, day, wrong)] = duty_dues(record)
    assert wrong == ""
    return day


@pytest.mark.parametrize(
    ("phrase", "due", "dates", "expected"),
    [
        (
            "EO 13903, 3(b): within 180 days of the date of this order",
            {"after": "P180D", "from": "signed"},
            {"signed": "2020-01-31"},
            date(2020, 7, 29),
        ),
        (
            "EO 13132, 9(c): This order shall be effective 90 days after the date of this order",
            {"after": "P90D", "from": "signed"},
            {"signed": "1999-08-04"},
            date(1999, 11, 2),
        ),
        (
            "EO 13132, 7(c): Within 180 days after the effective date of this order",
            {"after": "P180D", "from": "effective"},
            {"signed": "1999-08-04", "effective": "1999-11-02"},
            date(2000, 4, 30),
        ),
        (
            "EO 13045, 6-603: the first annual Report to the President … by July 31, 1997",
            "1997-07-31",
            {"signed": "1997-04-21"},
            date(1997, 7, 31),
        ),
        (
            "EO 13627, 2(b): Not later than 1 year after the date of this order",
            {"after": "P1Y", "from": "signed"},
            {"signed": "2012-09-25"},
            date(2013, 9, 25),
        ),
        (
            "EO 13556, 4(d): Within 1 year of the date of this order",
            {"after": "P1Y", "from": "signed"},
            {"signed": "2010-11-04"},
            date(2011, 11, 4),
        ),
        (
            "EO 13898, 5(b): No later than 2 years after the date of this order",
            {"after": "P2Y", "from": "signed"},
            {"signed": "2019-11-26"},
            date(2021, 11, 26),
        ),
        (
            "EO 13526, 1.9(a): within 2 years of the effective date of this order",
            {"after": "P2Y", "from": "effective"},
            {"signed": "2009-12-29", "effective": "2010-06-27"},
            date(2012, 6, 27),
        ),
    ],
)
def test_a_time_in_the_orders_words_is_a_date(
    phrase: str, due: object, dates: dict[str, str], expected: date
) -> None:
    """Days, years, the day of signing, the effective date, and a date as such."""
    assert due_of(due, **dates) == expected, phrase


def test_every_180_days_thereafter_is_counted_from_the_first_date() -> None:
    """EO 13769, 10: within 180 days, and every 180 days thereafter."""
    first = add_duration(date(2017, 1, 27), "P180D")
    assert first == date(2017, 7, 26)
    assert next_occurrence(first, "P180D", None, date(2017, 8, 1)) == date(2018, 1, 22)


def test_annually_thereafter_keeps_its_day() -> None:
    """EO 13045, 6-603: submitted annually thereafter."""
    assert next_occurrence(date(1997, 7, 31), "P1Y", None, date(2026, 11, 22)) == date(2027, 7, 31)


def test_every_60_days_until_stops_at_the_last_date_before_the_end() -> None:
    """EO 14028, 3(d): every 60 days after the date of this order until …"""
    first, until = date(2021, 7, 11), date(2021, 12, 31)
    assert next_occurrence(first, "P60D", until, date(2026, 11, 22)) == date(2021, 11, 8)


def test_monthly_dates_do_not_drift() -> None:
    """Jan 31, Feb 28, Mar 31: each counted from the first."""
    first = date(2021, 1, 31)
    assert next_occurrence(first, "P1M", None, date(2021, 2, 2)) == date(2021, 2, 28)
    assert next_occurrence(first, "P1M", None, date(2021, 3, 1)) == date(2021, 3, 31)


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["P1D", "P60D", "P1M", "P1Y2M3D", "P2W", "P0D", "P9999Y", "P99999D"]),
    st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
)
def test_an_occurrence_is_the_one_that_counting_finds(
    first: date, every: str, until: date | None, today: date
) -> None:
    """One after the other, until one is not before today, or would be after the end."""
    days = {unit: int(n) for n, unit in re.findall(r"([0-9]+)([YMWD])", every)}
    found, times = first, 1
    while found < today:
        try:
            following = add_duration(
                first, "P" + "".join(f"{n * times}{unit}" for unit, n in days.items())
            )
        except OverflowError:
            break
        if following <= found or (until and following > until):
            break
        found, times = following, times + 1
    assert next_occurrence(first, every, until, today) == found


def test_a_repeating_duty_from_long_ago_is_counted_at_once() -> None:
    """Its dates are not gone through one by one: there are 740,000."""
    started = process_time()
    assert next_occurrence(date(1, 1, 1), "P1D", None, date(2026, 11, 22)) == date(2026, 11, 22)
    assert next_occurrence(date(1, 1, 31), "P1M", None, date(2026, 11, 22)) == date(2026, 11, 30)
    assert process_time() - started < 1


def test_business_days_are_not_guessed() -> None:
    """A time in business days has words and no date."""
    assert due_of({"uncounted": "10 business days", "from": "signed"}, signed="2021-01-20") is None


@pytest.mark.parametrize(
    "due", [{"after": "P1D"}, {"uncounted": "72 hours"}, {"from": "signed"}, {}]
)
def test_half_a_time_is_refused(due: dict[str, str]) -> None:
    """A time needs both a length and a start."""
    with pytest.raises(ValueError, match="is a date"):
        Due.model_validate(due)
