"""A Markdown file with front matter: an order, or a page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from eo_site.characters import INVISIBLE, SPACES, named
from eo_site.model.base import keys
from eo_site.model.document import Document, OrderDocument, PageDocument, R
from eo_site.model.order import AuthoredOrder, AuthoredPage
from eo_site.model.problem import Place, Problem
from eo_site.model.text import Fragment, Marks, SourceText
from eo_site.read.body import read_body
from eo_site.read.prose import read_prose
from eo_site.read.schema import validate_sound
from eo_site.read.source import decode
from eo_site.read.strict_yaml import read_yaml
from eo_site.read.translation import Translated, translate

_KEY = re.compile(r"^[ \t]*[\"']?([a-z_]+)[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)
_ODD_MARK = re.compile(
    rf"^(?=[^\n]*[{SPACES}{INVISIBLE}])[\s{SPACES}{INVISIBLE}]*---[ \t{SPACES}{INVISIBLE}]*$",
    re.MULTILINE,
)
"""A line of --- with something beside it that is not to be seen."""
_OTHER_MARK = re.compile(r"^(?=-{0,3}[‐‑‒–—―−])[-‐‑‒–—―−]{1,4}[ \t]*$", re.MULTILINE)
_NO_MARK = re.compile(rf"[{SPACES}{INVISIBLE}‐‑‒–—―−]")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|$)", re.DOTALL)


def front_matter_of(text: str) -> tuple[int, int, int] | None:
    """Where a file's record begins and ends, and where its body begins; None without front matter."""
    found = _FRONT.match(text)
    return (found.start(1), found.end(1), found.end()) if found else None


def read_order(
    slug: str, path: str, data: bytes, *, lines: bool = False
) -> tuple[OrderDocument | None, tuple[Problem, ...]]:
    """An order's file; with `lines`, its markup says where each paragraph stands."""
    return _read(AuthoredOrder, slug, path, data, lines=lines)


def read_page(
    slug: str, path: str, data: bytes, language: str = ""
) -> tuple[PageDocument | None, tuple[Problem, ...]]:
    """A page's file; one that is in another language than the site names it."""
    document, problems = _read(AuthoredPage, slug, path, data)
    return document and replace(document, language=language), problems


def read_translation(
    slug: str,
    original: tuple[str, bytes],
    language: str,
    path: str,
    data: bytes,
    *,
    lines: bool = False,
) -> tuple[OrderDocument | None, tuple[Problem, ...]]:
    """An order in another language: the words of its translation over the facts of its `original` file.

    `original` is that file's path and bytes; what is wrong in it is not told again.
    """
    facts = _front_matter(*original)
    if facts is None:  # told where the original is read
        return None, ()
    found: list[Translated] = []

    def over(value: Any, marks: Marks) -> tuple[Any, Marks, tuple[Problem, ...]]:
        found.append(translate(AuthoredOrder, facts, value, marks, original[0]))
        return found[-1].value, found[-1].marks, found[-1].problems

    document, problems = _read(AuthoredOrder, slug, path, data, over, lines=lines)
    if document and found:
        document = replace(document, language=language, untranslated=found[-1].left_out)
    return document, problems


def _front_matter(path: str, data: bytes) -> dict[str, Any] | None:
    """The record of a file as YAML has it, where it can be read."""
    source, _ = decode(path, data)
    front = _FRONT.match(source.text) if source else None
    if source is None or front is None:
        return None
    value, _, _ = read_yaml(source, front.start(1), front.end(1))
    return value if isinstance(value, dict) else None


def _read(
    model: type[R],
    slug: str,
    path: str,
    data: bytes,
    over: Callable[[Any, Marks], tuple[Any, Marks, tuple[Problem, ...]]] | None = None,
    *,
    lines: bool = False,
) -> tuple[Document[R] | None, tuple[Problem, ...]]:
    """A file's document; `over` lays what stands in its front matter over something else."""
    source, problems = decode(path, data)
    if source is None:
        return None, problems
    front = _FRONT.match(source.text)
    if front is None or _ODD_MARK.search(front.group(1)):
        return None, (_no_front(path, source),)
    value, marks, yaml_problems = read_yaml(source, front.start(1), front.end(1))
    if over and isinstance(value, dict):
        value, marks, translation_problems = over(value, marks)
        yaml_problems += translation_problems
    known = isinstance(value, dict) or not yaml_problems
    sound = validate_sound(model, {} if value is None else value, marks) if known else None
    if sound is None:  # the text below can be read all the same
        found = validate_sound(model, {}, marks)
        sound = replace(found, problems=(), marks=marks)
    record, marks, record_problems, lost = sound.found, sound.marks, sound.problems, sound.lost
    if yaml_problems:
        record_problems = record_problems if known else ()
        lost |= set(model.model_fields)
    prose, prose_problems, prose_doubts = (
        read_prose(record, marks, lines=lines) if record else ({}, (), ())
    )
    text = source.fragment(front.end(), len(source.text))
    body, body_problems, doubts = read_body(text, path, lines=lines)
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
