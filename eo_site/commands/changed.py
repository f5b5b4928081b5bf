"""`eo-site changed`: which editions differ from those that were deployed last."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from eo_site.commands.shared import digest_of, disk_errors, site_root, waiting

FRONT = "."
"""What stands in `build/` beside the editions: the chooser, redirects, what a host reads there."""
_NEXT = "next-change: "
_NEVER = "never"
_MANIFEST, _INDEX = "manifest.json", "pagefind/pagefind-entry.json"


@click.command()
@click.argument("state", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--remember", is_flag=True, help="Write to STATE what build/ has now.")
@click.pass_context
def changed(context: click.Context, state: Path, remember: bool) -> None:
    """Name the editions of build/ that differ from those that the file STATE remembers.

    One a line; `.` is the front door; an edition that is no more is named, too. After a deployment,
    `--remember` writes STATE: a digest for each edition and the day of the next change without an edit. It
    holds no text, no title and no address of a page.
    """
    root = site_root(context)
    with disk_errors("cannot compare"):
        now = dict(_digests(root))
        if not now:
            raise click.ClickException("there is no build in build/; run `eo-site build`")
        if remember:
            lines = (f"{name} {digest}\n" for name, digest in now.items())
            state.write_text(f"{_NEXT}{_next_change(root)}\n{''.join(lines)}", "utf-8")
            return
        before = _remembered(state)
    for name in dict.fromkeys((*now, *before)):
        if now.get(name) != before.get(name):
            click.echo(name)


def _digests(root: Path) -> Iterator[tuple[str, str]]:
    """Of each edition, and of the front door, which comes last: a page is there before what names it."""
    from eo_site.model.host import EDGE_FUNCTION, IN_THE_BUILD

    build = root / "build"
    for manifest in sorted(build.glob(f"*/{_MANIFEST}")):
        yield manifest.parent.name, _of(manifest, manifest.parent / _INDEX)
    if (build / _MANIFEST).is_file():
        beside = (*(build / name for name in IN_THE_BUILD), root / EDGE_FUNCTION)
        below = (
            each
            for file in beside
            for each in (sorted(file.rglob("*")) if file.is_dir() else [file])
        )
        yield FRONT, _of(build / _MANIFEST, *below)


def _of(*files: Path) -> str:
    """A manifest has the digest of every file of its edition but the index's."""
    return digest_of((each.name, each) for each in files)


def _remembered(state: Path) -> Mapping[str, str]:
    """What STATE says; nothing where there is none, or where it is something else."""
    lines = state.read_text("utf-8", "replace").splitlines() if state.is_file() else []
    pairs = (line.split(" ") for line in lines[1:])
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _next_change(root: Path) -> str:
    from eo_site.engine.cache import Cache
    from eo_site.engine.options import Options
    from eo_site.engine.unchanged import last

    options = Options(root)
    with Cache.of(root, waiting) as cache:
        kept = last(options, cache)
    if kept is None:
        raise click.ClickException("nobody knows when build/ changes next; run `eo-site build`")
    return str(kept["change"][0]) if kept["change"] else _NEVER
