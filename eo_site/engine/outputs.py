"""Every file of a planned site, as path and bytes."""

import json
from collections.abc import Iterator, Mapping

from eo_site import __version__
from eo_site.engine.exports import edition_exports
from eo_site.fingerprint import digest_bytes
from eo_site.model.library import Library, Theme
from eo_site.plan.pages import Edition, SitePlan
from eo_site.render.assets import edition_assets
from eo_site.render.data import order_json, orders_json
from eo_site.render.html import HtmlRenderer
from eo_site.render.sitemap import robots, sitemap, sitemap_index
from eo_site.urls import file_of

Files = dict[str, bytes]
"""By path, relative to one root."""


class TwoInputs(ValueError):
    """Two pages, or a page and a file, want the same path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def site_files(library: Library, theme: Theme, plan: SitePlan) -> Iterator[tuple[str, Files]]:
    """(folder, files) of each edition, then of the front door under ""."""
    renderer = HtmlRenderer(theme)
    for edition in plan.editions:
        yield (
            edition.audience.id,
            _collected(_edition(library, theme, edition, renderer, plan.drafts)),
        )
    yield "", _collected(_front_door(theme, plan, renderer))


def _collected(files: Iterator[tuple[str, bytes]]) -> Files:
    found: Files = {}
    for path, data in files:
        if path in found:
            raise TwoInputs(path)
        found[path] = data
    return dict(sorted(found.items()))


def _edition(
    library: Library, theme: Theme, edition: Edition, renderer: HtmlRenderer, drafts: bool
) -> Iterator[tuple[str, bytes]]:
    audience = edition.audience
    yield from edition_assets(theme.static, audience.accent).items()
    for page in edition.pages:
        yield file_of(page.path), renderer.page(page)
    yield edition.data.path, orders_json(edition.data, audience.id, theme.strings)
    for exported in edition.exported:
        yield exported.path, order_json(exported.facts)
    for path, slug, name in edition.images:
        yield path, library.images[slug][name]
    yield from edition_exports(edition.orders, audience, library.site, theme.strings, drafts=drafts)
    indexed = audience.access.public and not drafts
    if edition.base_url and not drafts:
        yield "sitemap.xml", sitemap(edition)
    yield "robots.txt", robots(edition.base_url, public=indexed)


def _front_door(
    theme: Theme, plan: SitePlan, renderer: HtmlRenderer
) -> Iterator[tuple[str, bytes]]:
    yield from edition_assets(theme.static, None).items()
    yield "index.html", renderer.chooser(plan.chooser)
    if plan.base_url and not plan.drafts:
        yield "sitemap.xml", sitemap_index(plan)
    yield "robots.txt", robots(plan.base_url, public=not plan.drafts)


def manifest(name: str, digests: Mapping[str, str]) -> bytes:
    """`manifest.json`: the files that are ours, with the SHA-256 of each."""
    document = {"generator": f"eo-site {__version__}", "edition": name, "files": dict(digests)}
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def digests(files: Files) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {path: digest_bytes(data) for path, data in files.items()}
