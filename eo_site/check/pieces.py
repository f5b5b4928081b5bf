"""Every text of an order's file as it was parsed, and what it cites."""

from collections.abc import Iterable, Iterator

from eo_site.model.body import Citation, Listing, Piece, Reference, Variant
from eo_site.model.document import OrderDocument


def references(document: OrderDocument) -> Iterator[Reference]:
    """Every citation of the record's prose, the headings and the body, in all variants."""
    for prose in document.prose.values():
        yield from _cited((prose.default, *(piece for _, piece in prose.variants)))
    for section in document.body.sections:
        if section.heading:
            yield from _cited((section.heading.piece,))
        for block in section.blocks:
            for part in block.parts:
                yield from _cited((part.heading.piece,) if part.heading else ())
                yield from _cited((part.piece,))


def _cited(pieces: Iterable[Piece]) -> Iterator[Reference]:
    for piece in pieces:
        for segment in piece:
            match segment:
                case Citation():
                    yield from segment.references
                case Variant():
                    yield from _cited((segment.default, *(text for _, text in segment.texts)))
                case Listing():
                    yield from _cited(item.piece for item in segment.items)
