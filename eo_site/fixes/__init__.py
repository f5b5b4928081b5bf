"""What is certainly meant by a slip of the hand, and the change of a file that says it.

A fix is made of a problem that has been found, never of a second reading of the file: either who
found the problem says what was to stand there (`Problem.slip`), or the characters at its place
leave one possibility only (`eo_site.fixes.marks`). What leaves two is left to the author, and so is
whatever could carry a text to readers whom its author did not name.

Everything here is pure: texts in, texts out. `eo-site check --fix` and editors write the files.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff as _lines_of_diff

from eo_site.fixes.fix import Fix, StaleFixError
from eo_site.fixes.lines import Spot
from eo_site.fixes.marks import MENDED, RULES
from eo_site.model.problem import Place, Problem
from eo_site.model.text import SourceText

__all__ = [
    "MENDED",
    "Fix",
    "StaleFixError",
    "certain_fixes",
    "fixed",
    "fixes_by_problem",
    "unified_diff",
]

_BOM = "\ufeff"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def certain_fixes(
    problems: Iterable[Problem], text_of: Callable[[str], str | None]
) -> tuple[Fix, ...]:
    """The fixes of those problems that have a certain one, by file and place; no two overlap.

    `text_of` gives a file's text by its path in the site, as it stands on the disk or in an editor,
    with its line ends and its byte order mark if it has them; None where there is none to change.
    """
    each_alone = fixes_by_problem(problems, text_of).values()
    return tuple(_apart(sorted({fix for fixes in each_alone for fix in fixes})))


def fixes_by_problem(
    problems: Iterable[Problem], text_of: Callable[[str], str | None]
) -> dict[Problem, tuple[Fix, ...]]:
    """By problem, the changes that mend it, of those that have a certain fix; fixes of two may overlap."""
    texts: dict[str, SourceText | None] = {}
    found: dict[Problem, tuple[Fix, ...]] = {}
    for problem in problems:
        if problem.slip is None and problem.code not in RULES:
            continue
        if problem.path not in texts:
            text = text_of(problem.path)
            texts[problem.path] = None if text is None else _source(problem.path, text)
        source = texts[problem.path]
        if source and (fixes := tuple(_apart(sorted({*_fixes(problem, source)})))):
            found[problem] = fixes
    return found


def fixed(text: str, fixes: Iterable[Fix]) -> str:
    """A file's text with some fixes made, of two that meet the first, and every other character as it was.

    Raises StaleFixError where a fix does not find what it replaces: the text is another by now.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    source = SourceText("", body)
    end_of_line = "\r\n" if "\r\n" in body else "\n"
    for fix in reversed([*_apart(sorted(set(fixes)))]):
        start = _index(source, fix.place)
        if start is None or not source.text.startswith(fix.before, start):
            raise StaleFixError(fix)
        after = fix.after.replace("\n", end_of_line)
        body = body[:start] + after + body[start + len(fix.before) :]
    return bom + body


def unified_diff(path: str, before: str, after: str) -> str:
    """The change of a file as `diff -u` shows it; empty where there is none."""
    shown = _lines_of_diff(_LINE.findall(before), _LINE.findall(after), path, path, n=1)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown
    )


def _source(path: str, text: str) -> SourceText:
    """The text as it is read: without a byte order mark, with LF line ends."""
    return SourceText(path, text.removeprefix(_BOM).replace("\r\n", "\n"))


def _fixes(problem: Problem, source: SourceText) -> Iterator[Fix]:
    """The changes that mend a problem."""
    start = _index(source, problem.place)
    if start is None:
        return
    if problem.slip:
        written, meant = problem.slip.written, problem.slip.meant
        if source.text[start : start + 1] in ("'", '"') and written[:1] not in ("'", '"'):
            start += 1
        if source.text.startswith(written, start) and written != meant:
            yield _fix(problem, source, start, written, meant)
    elif rule := RULES.get(problem.code):
        for at, before, after in rule(Spot(problem, source.text, start)):
            if source.text.startswith(before, at) and before != after:
                yield _fix(problem, source, at, before, after)


def _fix(problem: Problem, source: SourceText, start: int, before: str, after: str) -> Fix:
    place, end = source.place(start), source.place(start + len(before))
    return Fix(problem.path, place, end, before, after, problem.code)


def _index(source: SourceText, place: Place) -> int | None:
    """Where a place is in a text, or None where the text has no such place."""
    try:
        index = source.index(place)
    except IndexError:
        return None
    return index if index <= len(source.text) and source.place(index) == place else None


def _apart(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """Of fixes in order those that leave each other alone: of two that meet, the first."""
    last: Fix | None = None
    for fix in fixes:
        if last and last.path == fix.path and (fix.place < last.end or fix.place == last.place):
            continue
        yield fix
        last = fix
