"""Ways in which an outsider may try to get a byte of a members' edition, the same for all hosts.

An attempt is a name and the bytes of a request. Nothing is sent here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from eo_site.urls import ME

Attempt = tuple[str, bytes]


@dataclass(frozen=True)
class Aim:
    """Whose texts are tried for, and what stands beside them."""

    host: str
    """What requests name as the host."""
    edition: str
    """The members' edition."""
    public: str
    """An edition that everybody may read."""
    page: str
    """An address in it, as deep as there is one: `orders/eo-14001/`."""
    group: str
    """A group that may read the members' edition."""
    base: str = ""
    """The path at which the site stands, without a slash at its end: `/library`."""
    others: tuple[str, ...] = ()
    """More editions that everybody may read."""
    codings: str = "gzip, br, zstd"
    """What is asked for as packed; whoever looks at the answer has to be able to unpack it."""


def request(
    target: str, *headers: str, host: str, method: str = "GET", version: str = "1.1"
) -> bytes:
    """The bytes of a request, whatever stands in it."""
    lines = [f"{method} {target} HTTP/{version}"]
    lines += [f"Host: {host}"] if host else []
    lines += ["Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def attempts(aim: Aim, files: Sequence[str], *also: str) -> Iterator[Attempt]:
    """Every attempt; `files` are files of the members' edition by their path in it, its home first.

    `also` are headers that go with each.
    """
    for path in files:
        for name, target in spellings(aim, path):
            yield f"{name}: {target!r}", request(target, *also, host=aim.host)
    for path in files[:3]:
        target = f"{aim.base}/{aim.edition}/{path}"
        for name, data in requests(aim, target, also):
            yield f"{name}: {target}", data
    for target in aside(aim):
        yield f"aside: {target}", request(target, *also, host=aim.host)


# Other spellings of one address ----------------------------------------------------------------------


def spellings(aim: Aim, path: str) -> Iterator[tuple[str, str]]:
    """(what is tried, address) for a file of the members' edition."""
    b, e, p = aim.base, aim.edition, aim.public
    up = "../" * aim.page.count("/")
    first = f"{ord(e[0]):02x}"
    yield "plain", f"{b}/{e}/{path}"
    yield "query", f"{b}/{e}/{path}?x=1"
    yield "fragment", f"{b}/{e}/{path}#top"
    yield "first letter encoded", f"{b}/%{first}{e[1:]}/{path}"
    yield "every letter encoded", f"{b}/{_escaped(e)}/{path}"
    yield "doubly encoded", f"{b}/%25{first}{e[1:]}/{path}"
    yield "slash encoded", f"{b}/{e}%2f{path}"
    yield "first slash encoded", f"{b}/%2f{e}/{path}"
    yield "slash doubly encoded", f"{b}/{e}%252f{path}"
    yield "doubled slash", f"{b}//{e}//{path}"
    yield "many slashes", f"{b}////{e}///{path}"
    yield "no slash", f"{b[1:]}/{e}/{path}".lstrip("/")
    yield "dot before", f"{b}/./{e}/{path}"
    yield "dot within", f"{b}/{e}/./{path}"
    yield "encoded dot", f"{b}/%2e/{e}/{path}"
    yield "up from a public edition", f"{b}/{p}/../{e}/{path}"
    yield "up from deep", f"{b}/{p}/{aim.page}{up}../{e}/{path}"
    yield "up, dots encoded", f"{b}/{p}/%2e%2e/{e}/{path}"
    yield "up, slash encoded", f"{b}/{p}/..%2f{e}/{path}"
    yield "up, both encoded", f"{b}/{p}/%2e%2e%2f{e}%2f{path}"
    yield (
        "up from deep, slashes encoded",
        f"{b}/{p}/{aim.page}{up.replace('/', '%2f')}..%2f{e}/{path}",
    )
    yield "up, doubly encoded", f"{b}/{p}/%252e%252e/{e}/{path}"
    yield "up, backslash", f"{b}/{p}/..\\{e}\\{path}"
    yield "up, backslash encoded", f"{b}/{p}/..%5c{e}%5c{path}"
    yield "up from assets", f"{b}/assets/../{e}/{path}"
    yield "up with a parameter", f"{b}/{p}/..;/{e}/{path}"
    yield "up from nowhere", f"{b}/nowhere/../{e}/{path}"
    yield "up from the well-known", f"/.well-known/eo-site/../..{b}/{e}/{path}"
    yield "up from me.json", f"/.well-known/eo-site/me.json/../../..{b}/{e}/{path}"
    yield "up from signing in", f"{b}/sign-in/../{e}/{path}"
    yield "up from signing out", f"{b}/sign-out/..%2f{e}/{path}"
    yield "above the root", f"/..{b}/{e}/{path}"
    yield "above the root, encoded", f"/%2e%2e{b}/{e}/{path}"
    yield "down and up", f"{b}/{e}/../{e}/{path}"
    yield "upper case", f"{b}/{e.upper()}/{path}"
    yield "mixed case", f"{b}/{e.title()}/{path}"
    yield "parameter", f"{b}/{e};v=1/{path}"
    yield "parameter at the end", f"{b}/{e}/{path};.css"
    yield "trailing dot", f"{b}/{e}./{path}"
    yield "trailing space", f"{b}/{e}%20/{path}"
    yield "trailing tab", f"{b}/{e}%09/{path}"
    yield "zero byte", f"{b}/{e}%00/{path}"
    yield "zero byte at the end", f"{b}/{e}/{path}%00.css"
    yield "new line", f"{b}/{e}%0a/{path}"
    yield "two lines", f"{b}/{p}/%0d%0aX-Accel-Redirect:%20{b}/{e}/{path}"
    yield "overlong slash", f"{b}/{e}%c0%af{path}"
    yield "overlong dots", f"{b}/{p}/%c0%ae%c0%ae/{e}/{path}"
    yield "full-width letters", f"{b}/{quote(chr(ord(e[0]) + 0xFEE0))}{e[1:]}/{path}"
    for letter, name, other in (("s", "long s", "%c5%bf"), ("k", "Kelvin's sign", "%e2%84%aa")):
        if letter in e:
            yield name, f"{b}/{e.replace(letter, other)}/{path}"
    yield "backslash", f"{b}\\{e}\\{path}"
    yield "broken escape", f"{b}/%{first[0]}{e[1:]}/{path}"
    yield "unicode escape", f"{b}/%u00{first}{e[1:]}/{path}"
    yield "style sheet at the end", f"{b}/{e}/{path}/x.css"
    yield "question encoded", f"{b}/{e}/{path}%3fx"
    yield "hash encoded", f"{b}/{e}%23/{path}"
    yield "star", f"{b}/{e[:-1]}*/{path}"
    yield "tilde", f"{b}/~{e}/{path}"
    yield "drive", f"{b}/c:/{e}/{path}"
    yield "stream", f"{b}/{e}/{path}::$DATA"
    yield "absolute form", f"http://{aim.host}{b}/{e}/{path}"
    yield "absolute form, encrypted", f"https://{aim.host}{b}/{e}/{path}"
    yield "absolute form, elsewhere", f"http://127.0.0.1{b}/{e}/{path}"
    yield "absolute form, up", f"http://{aim.host}{b}/{p}/../{e}/{path}"
    yield "absolute form, name", f"http://alice@{aim.host}{b}/{e}/{path}"


def _escaped(text: str) -> str:
    return "".join(f"%{ord(each):02x}" for each in text)


# Other requests for it ------------------------------------------------------------------------------


def spoofed(aim: Aim) -> tuple[str, ...]:
    """Headers that might be believed."""
    home, g = f"{aim.base}/{aim.edition}/", aim.group
    return (
        "Remote-User: alice", f"Remote-Groups: {g}", "X-Remote-User: alice", "X-Forwarded-User: alice",
        f"X-Forwarded-Groups: {g}", "X-Auth-Request-User: alice", f"X-Auth-Request-Groups: {g}",
        f"X-Auth-Request-Groups: ,{g},", "X-User: alice", "X-Authenticated-User: alice",
        "X-WEBAUTH-USER: alice", f"OIDC_CLAIM_groups: {g}", f"OIDC-Claim-Groups: {g}",
        f"Cf-Access-Authenticated-User-Email: alice@{aim.host}", "X-Ms-Client-Principal: eyJ1IjoiYSJ9",
        "Cookie: session=alice; _oauth2_proxy=alice; nf_jwt=a.b.c", f"eo_groups: ,{g},",
        f"X-Original-URL: {home}", f"X-Rewrite-URL: {home}", f"X-Accel-Redirect: {home}index.html",
        f"X-Sendfile: {home[1:]}index.html", f"X-Original-URI: {aim.base}/{aim.public}/",
        f"X-Forwarded-Prefix: {aim.base}/{aim.public}",
        "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1", "Forwarded: for=127.0.0.1;host=localhost",
        "X-Forwarded-Host: localhost", "X-HTTP-Method-Override: HEAD", f"Referer: http://{aim.host}{home}",
        "Proxy-Authorization: Basic YWxpY2U6", "Upgrade: h2c", "Range: bytes=0-", "Range: bytes=-64",
        "Range: bytes=0-9,20-29", "Range: bytes=100-", "If-Range: x", "If-None-Match: *", "If-Match: *",
        "If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT",
        "If-Unmodified-Since: Thu, 01 Jan 2099 00:00:00 GMT",
        "Cache-Control: only-if-cached", "Pragma: no-cache", "Accept: application/json",
        f"Accept-Encoding: {aim.codings}", "Expect: 100-continue", "TE: trailers", "Via: 1.1 gateway",
        "Content-Length: 0", "Transfer-Encoding: identity", "X-Empty:",
    )  # fmt: skip


FALSE = (
    "Authorization:", "Authorization: Basic", "Authorization: Basic Og==", "Authorization: Basic YWxpY2U=",
    "Authorization: Basic !!!!", "Authorization: Bearer alice", "Authorization: Digest username=\"alice\"",
    "Authorization: basic", "Authorization : Basic YWxpY2U6",
)  # fmt: skip
"""Names without their passwords."""
METHODS = (
    "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "COPY", "MOVE", "SEARCH",
    "get", "GETS", "PURGE",
)  # fmt: skip


def requests(aim: Aim, target: str, also: Sequence[str]) -> Iterator[Attempt]:
    """Requests for an address that differ in something else."""
    yield from _methods_and_headers(aim, target, also)
    yield from _versions_and_hosts(aim, target, also)
    yield from _several(aim, target, also)


def _methods_and_headers(aim: Aim, target: str, also: Sequence[str]) -> Iterator[Attempt]:
    for header in spoofed(aim):
        yield header, request(target, header, *also, host=aim.host)
    for header in () if also else FALSE:
        yield header, request(target, header, host=aim.host)
    for method in METHODS:
        yield method, request(target, *also, method=method, host=aim.host)


def _versions_and_hosts(aim: Aim, target: str, also: Sequence[str]) -> Iterator[Attempt]:
    yield "HTTP/1.0", request(target, *also, version="1.0", host="")
    yield "HTTP/1.0 with a host", request(target, *also, version="1.0", host=aim.host)
    yield "HTTP/0.9", f"GET {target}\r\n".encode()
    yield "HTTP/1.1 without a host", request(target, *also, host="")
    yield "HTTP/3.7", request(target, *also, version="3.7", host=aim.host)
    for host in ("localhost", "127.0.0.1", "elsewhere.example", f"{aim.host}.", aim.edition, "a b"):
        yield f"host {host}", request(target, *also, host=host)
    yield "two hosts", request(target, "Host: localhost", *also, host=aim.host)


def _several(aim: Aim, target: str, also: Sequence[str]) -> Iterator[Attempt]:
    """Requests that some programs take for two, or for one of another kind."""
    home = f"{aim.base}/{aim.public}/"
    wanted = request(target, *also, host=aim.host)
    hop = "Connection: close, Authorization, X-Auth-Request-Groups"
    yield "hop by hop", request(target, hop, *also, host=aim.host)
    folded = "X-A: b\r\n Authorization: Basic YWxpY2U6"
    yield "folded header", request(target, folded, *also, host=aim.host)
    yield "second on one connection", _kept(request(home, *also, host=aim.host)) + wanted
    both = ("Content-Length: 4", "Transfer-Encoding: chunked")
    head = _kept(request(home, *both, *also, method="POST", host=aim.host))
    yield "smuggled", head + b"0\r\n\r\n" + wanted
    length = f"Content-Length: {len(wanted)}"
    yield "in a body", _kept(request(home, length, *also, host=aim.host)) + wanted
    yield "line feeds alone", wanted.replace(b"\r\n", b"\n")
    yield "tabs", wanted.replace(b" HTTP/", b"\tHTTP/", 1)


def _kept(data: bytes) -> bytes:
    """The request on a connection that stays."""
    return data.replace(b"Connection: close\r\n", b"")


# What stands beside it ------------------------------------------------------------------------------

ASIDE = (
    "", "index.html", "404.html", "robots.txt", "sitemap.xml", "manifest.json", "assets/",
    ".eo-site-staging/", ".eo-site-staging/0", ".eo-site-staging%2f0", "PUBLIC/../.eo-site-staging/0",
    ".eo-cache/",
    "users", "users.EDITION", "me.shtml", "eo-site.nginx.conf", "host/users", "nowhere",
    "PUBLIC/sitemap.xml", "PUBLIC/404.html", "PUBLIC/manifest.json", "PUBLIC/nowhere",
    "EDITION", "EDITION?", "EDITION.html", "EDITION.json", "EDITION.zip", "EDITION.bak", "EDITION~",
    "EDITION/.", "EDITION/..", "EDITION/nowhere", "EDITIONx/", ".EDITION/", "PUBLIC/EDITION/",
    "@eo_home", "@eo_me", ".eo-site-check", ".eo-site-nowhere", ".htaccess", ".htpasswd",
    "server-status", "cgi-bin/", "icons/", "debug/vars", "config/", "sign-in", "sign-out",
)  # fmt: skip
"""What might tell of the edition, below the site's base."""


def aside(aim: Aim) -> Iterator[str]:
    """Addresses of what stands beside the edition and might tell of it."""
    for each in ASIDE:
        yield f"{aim.base}/{each}".replace("EDITION", aim.edition).replace("PUBLIC", aim.public)
    yield from (f"{aim.base}/{each}/sitemap.xml" for each in aim.others)
    yield from (ME, "/.well-known/eo-site/", "*", "")
