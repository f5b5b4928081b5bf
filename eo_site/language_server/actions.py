"""What an editor offers to mend: certain fixes, and the one word that a hint says was meant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eo_site.fixes import certain_fixes
from eo_site.language_server.files import OpenFile
from eo_site.language_server.problem_spots import Stretch, index_of, meant, stretch_of
from eo_site.language_server.rename import Change
from eo_site.model.problem import Problem


@dataclass(frozen=True)
class Action:
    """Changes of one file that mend something."""

    title: str
    changes: tuple[Change, ...]
    problem: Problem | None = None
    """What it mends; None for several at once."""
    certain: bool = True
    """Whether it can mean nothing else."""


def actions(file: OpenFile, span: Stretch, problems: Iterable[Problem]) -> tuple[Action, ...]:
    """What can be mended on the lines of a stretch; with two or more certain fixes, also all at once."""
    own = [each for each in problems if each.path == file.path]
    first, last = file.line_start(span.start), file.line_end(span.end)
    here = [each for each in own if first <= index_of(file, each.place) <= last]
    every = tuple(change for each in own for change in _fixes(file, [each]))
    found = list(_of_each(file, here))
    if len(set(every)) > 1:
        together = tuple(_fixes(file, own))
        found.append(Action(f"Mend all {len(together)} certain slips of this file", together))
    return tuple(found)


def _of_each(file: OpenFile, problems: Sequence[Problem]) -> Iterator[Action]:
    for problem in problems:
        if changes := tuple(_fixes(file, [problem])):
            yield Action(_title(file, changes), changes, problem)
        elif found := meant(file, problem):
            change = Change(found.start, found.end, found.new)
            title = f"Replace `{found.old}` by `{found.new}`"
            yield Action(title, (change,), problem, certain=False)


def _fixes(file: OpenFile, problems: Iterable[Problem]) -> Iterator[Change]:
    for each in certain_fixes(problems, lambda _: file.text):
        yield Change(file.source.index(each.place), file.source.index(each.end), each.after)


def _title(file: OpenFile, changes: Sequence[Change]) -> str:
    if len(changes) > 1:
        return f"Mend {len(changes)} places"
    change = changes[0]
    old = file.text[change.start : change.end]
    shown = [each if len(each) <= 40 else f"{each[:39]}…" for each in (old, change.text)]
    if not old:
        return f"Insert `{shown[1]}`"
    return f"Replace `{shown[0]}` by `{shown[1]}`" if change.text else f"Delete `{shown[0]}`"


def span_of(file: OpenFile, problem: Problem) -> Stretch:
    """What an editor underlines."""
    return stretch_of(file, problem.place, problem.message)
