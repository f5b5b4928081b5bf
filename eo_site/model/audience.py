"""Audiences: kinds of readers, what each may see, and what each opens the page for."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from eo_site.model.base import Flag, Frozen, Id, LanguageTag, Text, Url, Whole, matching

RESERVED_NAMES = frozenset({"default", "for", "except", "id", "interests", "lang"})
"""Words of the audience syntax; no audience or group may have one of them as its id."""
TEXT_MODULE = "operative-text"
"""The module that prints the official text."""


class Access(Frozen):
    """Who may read an edition: everybody, or the members of the host's account groups."""

    groups: tuple[Id, ...] | None = None
    """Account groups of the host; None means public."""

    @property
    def public(self) -> bool:
        """Whether everybody may read."""
        return self.groups is None

    def within(self, other: "Access") -> bool:
        """Whether all who have this access have the other too, so that text may flow from it."""
        if other.groups is None:
            return True
        return self.groups is not None and set(self.groups) <= set(other.groups)


def _access(value: Any) -> Any:
    if value == "public":
        return {"groups": None}
    if isinstance(value, dict) and set(value) == {"members"} and value["members"]:
        return {"groups": value["members"]}
    if isinstance(value, Access):
        return value
    raise ValueError("is neither `public` nor `{members: [account groups]}`")


Colour = Annotated[
    str, AfterValidator(matching(r"#[0-9a-fA-F]{6}", "is not a colour like #1a5c38"))
]


class Accent(Frozen):
    """The edition's one colour, for light and for dark paper."""

    light: Colour
    dark: Colour


class Reading(Frozen):
    """What the edition's readers should be asked to cope with; advisory."""

    max_grade: Whole
    """Flesch–Kincaid grade, US school years."""
    max_sentence_words: Whole


class Avoided(Frozen):
    """A word or phrase that an edition does without; a bare text will do."""

    word: Text
    """As it stands in a dictionary, in lower case; upper case and plain plurals are found too."""
    instead: Text | None = None
    """What to write."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"word": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


class SectionChoice(Frozen):
    """How an edition treats the body's sections, by id."""

    first: tuple[Id, ...] = ()
    """Printed first, in this order."""
    omit: tuple[Id, ...] = ()
    """Left out of this edition, with what stands under them."""


_MODULE = r"(?:section:)?[a-z0-9]+(?:-[a-z0-9]+)*"
ModuleName = Annotated[
    str, AfterValidator(matching(_MODULE, "is not a module: a name, or section:ID for one section"))
]


Export = Literal["json", "orders", "csv", "relations", "library", "data"]
"""`json` writes index.json beside each order's page; `orders` and `csv` all orders as data;
`relations` their ties; `library` the orders for reference managers; `data` a page about all that."""


class Audience(Frozen):
    """A kind of reader, and the edition made for them."""

    id: Id
    """The edition's folder in `build/`, and the name content uses."""
    name: Text
    question: Text
    """What these readers open the page to find out."""
    reader: Text | None = None
    """One of them, for "Read as …": a litigator."""
    tagline: Text | None = None
    description: Text | None = None
    accent: Accent = Accent(light="#33475b", dark="#a9bdd1")
    access: Annotated[
        Access,
        BeforeValidator(_access),
        WithJsonSchema(
            {
                "anyOf": [
                    {"const": "public"},
                    {
                        "type": "object",
                        "required": ["members"],
                        "additionalProperties": False,
                        "properties": {"members": {"type": "array", "items": {"type": "string"}}},
                    },
                ]
            }
        ),
    ] = Access()
    falls_back_to: tuple[Id, ...] = ()
    """Audiences whose texts serve where these readers have none of their own; tried in order."""
    lead: tuple[ModuleName, ...]
    """Modules above the fold. They print even to say that something was not searched."""
    modules: tuple[ModuleName, ...]
    """The rest of the page, in order."""
    titles: dict[str, Text] = Field(default_factory=dict)
    """Module headings in this edition's own words, by module."""
    sections: SectionChoice = SectionChoice()
    reading: Reading | None = None
    avoid: tuple[Avoided, ...] = ()
    """Words these readers should not meet in our own sentences; quotations may have them."""
    default_interests: tuple[Id, ...] = ()
    """What a reader follows who has chosen nothing yet."""
    exports: tuple[Export, ...] = ()
    """Files that the edition offers besides its pages, its feeds and its calendars."""
    proof: Flag = False
    """Whether each order gets a page with its official text beside the passages that rest on it."""
    language: LanguageTag | None = None
    """What the edition is written in, and its interface with it, if not the site's language."""
    translation_of: Id | None = None
    """The audience whose edition this one is in another language, for search engines and readers to
    know the same page by."""
    base_url: Url | None = None
    """Where the edition lives if not under the site's own address."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids; hosts lead from their addresses to this edition's."""
    template: Id | None = None
    """`templates/audiences/<template>.html` instead of `order.html`."""

    @property
    def prints_text(self) -> bool:
        """Whether an order's page prints its official text, where that is at hand."""
        return TEXT_MODULE in (*self.lead, *self.modules)


class AudienceFile(Frozen):
    """`audiences.yaml`: the editions in the order the chooser shows them, and groups of them."""

    audiences: tuple[Audience, ...]
    groups: dict[str, tuple[Id, ...]] = Field(default_factory=dict)
    """Names for several audiences, to use in content; they say nothing about access."""

    @model_validator(mode="after")
    def _not_empty(self) -> "AudienceFile":
        if not self.audiences:
            raise ValueError("names no audience: add at least one")
        return self

    @cached_property
    def by_id(self) -> dict[str, Audience]:
        """The audiences by id."""
        return {audience.id: audience for audience in self.audiences}
