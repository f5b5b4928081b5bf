"""An order's file, read, resolved for every audience and checked: all that needs no other order."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from eo_site.check import (
    check_ahead,
    check_later,
    check_order,
    check_translation,
    claims_on_others,
)
from eo_site.check.weights import weighed
from eo_site.check.world import OrderCase, OrderWorld
from eo_site.codec import coder, dumps, loads, written
from eo_site.engine.edition_text import edition_text
from eo_site.engine.follow_ons import without_follow_ons
from eo_site.fingerprint import digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.body import Body
from eo_site.model.document import Document, OrderDocument, PageDocument, ParsedProse
from eo_site.model.facts import Relation
from eo_site.model.language import OFFICIAL, is_same
from eo_site.model.library import Library, OrderFile
from eo_site.model.official import OfficialText
from eo_site.model.order import AuthoredOrder
from eo_site.model.problem import Place, Problem, Severity, in_editions
from eo_site.model.prose import Prose
from eo_site.model.resolved import (
    ResolvedOrder,
    ResolvedRecord,
    ResolvedSection,
    SlimOrder,
    SlimRecord,
)
from eo_site.model.source import Source
from eo_site.model.study import EditionStudy, OrderNote, PublicRecord, Study
from eo_site.model.text import KeyPath, Marks, SourceText
from eo_site.plan.available import meant_for, members_by_name
from eo_site.plan.exports.coverage import filled_fields
from eo_site.plan.modules.record import bare, record_only, text_digest
from eo_site.plan.order_page import printed_headings
from eo_site.plan.proof import has_proof
from eo_site.plan.slim import slim
from eo_site.plan.withdrawn import tombstone
from eo_site.read.document import read_order, read_translation
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.authored_parts import AuthoredPart, authored_parts
from eo_site.resolve.names import name_problems
from eo_site.resolve.order import Surroundings, order_inliner, resolve_order
from eo_site.resolve.shared import Shared

Resolved = Mapping[str, ResolvedOrder]
"""By audience."""
_PROSE = Mapping[KeyPath, ParsedProse]


@dataclass(frozen=True, slots=True)
class Studied:
    """An order's study, and what is kept beside it to lay out and render its pages."""

    study: Study
    slims: Mapping[str, bytes] = field(default_factory=dict)
    """By digest, the parts that other pages are made from."""
    parsed: bytes = b""
    """The file as parsed, so that it need not be parsed again to render it."""


