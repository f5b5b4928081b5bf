"""Problems as data for programs; docs/publishers.md describes it."""

import json
from collections.abc import Sequence
from typing import Any

from eo_site.fixes.fix import Fix
from eo_site.model.problem import Problem
from eo_site.reports.fixes import NO_FIXES, Fixes


def as_json(problems: Sequence[Problem], folder: str = "", fixes: Fixes = NO_FIXES, /) -> str:
    """One document with every problem; paths within the site."""
    rows = [
        {
            "code": each.code,
            "severity": str(each.severity),
            "path": each.path,
            "line": each.place.line,
            "column": each.place.column,
            "message": each.message,
            "hint": each.hint,
            **_fix(fixes.get(problem, ())),
        }
        for problem, each in ((problem, problem.shown()) for problem in problems)
    ]
    return json.dumps({"problems": rows}, indent=1, ensure_ascii=False)


def _fix(changes: Sequence[Fix]) -> dict[str, Any]:
    replacements = [
        {
            "line": each.place.line,
            "column": each.place.column,
            "end_line": each.end.line,
            "end_column": each.end.column,
            "before": each.before,
            "after": each.after,
        }
        for each in changes
    ]
    return {"fix": {"replacements": replacements}} if replacements else {}
