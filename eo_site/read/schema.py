"""Values of a YAML document against a model, with every problem in the author's terms."""

import re
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eo_site.characters import stranger
from eo_site.model.base import Impossible, Misspelt
from eo_site.model.locator import sections_of
from eo_site.model.problem import Problem, Slip
from eo_site.model.text import KeyPath, Marks
from eo_site.suggest import certain, did_you_mean

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


@dataclass(frozen=True, slots=True)
class Sound(Generic[M]):
    """What of a document can be used, and where that stands."""

    found: M | None
    marks: Marks
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()
    """Top-level keys of which some part could not be used; problems with what rests on them follow
    from that."""


def validate(model: type[M], value: Any, marks: Marks) -> tuple[M | None, tuple[Problem, ...]]:
    """The value as a model, or every reason why it is none."""
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        return None, tuple(_problem(model, detail, marks) for detail in _told(model, error))


_ROUNDS = 12
"""How often something is left out before a document is given up: each time one level higher."""


def validate_sound(model: type[M], value: Any, marks: Marks) -> Sound[M]:
    """The value as a model without what is wrong in it, and every reason why something is.

    So that one wrong key does not hide what is wrong elsewhere. What only follows from leaving a part
    out, such as a list that is now empty, is not told.
    """
    problems, lost = tuple[Problem, ...](), set[str]()
    left_out = set[KeyPath]()
    for _ in range(_ROUNDS):
        kept, origins = _without(value, left_out)
        try:
            found = model.model_validate(kept)
        except ValidationError as error:
            details = error.errors(include_url=False)
            if not left_out and not lost:
                problems = tuple(_problem(model, detail, marks) for detail in _told(model, error))
            for detail in details:
                path = _blamed(kept, detail)
                if not path and isinstance(value, dict) and (name := _missing(detail)):
                    value = {**value, name: UNKNOWN}
                    lost.add(name)
                elif not path:
                    return Sound(None, marks, problems)
                else:
                    left_out.add(origins[path])
                    lost |= {str(origins[path][0]), *_meant(model, path[0])}
        else:
            if not left_out and not lost:
                return Sound(found, marks)
            return Sound(found, _moved(marks, origins), problems, frozenset(lost))
    return Sound(None, marks, problems)


def _told(model: type[BaseModel], error: ValidationError) -> list[ErrorDetails]:
    """What is wrong, without what only follows: lists that are empty since each of their items is
    wrong, and keys that are missing since they are misspelt."""
    details = error.errors(include_url=False)
    misspelt = {each for detail in details for each in _meant_path(model, detail)}
    return [
        each
        for each in details
        if (each["type"] != "too_short" or not each["input"])
        and (each["type"] != "missing" or each["loc"] not in misspelt)
    ]


def _meant_path(model: type[BaseModel], detail: ErrorDetails) -> Iterator[KeyPath]:
    """Of an unknown key, the path of the key that it was likely meant to be."""
    if detail["type"] == "extra_forbidden":
        *above, key = detail["loc"]
        for meant in get_close_matches(str(key), _keys_at(model, tuple(above)), n=1):
            yield (*above, meant)


UNKNOWN = "…"
"""Stands for a text that a document must have and lacks."""


def _missing(detail: ErrorDetails) -> str:
    """The key of the document itself that is missing and could be any text."""
    path = detail["loc"]
    return str(path[0]) if detail["type"] == "missing" and len(path) == 1 else ""


def _blamed(value: Any, detail: ErrorDetails) -> KeyPath:
    """The path of what is to be left out: as deep as the value goes, a whole where a part is missing."""
    path: KeyPath = ()
    for part in detail["loc"]:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
        path = (*path, part)
    return path


def _meant(model: type[BaseModel], key: str | int) -> set[str]:
    """The key that an unknown one was likely meant to be."""
    known = [info.alias or name for name, info in model.model_fields.items()]
    return set() if key in known else set(get_close_matches(str(key), known, n=1))


def _without(value: Any, left_out: Collection[KeyPath]) -> tuple[Any, dict[KeyPath, KeyPath]]:
    """The value without some of its parts, and by its present path where each part was."""
    origins: dict[KeyPath, KeyPath] = {}

    def copied(value: Any, now: KeyPath, was: KeyPath) -> Any:
        origins[now] = was
        if isinstance(value, dict):
            return {
                key: copied(each, (*now, key), (*was, key))
                for key, each in value.items()
                if (*was, key) not in left_out
            }
        if isinstance(value, list):
            kept = [index for index in range(len(value)) if (*was, index) not in left_out]
            return [copied(value[i], (*now, at), (*was, i)) for at, i in enumerate(kept)]
        return value

    return copied(value, (), ()), origins


def _moved(marks: Marks, origins: Mapping[KeyPath, KeyPath]) -> Marks:
    """The same places under the paths that values have now."""
    keys = {now: marks.keys[was] for now, was in origins.items() if was in marks.keys}
    values = {now: marks.values[was] for now, was in origins.items() if was in marks.values}
    return Marks(marks.source, marks.base, keys, values)


