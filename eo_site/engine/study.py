"""An order's file, read, resolved for every audience and checked: all that needs no other order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from typing import Any, NamedTuple, cast

from eo_site.check import check_ahead, check_later, check_order, claims_on_others
from eo_site.check.weights import weighed
from eo_site.check.world import OrderCase, OrderWorld
from eo_site.codec import coder, dumps, loads, written
from eo_site.engine.follow_ons import without_follow_ons
from eo_site.fingerprint import digest_bytes
from eo_site.model.body import Body
from eo_site.model.document import Document, OrderDocument, ParsedProse
from eo_site.model.facts import Relation
from eo_site.model.library import Library, OrderFile
from eo_site.model.official import OfficialText
from eo_site.model.order import AuthoredOrder
from eo_site.model.problem import Place, Problem, Severity, in_editions
from eo_site.model.prose import Prose
from eo_site.model.resolved import ResolvedBody, ResolvedOrder, ResolvedRecord, ResolvedSection
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
from eo_site.read.document import read_order
from eo_site.read.official_text import read_official_texts
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.names import name_problems
from eo_site.resolve.order import Surroundings, resolve_order
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
        names = name_problems(document, self._audiences)
        editions, received = self.resolve(document, official)
        world = self._world(document, editions, official, file)
        found = (*names, *received, *check_order(world))
        found = tuple(without_follow_ons(document, problems, found, self.library.unsound))
        note = _note(document, sound=not _failed((*problems, *names)))
        note = replace(note, claims=claims_on_others(world))
        problems += (*weighed(doubts, self.library.site), *found)
        studied = self._studied(document, note, problems, editions, file, official)
        later, ahead = check_later(world), check_ahead(world)
        return replace(studied, study=replace(studied.study, later=later, ahead=ahead))

    def resolve(
        self, document: OrderDocument, official: OfficialText | None
    ) -> tuple[Resolved, tuple[Problem, ...]]:
        """The order for every audience that its file is meant for."""
        texts = {document.record.number or "": official} if official else {}
        library = self.library
        around = Surroundings(
            library.shared_sources.sources,
            self.portable,
            texts,
            library.dates,
            library.site.language,
        )
        shared, problems = Shared(), list[tuple[str, Problem]]()
        editions: dict[str, ResolvedOrder] = {}
        for audience in self.library.audiences.audiences:
            if meant_for(document.record.audiences, self._members, audience.id):
                reader = Reader(self._audiences, audience.id)
                order, found = resolve_order(document, reader, around, shared)
                editions[audience.id] = tombstone(order) if order.record.withdrawn else order
                problems += [(audience.id, each) for each in found]
        return editions, in_editions(problems, editions)

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
            frozenset(file.images),
            text_digest,
            file.record,
            library.unsound,
        )

    def _studied(
        self,
        document: OrderDocument,
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
                order.body.images,
                record.summary is not None and record.withdrawn is None,
                proof,
                filled_fields(record) if "data" in audience.exports else (),
                not record_only(order) and record.withdrawn is None,
                tuple(dict.fromkeys(each.party for each in record.affected)),
            )
        return Studied(Study(problems, note, studies), slims, pack(document))


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


def pack(document: OrderDocument) -> bytes:
    """A parsed file as bytes, without the places of its record's values."""
    parts = (
        document.slug.encode(),
        document.path.encode(),
        dumps(AuthoredOrder, document.record),
        dumps(_PROSE, document.prose),
        dumps(Body, document.body),
    )
    return b"\n".join(parts)


def unpack(data: bytes) -> OrderDocument:
    """What `pack` was given; its problems have been told before."""
    slug, path, record, prose, body = data.split(b"\n")
    name = path.decode()
    return Document(
        slug.decode(),
        name,
        loads(AuthoredOrder, record),
        loads(_PROSE, prose),  # type: ignore[type-abstract]
        loads(Body, body),
        Marks(SourceText(name, "")),
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

    def _record(self, order: ResolvedOrder) -> Iterator[bytes]:
        """`"index":value` of each field that is not empty, as the codec of models has it."""
        values = order.record.__dict__
        for each in _record_fields():
            value = values[each.name]
            if value != each.default:
                yield b'"%d":%b' % (each.number, self._value(each.name, value, each.encode))

    def slim(self, order: ResolvedOrder) -> bytes:
        """A slim order as the codec writes a `ResolvedOrder`."""
        return b'["%b","",{%b},%b,%b,%b]' % (
            order.slug.encode(),
            b",".join(self._record(order)),
            dumps(ResolvedBody, order.body),
            dumps(tuple[tuple[str, Any], ...], _days(order)),
            self._sources(order.sources),
        )

    def text(self, order: ResolvedOrder, official: str) -> str:
        """Of everything that an order's page is made from and that its file decides."""
        found = sha256(official.encode())
        for part in self._record(order):
            found.update(part)
        found.update(repr(_days(order)).encode())
        found.update(self._sources(order.sources))
        for section in order.body.sections:
            found.update(self._section(section))
        found.update(repr((order.body.images, order.body.cited)).encode())
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
def _record_fields() -> tuple[_RecordField, ...]:
    required = object()
    return tuple(
        _RecordField(
            number,
            name,
            required if info.is_required() else info.get_default(call_default_factory=True),
            partial(written, coder(cast(Any, info.annotation))),
        )
        for number, (name, info) in enumerate(ResolvedRecord.model_fields.items())
    )


def _days(order: ResolvedOrder) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, day.isoformat() if day else None) for name, day in order.dues)


def unslim(data: bytes, audience: str) -> ResolvedOrder:
    """A slim order, for one audience again."""
    return replace(loads(ResolvedOrder, data), audience=audience)
