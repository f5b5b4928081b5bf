"""`eo-site fmt`: content files laid out in one way; what they say stays."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.shared import site_root

if TYPE_CHECKING:
    from eo_site.content_texts import ContentTexts

LEFT = "left as it is: `eo-site check` says what cannot be read"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; name what would change, and fail.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.pass_context
def fmt(context: click.Context, files: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Lay out FILES, or all of the site's texts, in one way; no edition changes by it."""
    from eo_site.content_texts import ChangedError, ContentTexts
    from eo_site.fixes import unified_diff
    from eo_site.formatting import formatted
    from eo_site.model.problem import plain_line

    root = site_root(context)
    content = ContentTexts(root)
    changed, left, same = 0, 0, 0
    for path in [*_named(root, files, content)] if files else content.paths():
        text = content.text_of(path)
        new = None if text is None else formatted(path, text)
        if text is None or new is None:
            left += 1
            click.echo(f"{path}: {LEFT}", err=True)
        elif new == text:
            same += 1
        else:
            changed += 1
            if diff:
                shown = unified_diff(path, text, new).splitlines()
                click.echo("\n".join(map(plain_line, shown)))
                continue
            click.echo(f"{path}: {'would change' if check else 'laid out'}")
            if not check:
                try:
                    content.write(path, new)
                except ChangedError as error:
                    raise click.ClickException(str(error)) from None
                except OSError as error:
                    raise click.ClickException(f"cannot write {path}: {error.strerror}") from None
    click.echo(_summary(changed, same, left, written=not (check or diff)), err=diff)
    sys.exit(1 if left or (check and changed) else 0)


def _named(root: Path, files: Sequence[Path], content: "ContentTexts") -> Iterator[str]:
    """The paths within the site of files, and of those in folders, that were named."""
    for file in files:
        here = file.resolve()
        path = here.relative_to(root).as_posix() if here.is_relative_to(root) else ""
        if here.is_dir() and path:
            yield from (each for each in content.paths() if each.startswith(f"{path}/"))
        elif content.text_of(path) is None:
            raise click.UsageError(f"{file} is no text of this site")
        else:
            yield path


def _summary(changed: int, same: int, left: int, *, written: bool) -> str:
    verb = "laid out" if written else "would change"
    parts = [f"{_files(changed)} {verb}", f"{_files(same)} as they are to be"]
    return "; ".join((*parts, f"{_files(left)} left") if left else parts)


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
