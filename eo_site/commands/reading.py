"""Reading a site for a command that shows what stands in it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eo_site.engine.load import Loaded


def site_as_read(context: click.Context, now: date | None, texts: Path | None) -> "Loaded":
    """The site that a command is about, with the problems that `check` finds, whatever they are.

    The command ends with what is wrong where the site's own files cannot be read.
    """
    from eo_site.engine.cache import Cache
    from eo_site.engine.load import load
    from eo_site.engine.options import Options
    from eo_site.project import find_root
    from eo_site.reports import FORMS

    root = context.obj or find_root(Path.cwd())
    if root is None:
        raise click.UsageError("no site.yaml here or above; name the site's folder with -C")
    options = Options(root.resolve(), now=now, texts=texts)
    try:
        with Cache.of(options.root, _waiting) as cache:
            loaded = cache.mending(lambda: load(options, cache))
    except OSError as error:
        raise click.ClickException(f"cannot read the site: {error.strerror or error}") from None
    if loaded.setting is None:
        click.echo(FORMS["text"](loaded.problems, ""), err=True)
        sys.exit(1)
    return loaded


def _waiting() -> None:
    click.echo("waiting for another build of this site to finish …", err=True)
