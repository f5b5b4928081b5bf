"""The desk's first page: every order in every edition."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from eo_site.authoring.asked import Query
from eo_site.authoring.gathered import matrix_of
from eo_site.authoring.matrix import Matrix, MatrixCell, MatrixRow
from eo_site.authoring.site_state import SiteState
from eo_site.urls import order_path


def matrix_page(state: SiteState, _: Query) -> Mapping[str, Any]:
    """The matrix, as the page's script reads it; made once in each state of the site."""
    return state.once("matrix", lambda: _values(matrix_of(state.loaded)))


def _values(found: Matrix) -> Mapping[str, Any]:
    return {"editions": found.editions, "count": len(found.rows), "data": as_data(found)}


def as_data(found: Matrix) -> Markup:
    """JSON that may stand within a page. Equal cells are told once: most orders may have no analysis."""
    cells: dict[MatrixCell, int] = {}
    rows = [_row(each, cells) for each in found.rows]
    data = {
        "editions": [{"id": ident, "name": name} for ident, name in found.editions],
        "cells": [_cell(each) for each in cells],
        "rows": rows,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


def _row(row: MatrixRow, cells: dict[MatrixCell, int]) -> list[Any]:
    return [
        row.slug,
        row.label,
        row.title,
        row.signed.isoformat() if row.signed else "",
        row.path,
        row.state,
        row.analysed,
        row.errors,
        row.warnings,
        order_path(row.slug),
        [cells.setdefault(each, len(cells)) for each in row.cells],
    ]


def _cell(cell: MatrixCell) -> list[Any]:
    return [
        cell.state,
        cell.source,
        cell.grade,
        cell.words,
        cell.errors,
        cell.warnings,
        cell.sign_off,
        ", ".join(cell.reviewers),
        [cell.own, cell.inherited, cell.shared, cell.left_out],
    ]
