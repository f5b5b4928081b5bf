"""A record for one audience: items meant for others gone, every prose field one text.

The result has the record's own shape, but no text and no name of another audience is anywhere
in it, so nothing built from it can leak one. What is set aside is for editors and in no edition. A condition on something that is no list item (`money`) makes it absent.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from eo_site.model.order import Review
from eo_site.model.prose import Prose, Words
from eo_site.model.source import Source
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader

ProseWords = Callable[[KeyPath, Prose], Words | None]
"""From a field's path to the words that the audience reads there."""


def filtered(value: Any, reader: Reader, words: ProseWords, path: KeyPath = ()) -> Any:
    """A value of the record as this audience receives it."""
    if isinstance(value, Prose):
        return words(path, value)
    if isinstance(value, Review):
        mine = tuple(each for each in value.sign_offs if each.audience == reader.id)
        return value.model_copy(update={"sign_offs": mine})
    if isinstance(value, BaseModel):
        if not reader.named(getattr(value, "for_", ())):
            return None
        fields = {
            name: filtered(getattr(value, name), reader, words, (*path, info.alias or name))
            for name, info in type(value).model_fields.items()
        }
        for name in ("for_", "audiences", "set_aside"):
            if name in fields:
                fields[name] = ()
        return type(value).model_construct(_fields_set=value.model_fields_set, **fields)
    if isinstance(value, tuple):
        return tuple(
            filtered(each, reader, words, (*path, index))
            for index, each in enumerate(value)
            if reader.named(getattr(each, "for_", ()))
        )
    if isinstance(value, Mapping):
        return {key: filtered(each, reader, words, (*path, key)) for key, each in value.items()}
    return value


def own_source(number: str | None, title: str, fr: str, issued: str | None) -> Source:
    """The order's text as a source, where its record does not list it."""
    name = f"Executive Order {number}" if number else title
    volume, _, page = fr.partition(" FR ")
    fields = {
        "id": "order",
        "type": "regulation",
        "title": name,
        "container-title": "Federal Register" if fr else None,
        "volume": volume or None,
        "page": page or None,
        "issued": issued,
    }
    return Source.model_validate(fields)
