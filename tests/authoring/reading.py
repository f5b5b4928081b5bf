"""An order's file read, resolved for every audience, and taken apart again."""

from eo_site.authoring.source_pieces import Edition, SourcePiece, source_pieces
from eo_site.model.document import OrderDocument
from eo_site.read.document import read_order
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.order import Surroundings, resolve_order
from tests.helpers import DATES, SHARED_SOURCES, audiences

PATH = "content/orders/eo-1.md"


def editions_of(
    document: OrderDocument, names: Audiences, around: Surroundings
) -> dict[str, Edition]:
    """By audience, what it receives."""
    readers = [Reader(names, each) for each in names.file.by_id]
    return {each.id: Edition(each, resolve_order(document, each, around)[0]) for each in readers}


def pieces_of(text: str) -> list[SourcePiece]:
    """The pieces of a file, for the audiences of `tests.helpers`."""
    document, problems = read_order("eo-1", PATH, text.encode())
    assert document and not problems, problems
    around = Surroundings(SHARED_SOURCES, dates={"en": DATES})
    return source_pieces(document, editions_of(document, audiences(), around))
