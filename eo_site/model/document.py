"""A content file as its author wrote it: record, prose and body, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel

from eo_site.model.body import Body, Name, Piece
from eo_site.model.order import Order, PageRecord
from eo_site.model.problem import Place
from eo_site.model.prose import Prose
from eo_site.model.text import KeyPath, Marks

R = TypeVar("R", bound=BaseModel)


DoubtKind = Literal[
    "attribute", "label", "keyed", "bracket", "start", "name", "mark", "comment", "info"
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that are a condition gone wrong if they name an audience or a group, and text if not.

    Which names a site has is not known while a file is parsed, so these wait until it is.
    """

    kind: DoubtKind
    words: str
    """As they look: look-alikes of ASCII letters are those letters here."""
    place: Place


@dataclass(frozen=True)
class ParsedProse:
    """The pieces of one prose field."""

    default: Piece
    variants: tuple[tuple[Name, Piece], ...]


@dataclass(frozen=True)
class Document(Generic[R]):
    """A file as its author wrote it, with the place of everything."""

    slug: str
    path: str
    record: R
    prose: Mapping[KeyPath, ParsedProse]
    body: Body
    marks: Marks
    lost: frozenset[str] = frozenset()
    """Keys of the front matter of which some part could not be used; it is left out of the record."""
    doubts: tuple[Doubt, ...] = ()
    language: str = ""
    """Of a translation, the language that its words are in; none where they are in the site's."""
    untranslated: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a translation, by key, what of the order's record it has no words for, and so leaves out."""

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Of a value of the front matter."""
        return self.marks.place(path, key=key)


OrderDocument = Document[Order[Prose]]
PageDocument = Document[PageRecord[Prose]]
