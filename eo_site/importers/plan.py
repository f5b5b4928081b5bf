"""The whole of one import, before anything is written: inputs and a site in, files out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eo_site.importers.choose import one_each
from eo_site.importers.documents import Document
from eo_site.importers.facts import OWN_SOURCE, facts
from eo_site.importers.presidents import missing_terms, president_of
from eo_site.importers.record import Record, read_record
from eo_site.importers.register import Known, Register, entry, mentions_in
from eo_site.importers.standing import Standing, standing
from eo_site.importers.update import Update, new_file, updated
from eo_site.model.problem import Problem, Severity
from eo_site.model.source import Source
from eo_site.model.vocabulary import Term, Vocabulary

COVERED = {"status", "relations"}
"""What a source must cover for disposition notes to be cited by it."""
MOST_LISTED = 3
"""Entries of one order's notes that a message lists."""


_BY_DAY = re.compile(rb"\btarget:[ \t]*[\"']?([a-z]+-\d{4}-\d\d-\d\d)\b")


@dataclass(frozen=True)
class OrderFile:
    """An order's file, and of its record what tells which order it is."""

    path: str
    slug: str
    data: bytes
    number: str
    document_number: str
    signed: date | None
    html: str = ""
    """Its address at the Federal Register."""


@dataclass(frozen=True)
class Ground:
    """What an import finds in a site."""

    orders: tuple[OrderFile, ...]
    sources: tuple[Source, ...]
    presidents: Vocabulary
    source: str
    """Id of the source that notes are cited by."""
    as_of: date | None = None
    """When the notes were read, where the documents do not say so."""
    instruments: tuple[Known, ...] = ()
    """Instruments that are no executive orders."""


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    updates: tuple[Update, ...]
    terms: tuple[Term, ...]
    """Presidents to add to the vocabulary."""
    problems: tuple[Problem, ...]
    """About the inputs; those about files are with their updates."""
    instruments: tuple[Mapping[str, Any], ...] = ()
    """Entries to add to `content/instruments.yaml`."""


def notes_source(sources: Iterable[Source]) -> str:
    """The site's own source for disposition notes: the Federal Register's, covering status and relations."""
    for each in sources:
        printed = each.container_title == "Federal Register"
        ours = printed or "://www.federalregister.gov/" in (each.url or "")
        if ours and set(each.covers) >= COVERED and not each.for_:
            return each.id
    return str(OWN_SOURCE["id"])


def records_of(
    documents: Iterable[Document], ground: Ground
) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """One record for each order that the documents hold."""
    records, problems = list[Record](), list[Problem]()
    for document in documents:
        record, found = read_record(document, ground.as_of)
        problems += found
        records += [record] if record else []
    printed = {each.number: each.document_number for each in ground.orders}
    chosen, left_out = one_each(records, printed)
    return chosen, (*problems, *left_out)


def plan_import(
    records: Sequence[Record], ground: Ground, at_hand: Sequence[Record], *, draft: bool = False
) -> Plan:
    """Every file that changes, and everything there is to say.

    Notes are checked by the days of signing of all records `at_hand`, imported or not.
    """
    terms = missing_terms(records, ground.presidents)
    everyone = (*ground.presidents.by_id.values(), *terms)
    known = {each.number: each.signed for each in ground.orders if each.number and each.signed}
    known |= {each.number: each.signed for each in at_hand if each.number and each.signed}
    register = Register(ground.instruments, mentions_in(at_hand), _tied(ground.orders))
    updates, problems = list[Update](), list[Problem]()
    for record in records:
        file = _file_of(record, ground.orders)
        if not (record.title or file):
            problems.append(_untitled(record))
            continue
        found = standing(record, known, register)
        problems += _remarks(record, found)
        told = facts(record, found, president_of(record, everyone), ground.source)
        if file:
            updates.append(updated(file.path, file.slug, file.data, told, ground.sources))
        else:
            path = f"content/orders/{record.slug}.md"
            updates.append(new_file(path, told, ground.sources, draft=draft))
    cited = ground.source if ground.source in {each.id for each in ground.sources} else ""
    added = sorted(register.added.items())
    entries = tuple(entry(ident, mentions, cited) for ident, mentions in added)
    return Plan(tuple(updates), terms, tuple(problems), entries)


def _tied(orders: Iterable[OrderFile]) -> Mapping[str, frozenset[str]]:
    """By id, the orders whose files name an instrument that is known by its day only."""
    found: dict[str, set[str]] = {}
    for order in orders:
        for match in _BY_DAY.finditer(order.data):
            found.setdefault(match.group(1).decode(), set()).add(order.slug)
    return {ident: frozenset(slugs) for ident, slugs in found.items()}


def _untitled(record: Record) -> Problem:
    message = f"{record.label}: left out: it has no title, and the site has no such order"
    hint = "import a table or documents with titles first; this one then brings them up to date"
    return Problem("EO802", record.path, record.place, message, hint, Severity.WARNING)


def _file_of(record: Record, orders: Iterable[OrderFile]) -> OrderFile | None:
    """The order's file: by its number, by its document's, or by its name."""
    ways: tuple[Callable[[OrderFile], bool], ...] = (
        lambda each: bool(record.number) and each.number == record.number,
        lambda each: bool(each.document_number) and each.document_number == record.document_number,
        lambda each: each.slug == record.slug,
    )
    return next((each for same in ways for each in orders if same(each)), None)


def _remarks(record: Record, found: Standing) -> Iterator[Problem]:
    def remark(code: str, message: str, hint: str = "") -> Problem:
        words = f"{record.label}: {message}"
        return Problem(code, record.path, record.place, words, hint, Severity.WARNING)

    for slip in found.slips:
        yield remark("EO803", f"disposition_notes: {slip}")
    for reason in found.impossible:
        yield remark("EO805", f"disposition_notes: {reason}; no relation made")
    said = tuple(reason.partition("” ")[0] for reason in found.impossible)
    if text := [each for each in found.untyped if f"“{each}" not in said]:
        hints = [f"a day alone does not say which one is meant: {found.unsure[0]}"] if found.unsure else []  # fmt: skip
        if record.as_of:
            message = f"disposition_notes kept as text with the status: {_listed(text)}"
        else:
            message = f"disposition_notes read as no relation: {_listed(text)}"
            hints.append("say with --as-of when these notes were read, and they are kept as text")
        yield remark("EO805", message, "; ".join(hints))


def _listed(texts: Sequence[str]) -> str:
    """Words of notes as a message lists them: no more than a line holds."""
    shown = [f"“{text if len(text) <= 120 else text[:118] + '…'}”" for text in texts]
    if len(shown) > MOST_LISTED:
        return ", ".join(shown[:MOST_LISTED]) + f", and {len(shown) - MOST_LISTED} more"
    return ", ".join(shown)


def by_number(records: Iterable[Record], number: str) -> Record | None:
    """The record of one order."""
    return next((each for each in records if each.number == number), None)


def known_numbers(orders: Iterable[OrderFile]) -> Mapping[str, OrderFile]:
    """The site's files by order number."""
    return {each.number: each for each in orders if each.number}
