"""The `eo-site` command: parse, call, print."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.changed import changed
from eo_site.commands.convert import convert
from eo_site.commands.coverage import coverage
from eo_site.commands.diff import diff
from eo_site.commands.editions import editions
from eo_site.commands.explain import explain
from eo_site.commands.fmt import fmt
from eo_site.commands.init import init
from eo_site.commands.lsp import lsp
from eo_site.commands.matrix import matrix
from eo_site.commands.publish import publish
from eo_site.commands.shared import (
    Day,
    disk_errors,
    now_option,
    print_problems,
    shown,
    site_root,
    texts_option,
    waiting,
)
from eo_site.commands.stale import stale
from eo_site.commands.version import show_version
from eo_site.hosts.accounts_command import accounts_command
from eo_site.hosts.command import host_command
from eo_site.importers.command import commands as importing
from eo_site.importers.texts_command import texts_command
from eo_site.reports import DATA
from eo_site.serve.command import keep_building, polling, serve_command

if TYPE_CHECKING:
    from eo_site.engine.options import Options, Report
    from eo_site.model.problem import Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    is_eager=True,
    help="The site's folder, instead of the current one.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Show the versions of the program and of the themes at hand, and exit.",
)
@click.pass_context
def main(context: click.Context, directory: Path | None) -> None:
    """One set of Markdown analyses in, one complete static site per kind of reader out."""
    context.obj = directory


for _command in (
    changed, convert, coverage, diff, editions, explain, fmt, init, lsp, matrix, publish, stale,
):  # fmt: skip
    main.add_command(_command)


def _common(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
            default="text",
            help="How problems are printed.",
        ),
        click.option(
            "--places-only",
            is_flag=True,
            envvar="EO_PLACES_ONLY",
            help="Print codes and places of problems and no words, which may be members' (or EO_PLACES_ONLY).",
        ),
        click.option("--strict", is_flag=True, help="Warnings count as errors."),
        now_option,
        texts_option,
        click.option(
            "--records",
            type=click.Path(exists=True, path_type=Path),
            envvar="EO_RECORDS_DIR",
            help="Federal Register API documents, a file or a folder (or EO_RECORDS_DIR).",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            help="Processes to work with; default: one for each core.",
        ),
        click.option("--theme", help="Use this theme instead of the site's."),
    ):
        command = option(command)
    return command


@main.command()
@_common
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write here instead of build/."
)
@click.option(
    "--drafts",
    is_flag=True,
    help="For reviewers: drafts and embargoed orders too, marked; needs --out.",
)
@click.option(
    "--portable", is_flag=True, help="Links name index.html, for reading from disk; no search."
)
@click.option(
    "--no-search", is_flag=True, help="No full-text search: no indexes, nothing that uses them."
)
@click.option(
    "--executor",
    default="",
    metavar="dask://HOST:PORT",
    help="Work on this Dask cluster (needs the extra `dask`).",
)
@click.option(
    "--clean", is_flag=True, help="Forget what earlier builds have kept; make everything."
)
@click.option(
    "--explain",
    "explained",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Say why each file, or the one at PATH in build/, was made or not.",
)
@click.option(
    "--verify",
    "verified",
    is_flag=True,
    help="Make everything anew elsewhere as well, and compare: one by one, files that are not the same.",
)
@click.option("--watch", is_flag=True, help="Build again whenever a file changes, until Ctrl-C.")
@polling
@click.pass_context
def build(
    context: click.Context,
    form: str,
    places_only: bool,
    strict: bool,
    now: date | None,
    theme: str | None,
    texts: Path | None,
    records: Path | None,
    jobs: int | None,
    out: Path | None,
    portable: bool,
    no_search: bool,
    drafts: bool,
    executor: str,
    clean: bool,
    explained: str | None,
    verified: bool,
    watch: bool,
    poll: bool,
) -> None:
    """Write every edition, or say what keeps them from being written."""
    from eo_site.engine.options import Options
    from eo_site.engine.unchanged import nothing_to_do
    from eo_site.hosts.after_build import for_host

    root = site_root(context)
    if drafts and (out is None or out.resolve() == root / "build"):
        raise click.UsageError("--drafts needs --out: drafts are never written into build/")
    if verified and watch:
        raise click.UsageError("--verify looks at one build: leave out --watch")
    options = Options(
        root,
        out,
        now,
        portable,
        strict,
        theme,
        texts,
        drafts,
        _jobs(jobs),
        executor,
        records=records,
        clean=clean,
        search=not no_search,
        explain=explained is not None,
    )

    def once() -> bool:
        started = time.perf_counter()
        with disk_errors("cannot write the site"):
            quick = nothing_to_do(options, waiting) if explained is None else None
            unchanged, mark = quick or (None, None)
            report = unchanged or _built(options, mark)
        if explained is not None:
            _print_explained(report, explained)
        written = for_host(options, report, quick=unchanged is not None)
        problems = _told((*report.problems, *written.problems), places_only)
        seconds = time.perf_counter() - started
        _print_report(replace(report, problems=problems), options, form, seconds)
        if written.line and form not in DATA:
            click.echo(written.line)
        same = not (verified and report.published) or _verified(options, report.today, form)
        return report.published and not written.failed and same

    if watch:
        keep_building(options, once, poll=poll)
        return
    sys.exit(0 if once() else 1)


@main.command()
@_common
@click.option("--render", is_flag=True, help="Render every page too: for errors of templates.")
@click.option(
    "--host", is_flag=True, help="Also what the host of site.yaml cannot keep or does not take."
)
@click.option(
    "--fix", is_flag=True, help="Mend what leaves no doubt; shows the changes and asks first."
)
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
@click.pass_context
def check(
    context: click.Context,
    form: str,
    places_only: bool,
    strict: bool,
    now: date | None,
    theme: str | None,
    texts: Path | None,
    records: Path | None,
    jobs: int | None,
    render: bool,
    host: bool,
    fix: bool,
    yes: bool,
) -> None:
    """Say everything that is wrong with the content; write nothing, unless --fix may."""
    from eo_site.engine.build import check as run
    from eo_site.engine.build import check_rendered
    from eo_site.engine.load import failing
    from eo_site.engine.options import Options

    if yes and not fix:
        raise click.UsageError("--yes belongs to --fix")
    root = site_root(context)
    options = Options(
        root,
        now=now,
        strict=strict,
        theme=theme,
        texts=texts,
        jobs=_jobs(jobs),
        records=records,
    )

    def found(folder: Path) -> "tuple[Problem, ...]":
        asked = replace(options, root=folder)
        problems = check_rendered(asked) if render else ()
        if host or not render:
            loaded = run(asked)
            problems = problems or loaded.problems
            if host:
                from eo_site.hosts.command import host_problems

                problems = (*problems, *host_problems(loaded, folder))
        return problems

    left = False
    if fix:
        from eo_site.commands.mend import mend

        with disk_errors("cannot mend"):
            problems, left = mend(root, found, yes=yes, quiet=form in DATA)
    else:
        problems = found(root)
    print_problems(_told(problems, places_only), form, root)
    if form not in DATA:
        click.echo(_summary(problems))
    sys.exit(1 if left or failing(problems, strict=strict) else 0)


@main.command()
@click.argument(
    "kind",
    type=click.Choice(
        [
            "order",
            "translation",
            "page",
            "audiences",
            "site",
            "sources",
            "instruments",
            "vocabulary",
        ]
    ),
)
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of content file, for editors."""
    from eo_site.schemas import json_schema

    click.echo(json.dumps(json_schema(kind), indent=2, ensure_ascii=False))


