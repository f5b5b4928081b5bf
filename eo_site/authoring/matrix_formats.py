"""The matrix as text for people, as CSV with a line for each cell, and as JSON."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from eo_site.authoring.matrix import Matrix, MatrixCell, MatrixRow
from eo_site.authoring.requirements import state_words

COLUMNS = (
    "order", "edition", "state", "inherited_from", "grade", "words", "errors", "warnings", "sign_off",
    "reviewers", "own", "inherited", "shared", "left_out",
)  # fmt: skip


def as_text(found: Matrix) -> str:
    """A line for each order: its problems, and for each edition whose summary it shows, at what grade."""
    head = ["order", "problems", *(name for name, _ in found.editions)]
    lines = [head, *(_line(row) for row in found.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(each.ljust(width) for each, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(row: MatrixRow) -> list[str]:
    state = "" if row.state == "published" else f" ({row.state})"
    problems = row.errors + row.warnings
    return [row.slug + state, str(problems) if problems else "-", *map(_short, row.cells)]


def _short(cell: MatrixCell) -> str:
    """`own 8.2`, with what is remarkable behind it."""
    found = [state_words(cell)]
    if cell.grade is not None:
        found.append(f"{cell.grade:.1f}")
    if cell.errors + cell.warnings:
        found.append(f"!{cell.errors + cell.warnings}")
    if cell.sign_off != "unreviewed":
        found.append(cell.sign_off)
    return " ".join(found)


def as_csv(found: Matrix) -> str:
    """A line for each cell, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found.rows:
        for (name, _), cell in zip(found.editions, row.cells, strict=True):
            writer.writerow([row.slug, name, *_values(cell)])
    return out.getvalue().rstrip("\n")


def _values(cell: MatrixCell) -> Sequence[object]:
    return [
        cell.state, cell.source, "" if cell.grade is None else cell.grade, cell.words, cell.errors,
        cell.warnings, cell.sign_off, "; ".join(cell.reviewers), cell.own, cell.inherited, cell.shared,
        cell.left_out,
    ]  # fmt: skip


def as_json(found: Matrix) -> str:
    """Everything, by order and edition."""
    names = [name for name, _ in found.editions]
    orders = {row.slug: _data(row, names) for row in found.rows}
    data = {"editions": dict(found.editions), "orders": orders}
    return json.dumps(data, indent=1, ensure_ascii=False)


def _data(row: MatrixRow, names: Sequence[str]) -> dict[str, Any]:
    return {
        "label": row.label,
        "title": row.title,
        "signed": row.signed.isoformat() if row.signed else None,
        "path": row.path,
        "state": row.state,
        "analysed": row.analysed,
        "errors": row.errors,
        "warnings": row.warnings,
        "editions": {
            name: {each.name: getattr(cell, each.name) for each in fields(MatrixCell)}
            for name, cell in zip(names, row.cells, strict=True)
        },
    }
