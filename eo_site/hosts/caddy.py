"""Caddy: one Caddyfile, with the accounts file or a gateway.

Each edition is served from a root of its own, so that no address leads from one into another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eo_site.hosts import me
from eo_site.hosts.accounts_file import CADDY_GROUPS, CADDY_USERS
from eo_site.hosts.description import (
    FOR_EVER,
    FRONT_FILES,
    HASHED,
    HEADERS,
    KEPT_FOR_MEMBERS,
    NOT_FROM_VISITORS,
    NOT_KEPT,
    POLICY,
    SEARCH_POLICY,
    SEARCH_WORKER,
    Description,
    HostedEdition,
    Identity,
)  # fmt: skip
from eo_site.hosts.openid import behind_gateway, proxy_files
from eo_site.hosts.places import Places, ways
from eo_site.model.host import Gateway
from eo_site.urls import ME

CONFIGURATION = "eo-site.Caddyfile"


def caddy(site: Description, places: Places) -> dict[str, str]:
    """The files that Caddy reads, by name."""
    site = behind_gateway(site)
    lines = _Caddy(site, places).lines()
    return {CONFIGURATION: "".join(f"{line}\n" for line in lines), **proxy_files(site)}


def block(head: str, lines: Iterable[str]) -> Iterator[str]:
    """A block of a Caddyfile."""
    yield f"{head} {{"
    yield from (f"\t{line}" for line in lines)
    yield "}"


def handle(matcher: str, lines: Iterable[str]) -> Iterator[str]:
    """What is done for some requests and no others, in the order of the lines.

    Without `route`, Caddy would put directives into an order of its own: a redirect before the
    question for a password.
    """
    yield from block(f"handle {matcher}".rstrip(), block("route", lines))


@dataclass(frozen=True)
class _Caddy:
    site: Description
    places: Places

    def lines(self) -> Iterator[str]:
        yield "# Written by `eo-site host caddy`. Import it into the Caddyfile, or run it as one."
        address, bind = self._listening()
        yield from block(address, self._site(bind))

    def _listening(self) -> tuple[str, str]:
        """(site address, address to bind)."""
        if not self.site.host or not self.site.host.listen:
            return self.site.domain or f"http://:{self.places.listen}", ""
        bind, _, port = self.places.listen.rpartition(":")
        return f"http://:{port}", bind

    def _site(self, bind: str) -> Iterator[str]:
        if bind:
            yield f"bind {bind}"
        yield "encode zstd gzip"
        yield from block("route", self._route())
        yield from block("handle_errors", self._errors())

    @property
    def _folder(self) -> str:
        return f"{self.places.root.rstrip('/')}{self.site.base}".rstrip("/") or "/"

    def _of(self, edition: HostedEdition) -> str:
        return f"{self._folder.rstrip('/')}/{edition.id}"

    def _route(self) -> Iterator[str]:
        base = self.site.base
        yield from self._headers()
        if self.site.identity:
            yield from self._accounts(self.site.identity)
        for each in self.site.members:
            yield from self._members(each)
        for old, new in self.site.renamed:
            yield f"redir {old.rstrip('/')} {new} 301"
            strip = f"uri strip_prefix {old.rstrip('/')}"
            yield from handle(f"{old}*", (strip, f"redir * {new.rstrip('/')}{{uri}} 301"))
        for i, (old, new) in enumerate(self.site.redirects):
            yield f"@moved{i} path {old.rstrip('/')} {old}"
            yield f"redir @moved{i} {new} 301"
        for each in self.site.public:
            name = f"@{each.id}"
            yield f"{name} path {each.path.rstrip('/')} {each.path}*"
            yield from handle(name, self._files(each))
        front = " ".join(f"{base}{name}" for name in ("", *FRONT_FILES))
        if self.site.identity:
            yield f'header {base}index.html Cache-Control "private, no-store"'
        yield f"@front path {front} {base}assets/*"
        yield from handle("@front", self._served(self._folder, base))
        if base != "/":
            yield f"redir {base.rstrip('/')} {base} 301"
        yield "# What is not named above is not served."
        yield "error 404"

    def _headers(self) -> Iterator[str]:
        fixed = [f'{name} "{value}"' for name, value in HEADERS.items()]
        fixed += [f'Content-Security-Policy "{POLICY}"', 'Cache-Control "no-cache"']
        yield from block("header", fixed)
        yield "header -Server"  # by itself: a block that deletes is carried out last, over all others
        yield f"@worker path */{SEARCH_WORKER}"
        yield f'header @worker Content-Security-Policy "{SEARCH_POLICY}"'
        paths = (self.site.base, *(each.path for each in self.site.public))
        hashed = " ".join(f"{path}{each}*" for path in paths for each in HASHED)
        yield f"@hashed path {hashed}"
        yield f'header @hashed Cache-Control "public, {FOR_EVER}"'

    def _members(self, edition: HostedEdition) -> Iterator[str]:
        name = f"@{edition.id}"
        yield f"{name} path {edition.path.rstrip('/')} {edition.path}*"
        yield from handle(name, self._guarded(edition))

    def _guarded(self, edition: HostedEdition) -> Iterator[str]:
        """Who is in none of its groups, and whom nobody knows, is told of no file."""
        identity = self.site.identity
        yield f'header Cache-Control "{NOT_KEPT}"'
        if identity and identity.gateway:
            yield from _asked(identity.gateway, f"redir * {identity.gateway.sign_in} 302")
        else:
            yield f"import {self.places.file(CADDY_USERS)}"
        yield from self._groups()
        yield f"@may-{edition.id} vars_regexp {{eo_groups}} {_in(*(edition.groups or ()))}"
        yield from handle(f"@may-{edition.id}", self._read_by_members(edition))
        yield "error 403"

    def _read_by_members(self, edition: HostedEdition) -> Iterator[str]:
        yield f"@hashed-{edition.id} path {' '.join(f'{edition.path}{each}*' for each in KEPT_FOR_MEMBERS)}"
        yield f'header @hashed-{edition.id} Cache-Control "private, {FOR_EVER}"'
        yield from self._files(edition)

    def _files(self, edition: HostedEdition) -> Iterator[str]:
        yield f"@bare-{edition.id} path {edition.path.rstrip('/')}"
        yield f"redir @bare-{edition.id} {edition.path} 301"
        yield from self._served(self._of(edition), edition.path)

    @staticmethod
    def _served(folder: str, path: str) -> Iterator[str]:
        if path != "/":
            yield f"uri strip_prefix {path.rstrip('/')}"
        yield f"root * {folder}"
        yield from block("file_server", ("precompressed br gzip", "index index.html"))

    # Accounts -------------------------------------------------------------------------------------

    def _accounts(self, identity: Identity) -> Iterator[str]:
        sign_in, sign_out = ways(self.site)
        nobody = f"respond `{me.nobody(sign_in)}` 200"
        private = 'header Cache-Control "private, no-store"'
        if identity.gateway:
            for name in (identity.gateway.groups, identity.gateway.user, *NOT_FROM_VISITORS):
                yield f"request_header -{name}"
        told = self._told(identity, sign_out)
        json = 'header Content-Type "application/json"'
        yield from handle(ME, (private, json, *self._known(identity, told, nobody)))
        home = ("redir {eo_home} 302",)
        front = tuple(
            handle(
                "",
                iter(
                    (
                        f"rewrite * {self.site.base}index.html",
                        *self._served(self._folder, self.site.base),
                    )
                ),
            )
        )
        steps = self._known(identity, iter((*self._who(identity), *home)), *front)
        yield from handle(self.site.base, (private, *steps))
        if not identity.gateway:
            users = f"import {self.places.file(CADDY_USERS)}"
            yield from handle(sign_in, (private, users, *self._who(identity), *home))
            challenge = f'header WWW-Authenticate `Basic realm="{self.site.site}"`'
            yield from handle(sign_out, (private, challenge, "error 401"))
        else:
            prefix, server = self.places.gateway_proxy(identity.gateway)
            if prefix:
                yield from handle(f"{prefix}*", (f"reverse_proxy {server}",))

    def _known(self, identity: Identity, then: Iterator[str], *otherwise: str) -> Iterator[str]:
        """What somebody signed in gets, and everybody else."""
        if identity.gateway:
            yield from _asked(identity.gateway, *otherwise)
            yield from then
            return
        yield "@known header Authorization *"
        users = f"import {self.places.file(CADDY_USERS)}"
        yield from handle("@known", (users, *then))
        yield from handle("", otherwise)

    def _groups(self) -> Iterator[str]:
        """The groups of somebody whom the lines before have let in."""
        identity = self.site.identity
        if identity and identity.gateway:
            yield f"map {{http.request.header.{identity.gateway.groups}}} {{eo_groups}} {{"
            yield '\t"~^(.*)$" ",${1},"'
        else:
            yield "map {http.auth.user.id} {eo_groups} {"
            yield f"\timport {self.places.file(CADDY_GROUPS)}"
        yield '\tdefault ""'
        yield "}"

    def _who(self, identity: Identity) -> Iterator[str]:
        """Their edition."""
        yield from self._groups()
        yield "map {eo_groups} {eo_home} {eo_own} {"
        for group, edition in identity.rules:
            yield f"\t~{_in(group)} {edition.path} `{me.entry(edition)}`"
        # As a `default`, JSON would lose its braces.
        yield f"\t~.* {identity.default.path} `{me.entry(identity.default)}`"
        yield "}"

    def _told(self, identity: Identity, sign_out: str) -> Iterator[str]:
        yield from self._who(identity)
        for each in self.site.members:
            yield f"map {{eo_groups}} {{eo_may_{each.id}}} {{"
            yield f"\t~{_in(*(each.groups or ()))} `,{me.entry(each)}`"
            yield '\tdefault ""'
            yield "}"
        may = "".join(f"{{eo_may_{each.id}}}" for each in self.site.members)
        yield f"respond `{me.known('{eo_own}', may, sign_out)}` 200"

    # Errors ---------------------------------------------------------------------------------------

    def _errors(self) -> Iterator[str]:
        sign_in, sign_out = ways(self.site)
        if self.site.identity:
            yield f"@me path {ME}"
            yield from handle("@me", (f"respond `{me.nobody(sign_in)}` 200",))
            yield from handle(sign_out, self._page("index.html", 401))
        unfound = "expression {http.error.status_code} == 404"
        for each in self.site.editions:
            kept = "no-cache" if each.public else NOT_KEPT
            yield from block(f"@{each.id}", (unfound, f"path {each.path}*"))
            page = self._page("404.html", 404, self._of(each))
            yield from handle(f"@{each.id}", (f'header Cache-Control "{kept}"', *page))
        yield f"@unfound {unfound}"
        page = self._page("404.html", 404)
        yield from handle("@unfound", ('header Cache-Control "no-cache"', *page))
        yield from handle("", ("respond {http.error.status_code}",))

    def _page(self, name: str, status: int, folder: str = "") -> Iterator[str]:
        """A file as the body of an error."""
        yield f"root * {folder or self._folder}"
        yield f"rewrite * /{name}"
        yield from block("file_server", (f"status {status}",))


def _in(*groups: str) -> str:
    """What finds one of these groups in a list with separators around each."""
    return rf"[,;|\s]({'|'.join(groups)})[,;|\s]"


def _asked(gateway: Gateway, *otherwise: str) -> Iterator[str]:
    """Ask the gateway, and go on for whom it knows."""
    server, _, path = gateway.check.partition("://")[2].partition("/")
    scheme = gateway.check.partition("://")[0]
    yield from block(
        f"reverse_proxy {scheme}://{server}",
        (
            "method GET",
            f"rewrite /{path}",
            f"header_up -{gateway.groups}",
            "header_up X-Forwarded-Method {method}",
            "header_up X-Forwarded-Uri {uri}",
            "@good status 2xx",
            *block(
                "handle_response @good",
                (
                    f"request_header {gateway.groups} {{http.reverse_proxy.header.{gateway.groups}}}",
                ),
            ),
            "@unknown status 401",
            *block("handle_response @unknown", otherwise),
        ),
    )
