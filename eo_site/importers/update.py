"""One order's file after an import, in bytes: new, changed, or as it was.

A changed file is read again before anybody writes it. If it does not say exactly what it said
before plus the changes, it is not touched, and the import says so.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from eo_site.importers.facts import Facts
from eo_site.importers.merge import Edit, merge
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.source import Source
from eo_site.model.text import SourceText
from eo_site.read.document import read_order
from eo_site.read.strict_yaml import read_yaml


@dataclass(frozen=True)
class Update:
    """What becomes of one file."""

    path: str
    data: bytes | None
    """What to write; None where nothing changes."""
    changes: tuple[str, ...]
    """Each change in words; none for a new file."""
    problems: tuple[Problem, ...]
    new: bool = False


def new_file(path: str, facts: Facts, sources: Iterable[Source], *, draft: bool = False) -> Update:
    """An order that the site does not have yet."""
    from eo_site.importers.emit import order_file

    own = facts.source not in {each.id for each in sources}
    text = order_file(facts, own_source=own, draft=draft)
    _, problems = read_order(facts.record.slug, path, text.encode())
    if problems:
        return Update(path, None, (), _refused(path, problems))
    return Update(path, text.encode(), (), (), new=True)


def updated(path: str, slug: str, data: bytes, facts: Facts, sources: Iterable[Source]) -> Update:
    """An order's file brought up to its record."""
    document, problems = read_order(slug, path, data)
    if document is None or any(each.severity is Severity.ERROR for each in problems):
        return Update(path, None, (), _refused(path, problems))
    sources = tuple(sources)
    found = merge(document, facts, sources)
    if not found.edits:
        return Update(path, None, (), found.problems)
    from eo_site.importers.edit import CannotEditError, edited

    try:
        text = edited(data.decode("utf-8"), found.edits)
        _prove(path, slug, data, text.encode(), found.edits)
    except CannotEditError as error:
        wanted = "; ".join(each.said for each in found.edits)
        message = f"not changed: {error}"
        problem = Problem("EO807", path, Place(), message, f"change it by hand: {wanted}")
        return Update(path, None, (), (*found.problems, problem))
    said = tuple(each.said for each in found.edits)
    return Update(path, text.encode(), said, found.problems)


def _refused(path: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    message = "not imported: the file has problems of its own"
    return (*problems, Problem("EO807", path, Place(), message, "mend them, then import again"))


def _prove(path: str, slug: str, before: bytes, after: bytes, edits: Sequence[Edit]) -> None:
    """The file says what it said, plus the changes, and is a sound order file."""
    from eo_site.importers.edit import CannotEditError

    expected = _values(before)
    for edit in edits:
        _apply(expected, edit)
    _, problems = read_order(slug, path, after)
    if problems or _values(after) != expected:
        raise CannotEditError("what it would say then is not what it should")


def _values(data: bytes) -> Any:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    start = text.index("\n") + 1
    end = text.index("\n---", start - 1) + 1
    value, _, problems = read_yaml(SourceText("", text), start, end)
    return None if problems else deepcopy(value)


def _apply(values: Any, edit: Edit) -> None:
    """An edit on plain values, as they are read: everything text."""
    *way, last = edit.path
    for part, following in zip(way, edit.path[1:], strict=True):
        if isinstance(values, dict) and part not in values:
            values[part] = [] if isinstance(following, int) else {}
        values = values[part]
    if edit.kind == "add":
        values.setdefault(last, []).append(_plain(edit.value))
    elif edit.kind == "set":
        values[last] = _plain(edit.value)
    else:
        del values[last]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return str(value)