def _built(options: "Options", mark: str | None) -> "Report":
    from eo_site.engine.garbage import uncollected

    with uncollected():
        from eo_site.engine.build import build
        from eo_site.engine.cluster import NoCluster
        from eo_site.engine.pagefind import SearchFailed

    try:
        with _progress() as progress:
            return build(options, progress, lambda words: click.echo(words, err=True), mark)
    except (NoCluster, SearchFailed) as error:
        raise click.ClickException(str(error)) from None


def _verified(options: "Options", today: date | None, form: str) -> bool:
    """Whether the site is what a build from nothing writes; says so, or names what is not."""
    from eo_site.engine.verify import verify

    with disk_errors("cannot compare the site"), _progress() as progress:
        found = verify(options, today, progress)
    lines = [
        *(f"{path}: not what a build from nothing writes" for path in found.different),
        *(f"{path}: a build from nothing writes it, and it is not there" for path in found.missing),
        *(f"{path}: a build from nothing does not write it" for path in found.left),
    ]
    for each in lines:
        click.echo(each, err=True)
    if lines:
        click.echo(f"{len(lines)} of {found.files} files differ; build with --clean", err=True)
    elif form not in DATA:
        click.echo(f"verified: {found.files} files are what a build from nothing writes")
    return found.same


@contextlib.contextmanager
def _progress() -> "Iterator[Callable[[str, int, int], None]]":
    """A bar for each stage where somebody watches; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    # Without its own thread: a process with threads cannot fork its workers.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        found: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in found:
                found[stage] = bars.add_task(stage, total=total)
            if done == total or done % 20 == 0:
                bars.update(found[stage], completed=done, total=total)
                bars.refresh()

        yield show


def _jobs(given: int | None) -> int:
    """As many processes as asked for, or as there are cores."""
    if given:
        return given
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _told(problems: "tuple[Problem, ...]", places_only: bool) -> "tuple[Problem, ...]":
    """Problems as they may be printed here."""
    if not places_only:
        return problems
    from eo_site.reports.places import places_only as without_words

    return without_words(problems)


def _summary(problems: "tuple[Problem, ...]") -> str:
    from eo_site.model.problem import summary

    return summary(problems)


def _print_explained(report: "Report", path: str) -> None:
    """Why files were made; of one, also that it was not."""
    found = [each for each in report.explained if path in ("", each.path)]
    for each in found:
        click.echo(f"{each.path}: made, because {'; '.join(each.reasons)}")
    if path and not found:
        click.echo(f"{path}: not made: nothing that it is made from has changed, and it stands")
    elif not found:
        click.echo("nothing was made: nothing has changed, and every file stands")


def _print_report(report: "Report", options: "Options", form: str, seconds: float) -> None:
    print_problems(report.problems, form, options.root)
    if form in DATA:
        return
    for each in report.editions:
        if each.name:
            click.echo(
                f"{each.name:18} {each.pages:6} pages   {each.written:6} files written, "
                f"{each.unchanged} unchanged, {each.removed} removed"
            )
    for name in report.removed:
        click.echo(f"{name:18} removed: no such audience any more")
    if report.indexed:
        click.echo(f"search index made of {', '.join(report.indexed)}")
    for note in report.notes:
        click.echo(note)
    if report.next_change:
        day, order, what = report.next_change
        click.echo(f"next change without an edit: {day:%Y-%m-%d}, {order}: {what}")
    done = (
        f"{len(report.editions) - 1} editions in {shown(report.out)}"
        if report.published
        else "nothing written"
    )
    click.echo(f"{done}; {_summary(report.problems)}; {seconds:.1f} seconds")


main.add_command(serve_command(site_root, Day(), _jobs))
for _command in importing(site_root, print_problems, Day()):
    main.add_command(_command)
main.add_command(texts_command(site_root, print_problems))
main.add_command(host_command(site_root, print_problems))
main.add_command(accounts_command(site_root, print_problems))
