"""`eo-site editions`: the editions of a site, and who may read each."""

import sys

import click

from eo_site.commands.shared import disk_errors, print_problems, site_root


@click.command()
@click.option("--members", is_flag=True, help="Only the ids of those that not everybody may read.")
@click.pass_context
def editions(context: click.Context, members: bool) -> None:
    """Name each edition and say who may read it; for people and for scripts."""
    from eo_site.project import ProjectReader

    reader = ProjectReader(site_root(context))
    with disk_errors("cannot read the site"):
        library = reader.library()
    if library is None:
        print_problems(tuple(reader.problems), "text")
        sys.exit(1)
    for each in library.audiences.audiences:
        if members and not each.access.public:
            click.echo(each.id)
        elif not members:
            groups = ", ".join(each.access.groups or ())
            click.echo(
                f"{each.id:18} {'everybody' if each.access.public else f'members: {groups}'}"
            )
