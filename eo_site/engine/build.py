"""A build loads a site, lays it out, renders what is stale and publishes — or says why not."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eo_site.engine.cache import Cache, Lost
from eo_site.engine.layout import TwoInputs, Wanted, lay_out
from eo_site.engine.load import (
    Loaded,
    Options,
    Progress,
    failing,
    load,
    missing_string,
    silent,
    template_problem,
    two_inputs,
)
from eo_site.engine.outcome import Explained, Outcome, write
from eo_site.model.library import Library
from eo_site.model.problem import Problem
from eo_site.plan.schedule import NextChange
from eo_site.render.html import TemplateProblem

__all__ = ["Options", "Report", "build", "check"]


@dataclass(frozen=True)
class EditionReport:
    """What became of one edition; the front door's name is empty."""

    name: str
    pages: int
    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class Report:
    """What became of a build."""

    problems: tuple[Problem, ...]
    editions: tuple[EditionReport, ...] = ()
    removed: tuple[str, ...] = ()
    """Editions that are no more."""
    out: Path | None = None
    today: date | None = None
    notes: tuple[str, ...] = ()
    next_change: NextChange | None = None
    """When to build again though nobody edits anything."""
    studied: int = 0
    """Orders whose files were read; those of the others have not changed."""
    rendered: int = 0
    """Pages and files that were made; the others were known to be what they would be."""
    explained: tuple[Explained, ...] = ()
    """For each file that was made, why."""

    @property
    def published(self) -> bool:
        """Whether the site was written."""
        return self.out is not None


def build(
    options: Options, progress: Progress = silent, say: Callable[[str], None] = lambda _: None
) -> Report:
    """The whole way; `say` is told what a user should know before the end."""
    with Cache.of(
        options.root, lambda: say("another build is running here; waiting for it")
    ) as cache:
        if options.clean:
            cache.clear()
        try:
            return _build(options, cache, progress)
        except (sqlite3.DatabaseError, Lost):
            # Whatever became of it, it was only a cache.
            cache.restart()
            return _build(options, cache, progress)


def check(options: Options, progress: Progress = silent) -> Loaded:
    """Everything that is wrong with the content; nothing is written, no cache either."""
    return load(options, Cache(None), progress)


def _build(options: Options, cache: Cache, progress: Progress) -> Report:
    loaded = load(options, cache, progress)
    problems = loaded.problems
    today = loaded.setting.today if loaded.setting else None
    if loaded.setting is None or loaded.failed or failing(problems, strict=options.strict):
        return Report(problems, today=today, studied=loaded.studied)
    theme = loaded.setting.theme
    try:
        wanted = lay_out(loaded, options, cache)
        outcome = write(loaded, wanted, options, cache, progress)
    except KeyError as error:
        problem = missing_string(theme, error)
    except TemplateProblem as error:
        problem = template_problem(theme, error.template, error.line, error.reason)
    except TwoInputs as error:
        problem = two_inputs(error.path)
    else:
        return _report(loaded, wanted, outcome, options)
    return Report((*problems, problem), today=today, studied=loaded.studied)


def _report(loaded: Loaded, wanted: Wanted, outcome: Outcome, options: Options) -> Report:
    assert loaded.setting
    editions = tuple(
        EditionReport(
            name,
            sum(path.endswith(".html") for path in files),
            outcome.written.get(name, 0),
            len(files) - outcome.written.get(name, 0),
            outcome.removed.get(name, 0),
        )
        for name, files in wanted.by_edition().items()
    )
    return Report(
        loaded.problems,
        editions,
        tuple(outcome.gone),
        options.output,
        loaded.setting.today,
        (*_notes(loaded.setting.library), *_foreign(outcome.foreign)),
        wanted.next_change,
        loaded.studied,
        outcome.rendered,
        tuple(outcome.explained),
    )


def _notes(library: Library) -> Iterator[str]:
    if not library.site.base_url:
        yield "no base_url in site.yaml: pages have no canonical address, and there is no sitemap"


_NAMED = 5


def _foreign(files: list[str]) -> Iterator[str]:
    """Files in the output folder that are not ours, which stay."""
    if files:
        shown = ", ".join(sorted(files)[:_NAMED])
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        yield f"left alone, since no build has made them: {shown}{more}"
