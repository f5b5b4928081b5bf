"""One order, or one page, for one audience: `resolve_order(document, reader, …)`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

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
from eo_site.resolve.record import RecordFilter, own_source
from eo_site.resolve.shared import Shape, Shared, shape
from eo_site.resolve.values import printable_values
from eo_site.suggest import did_you_mean
from eo_site.urls import Linker, Provisions, order_path, page_path, provisions_of


@dataclass(frozen=True)
class Surroundings:
    """What resolving needs beside the document itself."""

    sources: tuple[Source, ...] = ()
    """`content/sources.yaml`"""
    portable: bool = False
    texts: Mapping[str, OfficialText] = field(default_factory=dict)
    """Official texts by order number."""


def resolve_order(
    document: OrderDocument, reader: Reader, around: Surroundings, shared: Shared | None = None
) -> tuple[ResolvedOrder, tuple[Problem, ...]]:
    """The order as this audience reads it, and what of it refers to what they do not receive.

    `shared` is one file's, given for each audience in turn: it only saves time.
    """
    shared = shared or Shared()
    found: Shape = shared.once("shape", lambda: shape(document))
    received = tuple(reader.named(names) for names in found.conditions)
    bare, computed = shared.once(("bare", received), lambda: _bare(document.record, reader))
    dues = {duty: day for duty, day, _ in computed}
    values = printable_values(bare, dues)
    sources = _received_sources(document.record, reader, around, shared)
    inliner = _inliner(document, reader, Linker(order_path(document.slug), around.portable))
    inliner.folder, inliner.sources, inliner.values = "orders", sources, values
    inliner.provisions = _provisions(document.record, reader, around)
    printed = inliner.provisions
    alike = (received, tuple(sources), bool(printed.labels), printed.page)
    inliner.shared, inliner.alike = shared, shared.number(alike)
    record = _record(document, reader, inliner, found)
    body = resolve_body(document.body, reader, inliner)
    for path, source, conditions in found.sources:
        if all(map(reader.named, conditions)):
            inliner.cite(source, partial(document.place, *path))
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
    inliner = _inliner(document, reader, Linker(page_path(document.slug), around.portable))
    inliner.sources = {each.id: each for each in around.sources if reader.named(each.for_)}
    record = _record(document, reader, inliner, shape(document))
    body = resolve_body(document.body, reader, inliner)
    used = tuple(inliner.sources[each] for each in inliner.cited)
    return ResolvedPage(document.slug, reader.id, record, body, used), tuple(inliner.problems)


Computed = tuple[tuple[str, date | None, str], ...]
"""(duty, date, what is wrong)"""


def _bare(record: Order[Prose], reader: Reader) -> tuple[Order[Any], Computed]:
    """The record without prose, and the dates that can be counted from it."""
    bare: Order[Any] = RecordFilter(reader, lambda _path, _prose: None).value(record)
    return bare, tuple(duty_dues(bare))


def _provisions(record: Order[Prose], reader: Reader, around: Surroundings) -> Provisions:
    """The sections of the official text that this audience's edition prints."""
    # What is left of a withdrawn analysis has neither the text nor its proof.
    text = None if record.withdrawn else around.texts.get(record.number or "")
    return provisions_of(text, reader.audience, around.portable)


def _received_sources(
    record: Order[Prose], reader: Reader, around: Surroundings, shared: Shared
) -> dict[str, Source]:
    def listed() -> tuple[Source, ...]:
        signed = record.dates.signed.isoformat() if record.dates.signed else None
        fr = record.citation.fr if record.citation else ""
        return own_source(record.number, record.title, fr, signed), *around.sources

    every = (*shared.once("sources", listed), *record.sources)
    named = tuple(reader.named(each.for_) for each in every)
    found: dict[str, Source] = shared.once(
        ("sources", named), lambda: _named_sources(record, every, named)
    )
    return found


def _named_sources(
    record: Order[Prose], every: Sequence[Source], named: Sequence[bool]
) -> dict[str, Source]:
    pairs = list(zip(every, named, strict=True))
    hidden = {each.id for each, is_named in pairs[-len(record.sources) :] if not is_named}
    hidden &= {each.id for each in record.sources}
    return {
        each.id: each.model_copy(update={"for_": ()}) if each.for_ else each
        for each, is_named in pairs
        if is_named and (each.id not in hidden or each in record.sources)
    }


def _inliner(document: Document[Any], reader: Reader, linker: Linker) -> Inliner:
    return Inliner(reader, document.path, "pages", linker)


def _record(document: Document[Any], reader: Reader, inliner: Inliner, found: Shape) -> Any:
    """The record with its words."""

    def words(path: KeyPath, _prose: Prose) -> Words:
        parsed = document.prose[path]
        return inliner.words(*reader.pick_or(parsed.variants, parsed.default))

    def once(path: KeyPath, make: Callable[[], Any]) -> Any:
        return make() if path in found.varying else inliner.once(path, make)

    return RecordFilter(reader, words, once).value(document.record)


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
