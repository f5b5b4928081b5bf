"""Problems as the overlay shows them: with the line they are on, and where in it."""

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from eo_site.model.editor import editor_url
from eo_site.model.problem import Place, Problem, Severity

MOST = 50
"""Problems that are shown; the terminal has all of them."""
BEFORE, AFTER = 60, 100
"""Characters of a line that are shown around its problem: a paragraph may be one line."""


def shown(problems: Iterable[Problem], root: Path, editor: str = "") -> list[dict[str, Any]]:
    """The first problems, errors before warnings; `editor` is the address that opens a file."""
    found = tuple(problems)
    errors = (each for each in found if each.severity is Severity.ERROR)
    others = (each for each in found if each.severity is not Severity.ERROR)
    ordered = [*islice(chain(errors, others), MOST)]
    lines = {path: _lines(root / path) for path in {each.path for each in ordered}}
    return [
        _one(each, lines[each.path]) | {"url": opened(editor, root, each.path, each.place)}
        for each in ordered
    ]


def opened(editor: str, root: Path, path: str, place: Place) -> str:
    """The address that opens a file of a site in the editor; empty where none is named."""
    return editor_url(editor, (root.absolute() / path).as_posix(), place)


def _one(problem: Problem, lines: list[str]) -> dict[str, Any]:
    line, column = problem.place.line, problem.place.column
    whole = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(0, column - 1 - BEFORE)
    cut = whole[start : column - 1 + AFTER]
    source = ("…" if start else "") + cut + ("…" if start + len(cut) < len(whole) else "")
    return {
        "code": problem.code,
        "error": problem.severity is Severity.ERROR,
        "path": problem.path,
        "line": line,
        "column": column,
        "message": problem.message,
        "hint": problem.hint,
        "source": source,
        "caret": column - 1 - start + bool(start),
    }


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except (OSError, ValueError):
        return []
    return [each.removesuffix("\r") for each in text.split("\n")]
