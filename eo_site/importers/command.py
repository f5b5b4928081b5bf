"""`eo-site import` and `eo-site new`: what they are given, what they write, what they say."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from eo_site.importers.documents import Document
    from eo_site.importers.folder import Folder
    from eo_site.importers.plan import Ground, Plan
    from eo_site.importers.update import Update
    from eo_site.model.problem import Problem

Root = Callable[[click.Context], Path]
Show = Callable[[tuple["Problem", ...], str], None]


def commands(root_of: Root, show: Show, day: click.ParamType[date]) -> Iterator[click.Command]:
    """The two commands, with what they share with the others: the site's root, problems, dates."""
    shared = (
        click.option(
            "--as-of",
            type=day,
            help="When the disposition notes were read, where the documents do not say so.",
        ),
        click.option("--source", help="Id of the source that the notes are cited by."),
        click.option("--dry-run", is_flag=True, help="Say what would change; write nothing."),
    )

    def sharing(command: Callable[..., None]) -> Callable[..., None]:
        for option in shared:
            command = option(command)
        return command

    @click.command("import")
    @click.argument("files", nargs=-1, metavar="FILE...")
    @click.option("--fetch", "query", help="Ask the Federal Register's API: words, or conditions.")
    @click.option(
        "--dockets", is_flag=True, help="FILE holds court dockets: propose them as cases."
    )
    @click.option("--order", "orders", multiple=True, help="With --dockets: what they are about.")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    @sharing
    @click.pass_context
    def import_(
        context: click.Context,
        files: tuple[str, ...],
        query: str | None,
        dockets: bool,
        orders: tuple[str, ...],
        form: str,
        as_of: date | None,
        source: str | None,
        dry_run: bool,
    ) -> None:
        """Write order files from Federal Register documents, or bring them up to date.

        FILE is documents.json or documents.csv as the API gives it, a single document, a folder of
        them, or - for standard input. With --dockets it is court dockets, as CourtListener's API
        gives them or as a table; they become proposed cases in content/dockets.yaml, which no
        page shows.
        """
        if bool(files) == (query is not None):
            raise click.UsageError("name a FILE, - for standard input, or --fetch QUERY")
        if orders and not dockets:
            raise click.UsageError("--order goes with --dockets")
        folder = _folder(root_of(context))
        if dockets:
            if query is not None:
                raise click.UsageError("--dockets reads a FILE; it fetches nothing")
            from eo_site.importers.dockets_command import import_dockets

            sys.exit(import_dockets(folder, _files(files), orders, form, show, dry_run=dry_run))
        if query is not None:
            as_of = as_of or folder.today()
        inputs = _fetched(query) if query is not None else _files(files)
        documents, problems = _documents(inputs)
        ground = _ground(folder, as_of, source)
        from eo_site.importers.plan import plan_import, records_of

        records, found = records_of(documents, ground)
        plan = plan_import(records, ground, records)
        plan = replace(plan, problems=(*problems, *found, *plan.problems))
        if not dry_run:
            _write(folder, plan)
        _say(plan, form, show, dry_run=dry_run)
        sys.exit(1 if _failed(plan) else 0)

    @click.command("new")
    @click.argument("number")
    @click.option(
        "--records",
        envvar="EO_RECORDS_DIR",
        type=click.Path(exists=True, path_type=Path),
        help="Federal Register documents: a file, or a folder of them (or EO_RECORDS_DIR).",
    )
    @click.option(
        "--texts",
        envvar="EO_TEXTS_DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of official texts (or EO_TEXTS_DIR); else the site's own content/texts.",
    )
    @click.option("--fetch", is_flag=True, help="Ask the Federal Register for record and text.")
    @sharing
    @click.pass_context
    def new(
        context: click.Context,
        number: str,
        records: Path | None,
        texts: Path | None,
        fetch: bool,
        as_of: date | None,
        source: str | None,
        dry_run: bool,
    ) -> None:
        """Write the draft of one order from its record and its official text.

        eo-site new 14110 --records FILE --texts DIR. Each of the two may be missing. What the text says by
        itself is written into the record: duties with their times, agencies, clauses, authorities; what was
        guessed is marked `# to confirm`, and `check` reminds of it.
        """
        folder = _folder(root_of(context))
        ground = _ground(folder, as_of or (folder.today() if fetch else None), source)
        wanted = number.lower().removeprefix("eo").strip(" -").upper()
        plan, said = _new(folder, ground, wanted, records, texts, fetch=fetch, show=show)
        if not dry_run:
            _write(folder, plan)
        _say(plan, "text", show, dry_run=dry_run)
        if said:
            click.echo(said)
        sys.exit(1 if _failed(plan) else 0)

    yield import_
    yield new


