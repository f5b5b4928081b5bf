"""What `eo-site matrix --require` holds each cell to."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eo_site.authoring.matrix import Matrix, MatrixCell

_MEASURED = re.compile(r"(grade|words|problems)(<=|>=)(\d{1,6}(?:\.\d)?)")
FORMS = "summary, summary:own, signed-off, or grade, words or problems with <= or >= and a number"
"""What there is to require, as messages say it."""


@dataclass(frozen=True)
class Requirement:
    """One of them, as it was asked for."""

    asked: str
    met: Callable[[MatrixCell], bool]


@dataclass(frozen=True)
class Shortfall:
    """A cell that does not meet one."""

    slug: str
    edition: str
    asked: str
    found: str
    """What the cell has instead."""


def requirement(asked: str) -> Requirement:
    """What is asked for on the command line; ValueError for what cannot be."""
    if asked == "summary":
        return Requirement(asked, lambda cell: cell.state in {"own", "inherited", "shared"})
    if asked == "summary:own":
        return Requirement(asked, lambda cell: cell.state == "own")
    if asked == "signed-off":
        return Requirement(asked, lambda cell: cell.sign_off == "signed")
    match = _MEASURED.fullmatch(asked.replace(" ", ""))
    if match is None:
        raise ValueError(f"`{asked}` cannot be required: write {FORMS}")
    name, sign, limit = match[1], match[2], float(match[3])
    return Requirement(asked, lambda cell: _within(_measure(cell, name), sign, limit))


def _measure(cell: MatrixCell, name: str) -> float | None:
    if name == "problems":
        return cell.errors + cell.warnings
    return cell.words if name == "words" else cell.grade


def _within(value: float | None, sign: str, limit: float) -> bool:
    """A text without a grade, because there is none or it is not in English, is over none."""
    if value is None:
        return sign == "<="
    return value <= limit if sign == "<=" else value >= limit


def shortfalls(found: Matrix, required: Sequence[Requirement]) -> Iterator[Shortfall]:
    """Every cell with a page that falls short; drafts and expired orders are held to nothing."""
    for row in found.rows:
        if row.state in {"draft", "expired"}:
            continue
        for (name, _), cell in zip(found.editions, row.cells, strict=True):
            if cell.has_page:
                for each in required:
                    if cell.state == "unread" or not each.met(cell):
                        yield Shortfall(row.slug, name, each.asked, _has(cell, each.asked))


def _has(cell: MatrixCell, asked: str) -> str:
    if cell.state == "unread":
        return "cannot be read"
    if asked.startswith("summary"):
        return state_words(cell)
    if asked == "signed-off":
        return cell.sign_off
    name = asked.split("<")[0].split(">")[0].strip()
    value = _measure(cell, name)
    return f"no {name}" if value is None else f"{value:g}"


def state_words(cell: MatrixCell) -> str:
    """A cell's state as tables print it."""
    return f"inherited from {cell.source}" if cell.source else cell.state.replace("-", " ")
