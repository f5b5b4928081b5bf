"""A build loads a site, lays it out, renders what is stale and publishes — or says why not."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from eo_site.engine.cache import TICK, Cache
from eo_site.engine.layout import TwoInputs, Wanted, lay_out
from eo_site.engine.load import (
    Basis,
    Loaded,
    Progress,
    failing,
    load,
    missing_string,
    silent,
    template_problem,
    two_inputs,
)
from eo_site.engine.options import EditionReport, Options, Report
from eo_site.engine.outcome import Outcome, write
from eo_site.engine.quick import forget, remember, stamp
from eo_site.engine.search import index
from eo_site.engine.setting import Setting
from eo_site.engine.workers import Crew
from eo_site.render.html import TemplateProblem


def build(
    options: Options, progress: Progress = silent, say: Callable[[str], None] = lambda _: None
) -> Report:
    """The whole way; `say` is told what a user should know before the end."""
    with Cache.of(
        options.root, lambda: say("another build is running here; waiting for it")
    ) as cache:
        if options.clean:
            cache.clear()
        with Crew(options.jobs, options.start, options.executor, printing=True) as crew:
            return cache.mending(
                lambda: _build(options, cache, progress, crew, _stamp(options, cache))
            )


def _stamp(options: Options, cache: Cache) -> str | None:
    """How the inputs look; a first build waits until their times can be trusted, as after a checkout."""
    mark = stamp(options)
    if mark is None and not cache.study_keys():
        time.sleep(TICK)
        mark = stamp(options)
    return mark


def check(options: Options, progress: Progress = silent) -> Loaded:
    """Everything that is wrong with the content; nothing is written, no cache either."""
    with Crew(options.jobs, options.start, options.executor) as crew:
        return load(options, Cache(None), progress, crew)


def _build(
    options: Options, cache: Cache, progress: Progress, crew: Crew, mark: str | None
) -> Report:
    # What a second look at some files would need is let go of.
    loaded = replace(load(options, cache, progress, crew), basis=Basis())
    problems = loaded.problems
    today = loaded.setting.today if loaded.setting else None
    if loaded.setting is None or loaded.failed or failing(problems, strict=options.strict):
        return Report(problems, today=today, studied=loaded.studied)
    theme = loaded.setting.theme
    try:
        wanted = lay_out(loaded, options, cache, crew)
        forget(options, cache)
        outcome = write(loaded, wanted, options, cache, progress, crew)
        searched = loaded.setting.search
        indexed = index(wanted, options, cache, progress) if searched else ()
    except KeyError as error:
        problem = missing_string(theme, error)
    except TemplateProblem as error:
        problem = template_problem(theme, error.template, error.line, error.reason)
    except TwoInputs as error:
        problem = two_inputs(error.path)
    else:
        report = replace(_report(loaded, wanted, outcome, options), indexed=indexed)
        remember(options, cache, report, mark, loaded.setting.library.site.time_zone)
        return report
    return Report((*problems, problem), today=today, studied=loaded.studied)


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
