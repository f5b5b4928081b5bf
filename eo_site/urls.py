"""Every path and address of a site, in one place.

Inside an edition all links are relative, so an edition works at a domain's root, under a
sub-path and on a domain of its own. Paths are relative to the edition's root; a page's path ends
in a slash and its file is `index.html` there.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from eo_site.model.audience import Audience
from eo_site.model.official import OfficialText

HOME = ""
RESERVED = frozenset(
    {
        "404", "agencies", "assets", "briefing", "compare", "corrections", "data", "deadlines", "feed", "index",
        "interests", "library", "manifest", "orders", "pagefind", "presidents", "profile", "relations",
        "robots", "search", "sitemap", "status",
    }
)  # fmt: skip
"""Names at an edition's root that pages cannot have."""


def order_path(slug: str) -> str:
    """An order's page."""
    return f"orders/{slug}/"


def order_of(path: str) -> str:
    """The order whose page a file or path is; empty where it is none."""
    found = _ORDER.fullmatch(path)
    return found[1] if found else ""


_ORDER = re.compile(r"orders/([^/]+)/(?:index\.html)?")

PROOF = "proof/"
"""Below an order's page: its official text beside what rests on it."""


def proof_path(slug: str) -> str:
    """An order's official text beside the passages that rest on it."""
    return order_path(slug) + PROOF


def page_path(slug: str) -> str:
    """A page that is not an order."""
    return f"{slug}/"


def is_old_path(alias: str) -> bool:
    """Whether an earlier address is a path of another site rather than an earlier id."""
    return "/" in alias or "." in alias


def earlier_path(alias: str, path_of: Callable[[str], str]) -> str:
    """Where an earlier address of a page stands in an edition.

    `path_of` is `order_path` or `page_path`, for earlier ids. A path of the site that the page comes
    from stands as it was: `2020/02/05/old-post.html`.
    """
    return alias.lstrip("/").removesuffix("index.html") if is_old_path(alias) else path_of(alias)


LISTED_VOCABULARIES = ("interests", "agencies", "presidents")
"""Vocabularies whose terms have lists of orders."""


def list_path(kind: str, value: str = "", page: int = 0) -> str:
    """A list of orders: `interests/`, `interests/cybercrime/`, `interests/cybercrime/2/`."""
    return "".join(f"{part}/" for part in (kind, value, str(page or "")) if part)


UNDATED = "undated"
"""In the place of a year, for orders without a day of signing."""

SHARED_IMAGE = "img/share.png"
"""The theme's picture for where a page is shared, among its static files."""


def year_file(year: str) -> str:
    """The data of the orders signed in a year."""
    return f"orders/{year}.json"


ME = "/.well-known/eo-site/me.json"
"""Where there are accounts: the one address, from the host's root, that says who somebody is."""

ACCOUNT_PROFILE = "/.well-known/eo-site/profile.json"
"""Where an account's profile is kept: one address for all, which is another file for each account."""

SEARCH_PAGE = "search/"
"""The page on which an edition's full text is searched."""
SEARCH_INDEX = "pagefind/"
"""The folder that Pagefind fills; an edition owns it as a whole."""

DATA_PAGE = "data/"
"""The page that describes an edition's data."""


BRIEFING, COMPARE, PROFILE = "briefing/", "compare/", "profile/"
"""The reader’s own pages, and the one on which orders are put side by side."""
BRIEFING_DATA = "data/briefing.json"
"""What the briefing is made of in the browser."""


def provision_anchor(label: str) -> str:
    """The id of a provision of the official text: `text-3-b-ii`."""
    return "text-" + "-".join(re.findall(r"[A-Za-z0-9]+", label))


@dataclass(frozen=True, slots=True)
class Provisions:
    """Where an edition prints the provisions of an order's official text, seen from the order's page."""

    labels: frozenset[str] = frozenset()
    page: str = ""
    """Address of the page that prints them; empty for the order's own."""

    def __contains__(self, label: object) -> bool:
        """Whether a section can be linked to."""
        return label in self.labels

    def url(self, label: str) -> str:
        """The address of a provision."""
        return f"{self.page}#{provision_anchor(label)}"


NOWHERE = Provisions()
"""The edition prints none of it."""


def provisions_of(text: OfficialText | None, audience: Audience, portable: bool) -> Provisions:
    """The provisions that an audience's pages of an order print: on the page itself, else as proof."""
    if text is None or not (audience.prints_text or audience.proof):
        return NOWHERE
    page = "" if audience.prints_text else proof_url(portable)
    return Provisions(frozenset(each.label for each in text.sections), page)


def proof_url(portable: bool) -> str:
    """The way from an order's page to its proof."""
    return file_of(PROOF) if portable else PROOF


def order_url(portable: bool) -> str:
    """The way from an order's proof to its page."""
    return "../" + (file_of(HOME) if portable else "")


DOCUMENT_LINK = re.compile(
    r"(?:\.\.?/)*(?:(?P<kind>orders|pages)/)?(?:[12]\d{3}/)?"
    r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?:/index)?\.md(?:#(?P<anchor>[^\s#]+))?"
)
"""How a text links to an order or a page: by its file, as editors follow it, `../2020/eo-13915.md`."""


def file_of(path: str) -> str:
    """The file that serves a page's path; files serve themselves."""
    return f"{path}index.html" if path == HOME or path.endswith("/") else path


def address_of(file: str) -> str:
    """The page's path that a file serves; other files are their own."""
    folder, slash, name = file.rpartition("/")
    return folder + slash if name == "index.html" else file


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
