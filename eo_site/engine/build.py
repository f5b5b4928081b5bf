"""A build reads, assembles, renders, publishes — or says why not, and touches nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from eo_site.engine.assemble import Assembled, Manner, assemble, template_problem
from eo_site.engine.outputs import Files, TwoInputs, site_files
from eo_site.engine.publish import Published, publish, remove_editions
from eo_site.model.library import Library, Theme
from eo_site.model.problem import Place, Problem, Severity, in_reading_order
from eo_site.plan.schedule import NextChange
from eo_site.project import ProjectReader
from eo_site.render.html import TemplateProblem


@dataclass(frozen=True)
class Options:
    """What a build was asked for."""

    root: Path
    out: Path | None = None
    """Instead of `build/` in the site's root."""
    now: date | None = None
    """The day the pages are computed for; None is today in the site's time zone."""
    portable: bool = False
    strict: bool = False
    """Warnings count as errors."""
    theme: str | None = None
    """Instead of the site's own."""
    texts: Path | None = None
    """Official texts outside the site."""
    drafts: bool = False
    """For reviewers: everything that is not out yet too, marked; never into `build/`."""


@dataclass(frozen=True)
class Loaded:
    """A site's files read and assembled; nothing written."""

    library: Library | None
    theme: Theme | None
    assembled: Assembled | None
    problems: tuple[Problem, ...]
    today: date | None


@dataclass(frozen=True)
class EditionReport:
    """What became of one edition."""

    name: str
    pages: int
    result: Published


@dataclass(frozen=True)
class Report:
    """What became of a build."""

    problems: tuple[Problem, ...]
    editions: tuple[EditionReport, ...] = ()
    removed: tuple[str, ...] = ()
    """Editions that are no more."""
    out: Path | None = None
    today: date | None = None
    notes: tuple[str, ...] = field(default=())
    next_change: NextChange | None = None
    """When to build again though nobody edits anything."""

    @property
    def published(self) -> bool:
        """Whether the site was written."""
        return self.out is not None


def failing(problems: tuple[Problem, ...], *, strict: bool) -> bool:
    """Whether any of the problems keeps a site from being published."""
    return any(strict or each.severity is Severity.ERROR for each in problems)


def load(options: Options) -> Loaded:
    """Read and assemble a site."""
    reader = ProjectReader(options.root, options.texts)
    library = reader.library()
    if library is None:
        return Loaded(None, None, None, reader.found(), None)
    theme = reader.theme(options.theme or library.site.theme)
    today = options.now or _today(library)
    try:
        assembled = assemble(library, theme, Manner(today, options.portable, options.drafts))
    except KeyError as error:
        return Loaded(library, theme, None, (*reader.problems, missing_string(theme, error)), today)
    problems = in_reading_order((*reader.problems, *assembled.problems))
    return Loaded(library, theme, assembled, problems, today)


def missing_string(theme: Theme, error: KeyError) -> Problem:
    """A theme whose strings.yaml lacks something the pages print."""
    return template_problem(theme, "strings.yaml", 1, f"the theme has no string {error}")


def _today(library: Library) -> date:
    return datetime.now(ZoneInfo(library.site.time_zone)).date()


def build(options: Options, progress: Callable[[str], None] = lambda _: None) -> Report:
    """The whole way; `progress` is told the name of each edition as it is rendered."""
    loaded = load(options)
    if failing(loaded.problems, strict=options.strict) or loaded.assembled is None:
        return Report(loaded.problems, today=loaded.today)
    files, problem = _rendered(loaded, progress)
    if problem:
        return Report((*loaded.problems, problem), today=loaded.today)
    return _published(loaded, files, options.out or options.root / "build")


def _rendered(
    loaded: Loaded, progress: Callable[[str], None]
) -> tuple[dict[str, Files], Problem | None]:
    """Every file by folder, or what keeps them from being made; all before any is written."""
    assert loaded.library and loaded.theme and loaded.assembled and loaded.assembled.plan
    found: dict[str, Files] = {}
    try:
        for name, files in site_files(loaded.library, loaded.theme, loaded.assembled.plan):
            progress(name)
            found[name] = files
    except KeyError as error:
        return {}, missing_string(loaded.theme, error)
    except TemplateProblem as error:
        return {}, template_problem(loaded.theme, error.template, error.line, error.reason)
    except TwoInputs as error:
        message = f"two inputs want the path `{error.path}`"
        return {}, Problem("EO503", "content", Place(), message, "rename one of them")
    return found, None


def _published(loaded: Loaded, files: dict[str, Files], out: Path) -> Report:
    editions = tuple(
        EditionReport(
            name,
            sum(path.endswith(".html") for path in each),
            publish(out / name if name else out, name, each),
        )
        for name, each in files.items()
    )
    removed = tuple(remove_editions(out, files))
    upcoming = loaded.assembled.next_change if loaded.assembled else None
    notes = []
    if loaded.library and not loaded.library.site.base_url:
        notes.append(
            "no base_url in site.yaml: pages have no canonical address, and there are no sitemaps and no feeds"
        )
    return Report(loaded.problems, editions, removed, out, loaded.today, tuple(notes), upcoming)
