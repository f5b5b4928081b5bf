"""A build loads a site, lays it out, renders what is stale and publishes — or says why not."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from eo_site.engine.cache import TICK, USELESS, Cache
from eo_site.engine.garbage import spared, uncollected
from eo_site.engine.inputs import Moved, at_rest
from eo_site.engine.layout import TwoInputs, Wanted, lay_out
from eo_site.engine.load import (
    Basis,
    Loaded,
    failing,
    load,
    missing_string,
    open_site,
    template_problem,
    two_inputs,
)
from eo_site.engine.options import EditionReport, Options, Progress, Report, silent
from eo_site.engine.outcome import Outcome, write
from eo_site.engine.own_pages import OwnPages, orders_seen, own_pages, site_seen
from eo_site.engine.search import index
from eo_site.engine.setting import Setting
from eo_site.engine.unchanged import (
    forget,
    last,
    last_problems,
    looked_at,
    remember,
    remember_problems,
    report_of,
    stamp,
    written_since,
)
from eo_site.engine.workers import WorkerPool
from eo_site.model.library import Theme
from eo_site.model.problem import Problem
from eo_site.render.html import TemplateProblem

T = TypeVar("T")


def build(
    options: Options,
    progress: Progress = silent,
    say: Callable[[str], None] = lambda _: None,
    mark: str | None = None,
) -> Report:
    """The whole way; `say` is told what a user should know before the end.

    `mark` is how the inputs looked a moment ago, if anybody has looked; see `unchanged.stamp`.
    """
    with Cache.of(
        options.root, lambda: say("another build is running here; waiting for it")
    ) as cache:
        if options.clean:
            cache.clear()
        with WorkerPool(options, printing=True) as worker_pool:

            def work() -> Report:
                return _build(options, cache, progress, worker_pool, mark or _stamp(options, cache))

            try:
                return at_rest(
                    lambda: cache.mending(work),
                    lambda report, began: not report.published and written_since(options, began),
                )
            except Moved as moved:
                return Report((moved.problem,))


def _stamp(options: Options, cache: Cache) -> str | None:
    """How the inputs look; a first build waits until their times can be trusted, as after a checkout."""
    mark = stamp(options)
    if mark is None and not cache.study_keys():
        time.sleep(TICK)
        mark = stamp(options)
    return mark


def check(options: Options, progress: Progress = silent) -> Loaded:
    """Everything that is wrong with the content; nothing is written, no cache either."""
    with WorkerPool(options) as worker_pool:
        return load(options, Cache(None), progress, worker_pool)


def check_rendered(options: Options, progress: Progress = silent) -> tuple[Problem, ...]:
    """The same, and what only rendering every page finds: into a folder that is deleted again."""
    with TemporaryDirectory(prefix="eo-site-check-") as folder:
        # Warnings keep nothing from being rendered here, whatever they count.
        apart = replace(options, search=False, strict=False)
        return build_apart(apart, Path(folder) / "build", progress).problems


def build_apart(options: Options, out: Path, progress: Progress = silent) -> Report:
    """The site into another folder, with nothing from earlier builds and no search indexes; no cache learns of it."""
    apart, cache = replace(options, out=out, explain=False), Cache(None)
    with WorkerPool(apart) as worker_pool:
        loaded = load(apart, cache, progress, worker_pool)
        return _whole(loaded, {}, apart, cache, progress, worker_pool, indexes=False)


def _build(
    options: Options, cache: Cache, progress: Progress, worker_pool: WorkerPool, mark: str | None
) -> Report:
    with uncollected(), looked_at(options, cache, last(options, cache)) as stand:
        site = open_site(options, cache, progress, worker_pool)
        if isinstance(site, Loaded):
            return Report(site.problems)
        stands = stand()
        own = own_pages(site, options, cache) if stands else None
        known = last_problems(options, cache) if own else ()
        problems = own.problems(known) if own else ()
    if own and not failing(problems, strict=options.strict):
        return _own_pages(own, problems, known, mark, options, progress, worker_pool)
    with spared():
        # What a second look at some files would need is let go of.
        loaded = replace(site.loaded(), basis=Basis())
    seen = {"stamp": mark, **site_seen(site)}
    del site, own
    with spared():
        return _whole(loaded, seen, options, cache, progress, worker_pool, stands=stands)


def _own_pages(
    own: OwnPages,
    problems: tuple[Problem, ...],
    known: tuple[Problem, ...],
    mark: str | None,
    options: Options,
    progress: Progress,
    worker_pool: WorkerPool,
) -> Report:
    """A build after which nothing but some orders' own pages can be different; `known` was wrong before."""
    setting, shelf, cache = own.site.setting, own.site.shelf, own.cache
    shelf.keep_inputs()
    outcome = _written(
        lambda: write(setting, own, options, cache, progress, worker_pool), setting.theme
    )
    if isinstance(outcome, Problem):
        return Report((*problems, outcome), today=setting.today, studied=shelf.studied)
    before = report_of(options, own.kept, problems)
    report = replace(
        before,
        editions=tuple(_counted(each, outcome.written[each.name]) for each in before.editions),
        studied=shelf.studied,
        rendered=outcome.rendered,
        explained=tuple(outcome.explained),
        orders_alone=True,
    )
    with uncollected():
        if problems != known:
            remember_problems(options, cache, problems)
        remember(options, cache, report, {**own.kept, "stamp": mark, **orders_seen(cache)})
    return report