def _problem(model: type[BaseModel], detail: ErrorDetails, marks: Marks) -> Problem:
    path: KeyPath = detail["loc"]
    if "key" in detail.get("ctx", {}):
        path = (*path, detail["ctx"]["key"])
    name = str(path[-1]) if path else "the document"
    kind, code, hint, given = detail["type"], "EO112", "", detail["input"]
    if kind == "extra_forbidden":
        code, message = "EO110", f"unknown key `{_short(name)}`{stranger(name)}"
        hint = did_you_mean(name, _keys_at(model, path[:-1]))
    elif kind == "missing":
        code, message = "EO111", f"the key `{name}` is missing"
    elif kind == "literal_error":
        message = f"`{_short(given)}` is no value of `{_named(path)}`"
        hint = did_you_mean(str(given), re.findall(r"'([^']*)'", detail["ctx"]["expected"]))
    elif kind == "value_error":
        error = detail["ctx"]["error"]
        words, hint = _with_hint(str(error))
        if isinstance(error, Impossible):
            message = f"`{_named(detail['loc'])}`: {words}"
        else:
            shown = (
                f", but `{_short(given)}`{stranger(given)}"
                if given and isinstance(given, str)
                else ""
            )
            message = f"`{_named(detail['loc'])}` {words}{shown}"
    else:
        message = f"`{_named(path)}` {_SHAPES.get(kind, detail['msg'])}"
        message, _, hint = message.partition(": ")
        hint = hint or _in_shape(model, path, kind, given)
    place = marks.place(path, key=kind == "extra_forbidden" or path != detail["loc"])
    slip = _slip(model, path, detail, marks) if path == detail["loc"] else None
    return Problem(code, marks.source.path, place, message, hint, slip=slip)


_NAMES = re.compile(r"[a-z0-9][a-z0-9()-]*(?:, ?[a-z0-9][a-z0-9()-]*)*")
"""Ids and sections, of which a list can be made without cutting a text."""


_WHO_MAY_READ = frozenset({"access", "accounts"})
"""Keys of which nothing is mended: what is meant decides who may open an edition at all."""


def _slip(model: type[BaseModel], path: KeyPath, detail: ErrorDetails, marks: Marks) -> Slip | None:
    """What was certainly meant by a wrong key or value."""
    kind, given = detail["type"], detail["input"]
    if _WHO_MAY_READ.intersection(path):
        return None
    if kind == "extra_forbidden" and isinstance(path[-1], str):
        meant = certain(path[-1], _keys_at(model, path[:-1]))
        free = meant and (*path[:-1], meant) not in marks.keys
        return Slip(path[-1], meant) if free else None
    if not isinstance(given, str) or "\n" in given:
        return None
    if kind in ("tuple_type", "list_type"):
        start, end = marks.values.get(path, (0, 0))
        written = marks.source.text[marks.base + start : marks.base + end]
        listed = _NAMES.fullmatch(given) and written.strip("'\"") == given
        return Slip(written, f"[{given}]") if listed else None
    meant = _meant_by(detail, given)
    return Slip(given, meant) if meant else None


def _meant_by(detail: ErrorDetails, given: str) -> str:
    """The value that a text of another form can only have meant."""
    if detail["type"] == "literal_error":
        return certain(given, re.findall(r"'([^']*)'", detail["ctx"]["expected"]))
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, Misspelt):
        return error.meant
    if isinstance(error, ValueError) and str(error).startswith("is not a section"):
        labels = sections_of(given)
        return labels[0] if len(labels) == 1 else ""
    return ""


def _in_shape(model: type[BaseModel], path: KeyPath, kind: str, given: Any) -> str:
    """What was written, in the shape that is asked for."""
    if not given or not isinstance(given, str) or len(given) > 40 or "\n" in given:
        return ""
    if kind in ("tuple_type", "list_type"):
        return f"write [{given}]"
    inner = _model_at(model, path)
    fields = inner.model_fields.items() if inner else ()
    keys = [info.alias or name for name, info in fields if info.is_required()]
    if not keys or kind not in ("model_type", "model_attributes_type"):
        return ""
    value = f'"{given}"' if re.search(r"[,:#{}\[\]]", given) else given
    return f"write {{{', '.join([f'{keys[0]}: {value}', *(f'{key}: …' for key in keys[1:])])}}}"


def _with_hint(words: str) -> tuple[str, str]:
    """A validator's words and, after a colon that stands in no code, what to write instead."""
    match = re.fullmatch(r"((?:[^`:]|`[^`]*`|:(?! ))*): (.*)", words, re.DOTALL)
    return (match.group(1), match.group(2)) if match else (words, "")


def _named(path: KeyPath) -> str:
    """The path's last name: an item of a list is called by its list."""
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "the document"


def _short(text: object) -> str:
    shown = " ".join(str(text).split())
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that a map at this place may have."""
    current = _model_at(model, path)
    return [info.alias or name for name, info in current.model_fields.items()] if current else []


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that a map at this place is read as."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is not None and isinstance(part, str):
            fields = {info.alias or name: info for name, info in current.model_fields.items()}
            info = fields.get(part)
            current = _model_in(info.annotation) if info else None
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within an annotation such as `tuple[Duty, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in found if model), None)
