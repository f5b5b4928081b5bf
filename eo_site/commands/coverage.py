"""`eo-site coverage`: what of an official text an analysis does not speak of."""

import json
import sys
from pathlib import Path

import click

from eo_site.commands.orders import known_audience, named_orders
from eo_site.commands.shared import site_root, texts_option


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--audience", help="Only this one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@texts_option
@click.pass_context
def coverage(
    context: click.Context,
    orders: tuple[str, ...],
    audience: str | None,
    form: str,
    texts: Path | None,
) -> None:
    """For each audience: the sections of the official text of ORDERS that no passage cites."""
    from eo_site.authoring.coverage import coverage as covered
    from eo_site.authoring.coverage import uncited_lines
    from eo_site.engine.load import failing
    from eo_site.model.problem import in_reading_order
    from eo_site.project import ProjectReader
    from eo_site.reports import FORMS

    root = site_root(context)
    reader = ProjectReader(root, texts)
    library = reader.library()
    places = reader.orders()
    slugs = [each.slug for each in places]
    orders = named_orders(orders, root, places)
    if library:
        known_audience(audience, library.audiences.by_id)
    every = covered(reader, library) if library else {}
    problems = in_reading_order(reader.problems)
    if library is None or failing(problems, strict=False):
        click.echo(FORMS[form](problems, ""))
        sys.exit(1)
    found = {
        slug: {name: each for name, each in by.items() if audience in (None, name)}
        for slug, by in every.items()
        if not orders or slug in orders
    }
    if form == "json":
        data = {
            slug: {
                name: {"sections": each.sections, "uncited": each.uncited}
                for name, each in by.items()
            }
            for slug, by in found.items()
        }
        click.echo(json.dumps({"orders": data}, indent=1, ensure_ascii=False))
        return
    for line in uncited_lines(found):
        click.echo(line)
    wanted = orders or slugs
    if missing := [each for each in wanted if each not in found]:
        click.echo(f"no official text at hand: {', '.join(missing)}")
