"""`eo-site check --fix`: certain slips mended, shown before anything is written."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from eo_site.content_texts import ChangedError, ContentTexts, with_texts
from eo_site.fixes import Fix, certain_fixes, fixed, unified_diff
from eo_site.model.problem import Problem, Severity, plain_line

Check = Callable[[Path], tuple[Problem, ...]]
"""All that is wrong with the site in a folder."""
_ROUNDS = 10


@dataclass(frozen=True)
class Mended:
    """What fixes make of a site's files."""

    texts: Mapping[str, str]
    """By path, the files that change."""
    fixes: Sequence[Fix]
    before: tuple[Problem, ...]
    """What is wrong without them."""
    problems: tuple[Problem, ...]
    """What is wrong then."""


def mend(root: Path, found: Check, *, yes: bool, quiet: bool) -> tuple[tuple[Problem, ...], bool]:
    """Show what can be mended, and write it if `yes`, or if somebody at the terminal says so.

    What is wrong afterwards, and whether something that could be mended was left; `quiet` keeps the
    standard output for the problems.
    """
    content = ContentTexts(root)
    result = mended(root, content, found)
    if not result.texts:
        click.echo("nothing that can be mended for certain", err=quiet)
        return result.problems, False
    for path, text in sorted(result.texts.items()):
        shown = unified_diff(path, content.text_of(path) or "", text)
        click.echo("\n".join(map(plain_line, shown.splitlines())), err=quiet)
    what = f"{_count(len(result.fixes), 'fix', 'fixes')} in {_count(len(result.texts), 'file')}"
    if not yes and not _agreed(what, quiet=quiet):
        return result.before, True
    left = _written(content, result.texts)
    for error in left:
        click.echo(str(error), err=quiet)
    click.echo(f"written: {what}" if not left else "the other files are written", err=quiet)
    return (found(root) if left else result.problems), bool(left)


def mended(root: Path, content: ContentTexts, found: Check) -> Mended:
    """All fixes of a site, also of what is found only once others are made; nothing is written.

    A fix after which something else is wrong in its line is none: it is left to the author.
    """
    before = found(root)
    refused = frozenset[Fix]()
    while True:
        result = _all_rounds(root, content, found, before, refused)
        wrong = _followed_by_others(result)
        if not wrong:
            return result
        refused |= wrong


def _all_rounds(
    root: Path,
    content: ContentTexts,
    found: Check,
    before: tuple[Problem, ...],
    refused: frozenset[Fix],
) -> Mended:
    texts, made, problems = dict[str, str](), list[Fix](), before

    def text_of(path: str) -> str | None:
        return texts.get(path) or content.text_of(path)

    for _ in range(_ROUNDS):
        fixes = [each for each in certain_fixes(problems, text_of) if each not in refused]
        if not fixes:
            break
        made += fixes
        for path, some in _by_path(fixes).items():
            texts[path] = fixed(text_of(path) or "", some)
        with tempfile.TemporaryDirectory(prefix="eo-site-fix-") as folder:
            copy = Path(folder) / root.name
            with_texts(root, copy, texts)
            problems = found(copy)
    return Mended(texts, made, before, problems)


def _by_path(fixes: Iterable[Fix]) -> dict[str, list[Fix]]:
    found = defaultdict[str, list[Fix]](list)
    for each in fixes:
        found[each.path].append(each)
    return found


def _followed_by_others(result: Mended) -> frozenset[Fix]:
    """The fixes in whose lines there is an error of a kind that was not there."""
    known = {(each.path, each.place.line, each.message) for each in result.before}
    wrong = {
        (each.path, each.place.line)
        for each in result.problems
        if each.severity is Severity.ERROR
        and (each.path, each.place.line, each.message) not in known
    }
    return frozenset(each for each in result.fixes if (each.path, each.place.line) in wrong)


def _written(content: ContentTexts, texts: Mapping[str, str]) -> list[ChangedError]:
    """Those files that were not written, since somebody has changed them."""
    left = []
    for path, text in texts.items():
        try:
            content.write(path, text)
        except ChangedError as error:
            left.append(error)
    return left


def _agreed(what: str, *, quiet: bool) -> bool:
    """Whether somebody at a terminal wants it."""
    if not at_a_terminal():
        click.echo(f"{what}; nothing written: --yes writes them", err=quiet)
        return False
    return click.confirm(f"{what}; write them?", default=False, err=quiet)


def at_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
