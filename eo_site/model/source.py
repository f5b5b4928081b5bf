"""Sources: bibliographic items in the shape of CSL-JSON, with what each was searched for.

https://docs.citationstyles.org/en/stable/specification.html names the fields.
"""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from eo_site.model.base import (
    Dated,
    Day,
    Frozen,
    Id,
    Item,
    LanguageTag,
    Text,
    Url,
    calendar_day,
    matching,
)
from eo_site.model.language import InLanguage, by_language, schema_by_language, translated

FieldOutsideText = Literal[
    "status", "court", "cases", "comments", "legislation", "numbers", "money"
]
"""Fields about the world outside the order's text, where "not searched" is news to a reader."""
SearchedField = Literal[
    FieldOutsideText, "relations", "needs_congress", "duties", "affected", "clauses", "authorities",
    "quotes", "agencies",
]  # fmt: skip
"""Fields of an order whose emptiness needs a reason: none found, or not searched."""

FIELDS_OUTSIDE_TEXT: tuple[str, ...] = get_args(FieldOutsideText)
SEARCHED_FIELDS: tuple[str, ...] = get_args(SearchedField)

_a_date = matching(r"\d{4}(-\d\d(-\d\d)?)?", "is not a date: write 2020-01-31 or 2020")


def _partial_date(value: str) -> str:
    """A day, a month or a year that the calendar has."""
    calendar_day(_a_date(value) + "-01-01"[len(value) - 4 :])
    return value


PartialDate = Annotated[
    str,
    AfterValidator(_partial_date),
    Dated(of_any_age=True),
    WithJsonSchema({"type": ["string", "integer"]}),  # 2020 is a number to YAML
]


class Name(Frozen):
    """A person's or an institution's name."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    """An institution's name, or a name that does not split."""


class SourceTexts(InLanguage):
    """What is said of a source in another language; its title stays as it is."""

    short: Text | None = None
    note: Text | None = None
    does_not_cover: Text | None = None
    coverage: Text | None = None


Translations = Annotated[
    tuple[SourceTexts, ...],
    BeforeValidator(by_language),
    WithJsonSchema(schema_by_language("short", "note", "does_not_cover", "coverage")),
]


class Source(Item):
    """Something a statement rests on."""

    id: Id
    type: Literal[
        "regulation", "legislation", "legal_case", "bill", "report", "webpage", "dataset",
        "article-newspaper", "article-journal", "book", "document", "speech", "hearing",
    ]  # fmt: skip
    """A CSL item type."""
    title: Text
    short: Text | None = None
    """The name a citation prints; without it, the title."""
    container_title: Text | None = Field(default=None, alias="container-title")
    publisher: Text | None = None
    author: tuple[Name, ...] = ()
    volume: Text | None = None
    page: Text | None = None
    number: Text | None = None
    issued: PartialDate | None = None
    accessed: Day | None = None
    url: Url | None = Field(default=None, alias="URL")
    note: Text | None = None
    checked: Day | None = None
    """When somebody last looked. Statements drawn from the source are dated by it."""
    covers: tuple[SearchedField, ...] = ()
    """The fields on which this source's silence means something: only there may "none found" be said."""
    does_not_cover: Text | None = None
    """What its silence does not say, as it goes on from "it does not record": "statutes or courts"."""
    coverage: Text | None = None
    """What it covers, and its limits, in words for the reader."""
    translations: Translations = ()
    """By language, what is said of it to readers of that language."""
    language: LanguageTag | None = None
    """What its short name and what is said of it are in, if not the site's language."""

    def in_language(self, language: str) -> "Source":
        """The source as it is spoken of in another language, where somebody has said how."""
        texts = translated(self.translations, language)
        return (
            self.model_copy(update={**texts.model_dump(), "language": language}) if texts else self
        )


class SourceFile(Frozen):
    """`content/sources.yaml`: sources used across orders."""

    sources: tuple[Source, ...] = ()
