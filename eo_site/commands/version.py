"""`eo-site --version`: the program's version, and which theme is at hand."""

from collections.abc import Iterator
from pathlib import Path

import click

from eo_site import __version__
from eo_site.commands.shared import digest_of


def show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the versions and end, if that was asked for."""
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"eo-site, version {__version__}")
    for line in _themes(context.params.get("directory") or Path.cwd()):
        click.echo(line)
    context.exit()


def _themes(start: Path) -> Iterator[str]:
    """The shipped theme, and the one of the site that a folder is in, each by the digest of its files.

    Themes are folders that people change; a number in one would say less than its bytes do.
    """
    from eo_site.project import SHIPPED_THEME, ProjectReader, find_root, shipped_themes

    yield f"theme {SHIPPED_THEME}, shipped, {_digest(shipped_themes() / SHIPPED_THEME)}"
    root = find_root(start.resolve())
    library = ProjectReader(root).library() if root else None
    folder = root / "themes" / library.site.theme if root and library else None
    if folder and library and folder.is_dir() and folder.parent != shipped_themes():
        yield f"theme {library.site.theme}, this site's, {_digest(folder)}"


def _digest(folder: Path) -> str:
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return digest_of((each.relative_to(folder).as_posix(), each) for each in files)[:12]
