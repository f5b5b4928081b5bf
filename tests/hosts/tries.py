"""Ways in which an outsider may try to get a byte of a members' edition, the same for all servers.

A try is a name and the bytes of a request. `OUTSIDER` is a header of an account that is in no group.
"""

import base64
from collections.abc import Iterator

from tests.hosts.servers import PASSWORD

HOST = "orders.example"
EDITION = "members"

Try = tuple[str, bytes]


def basic(user: str, password: str = PASSWORD) -> str:
    """The header that names somebody."""
    mark = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Authorization: Basic {mark}"


def request(
    target: str, *headers: str, method: str = "GET", version: str = "1.1", host: str = HOST
) -> bytes:
    """The bytes of a request, whatever stands in it."""
    lines = [f"{method} {target} HTTP/{version}"]
    lines += [f"Host: {host}"] if host else []
    lines += ["Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def tries(files: tuple[str, ...], *also: str) -> Iterator[Try]:
    """Every try; `files` are files of the members' edition by their path in it, its home first.

    `also` are headers that go with each.
    """
    for path in files:
        for name, target in spellings(path):
            yield f"{name}: {target!r}", request(target, *also)
    for path in files[:3]:
        target = f"/{EDITION}/{path}"
        for name, data in requests(target, also):
            yield f"{name}: {target}", data
    for target in ASIDE:
        yield f"aside: {target}", request(target, *also)


# Other spellings of one address ----------------------------------------------------------------------


def spellings(path: str) -> Iterator[tuple[str, str]]:
    """(what is tried, address) for a file of the members' edition."""
    e = EDITION
    yield "plain", f"/{e}/{path}"
    yield "query", f"/{e}/{path}?x=1"
    yield "fragment", f"/{e}/{path}#top"
    yield "first letter encoded", f"/%6{ord(e[0]) & 15:x}{e[1:]}/{path}"
    yield "every letter encoded", "/" + "".join(f"%{ord(each):02x}" for each in e) + f"/{path}"
    yield "doubly encoded", f"/%256d{e[1:]}/{path}"
    yield "slash encoded", f"/{e}%2f{path}"
    yield "first slash encoded", f"/%2f{e}/{path}"
    yield "slash doubly encoded", f"/{e}%252f{path}"
    yield "doubled slash", f"//{e}//{path}"
    yield "many slashes", f"////{e}///{path}"
    yield "no slash", f"{e}/{path}"
    yield "dot before", f"/./{e}/{path}"
    yield "dot within", f"/{e}/./{path}"
    yield "encoded dot", f"/%2e/{e}/{path}"
    yield "up from a public edition", f"/plain/../{e}/{path}"
    yield "up from deep", f"/plain/orders/eo-14001/../../../{e}/{path}"
    yield "up, dots encoded", f"/plain/%2e%2e/{e}/{path}"
    yield "up, slash encoded", f"/plain/..%2f{e}/{path}"
    yield "up, both encoded", f"/plain/%2e%2e%2f{e}%2f{path}"
    yield "up, doubly encoded", f"/plain/%252e%252e/{e}/{path}"
    yield "up, backslash", f"/plain/..\\{e}\\{path}"
    yield "up, backslash encoded", f"/plain/..%5c{e}%5c{path}"
    yield "up from assets", f"/assets/../{e}/{path}"
    yield "up with a parameter", f"/plain/..;/{e}/{path}"
    yield "up from nowhere", f"/nowhere/../{e}/{path}"
    yield "up from the well-known", f"/.well-known/eo-site/../../{e}/{path}"
    yield "up from me.json", f"/.well-known/eo-site/me.json/../../../{e}/{path}"
    yield "up from signing in", f"/sign-in/../{e}/{path}"
    yield "up from signing out", f"/sign-out/..%2f{e}/{path}"
    yield "above the root", f"/../{e}/{path}"
    yield "above the root, encoded", f"/%2e%2e/{e}/{path}"
    yield "down and up", f"/{e}/../{e}/{path}"
    yield "upper case", f"/{e.upper()}/{path}"
    yield "mixed case", f"/{e.title()}/{path}"
    yield "parameter", f"/{e};v=1/{path}"
    yield "parameter at the end", f"/{e}/{path};.css"
    yield "trailing dot", f"/{e}./{path}"
    yield "trailing space", f"/{e}%20/{path}"
    yield "trailing tab", f"/{e}%09/{path}"
    yield "zero byte", f"/{e}%00/{path}"
    yield "zero byte at the end", f"/{e}/{path}%00.css"
    yield "new line", f"/{e}%0a/{path}"
    yield "two lines", f"/plain/%0d%0aX-Accel-Redirect:%20/{e}/{path}"
    yield "overlong slash", f"/{e}%c0%af{path}"
    yield "overlong dots", f"/plain/%c0%ae%c0%ae/{e}/{path}"
    yield "full-width letters", f"/%ef%bd%8d{e[1:]}/{path}"
    yield "long s", f"/{e[:-1]}%c5%bf/{path}"
    yield "backslash", f"\\{e}\\{path}"
    yield "broken escape", f"/%6{e[1:]}/{path}"
    yield "unicode escape", f"/%u006d{e[1:]}/{path}"
    yield "style sheet at the end", f"/{e}/{path}/x.css"
    yield "question encoded", f"/{e}/{path}%3fx"
    yield "hash encoded", f"/{e}%23/{path}"
    yield "star", f"/{e[:-1]}*/{path}"
    yield "tilde", f"/~{e}/{path}"
    yield "drive", f"/c:/{e}/{path}"
    yield "stream", f"/{e}/{path}::$DATA"
    yield "absolute form", f"http://{HOST}/{e}/{path}"
    yield "absolute form, encrypted", f"https://{HOST}/{e}/{path}"
    yield "absolute form, elsewhere", f"http://127.0.0.1/{e}/{path}"
    yield "absolute form, up", f"http://{HOST}/plain/../{e}/{path}"
    yield "absolute form, name", f"http://alice@{HOST}/{e}/{path}"


# Other requests for it ------------------------------------------------------------------------------

SPOOFED = (
    "Remote-User: alice", "Remote-Groups: paying", "X-Remote-User: alice", "X-Forwarded-User: alice",
    "X-Forwarded-Groups: paying", "X-Auth-Request-User: alice", "X-Auth-Request-Groups: paying",
    "X-Auth-Request-Groups: ,paying,", "X-User: alice", "X-Authenticated-User: alice",
    "X-WEBAUTH-USER: alice", "OIDC_CLAIM_groups: paying", "OIDC-Claim-Groups: paying",
    "Cf-Access-Authenticated-User-Email: alice@orders.example", "X-Ms-Client-Principal: eyJ1IjoiYSJ9",
    "Cookie: session=alice; _oauth2_proxy=alice; nf_jwt=a.b.c", "eo_groups: ,paying,",
    "X-Original-URL: /members/", "X-Rewrite-URL: /members/", "X-Accel-Redirect: /members/index.html",
    "X-Sendfile: members/index.html", "X-Original-URI: /plain/", "X-Forwarded-Prefix: /plain",
    "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1", "Forwarded: for=127.0.0.1;host=localhost",
    "X-Forwarded-Host: localhost", "X-HTTP-Method-Override: HEAD", "Referer: http://orders.example/members/",
    "Proxy-Authorization: Basic YWxpY2U6", "Upgrade: h2c", "Range: bytes=0-", "Range: bytes=-64",
    "Range: bytes=0-9,20-29", "Range: bytes=100-", "If-Range: x", "If-None-Match: *", "If-Match: *",
    "If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT", "If-Unmodified-Since: Thu, 01 Jan 2099 00:00:00 GMT",
    "Cache-Control: only-if-cached", "Pragma: no-cache", "Accept: application/json",
    "Accept-Encoding: gzip, br, zstd", "Expect: 100-continue", "TE: trailers", "Via: 1.1 gateway",
    "Content-Length: 0", "Transfer-Encoding: identity", "X-Empty:",
)  # fmt: skip
"""Headers that might be believed."""
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


def requests(target: str, also: tuple[str, ...]) -> Iterator[Try]:
    """Requests for an address that differ in something else."""
    for header in SPOOFED:
        yield header, request(target, header, *also)
    for header in () if also else FALSE:
        yield header, request(target, header)
    for method in METHODS:
        yield method, request(target, *also, method=method)
    yield "HTTP/1.0", request(target, *also, version="1.0", host="")
    yield "HTTP/1.0 with a host", request(target, *also, version="1.0")
    yield "HTTP/0.9", f"GET {target}\r\n".encode()
    yield "HTTP/1.1 without a host", request(target, *also, host="")
    yield "HTTP/3.7", request(target, *also, version="3.7")
    for host in ("localhost", "127.0.0.1", "elsewhere.example", "orders.example.", EDITION, "a b"):
        yield f"host {host}", request(target, *also, host=host)
    yield "two hosts", request(target, "Host: localhost", *also)
    hop = "Connection: close, Authorization, X-Auth-Request-Groups"
    yield "hop by hop", request(target, hop, *also)
    folded = "X-A: b\r\n Authorization: Basic YWxpY2U6"
    yield "folded header", request(target, folded, *also)
    public = request("/plain/", *also).replace(b"Connection: close\r\n", b"")
    yield "second on one connection", public + request(target, *also)
    smuggled = request(target, *also)
    both = ("Content-Length: 4", "Transfer-Encoding: chunked")
    head = request("/plain/", *both, *also, method="POST").replace(b"Connection: close\r\n", b"")
    yield "smuggled", head + b"0\r\n\r\n" + smuggled
    length = f"Content-Length: {len(smuggled)}"
    inside = request("/plain/", length, *also).replace(b"Connection: close\r\n", b"")
    yield "in a body", inside + smuggled
    yield "line feeds alone", request(target, *also).replace(b"\r\n", b"\n")
    yield "tabs", request(target, *also).replace(b" HTTP/", b"\tHTTP/", 1)


ASIDE = (
    "/", "/index.html", "/404.html", "/robots.txt", "/sitemap.xml", "/manifest.json", "/assets/",
    "/.eo-site-staging/", "/.eo-site-staging/0", "/.eo-site-staging%2f0", "/plain/../.eo-site-staging/0",
    "/.eo-cache/", "/.well-known/eo-site/me.json", "/.well-known/eo-site/",
    "/users", "/users.members", "/me.shtml", "/eo-site.nginx.conf", "/host/users", "/nowhere",
    "/plain/sitemap.xml", "/plain/404.html", "/plain/manifest.json", "/plain/nowhere", "/lawyers/sitemap.xml",
    "/members", "/members?", "/members.html", "/members.json", "/members.zip", "/members.bak", "/members~",
    "/members/.", "/members/..", "/members/nowhere", "/membersx/", "/.members/", "/plain/members/",
    "/@eo_home", "/@eo_me", "/.eo-site-check", "/.eo-site-nowhere", "/.htaccess", "/.htpasswd",
    "/server-status", "/cgi-bin/", "/icons/", "/debug/vars", "/config/", "/sign-in", "/sign-out", "*", "",
)  # fmt: skip
"""What stands beside the edition and might tell of it."""
