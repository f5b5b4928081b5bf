"""OpenID Connect: what Apache's own module reads, and what oauth2-proxy reads beside nginx and Caddy.

The client's secret stands in a file that only the server reads and nobody here writes.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from eo_site.hosts import me
from eo_site.hosts.description import Description, HostedEdition, Identity
from eo_site.hosts.places import Places, literal, ways
from eo_site.model.host import Gateway, OpenId

MODULE = "auth_openidc"
"""What `a2enmod` has to turn on besides."""
SECRET = "openid.secret.conf"
"""The file that Apache includes: two directives, written by whoever runs the server."""
APACHE_ME = "me.openid.shtml"
PROXY = "oauth2-proxy.cfg"
HOURS = 12
"""A session ends after as many without a request."""
GATEWAY = Gateway(
    check="http://127.0.0.1:4180/oauth2/auth",
    sign_in="/oauth2/start?rd=/",
    sign_out="/oauth2/sign_out?rd=/",
)
"""oauth2-proxy where it listens by itself."""


# nginx and Caddy --------------------------------------------------------------------------------------


def behind_gateway(site: Description) -> Description:
    """The site as nginx and Caddy have it: a provider is asked by a gateway beside them."""
    identity = site.identity
    if identity is None or identity.openid is None or identity.gateway:
        return site
    way_in, way_out = identity.sign_in or GATEWAY.sign_in, identity.sign_out or GATEWAY.sign_out
    asked = replace(identity, gateway=GATEWAY, sign_in=way_in, sign_out=way_out)
    return replace(site, identity=asked)


def proxy_files(site: Description) -> dict[str, str]:
    """What oauth2-proxy reads, where a provider is named."""
    identity = site.identity
    if identity is None or identity.openid is None or identity.gateway is None:
        return {}
    return {PROXY: "".join(f"{line}\n" for line in _proxy(site, identity.gateway, identity.openid))}


def _proxy(site: Description, gateway: Gateway, openid: OpenId) -> Iterator[str]:
    yield "# Written by `eo-site host`. `OAUTH2_PROXY_CLIENT_SECRET` and `OAUTH2_PROXY_COOKIE_SECRET` are"
    yield "# variables of the environment. It listens on this machine alone."
    check = urlsplit(gateway.check)
    prefix = check.path.rpartition("/")[0]
    scheme = "http" if _is_here(site.domain) else "https"
    values: dict[str, object] = {
        "provider": "oidc",
        "oidc_issuer_url": openid.provider.rstrip("/"),
        "client_id": openid.client,
        "redirect_url": f"{scheme}://{site.domain or 'DOMAIN'}{prefix}/callback",
        "scope": _scope(openid),
        "oidc_groups_claim": openid.groups,
        "code_challenge_method": "S256",
        "email_domains": ["*"],
        "http_address": check.netloc,
        "proxy_prefix": prefix,
        "reverse_proxy": True,
        "set_xauthrequest": True,
        "skip_provider_button": True,
        "cookie_secure": scheme == "https",
        "cookie_expire": f"{HOURS}h",
    }
    yield from (f"{name} = {json.dumps(value)}" for name, value in values.items())


def _is_here(domain: str) -> bool:
    return domain.partition(":")[0] in ("localhost", "127.0.0.1")


def _scope(openid: OpenId) -> str:
    return " ".join(dict.fromkeys(("openid", *openid.scopes)))


# Apache -----------------------------------------------------------------------------------------------


def answer_of(site: Description) -> str:
    """The address at which the provider's answer comes in."""
    return f"{site.base}sign-in/answer"


