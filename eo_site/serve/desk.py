"""What the server needs of a site: to read it again, and to answer for its pages.

The server knows nothing of engines. Whatever keeps this protocol can stand behind it: the site that
a build would write, or a few pages given by a test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from eo_site.model.problem import Place, Problem

FRONT_DOOR = ""
"""In the place of an edition's id: the chooser."""


@dataclass(frozen=True)
class DeskEdition:
    """An edition as the switcher names it."""

    id: str
    name: str
    members: bool
    """Whether its published pages are for members."""
    address: str = ""
    """Where it is published, if that is not under the site's own address."""


@dataclass(frozen=True)
class Refreshed:
    """The site as it stands after files changed."""

    generation: int
    """Goes up with each refresh."""
    problems: tuple[Problem, ...] = ()
    good: bool = True
    """False: errors keep the new site from being shown, and what follows is of the last good one."""
    editions: tuple[DeskEdition, ...] = ()
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By edition, the digest of each of the theme's files by its name, such as `css/site.css`.

    A page whose own bytes did not change needs new styles where these differ, and has to be
    loaded again where scripts or images do.
    """
    unpublished: Mapping[str, str] = field(default_factory=dict)
    """By path within an edition, why a page is on this desk and in no published edition."""
    editor: str = ""
    """The address that opens a file in the author's editor, with `{path}`, `{line}` and `{column}`."""


Target = tuple[str, Place]
"""(path in the site, place)"""


@dataclass(frozen=True)
class PageLines:
    """Where the parts of one page come from."""

    path: str
    """Of the file that the page's passages stand in."""
    html: str = ""
    """The page with `<!--@line:column-->` before the words of each paragraph; empty where none are known."""
    ids: Mapping[str, Target] = field(default_factory=dict)
    """By the id of an element, where what it shows stands."""


@dataclass(frozen=True)
class Answer:
    """One file of the site."""

    data: bytes
    type: str
    """The media type, as HTTP writes it."""
    problem: Problem | None = None
    """What keeps the page from being rendered; then there is no data."""
    status: int = 200
    """As HTTP has it."""


class Desk(Protocol):
    """A site that can be read again and asked for its pages, by several threads at a time."""

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """Read again after these files changed; None means that any may have."""

    def answer(self, path: str) -> Answer | None:
        """The file at a path such as `litigators/orders/eo-13903/`, as the last good site has it.

        Whatever hash stands in `assets/<hash>/…`, the theme's file is the present one: a page that
        is still open in a browser may have been rendered under another.
        """

    def has(self, path: str) -> bool:
        """Whether there is such a page, without rendering it."""

    def lines(self, path: str) -> PageLines | None:
        """Where the parts of a page come from, if that is known."""

    def authoring(self, path: str, query: Mapping[str, Sequence[str]]) -> Answer | None:
        """A page or file of the author's desk, by its path below `/-/`."""

    def act(self, path: str, asked: Mapping[str, Any]) -> Answer | None:
        """What a page of the author's desk is told when it has something done; it may change files."""


TYPES = {
    ".avif": "image/avif",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
"""By suffix. A table of our own: the machine's differs from one machine to the next."""


def media_type(path: str) -> str:
    """The type of a path's file; a path that ends in a slash is a page."""
    if path == "" or path.endswith("/"):
        return TYPES[".html"]
    return TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
