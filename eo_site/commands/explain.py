"""`eo-site explain`: what every audience gets of an order, and why."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.orders import known_audience, orders_of

if TYPE_CHECKING:
    from eo_site.engine.explain import OrderExplained
    from eo_site.likeness import Likeness
    from eo_site.model.problem import Problem


def explain_command(
    root_of: Callable[[click.Context], Path],
    day: click.ParamType[date],
    show: Callable[[tuple["Problem", ...], str], None],
    disk_errors: Callable[[str], AbstractContextManager[None]],
    waiting: Callable[[], None],
) -> click.Command:
    """The command; finding the site, reading a day and telling problems are the command line's."""

    @click.command()
    @click.argument("order")
    @click.option("--audience", help="Only this one: everything that it gets, in short.")
    @click.option(
        "--all", "everything", is_flag=True, help="Also what is the same for all, and all modules."
    )
    @click.option(
        "--text", "as_text", is_flag=True,
        help="One edition's own prose as plain text, for reading aloud; needs --audience.",
    )  # fmt: skip
    @click.option("--likeness", is_flag=True, help="How alike the editions are, pair by pair.")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    @click.option("--now", type=day, help="The day the pages are computed for; default: today.")
    @click.option(
        "--texts",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="EO_TEXTS_DIR",
        help="Official texts outside the site (or EO_TEXTS_DIR).",
    )
    @click.pass_context
    def explain(
        context: click.Context,
        order: str,
        audience: str | None,
        everything: bool,
        as_text: bool,
        likeness: bool,
        form: str,
        now: date | None,
        texts: Path | None,
    ) -> None:
        """Who gets what of ORDER, drafts too: a line for each difference between audiences.

        ORDER is a number, a name such as "EO 13903", or the path of the order's file.
        """
        from eo_site.engine.cache import Cache
        from eo_site.engine.explain import explain as explained
        from eo_site.engine.explain_report import likeness_of
        from eo_site.engine.inputs import Moved, at_rest
        from eo_site.engine.load import load
        from eo_site.engine.options import Options

        if as_text and not audience:
            raise click.UsageError("--text prints one edition: name it with --audience")
        if likeness and (audience or as_text):
            raise click.UsageError("--likeness compares all editions: leave out --audience, --text")
        options = Options(root_of(context), now=now, texts=texts)

        def found_in(cache: Cache) -> "OrderExplained":
            loaded = load(options, cache)
            if loaded.failed or loaded.setting is None:
                show(loaded.problems, form)
                sys.exit(1)
            [slug] = orders_of(loaded, (order,))
            known_audience(audience, loaded.setting.library.audiences.by_id)
            return explained(loaded, options, cache, slug)

        with disk_errors("cannot explain"), Cache.of(options.root, waiting) as cache:
            try:
                found = at_rest(lambda: cache.mending(lambda: found_in(cache)))
            except Moved as moved:
                raise click.ClickException(moved.problem.line()) from None
        if likeness:
            _print_likeness(likeness_of(found), form)
        elif as_text and audience:
            _print_text(found, audience, form)
        else:
            _print(found, audience, form, everything=everything)

    return explain


def _print(found: "OrderExplained", audience: str | None, form: str, *, everything: bool) -> None:
    from eo_site.engine.explain_report import as_data, lines_for_all, lines_for_one

    if form == "json":
        _print_data(as_data(found.only(audience) if audience else found))
        return
    lines = (
        lines_for_one(found, audience, everything=everything)
        if audience
        else lines_for_all(found, everything=everything)
    )
    for line in lines:
        click.echo(line.rstrip())


def _print_text(found: "OrderExplained", audience: str, form: str) -> None:
    from eo_site.engine.explain_report import plain_text

    edition = found.editions.get(audience)
    if edition is None:
        raise click.ClickException(f"`{audience}` has no {found.slug}: {found.absent[audience]}")
    if form == "json":
        text = {"order": found.slug, "audience": audience, "words": edition.words}
        _print_data({**text, "paragraphs": edition.paragraphs})
        return
    for line in plain_text(edition):
        click.echo(line)


def _print_likeness(pairs: "tuple[Likeness, ...]", form: str) -> None:
    from eo_site.engine.explain_report import likeness_lines

    if form == "json":
        _print_data(
            {"pairs": [{"editions": [e.one, e.other], "ratio": round(e.ratio, 3)} for e in pairs]}
        )
        return
    for line in likeness_lines(pairs):
        click.echo(line)


def _print_data(data: object) -> None:
    click.echo(json.dumps(data, indent=1, ensure_ascii=False))
