"""The data files as JSON, and the JSON Schema (draft 2020-12) that describes them."""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from eo_site.docstrings import describe, meanings
from eo_site.model.order import AuthoredOrder
from eo_site.plan.exports.records import IndexFile, RelationsFile, YearFile

FILES: tuple[type[BaseModel], ...] = (IndexFile, YearFile, RelationsFile)


def data_json(file: BaseModel) -> bytes:
    """One file: a line for each order, so that a changed order is a changed line."""
    fields = (f"{json.dumps(name)}: {_field(value)}" for name, value in file)
    return ("{\n" + ",\n".join(fields) + "\n}\n").encode()


def _field(value: Any) -> str:
    if isinstance(value, tuple):
        rows = ",\n".join(each.model_dump_json(by_alias=True) for each in value)
        return f"[\n{rows}\n]"
    return json.dumps(value, ensure_ascii=False)


def schema_json() -> bytes:
    """`data/schema.json`: any of the files."""
    mapped, found = models_json_schema([(each, "serialization") for each in FILES], by_alias=True)
    for each in FILES:
        describe(each, found)
    definitions = {**found["$defs"], "OrderFile": _order_file()}
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eo-site data, version 1",
        "anyOf": [*mapped.values(), {"$ref": "#/$defs/OrderFile"}],
        "$defs": definitions,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _order_file() -> dict[str, Any]:
    """`orders/eo-13903/index.json`. Its record has the fields of an order's file, prose as text,
    and leaves out what is empty."""
    words = meanings(AuthoredOrder)
    keys = (info.alias or name for name, info in AuthoredOrder.model_fields.items())
    fields = {key: {"description": words[key]} if key in words else {} for key in keys}
    passage = {
        "text": {"type": "string"},
        "html": {"type": "string"},
        "written_for": {"enum": ["own", "inherited", "shared"]},
    }
    section = {
        "id": {"type": "string"},
        "heading": {"type": "string"},
        "level": {"type": "integer"},
        "passages": {"type": "array", "items": _object(passage, {"heading": {"type": "string"}})},
    }
    return {
        "title": "OrderFile",
        "description": "`orders/eo-13903/index.json`: one order in full, as this edition has it.",
        **_object(
            {
                "version": {"const": 1},
                "edition": {"type": "string"},
                "slug": {"type": "string"},
                "status": {"type": "array", "items": {"type": "object"}},
                "record": {"type": "object", "properties": fields, "additionalProperties": False},
                "dues": {
                    "type": "object",
                    "additionalProperties": {"type": ["string", "null"], "format": "date"},
                },
                "sections": {"type": "array", "items": _object(section)},
            }
        ),
    }


def _object(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }
