"""`eo-site publish`: the check list before orders are published."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.orders import orders_of

if TYPE_CHECKING:
    from eo_site.model.problem import Problem


def publish_command(
    root_of: Callable[[click.Context], Path],
    day: click.ParamType[date],
    show: Callable[[tuple["Problem", ...], str], None],
    disk_errors: Callable[[str], AbstractContextManager[None]],
    waiting: Callable[[], None],
) -> click.Command:
    """The command; finding the site, reading a day and telling problems are the command line's."""

    @click.command()
    @click.argument("orders", nargs=-1)
    @click.option("--strict", is_flag=True, help="What is to be considered counts as open.")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    @click.option("--now", type=day, help="The day it is to be published; default: today.")
    @click.option(
        "--texts",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="EO_TEXTS_DIR",
        help="Official texts outside the site (or EO_TEXTS_DIR).",
    )
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
        from eo_site.engine.cache import Cache
        from eo_site.engine.checklist import Checked, checklist
        from eo_site.engine.checklist_report import as_data, counts, lines
        from eo_site.engine.inputs import Moved, at_rest
        from eo_site.engine.load import load
        from eo_site.engine.options import Options

        options = Options(root_of(context), now=now, texts=texts)

        def found_in(cache: Cache) -> tuple[Checked, ...]:
            loaded = load(options, cache)
            if loaded.setting is None:
                show(loaded.problems, form)
                sys.exit(1)
            return checklist(loaded, orders_of(loaded, orders) or tuple(loaded.basis.places))

        with disk_errors("cannot check"), Cache.of(options.root, waiting) as cache:
            try:
                found = at_rest(lambda: cache.mending(lambda: found_in(cache)))
            except Moved as moved:
                raise click.ClickException(moved.problem.line()) from None
        if form == "json":
            click.echo(json.dumps(as_data(found), indent=1, ensure_ascii=False))
        else:
            for line in lines(found):
                click.echo(line)
        open_items, notes = counts(found)
        sys.exit(1 if open_items or (strict and notes) else 0)

    return publish
