"""Prose fields: one text for all, or a text each for those who should read another.

`Prose` is what an author wrote. `Words` is what one audience gets of it. The order model is
generic in the two, so that a resolved order cannot carry, anywhere, a text that was meant for
somebody else.
"""

from dataclasses import dataclass
from html import escape
from typing import Any, Literal, TypeVar

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from eo_site.model.base import Frozen, Text


def _at(name: str, words: str) -> PydanticCustomError:
    """What is wrong with one text of several, and with which."""
    message = f"{words} `{name}`: write one, or delete the key"
    return PydanticCustomError("value_error", "{error}", {"error": message, "key": name})


class Prose(Frozen):
    """An authored text with the variants meant for some audiences or groups."""

    default: Text
    """What everybody reads who has no variant."""
    variants: tuple[tuple[str, Text], ...] = ()
    """(audience or group, text) pairs in the order of the file."""

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"default": value}
        if not isinstance(value, dict) or isinstance(value.get("variants"), tuple):
            return value
        if "default" not in value:
            raise ValueError("has no `default`: add the text that all other readers get")
        for name, text in value.items():
            if not isinstance(text, str):
                raise _at(name, "has something other than a text under")
            if not text.strip():
                raise _at(name, "has no text under")
        variants = tuple((name, text) for name, text in value.items() if name != "default")
        return {"default": value["default"], "variants": variants}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "description": "Inline Markdown with citations: one text, or one per audience.",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "required": ["default"],
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ],
        }


@dataclass(frozen=True, slots=True)
class Provenance:
    """For whom a text was written, seen from the audience that reads it."""

    kind: Literal["own", "inherited", "shared"]
    source: str = ""
    """The audience it is inherited from."""

    def __str__(self) -> str:
        return f"inherited from {self.source}" if self.source else self.kind


SHARED = Provenance("shared")
OWN = Provenance("own")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as one audience reads it."""

    html: str
    """Safe markup: made by us from Markdown with raw HTML off."""
    text: str
    """The same without markup and without citations: for summaries, search and reading grade."""
    provenance: Provenance = SHARED

    def __html__(self) -> str:
        """Templates print words as they are."""
        return self.html

    @property
    def uncited(self) -> "Words":
        """The plain text alone, for pages that do not list this page's sources."""
        return Words(escape(self.text, quote=False), self.text, self.provenance)

    @property
    def block(self) -> "Words":
        """The same as paragraphs, where `html` may be the inside of one."""
        if self.html.startswith("<p>"):
            return self
        return Words(f"<p>{self.html}</p>", self.text, self.provenance)


P = TypeVar("P", Prose, Words)
"""The state of an order's prose: as authored, or as one audience reads it."""
