"""`host` and `accounts` of site.yaml: where the site is served, and which edition an account opens.

What stands here is copied into servers' configuration, so every text is held to characters that
mean nothing there.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from eo_site.model.base import Day, Flag, Frozen, Id, matching

HostName = Literal[
    "nginx",
    "caddy",
    "apache",
    "plain",
    "netlify",
    "cloudflare-pages",
    "azure-static-web-apps",
    "github-pages",
    "s3-cloudfront",
]

IN_THE_BUILD = (
    "_headers", "_redirects", "staticwebapp.config.json", ".nojekyll", "CNAME", "eo-site-me", "_worker.js",
)  # fmt: skip
"""Files and folders that hosts read in `build/`, beside the editions. No build makes or removes them."""
EDGE_FUNCTION = "netlify/edge-functions/eo-site.js"
"""Netlify finds it there, in the site's folder; in `build/` it would be published."""
FOLDER = r"/(?:[A-Za-z0-9_+@-][A-Za-z0-9._+@-]*/?)*"
LISTEN = r"(?:(?:[A-Za-z0-9.-]+|\[[0-9a-f:]+\]):)?[0-9]{1,5}"
HEADER = r"[A-Za-z][A-Za-z0-9-]*"
WAY = r"(?:https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)?/(?![/\\])[A-Za-z0-9._~/?=&%:-]*"
PROVIDER = r"(?:https://[A-Za-z0-9.-]+|http://(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*/?"
CLIENT = r"[A-Za-z0-9][A-Za-z0-9._~:/-]*"
CLAIM = r"[A-Za-z_][A-Za-z0-9_-]*"
CHECK = r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9._~/?=&%:-]*"


def _schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


Folder = Annotated[
    str,
    AfterValidator(
        matching(
            FOLDER,
            "is not a folder of the server: a path from the root such as /srv/orders, without spaces",
        )
    ),
    _schema(FOLDER),
]
Listen = Annotated[
    str,
    AfterValidator(
        matching(
            LISTEN,
            "is not where a server listens: a port such as 8080, or an address with one, 127.0.0.1:8080",
        )
    ),
    _schema(LISTEN),
]
Header = Annotated[
    str,
    AfterValidator(matching(HEADER, "is not the name of a header, such as X-Auth-Request-Groups")),
    _schema(HEADER),
]
Way = Annotated[
    str,
    AfterValidator(
        matching(
            WAY,
            "is not a way to sign in or out: a path such as /oauth2/start?rd=/, or a whole https:// address",
        )
    ),
    _schema(WAY),
]
Check = Annotated[
    str,
    AfterValidator(
        matching(
            CHECK,
            "is not what a server can ask: an address such as http://127.0.0.1:4180/oauth2/auth",
        )
    ),
    _schema(CHECK),
]
Provider = Annotated[
    str,
    AfterValidator(
        matching(
            PROVIDER,
            "is not a provider of OpenID Connect: its address, such as https://login.example.org",
        )
    ),
    _schema(PROVIDER),
]
Client = Annotated[
    str,
    AfterValidator(
        matching(CLIENT, "is not the name of a client: letters, digits and . _ ~ : / -")
    ),
    _schema(CLIENT),
]
Claim = Annotated[
    str,
    AfterValidator(matching(CLAIM, "is not the name of a claim or scope, such as groups")),
    _schema(CLAIM),
]


class Host(Frozen):
    """Where the site is served; a bare name will do."""

    name: HostName
    root: Folder | None = None
    """The folder that the server serves at `/`; default: `build/`, where the site stands at `/`."""
    files: Folder | None = None
    """Where the folder that `eo-site host` writes stands on the server; default: where it wrote it."""
    profiles: Folder | None = None
    """Where the profiles that readers keep with their accounts stand; default: `profiles` in `files`."""
    listen: Listen | None = None
    """Address and port; default: port 80, and for Caddy the domain of `base_url` with TLS."""
    tried: Day | None = None
    """The day on which `eo-site host --try` got nothing out of this host; some take members' editions only then."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


class AccountRule(Frozen):
    """Whoever is in a group of the host reads an edition first."""

    group: Id
    audience: Id


class Gateway(Frozen):
    """A program beside the server that knows who is signed in, such as oauth2-proxy."""

    check: Check
    """What the server asks about each request: 2xx for somebody signed in, 401 for nobody."""
    groups: Header = "X-Auth-Request-Groups"
    """The header of its answer that names the groups, with commas between them."""
    user: Header = "X-Auth-Request-User"
    """The header of its answer that names the account."""
    sign_in: Way
    sign_out: Way


class OpenId(Frozen):
    """The provider at which accounts sign in (OpenID Connect). Its secret stands in no file of the site."""

    provider: Provider
    """Its address: the issuer, below which it has `.well-known/openid-configuration`."""
    client: Client
    """The name by which it knows this site."""
    groups: Claim = "groups"
    """The claim that names the groups of an account."""
    scopes: tuple[Claim, ...] = ()
    """What is asked of it besides `openid`, where it tells the groups only then."""


class Accounts(Frozen):
    """Which edition an account opens."""

    editions: tuple[AccountRule, ...] = ()
    """The first rule whose group somebody is in wins."""
    default: Id
    """The edition of whoever is in none of these groups."""
    gateway: Gateway | None = None
    """Who knows the accounts, if not the host itself or the accounts file."""
    openid: OpenId | None = None
    """Where accounts sign in: by Apache itself, by the gateway of nginx and Caddy, by Cloudflare Access."""
    profiles: Flag = False
    """Whether readers may keep what they follow with their account."""
    sign_in: Way | None = None
    """Where one signs in, if not where the host has it."""
    sign_out: Way | None = None
