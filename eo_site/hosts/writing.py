"""Everything that one host reads: the adapters by name."""

from collections.abc import Callable, Mapping

from eo_site.hosts.apache import apache
from eo_site.hosts.azure import azure
from eo_site.hosts.caddy import caddy
from eo_site.hosts.cloudfront import cloudfront
from eo_site.hosts.description import Description
from eo_site.hosts.github import github
from eo_site.hosts.nginx import nginx
from eo_site.hosts.places import Places
from eo_site.hosts.plain import plain
from eo_site.hosts.redirect_files import cloudflare, netlify
from eo_site.model.host import HostName

Adapter = Callable[[Description, Places], Mapping[str, str]]
"""A description and where things stand → the text of each file by its name."""

ADAPTERS: Mapping[HostName, Adapter] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache": apache,
    "plain": plain,
    "netlify": netlify,
    "cloudflare-pages": cloudflare,
    "azure-static-web-apps": azure,
    "github-pages": github,
    "s3-cloudfront": cloudfront,
}
IN_THE_BUILD = ("netlify", "cloudflare-pages", "azure-static-web-apps", "github-pages")
"""Hosts that read their files in the folder that is published."""
