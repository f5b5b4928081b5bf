"""What is wrong with the site, by cause, and the button that mends what leaves no doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from eo_site.authoring.asked import Query, Unanswerable
from eo_site.authoring.opening import opened
from eo_site.authoring.site_state import SiteState
from eo_site.content_texts import ChangedError, ContentTexts
from eo_site.fingerprint import digest_bytes
from eo_site.fixes import StaleFixError, certain_fixes, fixed, unified_diff
from eo_site.model.problem import Problem, Severity
from eo_site.serve.shown import shown

_SHOWN = 30
"""Problems of one cause that the page shows."""


@dataclass(frozen=True)
class ShownProblem:
    """One problem, and what would mend it."""

    problem: Problem
    source: str
    caret: int
    diff: tuple[tuple[str, str], ...] = ()
    """(`+`, `-` or nothing, a line) of the change that is certain; empty where none is."""
    digest: str = ""
    """Of the file as the change was shown."""


@dataclass(frozen=True)
class Cause:
    """All problems of one code."""

    code: str
    errors: int
    files: int
    count: int
    problems: tuple[ShownProblem, ...]
    """The first of them."""
    fixable: int
    """How many of these have a certain fix."""


def problems_page(state: SiteState, _: Query) -> Mapping[str, Any]:
    """Causes with errors first, then those with the most problems."""
    causes = sorted(_causes(state), key=lambda each: (not each.errors, -each.count, each.code))
    return {"causes": causes, "opened": partial(opened, state)}


def _causes(state: SiteState) -> Iterator[Cause]:
    content = ContentTexts(state.options.root)
    by_code: dict[str, list[Problem]] = {}
    for each in state.loaded.problems:
        by_code.setdefault(each.code, []).append(each)
    for code, found in by_code.items():
        found.sort(key=lambda each: (each.severity is not Severity.ERROR, each.sort_key()))
        some = _shown(state, content, found[:_SHOWN])
        yield Cause(
            code,
            sum(each.severity is Severity.ERROR for each in found),
            len({each.path for each in found}),
            len(found),
            some,
            sum(bool(each.diff) for each in some),
        )


def _shown(
    state: SiteState, content: ContentTexts, found: Sequence[Problem]
) -> tuple[ShownProblem, ...]:
    lines = shown(found, state.options.root)
    return tuple(
        ShownProblem(each, line["source"], line["caret"], *_change(content, each))
        for each, line in zip(found, lines, strict=True)
    )


def _change(content: ContentTexts, problem: Problem) -> tuple[tuple[tuple[str, str], ...], str]:
    """The lines that a certain fix changes, and the file's digest; nothing where there is none."""
    after = _mended(content, problem)
    text = content.text_of(problem.path)
    if after is None or text is None:
        return (), ""
    lines = unified_diff(problem.path, text, after).splitlines()[2:]
    parts = tuple((each[0].strip(), each[1:]) for each in lines if each[:1] in ("+", "-", " "))
    return parts, digest_bytes(text.encode())


def _mended(content: ContentTexts, problem: Problem) -> str | None:
    """The problem's file with its certain fix made; None where there is none."""
    fixes = certain_fixes([problem], content.text_of)
    text = content.text_of(problem.path)
    if not fixes or text is None:
        return None
    try:
        return fixed(text, fixes)
    except StaleFixError:
        return None


def apply_fix(state: SiteState, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the one change that the page has shown, in the file as it was then.

    `asked` names the problem by `code`, `path`, `line`, `column` and `message`, and the file by its `digest`.
    """
    content = ContentTexts(state.options.root)
    problem = next((each for each in state.loaded.problems if _named(each) == _asked(asked)), None)
    if problem is None:
        raise Unanswerable("This problem is not there any more.", 409)
    text = content.text_of(problem.path)
    if text is None or digest_bytes(text.encode()) != asked.get("digest"):
        raise Unanswerable(f"{problem.path} was changed meanwhile; it is left as it is now.", 409)
    after = _mended(content, problem)
    if after is None:
        raise Unanswerable("There is no certain fix of this problem any more.", 409)
    try:
        content.write(problem.path, after)
    except ChangedError as error:
        raise Unanswerable(f"{error}.", 409) from None
    except OSError as error:
        raise Unanswerable(f"{problem.path} cannot be written: {error.strerror}.", 500) from None
    return {"path": problem.path, "line": problem.place.line}


def _named(problem: Problem) -> tuple[object, ...]:
    place = problem.place
    return problem.code, problem.path, place.line, place.column, problem.message


def _asked(asked: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(asked.get(name) for name in ("code", "path", "line", "column", "message"))
