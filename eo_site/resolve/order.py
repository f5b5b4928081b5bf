"""One order, or one page, for one audience: `resolve_order(document, reader, …)`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from eo_site.model.document import Document, OrderDocument, PageDocument
from eo_site.model.official import OfficialText
from eo_site.model.order import Order
from eo_site.model.problem import Place, Problem
from eo_site.model.prose import Prose, Words
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.model.source import Source
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Reader
from eo_site.resolve.body import resolve_body
from eo_site.resolve.dues import clock_starts, duty_dues
from eo_site.resolve.inline import Inliner
from eo_site.resolve.record import filtered, own_source
from eo_site.resolve.values import as_markup, printable_values
from eo_site.suggest import did_you_mean
from eo_site.urls import Linker, order_path, page_path

TEXT_MODULE = "operative-text"
"""The module that prints the official text."""


@dataclass(frozen=True)
class Surroundings:
    """What resolving needs beside the document itself."""

    sources: tuple[Source, ...] = ()
    """`content/sources.yaml`"""
    portable: bool = False
    texts: Mapping[str, OfficialText] = field(default_factory=dict)
    """Official texts by order number."""


def resolve_order(
    document: OrderDocument, reader: Reader, around: Surroundings
) -> tuple[ResolvedOrder, tuple[Problem, ...]]:
    """The order as this audience reads it, and what of it refers to what they do not receive."""
    bare: Order[Any] = filtered(document.record, reader, lambda _path, _prose: None)
    computed = tuple(duty_dues(bare))
    dues = {duty: day for duty, day, _ in computed}
    values = printable_values(bare, dues)
    sources = _received_sources(document.record, reader, around)
    linker = Linker(order_path(document.slug), around.portable)
    inliner = _inliner(document, reader, linker, "orders", sources, values)
    inliner.provisions = _provisions(document.record, reader, around)
    record = _record(document, reader, inliner)
    body = resolve_body(document.body, reader, inliner)
    for path, source in _fact_sources(document.record, reader, ()):
        inliner.cite(source, document.place(*path))
    inliner.problems += _due_problems(document, reader, computed, clock_starts(bare))
    cited = [each for each in ("order",) if each in sources]
    cited += [each for each in inliner.cited if each != "order"]
    resolved = ResolvedOrder(
        document.slug,
        reader.id,
        record,
        body,
        tuple(dues.items()),
        tuple(sources[each] for each in cited),
    )
    return resolved, tuple(inliner.problems)


def resolve_page(
    document: PageDocument, reader: Reader, around: Surroundings
) -> tuple[ResolvedPage, tuple[Problem, ...]]:
    """A page as this audience reads it."""
    sources = {each.id: each for each in around.sources if reader.named(each.for_)}
    linker = Linker(page_path(document.slug), around.portable)
    inliner = _inliner(document, reader, linker, "pages", sources, {})
    record = _record(document, reader, inliner)
    body = resolve_body(document.body, reader, inliner)
    used = tuple(sources[each] for each in inliner.cited)
    return ResolvedPage(document.slug, reader.id, record, body, used), tuple(inliner.problems)


def _provisions(record: Order[Prose], reader: Reader, around: Surroundings) -> frozenset[str]:
    """The sections of the official text that this audience's page prints."""
    text = around.texts.get(record.number or "")
    if text is None or TEXT_MODULE not in (*reader.audience.lead, *reader.audience.modules):
        return frozenset()
    return frozenset(section.label for section in text.sections)


def _received_sources(
    record: Order[Prose], reader: Reader, around: Surroundings
) -> dict[str, Source]:
    signed = record.dates.signed.isoformat() if record.dates.signed else None
    fr = record.citation.fr if record.citation else ""
    order = own_source(record.number, record.title, fr, signed)
    listed = (order, *around.sources, *record.sources)
    hidden = {each.id for each in record.sources if not reader.named(each.for_)}
    return {
        each.id: each.model_copy(update={"for_": ()})
        for each in listed
        if reader.named(each.for_) and (each.id not in hidden or each in record.sources)
    }


def _inliner(
    document: Document[Any],
    reader: Reader,
    linker: Linker,
    folder: str,
    sources: Mapping[str, Source],
    values: Mapping[str, str | date],
) -> Inliner:
    def value(path: str) -> tuple[str, str] | None:
        return as_markup(values[path]) if path in values else None

    return Inliner(reader, document.path, folder, linker, value, lambda: tuple(values), sources)


def _record(document: Document[Any], reader: Reader, inliner: Inliner) -> Any:
    """The record with its words."""

    def words(path: KeyPath, _prose: Prose) -> Words:
        parsed = document.prose[path]
        return inliner.words(*reader.pick_or(parsed.variants, parsed.default))

    return filtered(document.record, reader, words)


def _fact_sources(value: Any, reader: Reader, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every source that a fact this audience receives names."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            here = (*path, info.alias or name)
            each = getattr(value, name)
            if name == "source" and isinstance(each, str):
                yield here, each
            elif name == "searched":
                for field, sources in each.items():
                    yield from (((*here, field, at), source) for at, source in enumerate(sources))
            else:
                yield from _fact_sources(each, reader, here)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            if reader.named(getattr(each, "for_", ())):
                yield from _fact_sources(each, reader, (*path, index))


def _due_problems(
    document: OrderDocument,
    reader: Reader,
    computed: Sequence[tuple[str, date | None, str]],
    starts: tuple[str, ...],
) -> Iterator[Problem]:
    """Duties whose date cannot be counted, for a reason other than an unknown event."""
    for duty, _, wrong in computed:
        if wrong:
            ident, _, until = duty.partition(".")
            index = next(i for i, each in enumerate(document.record.duties) if each.id == ident)
            found = document.record.duties[index]
            due = found.until if until else found.due
            place: Place = document.place("duties", index, until or "due", "from")
            hint = did_you_mean(due.from_ or "", starts) if due else ""
            message = f"the duty `{duty}` {wrong} for `{reader.id}`"
            yield Problem("EO308", document.path, place, message, hint)
