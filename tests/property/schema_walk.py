"""A record of every shape that the schema allows, found in the schema itself.

What a field takes is asked of its own type: what takes any words is a text, of what takes none the
first fitting sample is written. A field added later is written without a change here; a type that
fits no sample fails the test.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from eo_site.model.base import Item
from eo_site.model.order import AuthoredOrder, SetAside, SignOff
from eo_site.model.prose import Prose

WORDS = "Any words, [really]: yes?"
SAMPLES = (
    "2021-02-03",
    "86 FR 7001",
    "FY2021",
    "2",
    "P1M",
    "https://x.example/a",
    "true",
    "7",
    "13903",
    "some-id",
    "2020",
    "en",
)
"""What fields take that do not take any words."""
KNOWN: Mapping[str, tuple[str, ...]] = {
    "source": ("order", "own"),
    "from": ("signed",),
    "target": ("eo-13999",),
}  # fmt: skip
"""Fields of a kind that name something: what there is to name."""

Names = Callable[[frozenset[str]], tuple[str, ...]]
Meant = Callable[[tuple[str, ...]], frozenset[str]]
Text = Callable[[frozenset[str], bool], Any]
"""Writes a text for some readers; whether the field is prose, with syntax of its own."""


class Walk:
    """Writes records; every text by `text`, every `for:` by `names`, both told who reads there."""

    def __init__(
        self, rng: Random, everyone: frozenset[str], text: Text, names: Names, meant: Meant
    ) -> None:
        self._rng, self._text, self._names, self._meant = rng, text, names, meant
        self._everyone = everyone
        self._ids = 0

    def order(self, most: int) -> dict[str, Any]:
        """A record with up to so many fields, and what all need."""
        fields = list(AuthoredOrder.model_fields)
        chosen = self._rng.sample(fields, min(most, len(fields)))
        given = {"title", "dates", "sources", *chosen} - {"audiences"}
        record = {
            key: self._value(info, key, self._everyone)
            for name, info in AuthoredOrder.model_fields.items()
            if name in given
            for key in (info.alias or name,)
        }
        record["dates"] = {"signed": "2021-01-20"}
        record["number"] = "14001"
        record["sources"] = [{"id": "own", "type": "report", "title": "Own"}, *record["sources"]]
        return record

    def model(self, model: type[BaseModel], readers: frozenset[str]) -> dict[str, Any]:
        """A value of a model, of its needed fields and as many others as its own rules let stand."""
        given = self._shape(model)
        written: dict[str, Any] = {}
        if issubclass(model, Item) and self._rng.random() < 0.6:
            names = self._names(readers)
            written["for"] = list(names)
            readers &= self._meant(names)
        if model is SetAside:
            readers = frozenset()
        if model is SignOff:
            audience = self._rng.choice(sorted(self._everyone))
            written["audience"], readers = audience, readers & {audience}
        for key, info in _keyed(model):
            if key in given and key not in written and key != "for":
                written[key] = self._value(info, key, readers, given[key])
        return written

    def _shape(self, model: type[BaseModel]) -> dict[str, Any]:
        """Keys that a value of a model may have together, with samples that fit each other."""
        needed = {key for key, info in _keyed(model) if info.is_required()}
        others = [key for key, info in _keyed(model) if not info.is_required() and key != "for"]
        for _ in range(200):
            keys = needed | {key for key in others if self._rng.random() < 0.6}
            tried = {key: self._sample(info, key) for key, info in _keyed(model) if key in keys}
            try:
                model.model_validate(tried)
            except ValidationError:
                continue
            return tried
        raise AssertionError(f"no {model.__name__} is valid: teach the samples")

    def _value(self, info: FieldInfo, key: str, readers: frozenset[str], tried: Any = None) -> Any:
        kind = _kind(info)
        if kind == "prose" or (kind == "text" and _plain(info, key) not in KNOWN.get(key, ())):
            return self._text(readers, kind == "prose")
        if kind == "texts":
            return [self._text(readers, False) for _ in range(self._rng.randint(1, 2))]
        if isinstance(kind, type):
            count = self._rng.randint(1, 2) if _is_list(info) else 0
            made = [self.model(kind, readers) for _ in range(count or 1)]
            return made if count else made[0]
        if key == "id":
            self._ids += 1
            return f"i{self._ids}"
        return tried or self._sample(info, key)

    def _sample(self, info: FieldInfo, key: str) -> Any:
        if key in KNOWN and _plain(info, key) in KNOWN[key]:
            return self._rng.choice(KNOWN[key])
        words = _literals(info.annotation)
        return _plain(info, key) if not words or _is_list(info) else self._rng.choice(words)


def _keyed(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _is_list(info: FieldInfo) -> bool:
    return any(get_origin(each) is tuple for each in _parts(info.annotation))


def _parts(annotation: Any) -> Iterator[Any]:
    """The members of a union, without None."""
    if get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _parts(each)
    elif annotation is not type(None):
        yield annotation


def _literals(annotation: Any) -> tuple[str, ...]:
    for each in _parts(annotation):
        inner = get_args(each)[0] if get_origin(each) is tuple else each
        if get_origin(inner) is Literal:
            return get_args(inner)
    return ()


_KINDS: dict[int, Any] = {}
_PLAIN: dict[int, Any] = {}
"""By the id of a field, which lives as long as its model."""


def _kind(info: FieldInfo) -> Any:
    """What a field holds, found once for each."""
    if id(info) not in _KINDS:
        _KINDS[id(info)] = _held(info)
    return _KINDS[id(info)]


def _held(info: FieldInfo) -> Any:
    """`prose`, `text`, `texts` for a list of them, the model of a value or of a list's items, or `sample`."""
    for each in _parts(info.annotation):
        inner = get_args(each)[0] if get_origin(each) is tuple else each
        if get_origin(inner) is Annotated:
            inner = get_args(inner)[0]
        if isinstance(inner, type) and issubclass(inner, Prose):
            return "prose"
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    if _takes(info, [WORDS]):
        return "texts"
    return "text" if _takes(info, WORDS) else "sample"


