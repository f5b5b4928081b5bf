"""JSON Schemas of the content files, from the model that reads them."""

from typing import Any

from pydantic import BaseModel

from eo_site.docstrings import describe
from eo_site.model.audience import AudienceFile
from eo_site.model.instrument import InstrumentFile
from eo_site.model.order import AuthoredOrder, AuthoredPage
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.vocabulary import Vocabulary

KINDS: dict[str, type[BaseModel]] = {
    "order": AuthoredOrder,
    "translation": AuthoredOrder,
    "page": AuthoredPage,
    "audiences": AudienceFile,
    "site": Site,
    "sources": SourceFile,
    "instruments": InstrumentFile,
    "vocabulary": Vocabulary,
}
"""What each kind of file is read as; for orders, their translations and pages, their front matter."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file."""
    model = KINDS[kind]
    schema = model.model_json_schema(by_alias=True)
    describe(model, schema)
    if kind == "translation":
        _relax(schema)
        schema["required"] = ["title"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": kind}


def _relax(schema: Any) -> None:
    """Let maps lack what the order's own file has; prose still has its `default`."""
    if isinstance(schema, dict):
        if schema.get("required") != ["default"]:
            schema.pop("required", None)
        for each in schema.values():
            _relax(each)
    elif isinstance(schema, list):
        for each in schema:
            _relax(each)
