"""One order, or one page, for one audience: `resolve_order(document, reader, …)`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from eo_site.clocks import clock_starts, duty_dues
from eo_site.dates import NO_WORDS, DateWords
from eo_site.model.document import Document, OrderDocument, PageDocument, ParsedProse
from eo_site.model.official import OfficialText
from eo_site.model.order import Order
from eo_site.model.problem import Place, Problem
from eo_site.model.prose import Prose, Words
from eo_site.model.resolved import ResolvedOrder, ResolvedPage
from eo_site.model.source import Source
from eo_site.resolve.audiences import Reader
from eo_site.resolve.body import resolve_body
from eo_site.resolve.inline import Inliner
from eo_site.resolve.record import RecordFilter, own_source
from eo_site.resolve.shape import Shape, Spot
from eo_site.resolve.shared import Shared
from eo_site.resolve.values import printable_values
from eo_site.resolve.walk import shape
from eo_site.suggest import did_you_mean
from eo_site.urls import NOWHERE, Linker, Provisions, order_path, page_path, provisions_of


@dataclass(frozen=True)
class Surroundings:
    """What resolving needs beside the document itself."""

    sources: tuple[Source, ...] = ()
    """`content/sources.yaml`"""
    portable: bool = False
    texts: Mapping[str, OfficialText] = field(default_factory=dict)
    """Official texts by order number."""
    dates: Mapping[str, DateWords] = field(default_factory=dict)
    """By language, the words that values are printed with."""
    language: str = "en"
    """Of audiences that name no other."""

    locators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language, the words for parts of an order that have no number: `preamble`."""

    def language_of(self, reader: Reader) -> str:
        """What an audience reads."""
        return reader.audience.language or self.language

    def words_for(self, reader: Reader) -> DateWords:
        """The words for an audience's dates."""
        return self.dates.get(self.language_of(reader), NO_WORDS)


def resolve_order(
    document: OrderDocument, reader: Reader, around: Surroundings, shared: Shared | None = None
) -> tuple[ResolvedOrder, tuple[Problem, ...]]:
    """The order as this audience reads it, and what of it refers to what they do not receive.

    `shared` is one file's, given for each audience in turn: it only saves time.
    """
    shared = shared or Shared()
    inliner, found, clocks = _order_inliner(document, reader, around, shared)
    sources = inliner.sources
    resolved_record = _record(document, reader, inliner, found)
    body = resolve_body(document.body, reader, inliner, found.body)
    for path, source, under in found.facts:
        if all(map(reader.named, under)):
            inliner.cite(source, partial(document.place, *path))
    used = inliner.used
    used.problems += _due_problems(document, clocks)
    cited = [each for each in ("order",) if each in sources]
    cited += [each for each in used.cited if each != "order"]
    # A source that only texts for others rest on is no part of what this audience gets.
    own = tuple(each for each in resolved_record.sources if each.id in used.cited)
    resolved = ResolvedOrder(
        document.slug,
        reader.id,
        resolved_record.model_copy(update={"sources": own}),
        clocks.dues,
        tuple(sources[each] for each in cited),
        body,
    )
    return resolved, tuple(used.problems)


def order_inliner(
    document: OrderDocument, reader: Reader, around: Surroundings, shared: Shared
) -> Inliner:
    """What turns any piece of an order's file into words as this audience reads them."""
    return _order_inliner(document, reader, around, shared)[0]


def _order_inliner(
    document: OrderDocument, reader: Reader, around: Surroundings, shared: Shared
) -> "tuple[Inliner, Shape, _Clocks]":
    record = document.record
    found: Shape = shared.once("shape", lambda: shape(document, _contested(document, around)))
    clocks = _clocks(record, reader, shared)
    printed = _provisions(record, reader, around, shared)
    inliner = _inliner(document, reader, Linker(order_path(document.slug), around.portable))
    inliner.folder, inliner.values = "orders", clocks.values
    inliner.sources = _received_sources(record, reader, around, shared)
    inliner.provisions, inliner.shared = printed, shared
    inliner.dates = around.words_for(reader)
    inliner.language, inliner.site_language = around.language_of(reader), around.language
    inliner.locators = around.locators.get(inliner.language, {})
    inliner.answers = found.answers(reader, inliner.sources)
    inliner.alike = clocks, bool(printed.labels), printed.page, reader.audience.language
    return inliner, found, clocks


