"""A host that nobody here knows: what it has to do, as data for whoever configures it."""

import json

from eo_site.hosts.description import (
    FOR_EVER,
    HASHED,
    HEADERS,
    POLICY,
    SEARCH_POLICY,
    SEARCH_WORKER,
    Description,
)
from eo_site.hosts.places import Places


def plain(site: Description, _places: Places) -> dict[str, str]:
    """`eo-site.host.json`: headers, caching, pages for errors, redirects."""
    bases = (site.base, *(each.path for each in site.editions))
    document = {
        "headers": {**HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
        "headers_of": {
            **{
                f"{base}{folder}*": {"Cache-Control": f"public, {FOR_EVER}"}
                for base in bases
                for folder in HASHED
            },
            **{
                f"{each.path}{SEARCH_WORKER}": {"Content-Security-Policy": SEARCH_POLICY}
                for each in site.editions
            },
        },
        "not_found": {
            **{f"{each.path}*": f"{each.path}404.html" for each in site.editions},
            f"{site.base}*": f"{site.base}404.html",
        },
        "redirects": {
            **dict(site.redirects),
            **{f"{old}*": f"{new}*" for old, new in site.renamed},
        },
    }
    return {"eo-site.host.json": json.dumps(document, indent=2, ensure_ascii=False) + "\n"}