def _adapter(info: FieldInfo) -> TypeAdapter[Any]:
    annotation = info.annotation
    return TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)


def _takes(info: FieldInfo, value: Any) -> bool:
    try:
        _adapter(info).validate_python(value)
    except ValidationError:
        return False
    return True


def _plain(info: FieldInfo, key: str) -> Any:
    """The first sample that a field takes, found once for each field."""
    if id(info) not in _PLAIN:
        _PLAIN[id(info)] = _first(info, key)
    return _PLAIN[id(info)]


def _first(info: FieldInfo, key: str) -> Any:
    if key in KNOWN and _takes(info, KNOWN[key][0]):
        return KNOWN[key][0]
    for word in (*_literals(info.annotation), WORDS, *SAMPLES):
        for value in (word, [word], {"cases": ["order"]}):
            if _takes(info, value):
                return value
    kind = _kind(info)
    assert isinstance(kind, type), f"no sample fits `{key}`: teach the samples"
    value = _some(kind)
    return [value] if _is_list(info) else value


@cache
def _some(model: type[BaseModel]) -> Any:
    """A value of a model with what it needs, for trying out what may stand together."""
    rng = Random(1)
    for _ in range(500):
        given = {
            key: _plain(info, key)
            for key, info in _keyed(model)
            if info.is_required() or rng.random() < 0.4
        }
        try:
            model.model_validate(given)
        except ValidationError:
            continue
        return given
    raise AssertionError(f"no {model.__name__} is valid: teach the samples")


def nested(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Every key that a value of a model can hold, by its path."""
    for key, info in _keyed(model):
        yield f"{above}{key}"
        kind = _kind(info)
        if isinstance(kind, type):
            yield from nested(kind, f"{above}{key}.")
