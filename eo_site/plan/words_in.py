"""The texts within a view."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from eo_site.model.prose import Words


def words_in(value: object) -> Iterator[Words]:
    """Every text of an edition that a view, or a part of one, holds."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_in(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from words_in(getattr(value, name))
    elif is_dataclass(value):
        for each in fields(value):
            yield from words_in(getattr(value, each.name))
