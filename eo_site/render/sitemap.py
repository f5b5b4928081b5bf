"""Sitemaps (https://www.sitemaps.org/protocol.html) and robots.txt."""

from collections.abc import Iterable
from functools import partial
from html import escape

from eo_site.urls import absolute

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_text = partial(escape, quote=False)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _urls(addresses: Iterable[str]) -> str:
    return "".join(f"<url><loc>{_text(address)}</loc></url>\n" for address in addresses)


def sitemap(base_url: str, paths: Iterable[str]) -> bytes:
    """The pages of one edition; only where its address is known."""
    addresses = (absolute(base_url, path) for path in paths)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{_urls(addresses)}</urlset>\n".encode()


def sitemap_index(base_urls: Iterable[str]) -> bytes:
    """The sitemaps of editions, by the addresses of their roots."""
    maps = (
        f"<sitemap><loc>{_text(absolute(base, 'sitemap.xml'))}</loc></sitemap>\n"
        for base in base_urls
    )
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(maps)}</sitemapindex>\n".encode()


def robots(base_url: str, *, public: bool = True) -> bytes:
    """Everything of a public edition may be indexed, nothing of a members' one."""
    lines = ["User-agent: *", "Allow: /" if public else "Disallow: /"]
    if base_url and public:
        lines += ["", f"Sitemap: {absolute(base_url, 'sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()
