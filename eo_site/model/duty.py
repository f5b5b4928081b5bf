"""Duties: what an order tells somebody to do, by when, and what is known of its being done."""

import re
from datetime import date
from typing import Annotated, Any, Generic, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from eo_site.model.base import (
    DURATION_PATTERN,
    Day,
    DayOfOrder,
    Duration,
    Frozen,
    Id,
    Item,
    Pinpoint,
    PlannedDayOfOrder,
    SourceId,
    Text,
    duration_in_words,
    matching,
)
from eo_site.model.prose import P

FISCAL_YEAR_PATTERN = "FY[12][0-9]{3}"
FiscalYear = Annotated[
    str,
    AfterValidator(matching(FISCAL_YEAR_PATTERN, "is not a fiscal year: write it as FY2018")),
    WithJsonSchema({"type": "string", "pattern": f"^{FISCAL_YEAR_PATTERN}$"}),
]


class Due(Frozen):
    """A date, or a time counted from a day, from another duty, or from a named event.

    The day counted from is not itself counted, as in Rule 6(a)(1)(A) of the Federal Rules of
    Civil Procedure. Months are calendar months: P2M after Dec 31 is the last day of February.
    """

    on: PlannedDayOfOrder | None = None
    after: Duration | None = None
    uncounted: Text | None = None
    """A time in business days or hours, in the order's words. It is printed and not counted: orders
    do not say which days are business days, and a wrong date is worse than none."""
    end_of: FiscalYear | None = None
    """The last day of a fiscal year of the Government: `FY2018` is September 30, 2018."""
    from_: Text | None = Field(default=None, alias="from")
    """`signed`, `filed`, `published`, `effective`, a date, `FY2018` for the last day of that fiscal
    year, or the id of a duty or an event."""

    @model_validator(mode="after")
    def _one_form(self) -> "Due":
        forms = [self.on, self.after, self.uncounted, self.end_of]
        counted = self.after is not None or self.uncounted is not None
        if sum(form is not None for form in forms) != 1 or counted != bool(self.from_):
            raise ValueError(
                "is a date, `{after: P180D, from: signed}`, `{end_of: FY2018}`, or "
                "`{uncounted: 5 business days, from: …}`"
            )
        return self


def _due(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return {"on": value}
    is_duration = re.fullmatch(DURATION_PATTERN, value, re.ASCII)
    after = value if is_duration else duration_in_words(value)
    hint = f"write {{after: {after}, from: signed}}" if after else _FORMS
    raise ValueError(f"is neither a date nor a time from one: {hint}")


_FORMS = "write 2020-01-31, or {after: P180D, from: signed}"


def fiscal_year_end(name: str) -> date | None:
    """The last day of the fiscal year that `FY2018` names, by 31 U.S.C. 1102; None for other words."""
    year = name[2:]
    return date(int(year), 9, 30) if re.fullmatch(FISCAL_YEAR_PATTERN, name) else None


DueField = Annotated[
    Due,
    BeforeValidator(_due),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {
                    "type": "object",
                    "required": ["end_of"],
                    "additionalProperties": False,
                    "properties": {
                        "end_of": {"type": "string", "pattern": f"^{FISCAL_YEAR_PATTERN}$"}
                    },
                },
                {
                    "type": "object",
                    "required": ["from"],
                    "additionalProperties": False,
                    "properties": {
                        "after": {"type": "string"},
                        "uncounted": {"type": "string"},
                        "from": {"type": "string"},
                    },
                },
            ]
        }
    ),
]


class Event(Item, Generic[P]):
    """Something that starts a clock; without `on` it is not known to have happened."""

    id: Id
    on: Day | None = None
    text: P
    source: SourceId | None = None


class Evidence(Item, Generic[P]):
    """What a source says of a duty's being carried out. The words of time are computed, not written."""

    on: DayOfOrder
    value: Literal["done-confirmed", "in-progress", "done-claimed-unverified", "not-done", "moot"]
    text: P
    source: SourceId


class Duty(Item, Generic[P]):
    """One thing the order directs, with its section."""

    id: Id
    section: Pinpoint
    who: tuple[Id, ...] = Field(min_length=1)
    """Agencies that must act."""
    open_class: Text | None = None
    """Others the order reaches without naming them, in its own words."""
    with_: tuple[Id, ...] = Field(default=(), alias="with")
    """Agencies they act in coordination with."""
    consults: tuple[Id, ...] = ()
    """Agencies they consult."""
    via: Text | None = None
    """Through whom the result goes."""
    to: Text | None = None
    """Who receives or decides."""
    what: P
    force: Literal["must", "should", "may"] | None = None
    """What the text says of it: `must` for shall and must, which need not be written, `should`, or
    `may` for what is left to choice."""
    qualified: Text | None = None
    """The order's own words that leave something to judgment: "as appropriate"."""
    type: Literal["time-boxed", "open-ended", "ongoing"]
    due: DueField | None = None
    repeats: Duration | None = None
    """Due again each time this long after the first date."""
    until: DueField | None = None
    """When the repeating, or an ongoing duty, ends by the order's own terms."""
    quote: Text | None = None
    """The order's own words for the time."""
    evidence: tuple[Evidence[P], ...] = ()

    @model_validator(mode="after")
    def _time_boxed_has_due(self) -> "Duty[P]":
        if (self.type == "time-boxed") != (self.due is not None):
            raise ValueError("is `time-boxed` exactly when it has `due`")
        if self.repeats and self.due is None:
            raise ValueError("has `repeats` without `due`: give the first date")
        return self
