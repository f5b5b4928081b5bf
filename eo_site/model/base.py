"""The ground types of every file a publisher writes.

All scalars of the YAML files reach these types as text, so each type says itself what
text it accepts: `no` is a word, `014001` keeps its zero, and only `true` is true.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo

M = TypeVar("M")


@cache
def keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(field, its key in the file) of a model."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


@cache
def marked(model: type[BaseModel], kind: type[M]) -> tuple[tuple[str, str, M | None], ...]:
    """(field, its key in the file, what its annotation says by such a mark) of a model."""
    return tuple((name, key, mark_of(model.model_fields[name], kind)) for name, key in keys(model))


def mark_of(field: FieldInfo, kind: type[M]) -> M | None:
    """The mark of a kind in a field's annotation, wherever in it; None where there is none."""
    every = (*field.metadata, *_metadata(field.annotation))
    return next((each for each in every if isinstance(each, kind)), None)


def _metadata(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for each in get_args(annotation):
        yield from _metadata(each)


class Frozen(BaseModel):
    """A value of a content file: immutable, and strict about its keys."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    @classmethod
    def model_rebuild(cls, *, _parent_namespace_depth: int = 2, **options: Any) -> bool | None:
        """As any model; but the schema of one that stands for several is of no use, and not made.

        Nothing is validated by `Order`, only by `Order[Prose]`, which has a schema of its own.
        """
        if cls.__pydantic_generic_metadata__["parameters"]:
            return None
        return super().model_rebuild(_parent_namespace_depth=_parent_namespace_depth + 1, **options)

    rising: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields whose values, as far as they are given, may not run backwards, such as `from_` and
    `until`."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty: write a text, or leave the key out")
    return text


class Misspelt(ValueError):
    """A text of another form than it must have, which can mean one thing only."""

    def __init__(self, words: str, meant: str) -> None:
        super().__init__(words)
        self.meant = meant


class Impossible(ValueError):
    """What cannot be, in words that say the value themselves."""


def calendar_day(value: str) -> date:
    """The day that a text such as 2020-01-31 names; raises Impossible where the calendar has none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        year, month, day = (int(each) for each in value.split("-"))
    if not year:
        raise Impossible(f"`{value}` is no day, since there is no year 0")
    if not 1 <= month <= 12:
        raise Impossible(f"`{value}` is no day, since there is no month {month}")
    last = monthrange(year, month)[1]
    raise Impossible(f"`{value}` is no day, since that month has no day {day}, but {last} days")


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        return calendar_day(value)
    found = _in_words(value) or _in_digits(value) if isinstance(value, str) else None
    if found:
        raise Misspelt(f"is not a date: write it as {found}", str(found))
    raise ValueError("is not a date: write it as 2020-01-31")


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(
    r"(?P<month>[A-Za-z]{3})[A-Za-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})\.?\s+(?P<month2>[A-Za-z]{3})[A-Za-z]*\.?,?\s+(?P<year2>\d{4})",
    re.ASCII,
)

_YEAR_FIRST = re.compile(r"(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)


def _in_words(value: str) -> date | None:
    """The day that is named in words: January 31, 2020."""
    found = _WORDS.fullmatch(value.strip())
    if found is None or (month := (found["month"] or found["month2"]).lower()) not in _MONTHS:
        return None
    year, day = int(found["year"] or found["year2"]), int(found["day"] or found["day2"])
    return _day_of(year, _MONTHS.index(month) + 1, day)


def _in_digits(value: str) -> date | None:
    """The day that is written with the year first, or in an order that leaves one reading: 1/31/2020."""
    text = value.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return _day_of(int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        both = {_day_of(year, first, second), _day_of(year, second, first)} - {None}
        return both.pop() if len(both) == 1 else None
    return None


def _day_of(year: int, month: int, day: int) -> date | None:
    if not year or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _flag(value: object) -> object:
    known = {"true": True, "false": False, True: True, False: False}
    if isinstance(value, str | bool) and value in known:
        return known[value]
    words = "is neither true nor false: write one of these two"
    plain = value.strip().lower() if isinstance(value, str) else ""
    raise Misspelt(words, plain if plain in known else "")


def _digits(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    raise ValueError("is not a whole number")


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
        raise ValueError("is not a web address: it starts with https:// and has no spaces")
    try:
        host = urlsplit(value).hostname
        _ = urlsplit(value).port
    except ValueError:
        host = None
    if not host:
        raise ValueError("is not a web address: it has a host: https://www.example.org/")
    return value


def matching(pattern: str, words: str) -> Callable[[str], str]:
    """A check of texts; digits are 0 to 9, whatever other scripts have."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(words)
        return value

    return check


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Ids are URL parts and CSS-safe names: lower case, digits, single hyphens."""

Text = Annotated[str, StringConstraints(strict=True), AfterValidator(_not_blank)]
"""Plain text, printed as it stands."""

Id = Annotated[
    str,
    AfterValidator(
        matching(ID_PATTERN, "is not an id: lower-case letters, digits and single hyphens")
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"}),
]


@dataclass(frozen=True, slots=True)
class NamesSource:
    """Stands in the annotation of every field that says what a fact rests on."""


SourceId = Annotated[Id, NamesSource()]

_SEGMENT = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
EARLIER_PATTERN = rf"{ID_PATTERN}|/?(?:{_SEGMENT}/)+(?:{_SEGMENT}\.html?)?|/?[A-Za-z0-9_~-][A-Za-z0-9._~-]*\.html?"
EarlierAddress = Annotated[
    str,
    AfterValidator(
        matching(
            EARLIER_PATTERN,
            "is no earlier address: an earlier id such as eo-13902, or a path that ends in .html or /: "
            "2020/02/05/old-post.html, blog/old-post/",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{EARLIER_PATTERN})$"}),
]
"""Where a page was before: an id in this site, or a path of the site that it comes from."""


FIRST_YEAR, LAST_YEAR = 1776, 2199
"""No order, and nothing that one rests on or leads to, is of another year; such a one is mistyped."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Stands in the annotation of every field that holds a day, and says which days it cannot be."""

    planned: bool = False
    """Whether the day may lie ahead. Of other fields it is one that somebody has seen."""
    after_signing: bool = False
    """Whether it cannot be before the order was there."""
    of_any_age: bool = False
    """Whether it may be of a year before `FIRST_YEAR`."""


_DAY_SCHEMA = WithJsonSchema({"type": "string", "format": "date"})

Day = Annotated[date, BeforeValidator(_date), _DAY_SCHEMA, Dated()]
"""A day that is past: of a document, of an event, of somebody's looking."""

PlannedDay = Annotated[date, BeforeValidator(_date), _DAY_SCHEMA, Dated(planned=True)]
"""A day that may lie ahead."""

DayOfOrder = Annotated[date, BeforeValidator(_date), _DAY_SCHEMA, Dated(after_signing=True)]
"""A past day of what follows from the order, and so not before it."""

PlannedDayOfOrder = Annotated[
    date, BeforeValidator(_date), _DAY_SCHEMA, Dated(planned=True, after_signing=True)
]
"""The same where it may lie ahead."""

Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_digits)]
Url = Annotated[
    str, AfterValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})
]

SECTION_PATTERN = r"(?:preamble|title|(?:\d+[A-Z]?|[IVX]+)(?:[.-]\d+)*(?:\([A-Za-z0-9]{1,8}\))*)"
"""A place in an order: `preamble`, `5`, `3(b)`, `2(c)(ii)`."""


@dataclass(frozen=True, slots=True)
class InText:
    """Stands in the annotation of every field that names a section of an order's official text."""

    if_source: bool = False
    """Whether it is one of this order only where the entry's source is the order itself."""


PinpointElsewhere = Annotated[
    str,
    AfterValidator(
        matching(SECTION_PATTERN, "is not a section: write it as 3(b), 2(c)(ii) or preamble")
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{SECTION_PATTERN}$"}),
]
"""A place in another order."""
Pinpoint = Annotated[PinpointElsewhere, InText()]
"""A place in this order."""
PinpointInSource = Annotated[PinpointElsewhere, InText(if_source=True)]
"""A place in the text that an entry's source is."""

DURATION_PATTERN = r"P(?=\d)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?"
"""ISO 8601 durations of whole days and more. `P2M` is two calendar months, `P60D` sixty days."""

_TIME = re.compile(r"(?P<number>[0-9]{1,4})[ -]*(?P<unit>day|week|month|year)s?\b")


def duration_in_words(value: str) -> str:
    """The ISO 8601 duration of `180 days`; empty where a text begins with none."""
    found = _TIME.match(value.strip().lower())
    return f"P{int(found['number'])}{found['unit'][0].upper()}" if found else ""


def _duration(value: str) -> str:
    if not re.fullmatch(DURATION_PATTERN, value, re.ASCII):
        wanted = duration_in_words(value)
        words = f"is not a duration: write it as {wanted or 'P180D, P2M or P1Y'}"
        raise Misspelt(words, wanted if _TIME.fullmatch(value.strip().lower()) else "")
    return value


Duration = Annotated[
    str,
    AfterValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{DURATION_PATTERN}$"}),
]


class Item(Frozen):
    """Anything that stands in a list and may be meant for some audiences only."""

    for_: tuple[Id, ...] = Field(default=(), alias="for")
    """Audiences or groups that receive this item; without it, all do."""


LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

LanguageTag = Annotated[
    str,
    AfterValidator(matching(LANGUAGE_PATTERN, "is not a language tag like en")),
]
"""BCP 47: en, es, pt-BR."""
