"""The president of a document, in the forms that programs give a value with parts.

The API's object; the same as JSON, Python, Ruby or R write it into a cell; or a plain name. What
reads as none of these names nobody: a term of a vocabulary is not made of brackets and quotes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eo_site.importers.mending import plain_text
from eo_site.importers.words import is_absent
from eo_site.model.base import ID_PATTERN

_PART = re.compile(
    r"""["':]?\b(?P<key>identifier|name)\b["']?\s*(?:=>|[:=])\s*"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)')"""
)
"""A part as JSON, Python (`'name': "Tip O'Neill"`), Ruby (`:name=>"…"`) or R (`name = "…"`) writes it."""
_NAME = re.compile(r"[^\W\d_][^\W\d_.,'’ -]*(?:[ .,'’-]+[^\W\d_]+)*\.?")
"""Letters of any script, with what joins and shortens names."""
_NO_NAME = re.compile(r"""[{}\[\]<>="|\\]""")
"""Signs of an object that was written as text."""
LONGEST = 100


@dataclass(frozen=True)
class Person:
    """A president as a document names one; both '' where it names none."""

    identifier: str
    """The Federal Register's."""
    name: str


def person(value: Any, given: Mapping[str, str]) -> Person | None:
    """Who a value names, completed by columns of its parts; None if it says something else."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else str(value or "")
    if isinstance(value, dict):
        found = {key: _text(value.get(key)) for key in ("identifier", "name")}
    elif text := str(value or "").strip():
        found = _parts(text)
        if not found and not (len(text) <= LONGEST and _NAME.fullmatch(plain_text(text)[0])):
            return None
        found = found or {"name": text}
    else:
        found = {}
    parts = {key: found.get(key) or given.get(key, "") for key in ("identifier", "name")}
    return _sound(parts["identifier"].strip().lower(), parts["name"])


def _text(value: Any) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) and not is_absent(value) else ""


def _parts(text: str) -> dict[str, str]:
    """The parts of an object written as text; the first of each."""
    found: dict[str, str] = {}
    for match in _PART.finditer(text):
        value = match["double"] if match["double"] is not None else match["single"]
        found.setdefault(match["key"], re.sub(r"\\(.)", r"\1", value))
    return found


def _sound(identifier: str, name: str) -> Person | None:
    identifier = identifier if re.fullmatch(ID_PATTERN, identifier) else ""
    if len(name) > LONGEST or _NO_NAME.search(name):
        return Person(identifier, "") if identifier else None
    return Person(identifier, plain_text(name)[0])
