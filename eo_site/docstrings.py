"""What stands under each field of a model, for the JSON Schemas that print it.

Pydantic can read it when a class is made, but then every command waits for it: it reads and parses
each class's source, which took longer than all other imports together.
"""

import ast
import inspect
import textwrap
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel


def describe(model: type[BaseModel], schema: Mapping[str, Any]) -> None:
    """Give each property of a schema the docstring that stands under its field.

    The schema is the model's own, or has it among its `$defs`.
    """
    definitions = schema.get("$defs", {})
    for each in _models(model, set()):
        own = schema if each is model else {}
        found = definitions.get(_definition(each), own)
        words = meanings(each)
        for field, about in found.get("properties", {}).items():
            if field in words:
                about.setdefault("description", words[field])


def meanings(model: type[BaseModel]) -> dict[str, str]:
    """By its key in files, the docstring of each field that has one."""
    found: dict[str, str] = {}
    for ancestor in model.__mro__:
        generic = getattr(ancestor, "__pydantic_generic_metadata__", {}).get("origin") or ancestor
        if issubclass(generic, BaseModel) and generic.__module__.startswith("eo_site."):
            for name, words in _docstrings(generic):
                if info := model.model_fields.get(name):  # else a variable of the class
                    found.setdefault(info.alias or info.serialization_alias or name, words)
    return found


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


@cache
def _docstrings(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(field, docstring) of a class, as its source has them; read once."""
    return tuple(_read_docstrings(model))


def _read_docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
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
