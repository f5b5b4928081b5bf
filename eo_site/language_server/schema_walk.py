"""What a file's JSON Schema says of a place in it: which keys, which values, what they mean."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from eo_site.language_server.places import FileKind
from eo_site.model.text import KeyPath
from eo_site.schemas import json_schema

Node = Mapping[str, Any]


@cache
def schema_of(kind: FileKind) -> Node:
    """The JSON Schema of a kind of file, made once."""
    return json_schema(kind)


def nodes_at(kind: FileKind, path: KeyPath) -> tuple[Node, ...]:
    """The schemas that a value at a path may follow; () where nothing is known of it."""
    return _nodes(kind, tuple("" if isinstance(each, int) else each for each in path))


@cache
def _nodes(kind: FileKind, shape: tuple[str, ...]) -> tuple[Node, ...]:
    schema = schema_of(kind)
    found = tuple(_alternatives(schema, schema))
    for step in shape:
        found = tuple(
            each
            for node in found
            for below in _below(node, step)
            for each in _alternatives(below, schema)
        )
    return found


def _below(node: Node, step: str) -> Iterator[Node]:
    if step == "" and isinstance(node.get("items"), dict):
        yield node["items"]
    elif step in node.get("properties", {}):
        yield node["properties"][step]
    elif step and isinstance(node.get("additionalProperties"), dict):
        yield node["additionalProperties"]


def _alternatives(node: Node, schema: Node) -> Iterator[Node]:
    """A node without references, or each of what it may be."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        about = {"description": node["description"]} if "description" in node else {}
        yield from _alternatives({**schema["$defs"][name], **about}, schema)
    elif "anyOf" in node:
        for each in node["anyOf"]:
            yield from _alternatives(each, schema)
    else:
        yield node


def is_prose(kind: FileKind, path: KeyPath) -> bool:
    """Whether the value at a path may be a map of texts by audience."""
    return any(each.get("required") == ["default"] for each in nodes_at(kind, path))


def takes_prose(kind: FileKind, path: KeyPath) -> bool:
    """Whether the text at a path is prose: a field of it, or one of several texts."""
    return is_prose(kind, path) or (bool(path) and is_prose(kind, path[:-1]))


def keys_at(kind: FileKind, path: KeyPath) -> dict[str, str]:
    """The keys of a map, with what each means."""
    found: dict[str, str] = {}
    for node in nodes_at(kind, path):
        for key, about in node.get("properties", {}).items():
            found.setdefault(key, str(about.get("description", "")))
        for key in node.get("propertyNames", {}).get("enum", ()):
            found.setdefault(key, "")
    return found


def values_at(kind: FileKind, path: KeyPath) -> tuple[str, ...]:
    """The words that a value may be, where it is one of a few."""
    found: list[str] = []
    for node in nodes_at(kind, path):
        found += [str(each) for each in node.get("enum", ()) if each is not None]
        if "const" in node:
            found.append(str(node["const"]))
        if node.get("type") == "boolean":
            found += ["true", "false"]
    return tuple(dict.fromkeys(found))


def meaning_of(kind: FileKind, path: KeyPath) -> str:
    """What the schema says of a key."""
    if not path or not isinstance(path[-1], str):
        return ""
    return keys_at(kind, path[:-1]).get(path[-1], "")
