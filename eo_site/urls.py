"""Every path and address of a site, in one place.

Inside an edition all links are relative, so an edition works at a domain's root, under a
sub-path and on a domain of its own. Paths are relative to the edition's root; a page's path ends
in a slash and its file is `index.html` there.
"""

import posixpath
import re
from dataclasses import dataclass

HOME = ""
RESERVED = frozenset(
    {
        "404", "agencies", "assets", "corrections", "data", "deadlines", "feed", "index",
        "interests", "library", "manifest", "orders", "pagefind", "presidents", "relations", "robots",
        "sitemap", "status",
    }
)  # fmt: skip
"""Names at an edition's root that pages cannot have."""


def order_path(slug: str) -> str:
    """An order's page."""
    return f"orders/{slug}/"


def page_path(slug: str) -> str:
    """A page that is not an order."""
    return f"{slug}/"


LISTED_VOCABULARIES = ("interests", "agencies", "presidents")
"""Vocabularies whose terms have lists of orders."""


def list_path(kind: str, value: str = "", page: int = 0) -> str:
    """A list of orders: `interests/`, `interests/cybercrime/`, `interests/cybercrime/2/`."""
    return "".join(f"{part}/" for part in (kind, value, str(page or "")) if part)


SHARED_IMAGE = "img/share.png"
"""The theme's picture for where a page is shared, among its static files."""


def year_file(year: str) -> str:
    """The data of the orders signed in a year."""
    return f"orders/{year}.json"


DATA_PAGE = "data/"
"""The page that describes an edition's data."""


def provision_anchor(label: str) -> str:
    """The id of a provision of the official text: `text-3-b-ii`."""
    return "text-" + "-".join(re.findall(r"[A-Za-z0-9]+", label))


def file_of(path: str) -> str:
    """The file that serves a page's path; files serve themselves."""
    return f"{path}index.html" if path == HOME or path.endswith("/") else path


@dataclass(frozen=True)
class Linker:
    """Makes addresses relative to one page."""

    page: str
    """The page they are printed on, relative to the edition's root."""
    portable: bool = False
    """Name `index.html`, for reading from disk."""

    @property
    def root(self) -> str:
        """Prefix that leads to the edition's root."""
        return "../" * self.page.count("/") or "./"

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a path within the edition."""
        if path == self.page and anchor:
            return f"#{anchor}"
        target = self.root + (file_of(path) if self.portable else path)
        target = target.removeprefix("./") or "./"
        return f"{target}#{anchor}" if anchor else target


def absolute(base: str, path: str) -> str:
    """A path under a base address; empty without a base."""
    return f"{base.rstrip('/')}/{path}" if base else ""


def host_of(base: str) -> str:
    """The host of a base address; empty without one."""
    return base.partition("://")[2].partition("/")[0]


def base_path(base: str) -> str:
    """The path part of a base address, with a slash at its end; `/` without one."""
    after = base.partition("://")[2]
    path = posixpath.join("/", after.partition("/")[2])
    return path if path.endswith("/") else path + "/"
