"""The line that a problem stands in, and those around it."""

import re
from dataclasses import dataclass

from eo_site.model.problem import Problem

Change = tuple[int, str, str]
"""(index in the text, what stands there, what is to stand there)"""


@dataclass(frozen=True)
class Spot:
    """Where a problem is in the text of its file."""

    problem: Problem
    text: str
    at: int

    @property
    def start(self) -> int:
        """Of its line."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def end(self) -> int:
        """Of its line, before the line's end."""
        stop = self.text.find("\n", self.at)
        return len(self.text) if stop < 0 else stop

    @property
    def line(self) -> str:
        """The whole of it."""
        return self.text[self.start : self.end]

    @property
    def above(self) -> list[str]:
        """The lines before it."""
        return self.text[: self.start].split("\n")[:-1]

    @property
    def below(self) -> list[str]:
        """The lines after it."""
        return self.text[self.end + 1 :].split("\n")

    def match(self, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
        """What begins at the problem's place, if it is of a form."""
        return pattern.match(self.text, self.at)

    def whole(self, after: str) -> Change:
        """The line replaced."""
        return self.start, self.line, after
