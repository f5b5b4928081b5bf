"""Where a field of an order's record is read, apart from the order's own page.

A field says it itself, in its annotation: `Annotated[Id | None, LISTED | COUNTED]`. One that says
nothing is read on its order's page alone.
"""

from enum import Flag, auto
from functools import cache

from pydantic import BaseModel


class Use(Flag):
    """A part of the program that reads some fields and not the others."""

    LISTED = auto()
    """Lists, cards, feeds, calendars, data and the pages of other orders: the field is in `SlimRecord`."""
    KEPT = auto()
    """What is left of an order whose analysis was taken back."""
    UNANNOTATED = auto()
    """Of what is left, entries without what we say about them."""
    COUNTED = auto()
    """The page about an edition's data, which says of how many orders it is known."""
    CODED = auto()
    """What somebody has made out: an order that has it is more than its bibliographic record."""
    DENYING = auto()
    """Rules about what we assert: its texts say what the order does not do, or what nobody knows."""


LISTED, KEPT, UNANNOTATED, COUNTED, CODED, DENYING = Use


@cache
def fields_with(use: Use, model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields that have all of a use, in their order."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if any(use in each for each in info.metadata if isinstance(each, Use))
    )
