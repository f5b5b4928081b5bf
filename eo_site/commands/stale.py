"""`eo-site stale`: what of a library has grown old."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eo_site.commands.orders import orders_of
from eo_site.commands.shared import now_option, read_site, site_root

if TYPE_CHECKING:
    from eo_site.authoring.stale import Stale


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@now_option
@click.option(
    "--records",
    type=click.Path(exists=True, path_type=Path),
    envvar="EO_RECORDS_DIR",
    help="Federal Register API documents, a file or a folder (or EO_RECORDS_DIR).",
)
@click.pass_context
def stale(
    context: click.Context,
    orders: tuple[str, ...],
    form: str,
    now: date | None,
    records: Path | None,
) -> None:
    """Texts older than what they replace or translate, lapsed sign-offs, old sources, changed facts and texts."""
    from eo_site.authoring.stale import Histories
    from eo_site.authoring.stale import stale as stale_of
    from eo_site.engine.options import Options

    found = read_site(
        Options(site_root(context), now=now, records=records),
        lambda loaded, _cache: stale_of(
            loaded, Histories.of(loaded.inputs.root), orders_of(loaded, orders)
        ),
    )
    if form == "json":
        click.echo(json.dumps(_data(found), indent=1, ensure_ascii=False))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: "Stale") -> Iterator[str]:
    for path, why in found.without_history:
        yield f"{path or 'replacements'}: not looked at: {why}"
    for each in found.passages:
        older = each.found
        first, names = older.replacement.lines[0], ", ".join(older.replacement.audiences)
        changed, default_changed = older.days
        whose, what = ("in", "the original") if each.is_translation else ("for", "the default text")
        yield (
            f"{each.path}:{first}: {older.replacement.what} {whose} {names}, changed {changed}, "
            f"is older than {what}, changed {default_changed}"
        )
    for signed in found.sign_offs:
        names = ", ".join(signed.reviewers)
        yield f"{signed.path}: the sign-off for {signed.edition} by {names} was for an earlier text"
    for problem in (*found.sources, *found.records, *found.texts):
        yield f"{problem.path}:{problem.place.line}: {problem.message}"
    yield f"{found.count} stale" if found.count else "nothing stale"


def _data(found: "Stale") -> dict[str, Any]:
    return {
        "replacements": [
            {
                "order": each.slug,
                "path": each.path,
                "line": each.found.replacement.lines[0],
                "what": each.found.replacement.what,
                "language" if each.is_translation else "audiences": (
                    each.found.replacement.audiences[0]
                    if each.is_translation
                    else each.found.replacement.audiences
                ),
                "changed": each.found.changed.isoformat(),
                "default_changed": each.found.default_changed.isoformat(),
            }
            for each in found.passages
        ],
        "sign_offs": [
            {"order": each.slug, "edition": each.edition, "reviewers": each.reviewers}
            for each in found.sign_offs
        ],
        **{
            name: [
                {"path": each.path, "line": each.place.line, "message": each.message}
                for each in problems
            ]
            for name, problems in (
                ("sources", found.sources),
                ("records", found.records),
                ("texts", found.texts),
            )
        },
        "not_looked_at": [{"path": path, "why": why} for path, why in found.without_history],
    }
