"""What the facts of a record rest on."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from eo_site.model.base import NamesSource, marked
from eo_site.model.case import Case
from eo_site.model.text import KeyPath


def named_sources(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """(where, id) of every source that a fact names, or several facts; sections name none."""
    if isinstance(value, Case):
        for at, event in enumerate(value.events):
            yield (
                ((*path, "events", at) if event.source else path) + ("source",),
                value.source_of(event),
            )
    elif isinstance(value, BaseModel):
        for name, key in _naming(type(value)):
            if found := getattr(value, name):
                yield from named_sources(found, (*path, key))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from named_sources(each, (*path, at))
    elif isinstance(value, dict):
        for name, ids in value.items():
            yield from named_sources(ids, (*path, name))
    elif value is not None:
        yield path, value


@cache
def _naming(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(field, key) of what names sources, or may hold what does."""
    return tuple(
        (name, key)
        for name, key, mark in marked(model, NamesSource)
        if mark or any(map(_names, _models(model.model_fields[name].annotation)))
    )


def _names(model: type[BaseModel]) -> bool:
    return issubclass(model, Case) or bool(_naming(model))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from _models(each)
