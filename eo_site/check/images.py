"""Images stand beside their text and say in words what they show."""

from collections.abc import Collection, Iterator

from eo_site.check.world import OrderWorld, in_text
from eo_site.model.body import Image, Listing, Piece, Variant
from eo_site.model.document import OrderDocument, PageDocument
from eo_site.model.problem import Problem


def images(world: OrderWorld) -> Iterator[Problem]:
    """EO406, EO408"""
    return images_of(world.document, world.images)


def images_of(document: OrderDocument | PageDocument, have: Collection[str]) -> Iterator[Problem]:
    """EO406, EO408, for one file and the images beside it."""
    for image in _images(document):
        if image.target not in have:
            message = f"there is no image `{image.target}` beside this file"
            hint = "images stand in the folder of an order: eo-13903/index.md, eo-13903/figure.png"
            yield in_text(document, image.place, "EO408", message, hint)
        if not image.alt.strip():
            message = f"the image `{image.target}` has no alternative text"
            yield in_text(document, image.place, "EO406", message, "write ![what it shows](…)")


def _images(document: OrderDocument | PageDocument) -> Iterator[Image]:
    for parsed in document.prose.values():
        for piece in (parsed.default, *(piece for _, piece in parsed.variants)):
            yield from _in(piece)
    for section in document.body.sections:
        for block in section.blocks:
            for part in block.parts:
                yield from _in(part.piece)


def _in(piece: Piece) -> Iterator[Image]:
    for segment in piece:
        if isinstance(segment, Image):
            yield segment
        elif isinstance(segment, Variant):
            for inner in (segment.default, *(text for _, text in segment.texts)):
                yield from _in(inner)
        elif isinstance(segment, Listing):
            for item in segment.items:
                yield from _in(item.piece)
