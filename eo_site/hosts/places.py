"""Where things stand on a server of one's own."""

import re
from dataclasses import dataclass

from eo_site.hosts.description import Description
from eo_site.model.host import Gateway


@dataclass(frozen=True)
class Places:
    """Folders and addresses that configuration names."""

    root: str
    """What the server serves at `/`."""
    files: str
    """Where the written files stand."""
    listen: str
    profiles: str = ""
    """Where profiles of accounts stand; empty: beside the written files."""

    @property
    def profile_folder(self) -> str:
        """Where profiles of accounts stand."""
        return (self.profiles or self.file("profiles")).rstrip("/")

    def file(self, name: str) -> str:
        """A written file as the server finds it."""
        return f"{self.files.rstrip('/')}/{name}"

    def gateway_proxy(self, gateway: Gateway) -> tuple[str, str]:
        """(path, server) of a gateway's own pages; empty where they have an address of their own."""
        if not gateway.sign_in.startswith("/"):
            return "", ""
        server = re.match(r"https?://[^/]+", gateway.check)
        assert server
        return f"/{gateway.sign_in.split('/')[1]}/", server.group()


def ways(site: Description) -> tuple[str, str]:
    """The addresses to sign in and out on a server of one's own."""
    identity = site.identity
    return (
        (identity.sign_in if identity else "") or f"{site.base}sign-in",
        (identity.sign_out if identity else "") or f"{site.base}sign-out",
    )


def literal(text: str) -> str:
    """A path as a regular expression that finds nothing else."""
    return re.sub(r"[^A-Za-z0-9/_-]", lambda match: "\\" + match.group(), text)
