"""What several commands share: options, finding the site, reading it, telling what is wrong."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from eo_site.engine.cache import Cache
    from eo_site.engine.load import Loaded
    from eo_site.engine.options import Options
    from eo_site.model.problem import Problem
    from eo_site.reports.fixes import Fixes

T = TypeVar("T")
NO_SITE = "no site.yaml here or above; name the site's folder with -C"


class Day(click.ParamType[date]):
    """A date such as 2026-11-22."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date a user typed."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date like 2026-11-22", param, ctx)


now_option = click.option(
    "--now", type=Day(), help="The day the pages are computed for; default: today."
)
texts_option = click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="EO_TEXTS_DIR",
    help="Official texts outside the site (or EO_TEXTS_DIR).",
)


def site_root(context: click.Context) -> Path:
    """The site's folder: what -C names, else this folder, or the one above that has a site.yaml."""
    start: Path = (context.obj or Path.cwd()).resolve()
    if context.obj or (start / "site.yaml").is_file():
        return start  # without the import, so that a build with nothing to do is quick
    from eo_site.project import find_root

    root = find_root(start)
    if root is None:
        raise click.UsageError(NO_SITE)
    return root


def read_site(options: "Options", work: Callable[["Loaded", "Cache"], T], form: str = "text") -> T:
    """What `work` makes of a site that has been read, begun anew while files are being changed.

    Ends with what is wrong, in one of the forms of `eo_site.reports`, where the site's own files cannot be read.
    """
    from eo_site.engine.cache import Cache
    from eo_site.engine.inputs import Moved, at_rest
    from eo_site.engine.load import load

    def found_in(cache: "Cache") -> T:
        loaded = load(options, cache)
        if loaded.setting is None:
            print_problems(loaded.problems, form)
            sys.exit(1)
        return work(loaded, cache)

    with disk_errors("cannot read the site"), Cache.of(options.root, waiting) as cache:
        try:
            return at_rest(lambda: cache.mending(lambda: found_in(cache)))
        except Moved as moved:
            raise click.ClickException(moved.problem.line()) from None


@contextlib.contextmanager
def disk_errors(what: str) -> Iterator[None]:
    """Say in words what the disk, or whoever guards it, does not let us do."""
    try:
        yield
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        raise click.ClickException(f"{what}: {error.strerror or error}{where}") from None


def waiting() -> None:
    """Say that another build has the site's cache."""
    click.echo("another build is running here; waiting for it", err=True)


def print_problems(problems: "tuple[Problem, ...]", form: str, root: Path | None = None) -> None:
    """Tell problems in one of the forms of `eo_site.reports`; `root` is the site's folder."""
    from eo_site.reports import DATA, FORMS

    folder = shown(root).replace("\\", "/") if root else ""
    if form in DATA:
        click.echo(FORMS[form](problems, folder, _fixes(problems, root) if root else {}))
    elif problems:
        click.echo(FORMS[form](problems, folder))


def _fixes(problems: "tuple[Problem, ...]", root: Path) -> "Fixes":
    """What `check --fix` would change, by problem."""
    from eo_site.content_texts import ContentTexts
    from eo_site.fixes import fixes_by_problem
    from eo_site.reports.places import LEFT_OUT

    told = (each for each in problems if each.message != LEFT_OUT)  # a fix has the text's words
    return fixes_by_problem(told, ContentTexts(root).text_of)


def digest_of(files: Iterable[tuple[str, Path]]) -> str:
    """SHA-256 over the names and bytes of files, in their order; one that is not there counts as empty."""
    found = sha256()
    for name, file in files:
        data = file.read_bytes() if file.is_file() else b""
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def shown(path: Path | None) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path and path.is_relative_to(here) else path)
