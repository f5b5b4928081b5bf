"""`eo-site import --dockets`: what it is given, what it writes, what it says."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from eo_site.importers.docket_updates import updates
from eo_site.importers.dockets import Bench, core, proposed, read_dockets, with_dockets
from eo_site.importers.folder import Folder
from eo_site.importers.plan import OrderFile
from eo_site.model.docket import DOCKETS
from eo_site.model.problem import Problem, Severity, plain_line, visible
from eo_site.read.document import read_order
from eo_site.suggest import did_you_mean

if TYPE_CHECKING:
    from eo_site.importers.documents import Document

Show = Callable[[tuple[Problem, ...], str], None]


def import_dockets(
    folder: Folder,
    inputs: Iterable[tuple[str, bytes]],
    orders: tuple[str, ...],
    form: str,
    show: Show,
    *,
    dry_run: bool,
) -> int:
    """Propose cases; the exit code is 1 if an input could not be read."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for name, data in inputs:
        found, wrong = read_dockets(name, data)
        documents += found
        problems += wrong
    bench = _bench(folder, orders)
    entries, known, said = proposed(documents, bench)
    edits = tuple(updates(known, bench.known))
    problems += said
    if (entries or edits) and not dry_run:
        try:
            folder.write(DOCKETS, with_dockets(folder.read(DOCKETS) or b"", entries, edits))
        except OSError as error:
            message = f"cannot write {error.filename}: {error.strerror}"
            raise click.ClickException(message) from None
    changed = tuple(dict.fromkeys(bench.known[int(each.path[1])].case.id for each in edits))
    _say(entries, changed, len(known) - len(changed), tuple(problems), form, show, dry_run=dry_run)
    return 1 if any(each.severity is Severity.ERROR for each in problems) else 0


def _bench(folder: Folder, names: tuple[str, ...]) -> Bench:
    orders = folder.orders()
    courts, known, sources = folder.courts(), folder.dockets(), folder.sources()
    if folder.problems:
        lines = "\n".join(each.line() for each in folder.problems)
        raise click.ClickException(f"the site's own files must be sound first\n{lines}")
    slugs = [each.slug for each in orders]
    for name in names:
        if name not in slugs:
            raise click.UsageError(f"there is no order `{name}`; {did_you_mean(name, slugs)}")
    theirs = (s.id for s in sources if "://www.courtlistener.com" in (s.url or "") and not s.for_)
    return Bench(courts, known, frozenset(_cases(orders)), names, next(theirs, ""))


def _cases(orders: Iterable[OrderFile]) -> Iterable[tuple[str, str]]:
    """Court and docket number of every event that an order's cases have."""
    for order in orders:
        if b"cases:" not in order.data:
            continue
        document, _ = read_order(order.slug, order.path, order.data)
        for case in document.record.cases if document else ():
            for event in case.events:
                if event.docket:
                    yield event.court, core(event.docket)


def _say(
    entries: Sequence[Mapping[str, Any]],
    changed: Sequence[str],
    known: int,
    problems: tuple[Problem, ...],
    form: str,
    show: Show,
    *,
    dry_run: bool,
) -> None:
    if form == "json":
        from eo_site.importers.command import as_rows

        cases = [each["case"] for each in entries]
        told = {
            "dry_run": dry_run,
            "proposed": cases,
            "updated": changed,
            "known": known,
            "problems": as_rows(problems),
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False, default=str))
        return
    for each in entries:
        first = each["case"]["events"][0]
        line = f"{DOCKETS}: proposed {each['case']['id']} ({first['court']}, {first['docket']})"
        click.echo(plain_line(visible(line)))
    for ident in changed:
        click.echo(f"{DOCKETS}: brought up to date {ident}")
    show(problems, "text")
    remarks = f"{len(problems)} remark{'' if len(problems) == 1 else 's'}"
    moved = f" {len(changed)} brought up to date," if changed else ""
    done = f"{len(entries)} proposed,{moved} {known} known already, {remarks}"
    click.echo(done + ("; nothing written: a dry run" if dry_run else ""))
