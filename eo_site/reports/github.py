"""Annotations on a change, in the syntax of GitHub Actions' workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: a command is one
line, `::error file=…,line=…,col=…,title=…::message`. In the message, `%` and line ends are written
as percent signs and hexadecimal digits; in a property, so are `:` and `,`.
"""

from collections.abc import Sequence

from eo_site.model.problem import Problem, Severity
from eo_site.reports.fixes import NO_FIXES, Fixes
from eo_site.reports.paths import file_of

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = str.maketrans({**_DATA, ":": "%3A", ",": "%2C"})
_MESSAGE = str.maketrans(_DATA)


def as_annotations(problems: Sequence[Problem], folder: str = "", _: Fixes = NO_FIXES, /) -> str:
    """A command for each problem; its hint is the message's second line."""
    return "\n".join(_command(each.shown(), folder) for each in problems)


def _command(problem: Problem, folder: str) -> str:
    kind = "error" if problem.severity is Severity.ERROR else "warning"
    properties = {
        "file": file_of(problem, folder),
        "line": str(problem.place.line),
        "col": str(problem.place.column),
        "title": problem.code,
    }
    listed = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    message = "\n".join(filter(None, (problem.message, problem.hint)))
    return f"::{kind} {listed}::{message.translate(_MESSAGE)}"