def _new(
    folder: "Folder",
    ground: "Ground",
    wanted: str,
    records: Path | None,
    texts: Path | None,
    *,
    fetch: bool,
    show: Show,
) -> tuple["Plan", str]:
    """The plan for one new order, and what came of its text."""
    from eo_site.importers.draft.command import completed, fetched_text, find_text, record_of
    from eo_site.importers.plan import by_number, known_numbers, plan_import, records_of

    if there := known_numbers(ground.orders).get(wanted):
        raise click.UsageError(f"{there.path} is EO {wanted}; `eo-site import` updates it")
    inputs = (
        _fetched(f'"Executive Order {wanted}"')
        if fetch
        else _files([str(records)] if records else [])
    )
    documents, problems = _documents(inputs)
    every, found = records_of(documents, ground)
    record = by_number(every, wanted)
    if record is None and (records or fetch) and not texts:
        show(tuple(each for each in problems if not documents), "text")
        raise click.ClickException(
            f"no record of EO {wanted} in {records or 'the Federal Register'}"
        )
    document_number = record.document_number if record else ""
    text = (
        fetched_text(wanted, document_number, show)
        if fetch and not texts and document_number
        else find_text(folder, texts, wanted, document_number, show)
    )
    if record is None and text is None:
        hint = "name records with --records FILE, official texts with --texts DIR, or --fetch"
        raise click.UsageError(f"neither a record nor a text of EO {wanted}: {hint}")
    record = record or (record_of(text) if text else None)
    plan = plan_import([record] if record else [], ground, every, draft=True)
    here = (record.path, record.place) if record else None
    own = tuple(each for each in found if (each.path, each.place) == here)
    plan = replace(plan, problems=(*own, *plan.problems))
    if text is None:
        return (
            plan,
            "no official text at hand: name a folder with --texts DIR for duties, agencies and clauses",
        )
    update, said = completed(folder, plan.updates[0], text)
    return replace(plan, updates=(update,)), said


# Inputs ---------------------------------------------------------------------------------------


