"""`eo-site serve`, and `build --watch` for those who want files."""

import gc
import signal
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.model.editor import EDITORS, editor_pattern

if TYPE_CHECKING:
    from eo_site.engine.options import Options


polling = click.option(
    "--poll",
    is_flag=True,
    help="Look for changes once a second: for disks that send no events (network, containers, WSL).",
)


def serve_command(
    root: Callable[[click.Context], Path],
    day: click.ParamType[date],
    jobs: Callable[[int | None], int],
) -> click.Command:
    """The command; finding the site, reading a day and counting processors are the command line's."""

    @click.command()
    @click.option(
        "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
        help="The first port to try; 0 is any.",
    )  # fmt: skip
    @click.option("--open", "show", is_flag=True, help="Open the chooser in the browser.")
    @click.option("--now", type=day, help="The day the pages are computed for; default: today.")
    @click.option("--theme", help="Use this theme instead of the site's.")
    @click.option(
        "--texts",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="EO_TEXTS_DIR",
        help="Official texts outside the site (or EO_TEXTS_DIR).",
    )
    @click.option(
        "--records",
        type=click.Path(exists=True, path_type=Path),
        envvar="EO_RECORDS_DIR",
        help="Federal Register API documents, a file or a folder (or EO_RECORDS_DIR).",
    )
    @click.option(
        "--editor",
        callback=_editor,
        help=f"Open passages in this editor: {', '.join(EDITORS)}, or an address with {{path}}, "
        "{line} and {column}; default: `editor` of site.yaml.",
    )
    @polling
    @click.pass_context
    def serve(
        context: click.Context,
        port: int,
        show: bool,
        now: date | None,
        theme: str | None,
        texts: Path | None,
        records: Path | None,
        editor: str,
        poll: bool,
    ) -> None:
        """Show the site on this machine, drafts too, and anew whenever a file changes."""
        from eo_site.engine.options import Options

        options = Options(
            root(context), now=now, theme=theme, texts=texts, drafts=True, jobs=jobs(None),
            records=records,
        )  # fmt: skip
        try:
            _serve(options, port, editor, show=show, poll=poll)
        except OSError as error:
            raise click.ClickException(f"cannot serve: {error.strerror or error}") from None

    return serve


def _editor(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    try:
        return editor_pattern(value) if value else ""
    except ValueError as error:
        raise click.BadParameter(f"`{value}` {error}") from None


def _serve(options: "Options", port: int, editor: str, *, show: bool, poll: bool) -> None:
    from eo_site.serve.places import Places
    from eo_site.serve.session import session
    from eo_site.serve.site import SiteDesk
    from eo_site.serve.watch import observer

    places = Places(options.root, options.texts)
    with (
        suppress(KeyboardInterrupt),
        SiteDesk.of(options, editor) as desk,
        session(desk, places, port=port, say=click.echo, native=observer(poll=poll)) as found,
    ):
        click.echo(f"{found.url}  (drafts included; stop with Ctrl-C)")
        click.echo(f"{found.url}-/  (the author's desk: orders by edition, problems, calendar)")
        if show:
            webbrowser.open(found.url)
        while True:
            time.sleep(1)
    click.echo("stopped")


@contextmanager
def _interrupts(close: Callable[[], None]) -> Iterator[None]:
    """Within, Ctrl-C closes something, too: what is raised may be lost in what a build calls.

    Python itself drops an interrupt that comes while it cleans up after a value.
    """

    def heard(*_: object) -> None:
        close()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # as of a shell's `&`, which has it ignored
        yield
        return
    signal.signal(signal.SIGINT, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def keep_building(options: "Options", build: Callable[[], object], *, poll: bool) -> None:
    """Build now and after each change, until Ctrl-C; what fails is said, and tried again."""
    from eo_site.serve.burst import Changes
    from eo_site.serve.places import Places
    from eo_site.serve.session import rebuild_each
    from eo_site.serve.watch import observer, watching

    def attempt(_: frozenset[Path] | None) -> None:
        try:
            build()
        except click.ClickException as error:
            say(error.message)
        finally:
            gc.collect()  # a build looks for garbage seldom, and many follow each other here

    # Standard output is the build's: with --format json, a program may read it.
    say = partial(click.echo, err=True)
    changes = Changes()
    places = Places(options.root, options.texts, options.out or options.root / "build")
    native = observer(poll=poll)
    with (
        suppress(KeyboardInterrupt),
        _interrupts(changes.close),
        watching(places, changes.note, say, native) as watcher,
    ):
        attempt(None)
        say("watching; stop with Ctrl-C")
        rebuild_each(changes, watcher, attempt, say)
    say("stopped")
