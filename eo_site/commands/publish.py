"""`eo-site publish`: the check list before orders are published."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.orders import orders_of
from eo_site.commands.shared import now_option, read_site, site_root, texts_option

if TYPE_CHECKING:
    from eo_site.authoring.checklist import Checked
    from eo_site.engine.cache import Cache
    from eo_site.engine.load import Loaded


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--strict", is_flag=True, help="What is to be considered counts as open.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@now_option
@texts_option
@click.pass_context
def publish(
    context: click.Context,
    orders: tuple[str, ...],
    strict: bool,
    form: str,
    now: date | None,
    texts: Path | None,
) -> None:
    """A check list before ORDERS, or all, are published. Uploads nothing, writes nothing.

    Tells what is left to do: problems, places to be filled in, missing summaries, changes without an
    entry, missing sign-offs, days that have passed, sources that nobody says he has read, and colours
    that are hard to read. Ends with 1 while anything is open. `eo-site build` makes the site; docs/hosts.md
    says how it comes to a server.
    """
    from eo_site.authoring.checklist import checklist
    from eo_site.authoring.checklist_report import as_data, counts, lines
    from eo_site.engine.options import Options

    def work(loaded: "Loaded", _cache: "Cache") -> "tuple[Checked, ...]":
        return checklist(loaded, orders_of(loaded, orders) or tuple(loaded.basis.places))

    found = read_site(Options(site_root(context), now=now, texts=texts), work, form)
    if form == "json":
        click.echo(json.dumps(as_data(found), indent=1, ensure_ascii=False))
    else:
        for line in lines(found):
            click.echo(line)
    open_items, notes = counts(found)
    sys.exit(1 if open_items or (strict and notes) else 0)
