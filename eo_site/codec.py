"""Values of the model as JSON and back, by their types.

What is cached must be readable by the next build, on any machine, without running anything that
the cache holds, so it is plain JSON. A type's encoder and decoder are put together once from its
annotations. Dataclasses become lists of their fields; models become what differs from their
defaults, by the number of the field; members of a union that are no scalars carry the name of
their type.

Decoded models are not validated again: they were when they were read.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from sys import intern
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
_SCALARS = (str, int, bool, float, type(None))
_SMALL = 2
"""Fields of a dataclass up to which equal ones, if plain, are kept once."""
_KNOWN = 4096
"""How many values of a kind are remembered for that."""


class Coder(NamedTuple):
    """How one type becomes JSON, and JSON the type.

    A decoder may use up the lists and dictionaries that it is given.
    """

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def dumps(type_: Any, value: Any) -> bytes:
    """A value of a type as JSON; equal values give equal bytes."""
    return written(coder(type_), value)


def written(type_: Coder, value: Any) -> bytes:
    """The same for a coder at hand."""
    return _JSON.encode(type_.encode(value)).encode()


def loads(type_: type[T], data: bytes | str) -> T:
    """The value that `dumps` was given."""
    found: T = coder(typing.cast(Any, type_)).decode(json.loads(data))
    return found


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _same(value: Any) -> Any:
    return value


_PLAIN = Coder(_same, _same)
_NAME = Coder(_same, intern)
"""Of text that is short or said again and again: a name, a word of a list. It is kept once."""
_DAY = Coder(date.isoformat, lru_cache(_KNOWN)(date.fromisoformat))


@cache
def coder(type_: Any) -> Coder:
    """The coder of a type; types that refer to themselves are looked up when they are met."""
    origin = typing.get_origin(type_)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return Coder(str, type_)
    if origin is typing.Annotated:
        inner = typing.get_args(type_)[0]
        return _NAME if inner is str else coder(inner)
    if origin is typing.Literal:
        return _NAME if all(isinstance(each, str) for each in typing.get_args(type_)) else _PLAIN
    if type_ in _SCALARS or type_ is Any:
        return _PLAIN
    if type_ is date:
        return _DAY
    if origin is typing.Union or origin is types.UnionType:
        return _union(typing.get_args(type_))
    if origin is tuple:
        return _tuple(typing.get_args(type_))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*typing.get_args(type_))
    if isinstance(type_, type) and (
        issubclass(type_, BaseModel) or dataclasses.is_dataclass(type_)
    ):
        return _fields(type_)
    raise TypeError(f"no JSON for {type_!r}")


def _union(members: tuple[Any, ...]) -> Coder:
    named = {_name(each): each for each in members if coder_kind(each)}
    if not named:
        return _optional(members)
    if len(named) == 1 and all(each is type(None) for each in members if not coder_kind(each)):
        return _optional(members)
    inner = {name: _later(each) for name, each in named.items()}

    def encode(value: Any) -> Any:
        if isinstance(value, _SCALARS):
            return value
        name = _name(type(value))
        return [name, inner[name].encode(value)]

    def decode(value: Any) -> Any:
        return inner[value[0]].decode(value[1]) if isinstance(value, list) else value

    return Coder(encode, decode)


def coder_kind(type_: Any) -> bool:
    """Whether a union has to say that a value is of this type: scalars show it themselves."""
    if typing.get_origin(type_) is typing.Annotated:
        return coder_kind(typing.get_args(type_)[0])
    return type_ not in _SCALARS and typing.get_origin(type_) is not typing.Literal


def _optional(members: tuple[Any, ...]) -> Coder:
    rest = [each for each in members if each is not type(None)]
    if all(not coder_kind(each) for each in rest):
        named = len(rest) == 1 and coder(rest[0]) is _NAME
        return Coder(_same, lambda value: value and intern(value)) if named else _PLAIN
    inner = _later(rest[0])
    return Coder(
        lambda value: None if value is None else inner.encode(value),
        lambda value: None if value is None else inner.decode(value),
    )


def _later(type_: Any) -> Coder:
    """A coder that is put together when it is first used, for types that contain themselves."""
    found = cache(lambda: coder(type_))
    return Coder(lambda value: found().encode(value), lambda value: found().decode(value))


def _name(type_: Any) -> str:
    return str(getattr(typing.get_origin(type_) or type_, "__name__", type_))


def _tuple(members: tuple[Any, ...]) -> Coder:
    if len(members) == 2 and members[1] is Ellipsis:
        each = coder(members[0]) if not _recursive(members[0]) else _later(members[0])
        if members[0] is str or each is _NAME:
            # The same names stand in seven editions of an order, and in the next order.
            return Coder(list, lambda value: _once(tuple(map(intern, value))))
        if each is _PLAIN:
            return Coder(list, tuple)
        enc, dec = each
        return Coder(
            lambda value: [enc(v) for v in value], lambda value: tuple([dec(v) for v in value])
        )
    coders = [coder(each) for each in members]
    return Coder(
        lambda value: [c.encode(v) for c, v in zip(coders, value, strict=True)],
        lambda value: tuple([c.decode(v) for c, v in zip(coders, value, strict=True)]),
    )


@lru_cache(_KNOWN)
def _once(value: T) -> T:
    """A value that is as good as one seen lately, as that one."""
    return value


def _recursive(type_: Any) -> bool:
    return typing.get_origin(type_) in (typing.Union, types.UnionType)


def _mapping(key: Any, value: Any) -> Coder:
    keys, values = coder(key), coder(value)
    if keys in (_PLAIN, _NAME):
        return Coder(
            lambda found: {k: values.encode(v) for k, v in found.items()},
            lambda found: {intern(k): values.decode(v) for k, v in found.items()},
        )
    return Coder(
        lambda found: [[keys.encode(k), values.encode(v)] for k, v in found.items()],
        lambda found: {keys.decode(k): values.decode(v) for k, v in found},
    )


def _fields(type_: type) -> Coder:
    if issubclass(type_, BaseModel):
        return _model(type_)
    hints = typing.get_type_hints(type_, include_extras=True)
    parameters = getattr(type_, "__parameters__", ())
    assert not parameters, f"{type_} needs its parameters"
    names = [each.name for each in dataclasses.fields(typing.cast(Any, type_))]
    coders = [
        _later(hints[name]) if _recursive(hints[name]) else coder(hints[name]) for name in names
    ]
    # Most fields are written as they are.
    encoders = [(at, c.encode) for at, c in enumerate(coders) if c.encode is not _same]
    decoders = [(at, c.decode) for at, c in enumerate(coders) if c.decode is not _same]

    def encode(value: Any) -> Any:
        found = [getattr(value, name) for name in names]
        for at, plain in encoders:
            found[at] = plain(found[at])
        return found

    if len(names) <= _SMALL and not encoders and Any not in hints.values():
        # For whom a text was written, where something stands: few values, again and again.
        known = lru_cache(_KNOWN)(type_)
        return Coder(encode, lambda value: known(*value))

    def decode(value: Any) -> Any:
        for at, made in decoders:
            value[at] = made(value[at])
        return type_(*value)

    return Coder(encode, decode)


def _model(type_: type[BaseModel]) -> Coder:
    """Only what differs from the default, by the number of the field."""
    infos = type_.model_fields
    names = list(infos)
    coders = [coder(typing.cast(Any, infos[name].annotation)) for name in names]
    defaults = {
        name: info.get_default(call_default_factory=True)
        for name, info in infos.items()
        if not info.is_required()
    }

    fields = [(str(i), coders[i].encode, name) for i, name in enumerate(names)]
    required = object()
    # Pydantic's note of the fields that were given. Nobody asks a decoded model for it: one for all.
    every = set(names)
    empty = {name: defaults.get(name) for name in names}

    def encode(value: Any) -> Any:
        found = value.__dict__
        return {
            key: plain(found[name])
            for key, plain, name in fields
            if found[name] != defaults.get(name, required)
        }

    def decode(value: Any) -> Any:
        model = type_.__new__(type_)
        filled = empty.copy()
        for i, each in value.items():
            at = int(i)
            filled[names[at]] = coders[at].decode(each)
        object.__setattr__(model, "__dict__", filled)
        object.__setattr__(model, "__pydantic_fields_set__", every)
        object.__setattr__(model, "__pydantic_extra__", None)
        object.__setattr__(model, "__pydantic_private__", None)
        return model

    return Coder(encode, decode)
