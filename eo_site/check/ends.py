"""What has ended does not fall due: no text prints a date that its order's own record rules out."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.check.world import OrderWorld, at, in_text
from eo_site.clocks import own_end
from eo_site.dates import long_date
from eo_site.model.body import Listing, Piece, Value, Variant
from eo_site.model.document import OrderDocument
from eo_site.model.facts import ENDED
from eo_site.model.problem import Problem


def due_after_end(world: OrderWorld) -> Iterator[Problem]:
    """EO641: a printed value that is a due date after the end of its section or order."""
    record = world.document.record
    late = dict[str, tuple[date, date]]()
    dues = {name: day for case in world.editions.values() for name, day in case.order.dues if day}
    for duty in record.duties:
        last = own_end(record, duty.section)
        for name in (duty.id, f"{duty.id}.until"):
            day = dues.get(name)
            if last and day and day > last:
                late[name if name.endswith(".until") else f"{name}.due"] = day, last
    for value in values_of(world.document) if late else ():
        if value.path in late:
            day, last = late[value.path]
            message = (
                f"`[={value.path}]` prints {long_date(day)}, and its order or section bound "
                f"until {long_date(last)}"
            )
            hint = "say that it ended first, and take the date out"
            yield in_text(world.document, value.place, "EO641", message, hint)


def end_after_return(world: OrderWorld) -> Iterator[Problem]:
    """EO436: a status by which the order is over, without a last day, though it was reinstated since."""
    record = world.document.record
    returns = [
        each.from_
        for each in record.relations
        if each.type == "reinstated_by" and each.from_ and not (each.sections or each.partial)
    ]
    for i, entry in enumerate(record.status):
        over = entry.value in _OVER and not (entry.until or entry.sections or entry.as_to)
        back = min((day for day in returns if entry.from_ and day > entry.from_), default=None)
        if over and back:
            last = back - timedelta(days=1)
            message = f"`{entry.value}` has no last day, and the order was reinstated on {long_date(back)}"
            hint = f"add `until: {last}`, and a status for what holds since"
            yield at(world.document, ("status", i, "value"), "EO436", message, hint)


_OVER = ENDED | {"suspended"}


def values_of(document: OrderDocument) -> Iterator[Value]:
    """Every printed value of a file's texts."""
    for prose in document.prose.values():
        for piece in (prose.default, *(text for _, text in prose.variants)):
            yield from _values(piece)
    for section in document.body.sections:
        yield from _values(section.heading.piece if section.heading else ())
        for part in (part for block in section.blocks for part in block.parts):
            yield from _values(part.heading.piece if part.heading else ())
            yield from _values(part.piece)


def _values(piece: Piece) -> Iterator[Value]:
    for each in piece:
        if isinstance(each, Value):
            yield each
        elif isinstance(each, Variant):
            for inner in (each.default, *(text for _, text in each.texts)):
                yield from _values(inner)
        elif isinstance(each, Listing):
            for item in each.items:
                yield from _values(item.piece)
