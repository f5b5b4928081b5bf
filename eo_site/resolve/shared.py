"""What resolving a file for one audience has made that serves others just as well.

Most of an order is the same text for every reader. Two audiences that receive the same items
of the record and the same sources, and whose pages print the same provisions, differ only where
a text of the file varies by audience; everything else is made once for both.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from eo_site.model.body import Listing, Piece, Variant
from eo_site.model.document import Document, ParsedProse
from eo_site.model.order import Review
from eo_site.model.prose import Prose
from eo_site.model.text import KeyPath


@cache
def keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """(field, its key in the file) of a model."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


_VARYING = {Variant, Listing}


def fixed(piece: Piece) -> bool:
    """Whether a piece reads the same for all who receive its sources."""
    return _VARYING.isdisjoint(map(type, piece))


@dataclass(frozen=True)
class Shape:
    """Where a record differs between audiences, found once per file."""

    varying: frozenset[KeyPath]
    """Every value that holds a text that varies, or an item meant for some."""
    conditions: tuple[tuple[str, ...], ...]
    """The `for:` of each item that has one."""
    sources: tuple[tuple[KeyPath, str, tuple[tuple[str, ...], ...]], ...]
    """(path, source, the conditions it stands under) of every fact that names its source."""


def shape(document: Document[Any]) -> Shape:
    """The shape of a file's record."""
    found = _Walk(document.prose)
    found.varies(document.record, (), ())
    return Shape(frozenset(found.varying), tuple(found.conditions), tuple(found.sources))


@dataclass
class _Walk:
    prose: Mapping[KeyPath, ParsedProse]
    varying: set[KeyPath] = field(default_factory=set)
    conditions: list[tuple[str, ...]] = field(default_factory=list)
    sources: list[tuple[KeyPath, str, tuple[tuple[str, ...], ...]]] = field(default_factory=list)

    def varies(self, value: Any, path: KeyPath, under: tuple[tuple[str, ...], ...]) -> bool:
        if value is None or isinstance(value, str):
            return False
        found = False
        if isinstance(value, Prose):
            parsed = self.prose.get(path)
            found = bool(value.variants) or parsed is None or not fixed(parsed.default)
        elif isinstance(value, BaseModel):
            found = self._model(value, path, under)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                found |= self.varies(each, (*path, index), under)
        elif isinstance(value, Mapping):
            for key, each in value.items():
                found |= self.varies(each, (*path, key), under)
        if found:
            self.varying.add(path)
        return found

    def _model(self, value: BaseModel, path: KeyPath, under: tuple[tuple[str, ...], ...]) -> bool:
        names: tuple[str, ...] = getattr(value, "for_", ())
        found = bool(names) or isinstance(value, Review)
        if names:
            self.conditions.append(names)
            under = (*under, names)
        for name, key in keys(type(value)):
            here, each = (*path, key), getattr(value, name)
            if name == "source" and isinstance(each, str):
                self.sources.append((here, each, under))
            elif name == "searched":
                self.sources += _searched(each, here, under)
            elif name not in ("for_", "audiences"):
                found |= self.varies(each, here, under)
        return found or bool(getattr(value, "audiences", ()))


def _searched(
    fields: Mapping[str, tuple[str, ...]], path: KeyPath, under: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[KeyPath, str, tuple[tuple[str, ...], ...]]]:
    for name, sources in fields.items():
        yield from (((*path, name, at), source, under) for at, source in enumerate(sources))


@dataclass
class Shared:
    """The makings of one file, for as long as it is being resolved."""

    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made at the first call for this key."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def number(self, key: Hashable) -> int:
        """A small number for a long key, the same for equal ones."""
        numbers: dict[Hashable, int] = self._made.setdefault("numbers", {})
        return numbers.setdefault(key, len(numbers))

    def made(self, key: Hashable) -> Any:
        """What was kept under a key, or None."""
        return self._made.get(key)

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep something for the next audience."""
        self._made[key] = value