def resolve_page(
    document: PageDocument, reader: Reader, around: Surroundings
) -> tuple[ResolvedPage, tuple[Problem, ...]]:
    """A page as this audience reads it."""
    inliner = _inliner(document, reader, Linker(page_path(document.slug), around.portable))
    inliner.sources = {each.id: each for each in around.sources if reader.named(each.for_)}
    inliner.language, inliner.site_language = around.language_of(reader), around.language
    found = shape(document, {each.id for each in around.sources if each.for_})
    inliner.answers = found.answers(reader, inliner.sources)
    record = _record(document, reader, inliner, found)
    body = resolve_body(document.body, reader, inliner, found.body)
    used = tuple(inliner.sources[each] for each in inliner.used.cited)
    return ResolvedPage(document.slug, reader.id, record, body, used), tuple(inliner.used.problems)


@dataclass(frozen=True, eq=False)
class _Clocks:
    """What audiences can count, and print, that receive the same duties, events and numbers."""

    computed: tuple[tuple[str, date | None, str], ...]
    """(duty, date, what is wrong)"""
    dues: tuple[tuple[str, date | None], ...]
    values: Mapping[str, str | date]
    starts: tuple[str, ...]


def _clocks(record: Order[Prose], reader: Reader, shared: Shared) -> _Clocks:
    listed = {"duties": record.duties, "events": record.events, "numbers": record.numbers}
    named = tuple(reader.named(each.for_) for items in listed.values() for each in items)

    def counted() -> _Clocks:
        received = {
            name: tuple(each for each in items if reader.named(each.for_))
            for name, items in listed.items()
        }
        bare = record.model_copy(update=received)
        computed = tuple(duty_dues(bare))
        dues = {duty: day for duty, day, _ in computed}
        values = printable_values(bare, dues)
        return _Clocks(computed, tuple(dues.items()), values, clock_starts(bare))

    found: _Clocks = shared.once(("clocks", named), counted)
    return found


def _provisions(
    record: Order[Prose], reader: Reader, around: Surroundings, shared: Shared
) -> Provisions:
    """The sections of the official text that this audience's edition prints."""
    # What is left of a withdrawn analysis has neither the text nor its proof.
    text = None if record.withdrawn else around.texts.get(record.number or "")
    if text is None:
        return NOWHERE
    audience = reader.audience
    found: Provisions = shared.once(
        ("provisions", audience.prints_text, audience.proof),
        lambda: provisions_of(text, audience, around.portable),
    )
    return found


def _contested(document: OrderDocument, around: Surroundings) -> set[str]:
    """The sources that some audiences receive and others do not."""
    every = (*around.sources, *document.record.sources)
    return {each.id for each in every if each.for_}


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

    def words(prose: ParsedProse) -> Words:
        return inliner.words(*reader.pick_or(prose.variants, prose.default))

    def once(spot: Spot, make: Callable[[], Any]) -> Any:
        return inliner.once(id(spot), spot.asked, make)

    if found.record is None:
        return document.record
    # Two audiences hardly ever read the same in all of it.
    return RecordFilter(reader, words, once).made(document.record, found.record)


def _due_problems(
    document: OrderDocument,
    clocks: _Clocks,
) -> Iterator[Problem]:
    """Duties whose date cannot be counted, for a reason other than an unknown event."""
    for duty, _, wrong in clocks.computed:
        if wrong:
            ident, _, until = duty.partition(".")
            index = next(i for i, each in enumerate(document.record.duties) if each.id == ident)
            found = document.record.duties[index]
            due = found.until if until else found.due
            place: Place = document.place("duties", index, until or "due", "from")
            hint = did_you_mean(due.from_ or "", clocks.starts) if due else ""
            if "circle" in wrong:
                hint = "let one of them count from a day"
            elif "no such day" in wrong:
                hint = "add the day under `dates`"
            message = f"the duty `{duty}` {wrong}"
            yield Problem("EO308", document.path, place, message, hint)
