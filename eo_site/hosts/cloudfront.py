"""S3 with CloudFront: a function for addresses, a policy for headers, and the upload."""

import json
from collections.abc import Mapping

from eo_site.hosts.description import (
    FOR_EVER,
    HASHED,
    HEADERS,
    Description,
)
from eo_site.hosts.places import Places
from eo_site.hosts.redirect_files import WITH_SEARCH

FUNCTION = """\
// Viewer request. S3 knows files and no folders: an address that ends in a slash is its index.html.
// Written by `eo-site host s3-cloudfront`.
var MOVED = %s;
var RENAMED = %s;

function handler(event) {
  var request = event.request;
  var moved = MOVED[request.uri] || MOVED[request.uri + "/"];
  if (moved) return to(moved);
  for (var old in RENAMED) {
    if ((request.uri + "/").indexOf(old) === 0) return to(RENAMED[old] + request.uri.slice(old.length));
  }
  if (request.uri.endsWith("/")) request.uri += "index.html";
  else if (request.uri.split("/").pop().indexOf(".") < 0) return to(request.uri + "/");
  return request;
}

function to(address) {
  return {
    statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: address } },
  };
}
"""


def function(moved: Mapping[str, str], renamed: Mapping[str, str]) -> str:
    """The function with its addresses."""
    return FUNCTION % (json.dumps(moved, indent=2), json.dumps(renamed, indent=2))


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
        "cloudfront-function.js": function(dict(site.redirects), dict(site.renamed)),
        "response-headers-policy.json": json.dumps(policy, indent=2) + "\n",
        "upload.sh": _upload(),
    }


def _upload() -> str:
    hashed = " ".join(f"--include '*{each}*'" for each in HASHED)
    others = " ".join(f"--exclude '*{each}*'" for each in HASHED)
    return (
        "#!/bin/sh\n"
        "# Usage: sh upload.sh BUILD s3://BUCKET. New hashed files first, then what names them.\n"
        "set -eu\n"
        f"aws s3 sync \"$1\" \"$2\" --exclude '*' {hashed} --cache-control 'public, {FOR_EVER}'\n"
        f'aws s3 sync "$1" "$2" --delete {others} --cache-control no-cache\n'
    )
