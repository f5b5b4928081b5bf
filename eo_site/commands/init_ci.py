"""`eo-site init --ci`: a workflow for continuous integration, written into the repository of a site."""

from pathlib import Path

import click

from eo_site.ci import FILES, TEMPLATES, Repository, Service, workflow
from eo_site.ci.deploys import DEPLOYS
from eo_site.commands.shared import NO_SITE, print_problems


def write_workflow(start: Path, service: Service) -> None:
    """Write the workflow for the site that a folder is in; a file that is there stays as it is."""
    from eo_site.project import ProjectReader, find_root

    root = find_root(start.resolve())
    if root is None:
        raise click.UsageError(NO_SITE)
    reader = ProjectReader(root)
    library = reader.library()
    if library is None:
        print_problems(tuple(reader.problems), "text")
        raise click.ClickException("no workflow written; mend these first")
    top = _top(root)
    host = library.site.host.name if library.site.host else None
    if host == "github-pages" and service == "gitlab":
        raise click.UsageError("GitHub Pages takes nothing from GitLab; name another `host`")
    site = Repository(_branch(top), _folder(root, top), library.site.time_zone, host)
    file = top / FILES[service]
    text = workflow(service, site, _templates())
    try:
        if file.is_file() and file.read_text("utf-8", "replace") == text:
            click.echo(f"{FILES[service]}: as it was")
            return
        if file.exists():
            raise click.UsageError(f"{file} is yours; move it away first, then merge the two")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {file}: {error.strerror}") from None
    click.echo(f"{FILES[service]}: written")
    deploy = DEPLOYS[host] if host else None
    if deploy is None:
        click.echo(
            "it builds and deploys nothing, since site.yaml names no `host` that it could deploy to"
        )
    elif deploy.needs:
        click.echo(
            f"to deploy, it needs these settings of the repository: {', '.join(deploy.needs)}"
        )
    click.echo("docs/hosts.md says the rest")


def _templates() -> dict[str, str]:
    folder = Path(__file__).resolve().parents[1] / "ci"
    return {name: (folder / name).read_text("utf-8") for name in TEMPLATES}


def _top(root: Path) -> Path:
    """The top folder of the repository that a site is in; without one, the site's own."""
    return next((each for each in (root, *root.parents) if (each / ".git").exists()), root)


def _folder(root: Path, top: Path) -> str:
    folder = root.relative_to(top).as_posix()
    if not all(letter.isalnum() or letter in "/._-" for letter in folder):
        raise click.UsageError(
            f"a workflow cannot name the folder {folder}; use letters, digits, - and _"
        )
    return "" if folder == "." else folder


def _branch(top: Path) -> str:
    """The main branch, as far as the repository knows one."""
    head = top / ".git/refs/remotes/origin/HEAD"
    known = head.read_text("utf-8").strip() if head.is_file() else ""
    found = known.removeprefix("ref: refs/remotes/origin/")
    return found if found and all(each.isalnum() or each in "/._-" for each in found) else "main"
