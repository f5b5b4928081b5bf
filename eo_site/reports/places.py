"""Problems without a word of what they are about, for logs that others read than the texts."""

from collections.abc import Sequence
from dataclasses import replace

from eo_site.model.problem import Problem

LEFT_OUT = "its words are left out (--places-only); docs/problems.md says what the code means"


def places_only(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same problems: their codes, severities and places. Messages, hints and fixes quote texts."""
    return tuple(replace(each, message=LEFT_OUT, hint="", slip=None) for each in problems)
