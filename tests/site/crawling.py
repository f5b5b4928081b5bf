"""An edition's pages as a browser sees them: links, ids, and what a strict policy forbids."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.sites import tree

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}
VOID = {"meta", "link", "img", "br", "hr", "input", "source", "wbr"}
EXTERNAL = ("http", "https", "mailto")
FRONT_DOOR = "choose"
"""The chooser's anchor; an edition at the root of its own address has no front door above it."""


@dataclass(frozen=True)
class Element:
    """A tag with its attributes, and whether it stands among the links to other editions."""

    tag: str
    attributes: dict[str, str]

    @property
    def address(self) -> str | None:
        """Where it leads, if it leads anywhere."""
        return self.attributes.get(LINKS.get(self.tag, ""))

    @property
    def switches(self) -> bool:
        """Whether it leads to another edition."""
        return self.tag == "a" and "data-edition" in self.attributes


@dataclass
class Page(HTMLParser):
    """One page, read."""

    path: str
    elements: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed and self.unclosed[-1] == tag, f"{self.path}: </{tag}> closes nothing"
        self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        """All text of the page."""
        return " ".join(" ".join(self.text).split())

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind."""
        return [each for each in self.elements if each.tag == tag]

    def links(self) -> Iterator[str]:
        """Addresses that lead to a place of the same edition."""
        for each in self.elements:
            canonical = each.attributes.get("rel") == "canonical"
            if each.address is None or each.switches or canonical:
                continue
            if urlsplit(each.address).scheme not in EXTERNAL:
                yield each.address


def read_page(path: str, html: str) -> Page:
    """A page's markup, parsed."""
    found = Page(path)
    found.feed(html)
    found.close()
    return found


@cache
def pages_of(folder: Path) -> dict[str, Page]:
    """Every page of a finished edition by its file."""
    return {
        path: read_page(path, data.decode())
        for path, data in tree(folder).items()
        if path.endswith(".html")
    }


def served(base: str, page: str, link: str) -> str:
    """The file that answers a link, for a site whose files are served under a base path."""
    address, _ = urldefrag(urljoin(base + page, link))
    path = unquote(address)
    return path + "index.html" if path.endswith("/") else path


def dead_links(folder: Path, base: str = "/") -> list[str]:
    """Links of an edition that lead out of it or nowhere, anchors included."""
    pages, files = pages_of(folder), set(tree(folder))
    dead = []
    for path, page in pages.items():
        for link in page.links():
            target = served(base, path, link)
            inside = target.removeprefix(base)
            anchor = urldefrag(link).fragment
            if leads_to_chooser(base, target) or (base == "/" and anchor == FRONT_DOOR):
                continue
            if not target.startswith(base) or inside not in files:
                dead.append(f"{path} → {link}")
            elif anchor and anchor not in pages[inside].ids:
                dead.append(f"{path} → {link} (no such place)")
    return dead


def leads_to_chooser(base: str, target: str) -> bool:
    """Whether a link leads to the front door, which stands one folder above the edition."""
    return base != "/" and target == base.rstrip("/").rpartition("/")[0] + "/index.html"
