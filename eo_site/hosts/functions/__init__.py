"""Programs that run at the edge of hosts which serve files: JavaScript, put together with a site's addresses."""

import json
from importlib.resources import files
from typing import Any

from eo_site.hosts.description import FRONT_FILES, Description, HostedEdition
from eo_site.urls import ME


def program(site: Description, name: str, *parts: str, more: dict[str, Any] | None = None) -> str:
    """The text of a program: what it knows of the site, then these parts."""
    known = json.dumps({**known_of(site), **(more or {})}, indent=2)
    head = f"// Written by `eo-site host {name}`.\nconst SITE = {known};\n\n"
    return head + "".join(files(__package__).joinpath(part).read_text("utf-8") for part in parts)


def known_of(site: Description) -> dict[str, Any]:
    """Editions, groups and ways in and out, as data."""
    found: dict[str, Any] = {
        "me": ME,
        "members": {each.id: list(each.groups or ()) for each in site.members},
        "offered": [_edition(each) for each in site.members],
        "known": sorted(_first_parts(site)),
    }
    if site.identity:
        found |= {
            "sign_in": site.identity.sign_in or "/sign-in",
            "sign_out": site.identity.sign_out or "/sign-out",
            "rules": [[group, _edition(edition)] for group, edition in site.identity.rules],
            "fallback": _edition(site.identity.default),
        }
    return found


def _edition(edition: HostedEdition) -> dict[str, str]:
    return {"id": edition.id, "name": edition.name, "url": edition.path}


def _first_parts(site: Description) -> set[str]:
    """What addresses of the site begin with."""
    old = [path for path, _ in (*site.redirects, *site.renamed)]
    return {
        "",
        "assets",
        *(name.lower() for name in FRONT_FILES),
        *(each.id for each in site.editions),
        *(path.split("/")[1].lower() for path in old),
    }
