"""S3 with CloudFront: a function for addresses, a policy for headers, and the upload."""

import json

from eo_site.hosts.description import (
    FOR_EVER,
    HASHED,
    HEADERS,
    NOT_KEPT,
    Description,
)
from eo_site.hosts.functions import program
from eo_site.hosts.places import Places
from eo_site.hosts.redirect_files import WITH_SEARCH

COOKIE_GROUPS = "groups"
"""The claim that names the groups in the cookie of whoever signs in."""
LONGEST = 10_240
"""Bytes of a function that CloudFront takes."""


def function(site: Description) -> str:
    """The function. With accounts it asks the cookie that the publisher's sign-in has signed."""
    more = {
        "moved": dict(site.redirects),
        "renamed": dict(site.renamed),
        "groups": COOKIE_GROUPS,
    }
    name = "s3-cloudfront"
    if site.identity is None:
        return program(site, name, "cloudfront.js", "cloudfront-open.js", more=more)
    parts = ("editions.js", "cloudfront.js", "cloudfront-accounts.js")
    imports = 'import cf from "cloudfront";\nimport crypto from "crypto";\n'
    return imports + program(site, name, *parts, more=more)


def cloudfront(site: Description, _places: Places) -> dict[str, str]:
    """What `docs/hosts.md` says to give to which command."""
    other = {name: value for name, value in HEADERS.items() if name == "Referrer-Policy"}
    policy = {
        "Name": f"{site.site}-headers",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": WITH_SEARCH},
            "ContentTypeOptions": {"Override": True},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": other["Referrer-Policy"]},
        },
    }
    return {
        "cloudfront-function.js": function(site),
        "response-headers-policy.json": json.dumps(policy, indent=2) + "\n",
        "upload.sh": _upload(site),
    }


def _upload(site: Description) -> str:
    members = [each.id for each in site.members]
    kept_back = " ".join(f"--exclude '{name}/*'" for name in members)
    hashed = " ".join(f"--include '*{each}*'" for each in HASHED)
    others = " ".join(f"--exclude '*{each}*'" for each in HASHED)
    lines = [
        f"aws s3 sync \"$1\" \"$2\" --exclude '*' {hashed} {kept_back} --cache-control 'public, {FOR_EVER}'",
        *(
            f'aws s3 sync "$1/{name}" "$2/{name}" --delete --cache-control \'{NOT_KEPT}\''
            for name in members
        ),
        f'aws s3 sync "$1" "$2" --delete {others} {kept_back} --cache-control no-cache',
    ]
    return (
        "#!/bin/sh\n"
        "# Usage: sh upload.sh BUILD s3://BUCKET. New hashed files first, then what names them.\n"
        "set -eu\n" + "".join(f"{' '.join(line.split())}\n" for line in lines)
    )
