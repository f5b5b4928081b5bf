"""`eo-site matrix`: what each edition has of each order."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.orders import known_audience, orders_of
from eo_site.commands.shared import now_option, read_site, site_root, texts_option

if TYPE_CHECKING:
    from eo_site.authoring.matrix import Matrix


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--audience", "audiences", multiple=True, help="Only this edition; may be repeated.")
@click.option("--analysed", is_flag=True, help="Only orders of which something of ours is said.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
@click.option(
    "--require",
    "required",
    multiple=True,
    metavar="WHAT",
    help="Exit 1 unless every cell has it: summary, summary:own, signed-off, grade<=9, words>=100, "
    "problems<=0; may be repeated.",
)
@now_option
@texts_option
@click.pass_context
def matrix(
    context: click.Context,
    orders: tuple[str, ...],
    audiences: tuple[str, ...],
    analysed: bool,
    form: str,
    required: tuple[str, ...],
    now: date | None,
    texts: Path | None,
) -> None:
    """ORDERS (default: all) by editions: own, inherited, shared or missing; grade, problems, sign-off."""
    from eo_site.authoring import matrix_formats
    from eo_site.authoring.gathered import matrix_of
    from eo_site.authoring.requirements import requirement, shortfalls
    from eo_site.engine.options import Options

    try:
        wanted = [requirement(each) for each in required]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    found = read_site(
        Options(site_root(context), now=now, texts=texts),
        lambda loaded, _cache: _chosen(
            matrix_of(loaded), orders_of(loaded, orders), audiences, analysed=analysed
        ),
    )
    form_of = {
        "text": matrix_formats.as_text,
        "csv": matrix_formats.as_csv,
        "json": matrix_formats.as_json,
    }
    click.echo(form_of[form](found))
    short = list(shortfalls(found, wanted))
    for each in short:
        line = f"{each.slug} in {each.edition}: {each.found}, where {each.asked} is required"
        click.echo(line, err=form != "text")
    sys.exit(1 if short else 0)


def _chosen(
    found: "Matrix", orders: tuple[str, ...], audiences: tuple[str, ...], *, analysed: bool
) -> "Matrix":
    """The part of a matrix that was asked for."""
    from dataclasses import replace

    names = [name for name, _ in found.editions]
    for each in audiences:
        known_audience(each, names)
    columns = [i for i, name in enumerate(names) if not audiences or name in audiences]
    rows = (
        row
        for row in found.rows
        if (not orders or row.slug in orders) and (row.analysed or not analysed)
    )
    return replace(
        found,
        editions=tuple(found.editions[i] for i in columns),
        rows=tuple(replace(row, cells=tuple(row.cells[i] for i in columns)) for row in rows),
    )