@dataclass(frozen=True)
class OrderCompiler:
    """Studies the orders of one site."""

    library: Library
    portable: bool

    @cached_property
    def _audiences(self) -> Audiences:
        return Audiences(self.library.audiences)

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        return members_by_name(self.library)

    def study(self, file: OrderFile) -> Studied:
        """One order."""
        document, problems = read_order(file.slug, file.path, file.data)
        if document is None:
            return Studied(Study(problems))
        official, doubts = _official(file, document.record.number or "")
        written = [language for language, _, _ in file.translations]
        names = name_problems(document, self._audiences, self.library.readers("", written))
        editions, received = self.resolve((document,), official, written)
        world = self._world(document, editions, official, file)
        found = (*names, *received, *check_order(world))
        found = tuple(without_follow_ons(document, problems, found, self.library.unsound))
        note = _note(document, sound=not _failed((*problems, *names)))
        note = replace(note, claims=claims_on_others(world))
        problems += (*weighed(doubts, self.library.site), *found)
        documents, every = [document], dict(editions)
        for language, path, data in file.translations:
            original = file.path, file.data
            other, wrong = read_translation(file.slug, original, language, path, data)
            problems += wrong
            if other:
                documents.append(other)
                theirs, found = self._translated(other, wrong, written, official, file)
                every |= theirs
                problems += found
        every = self._in_order(every)
        titles = tuple((each.language, each.record.title) for each in documents[1:])
        files = tuple((language, path) for language, path, _ in file.translations)
        note = replace(note, public=replace(note.public, titles=titles), translations=files)
        studied = self._studied(documents, note, problems, every, file, official)
        later, ahead = check_later(world), check_ahead(world)
        return replace(studied, study=replace(studied.study, later=later, ahead=ahead))

    def _translated(
        self,
        document: OrderDocument,
        wrong: tuple[Problem, ...],
        written: Sequence[str],
        official: OfficialText | None,
        file: OrderFile,
    ) -> tuple[Resolved, tuple[Problem, ...]]:
        """A translation for its audiences, and what is wrong with it besides what kept it from being read."""
        readers = self.library.readers(document.language, written)
        if not readers:
            return {}, (without_readers(document, self.library),)
        names = name_problems(document, self._audiences, readers)
        editions, received = self.resolve((document,), official, written)
        world = self._world(document, editions, official, file)
        found = (*names, *received, *check_translation(world))
        return editions, tuple(without_follow_ons(document, wrong, found, self.library.unsound))

    def _in_order(self, editions: Resolved) -> dict[str, ResolvedOrder]:
        """Editions in the order of `audiences.yaml`."""
        names = self.library.audiences.by_id
        return {name: editions[name] for name in names if name in editions}

    def resolve(
        self,
        documents: Sequence[OrderDocument],
        official: OfficialText | None,
        written: Sequence[str] | None = None,
    ) -> tuple[Resolved, tuple[Problem, ...]]:
        """The order for every audience that one of its files is meant for.

        An audience reads the file in its language alone. `written` are the languages that there are
        translations in, if not all of them are among the documents.
        """
        if written is None:
            written = [each.language for each in documents if each.language]
        problems, editions = list[tuple[str, Problem]](), dict[str, ResolvedOrder]()
        for document in documents:
            self._resolve(document, official, written, editions, problems)
        return self._in_order(editions), in_editions(problems, editions)

    def _resolve(
        self,
        document: OrderDocument,
        official: OfficialText | None,
        written: Sequence[str],
        editions: dict[str, ResolvedOrder],
        problems: list[tuple[str, Problem]],
    ) -> None:
        """One file for its audiences; texts of others cannot be in it."""
        shared = Shared()
        readers = self.library.readers(document.language, written)
        texts = {document.record.number or "": official} if official else {}
        for audience in self.library.audiences.audiences:
            meant = meant_for(document.record.audiences, self._members, audience.id)
            if meant and audience.id in readers:
                around = self._around(audience, texts)
                reader = Reader(self._audiences, audience.id)
                order, found = resolve_order(document, reader, around, shared)
                editions[audience.id] = tombstone(order) if order.record.withdrawn else order
                problems += [(audience.id, each) for each in found]

    def _around(self, audience: Audience, texts: Mapping[str, OfficialText]) -> Surroundings:
        """What an audience's edition of any order is resolved with."""
        library = self.library.in_language(audience)
        return Surroundings(
            library.shared_sources.sources,
            self.portable,
            texts,
            library.dates,
            self.library.site.language,
            library.locators,
        )

    def parts(
        self,
        document: OrderDocument,
        official: OfficialText | None,
        audiences: Collection[str],
        only: Collection[str] = (),
    ) -> tuple[AuthoredPart, ...]:
        """Every part of one file, and what each of these audiences, who read it, gets of it.

        `only` are the fields of the record to go through, if not all and the text.
        """
        shared = Shared()
        texts = {document.record.number or "": official} if official else {}
        inliners = {
            each.id: order_inliner(
                document, Reader(self._audiences, each.id), self._around(each, texts), shared
            )
            for each in self.library.audiences.audiences
            if each.id in audiences
        }
        return tuple(authored_parts(document, inliners, only))

    def _world(
        self,
        document: OrderDocument,
        editions: Resolved,
        official: OfficialText | None,
        file: OrderFile,
    ) -> OrderWorld:
        library = self.library
        return OrderWorld(
            document,
            {
                name: OrderCase(
                    document, order, printed_headings(order, library.audiences.by_id[name])
                )
                for name, order in editions.items()
            },
            library.site,
            library.audiences,
            library.vocabularies,
            library.shared_sources,
            official,
            frozenset(file.beside),
            text_digest,
            file.record,
            library.unsound,
        )

    def _studied(
        self,
        documents: Sequence[OrderDocument],
        note: OrderNote,
        problems: tuple[Problem, ...],
        editions: Resolved,
        file: OrderFile,
        official: OfficialText | None,
    ) -> Studied:
        digester, slims = _Digester(), dict[str, bytes]()
        studies: dict[str, EditionStudy] = {}
        printed = ""
        if file.official:  # the ending of its name says how it is read
            printed = f"{file.official[0].rpartition('.')[2]} {digest_bytes(file.official[1])}"
        english = self._english(documents)
        for name, order in editions.items():
            audience = self.library.audiences.by_id[name]
            proof = has_proof(order, audience, official)
            slimmed = digester.slim(slim(order))
            mark = digest_bytes(slimmed)
            slims[mark] = slimmed
            record = order.record
            studies[name] = EditionStudy(
                digester.text(
                    order, printed if audience.prints_text or proof or bare(order) else ""
                ),
                mark,
                order.body.links,
                printed_headings(order, audience),
                order.body.beside,
                record.summary is not None and record.withdrawn is None,
                proof,
                filled_fields(record) if "data" in audience.exports else (),
                not record_only(order) and record.withdrawn is None,
                tuple(dict.fromkeys(each.party for each in record.affected)),
                edition_text(order, english=name in english),
            )
        return Studied(Study(problems, note, studies), slims, pack(documents))

    def _english(self, documents: Sequence[OrderDocument]) -> frozenset[str]:
        """The audiences that read an English text."""
        written = [each.language for each in documents if each.language]
        found = (
            self.library.readers(each.language, written)
            for each in documents
            if is_same(each.language or self.library.site.language, OFFICIAL)
        )
        return frozenset[str]().union(*found)


