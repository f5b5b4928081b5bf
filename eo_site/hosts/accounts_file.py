"""The accounts file: names with bcrypt hashes and groups, and what servers are to read of it.

`users` is what Apache's htpasswd writes, `groups` what Apache's group files are. The others follow
from these two, each time that one of them changes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eo_site.hosts import me
from eo_site.hosts.description import Description, Identity
from eo_site.hosts.places import ways

USERS, GROUPS = "users", "groups"
NGINX_MAP = "users.nginx.map"
CADDY_USERS, CADDY_GROUPS = "users.caddy", "users.caddy.groups"
APACHE_MAP, APACHE_ME = "users.apache.map", "me.shtml"

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
RESERVED = frozenset({"default", "include", "volatile", "hostnames"})
"""Words that nginx would not take for names."""
HASH = re.compile(r"\$2[aby]\$[0-9]{2}\$[./A-Za-z0-9]{53}")


class AccountsProblem(ValueError):
    """An accounts file that cannot be read, or an account that cannot be."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in."""

    name: str
    hash: str
    groups: tuple[str, ...] = ()


def checked_name(name: str) -> str:
    """A name as accounts have it; raises AccountsProblem with what to write instead."""
    if not NAME.fullmatch(name) or name in RESERVED:
        raise AccountsProblem(
            f"`{name}` cannot be the name of an account: lower-case letters, digits and . _ @ -,"
            " a letter or digit first"
        )
    return name


def read_accounts(users: str, groups: str) -> dict[str, Account]:
    """The accounts by name; raises AccountsProblem."""
    members: dict[str, list[str]] = {}
    for number, line in enumerate(groups.splitlines(), 1):
        if line.strip():
            group, colon, names = line.partition(":")
            if not colon:
                raise AccountsProblem(f"{GROUPS}:{number}: write `group: name name`")
            for name in names.split():
                members.setdefault(name, []).append(group.strip())
    found: dict[str, Account] = {}
    for number, line in enumerate(users.splitlines(), 1):
        if not line.strip():
            continue
        name, _, mark = line.partition(":")
        checked_name(name)
        if not HASH.fullmatch(mark) or name in found:
            raise AccountsProblem(f"{USERS}:{number}: no bcrypt hash, or a second `{name}`")
        found[name] = Account(name, mark, tuple(members.get(name, ())))
    return found


def users_of(edition: str) -> str:
    """The file of those who may read a members' edition."""
    return f"{USERS}.{edition}"


def files(accounts: Mapping[str, Account], site: Description) -> dict[str, str]:
    """Every file about accounts, by name. All are written anew each time."""
    everybody = [accounts[name] for name in sorted(accounts)]
    groups = sorted({group for each in everybody for group in each.groups})
    found = {
        USERS: _lines(f"{each.name}:{each.hash}" for each in everybody),
        GROUPS: _lines(
            f"{group}: {' '.join(each.name for each in everybody if group in each.groups)}"
            for group in groups
        ),
        NGINX_MAP: _lines(f'{each.name} "{",".join(each.groups)}";' for each in everybody),
        CADDY_GROUPS: '_nobody ""\n'  # Caddy imports no empty file
        + _lines(f'{each.name} ",{",".join(each.groups)},"' for each in everybody),
        CADDY_USERS: _basicauth(everybody, site),
    }
    for edition in site.members:
        may = [each for each in everybody if set(each.groups) & set(edition.groups or ())]
        found[users_of(edition.id)] = _lines(f"{each.name}:{each.hash}" for each in may)
    if site.identity:
        found[APACHE_ME] = _server_side(everybody, site, site.identity)
        found[APACHE_MAP] = _lines(
            f"{each.name} {_path_of(each, site.identity)}" for each in everybody
        )
    return found


def _path_of(account: Account, identity: Identity) -> str:
    return me.edition_of(identity, account.groups).path


def _basicauth(accounts: Sequence[Account], site: Description) -> str:
    """Caddy's directive: it takes no empty list."""
    users = "".join(f"\t{each.name} {each.hash}\n" for each in accounts)
    return f"basicauth bcrypt {site.site} {{\n{users}}}\n" if users else "error 401\n"


def _server_side(accounts: Sequence[Account], site: Description, identity: Identity) -> str:
    """What Apache answers about accounts, as server-side includes: who is told what."""
    told: dict[str, list[str]] = {}
    sign_in, sign_out = ways(site)
    for each in accounts:
        text = me.answer(identity, site.members, each.groups, sign_out)
        told.setdefault(text, []).append(f"'{each.name}'")
    parts = [
        f'<!--#{"elif" if i else "if"} expr="%{{REMOTE_USER}} in {{{",".join(names)}}}" -->{text}'
        for i, (text, names) in enumerate(told.items())
    ]
    if not parts:
        return me.nobody(sign_in)
    return f"{''.join(parts)}<!--#else -->{me.nobody(sign_in)}<!--#endif -->"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
