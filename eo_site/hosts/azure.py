"""Azure Static Web Apps: `staticwebapp.config.json`, with its own roles and ways to sign in."""

import json
from typing import Any

from eo_site.hosts.description import (
    FOR_EVER,
    FRONT_FILES,
    HASHED,
    HEADERS,
    KEPT_FOR_MEMBERS,
    NOT_KEPT,
    POLICY,
    SEARCH_POLICY,
    SEARCH_WORKER,
    Description,
    HostedEdition,
)  # fmt: skip
from eo_site.hosts.places import Places

SIGN_IN = "/.auth/login/aad"
"""Its ready-made way, for accounts of Microsoft."""


def azure(site: Description, _places: Places) -> dict[str, str]:
    """The configuration; the first route that fits counts, so each says who may."""
    routes = [route for each in site.editions for route in _edition(each)]
    routes += [_hashed(f"{site.base}assets/*", "public")]
    routes += [
        {"route": old.rstrip("/"), "redirect": new, "statusCode": 301}
        for old, new in site.redirects
    ]
    # A redirect cannot take along what stands below: these lead to the edition's home.
    routes += [
        {"route": f"{old}*", "redirect": new, "statusCode": 301} for old, new in site.renamed
    ]
    if site.members:
        routes += _nothing_else(site)
    document: dict[str, Any] = {
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": "/404.html"}},
        "globalHeaders": {
            **HEADERS,
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-cache",
        },
        "trailingSlash": "always",
    }
    if site.members:
        sign_in = site.identity.sign_in if site.identity else ""
        overrides = document["responseOverrides"]
        overrides["401"] = {"redirect": sign_in or SIGN_IN, "statusCode": 302}
    return {"staticwebapp.config.json": json.dumps(document, indent=2) + "\n"}


def _edition(edition: HostedEdition) -> list[dict[str, Any]]:
    who = "public" if edition.public else "private"
    roles = {} if edition.public else {"allowedRoles": list(edition.groups or ())}
    hashed = HASHED if edition.public else KEPT_FOR_MEMBERS
    worker = {"Content-Security-Policy": SEARCH_POLICY}
    routes = [{"route": f"{edition.path}{SEARCH_WORKER}", "headers": worker, **roles}]
    routes += [{**_hashed(f"{edition.path}{each}*", who), **roles} for each in hashed]
    if roles:
        private = {"Cache-Control": NOT_KEPT}
        routes += [
            {"route": path, "headers": private, **roles}
            for path in (edition.path.rstrip("/"), f"{edition.path}*")
        ]
    return routes


def _nothing_else(site: Description) -> list[dict[str, Any]]:
    """What everybody may have, by name; then that nobody else has the rest, in whatever spelling."""
    roles = list(dict.fromkeys(group for each in site.members for group in each.groups or ()))
    opened = [f"{each.path}*" for each in site.public]
    opened += [each.path.rstrip("/") for each in site.public]
    opened += [site.base, *(f"{site.base}{name}" for name in FRONT_FILES)]
    every = [{"route": each, "allowedRoles": ["anonymous"]} for each in opened]
    return [*every, {"route": "/*", "headers": {"Cache-Control": NOT_KEPT}, "allowedRoles": roles}]


def _hashed(route: str, who: str) -> dict[str, Any]:
    return {"route": route, "headers": {"Cache-Control": f"{who}, {FOR_EVER}"}}
