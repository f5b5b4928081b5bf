"""JSON Schemas of the content files, from the model that reads them."""

import ast
import inspect
import textwrap
import typing
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from eo_site.model.audience import AudienceFile
from eo_site.model.order import AuthoredOrder, AuthoredPage
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.vocabulary import Vocabulary

KINDS: dict[str, type[BaseModel]] = {
    "order": AuthoredOrder,
    "page": AuthoredPage,
    "audiences": AudienceFile,
    "site": Site,
    "sources": SourceFile,
    "vocabulary": Vocabulary,
}
"""What each kind of file is read as; for orders and pages, their front matter."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file."""
    model = KINDS[kind]
    schema = model.model_json_schema(by_alias=True)
    for each in _models(model, set()):
        _describe(each, schema if each is model else schema["$defs"].get(_definition(each), {}))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": kind}


def _models(annotation: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Every model that a type is made of."""
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model and annotation not in seen:
        seen.add(annotation)
        yield annotation
        for info in annotation.model_fields.values():
            yield from _models(info.annotation, seen)
    for argument in typing.get_args(annotation):
        yield from _models(argument, seen)


def _definition(model: type[BaseModel]) -> str:
    """The name under which pydantic lists a model in `$defs`: `Duty[Prose]` is `Duty_Prose_`."""
    return model.__name__.replace("[", "_").replace("]", "_")


def _describe(model: type[BaseModel], schema: dict[str, Any]) -> None:
    """Give each property the docstring that stands under its field in the model's source.

    Pydantic can do this when a class is made, but then every command waits for it: it reads
    and parses each class's source, which took longer than all other imports together.
    """
    aliases = {name: info.alias or name for name, info in model.model_fields.items()}
    for ancestor in model.__mro__:
        generic = getattr(ancestor, "__pydantic_generic_metadata__", {}).get("origin") or ancestor
        if issubclass(generic, BaseModel) and generic.__module__.startswith("eo_site."):
            for name, words in _docstrings(generic):
                found = schema.get("properties", {}).get(aliases.get(name, name))
                if found is not None:
                    found.setdefault("description", words)


def _docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """(field, docstring) of a class, as its source has them."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    assert isinstance(tree.body[0], ast.ClassDef)
    statements = tree.body[0].body
    for field, words in pairwise(statements):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(words, ast.Expr)
            and isinstance(words.value, ast.Constant)
            and isinstance(words.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(words.value.value)
