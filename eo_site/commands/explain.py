"""`eo-site explain`: what every audience gets of an order, and why."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.orders import known_audience, orders_of
from eo_site.commands.shared import (
    now_option,
    print_problems,
    read_site,
    site_root,
    texts_option,
)

if TYPE_CHECKING:
    from eo_site.authoring.explain import OrderExplained
    from eo_site.engine.cache import Cache
    from eo_site.engine.load import Loaded
    from eo_site.likeness import Likeness


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
@now_option
@texts_option
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
    from eo_site.authoring.explain import explain as explained
    from eo_site.authoring.explain_report import likeness_of
    from eo_site.engine.options import Options

    if as_text and not audience:
        raise click.UsageError("--text prints one edition: name it with --audience")
    if likeness and (audience or as_text):
        raise click.UsageError("--likeness compares all editions: leave out --audience, --text")
    options = Options(site_root(context), now=now, texts=texts)

    def work(loaded: "Loaded", cache: "Cache") -> "OrderExplained":
        if loaded.failed or loaded.setting is None:
            print_problems(loaded.problems, form)
            sys.exit(1)
        [slug] = orders_of(loaded, (order,))
        known_audience(audience, loaded.setting.library.audiences.by_id)
        return explained(loaded, options, cache, slug)

    found = read_site(options, work, form)
    if likeness:
        _print_likeness(likeness_of(found), form)
    elif as_text and audience:
        _print_text(found, audience, form)
    else:
        _print(found, audience, form, everything=everything)


def _print(found: "OrderExplained", audience: str | None, form: str, *, everything: bool) -> None:
    from eo_site.authoring.explain_report import as_data, lines_for_all, lines_for_one

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
    from eo_site.authoring.explain_report import plain_text

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
    from eo_site.authoring.explain_report import likeness_lines

    if form == "json":
        _print_data(
            {"pairs": [{"editions": [e.one, e.other], "ratio": round(e.ratio, 3)} for e in pairs]}
        )
        return
    for line in likeness_lines(pairs):
        click.echo(line)


def _print_data(data: object) -> None:
    click.echo(json.dumps(data, indent=1, ensure_ascii=False))
