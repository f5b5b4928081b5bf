"""Deadlines an official text sets: "within 180 days of the date of this order"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eo_site.model.official import OfficialText, TextSection, quotations
from eo_site.texts.events import is_effect, is_this_order
from eo_site.texts.formulas import within
from eo_site.texts.limits import Limit, limits
from eo_site.texts.repeats import repeats


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time by, after or at which something is due, in the order's words.

    Exactly one of `duration` and `on` is set.
    """

    section: str
    """Label of the provision whose own words hold it: `3(b)(ii)`. One that opens a list ("Within
    60 days, the Secretary shall:") holds for the items below it."""
    phrase: str
    """As printed, with the event it is counted from: `within 180 days of the date of this order`."""
    start: int
    """Where the phrase begins in the provision's `text`."""
    duration: str = ""
    """ISO 8601: `P180D`, `P6M`, `P1Y`; `PT72H` for hours, which records cannot count; the period of
    what repeats."""
    on: date | None = None
    """The last day, where the text gives a date ("by August 1, 2021"): of a month without a day
    ("by September 2021") its last, of "the end of fiscal year 2018" September 30."""
    event: str = ""
    """What it is counted from, as printed, without its article: `date of this order`, `receipt of
    the report`; '' where the phrase does not say."""
    business: bool = False
    """Business or working days: ISO 8601 has no sign for them, and records cannot count them."""
    repeats: bool = False
    """`annually`, `every 2 years thereafter`: `duration` is the time from one to the next."""
    backwards: bool = False
    """Counted back from the event: `at least 30 days before the election`."""
    quoted: bool = False
    """Inside quotation marks: words that the order puts into another text, or takes from one."""

    @property
    def from_order(self) -> bool:
        """Whether it runs from the date, signing or issuance of the order itself."""
        return not self.backwards and is_this_order(self.event)

    @property
    def from_effect(self) -> bool:
        """Whether it runs from the effective date of the order itself."""
        return not self.backwards and is_effect(self.event)


def deadlines(text: OfficialText) -> tuple[Deadline, ...]:
    """Every deadline in the text, in its sequence.

    How long something lasts ("for 90 days", "a 5-year period") and what lies behind ("in the past
    10 years", "before" a date that had passed) is none; nor is "promptly", nor an adjective ("the
    annual report").
    """
    found = (each for section in text.sections for each in _in_section(section))
    return tuple(each for each in found if not (each.on and text.signed and each.on < text.signed))


def _in_section(section: TextSection) -> Iterator[Deadline]:
    words, end = section.text, 0
    quoted = quotations(words)
    for found in sorted((*repeats(words), *limits(words)), key=_sequence):
        if found.start >= end:
            end = found.end
            yield Deadline(
                section.label,
                words[found.start : end],
                found.start,
                found.duration,
                found.on,
                found.event,
                found.business,
                found.repeats,
                found.backwards,
                quoted=within(found.start, quoted),
            )


def _sequence(found: Limit) -> tuple[int, int]:
    """By place; of two that begin at one, the longer first."""
    return found.start, -found.end
