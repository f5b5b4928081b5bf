"""`eo-site lsp`: the language server, which editors start."""

import logging
import os
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from eo_site.commands.shared import texts_option


@click.command()
@texts_option
@click.option(
    "--stdio", is_flag=True, help="Accepted, since some editors pass it; it is always so."
)
@click.pass_context
def lsp(context: click.Context, texts: Path | None, stdio: bool) -> None:
    """Tell an editor what the site knows while you write; docs/editors.md says how to set one up."""
    if find_spec("pygls") is None:
        raise click.ClickException(
            "the extra `editor` is not installed: pip install 'eo-site[editor]'"
        )
    from eo_site.engine.options import Options
    from eo_site.language_server.server import make_server
    from eo_site.project import find_root

    root = find_root((context.obj or Path.cwd()).resolve())
    logging.basicConfig(level=logging.CRITICAL)  # the protocol's messages are for the editor
    server = make_server(partial(Options, texts=texts, jobs=os.cpu_count() or 1), root)
    try:
        server.start_io()
    finally:
        server.close_site()
    if not server.at_rest:  # a thread would be waited for that reads a large library
        os._exit(0)
