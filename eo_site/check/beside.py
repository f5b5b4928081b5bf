"""Images and attachments stand beside their text, and images say in words what they show."""

from collections.abc import Collection, Iterator

from eo_site.check.world import OrderWorld, in_text
from eo_site.model.body import Image, Link, Listing, Piece, Variant, is_attachment
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.problem import Problem


def beside(world: OrderWorld) -> Iterator[Problem]:
    """EO406, EO408"""
    return beside_of(world.document, world.beside)


def beside_of(document: OrderDocument | PageDocument, have: Collection[str]) -> Iterator[Problem]:
    """EO406, EO408, for one document; `have` are the names of the files beside it."""
    for named in _named(document):
        image = isinstance(named, Image)
        if named.target not in have:
            message = (
                f"there is no {'image' if image else 'file'} `{named.target}` beside this file"
            )
            example = "figure.png" if image else "memo.pdf"
            hint = f"it stands in the folder of an order: eo-13903/index.md, eo-13903/{example}"
            yield in_text(document, named.place, "EO408", message, hint)
        if isinstance(named, Image) and not named.alt.strip():
            message = f"the image `{named.target}` has no alternative text"
            yield in_text(document, named.place, "EO406", message, "write ![what it shows](…)")


def _named(document: OrderDocument | PageDocument) -> Iterator[Image | Link]:
    for parsed in document.prose.values():
        for piece in (parsed.default, *(piece for _, piece in parsed.variants)):
            yield from _in(piece)
    for section in document.body.sections:
        for block in section.blocks:
            for part in block.parts:
                yield from _in(part.piece)


def _in(piece: Piece) -> Iterator[Image | Link]:
    for segment in piece:
        if isinstance(segment, Image) or (
            isinstance(segment, Link) and is_attachment(segment.target)
        ):
            yield segment
        elif isinstance(segment, Variant):
            for inner in (segment.default, *(text for _, text in segment.texts)):
                yield from _in(inner)
        elif isinstance(segment, Listing):
            for item in segment.items:
                yield from _in(item.piece)
