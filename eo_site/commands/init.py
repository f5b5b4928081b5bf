"""`eo-site init`: a small site to begin with, written whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from eo_site.commands.shared import NO_SITE

if TYPE_CHECKING:
    from eo_site.ci import Service
    from eo_site.language_server.editor_settings import Editor

_NOT_OURS = {"build", ".eo-cache"}
"""What commands leave in a site's folder, should anybody have run one in the starter itself."""


def starter() -> Path:
    """The folder of the starter site, which travels inside the package."""
    return Path(__file__).resolve().parents[1] / "starter"


@click.command()
@click.argument("directory", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option(
    "--editor",
    type=click.Choice(["vscode", "helix", "neovim"]),
    help="Write settings, snippets and schemas for an editor; without DIR, into the site that is here.",
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab"]),
    help="Write a workflow that checks, builds and deploys; without DIR, for the site that is here.",
)
@click.pass_context
def init(
    context: click.Context, directory: Path | None, editor: str | None, ci: "Service | None"
) -> None:
    """Write a small site into DIR, a new or an empty folder: two orders, seven audiences."""
    beside = editor or ci
    if directory is None and beside is None:
        raise click.UsageError("name a new or an empty folder")
    root = (context.obj or Path.cwd()) / (directory or "")
    if directory and not (beside and _is_site(root)):
        _write_site(root, directory)
    if editor:
        _write_settings(root, editor)
    if ci:
        from eo_site.commands.init_ci import write_workflow

        write_workflow(root, ci)


def _is_site(root: Path) -> bool:
    return (root / "site.yaml").is_file() and (root / "audiences.yaml").is_file()


def _write_site(root: Path, directory: Path) -> None:
    try:
        if not root.is_dir() and (root.exists() or root.is_symlink()):
            raise click.UsageError(f"{directory} is no folder; name a new or an empty one")
        if root.is_dir() and any(root.iterdir()):
            raise click.UsageError(f"{directory} is not empty; name a new or an empty folder")
        count = write_whole(root)
    except OSError as error:
        raise click.ClickException(f"cannot write {directory}: {error.strerror}") from None
    click.echo(f"{directory}: {count} files: two orders, seven audiences")
    click.echo("README.md there says what to change before you publish; next:")
    if root.resolve() != Path.cwd():
        click.echo(f"    cd {directory}")
    click.echo("    eo-site build")


def _write_settings(start: Path, editor: str) -> None:
    """Settings for an editor into the site that a folder is in."""
    from eo_site.language_server.editor_settings import wanted_files
    from eo_site.language_server.editor_site import first_knowledge
    from eo_site.project import find_root
    from eo_site.reports import FORMS

    root = find_root(start.resolve())
    if root is None:
        raise click.UsageError(NO_SITE)
    knowledge, problems = first_knowledge(root)
    if knowledge is None:
        click.echo(FORMS["text"](problems, ""))
        raise click.ClickException(
            "no settings written: they hold the site's ids; mend these first"
        )

    def stored(path: str) -> str | None:
        file = root / path
        return file.read_text("utf-8-sig", "replace") if file.is_file() else None

    try:
        wanted = wanted_files(cast("Editor", editor), knowledge, stored)
        for path, text in wanted.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from None
    for path in wanted.files:
        if not path.startswith(".eo-site/"):
            click.echo(f"{path}: written")
    click.echo(
        f".eo-site/: {sum(each.startswith('.eo-site/') for each in wanted.files)} files, which are ours"
    )
    for path, text in wanted.kept.items():
        click.echo(f"{path}: left as it is, since it is yours; add to it:\n")
        click.echo(text)
    click.echo("docs/editors.md says what else to install")


def write_whole(root: Path) -> int:
    """Every file of the starter site, or none; how many.

    They are written beside each other first and moved into place at the end, because a folder with
    half a site in it could neither be used nor given to `init` again.
    """
    made = [each for each in (root, *root.parents) if not each.exists()]
    placed: list[Path] = []
    staged: Path | None = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".eo-site-", dir=root))
        count = sum(_copied(each, staged) for each in _files())
        for each in sorted(staged.iterdir()):
            each.rename(root / each.name)
            placed.append(root / each.name)
        staged.rmdir()
    except BaseException:
        for each in (*placed, *([staged] if staged else [])):
            shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink()
        for folder in made:
            if folder.is_dir():
                folder.rmdir()
        raise
    return count


def _files() -> Iterator[Path]:
    """Paths of the starter's files, from its folder."""
    root = starter()
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root)
        if file.is_file() and path.parts[0] not in _NOT_OURS:
            yield path


def _copied(path: Path, into: Path) -> bool:
    """A file of the starter in another folder, writable whatever the original is."""
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((starter() / path).read_bytes())
    return True
