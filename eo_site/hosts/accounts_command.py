"""`eo-site accounts`: the accounts file of a server of one's own."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eo_site.hosts.command import FOLDER, Root, Show, described, loaded_site, shown, write

if TYPE_CHECKING:
    from eo_site.hosts.accounts_file import Account
    from eo_site.hosts.description import Description

COST = 10
"""Of bcrypt: a server takes about a twentieth of a second for each request with a password."""
LONGEST = 72
"""Bytes of a password that bcrypt looks at."""


def accounts_command(root_of: Root, show: Show) -> click.Group:
    """The commands, with what they share with others."""

    @click.group("accounts")
    @click.option(
        "--folder",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where `eo-site host` writes; default: host/ in the site's folder.",
    )
    @click.pass_context
    def accounts(context: click.Context, folder: Path | None) -> None:
        """Who may sign in, and which groups they are in (nginx, Caddy, Apache)."""
        root = root_of(context)
        loaded = loaded_site(root)
        if loaded.failed or loaded.setting is None:
            show(loaded.problems, "text")
            sys.exit(1)
        context.obj = Book(folder or root / FOLDER, described(loaded))

    @accounts.command("add")
    @click.argument("name")
    @click.option("--groups", default="", metavar="GROUP,GROUP", help="The groups of the account.")
    @click.pass_obj
    def add(book: Book, name: str, groups: str) -> None:
        """Add the account NAME, or give it another password and other groups.

        The password is asked for, or read from the standard input.
        """
        from eo_site.hosts.accounts_file import Account

        book.check(name, named := tuple(each for each in groups.split(",") if each))
        everybody = book.accounts()
        known = name in everybody
        everybody[name] = Account(name, hashed(password()), named)
        book.keep(everybody)
        click.echo(f"{name}: {'changed' if known else 'added'}, {in_words(named)}")

    @accounts.command("remove")
    @click.argument("name")
    @click.pass_obj
    def remove(book: Book, name: str) -> None:
        """Remove the account NAME."""
        everybody = book.accounts()
        if everybody.pop(name, None) is None:
            raise click.UsageError(f"there is no account `{name}`")
        book.keep(everybody)
        click.echo(f"{name}: removed")

    @accounts.command("list")
    @click.pass_obj
    def listed(book: Book) -> None:
        """Every account with its groups."""
        for name, account in sorted(book.accounts().items()):
            click.echo(f"{name}: {in_words(account.groups)}")

    return accounts


class Book:
    """The accounts in one folder."""

    def __init__(self, folder: Path, site: "Description") -> None:
        self._folder, self._site = folder, site

    def accounts(self) -> "dict[str, Account]":
        """By name."""
        from eo_site.hosts.accounts_file import GROUPS, USERS, AccountsProblem, read_accounts

        texts = (
            (self._folder / name).read_text("utf-8") if (self._folder / name).exists() else ""
            for name in (USERS, GROUPS)
        )
        try:
            return read_accounts(*texts)
        except AccountsProblem as problem:
            raise click.ClickException(f"{shown(self._folder)}/{problem}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise click.ClickException(f"cannot read {shown(self._folder)}: {error}") from None

    def check(self, name: str, groups: tuple[str, ...]) -> None:
        """Refuse a name that servers would misread, and groups that decide nothing."""
        from eo_site.hosts.accounts_file import AccountsProblem, checked_name
        from eo_site.suggest import did_you_mean

        try:
            checked_name(name)
        except AccountsProblem as problem:
            raise click.UsageError(str(problem)) from None
        for each in groups:
            if each not in self._site.groups:
                near = did_you_mean(each, self._site.groups)
                raise click.UsageError(f"no edition and no rule names the group `{each}`; {near}")

    def keep(self, accounts: "dict[str, Account]") -> None:
        """Write them, and say what servers need to hear of it."""
        from eo_site.hosts.accounts_file import files

        write(self._folder, files(accounts, self._site))
        click.echo("Apache knows at once; nginx and Caddy once they are told to reload", err=True)


def password() -> str:
    """From whoever sits there, or from the standard input."""
    if sys.stdin.isatty():
        found: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        found = sys.stdin.readline().rstrip("\r\n")
    if not found or len(found.encode()) > LONGEST:
        raise click.UsageError(f"a password has 1 to {LONGEST} bytes")
    return found


def hashed(secret: str) -> str:
    """The bcrypt hash of a password, by the tool that comes with the server."""
    if tool := shutil.which("htpasswd"):
        command = [tool, "-niB", "-C", str(COST), "x"]
    elif tool := shutil.which("caddy"):
        command = [tool, "hash-password"]
    else:
        raise click.ClickException(
            "nothing here makes bcrypt hashes: install htpasswd (Debian: apache2-utils) or Caddy"
        )
    ran = subprocess.run(command, input=f"{secret}\n", capture_output=True, text=True, check=False)
    mark = ran.stdout.strip().removeprefix("x:")
    if ran.returncode or not mark.startswith("$2"):
        raise click.ClickException(f"{command[0]} made no hash: {ran.stderr.strip()}")
    return mark


def in_words(groups: tuple[str, ...]) -> str:
    """Groups for a line of output."""
    return f"in {', '.join(groups)}" if groups else "in no group"