def _counted(report: EditionReport, written: int) -> EditionReport:
    return replace(report, written=written, unchanged=report.unchanged - written)


def _written(work: Callable[[], T], theme: Theme) -> T | Problem:
    """What comes of laying out and writing a site, or what is wrong with its theme or its paths."""
    try:
        return work()
    except KeyError as error:
        return missing_string(theme, error)
    except TemplateProblem as error:
        if isinstance(error.__cause__, USELESS):  # a template has read an order
            raise error.__cause__ from None
        return template_problem(theme, error.template, error.line, error.reason)
    except TwoInputs as error:
        return two_inputs(error.path)


def _whole(
    loaded: Loaded,
    seen: Mapping[str, Any],
    options: Options,
    cache: Cache,
    progress: Progress,
    worker_pool: WorkerPool,
    *,
    indexes: bool = True,
    stands: bool = False,
) -> Report:
    """A build that looks at everything; search indexes are made last, if the site has any.

    `stands` says that what the last build made is known to be as it left it.
    """
    assert loaded.setting
    problems, setting = loaded.problems, loaded.setting
    if loaded.failed or failing(problems, strict=options.strict):
        return Report(problems, today=setting.today, studied=loaded.studied)

    def work() -> tuple[Wanted, Outcome, tuple[str, ...]]:
        wanted = lay_out(loaded, options, cache, worker_pool)
        forget(options, cache)
        outcome = write(setting, wanted, options, cache, progress, worker_pool, stands=stands)
        searched = indexes and setting.search
        return wanted, outcome, index(wanted, options, cache, progress) if searched else ()

    found = _written(work, setting.theme)
    if isinstance(found, Problem):
        return Report((*problems, found), today=setting.today, studied=loaded.studied)
    wanted, outcome, indexed = found
    report = replace(_report(loaded, wanted, outcome, options), indexed=indexed)
    feeds = [name for name, layout in wanted.layouts.items() if layout.offer.feeds]
    files = cache.counts(options.output_name)
    remember(options, cache, report, {**seen, **orders_seen(cache), "feeds": feeds, "files": files})
    remember_problems(options, cache, problems)
    return report


def _report(loaded: Loaded, wanted: Wanted, outcome: Outcome, options: Options) -> Report:
    assert loaded.setting
    editions = tuple(
        EditionReport(
            name,
            outcome.pages[name],
            outcome.written[name],
            files - outcome.written[name],
            outcome.removed[name],
        )
        for name, files in outcome.files.items()
    )
    return Report(
        loaded.problems,
        editions,
        tuple(outcome.gone),
        options.output,
        loaded.setting.today,
        (*_notes(loaded.setting, options), *_foreign(outcome.foreign)),
        wanted.next_change,
        loaded.studied,
        outcome.rendered,
        tuple(outcome.explained),
        loaded=loaded,
    )


def _notes(setting: Setting, options: Options) -> Iterator[str]:
    if options.searching and not setting.search:
        yield "no search: Pagefind is not installed (pip install 'eo-site[search]')"
    if not setting.library.site.base_url:
        yield (
            "no base_url in site.yaml: pages have no canonical address,"
            " and there are no sitemaps and no feeds"
        )


_NAMED = 5


def _foreign(files: list[str]) -> Iterator[str]:
    """Files in the output folder that are not ours, which stay."""
    if files:
        shown = ", ".join(sorted(files)[:_NAMED])
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        yield f"left alone, since no build has made them: {shown}{more}"
