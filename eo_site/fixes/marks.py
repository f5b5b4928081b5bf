"""What the characters at a problem's place leave as the one possibility, by the problem's code.

A rule gets the problem, the text of its file with LF line ends, and the index of the problem's
place; it gives (index, what stands there, what is to stand there) for each change that mends it, or
nothing where it is not certain.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from eo_site.model.problem import Problem

Change = tuple[int, str, str]
Rule = Callable[[Problem, str, int], Iterator[Change]]


def _heading_hashes(_: Problem, text: str, at: int) -> Iterator[Change]:
    """`## Title {#id} ##`: the marks at the line's end."""
    if match := re.compile(r"[ \t]+#+[ \t]*(?=\n|\Z)").match(text, at):
        yield at, match.group(), ""


RULES: Mapping[str, Rule] = {"EO207": _heading_hashes}
"""By code."""
