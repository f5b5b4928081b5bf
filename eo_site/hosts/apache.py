"""Apache: one virtual host, with the accounts file or OpenID Connect.

Protection is bound to folders, not to addresses: however a file is asked for, its folder decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from eo_site.hosts import openid as connect
from eo_site.hosts import profiles
from eo_site.hosts.accounts_file import APACHE_MAP, APACHE_ME, GROUPS, USERS
from eo_site.hosts.compress import TYPES
from eo_site.hosts.description import (
    FOR_EVER,
    HASHED,
    HEADERS,
    KEPT_FOR_MEMBERS,
    NOT_KEPT,
    POLICY,
    SEARCH_POLICY,
    SEARCH_WORKER,
    Description,
    HostedEdition,
    Identity,
)  # fmt: skip
from eo_site.hosts.places import Places, literal, ways
from eo_site.model.host import OpenId
from eo_site.urls import ME

CONFIGURATION = "eo-site.apache.conf"
MODULES = (
    "alias", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_groupfile", "authz_user",
    "deflate", "dir", "filter", "headers", "include", "mime", "rewrite",
)  # fmt: skip
"""What `a2enmod` has to turn on."""
NOBODY = "_signed-out_"
"""No account can be called so."""
HOME = (
    "RewriteEngine On",
    "RewriteCond ${eo-home:%{REMOTE_USER}} ^(/.+)$",
    "RewriteRule ^ %1 [R=302,L]",
)
"""Somebody of the accounts file is led to their edition."""


def apache(site: Description, places: Places) -> dict[str, str]:
    """The files that Apache reads, by name."""
    files = {CONFIGURATION: "".join(f"{line}\n" for line in _Apache(site, places).lines())}
    if site.identity and site.identity.openid:
        files[connect.APACHE_ME] = connect.told(site, site.identity, site.identity.openid)
    return files


@dataclass(frozen=True)
class _Apache:
    site: Description
    places: Places

    def lines(self) -> Iterator[str]:
        yield "# Written by `eo-site host apache`. It needs these modules:"
        yield f"# a2enmod {' '.join(self._modules())}"
        yield f"<VirtualHost {self.places.listen}>"
        yield from (f"    {line}" for line in self._host())
        yield "</VirtualHost>"

    def _modules(self) -> Iterator[str]:
        yield from MODULES
        if self._openid:
            yield connect.MODULE
        if self.site.identity and self.site.identity.profiles:
            yield from profiles.MODULES

    @property
    def _openid(self) -> OpenId | None:
        return self.site.identity.openid if self.site.identity else None

    @property
    def _folder(self) -> str:
        """Where the site stands, without a slash at its end."""
        return f"{self.places.root.rstrip('/')}{self.site.base}".rstrip("/")

    def _host(self) -> Iterator[str]:
        if self.site.domain:
            yield f"ServerName {self.site.domain.partition(':')[0]}"
        yield f'DocumentRoot "{self.places.root}"'
        yield "AllowEncodedSlashes Off"
        yield "TraceEnable Off"
        yield "DirectoryIndex index.html"
        yield f"ErrorDocument 404 {self.site.base}404.html"
        yield "AddOutputFilterByType DEFLATE text/html text/css text/plain text/javascript"
        yield "AddOutputFilterByType DEFLATE application/javascript application/json image/svg+xml"
        yield "DeflateAlterETag NoChange"
        yield from self._packed()
        yield from self._headers()
        yield from self._folders()
        if self._openid:
            yield from connect.provider_lines(self.site, self._openid, self.places)
        for each in self.site.public:
            yield f'<Directory "{self._of(each)}">'
            yield f"    ErrorDocument 404 {each.path}404.html"
            yield "</Directory>"
        for each in self.site.members:
            yield from self._members(each)
        if self.site.identity:
            yield from self._accounts(self.site.identity)
        for old, new in self.site.renamed:
            yield f'RedirectMatch 301 "^{literal(old.rstrip("/"))}(?:/(.*))?$" "{new}$1"'
        for old, new in self.site.redirects:
            yield f'RedirectMatch 301 "^{literal(old.rstrip("/"))}/?$" "{new}"'

    def _of(self, edition: HostedEdition) -> str:
        return f"{self._folder}/{edition.id}"

    def _packed(self) -> Iterator[str]:
        """What `host --compress` has packed is sent in place of what it was made of, in the same folder."""
        endings = "|".join(each.removeprefix(".") for each in TYPES)
        # Rewriting comes before redirects, and a page stands at each earlier address.
        moved = [literal(old) for old, _ in self.site.redirects if old.endswith(tuple(TYPES))]
        yield "RewriteEngine On"
        for coding, ending in (("br", "br"), ("gzip", "gz")):
            accepted = rf"(?:^|[,\s]){coding}(?![\w-]|\s*;\s*q=0(?:\.0*)?\s*(?:,|$))"
            yield f'RewriteCond %{{HTTP:Accept-Encoding}} "{accepted}"'
            if moved:
                yield f'RewriteCond %{{REQUEST_URI}} "!^(?:{"|".join(moved)})$"'
            file = f"%{{DOCUMENT_ROOT}}%{{REQUEST_URI}}.{ending}"
            yield f'RewriteCond "{file}" -f'
            yield f'RewriteRule "\\.(?:{endings})$" "{file}" [L]'
        for ending, kind in TYPES.items():
            yield f'<FilesMatch "\\{ending}\\.(?:br|gz)$">'
            yield f"    ForceType {kind}"
            yield "    AddEncoding br .br"
            yield "    AddEncoding gzip .gz"
            yield "</FilesMatch>"
        yield f'<FilesMatch "\\.(?:{endings})(?:\\.(?:br|gz))?$">'
        yield "    Header merge Vary Accept-Encoding"
        yield "</FilesMatch>"

    def _headers(self) -> Iterator[str]:
        for name, value in HEADERS.items():
            yield f'Header always set {name} "{value}"'
        yield f'Header always set Content-Security-Policy "{POLICY}"'
        worker = f"%{{REQUEST_URI}} =~ m#/{literal(SEARCH_WORKER)}$#"
        yield f'Header always set Content-Security-Policy "{SEARCH_POLICY}" "expr={worker}"'
        yield 'Header always set Cache-Control "no-cache"'
        hashed = "|".join(literal(each) for each in HASHED)
        paths = (self.site.base, *(each.path for each in self.site.public))
        public = "|".join(literal(each) for each in paths)
        fine = "%{REQUEST_STATUS} in {'200','206','304'}"
        ever = f"{fine} && %{{REQUEST_URI}} =~ m#^(?:{public})(?:{hashed})#"
        yield f'Header always set Cache-Control "public, {FOR_EVER}" "expr={ever}"'
        if self.site.identity:
            own = "|".join(literal(f"{self.site.base}{name}") for name in ("", "index.html"))
            yield f'Header always set Cache-Control "{NOT_KEPT}" "expr=%{{REQUEST_URI}} =~ m#^(?:{own})$#"'
        for each in self.site.members:
            path = literal(each.path)
            inside = f"%{{REQUEST_URI}} =~ m#^{path.rstrip('/')}(?:/|$)#i"
            yield f'Header always set Cache-Control "{NOT_KEPT}" "expr={inside}"'
            ever = f"{fine} && %{{REQUEST_URI}} =~ m#^{path}(?:{'|'.join(KEPT_FOR_MEMBERS)})#i"
            yield f'Header always set Cache-Control "private, {FOR_EVER}" "expr={ever}"'

    def _folders(self) -> Iterator[str]:
        yield '<Directory "/">'
        yield "    AllowOverride None"
        yield "    Options None"
        yield "    Require all denied"
        yield "</Directory>"
        yield f'<Directory "{self._folder}">'
        yield "    AllowOverride None"
        yield "    Options SymLinksIfOwnerMatch"
        yield "    Require all granted"
        yield "</Directory>"
        known = "|".join(["assets", *(literal(each.id) for each in self.site.editions)])
        yield "# Folders that are none of ours are not served."
        yield f'<DirectoryMatch "^{literal(self._folder)}/(?!(?:{known})/)[^/]+/">'
        yield "    Require all denied"
        yield "</DirectoryMatch>"

    def _members(self, edition: HostedEdition) -> Iterator[str]:
        yield f'<Directory "{self._of(edition)}">'
        groups = edition.groups or ()
        asked = (
            connect.members_lines(self._openid, groups)
            if self._openid
            else self._basic(f"group {' '.join(groups)}")
        )
        yield from (f"    {line}" for line in asked)
        yield "    AuthMerging Off"
        yield "    AuthzSendForbiddenOnFailure On"
        yield f"    ErrorDocument 404 {edition.path}404.html"
        yield "</Directory>"

    def _basic(self, require: str) -> Iterator[str]:
        yield "AuthType Basic"
        yield f'AuthName "{self.site.site}"'
        yield "AuthBasicProvider file"
        yield f'AuthUserFile "{self.places.file(USERS)}"'
        yield f'AuthGroupFile "{self.places.file(GROUPS)}"'
        yield f"Require {require}"

    def _accounts(self, identity: Identity) -> Iterator[str]:
        sign_in, sign_out = ways(self.site)
        if self._openid:
            if sign_out.startswith("/"):
                yield from self._private(sign_out, *connect.out_lines(self.site))
            told, home = connect.APACHE_ME, tuple(connect.home_lines(identity, self._openid))
            asked = tuple(connect.asked_lines())
        else:
            told, home, asked = APACHE_ME, HOME, tuple(self._basic("valid-user"))
            yield f'RewriteMap eo-home "txt:{self.places.file(APACHE_MAP)}"'
        yield f'Alias "{ME}" "{self.places.file(told)}"'
        answered = (
            "Options +IncludesNOEXEC",
            "SetOutputFilter INCLUDES",
            "ForceType application/json",
        )
        yield from self._private(ME, *answered, *self._asked_of_the_known())
        if identity.profiles:
            folder = self.places.profile_folder
            yield from profiles.apache_lines(folder, asked)
        yield from self._private(self.site.base, *self._asked_of_the_known(), *home)
        if sign_in.startswith("/"):
            yield from self._private(sign_in, *asked, *home)
        if not self._openid:
            yield "# Told that its password is no longer good, a browser forgets it."
            page = f"ErrorDocument 401 {self.site.base}index.html"
            yield from self._private(sign_out, *self._basic(f"user {NOBODY}"), page)

    @staticmethod
    def _private(path: str, *lines: str) -> Iterator[str]:
        """What is done at one address, whose answers no cache may keep."""
        yield f'<LocationMatch "^{literal(path)}$">'
        yield f'    Header always set Cache-Control "{NOT_KEPT}"'
        yield from (f"    {line}" for line in lines)
        yield "</LocationMatch>"

    def _asked_of_the_known(self) -> Iterator[str]:
        """Nobody is asked for a password who sends none."""
        if self._openid:
            yield from connect.known_lines()
            return
        yield '<If "-n %{HTTP:Authorization}">'
        yield from (f"    {line}" for line in self._basic("valid-user"))
        yield "</If>"
        yield "<Else>"
        yield "    Require all granted"
        yield "</Else>"
