"""Numbered sections of an order: where each begins, its heading, and what it holds.

`Section 1. Policy.`, `Sec. 3.3 Declassification.`, parts above sections (`PART 1--…` above
`Sec. 1.1.`), numbered paragraphs below them (`4.1.`, `3-301.`). A number counts only if it
goes on from the one before: "Section 230(c) was …" opens a paragraph, not a section.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from eo_site.model.official import PREAMBLE
from eo_site.model.problem import Place, Problem, Severity
from eo_site.read.official_marks import numerals
from eo_site.read.official_paragraphs import Paragraph, heading_and_rest, is_title

_SECTION = re.compile(
    r"(?:Section|Sec|SECTION|SEC)\.?\s+((?:\d+[A-Z]?|[IVX]+)(?:\.\d+)*)(?:\.(?=\s|—|$)|(?=\s))[\s—]*"
)
_PART = re.compile(r"(?:PART|Part)\s+(\d+|[IVX]+)\s*[—.:]\s*([^.]+)\.?$")
_NUMBERED = re.compile(r"(\d+(?:(?:\.\d+)+|-\d{3}))\.(?:\s+|$)")

_SHORTEST = 4
"""Letters of the shortest heading set apart that is taken for whole: one reflow keeps `Reg`."""

Key = tuple[int, ...]


@dataclass(slots=True)
class Unit:
    """A numbered section, or the preamble, with its paragraphs."""

    label: str
    heading: str
    line: int
    depth: int = 1
    paragraphs: list[Paragraph] = field(default_factory=list)


def numbering(path: str, line: int, message: str) -> Problem:
    """A place where the numbering could not be followed."""
    hint = "look at the printed page: the text may be damaged, or quote another order"
    return Problem("EO602", path, Place(line), message, hint, Severity.WARNING)


def _cut_short(path: str, line: int, number: str, heading: str) -> Problem:
    message = f"“{heading}” is hardly the whole heading of section {number}, and is left out"
    hint = "take the heading from the printed page"
    return Problem("EO604", path, Place(line), message, hint, Severity.WARNING)


def units(
    path: str, paragraphs: Sequence[Paragraph]
) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """The preamble and every numbered section, in sequence."""
    found = [Unit(PREAMBLE, "", paragraphs[0].line if paragraphs else 1)]
    problems: list[Problem] = []
    for at, paragraph in enumerate(paragraphs):
        number, heading, rest = _opening(
            paragraph, found[-1].label, islice(paragraphs, at + 1, at + 4)
        )
        if not number:
            found[-1].paragraphs.append(_as_words(paragraph))
            continue
        if message := _misfit(found, number):
            problems.append(numbering(path, paragraph.line, message))
        if message and _key(number) <= _key(found[-1].label):
            found[-1].paragraphs.append(_as_words(paragraph))
            continue
        if 0 < len(paragraph.heading) < _SHORTEST:
            problems.append(_cut_short(path, paragraph.line, number, heading))
            heading = ""
        found.append(Unit(number, heading, paragraph.line, _depth(found, number)))
        if rest:
            found[-1].paragraphs.append(Paragraph(rest, paragraph.line, paragraph.column))
    return tuple(found), tuple(problems)


def _as_words(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose heading is none: part of its words again."""
    number = _SECTION.match(paragraph.text)
    if not paragraph.heading or not number:
        return paragraph
    rest = paragraph.text[number.end() :]
    words = f"{number.group().rstrip()} {paragraph.heading}. {rest}".rstrip()
    return replace(paragraph, text=words, heading="")


def _opening(
    paragraph: Paragraph, current: str, following: Iterator[Paragraph]
) -> tuple[str, str, str]:
    """Number, heading and further words of a section that begins here; '' as number if none does."""
    text = paragraph.text
    if (part := _PART.match(text)) and is_title(part[2]):
        return (part[1], part[2], "") if _has_sections(part[1], following) else ("", "", "")
    match = _SECTION.match(text)
    if match and not _stops(match, text):
        match = None
    if not match and (match := _NUMBERED.match(text)):
        match = match if _key(match[1])[:1] == _key(current)[:1] else None
    if not match:
        return "", "", ""
    heading, rest = heading_and_rest(text[match.end() :])
    return (
        match[1],
        paragraph.heading or heading,
        text[match.end() :] if paragraph.heading else rest,
    )


def _stops(match: re.Match[str], text: str) -> bool:
    """Whether a section number ends in a full stop, which only dotted numbers may lack."""
    if text[match.end(1) : match.end(1) + 1] == ".":
        return True
    return "." in match[1] and text[match.end() : match.end() + 1].isupper()


def _has_sections(part: str, following: Iterator[Paragraph]) -> bool:
    """Whether the sections of a part carry its number; only then it can be cited by it."""
    numbers = (match[1] for each in following if (match := _SECTION.match(each.text)))
    return next(numbers, "").startswith(f"{part}.")


def _key(label: str) -> Key:
    """`3-301` as (3, 301), `IV` as (4,), `5A` as (5, 65)."""
    if roman := next((place for style, place in numerals(label) if style == "I"), 0):
        return (roman,)
    found = re.findall(r"\d+|[A-Z]", label) if label != PREAMBLE else []
    return tuple(int(each[:9]) if each.isdigit() else ord(each) for each in found)


def _misfit(found: Sequence[Unit], number: str) -> str:
    """What is wrong with this number after those before it."""
    before, key = _key(found[-1].label), _key(number)
    if key in _successors(before):
        return ""
    if key <= before:
        return f"“Sec. {number}.” after section {found[-1].label} is not taken as a section"
    return f"the numbering jumps from {found[-1].label} to section {number}"


def _successors(key: Key) -> Iterator[Key]:
    yield (*key, 1)
    if key:
        yield (key[0], key[0] * 100 + 1)
        yield (*key[:-1], key[-1] + 1)
        yield from ((key[0] + 1,), (key[0] + 1, 1), (key[0], ord("A")), (*key, ord("A")))


def _depth(found: Sequence[Unit], number: str) -> int:
    base = re.split(r"[.-]", number)[0]
    return 1 + (base != number and any(each.label == base for each in reversed(found)))
