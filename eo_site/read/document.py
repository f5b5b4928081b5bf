"""A Markdown file with front matter: an order, or a page."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eo_site.characters import INVISIBLE, SPACES, named
from eo_site.model.base import keys
from eo_site.model.document import Document, OrderDocument, PageDocument, R
from eo_site.model.order import AuthoredOrder, AuthoredPage
from eo_site.model.problem import Place, Problem
from eo_site.model.text import Fragment, SourceText
from eo_site.read.body import read_body
from eo_site.read.prose import read_prose
from eo_site.read.schema import validate_sound
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml

_KEY = re.compile(r"^[ \t]*[\"']?([a-z_]+)[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)
_ODD_MARK = re.compile(
    rf"^(?=[^\n]*[{SPACES}{INVISIBLE}])[\s{SPACES}{INVISIBLE}]*---[ \t{SPACES}{INVISIBLE}]*$",
    re.MULTILINE,
)
"""A line of --- with something beside it that is not to be seen."""
_OTHER_MARK = re.compile(r"^(?=-{0,3}[‐‑‒–—―−])[-‐‑‒–—―−]{1,4}[ \t]*$", re.MULTILINE)
_NO_MARK = re.compile(rf"[{SPACES}{INVISIBLE}‐‑‒–—―−]")
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
    if front is None or _ODD_MARK.search(front.group(1)):
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
    prose, prose_problems, prose_doubts = read_prose(record, marks) if record else ({}, (), ())
    text = source.fragment(front.end(), len(source.text))
    body, body_problems, doubts = read_body(text, path)
    problems = (*yaml_problems, *record_problems, *prose_problems, *body_problems)
    problems += tuple(_keys_below(model, text, path))
    if record is None:
        return None, problems
    told = {each.place.line for each in body_problems if each.code != "EO216"}
    told |= {each.place.line for each in problems if each.code == "EO225"}
    unsettled = tuple(each for each in (*prose_doubts, *doubts) if each.place.line not in told)
    return Document(slug, path, record, prose, body, marks, lost, unsettled), problems


def _no_front(path: str, source: SourceText) -> Problem:
    hint = "start the file with ---, the record in YAML, and ---"
    odd = _ODD_MARK.search(source.text) or _OTHER_MARK.search(source.text)
    if odd and (char := _NO_MARK.search(odd.group().strip(" \t"))):
        place = source.place(odd.start() + odd.group().index(char.group()))
        message = f"{named(char.group())} in a line that should be ---"
        return Problem("EO104", path, place, message, "write three hyphens and nothing else")
    if source.text.startswith("---"):
        return Problem("EO104", path, Place(), "the front matter is not closed", "add a line ---")
    return Problem("EO104", path, Place(), "the file has no front matter", hint)


def _keys_below(model: type[R], text: Fragment, path: str) -> Iterator[Problem]:
    """Keys of the record in the text before the first heading: front matter that ends too early."""
    opening = re.match(r"(?:(?!#|:::|```|~~~).*(?:\n|\Z))*?(?=#|:::|```|~~~|\Z)", text.text)
    known = {key for _, key in keys(model)}
    for match in _KEY.finditer(opening.group() if opening else ""):
        if match.group(1) in known:
            message = f"`{match.group(1)}:` stands below the front matter, in the text"
            hint = "move it above the second line ---, or write \\: for the character"
            yield Problem("EO225", path, text.place(match.start(1)), message, hint)
