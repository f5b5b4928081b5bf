"""`eo-site diff`: what readers of each edition find changed between two builds."""

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eo_site.diff.compare import EditionFiles

_LEFT_OUT = {"assets", "pagefind"}
"""Folders without text of ours: styles and scripts, and the search's index."""
_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=_folder)
@click.argument("new", type=_folder)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.option("--show-text", is_flag=True, help="Print what members' editions say, too.")
def diff(old: Path, new: Path, form: str, show_text: bool) -> None:
    """For each edition: which pages, passages and facts differ between the builds OLD and NEW."""
    from eo_site.diff.compare import compare
    from eo_site.diff.report import FORMS

    try:
        found = compare(_build(old), _build(new))
    except OSError as error:
        raise click.ClickException(f"cannot read {error.filename}: {error.strerror}") from None
    click.echo(FORMS[form](found, show_text=show_text))


def _build(folder: Path) -> "dict[str, EditionFiles]":
    """The editions of a build, and the front door; a single edition's folder is one by its id."""
    if not (folder / "manifest.json").is_file():
        hint = "name a folder that `eo-site build` wrote"
        raise click.UsageError(f"{folder} is no build: it has no manifest.json; {hint}")
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        name = str(manifest.get("edition", ""))
    except (ValueError, AttributeError):
        raise click.UsageError(f"{folder}/manifest.json cannot be read; build again") from None
    if name:
        return {name: _files(folder)}
    editions = [each.name for each in sorted(folder.iterdir()) if _is_edition(each)]
    return {"": _files(folder, {*editions})} | {each: _files(folder / each) for each in editions}


def _is_edition(folder: Path) -> bool:
    """Whether a folder of a build has pages: never the front door's, whatever became of its manifest."""
    return (
        folder.name not in _LEFT_OUT
        and folder.is_dir()
        and ((folder / "manifest.json").is_file() or any(folder.rglob("*.html")))
    )


def _files(folder: Path, apart: "set[str] | frozenset[str]" = frozenset()) -> "EditionFiles":
    from eo_site.diff.compare import EditionFiles

    pages, others = dict[str, str](), dict[str, str]()
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if path.parts[0] in _LEFT_OUT | apart or path.name == "manifest.json" or file.is_dir():
            continue
        data = file.read_bytes()
        if file.suffix == ".html":
            pages[path.as_posix()] = data.decode("utf-8", "replace")
        else:
            others[path.as_posix()] = sha256(data).hexdigest()
    robots = folder / "robots.txt"
    known = (folder / "manifest.json").is_file()
    words = robots.read_text("utf-8", "replace") if known and robots.is_file() else ""
    return EditionFiles(pages, others, words)
