"""Problems in the Static Analysis Results Interchange Format, SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html is the standard: one run of one
tool (section 3.14), its rules (3.49), and a result for each problem (3.27), with its certain fix
(3.55) where it has one. Columns count characters, which the standard calls Unicode code points
(3.14.17).
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from eo_site import __version__
from eo_site.fixes.fix import Fix
from eo_site.model.problem import Problem
from eo_site.model.rules import WEIGHED
from eo_site.reports.fixes import NO_FIXES, Fixes
from eo_site.reports.paths import file_of

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(problems: Sequence[Problem], folder: str = "", fixes: Fixes = NO_FIXES, /) -> str:
    """One log with one run."""
    codes = sorted({each.code for each in problems})
    run = {
        "tool": {
            "driver": {
                "name": "eo-site",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(each.shown(), codes.index(each.code), folder, fixes.get(each, ()))
            for each in problems
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False)


def _rule(code: str) -> dict[str, Any]:
    """A rule's descriptor; those that a site may weigh have a name."""
    names = {each.code: each.name for each in WEIGHED}
    return {"id": code, **({"name": names[code]} if code in names else {})}


def _result(problem: Problem, rule: int, folder: str, changes: Sequence[Fix]) -> dict[str, Any]:
    message = "\n".join(filter(None, (problem.message, problem.hint)))
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    artifact = {"uri": _uri(file_of(problem, folder))}
    location = {"artifactLocation": artifact, "region": region}
    change = {"artifactLocation": artifact, "replacements": [*map(_replacement, changes)]}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
        **({"fixes": [{"artifactChanges": [change]}]} if changes else {}),
    }


def _replacement(fix: Fix) -> dict[str, Any]:
    """Of characters from a place up to, not including, another (sections 3.57 and 3.30.8)."""
    region = {
        "startLine": fix.place.line,
        "startColumn": fix.place.column,
        "endLine": fix.end.line,
        "endColumn": fix.end.column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": fix.after}}


def _uri(path: str) -> str:
    """A path as the URI reference that an artifact's location is (section 3.4.3)."""
    encoded = quote(path, safe="/-._~")
    return f"file://{encoded}" if path.startswith("/") else encoded
