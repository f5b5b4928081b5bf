"""A Markdown file with front matter: an order, or a page."""

import re
from dataclasses import replace

from eo_site.model.document import Document, OrderDocument, PageDocument, R
from eo_site.model.order import AuthoredOrder, AuthoredPage
from eo_site.model.problem import Place, Problem
from eo_site.model.text import SourceText
from eo_site.read.body import read_body
from eo_site.read.prose import read_prose
from eo_site.read.schema import validate_sound
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

_FRONT = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|$)", re.DOTALL)


def read_order(
    slug: str, path: str, data: bytes
) -> tuple[OrderDocument | None, tuple[Problem, ...]]:
    """An order's file."""
    return _read(AuthoredOrder, slug, path, data)


def read_page(slug: str, path: str, data: bytes) -> tuple[PageDocument | None, tuple[Problem, ...]]:
    """A page's file."""
    return _read(AuthoredPage, slug, path, data)


def _read(
    model: type[R], slug: str, path: str, data: bytes
) -> tuple[Document[R] | None, tuple[Problem, ...]]:
    source, problems = decode(path, data)
    if source is None:
        return None, problems
    front = _FRONT.match(source.text)
    if front is None:
        return None, (_no_front(path, source),)
    value, marks, yaml_problems = read_yaml(source, front.start(1), front.end(1))
    known = isinstance(value, dict) or not yaml_problems
    sound = validate_sound(model, {} if value is None else value, marks) if known else None
    if sound is None:  # the text below can be read all the same
        found = validate_sound(model, {}, marks)
        sound = replace(found, problems=(), marks=marks)
    record, marks, record_problems, lost = sound.found, sound.marks, sound.problems, sound.lost
    if yaml_problems:
        record_problems = record_problems if known else ()
        lost |= set(model.model_fields)
    prose, prose_problems = read_prose(record, marks) if record else ({}, ())
    body, body_problems = read_body(source.fragment(front.end(), len(source.text)), path)
    document = Document(slug, path, record, prose, body, marks, lost) if record else None
    return document, (*yaml_problems, *record_problems, *prose_problems, *body_problems)


def _no_front(path: str, source: SourceText) -> Problem:
    if source.text.startswith("---"):
        return Problem("EO104", path, Place(), "the front matter is not closed", "add a line ---")
    hint = "start the file with ---, the record in YAML, and ---"
    return Problem("EO104", path, Place(), "the file has no front matter", hint)
