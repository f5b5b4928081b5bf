"""What each host can keep, and what of a site it cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eo_site.hosts.description import OWN_SERVERS, Description
from eo_site.model.host import HostName
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.text import Marks

MB = 1_000_000


@dataclass(frozen=True)
class Promises:
    """What a host keeps."""

    members: bool = False
    """A members' edition is readable by its groups alone."""
    unproved: bool = False
    """Its own emulator lets a members' edition out by other spellings of addresses: it is to be tried first."""
    front_door: bool = False
    """An account opens its edition, and pages know who reads."""
    gateway: bool = False
    openid: bool = False
    """Accounts of an OpenID provider sign in."""
    profiles: bool = False
    """An account can keep a reader's profile."""
    by_openid: bool = False
    """It keeps both of these where `openid` names the provider, and neither otherwise."""
    by_sign_in: bool = False
    """It keeps both where the publisher's own page signs in."""
    sign_in: bool = True
    """Whether the host has a page to sign in on."""
    redirects: bool = True
    headers: bool = True
    error_pages: bool = True
    """Each edition has its own page for what is not there."""
    files: int = 0
    """Most files of a site; 0 is without end."""
    file_bytes: int = 0
    bytes: int = 0
    rules: int = 0
    """Most redirects."""
    directory: int = 0
    """Most files in one directory."""


PROMISES: Mapping[HostName, Promises] = {
    "nginx": Promises(members=True, front_door=True, gateway=True, openid=True, profiles=True),
    "caddy": Promises(members=True, front_door=True, gateway=True, openid=True),
    "apache": Promises(members=True, front_door=True, openid=True, profiles=True),
    "plain": Promises(redirects=False, headers=False, error_pages=False),
    "netlify": Promises(members=True, front_door=True, sign_in=False, directory=54_000),
    "cloudflare-pages": Promises(
        openid=True, by_openid=True, files=20_000, file_bytes=25 * 1024 * 1024, rules=2_000
    ),
    "azure-static-web-apps": Promises(
        members=True, unproved=True, error_pages=False, files=15_000, bytes=250 * MB
    ),
    "github-pages": Promises(redirects=False, headers=False, bytes=1_000 * MB),
    "s3-cloudfront": Promises(by_sign_in=True, sign_in=False, error_pages=False),
}
"""Limits are those of the plan that costs nothing, as their documentation had them in 2026."""


@dataclass(frozen=True)
class Size:
    """What a build came to."""

    files: int
    bytes: int
    largest: tuple[int, str]
    """(bytes, path)"""
    fullest: tuple[int, str] = (0, "")
    """(files in one directory, its path)"""


def broken(
    site: Description, name: HostName, marks: Marks | None, *, trial: bool = False
) -> tuple[Problem, ...]:
    """EO832 and EO834: what of a site this host cannot keep, or is not told; `trial` is a copy to try it with."""
    found = [*_access(site, name), *_missing(site, name)]
    if not trial:
        found += _untried(site, name)
    return tuple(
        Problem(
            code,
            "site.yaml",
            (marks.place((key,)) if marks else Place()),
            message,
            hint,
            Severity.WARNING if mild else Severity.ERROR,
        )
        for code, key, message, hint, mild in found
    )


Found = tuple[str, str, str, str, bool]
"""(code, key of site.yaml, what is wrong, what to write instead, whether it is only a warning)"""


