"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read alike but for small print."""

from collections.abc import Iterator

from eo_site.hosts import me
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
    Identity,
)  # fmt: skip
from eo_site.hosts.functions import program
from eo_site.hosts.places import Places
from eo_site.model.host import EDGE_FUNCTION, OpenId
from eo_site.urls import ME

ACCESS_OUT = "/cdn-cgi/access/logout"
"""Where Cloudflare Access ends a session."""
TOLD = "eo-site-me"
"""A folder of answers about accounts. Nobody gets them by their own addresses."""
WITH_SEARCH = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""Where one file cannot be told from the others; the pages' own policies stay as they are."""


def cloudflare(site: Description, _places: Places) -> dict[str, str]:
    """For Cloudflare Pages, where `!` takes a header back that a wider rule has given."""
    files = {
        "_headers": _text(_headers(site, POLICY, again="  ! {}")) + _text(_workers(site)),
        "_redirects": _text(f"{old} {new} 301" for old, new in _moved(site)),
    }
    if site.identity and site.identity.openid:
        files["_worker.js"] = access_worker(site, site.identity.openid)
    return files


def access_worker(site: Description, openid: OpenId) -> str:
    """The program that checks what Cloudflare Access has signed; its way out is Access's own."""
    identity = site.identity
    known = {
        "provider": openid.provider.rstrip("/"),
        "client": openid.client,
        "groups": openid.groups,
        "sign_out": (identity.sign_out if identity else "") or ACCESS_OUT,
        "profile": me.kept_at(identity) if identity else "",
    }
    return program(site, "cloudflare-pages", "editions.js", "cloudflare.js", more=known)


def netlify(site: Description, _places: Places) -> dict[str, str]:
    """For Netlify, whose roles are those of the token that its visitors bring."""
    files = {"_headers": _text(_headers(site, WITH_SEARCH)), "_redirects": _text(_rules(site))}
    if site.identity:
        for group, _ in site.identity.rules:
            told = me.answer(site.identity, site.members, (group,), site.identity.sign_out)
            files[f"{TOLD}/{group}.json"] = told
        files[f"{TOLD}/nobody.json"] = me.nobody(site.identity.sign_in)
    if site.members:
        files[EDGE_FUNCTION] = program(site, "netlify", "editions.js", "netlify.js")
    return files


def _headers(site: Description, policy: str, again: str = "") -> Iterator[str]:
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    yield f"  Content-Security-Policy: {policy}"
    for path in (site.base, *(each.path for each in site.public)):
        for folder in HASHED:
            yield f"{path}{folder}*"
            if again:
                yield again.format("Cache-Control")
            yield f"  Cache-Control: public, {FOR_EVER}"
    for each in site.members:
        yield f"{each.path}*"
        yield f"  Cache-Control: {NOT_KEPT}"
        for folder in KEPT_FOR_MEMBERS if again else ():
            yield f"{each.path}{folder}*"
            yield again.format("Cache-Control")
            yield f"  Cache-Control: private, {FOR_EVER}"
    if site.identity:
        yield ME
        yield "  Cache-Control: private, no-store"


def _workers(site: Description) -> Iterator[str]:
    for each in site.editions:
        yield f"{each.path}{SEARCH_WORKER}"
        yield "  ! Content-Security-Policy"
        yield f"  Content-Security-Policy: {SEARCH_POLICY}"


def _rules(site: Description) -> Iterator[str]:
    """The first that fits counts, so what is for some comes before what is for nobody."""
    for each in site.members:
        yield f"{each.path}* {each.path}:splat 200! Role={','.join(each.groups or ())}"
        yield f"{each.path}* /404.html 404!"
    if site.identity:
        yield from _who(site.identity)
    for old, new in _moved(site):
        yield f"{old} {new} 301!"
    for each in site.public:
        yield f"{each.path}* {each.path}404.html 404"


def _moved(site: Description) -> Iterator[tuple[str, str]]:
    yield from site.redirects
    yield from ((f"{old}*", f"{new}:splat") for old, new in site.renamed)


def _who(identity: Identity) -> Iterator[str]:
    for group, edition in identity.rules:
        yield f"{ME} /{TOLD}/{group}.json 200! Role={group}"
        yield f"/ {edition.path} 302! Role={group}"
    yield f"{ME} /{TOLD}/nobody.json 200!"
    yield f"/{TOLD}/* /404.html 404!"


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
