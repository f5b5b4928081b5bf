"""How much of an edition's record is filled in, field by field, and by which sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from eo_site.model.case import Case
from eo_site.model.resolved import ResolvedRecord
from eo_site.model.source import SEARCHED_FIELDS, Source
from eo_site.model.uses import COUNTED, fields_with
from eo_site.plan.exports.views import FieldView

NONE_FOUND, NOT_APPLICABLE, FROM = ":none-found", ":not-applicable", ":from:"
ORDER, OTHERS = "order", "others"


def filled_fields(record: ResolvedRecord) -> tuple[str, ...]:
    """What one order counts for: `cases`, `cases:from:docket`; or `cases:none-found`.

    This is all that the page of data has to know of an order, so it can be kept beside it.
    """
    return tuple(mark for name in _counted() for mark in _marks(record, name))


def _counted() -> tuple[str, ...]:
    return fields_with(COUNTED, ResolvedRecord)


def _marks(record: ResolvedRecord, name: str) -> Iterator[str]:
    value = getattr(record, name)
    if any(dict(value).values()) if isinstance(value, BaseModel) else value:
        yield name
        for source in sorted(set(_sources(value))):
            yield f"{name}{FROM}{source}"
    elif name in record.not_applicable:
        yield name + NOT_APPLICABLE
    elif any(field == name and ids for field, ids in record.searched.items()):
        yield name + NONE_FOUND


def _sources(value: object) -> Iterator[str]:
    """The sources that the entries of a field rest on; a section alone is the order's own text."""
    for each in value if isinstance(value, tuple) else ():
        named = getattr(each, "source", None)
        if isinstance(each, Case):
            yield from (each.source_of(event) for event in each.events)
        elif named:
            yield named
        elif getattr(each, "section", None) or getattr(each, "sections", None):
            yield ORDER
        yield from _sources(getattr(each, "evidence", ()))


def coverage(
    filled: Sequence[tuple[str, ...]], shared: Mapping[str, Source], described: Iterable[str]
) -> tuple[FieldView, ...]:
    """What `filled_fields` says of each order, counted; `shared` are the site-wide sources.

    `described` are the fields in the order of the page.
    """
    counts = Counter(mark for marks in filled for mark in marks)
    order = {name: at for at, name in enumerate(described)}
    names = sorted(_counted(), key=lambda each: order.get(each, len(order)))
    return tuple(_field(name, filled, counts, shared) for name in names)


def _field(
    name: str,
    filled: Sequence[tuple[str, ...]],
    counts: Mapping[str, int],
    shared: Mapping[str, Source],
) -> FieldView:
    found = counts.get(name, 0)
    empty, silent = counts.get(name + NONE_FOUND, 0), counts.get(name + NOT_APPLICABLE, 0)
    sources = Counter(
        label
        for marks in filled
        for label in {
            _label(mark.partition(FROM)[2], shared)
            for mark in marks
            if mark.startswith(name + FROM)
        }
    )
    return FieldView(
        name,
        name in SEARCHED_FIELDS,
        found,
        empty,
        silent,
        len(filled) - found - empty - silent,
        tuple(sorted(sources.items(), key=lambda each: (-each[1], each[0]))),
    )


def _label(ident: str, shared: Mapping[str, Source]) -> str:
    """A source that orders share by its name. Those of one order are told on its own page.

    A shared source for some readers only is not named: another of the same id may stand for it.
    """
    source = shared.get(ident)
    if ident == ORDER or source is None or source.for_:
        return ORDER if ident == ORDER else OTHERS
    return source.short or source.title
