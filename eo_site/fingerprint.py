"""Digests of values: the same value gives the same digest on every machine."""

import json
from dataclasses import asdict, is_dataclass
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


def digest(value: Any) -> str:
    """SHA-256 of a value made of models, dataclasses, containers and scalars, in hex."""
    text = json.dumps(
        value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def digest_bytes(data: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return sha256(data).hexdigest()
