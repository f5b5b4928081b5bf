"""nginx: one file for its `http` block, with the accounts file or a gateway (`auth_request`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from eo_site.hosts import me, profiles
from eo_site.hosts.accounts_file import NGINX_MAP, USERS, users_of
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
from eo_site.hosts.places import Places, literal, ways
from eo_site.model.host import Gateway
from eo_site.urls import ACCOUNT_PROFILE, ME

CONFIGURATION = "eo-site.nginx.conf"
NOWHERE = "/.eo-site-nowhere"
"""A file that is nowhere, so that `try_files` goes on to a named place, after access was decided."""

SAID_OF_A_REQUEST = {
    "Host": "$host",
    "X-Forwarded-Host": "$host",
    "X-Forwarded-Proto": "$scheme",
    "X-Forwarded-Uri": "$request_uri",
    "X-Original-URI": "$request_uri",
    "X-Forwarded-For": "$remote_addr",
    "X-Real-IP": "$remote_addr",
}
"""What the gateway is told, whatever a visitor says."""


def nginx(site: Description, places: Places) -> dict[str, str]:
    """The files that nginx reads, by name."""
    site = behind_gateway(site)
    lines = _Nginx(site, places).lines()
    return {CONFIGURATION: "".join(f"{line}\n" for line in lines), **proxy_files(site)}


@dataclass(frozen=True)
class _Nginx:
    site: Description
    places: Places

    def lines(self) -> Iterator[str]:
        yield "# Written by `eo-site host nginx`. Include it in nginx's `http` block."
        yield from self._headers()
        if self.site.identity:
            yield from self._who(self.site.identity)
        if self._gateway:
            yield from self._gates()
        yield "server {"
        yield from (f"    {line}" if line else "" for line in self._server())
        yield "}"

    @property
    def _gateway(self) -> bool:
        return bool(self.site.identity and self.site.identity.gateway)

    # What depends on the address or on who asks -----------------------------------------------

    def _headers(self) -> Iterator[str]:
        hashed = "|".join(literal(each) for each in HASHED)
        yield "map $status:$uri $eo_cache {"
        yield '    default "no-cache";'
        if self.site.identity:
            own = "|".join(
                map(
                    literal,
                    (
                        ME,
                        ACCOUNT_PROFILE,
                        self.site.base,
                        f"{self.site.base}index.html",
                        *ways(self.site),
                    ),
                )
            )
            yield f'    "~^\\d+:(?:{own})$" "private, no-store";'
        for each in self.site.members:
            path = literal(each.path)
            kept = "|".join(KEPT_FOR_MEMBERS)
            yield f'    "~*^(?:200|206|304):{path}(?:{kept})" "private, {FOR_EVER}";'
            yield f'    "~*^\\d+:{path.removesuffix("/")}(?:/|$)" "{NOT_KEPT}";'
        for path in (self.site.base, *(each.path for each in self.site.public)):
            yield f'    "~^(?:200|206|304):{literal(path)}(?:{hashed})" "public, {FOR_EVER}";'
        yield "}"
        yield "map $uri $eo_policy {"
        yield f'    default "{POLICY}";'
        yield f'    "~/{literal(SEARCH_WORKER)}$" "{SEARCH_POLICY}";'
        yield "}"

    def _who(self, identity: Identity) -> Iterator[str]:
        """Variables about whoever asks. Nothing may read them before access was decided."""
        if not identity.gateway:
            yield "# Nobody is asked for a password who sends none."
            yield "map $http_authorization $eo_realm {"
            yield f'    default "{self.site.site}";'
            yield '    "" off;'
            yield "}"
            yield "map $remote_user $eo_groups {"
            yield '    default "";'
            yield f"    include {self.places.file(NGINX_MAP)};"
            yield "}"
        for name, value in (("eo_own", me.entry), ("eo_home", _quoted_path)):
            yield f'map ",$eo_groups," ${name} {{'
            yield f"    default '{value(identity.default)}';"
            for group, edition in identity.rules:
                yield f"    {_in_group((group,))} '{value(edition)}';"
            yield "}"
        if identity.profiles:
            yield from profiles.nginx_map(_user(identity))
        for each in self.site.members:
            yield f'map ",$eo_groups," $eo_may_{_name(each)} {{'
            yield '    default "";'
            yield f"    {_in_group(each.groups or ())} ',{me.entry(each)}';"
            yield "}"

    def _gates(self) -> Iterator[str]:
        """Where a gateway knows the groups: a prefix that leads nowhere for all others."""
        for each in self.site.members:
            yield f'map ",$eo_groups," $eo_gate_{_name(each)} {{'
            yield f'    default "{NOWHERE}";'
            yield f'    {_in_group(each.groups or ())} "";'
            yield "}"

    # The server -----------------------------------------------------------------------------------

    def _server(self) -> Iterator[str]:
        yield f"listen {self.places.listen};"
        if self.site.domain:
            yield f"server_name {self.site.domain.partition(':')[0]};"
        yield f"root {self.places.root};"
        yield "index index.html;"
        yield "absolute_redirect off;"
        yield "server_tokens off;"
        yield "disable_symlinks if_not_owner from=$document_root;"
        yield "gzip on;"
        yield "gzip_static on;"
        yield "gzip_vary on;"
        yield (
            "gzip_types text/css text/plain text/xml application/javascript text/javascript"
            " application/json application/atom+xml image/svg+xml;"
        )
        yield 'add_header Content-Security-Policy "$eo_policy" always;'
        yield 'add_header Cache-Control "$eo_cache" always;'
        for name, value in HEADERS.items():
            yield f'add_header {name} "{value}" always;'
        base = self.site.base
        yield f"error_page 404 {base}404.html;"
        yield ""
        yield "# What is not named below is not served."
        yield "location / { return 404; }"
        for name in FRONT_FILES:
            yield f"location = {base}{name} {{ }}"
        yield f"location ^~ {base}assets/ {{ try_files $uri =404; }}"
        if not self.site.identity:
            yield f"location = {base} {{ try_files {base}index.html =404; }}"
        if base != "/":
            yield f"location = {base.rstrip('/')} {{ return 301 {base}; }}"
        for each in self.site.public:
            yield from self._public(each)
        for each in self.site.members:
            yield ""
            yield from self._members(each)
        if self.site.identity:
            yield ""
            yield from self._accounts(self.site.identity)
        for old, new in self.site.renamed:
            yield f"location = {old.rstrip('/')} {{ return 301 {new}; }}"
            yield f"location ^~ {old} {{ rewrite ^{literal(old)}(.*)$ {new}$1 permanent; }}"
        for old, new in self.site.redirects:
            for address in dict.fromkeys((old, old.rstrip("/"))):
                yield f"location = {address} {{ return 301 {new}; }}"

    def _public(self, edition: HostedEdition) -> Iterator[str]:
        path = edition.path
        yield f"location = {path.rstrip('/')} {{ return 301 {path}; }}"
        yield f"location ^~ {path} {{ try_files $uri $uri/ =404; error_page 404 {path}404.html; }}"

    def _members(self, edition: HostedEdition) -> Iterator[str]:
        """Letters in any case: some disks do not tell them apart."""
        path = edition.path.rstrip("/")
        yield f"location ~* ^{literal(path)}(?:/|$) {{"
        if self._gateway:
            gate = f"$eo_gate_{_name(edition)}"
            yield from self._asked("@eo_sign_in")
            yield f"    try_files {gate}$uri {gate}$uri/ =404;"
        else:
            yield f'    auth_basic "{self.site.site}";'
            yield f"    auth_basic_user_file {self.places.file(users_of(edition.id))};"
            yield "    try_files $uri $uri/ =404;"
        yield f"    error_page 404 {path}/404.html;"
        yield "}"

    def _basic(self, realm: str) -> Iterator[str]:
        """Whoever is in the accounts file."""
        yield f"    auth_basic {realm};"
        yield f"    auth_basic_user_file {self.places.file(USERS)};"

    def _asked(self, otherwise: str) -> Iterator[str]:
        yield from self._question()
        yield f"    error_page 401 = {otherwise};"

    def _question(self) -> Iterator[str]:
        """Whoever the gateway knows."""
        assert self.site.identity and self.site.identity.gateway
        header = self.site.identity.gateway.groups.lower().replace("-", "_")
        yield "    auth_request /.eo-site-check;"
        yield f"    auth_request_set $eo_groups $upstream_http_{header};"
        name = self.site.identity.gateway.user.lower().replace("-", "_")
        yield f"    auth_request_set $eo_user $upstream_http_{name};"

    def _accounts(self, identity: Identity) -> Iterator[str]:
        members = "".join(f"$eo_may_{_name(each)}" for each in self.site.members)
        index = f"{self.site.base}index.html"
        sign_in, sign_out = ways(self.site)
        for path, place, otherwise in (
            (ME, "@eo_me", "@eo_nobody"),
            (self.site.base, "@eo_home", "@eo_front"),
        ):
            yield f"location = {path} {{"
            if identity.gateway:
                yield from self._asked(otherwise)
            else:
                yield from self._basic("$eo_realm")
                yield f"    error_page 401 = {otherwise};"
            yield f"    try_files {NOWHERE} {place};"
            yield "}"
        unknown = (
            ""
            if identity.gateway
            else f"if ($remote_user = '') {{ return 200 '{me.nobody(sign_in)}'; }} "
        )
        yield (
            f"location @eo_me {{ default_type application/json; {unknown}"
            f"return 200 '{me.known('$eo_own', members, sign_out, me.kept_at(identity))}'; }}"
        )
        yield f"location @eo_nobody {{ default_type application/json; return 200 '{me.nobody(sign_in)}'; }}"
        known = "return 302 $eo_home;"
        if not identity.gateway:
            known = f"if ($remote_user) {{ {known} }} try_files {index} =404;"
        yield f"location @eo_home {{ {known} }}"
        yield f"location @eo_front {{ try_files {index} =404; }}"
        if identity.profiles:
            asked = self._question() if identity.gateway else self._basic("$eo_realm")
            yield from profiles.nginx_place(self.places.profile_folder, asked, _user(identity))
        if identity.gateway:
            yield from self._gateway_places(identity)
        else:
            yield f"location = {sign_in} {{"
            yield from self._basic(f'"{self.site.site}"')
            yield f"    try_files {NOWHERE} @eo_home;"
            yield "}"
            yield "# Told that its password is no longer good, a browser forgets it."
            yield f"location = {sign_out} {{"
            yield f'    auth_basic "{self.site.site}";'
            yield "    auth_basic_user_file /dev/null;"
            yield f"    error_page 401 {index};"
            yield "}"

    def _gateway_places(self, identity: Identity) -> Iterator[str]:
        assert identity.gateway
        yield f"location @eo_sign_in {{ return 302 {identity.gateway.sign_in}; }}"
        yield "location = /.eo-site-check {"
        yield "    internal;"
        yield f"    proxy_pass {identity.gateway.check};"
        yield "    proxy_pass_request_body off;"
        yield '    proxy_set_header Content-Length "";'
        yield from self._handed_on(identity.gateway)
        yield "}"
        prefix, server = self.places.gateway_proxy(identity.gateway)
        if prefix:
            yield f"location ^~ {prefix} {{"
            yield f"    proxy_pass {server};"
            yield from self._handed_on(identity.gateway)
            yield "}"

    @staticmethod
    def _handed_on(gateway: Gateway) -> Iterator[str]:
        """A question to the gateway, without what a visitor might have it believe."""
        for name in (gateway.groups, gateway.user, *NOT_FROM_VISITORS):
            yield f'    proxy_set_header {name} "";'
        for name, value in SAID_OF_A_REQUEST.items():
            yield f"    proxy_set_header {name} {value};"


def _in_group(groups: tuple[str, ...]) -> str:
    return f'"~[,;| ](?:{"|".join(groups)})[,;| ]"'


def _user(identity: Identity) -> str:
    """The variable of the name of whoever asks."""
    return "eo_user" if identity.gateway else "remote_user"


def _quoted_path(edition: HostedEdition) -> str:
    return edition.path


def _name(edition: HostedEdition) -> str:
    return edition.id.replace("-", "_")
