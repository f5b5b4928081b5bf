"""What has ended does not fall due: no text prints a date that its order's own record rules out."""

from collections.abc import Iterator
from datetime import date, timedelta

from eo_site.check.world import OrderWorld, at, in_text
from eo_site.clocks import own_end
from eo_site.dates import long_date
from eo_site.model.body import Listing, Piece, Value, Variant
from eo_site.model.document import OrderDocument
from eo_site.model.facts import ENDED
from eo_site.model.order import Order
from eo_site.model.problem import Problem, Severity
from eo_site.model.prose import Prose


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


def unended_status(world: OrderWorld) -> Iterator[Problem]:
    """EO437: "in force" without a last day, in a record that has the order's end."""
    record = world.document.record
    ended = min((day for day in _ends(record) if day), default=None)
    for i, entry in enumerate(record.status if ended else ()):
        holds = entry.value.startswith("in-force") and not (
            entry.until or entry.sections or entry.as_to
        )
        if ended and holds and not (entry.from_ and entry.from_ >= ended):
            last = ended - timedelta(days=1)
            message = f"`{entry.value}` has no last day, and by this record the order ended on {long_date(ended)}"
            hint = f"add `until: {last}`; or correct the end"
            yield at(
                world.document, ("status", i, "value"), "EO437", message, hint, Severity.WARNING
            )


def days_of_an_end(world: OrderWorld) -> Iterator[Problem]:
    """EO438: a status and the relation that tells of the same act, with two days."""
    record = world.document.record
    for i, entry in enumerate(record.status):
        days = [
            each.from_
            for each in record.relations
            if each.type == f"{entry.value}_by" and each.from_ and each.sections == entry.sections
        ]
        if entry.from_ and days and entry.from_ not in days:
            message = f"`from` is {entry.from_}, and the relation `{entry.value}_by` has {days[0]}"
            hint = "correct the one that is wrong"
            yield at(
                world.document, ("status", i, "from"), "EO438", message, hint, Severity.WARNING
            )


def repeated_relation(world: OrderWorld) -> Iterator[Problem]:
    """EO439: one tie written twice, which pages would print twice."""
    seen = set[object]()
    for i, each in enumerate(world.document.record.relations):
        tie = (
            each.type,
            each.target,
            each.section,
            each.target_section,
            each.sections,
            each.from_,
            each.for_,
        )
        if tie in seen:
            message = f"`{each.type}` of `{each.target}` stands twice"
            yield at(world.document, ("relations", i), "EO439", message, "keep one")
        seen.add(tie)


def _ends(record: Order[Prose]) -> Iterator[date | None]:
    """The first days on which the order as a whole no longer bound; none where it came back."""
    if any(each.type == "reinstated_by" for each in record.relations):
        return
    for entry in record.status:
        if entry.value in ENDED and not (entry.until or entry.sections or entry.as_to):
            yield entry.begins
    for each in record.relations:
        if each.type in ("revoked_by", "superseded_by") and not (each.sections or each.partial):
            yield each.from_


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
