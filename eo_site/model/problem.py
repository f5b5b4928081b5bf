"""What is wrong in the content, said so that the author can mend it."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated

_LINE_ENDS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """A text on one line in which all is to be seen: other characters by their numbers.

    Messages quote what stands in files. It must not end their line, and so begin another that looks
    like a message of its own, nor move the cursor, nor look like something else.
    """
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() else _LINE_ENDS.get(each, f"⟨U+{ord(each):04X}⟩")
        for each in text
    )


def plain_line(line: str) -> str:
    """A line for a terminal that nothing takes for a command.

    GitHub Actions takes one that begins with `::`, after any spaces, for a command of its own, and
    `##[` for one anywhere.
    """
    return re.sub(r"^(\s*)::", r"\1\\::", line.replace("##[", "#\\#["))


class Severity(StrEnum):
    """An error stops publication; a warning does so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file, both counted from 1, columns in characters."""

    line: int = 1
    column: int = 1


MOST = 360
"""Characters of a message, and of a hint."""


Repeated = Annotated[str, "said of many"]
"""What many problems have alike, and a library with thousands of warnings keeps once."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the hand that can mean one thing only."""

    written: str
    """What stands at the problem's place; of a text in quotation marks, what is in them."""
    meant: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place."""

    code: Repeated
    """Stable, `EO` and three digits; docs/problems.md lists them."""
    path: Repeated
    """Relative to the site's root, with forward slashes."""
    place: Place
    message: str
    hint: Repeated = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR
    slip: Slip | None = None
    """Where who found it knows for certain what was to stand there; see `eo_site.fixes`."""
    audiences: tuple[Repeated, ...] = field(default=(), compare=False)
    """The editions that it is about, where it is not about the file, or about all of them."""

    def __post_init__(self) -> None:
        """Whatever is quoted, a message is one line that can be read, and forges no other."""
        for name in ("message", "hint"):
            text = getattr(self, name)
            if len(text) > MOST or not text.isprintable():
                shown = visible(text[: 2 * MOST])
                short = shown if len(shown) <= MOST else shown[: MOST - 1] + "…"
                object.__setattr__(self, name, short)

    def sort_key(self) -> tuple[str, Place, str, str]:
        """Reading order: by file, then downwards."""
        return (self.path, self.place, self.code, self.message)

    def line(self) -> str:
        """`path:line:col: EO123 message`, the form editors make clickable; always one line."""
        kind = "" if self.severity is Severity.ERROR else f" {self.severity}:"
        place = f"{self.place.line}:{self.place.column}"
        return f"{visible(self.path)}:{place}:{kind} {self.code} {self.message}"

    def shown(self) -> "Problem":
        """The problem as it is reported: nothing in its texts acts on what prints it."""
        return replace(self, path=visible(self.path))


def in_editions(
    found: Iterable[tuple[str, Problem]], every: Collection[str]
) -> tuple[Problem, ...]:
    """What is wrong in several editions, (audience, problem), as one problem that names them.

    `every` are the editions that have the page.
    """
    named: dict[tuple[str, Place, str, str], dict[str, Problem]] = {}
    for audience, each in found:
        named.setdefault(each.sort_key(), {}).setdefault(audience, each)
    return tuple(
        replace(
            first,
            message=first.message + _where([*problems], every),
            audiences=tuple(problems) if len(problems) < len(every) else (),
        )
        for problems in named.values()
        for first in [next(iter(problems.values()))]
    )


_NAMED = 12
"""Editions that a message names at most."""


def _where(audiences: Sequence[str], every: Collection[str]) -> str:
    if len(every) == 1:
        return ""
    if len(audiences) == len(every):
        return ", in every edition"
    names = [f"`{each}`" for each in audiences[:_NAMED]]
    if len(audiences) > _NAMED:
        names.append(f"{len(audiences) - _NAMED} more")
    if len(names) == 1:
        return f", in the edition of {names[0]}"
    return f", in the editions of {', '.join(names[:-1])} and {names[-1]}"


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and place, whatever hints two findings of it carry."""
    ordered = sorted(problems, key=Problem.sort_key)
    return tuple({each.sort_key(): each for each in reversed(ordered)}.values())[::-1]


def exchanged(
    known: Sequence[Problem], gone: Iterable[Problem], come: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Problems in reading order without some, and with others that have come.

    A library may have tens of thousands of warnings, and they are not sorted again for one of them.
    """
    gone = (*gone,)
    keys, files = {each.sort_key() for each in gone}, {each.path for each in gone}
    found = [each for each in known if each.path not in files or each.sort_key() not in keys]
    for each in in_reading_order(come):
        at = bisect_left(found, each.sort_key(), key=Problem.sort_key)
        if at == len(found) or found[at].sort_key() != each.sort_key():
            found.insert(at, each)
    return tuple(found)


def summary(problems: Iterable[Problem]) -> str:
    """How many there are: `1 error, 2 warnings`."""
    found = [each.severity is Severity.ERROR for each in problems]
    errors, warnings = sum(found), len(found) - sum(found)
    if not found:
        return "no problems"
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
