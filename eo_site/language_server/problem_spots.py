"""Where exactly a problem stands in a text, and what could stand there instead."""

import re
from dataclasses import dataclass

from eo_site.language_server.files import OpenFile
from eo_site.model.problem import Place, Problem

_QUOTED = re.compile(r"`([^`]+)`")
_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_WORD = re.compile(r"[\w-]+|[^\w\s]+|\S")


@dataclass(frozen=True)
class Stretch:
    """A stretch of a text."""

    start: int
    end: int


def index_of(file: OpenFile, place: Place) -> int:
    """The character at a place, as far as the text reaches."""
    lines = file.text.count("\n") + 1
    if place.line > lines:
        return len(file.text)
    start = file.source.index(Place(place.line, 1))
    return min(start + place.column - 1, file.line_end(start))


def stretch_of(file: OpenFile, place: Place, message: str) -> Stretch:
    """What a problem is about: the words it quotes where they stand there, else the word there."""
    start = index_of(file, place)
    end = file.line_end(start)
    line = file.text[start:end]
    for quoted in _QUOTED.findall(message):
        if line.startswith(quoted):
            return Stretch(start, start + len(quoted))
    if message.startswith("`") and (found := _named(line, message)):
        return Stretch(start + found.start(), start + found.end())
    word = _WORD.match(line)
    return Stretch(start, start + word.end() if word else min(start + 1, end))


def _named(line: str, message: str) -> re.Match[str] | None:
    """The first word that a message quotes, where the line has it once."""
    quoted = _QUOTED.match(message)
    if quoted is None:
        return None
    found = list(re.finditer(rf"(?<![\w-]){re.escape(quoted[1])}(?![\w-])", line))
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Replacement:
    """Another word for one that nothing is called."""

    start: int
    end: int
    old: str
    new: str


def meant(file: OpenFile, problem: Problem) -> Replacement | None:
    """What a hint says was meant, if it says one thing and the wrong word stands there once."""
    found = _MEANT.findall(problem.hint)
    wrong = _QUOTED.search(problem.message)
    if len(found) != 1 or wrong is None:
        return None
    start = index_of(file, problem.place)
    line = file.text[start : file.line_end(start)]
    old, new = wrong[1], found[0]
    pattern = rf"(?<![\w.-]){re.escape(old)}(?![\w-])"
    places = list(re.finditer(pattern, line))
    if not places or (len(places) > 1 and places[0].start() != 0):
        return None
    at = start + places[0].start()
    return Replacement(at, at + len(old), old, new)
