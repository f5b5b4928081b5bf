"""Which value or key of a YAML record is being typed at a position, however unfinished the rest is.

YAML's own parser says it: of the text up to the position, with a word of ours at its end, it tells what
it has understood before it fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from eo_site.model.text import KeyPath

_MARK = "zq9cursor9qz"
"""A word that no file has."""
_TOP_KEY = re.compile(r"^[A-Za-z_\"'][^\n]*", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*- ", re.MULTILINE)


@dataclass(frozen=True)
class YamlSpot:
    """A scalar that is being typed."""

    path: KeyPath
    """Of the value, or of the map whose key it is."""
    typed: str
    """What stands of it before the position."""
    start: int
    """Where it begins, quotes not counted."""
    is_key: bool
    quoted: bool
    present: frozenset[str] = frozenset()
    """Of a key, those that stand before it in its map."""


def yaml_spots(record: str, index: int) -> tuple[YamlSpot, ...]:
    """What may be typed at a position of a record: a value, a key, or, after `- `, either."""
    for start, above in _beginnings(record, index):
        found = tuple(_spots(record[start:index], start, above))
        if found:
            return found
    return ()


def _beginnings(record: str, index: int) -> Iterator[tuple[int, KeyPath]]:
    """From where to read: the key at the margin, so that slips above it do no harm; then less."""
    keys = list(_TOP_KEY.finditer(record, 0, index))
    line = record.rfind("\n", 0, index) + 1
    top = keys[-1].start() if keys else 0
    yield top, ()
    if keys and (items := list(_ITEM.finditer(record, top, index))):
        margin = min(len(each.group()) for each in items)
        last = [each for each in items if len(each.group()) == margin][-1]
        key = keys[-1].group().partition(":")[0].strip("\"' ")
        yield last.start(), (key,)
    if top != line and not record[line:index].strip():
        yield line, ()


def _spots(text: str, start: int, above: KeyPath) -> Iterator[YamlSpot]:
    found = set[bool]()
    for ending in ("", '"', "'", ": "):
        if found and ending in ('"', "'"):
            continue
        spot = _marked(text + _MARK + ending, start, above)
        if spot and spot.is_key not in found:
            found.add(spot.is_key)
            yield spot


@dataclass
class _Level:
    """A list or a map that is open."""

    path: KeyPath
    is_map: bool
    key: str | None = None
    count: int = 0
    keys: set[str] = field(default_factory=set)

    def next_path(self) -> KeyPath:
        """Of the value that comes next."""
        return (*self.path, self.key or "") if self.is_map else (*self.path, self.count)

    def done(self) -> None:
        """A value has been read."""
        self.key = None
        self.count += 1


def _marked(text: str, start: int, above: KeyPath) -> YamlSpot | None:
    """The scalar that holds our word, as far as it is reached."""
    levels: list[_Level] = []
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                path = levels[-1].next_path() if levels else ()
                levels.append(_Level(path, isinstance(event, yaml.MappingStartEvent)))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                levels.pop()
                if levels:
                    levels[-1].done()
            elif isinstance(event, yaml.ScalarEvent) and levels:
                level = levels[-1]
                is_key = level.is_map and level.key is None
                if _MARK in event.value:
                    return _spot(event, text, level, start, above, is_key=is_key)
                if is_key:
                    level.key = event.value
                    level.keys.add(event.value)
                else:
                    level.done()
    except yaml.YAMLError:
        return None
    return None


def _spot(
    event: yaml.ScalarEvent, text: str, level: _Level, start: int, above: KeyPath, *, is_key: bool
) -> YamlSpot:
    at = event.start_mark.index if event.start_mark else 0
    quoted = text[at] in "\"'"
    begins = at + quoted
    path = level.path if is_key else level.next_path()
    if above:  # read from an item of that key's list
        path = (*above, *path)
    typed = event.value.partition(_MARK)[0]
    return YamlSpot(path, typed, start + begins, is_key, quoted, frozenset(level.keys))