def _files(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each input; a folder stands for the JSON and CSV files in it."""
    for name in names:
        path = Path(name)
        try:
            if name == "-":
                yield "<stdin>", sys.stdin.buffer.read()
            elif path.is_dir():
                for file in sorted(path.iterdir()):
                    if file.suffix.lower() in (".json", ".csv"):
                        yield file.as_posix(), file.read_bytes()
            else:
                yield name, path.read_bytes()
        except OSError as error:
            raise click.ClickException(f"cannot read {name}: {error.strerror}") from None


def _fetched(query: str) -> Iterator[tuple[str, bytes]]:
    from eo_site.importers.fetch import API, CannotFetchError, fetch

    try:
        yield from fetch(query, API)
    except CannotFetchError as error:
        hint = "where there is no network, import a file that was saved elsewhere"
        raise click.ClickException(f"{error}; {hint}") from None


def _documents(
    inputs: Iterable[tuple[str, bytes]],
) -> tuple[tuple["Document", ...], tuple["Problem", ...]]:
    from eo_site.importers.documents import read_documents

    documents: list[Document] = []
    problems: list[Problem] = []
    for name, data in inputs:
        found, wrong = read_documents(name, data)
        documents += found
        problems += wrong
    return tuple(documents), tuple(problems)


# The site -------------------------------------------------------------------------------------


def _folder(root: Path) -> "Folder":
    from eo_site.importers.folder import Folder

    return Folder(root)


def _ground(folder: "Folder", as_of: date | None, source: str | None) -> "Ground":
    from eo_site.importers.plan import Ground, notes_source
    from eo_site.suggest import did_you_mean

    sources, presidents, instruments = folder.sources(), folder.presidents(), folder.instruments()
    if folder.problems:
        lines = "\n".join(each.line() for each in folder.problems)
        raise click.ClickException(f"the site's own files must be sound first\n{lines}")
    known = [each.id for each in sources]
    if source and source not in known:
        raise click.UsageError(
            f"content/sources.yaml has no `{source}`; {did_you_mean(source, known)}"
        )
    cited = source or notes_source(sources)
    return Ground(folder.orders(), sources, presidents, cited, as_of, instruments)


def _write(folder: "Folder", plan: "Plan") -> None:
    """Vocabulary and instruments first, so that no order names one that they lack."""
    from eo_site.importers.folder import PRESIDENTS
    from eo_site.importers.presidents import with_terms
    from eo_site.importers.register import with_entries
    from eo_site.model.instrument import INSTRUMENTS

    try:
        if plan.terms:
            folder.write(PRESIDENTS, with_terms(folder.read(PRESIDENTS) or b"", plan.terms))
        if plan.instruments:
            data = with_entries(folder.read(INSTRUMENTS) or b"", plan.instruments)
            folder.write(INSTRUMENTS, data)
        for each in plan.updates:
            if each.data is not None:
                folder.write(each.path, each.data)
    except OSError as error:
        raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from None


# What is said ---------------------------------------------------------------------------------


def _problems(plan: "Plan") -> tuple["Problem", ...]:
    return (*plan.problems, *(p for each in plan.updates for p in each.problems))


def _failed(plan: "Plan") -> bool:
    from eo_site.model.problem import Severity

    return any(each.severity is Severity.ERROR for each in _problems(plan))


def _state(update: "Update") -> str:
    if update.new:
        return "new"
    if update.data is not None:
        return "changed"
    return "unchanged" if not any(p.code == "EO807" for p in update.problems) else "not imported"


def _say(plan: "Plan", form: str, show: Show, *, dry_run: bool) -> None:
    from eo_site.model.instrument import INSTRUMENTS
    from eo_site.model.problem import plain_line, visible

    if form == "json":
        click.echo(json.dumps(_told(plan, dry_run=dry_run), indent=1, ensure_ascii=False))
        return
    for each in plan.updates:
        if each.data is not None:
            click.echo(f"{each.path}: {_state(each)}")
            for change in each.changes:
                click.echo(plain_line(visible(f"    {change}")))
    for term in plan.terms:
        said = f"content/vocabularies/presidents.yaml: added {term.id} ({term.label})"
        click.echo(plain_line(visible(said)))
    for entry in plan.instruments:
        click.echo(f"{INSTRUMENTS}: added {entry['id']}")
    show(_problems(plan), "text")
    states = [_state(each) for each in plan.updates]
    counts = [f"{states.count(name)} {name}" for name in ("new", "changed", "unchanged")]
    if failed := states.count("not imported"):
        counts.append(f"{failed} not imported")
    remarks = len(_problems(plan))
    counts.append(f"{remarks} remark{'' if remarks == 1 else 's'}")
    click.echo(", ".join(counts) + ("; nothing written: a dry run" if dry_run else ""))


def _told(plan: "Plan", *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "files": [
            {"path": each.path, "state": _state(each), "changes": list(each.changes)}
            for each in plan.updates
        ],
        "instruments": [each["id"] for each in plan.instruments],
        "terms": [{"id": each.id, "label": each.label} for each in plan.terms],
        "problems": as_rows(_problems(plan)),
    }


def as_rows(problems: Iterable["Problem"]) -> list[dict[str, Any]]:
    """Problems as data for programs."""
    return [
        {
            "code": each.code,
            "severity": str(each.severity),
            "path": each.path,
            "line": each.place.line,
            "column": each.place.column,
            "message": each.message,
            "hint": each.hint,
        }
        for each in (problem.shown() for problem in problems)
    ]
