"""What a conversion has to say: what it left out, what it changed, each with its place and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eo_site.model.problem import Place, Problem, visible

LEFT_OUT, OTHERWISE, REFUSED = "EO817", "EO818", "EO819"


class CannotConvertError(Exception):
    """A file that cannot be converted: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line

    def problem(self, path: str) -> Problem:
        """The same as a problem of the file."""
        return Problem(REFUSED, path, Place(self.line), self.message, self.hint)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing that is not in the result, or is there otherwise."""

    line: int
    """Of the file that was converted; of a Word document, which has none, the paragraph."""
    code: str
    message: str
    words: str = ""
    """The words that were left out, all of them: nobody else has them now."""
    hint: str = ""

    def shown(self, path: str, unit: str) -> Iterator[str]:
        """The lines in which it is printed."""
        said = f": “{self.words}”" if self.words else ""
        place = f"{path}:{self.line}" if unit == "line" else f"{path}: {unit} {self.line}"
        yield visible(f"{place}: warning: {self.code} {self.message}{said}")
        if self.hint:
            yield visible(f"    {self.hint}")


@dataclass
class Remarks:
    """All remarks of one conversion."""

    found: list[Remark] = field(default_factory=list)

    def left_out(self, line: int, message: str, words: str = "", hint: str = "") -> None:
        """Note what is not carried over."""
        self._add(Remark(line, LEFT_OUT, f"not carried over: {message}", without_held(words), hint))

    def otherwise(self, line: int, message: str, words: str = "", hint: str = "") -> None:
        """Note what is carried over in another form."""
        self._add(Remark(line, OTHERWISE, message, without_held(words), hint))

    def _add(self, remark: Remark) -> None:
        if remark not in self.found:
            self.found.append(remark)


def one_line(words: str) -> str:
    """Words with single spaces between them."""
    return re.sub(r"\s+", " ", words).strip()


def without_held(words: str) -> str:
    """Words on one line, without what stands for pieces that are held until the text is written."""
    return one_line(re.sub("[\ue010\ue014]\\d+[\ue011\ue015]", "", words))
