"""Digests of values: the same value gives the same digest on every machine."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from dataclasses import fields as fields_of
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import BaseModel


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no digest of {type(value)}")


def said(value: Any, leaf: Callable[[Any], Any] = lambda value: value) -> Any:
    """A value as plain data with everything empty left out, keys as the files have them.

    `leaf` sees each value first and may turn it into something plain.
    """
    value = leaf(value)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        named = {info.alias or name: getattr(value, name) for name, info in fields.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in fields_of(value)}
    elif isinstance(value, Mapping):
        return {key: said(each, leaf) for key, each in value.items()}
    elif isinstance(value, tuple | list):
        return [said(each, leaf) for each in value]
    else:
        return value.isoformat() if isinstance(value, date) else value
    # Whatever counts as true is none of these, and is not to be compared with each of them.
    filled = {
        name: each for name, each in named.items() if each or each not in (None, (), "", {}, False)
    }
    return {name: said(each, leaf) for name, each in filled.items()}


def digest(value: Any) -> str:
    """SHA-256 of a value made of models, dataclasses, containers and scalars, in hex."""
    text = json.dumps(
        value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def digest_bytes(data: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return sha256(data).hexdigest()
