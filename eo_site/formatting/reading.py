"""All that is read of a content file, without where it stands."""

import dataclasses
import re
from typing import Any

import yaml

from eo_site.model.problem import Place
from eo_site.model.text import SourceText
from eo_site.read.body import read_body
from eo_site.read.document import read_order, read_page
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

Reading = tuple[Any, ...]
"""The record's values in order, its remarks, the body, and what may be meant for some in it."""
_FRONT = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|$)", re.DOTALL)
_NOWHERE = Place()


def front_and_body(path: str, text: str) -> list[str]:
    """A file's record, in YAML, and the text below it; of a YAML file all is record."""
    match = _FRONT.match(text) if path.endswith(".md") else None
    return [match[1], text[match.end() :]] if match else [text, ""]


def reading(path: str, text: str) -> Reading | None:
    """What a file with LF line ends says; None where that cannot be read without errors."""
    source, problems = decode(path, text.encode())
    if source is None or (path.endswith(".md") and not _FRONT.match(text)):
        return None
    record, body_text = front_and_body(path, text)
    value, _, problems = read_yaml(SourceText(path, record))
    if problems:
        return None
    body, found, doubts = read_body(source.fragment(len(text) - len(body_text), len(text)), path)
    if found:
        return None
    return (
        _in_order(value),
        remarks(record),
        _placeless(body),
        tuple((each.kind, each.words) for each in doubts),
        re.findall(r"<!--.*?-->", body_text, re.DOTALL),
    )


_TRANSLATION = re.compile(r".*\.[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\.md")
"""Its record is read over that of another file."""


def is_sound(path: str, text: str) -> bool:
    """Whether nothing is wrong with a document by itself."""
    if not path.endswith(".md") or _TRANSLATION.fullmatch(path):
        return True
    slug = path.removesuffix("/index.md").rpartition("/")[2].removesuffix(".md")
    if path.startswith("content/orders/"):
        return not read_order(slug, path, text.encode())[1]
    return not path.startswith("content/pages/") or not read_page(slug, path, text.encode())[1]


def _in_order(value: Any) -> Any:
    """A YAML value in which the order of keys counts."""
    if isinstance(value, dict):
        return [(key, _in_order(each)) for key, each in value.items()]
    return [_in_order(each) for each in value] if isinstance(value, list) else value


def remarks(record: str) -> list[str]:
    """The remarks of a record, in order: they stay whatever happens around them."""
    bare, at = list[str](), 0
    for token in yaml.scan(record, Loader=yaml.CBaseLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                start = record.find("\n", start, end) + 1 or end
            bare += (record[at:start], "x")
            at = end
    text = "".join((*bare, record[at:]))
    found = re.findall(r"(?:^|(?<=[ \t]))#[^\n]*", text, re.MULTILINE)
    return [each.rstrip() for each in found]


def _placeless(value: Any) -> Any:
    if isinstance(value, Place):
        return _NOWHERE
    if dataclasses.is_dataclass(value):
        names = (each.name for each in dataclasses.fields(value))
        return (type(value).__name__, *(_placeless(getattr(value, name)) for name in names))
    return tuple(map(_placeless, value)) if isinstance(value, tuple) else value