def without_readers(document: OrderDocument | PageDocument, library: Library) -> Problem:
    """A translation that no edition would show."""
    message = f"no edition reads what is written in `{document.language}`"
    there = ", ".join(library.languages)
    hint = f"give an audience that `language`, or rename the file; editions are in: {there}"
    return Problem("EO125", document.path, Place(), message, hint)


def _failed(problems: tuple[Problem, ...]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)


def _official(file: OrderFile, number: str) -> tuple[OfficialText | None, tuple[Problem, ...]]:
    if file.official is None:
        return None, ()
    texts, problems = read_official_texts(dict([file.official]))
    return texts.get(number), problems


def _note(document: OrderDocument, *, sound: bool) -> OrderNote:
    record = document.record
    return OrderNote(
        document.slug,
        document.path,
        PublicRecord(
            record.label,
            record.title,
            record.dates.signed,
            record.citation.fr if record.citation else "",
            record.urls.html or "",
        ),
        record.number or "",
        record.draft,
        record.publish_on,
        record.expires_on,
        tuple((each, document.place("aliases", i)) for i, each in enumerate(record.aliases)),
        tuple(
            (each.target, document.place("relations", i, "target"))
            for i, each in enumerate(record.relations)
        ),
        tuple(_movers(document)),
        tuple(
            (each.about, document.place("cases", i, "about"))
            for i, each in enumerate(record.cases)
            if each.about and each.about != document.slug
        ),
        tuple(each.heading.id for each in document.body.sections if each.heading),
        record.withdrawn is not None,
        tuple(dict.fromkeys((*record.interests, *_tagged(document)))),
        record.interests,
        sound,
        tuple((each.type, each.target, _on_part(each)) for each in record.relations),
    )


def _on_part(relation: Relation[Prose]) -> bool:
    return bool(relation.partial or relation.sections)


def _movers(document: OrderDocument) -> Iterator[tuple[str, Place]]:
    """What is said to have moved a day, cases of the same record apart."""
    cases = {each.id for each in document.record.cases}
    for i, each in enumerate(document.record.in_effect):
        if each.moved_by and each.moved_by not in cases:
            yield each.moved_by, document.place("in_effect", i, "moved_by")


def _tagged(document: OrderDocument) -> Iterator[str]:
    """Terms that headings carry."""
    for section in document.body.sections:
        inner = (part.heading for block in section.blocks for part in block.parts)
        for heading in (section.heading, *inner):
            yield from (name.id for name in heading.interests) if heading else ()


