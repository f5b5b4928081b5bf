"""A site as hosts see it: addresses, who may read what, headers, redirects. No host is named here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eo_site.model.audience import Audience
from eo_site.model.host import Gateway, Host, OpenId
from eo_site.model.library import Library
from eo_site.plan.moved_pages import MovedPage
from eo_site.urls import base_path, host_of

FRONT_FILES = ("index.html", "404.html", "robots.txt", "sitemap.xml")
"""Files beside the editions that everybody may have."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
SEARCH_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'"
"""For the one file that compiles WebAssembly."""
SEARCH_WORKER = "pagefind/pagefind-worker.js"
FOR_EVER = "max-age=31536000, immutable"
HASHED = ("assets/", "pagefind/fragment/", "pagefind/index/")
"""Folders of an edition whose files change their names with their content."""
NOT_KEPT = "private, no-store"
"""What a members' edition says: no cache keeps it, and nobody comes back to it after signing out."""
KEPT_FOR_MEMBERS = ("assets/",)
"""Of its folders, the one whose files say nothing and may stay in a reader's browser."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""Besides policy and caching, the same for every file."""
NOT_FROM_VISITORS = (
    "X-Auth-Request-Email",
    "X-Auth-Request-Preferred-Username",
    "X-Forwarded-User",
    "X-Forwarded-Groups",
    "X-Forwarded-Email",
)
"""Headers about accounts that only a gateway may say."""


@dataclass(frozen=True)
class HostedEdition:
    """One edition on its host."""

    id: str
    name: str
    path: str
    """Its address from the host's root, with slashes at both ends: `/library/general/`."""
    groups: tuple[str, ...] | None
    """The account groups that may read it; None is everybody."""

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.groups is None


@dataclass(frozen=True)
class Identity:
    """What accounts decide."""

    default: HostedEdition
    rules: tuple[tuple[str, HostedEdition], ...]
    """(group, edition); the first that fits wins."""
    sign_in: str = ""
    """Empty: where the host has it."""
    sign_out: str = ""
    gateway: Gateway | None = None
    openid: OpenId | None = None
    profiles: bool = False
    """Whether readers may keep their profile with their account."""


@dataclass(frozen=True)
class Description:
    """Everything about a site that a host has to know."""

    site: str
    """Its id."""
    base: str
    """The path of its address, with slashes at both ends."""
    domain: str
    """Empty where it is not known."""
    editions: tuple[HostedEdition, ...]
    elsewhere: tuple[str, ...] = ()
    """Editions with an address of their own, which this host does not serve."""
    members_elsewhere: tuple[str, ...] = ()
    """Those of them that only some may read. Their folders stand in `build/` all the same."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old, new) addresses of pages that everybody may read."""
    renamed: tuple[tuple[str, str], ...] = ()
    """(old, new) addresses of editions that everybody may read; what stands below goes along."""
    identity: Identity | None = None
    host: Host | None = None

    @property
    def public(self) -> tuple[HostedEdition, ...]:
        """Editions that everybody may read."""
        return tuple(each for each in self.editions if each.public)

    @property
    def members(self) -> tuple[HostedEdition, ...]:
        """Editions that only some may read."""
        return tuple(each for each in self.editions if not each.public)

    @property
    def groups(self) -> tuple[str, ...]:
        """Every account group that decides anything, in the order of the files."""
        named = [group for each in self.members for group in each.groups or ()]
        named += [group for group, _ in self.identity.rules] if self.identity else []
        return tuple(dict.fromkeys(named))


OWN_SERVERS = ("nginx", "caddy", "apache")
"""Hosts that somebody runs themselves, with the accounts file or a gateway."""


def describe(library: Library, moved: Mapping[str, Sequence[MovedPage]]) -> Description:
    """The description of a site; `moved` are the earlier addresses of pages by audience.

    The names must have been checked: what names no audience is passed over.
    """
    site = library.site
    base = base_path(site.base_url or "")
    hosted = [each for each in library.audiences.audiences if not each.base_url]
    editions = {each.id: _edition(each, base) for each in hosted}
    elsewhere = [each for each in library.audiences.audiences if each.base_url]
    redirects = [
        (each.path + old.path, each.path + old.target)
        for each in editions.values()
        if each.public  # of a members' edition, the page at the old address leads on
        for old in moved.get(each.id, ())
    ]
    from_elsewhere = {
        base + old.path: each.path + old.target
        for each in reversed(
            editions.values()
        )  # the first edition that has the page has the last word
        if each.public
        for old in moved.get(each.id, ())
        if old.elsewhere
    }
    identity = None
    if site.accounts and site.accounts.default in editions:
        rules = ((each.group, editions.get(each.audience)) for each in site.accounts.editions)
        gateway = site.accounts.gateway
        identity = Identity(
            editions[site.accounts.default],
            tuple((group, edition) for group, edition in rules if edition),
            site.accounts.sign_in or (gateway.sign_in if gateway else ""),
            site.accounts.sign_out or (gateway.sign_out if gateway else ""),
            gateway,
            site.accounts.openid,
            site.accounts.profiles,
        )
    return Description(
        site.id,
        base,
        host_of(site.base_url or ""),
        tuple(editions.values()),
        tuple(each.id for each in elsewhere),
        tuple(each.id for each in elsewhere if not each.access.public),
        (*redirects, *sorted(from_elsewhere.items())),
        tuple(_renamed(hosted, base)),
        identity,
        site.host,
    )


def _renamed(audiences: Sequence[Audience], base: str) -> Iterator[tuple[str, str]]:
    """Of public editions: of a members' one it would tell outsiders the name."""
    for each in audiences:
        for old in each.formerly if each.access.public else ():
            yield f"{base}{old}/", f"{base}{each.id}/"


def _edition(audience: Audience, base: str) -> HostedEdition:
    return HostedEdition(
        audience.id, audience.name, f"{base}{audience.id}/", audience.access.groups
    )
