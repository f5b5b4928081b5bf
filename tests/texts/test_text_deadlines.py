"""Deadlines: what is one, what it is counted from, and what only looks like one."""

from datetime import date

import pytest

from eo_site.texts.deadlines import Deadline, deadlines
from tests.texts.making import official


def found(words: str) -> tuple[Deadline, ...]:
    return deadlines(official(("1", words)))


def the(words: str) -> Deadline:
    (only,) = found(words)
    return only


@pytest.mark.parametrize(
    ("words", "phrase", "duration", "event"),
    [
        ("Within 180 days of the date of this order, the Secretary shall report.",
         "Within 180 days of the date of this order", "P180D", "date of this order"),
        ("shall, not later than 1 year after the effective date of this order, count",
         "not later than 1 year after the effective date of this order", "P1Y",
         "effective date of this order"),
        ("shall report by no later than six months from the issuance of this order.",
         "by no later than six months from the issuance of this order", "P6M",
         "issuance of this order"),
        ("within ninety (90) days after receipt of the plans described in subsection (b)(ii) of "
         "this section, the Director shall",
         "within ninety (90) days after receipt of the plans described in subsection (b)(ii) of "
         "this section", "P90D",
         "receipt of the plans described in subsection (b)(ii) of this section"),
        ("shall decide within one hundred and twenty days.",
         "within one hundred and twenty days", "P120D", ""),
        ("Within forty-five days of this order the Director shall", "Within forty-five days of this order",
         "P45D", "this order"),
        ("The Council shall terminate 2 years after the date of this order, unless extended.",
         "2 years after the date of this order", "P2Y", "date of this order"),
        ("within the 60-day period following notification by the keeper, the owner must",
         "within the 60-day period following notification by the keeper", "P60D",
         "notification by the keeper"),
        ("shall resume, 30 days after the date of this order, the count",
         "30 days after the date of this order", "P30D", "date of this order"),
        ("reporting of fires not to exceed 3 days after detection;",
         "not to exceed 3 days after detection", "P3D", "detection"),
        ("within 3 weeks of the inspection and shall", "within 3 weeks of the inspection", "P3W",
         "inspection"),
        ("Within 72 hours of the discovery of a leak, the keeper shall",
         "Within 72 hours of the discovery of a leak", "PT72H", "discovery of a leak"),
    ],
)  # fmt: skip
def test_a_span_of_time_is_found_with_its_event(
    words: str, phrase: str, duration: str, event: str
) -> None:
    """The phrase is as printed, the span an ISO 8601 duration, the event as the text says it."""
    deadline = the(words)
    assert (deadline.phrase, deadline.duration, deadline.event) == (phrase, duration, event)
    assert words[deadline.start :].startswith(phrase)
    assert not deadline.repeats and deadline.on is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("shall report by March 1, 2100.", date(2100, 3, 1)),
        ("Not later than the close of business on March 1, 2100, each", date(2100, 3, 1)),
        ("publish final figures by no later than January 2100;", date(2100, 1, 31)),
        ("shall finish by the end of fiscal year 2100.", date(2100, 9, 30)),
        ("shall finish before the end of calendar year 2100.", date(2100, 12, 31)),
        ("The Council shall terminate on July 4, 2101.", date(2101, 7, 4)),
        (
            "This order is effective at 12:01 a.m., eastern time on March 16, 2100.",
            date(2100, 3, 16),
        ),
    ],
)
def test_a_date_is_a_deadline(words: str, day: date) -> None:
    """A month stands for its last day, a fiscal year for its end."""
    assert (the(words).on, the(words).duration) == (day, "")


