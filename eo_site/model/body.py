"""An analysis as it was written: sections, blocks and pieces, with audience names still as names.

A piece is the HTML of a stretch of Markdown in which everything that can differ between
editions stands as a hole. Nothing here depends on which audiences a site has, so a parsed body
is good for as long as its file's bytes are.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from eo_site.model.problem import Place


@dataclass(frozen=True, slots=True)
class Name:
    """An audience's or a group's name as the author wrote it."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Condition:
    """Who receives what it stands on: those named (`for`), or all but those (`except`)."""

    kind: Literal["for", "except"]
    names: tuple[Name, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One source of a citation, with the place in it."""

    source: str
    locator: str
    place: Place


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@order, 3(b); @other]`"""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """`[=d7.due]`: a value of the record, printed."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """The opening tag of a link; its closing tag is plain HTML."""

    target: str
    title: str
    place: Place


IMAGES = ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg")
ATTACHMENTS = ("pdf", "csv", "xlsx", "ods", "docx", "odt", "pptx", "odp", "txt", "json", "zip")
"""Endings of the files that a text may link to beside itself: none that a browser runs."""
_ATTACHMENT = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{'|'.join(ATTACHMENTS)})")


def is_attachment(target: str) -> bool:
    """Whether a link's address is the name of a file beside the text: `memo.pdf`."""
    return _ATTACHMENT.fullmatch(target) is not None


@dataclass(frozen=True, slots=True)
class Image:
    """An image that stands beside the order's file, or its like on the web is refused."""

    target: str
    alt: str
    title: str
    place: Place
    caption: bool = False
    """Whether it is a figure of its own, and its title stands below it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """`[default]{a="…"}`: words that vary; or `[words]{lang="en"}`: words in another language."""

    default: "Piece"
    texts: tuple[tuple[Name, "Piece"], ...]
    place: Place
    language: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, perhaps for some only."""

    condition: Condition | None
    piece: "Piece"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of which at least one item is conditional; without items it is not printed.

    Nor is an item of which nothing is left.
    """

    opening: str
    items: tuple[ListItem, ...]
    closing: str


Segment: TypeAlias = str | Citation | Value | Link | Image | Variant | Listing
Piece: TypeAlias = tuple[Segment, ...]
"""HTML and holes in reading order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An ATX heading with its attributes."""

    level: int
    piece: Piece
    id: str
    """Given as `{#id}`, else made from the default text."""
    condition: Condition | None
    interests: tuple[Name, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text under at most one heading."""

    heading: Heading | None
    piece: Piece
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """Default text, or a `:::` block. Only a `for` block can have headings of its own."""

    kind: Literal["default", "for", "instead"]
    condition: Condition | None
    parts: tuple[Part, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between a heading and the next heading of any level."""

    heading: Heading | None
    """None for text before the first heading."""
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown of one file."""

    sections: tuple[Section, ...] = ()
