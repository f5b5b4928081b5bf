"""Sitemaps (https://www.sitemaps.org/protocol.html) and robots.txt."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from eo_site.plan.pages import Edition, NotFoundPlan, RedirectPlan, SitePlan
from eo_site.urls import absolute

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _urls(addresses: Iterable[str]) -> str:
    return "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)


def sitemap(edition: Edition) -> bytes:
    """The pages of one edition; only where its address is known."""
    unlisted = (NotFoundPlan, RedirectPlan)
    pages = [page for page in edition.pages if not isinstance(page.content, unlisted)]
    addresses = (absolute(edition.base_url, page.path) for page in pages)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{_urls(addresses)}</urlset>\n".encode()


def sitemap_index(site: SitePlan) -> bytes:
    """The sitemaps of the public editions that live under the site's own address."""
    maps = (
        f"<sitemap><loc>{escape(absolute(edition.base_url, 'sitemap.xml'))}</loc></sitemap>\n"
        for edition in site.editions
        if edition.audience.access.public and not edition.audience.base_url
    )
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(maps)}</sitemapindex>\n".encode()


def robots(base_url: str, *, public: bool = True) -> bytes:
    """Everything of a public edition may be indexed, nothing of a members' one."""
    lines = ["User-agent: *", "Allow: /" if public else "Disallow: /"]
    if base_url and public:
        lines += ["", f"Sitemap: {absolute(base_url, 'sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()
