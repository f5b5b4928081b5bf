"""`eo-site convert`: Word, HTML and other programs' Markdown as an order's file."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.commands.shared import NO_SITE

if TYPE_CHECKING:
    from eo_site.convert.conversion import Converted
    from eo_site.convert.remarks import Remark
    from eo_site.model.problem import Problem


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write this file.")
@click.option(
    "--order", "slug", help="Write the body of this order of the site; its file is made if need be."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How what is said of the conversion is printed.",
)
@click.pass_context
def convert(
    context: click.Context, file: Path, out: Path | None, slug: str | None, form: str
) -> None:
    """Turn FILE, a .docx, .html or .md of another program, into an order's file.

    Without --out or --order it is printed. What could not be carried over is listed with its place and
    its words, on standard error. The order is a draft: read it before it is published.
    """
    from eo_site.convert.remarks import CannotConvertError
    from eo_site.project import find_root

    if out and slug:
        raise click.UsageError("name either --out or --order")
    root = context.obj or find_root(Path.cwd())
    if slug and root is None:
        raise click.UsageError(NO_SITE)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror}") from None
    try:
        sys.exit(_run(root, file, data, out, slug, form))
    except CannotConvertError as error:
        _show_problems((error.problem(file.as_posix()),))
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from None


def _run(
    root: Path | None, file: Path, data: bytes, out: Path | None, slug: str | None, form: str
) -> int:
    """Converts, writes, and says what there is to say; the exit code."""
    from eo_site.convert.conversion import converted
    from eo_site.convert.destination import into
    from eo_site.convert.output import checked
    from eo_site.convert.site import SiteFolder

    site = SiteFolder(root.resolve() if root else None)
    found = converted(file.name, data, site.ground())
    if out and out.exists():
        raise click.ClickException(f"{out} is there already; name another file, or move it away")
    path = site.order_path(slug) if slug else str(out or "-")
    text, left = into(site.read(path) if slug else None, found)
    name = (slug or (out.stem if out else file.stem)).lower()
    result = checked(name, path, text, site.audiences())
    if slug:
        site.write(path, result.text.encode())
    elif out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(result.text.encode())
    else:
        click.echo(result.text, nl=False)
    _say(file.as_posix(), found, (*found.remarks, *left), result.problems, form)
    if slug or out:
        click.echo(f"{path}: written", err=True)
    return 1 if result.problems else 0


def _say(
    path: str,
    found: "Converted",
    remarks: "tuple[Remark, ...]",
    problems: "tuple[Problem, ...]",
    form: str,
) -> None:
    if form == "json":
        rows = [
            {"code": each.code, found.unit: each.line, "message": each.message, "words": each.words}
            for each in remarks
        ]
        wrong = [
            {"code": each.code, "line": each.place.line, "message": each.message, "hint": each.hint}
            for each in problems
        ]
        data = {"file": path, "remarks": rows, "problems": wrong}
        click.echo(json.dumps(data, indent=1, ensure_ascii=False), err=True)
        return
    for each in remarks:
        for line in each.shown(path, found.unit):
            click.echo(line, err=True)
    _show_problems(problems)
    count = f"{len(remarks)} remark{'' if len(remarks) == 1 else 's'}"
    wrong_count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    click.echo(f"{count}, {wrong_count} left in the text", err=True)


def _show_problems(problems: "tuple[Problem, ...]") -> None:
    from eo_site.reports import FORMS

    if problems:
        click.echo(FORMS["text"](problems, ""), err=True)
