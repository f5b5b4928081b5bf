"""The JSON Schemas with a site's own ids, for editors that complete and check YAML by themselves."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.places import MAPS_OF_AUDIENCES, FileKind, IdKind, id_place
from eo_site.language_server.schema_walk import schema_of
from eo_site.model.text import KeyPath
from eo_site.schemas import KINDS

_LISTED: frozenset[IdKind] = frozenset(
    {"audience", "interest", "agency", "party", "president", "court", "module"}
)
"""Kinds of which the site as a whole has every id; sources and duties also stand in the orders' files."""
_DEEPEST = 12


def site_schemas(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    """By name, the schema of every kind of file, vocabularies one by one where they name each other."""
    found = {kind: site_schema(kind, knowledge) for kind in _kinds()}
    return found | {"agencies": site_schema("vocabulary", knowledge, "agencies")}


def _kinds() -> Iterator[FileKind]:
    yield from KINDS  # type: ignore[misc]


def site_schema(kind: FileKind, knowledge: Knowledge, vocabulary: str = "") -> dict[str, Any]:
    """The schema of a kind of file; where it takes ids, those that the site has."""
    schema: dict[str, Any] = deepcopy({**schema_of(kind)})
    names = [each.id for each in knowledge.candidates("audience")]
    for node, path in _nodes(schema, (), schema.get("$defs", {})):
        place = id_place(kind, path, vocabulary)
        listed = place and place.kind in _LISTED and not place.defines
        if place and listed and node.get("type") == "string":
            known = [each.id for each in knowledge.candidates(place.kind)]
            node |= {"enum": known} if known else {}
        if node.get("required") == ["default"]:
            node["propertyNames"] = {"enum": ["default", *names]}
    for part in MAPS_OF_AUDIENCES.get(kind, ()):
        schema["properties"][part].pop("propertyNames", None)
    return schema


def _nodes(
    node: dict[str, Any], path: KeyPath, definitions: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], KeyPath]]:
    """Every part of a schema with the path of the values that follow it."""
    if len(path) > _DEEPEST:
        return
    if "$ref" in node:
        yield from _nodes(definitions[node["$ref"].rpartition("/")[2]], path, definitions)
        return
    yield node, path
    for each in node.get("anyOf", ()):
        yield from _nodes(each, path, definitions)
    for key, each in node.get("properties", {}).items():
        yield from _nodes(each, (*path, key), definitions)
    if isinstance(node.get("items"), dict):
        yield from _nodes(node["items"], (*path, 0), definitions)
    if isinstance(node.get("additionalProperties"), dict):
        yield from _nodes(node["additionalProperties"], (*path, "any"), definitions)
