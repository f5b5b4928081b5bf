"""Values of a YAML document against a model, with every problem in the author's terms."""

import re
import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eo_site.characters import stranger
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath, Marks
from eo_site.suggest import did_you_mean

M = TypeVar("M", bound=BaseModel)

_SHAPES = {
    "tuple_type": "expects a list",
    "list_type": "expects a list",
    "dict_type": "expects keys with values",
    "model_type": "expects keys with values",
    "model_attributes_type": "expects keys with values",
    "string_type": "expects a text",
    "too_short": "is empty: name at least one",
}


def validate(model: type[M], value: Any, marks: Marks) -> tuple[M | None, tuple[Problem, ...]]:
    """The value as a model, or every reason why it is none."""
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_problem(model, detail, marks) for detail in details)


def _problem(model: type[BaseModel], detail: ErrorDetails, marks: Marks) -> Problem:
    path: KeyPath = detail["loc"]
    if "key" in detail.get("ctx", {}):
        path = (*path, detail["ctx"]["key"])
    name = str(path[-1]) if path else "the document"
    kind, code, hint = detail["type"], "EO112", ""
    if kind == "extra_forbidden":
        code, message = "EO110", f"unknown key `{_short(name)}`{stranger(name)}"
        hint = did_you_mean(name, _keys_at(model, path[:-1]))
    elif kind == "missing":
        code, message = "EO111", f"the key `{name}` is missing"
    elif kind == "literal_error":
        message = f"`{detail['input']}` is no value of `{_named(path)}`"
        hint = did_you_mean(
            str(detail["input"]), re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        )
    elif kind == "value_error":
        words, hint = _with_hint(str(detail["ctx"]["error"]))
        shown = detail["input"] if isinstance(detail["input"], str) else None
        named = _named(detail["loc"])
        message = f"`{named}` {words}" + (
            f", but `{_short(shown)}`{stranger(shown)}" if shown else ""
        )
    else:
        message = f"`{_named(path)}` {_SHAPES.get(kind, detail['msg'])}"
        message, _, hint = message.partition(": ")
    place = marks.place(path, key=kind == "extra_forbidden" or path != detail["loc"])
    return Problem(code, marks.source.path, place, message, hint)


def _with_hint(words: str) -> tuple[str, str]:
    """A validator's words and, after a colon that stands in no code, what to write instead."""
    match = re.fullmatch(r"((?:[^`:]|`[^`]*`|:(?! ))*): (.*)", words, re.DOTALL)
    return (match.group(1), match.group(2)) if match else (words, "")


def _named(path: KeyPath) -> str:
    """The path's last name: an item of a list is called by its list."""
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "the document"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that a map at this place may have."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is not None and isinstance(part, str):
            fields = {info.alias or name: info for name, info in current.model_fields.items()}
            info = fields.get(part)
            current = _model_in(info.annotation) if info else None
    if current is None:
        return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within an annotation such as `tuple[Duty, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in found if model), None)