def _access(site: Description, name: HostName) -> Iterator[Found]:
    promises = PROMISES[name]
    named = ", ".join(each.id for each in site.members)
    keeps = _by_accounts(site, promises)
    if named and not (promises.members or keeps):
        message = f"{name} cannot keep a members' edition to its members: {named}"
        yield "EO832", "host", message, "another host; docs/hosts.md has a table", False
    if site.identity and not (promises.front_door or keeps):
        message = f"{name} cannot tell the pages whose account reads them"
        mild = name == "azure-static-web-apps"
        hint = "leave out `accounts`, or another host; docs/hosts.md has a table"
        yield "EO832", "accounts", message, hint, mild
    if site.identity and site.identity.gateway and not promises.gateway:
        message = f"{name} has no use for a gateway here"
        yield "EO832", "accounts", message, "nginx or Caddy, or leave out `gateway`", False
    if site.identity and site.identity.openid and not promises.openid:
        message = f"{name} signs nobody in with OpenID Connect by itself"
        yield "EO832", "accounts", message, "leave out `openid`; docs/hosts.md has a table", False
    if site.identity and site.identity.profiles and not promises.profiles:
        message = f"{name} has no place to keep a profile for each account"
        yield "EO832", "accounts", message, "leave out `profiles`; docs/hosts.md has a table", False
    if site.members_elsewhere and name not in OWN_SERVERS:
        named = ", ".join(site.members_elsewhere)
        message = f"{name} publishes build/ as a whole, with the folder of members that live elsewhere: {named}"
        yield "EO832", "host", message, "a site of their own for these members", False
    if site.elsewhere:
        message = f"editions with an address of their own are not served here: {', '.join(site.elsewhere)}"
        yield "EO832", "host", message, "configure their host, too", True


def _untried(site: Description, name: HostName) -> Iterator[Found]:
    """Where the host's own emulator gives reason to try the host itself."""
    if not (site.members and PROMISES[name].unproved):
        return
    if site.host and site.host.name == name and site.host.tried:
        return
    named = ", ".join(each.id for each in site.members)
    message = (
        f"{name}'s own emulator lets outsiders read a members' edition by other spellings of its addresses, and "
        f"whether {name} does is not known: {named}"
    )
    hint = (
        f"another host; or publish a copy with made-up texts (`eo-site host {name} --for-trial`), try it "
        f"(`eo-site host --try https://{site.domain or 'ADDRESS'}/`), and if nothing gets out: "
        f"`host: {{name: {name}, tried: YEAR-MONTH-DAY}}`"
    )
    yield "EO832", "host", message, hint, False


def _by_accounts(site: Description, promises: Promises) -> bool:
    """Whether a program at the edge knows who reads."""
    identity = site.identity
    if identity is None:
        return False
    return (promises.by_openid and identity.openid is not None) or promises.by_sign_in


def _missing(site: Description, name: HostName) -> Iterator[Found]:
    own = name in OWN_SERVERS
    if own and site.base != "/" and not (site.host and site.host.root):
        message = f"the site stands at {site.base}, so the server's folder is not build/ itself"
        hint = f"`root` of `host`: the folder that has the site as {site.base.strip('/')}/"
        yield "EO834", "host", message, hint, False
    if not own and site.base != "/" and name not in ("github-pages", "plain"):
        message = f"{name} serves build/ at the root of a domain, not at {site.base}"
        yield "EO834", "base_url", message, "a `base_url` without a path", False
    if site.identity and not PROMISES[name].sign_in and not site.identity.sign_in:
        message = f"{name} has no page of its own to sign in on"
        yield "EO834", "accounts", message, "`sign_in` and `sign_out`: where yours are", False


def exceeded(
    site: Description, name: HostName, size: Size, marks: Marks | None
) -> tuple[Problem, ...]:
    """EO833: where a build is more than a host takes."""
    promises, place = PROMISES[name], marks.place(("host",)) if marks else Place()
    largest, path = size.largest
    fullest, directory = size.fullest
    checks = (
        (promises.files, size.files, "files", ""),
        (promises.bytes, size.bytes, "bytes", ""),
        (promises.file_bytes, largest, "bytes", f" in one file: {path}"),
        (promises.directory, fullest, "files", f" in one directory: {directory}"),
        (promises.rules, len(site.redirects), "redirects", ""),
    )
    return tuple(
        Problem(
            "EO833",
            "site.yaml",
            place,
            f"{name} takes {most:,} {what}, and the build has {found:,}{where}",
            "another host or plan; fewer editions or exports; `build --no-search`",
        )
        for most, found, what, where in checks
        if most and found > most
    )
