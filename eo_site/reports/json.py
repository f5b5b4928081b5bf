"""Problems as data for programs; docs/publishers.md describes it."""

import json
from collections.abc import Sequence

from eo_site.model.problem import Problem


def as_json(problems: Sequence[Problem], folder: str = "") -> str:
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
        }
        for each in (problem.shown() for problem in problems)
    ]
    return json.dumps({"problems": rows}, indent=1, ensure_ascii=False)
