"""Problems as people and programs read them: lines, JSON, SARIF, annotations.

One function for each form, from problems to text; the command prints what it gets.
"""

from collections.abc import Sequence
from typing import Protocol

from eo_site.model.problem import Problem
from eo_site.reports.fixes import Fixes
from eo_site.reports.github import as_annotations
from eo_site.reports.gitlab import as_code_quality
from eo_site.reports.json import as_json
from eo_site.reports.sarif import as_sarif
from eo_site.reports.text import as_text


class Form(Protocol):
    """From problems, the site's folder as it is reached from the working directory, and fixes, to what is printed."""

    def __call__(self, problems: Sequence[Problem], folder: str, fixes: Fixes = ..., /) -> str:
        """What is printed."""
        ...


FORMS: dict[str, Form] = {
    "text": as_text,
    "json": as_json,
    "github": as_annotations,
    "gitlab": as_code_quality,
    "sarif": as_sarif,
}
"""By the name that `--format` takes."""

DATA = frozenset({"json", "gitlab", "sarif"})
"""Forms that are one document, beside which nothing else may be printed."""