@pytest.mark.parametrize(
    ("words", "phrase", "duration"),
    [
        ("and annually thereafter, the Secretary shall", "annually thereafter", "P1Y"),
        ("shall report at least once every 2 years.", "at least once every 2 years", "P2Y"),
        ("and every 90 days thereafter:", "every 90 days thereafter", "P90D"),
        ("shall, on a semi-annual basis, meet", "on a semi-annual basis", "P6M"),
        ("on at least an annual basis.", "on at least an annual basis", "P1Y"),
        ("issue reports at least once per quarter", "at least once per quarter", "P3M"),
        ("shall meet twice each year.", "twice each year", "P6M"),
        ("Not later than December 31 of each year, the Director shall",
         "Not later than December 31 of each year", "P1Y"),
        ("for fiscal year 2100, and for each fiscal year thereafter, the head",
         "each fiscal year thereafter", "P1Y"),
        ("In each of the first 5 years following the date of this order", "In each of the first 5 years",
         "P1Y"),
        ("The Secretary shall inspect every tower every other year.", "every other year", "P2Y"),
        ("The keepers shall meet monthly, and", "monthly", "P1M"),
    ],
)  # fmt: skip
def test_what_repeats_has_its_period(words: str, phrase: str, duration: str) -> None:
    """Adverbs, "every", "each … thereafter" and days of each year are periods."""
    deadline = the(words)
    assert (deadline.phrase, deadline.duration, deadline.repeats) == (phrase, duration, True)


@pytest.mark.parametrize(
    "words",
    [
        "The suspension is for 90 days from the date of this order.",
        "for a period of 4 years from the first meeting",
        "records more than 25 years old",
        "if reviewed within the past 2 years, the agency need not",
        "a term of up to 5 years from the appointment",
        "The Forum shall produce an annual report.",
        "shall convene a monthly meeting",
        "a rule with an effect on the economy of $100 million annually",
        "Yet today, roughly 60 years after the passage of the Act, many",
        "ships are lost each year around the world",
        "Executive Order 13000 of May 1, 2098, is revoked",
        "grants awarded before May 1, 2098, remain",
        "shall act promptly, and as soon as practicable",
        "within a reasonable time",
        "the next day, within days of the wreck",
        "employees with at least 5 years of service",
    ],
)
def test_what_only_looks_like_a_deadline_is_none(words: str) -> None:
    """How long, how old, how often something happens, and what lies behind, set no time."""
    assert found(words) == ()


def test_business_days_are_told() -> None:
    """They have no ISO sign of their own."""
    deadline = the("within 5 business days of the request, the keeper shall")
    assert (deadline.duration, deadline.business) == ("P5D", True)
    assert not the("within 5 calendar days of the request").business


def test_time_counted_back_from_an_event_is_told() -> None:
    """ "At least 30 days before" runs the other way, and never from the order."""
    deadline = the("At least 30 days before the date of this order, the")
    assert deadline.backwards and deadline.event == "date of this order"
    assert not deadline.from_order


@pytest.mark.parametrize(
    ("words", "order", "effect"),
    [
        ("within 5 days of the date of this order", True, False),
        ("within 5 days of this Executive Order", True, False),
        ("within 5 days after the date of issuance of this order", True, False),
        ("within 5 days of the effective date of this order", False, True),
        ("within 5 days of the date of the report", False, False),
        ("within 5 days of the publication of this order's annex", False, False),
    ],
)
def test_the_order_s_own_date_is_known(words: str, order: bool, effect: bool) -> None:
    """Its signing and its taking effect are told apart from other events."""
    assert (the(words).from_order, the(words).from_effect) == (order, effect)


def test_several_in_one_sentence_are_several() -> None:
    """Each has its own event, and a longer phrase swallows the shorter one within it."""
    words = (
        "a first report within 30 days of the date of this order, a second within 60 days of that "
        "report, and every 60 days after the date of this order until the last lamp is lit"
    )
    assert [(each.duration, each.event, each.repeats) for each in found(words)] == [
        ("P30D", "date of this order", False),
        ("P60D", "that report", False),
        ("P60D", "date of this order", True),
    ]


def test_each_has_the_label_of_the_words_it_stands_in() -> None:
    """A time that opens a list belongs to the words that open it."""
    text = official(("3", "Within 60 days, the Secretary shall:"), ("3(a)", "act by May 1, 2100."))
    assert [each.section for each in deadlines(text)] == ["3", "3(a)"]


def test_quoted_words_are_told() -> None:
    """An amendment puts a time into another order."""
    words = "Section 2 is amended to read: “Within 60 days, report.” Within 5 days, amend it."
    assert [(each.duration, each.quoted) for each in found(words)] == [
        ("P60D", True),
        ("P5D", False),
    ]
