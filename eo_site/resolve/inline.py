"""Pieces become markup: every hole filled as one audience reads it."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from eo_site.dates import NO_WORDS, DateWords
from eo_site.model.base import SECTION_PATTERN
from eo_site.model.body import (
    Citation,
    Image,
    Link,
    Listing,
    Piece,
    Reference,
    Value,
    Variant,
    is_attachment,
)
from eo_site.model.language import OFFICIAL, is_same
from eo_site.model.problem import Place, Problem
from eo_site.model.prose import SHARED, Provenance, Words
from eo_site.model.resolved import UsedLink
from eo_site.model.source import Source
from eo_site.resolve.audiences import Reader
from eo_site.resolve.shape import Asked
from eo_site.resolve.shared import Shared
from eo_site.resolve.values import as_markup
from eo_site.suggest import did_you_mean
from eo_site.urls import DOCUMENT_LINK, NOWHERE, Linker, Provisions, order_path, page_path

EMPTY = "<li></li>\n"
"""An item of which nothing is left."""
_CITES, _CITES_END = '<span class="cites">', "</span>"
_TAG = re.compile(r"<[^>]*>")
_NUMBERED = re.compile(r"\d|[IVX]+\b")
"""How a section's label begins, as against `preamble`."""
_SECTIONS = re.compile(rf"(?!\d{{4}})(?=[\dIVX]){SECTION_PATTERN}(?:, {SECTION_PATTERN})*")
"""Sections, as against pages of the Federal Register and whatever else one may point to."""
_IN_SECTIONS = frozenset({"legislation", "regulation"})
"""Types of sources whose parts are sections: orders, proclamations, laws."""


ORDER = Source(id="order", type="regulation", title="This order")
"""Stands for any order's own text where only its sections are named."""


def plain_text(html: str) -> str:
    """Our own markup without tags and without citations."""
    return unescape(_TAG.sub("", _uncited(html))) if "<" in html or "&" in html else html


def _uncited(html: str) -> str:
    """Our markup without citations and the space before each; a quotation that ends in a stop needs no second one."""
    *before, last = html.split(_CITES)
    if not before:
        return html
    after = (each.partition(_CITES_END)[2].rstrip() for each in before[1:])
    text = "".join((before[0].rstrip(), *after, last.partition(_CITES_END)[2]))
    return text.replace(".”.", ".”")


@dataclass(slots=True)
class Used:
    """What a text refers to, and what is wrong with that, in reading order."""

    problems: list[Problem] = field(default_factory=list)
    links: list[UsedLink] = field(default_factory=list)
    beside: dict[str, None] = field(default_factory=dict)
    """Each once; so are the sources."""
    cited: dict[str, None] = field(default_factory=dict)

    def add(self, other: "Used") -> None:
        """What a text after it refers to."""
        self.problems += other.problems
        self.links += other.links
        self.beside |= other.beside
        self.cited |= other.cited


