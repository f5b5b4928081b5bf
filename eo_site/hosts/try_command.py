"""`eo-site host --try URL`, as a command line has it."""

import re
import sys
from pathlib import Path
from typing import NoReturn

import click

from eo_site.hosts.description import Description
from eo_site.hosts.sending import address_of
from eo_site.hosts.traces import Published
from eo_site.hosts.trying import NotTried, Trial, members_of

HEADER = re.compile(r"[A-Za-z0-9-]+: ?[\x20-\x7e]+")


def try_host(site: Description, build: Path, url: str, outsider: str, member: str) -> NoReturn:
    """Try a published site; ends with 1 if anything got out, or if nothing could be proved."""
    try:
        address = address_of(url)
    except ValueError as problem:
        raise click.UsageError(f"{url} {problem}") from None
    for option, header in (("--as", outsider), ("--member", member)):
        if header and not HEADER.fullmatch(header):
            raise click.UsageError(
                f"{option} is a header: its name, a colon, its value, in plain letters"
            )
    if not site.members:
        raise click.UsageError(
            "the site has no edition for members that this host serves: nothing to try"
        )
    if not (build / "manifest.json").is_file():
        raise click.UsageError("build the site first: there is no build in build/ to compare with")
    trial = Trial(address, site, Published(build, members_of(site)))
    try:
        clean = trial.run(click.echo, outsider, member)
    except NotTried as reason:
        raise click.ClickException(str(reason)) from None
    except OSError as error:
        raise click.ClickException(f"cannot read build/: {error.strerror}") from None
    click.echo("nothing got out" if clean else "this host is not proved to keep members' texts")
    sys.exit(0 if clean else 1)