def provider_lines(site: Description, openid: OpenId, places: Places) -> Iterator[str]:
    """The provider, and the address of its answers."""
    yield f"OIDCProviderMetadataURL {openid.provider.rstrip('/')}/.well-known/openid-configuration"
    yield f'OIDCClientID "{openid.client}"'
    yield "# OIDCClientSecret and OIDCCryptoPassphrase: docs/accounts.md has the command."
    yield f'Include "{places.file(SECRET)}"'
    yield f"OIDCRedirectURI {answer_of(site)}"
    yield f'OIDCScope "{_scope(openid)}"'
    yield "OIDCPKCEMethod S256"
    yield "# No header of a visitor becomes one of these, and none of these becomes a header."
    yield "OIDCPassClaimsAs environment"
    yield "OIDCClaimDelimiter ,"
    yield "OIDCRemoteUserClaim sub"
    yield "OIDCCookieSameSite On"
    yield f"OIDCSessionInactivityTimeout {HOURS * 3600}"
    yield f"OIDCSessionMaxDuration {HOURS * 3600}"
    yield "OIDCStateMaxNumberOfCookies 7 true"
    yield f'<LocationMatch "^{literal(answer_of(site))}$">'
    yield "    AuthType openid-connect"
    yield "    Require valid-user"
    yield "</LocationMatch>"


def asked_lines() -> Iterator[str]:
    """Whoever is not signed in is led to the provider."""
    yield "AuthType openid-connect"
    yield "Require valid-user"


def known_lines() -> Iterator[str]:
    """Whoever is not signed in is nobody, and goes on."""
    yield from asked_lines()
    yield "OIDCUnAuthAction pass"


def members_lines(openid: OpenId, groups: tuple[str, ...]) -> Iterator[str]:
    """Somebody of one of these groups, as the provider says."""
    yield "AuthType openid-connect"
    yield from (f"Require claim {openid.groups}:{group}" for group in groups)


def out_lines(site: Description) -> Iterator[str]:
    """The session ends here and at the provider, which needs a whole address to lead back to."""
    back = f"%{{REQUEST_SCHEME}}://%{{HTTP_HOST}}{site.base}index.html"
    yield "RewriteEngine On"
    yield f"RewriteRule ^ {answer_of(site)}?logout={back} [R=302,L]"


def home_lines(identity: Identity, openid: OpenId) -> Iterator[str]:
    """Somebody signed in is led to their edition."""
    yield "RewriteEngine On"
    for group, edition in identity.rules:
        yield f"RewriteCond %{{ENV:{_variable(openid)}}} {_among(group)}"
        yield f"RewriteRule ^ {edition.path} [R=302,L]"
    yield "RewriteCond %{REMOTE_USER} ."
    yield f"RewriteRule ^ {identity.default.path} [R=302,L]"


def _variable(openid: OpenId) -> str:
    """The variable in which Apache has the groups."""
    return f"OIDC_CLAIM_{re.sub('[^A-Za-z0-9]', '_', openid.groups)}"


def _among(*groups: str) -> str:
    return f"(^|,)({'|'.join(groups)})(,|$)"


def told(site: Description, identity: Identity, openid: OpenId) -> str:
    """What Apache answers about accounts, as server-side includes."""
    sign_in, sign_out = ways(site)
    fits = f"reqenv('{_variable(openid)}') =~ /%s/"

    def when(kind: str, groups: tuple[str, ...], text: str) -> str:
        return f'<!--#{kind} expr="{fits % _among(*groups)}" -->{text}'

    rules: list[tuple[tuple[str, ...], HostedEdition]] = [
        ((group,), edition) for group, edition in identity.rules
    ]
    own = me.entry(identity.default)
    if rules:
        parts = [
            when("elif" if i else "if", groups, me.entry(edition))
            for i, (groups, edition) in enumerate(rules)
        ]
        own = f"{''.join(parts)}<!--#else -->{own}<!--#endif -->"
    may = "".join(
        when("if", each.groups or (), f",{me.entry(each)}<!--#endif -->") for each in site.members
    )
    known = me.known(own, may, sign_out, me.kept_at(identity))
    somebody = '<!--#if expr="-n %{REMOTE_USER}" -->'
    return f"{somebody}{known}<!--#else -->{me.nobody(sign_in)}<!--#endif -->"