@dataclass
class Inliner:
    """Fills holes for one audience on one page, and notes what the text uses."""

    reader: Reader
    path: str
    """Of the file, for problems."""
    folder: str
    """`orders` or `pages`: where links without a folder lead."""
    linker: Linker
    values: Mapping[str, str | date] = field(default_factory=dict)
    """What `[=path]` can print."""
    dates: DateWords = field(default_factory=lambda: NO_WORDS)
    """The words for dates in the audience's language."""
    language: str = OFFICIAL
    """What the audience reads."""
    site_language: str = OFFICIAL
    """What sources' names are in that have none in the audience's language."""
    locators: Mapping[str, str] = field(default_factory=dict)
    """Words for parts of an order that have no number, in the audience's language."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Those this audience receives."""
    provisions: Provisions = NOWHERE
    """Sections of the official text that the edition prints, for pinpoints to lead to."""
    shared: Shared = field(default_factory=Shared)
    """What other audiences' inliners of the same file have made."""
    answers: tuple[Any, ...] = ()
    """This audience's, to all that its file asks."""
    alike: Hashable = None
    """What else of an audience shows in texts."""
    used: Used = field(default_factory=Used)

    def once(self, name: Hashable, asked: Asked, make: Callable[[], Any]) -> Any:
        """A value made for this audience or for one before it, with all that its text uses noted.

        `name` is the value's own, and of whatever else than answers it is made from. What has a
        problem is made for each, since problems name their audience.
        """
        key = (name, self.answers[asked[0] : asked[1]], self.alike)
        kept = self.shared.made(key)
        if kept is None:
            before, self.used = self.used, Used()
            value = make()
            kept = value, self.used
            self.used = before
            if not kept[1].problems:
                self.shared.keep(key, kept)
        self.used.add(kept[1])
        return kept[0]

    def words(self, piece: Piece, provenance: Provenance = SHARED) -> Words:
        """A piece as this audience reads it."""
        return Words(*self.text(piece), provenance)

    def text(self, piece: Piece) -> tuple[str, str]:
        """Its markup, and the same without markup and citations."""
        html = self.html(piece)
        return html, " ".join(plain_text(html).split())

    def html(self, piece: Piece) -> str:
        """The markup of a piece."""
        return "".join([each if isinstance(each, str) else self._fill(each) for each in piece])

    def _fill(self, hole: Citation | Value | Link | Image | Variant | Listing) -> str:
        match hole:
            case Citation():
                return self._citation(hole)
            case Value():
                return self._value(hole)
            case Link():
                return self._link(hole)
            case Image():
                return self._image(hole)
            case Variant():
                html = self.html(self.reader.pick_or(hole.texts, hole.default)[0])
                return f'<span lang="{hole.language}">{html}</span>' if hole.language else html
            case Listing():
                return self._listing(hole)

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.used.problems.append(Problem(code, self.path, place, message, hint))

    def _listing(self, listing: Listing) -> str:
        received = [each for each in listing.items if self.reader.receives(each.condition)]
        made = [(self.html(each.piece), each.piece) for each in received]
        items = [html for html, piece in made if html != EMPTY or piece == (EMPTY,)]
        return listing.opening + "".join(items) + listing.closing if items else ""

    def _value(self, value: Value) -> str:
        found = self.values.get(value.path)
        if found is None:
            message = f"there is no value `{value.path}`"
            self.report("EO309", value.place, message, did_you_mean(value.path, self.values))
            return ""
        return as_markup(found, self.dates)

    # Citations --------------------------------------------------------------------------

    def cite(self, source: str, place: Callable[[], Place]) -> Source | None:
        """A source that something rests on, or a problem at its place."""
        found = self.sources.get(source)
        if found is None:
            message = f"there is no source `{source}`"
            self.report("EO308", place(), message, did_you_mean(source, self.sources))
        else:
            self.used.cited[source] = None
        return found

    def _citation(self, citation: Citation) -> str:
        parts = [self._reference(each) for each in citation.references]
        return f"{_CITES}({'; '.join(parts)}){_CITES_END}"

    def _reference(self, reference: Reference) -> str:
        source = self.cite(reference.source, lambda: reference.place)
        key = (reference.source, reference.locator, id(source), self.alike)
        markup: str = self.shared.once(key, lambda: self._referring(reference, source))
        return markup

    def _referring(self, reference: Reference, source: Source | None) -> str:
        if source and source.id == "order" and (linked := self._provisions(reference.locator)):
            return linked
        if source is None:
            label, named = reference.source, ""
        else:
            locator = self.locators.get(reference.locator, reference.locator)
            label, named = citation_label(source, locator), self._named_in(source)
        return (
            f'<a class="cite"{named} href="#source-{escape(reference.source)}">{escape(label)}</a>'
        )

    def _named_in(self, source: Source) -> str:
        """The attribute for a source's name in another language than the audience's."""
        if source.id == "order" or is_same(source.language or self.site_language, self.language):
            return ""
        return f' lang="{self.site_language}"'

    def _provisions(self, locator: str) -> str:
        """Pinpoints as links to the order's own words, if the edition prints any of them."""
        parts = [(each, each.strip()) for each in locator.split(",")]
        if not any(label in self.provisions for _, label in parts):
            return ""
        word = citation_label(ORDER, locator).removesuffix(locator)
        return word + ",".join(each.replace(label, self._pinpoint(label)) for each, label in parts)

    def _pinpoint(self, label: str) -> str:
        known = label in self.provisions
        url = self.provisions.url(label) if known else "#source-order"
        return f'<a class="cite" href="{url}">{escape(label)}</a>'

    # Links and images -------------------------------------------------------------------

    def _link(self, link: Link) -> str:
        title = f' title="{escape(link.title)}"' if link.title else ""
        return f'<a href="{escape(self._target(link))}"{title}>'

    def _target(self, link: Link) -> str:
        if link.target.startswith("#"):
            self.used.links.append(UsedLink("", unquote(link.target[1:]), link.place))
            return link.target
        if is_attachment(link.target):
            self.used.beside[link.target] = None
        match = DOCUMENT_LINK.fullmatch(link.target)
        if match is None:
            return link.target
        make = order_path if (match["kind"] or self.folder) == "orders" else page_path
        page, anchor = make(match["slug"]), match["anchor"] or ""
        self.used.links.append(UsedLink(page, unquote(anchor), link.place))
        return self.linker.to(page, anchor)

    def _image(self, image: Image) -> str:
        self.used.beside[image.target] = None
        title = f' title="{escape(image.title)}"' if image.title and not image.caption else ""
        img = f'<img src="{escape(image.target)}" alt="{escape(image.alt)}"{title} loading="lazy">'
        if not image.caption:
            return img
        return (
            f"<figure>{img}<figcaption>{escape(image.title, quote=False)}</figcaption></figure>\n"
        )


def citation_label(source: Source, locator: str) -> str:
    """How a citation prints its source: a section of the order stands for itself."""
    name = source.short or source.title
    if not locator:
        return name
    word = "secs." if "," in locator else "sec."
    if source.id == "order":
        return f"{word} {locator}" if _NUMBERED.match(locator) else locator
    if source.type in _IN_SECTIONS and _SECTIONS.fullmatch(locator):
        return f"{name}, {word} {locator}"
    return f"{name}, {locator}"
