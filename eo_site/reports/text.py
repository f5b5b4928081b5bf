"""`path:line:col: EO123 message`, with the hint below.

GitHub Actions takes a printed line that begins with `::`, after any spaces, for a command, and
`##[` for one anywhere. No value of a file may become one.
"""

import re
from collections.abc import Iterator, Sequence

from eo_site.model.problem import Problem, visible


def as_text(problems: Sequence[Problem], folder: str = "") -> str:
    """A line for each problem, and one for its hint; paths within the site."""
    return "\n".join(_lines(problems))


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    for each in problems:
        yield plain_line(each.line())
        if each.hint:
            yield plain_line(f"    {visible(each.hint)}")


def plain_line(line: str) -> str:
    """A line that nothing takes for a command."""
    return re.sub(r"^(\s*)::", r"\1\\::", line.replace("##[", "#\\#["))
