"""`path:line:col: EO123 message`, with the hint below."""

from collections.abc import Iterator, Sequence

from eo_site.model.problem import Problem, plain_line
from eo_site.reports.fixes import NO_FIXES, Fixes


def as_text(problems: Sequence[Problem], folder: str = "", _: Fixes = NO_FIXES, /) -> str:
    """A line for each problem, and one for its hint; paths within the site."""
    return "\n".join(_lines(problems))


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    for each in problems:
        yield plain_line(each.line())
        if each.hint:
            yield plain_line(f"    {each.hint}")
