"""Annotations on a change in GitLab: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/: a list of findings, each with a description, the name of its check, a
fingerprint that no other finding has, a severity and a line of a file.
"""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from eo_site.model.problem import Problem, Severity
from eo_site.reports.fixes import NO_FIXES, Fixes
from eo_site.reports.paths import file_of


def as_code_quality(problems: Sequence[Problem], folder: str = "", _: Fixes = NO_FIXES, /) -> str:
    """One document with every problem; paths from the working directory."""
    seen = Counter[str]()
    rows = []
    for each in (problem.shown() for problem in problems):
        path = file_of(each, folder)
        # Not of the line: a finding that only moves is the same one.
        same = "\0".join((each.code, path, each.message))
        mark = sha256(f"{same}\0{seen[same]}".encode()).hexdigest()
        seen[same] += 1
        rows.append(
            {
                "description": ": ".join(filter(None, (each.message, each.hint))),
                "check_name": each.code,
                "fingerprint": mark,
                "severity": "major" if each.severity is Severity.ERROR else "minor",
                "location": {"path": path, "lines": {"begin": each.place.line}},
            }
        )
    return json.dumps(rows, indent=1, ensure_ascii=False)