# The parsed file -----------------------------------------------------------------------------


def pack(documents: Sequence[OrderDocument]) -> bytes:
    """An order's parsed files as bytes, without the places of their records' values."""
    return b"\n".join(
        part
        for document in documents
        for part in (
            document.slug.encode(),
            document.path.encode(),
            document.language.encode(),
            dumps(AuthoredOrder, document.record),
            dumps(_PROSE, document.prose),
            dumps(Body, document.body),
        )
    )


def unpack(data: bytes) -> tuple[OrderDocument, ...]:
    """What `pack` was given, the order's own file first; its problems have been told before."""
    parts = data.split(b"\n")
    return tuple(_unpacked(*parts[at : at + 6]) for at in range(0, len(parts), 6))


def _unpacked(
    slug: bytes, path: bytes, language: bytes, record: bytes, prose: bytes, body: bytes
) -> OrderDocument:
    name = path.decode()
    return Document(
        slug.decode(),
        name,
        loads(AuthoredOrder, record),
        loads(_PROSE, prose),  # type: ignore[type-abstract]
        loads(Body, body),
        Marks(SourceText(name, "")),
        language=language.decode(),
    )


# Digests -------------------------------------------------------------------------------------


@dataclass
class _Digester:
    """Digests of one order's editions, each value that they share encoded once."""

    _encoded: dict[tuple[str, int], bytes] = field(default_factory=dict)
    _kept: list[Any] = field(default_factory=list)
    """What the ids of `_encoded` are of, so that they stay theirs."""

    def _value(self, kind: str, value: Any, encode: Callable[[Any], bytes]) -> bytes:
        key = kind, id(value)
        found = self._encoded.get(key)
        if found is None:
            found = self._encoded[key] = encode(value)
            self._kept.append(value)
        return found

    def _record(self, record: object, model: type[BaseModel]) -> Iterator[bytes]:
        """`"index":value` of each field that is not empty, as the codec of models has it."""
        values = record.__dict__
        for each in _record_fields(model):
            value = values[each.name]
            if value != each.default:
                yield b'"%d":%b' % (each.number, self._value(each.name, value, each.encode))

    def slim(self, order: SlimOrder) -> bytes:
        """As the codec writes a `SlimOrder`."""
        return b'["%b","",{%b},%b,%b]' % (
            order.slug.encode(),
            b",".join(self._record(order.record, SlimRecord)),
            dumps(tuple[tuple[str, Any], ...], _days(order)),
            self._sources(order.sources),
        )

    def text(self, order: ResolvedOrder, official: str) -> str:
        """Of everything that an order's page is made from and that its file decides."""
        found = sha256(official.encode())
        for part in self._record(order.record, ResolvedRecord):
            found.update(part)
        found.update(repr(_days(order)).encode())
        found.update(self._sources(order.sources))
        for section in order.body.sections:
            found.update(self._section(section))
        found.update(repr((order.body.beside, order.body.cited)).encode())
        return found.hexdigest()

    def _section(self, section: ResolvedSection) -> bytes:
        return self._value("section", section, partial(dumps, ResolvedSection))

    def _sources(self, sources: tuple[Source, ...]) -> bytes:
        encode = partial(dumps, Source)
        return b"[%b]" % b",".join(self._value("source", each, encode) for each in sources)


class _RecordField(NamedTuple):
    """A field of an order's record, and how the codec of models writes it."""

    number: int
    name: str
    default: Any
    """What is equal to nothing, where a value is required."""
    encode: Callable[[Any], bytes]


@cache
def _record_fields(model: type[BaseModel]) -> tuple[_RecordField, ...]:
    required = object()
    return tuple(
        _RecordField(
            number,
            name,
            required if info.is_required() else info.get_default(call_default_factory=True),
            partial(written, coder(cast(Any, info.annotation))),
        )
        for number, (name, info) in enumerate(model.model_fields.items())
    )


def _days(order: SlimOrder) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, day.isoformat() if day else None) for name, day in order.dues)


def unslim(data: bytes, audience: str) -> SlimOrder:
    """A slim order, for one audience again."""
    return replace(loads(SlimOrder, data), audience=audience)
