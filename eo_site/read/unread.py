"""What of a text the scanner has not understood, and what that looks like."""

import re
from dataclasses import dataclass, field

from eo_site.model.document import Doubt
from eo_site.model.problem import Problem
from eo_site.model.text import Fragment
from eo_site.read.foreign import foreign_marks
from eo_site.read.lookalikes import look_alikes


@dataclass
class Unread:
    """A text without its code, and without what was understood in it."""

    source: Fragment
    _read: list[tuple[int, int, str]] = field(default_factory=list)

    def hide(self, start: int, end: int, blank: str = "\0") -> None:
        """Keep something from being looked at: a space stands for a blank, U+0000 for a mark."""
        self._read.append((start, end, blank))

    def text(self) -> str:
        """As long as the source, with blanks where nothing is to be looked at."""
        source, parts, at = self.source.text, list[str](), 0
        for start, end, blank in sorted(self._read):
            if end > at:
                parts += [source[at:start], _blanks(source[max(start, at) : end], blank)]
                at = end
        return "".join(parts) + source[at:]

    def found(self, path: str, opening: int | None) -> tuple[list[Problem], list[Doubt]]:
        """Marks of other dialects, look-alikes of conditions, and what may be one."""
        text, marks, opened = self.text(), list[Problem](), set[str]()
        for start, end, mark in [*foreign_marks(text)]:
            shown = " ".join(self.source.text[start:end].split())[:40]
            tag = _TAG.match(shown)
            if not (
                tag and tag[1] and tag[2] in opened
            ):  # what closes what was told is no second cause
                place, words = self.source.place(start), f"`{shown}`: {mark.message}"
                marks.append(Problem(mark.code, path, place, words, mark.hint))
            opened.update([tag[2]] if tag else [])
            text = f"{text[:start]}{_blanks(text[start:end])}{text[end:]}"
        problems, doubts = look_alikes(text, self.source, path, opening=opening)
        return [*marks, *problems], doubts


_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")


def _blanks(text: str, blank: str = "\0") -> str:
    """As many blanks, on as many lines."""
    return "\n".join(blank * len(line) for line in text.split("\n"))
