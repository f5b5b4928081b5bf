"""What becomes of an order: what every audience gets of each part of its file, and where that is printed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from pydantic import BaseModel

from eo_site.authoring.authored import documents_of, official_of, state_of
from eo_site.check.reading import paragraphs_of, prose_of
from eo_site.engine.cache import Cache
from eo_site.engine.layout import lay_out
from eo_site.engine.load import Loaded, load
from eo_site.engine.options import Options
from eo_site.engine.study import OrderCompiler
from eo_site.engine.worker_tasks import EditionJob, OrderJob, WorkerTasks
from eo_site.model.document import OrderDocument
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.uses import KEPT, UNANNOTATED, fields_with
from eo_site.plan.available import meant_for, members_by_name
from eo_site.plan.facts import PageFacts
from eo_site.plan.modules import module_view
from eo_site.plan.modules.record import text_digest
from eo_site.plan.order_page import PRINTED_ELSEWHERE
from eo_site.plan.words_in import words_in
from eo_site.resolve.authored_parts import AuthoredPart
from eo_site.sentences import grade, measure


@dataclass(frozen=True)
class ModuleFate:
    """What becomes of a module on an order's page."""

    name: str
    becomes: str
    """For whom its texts were written, or why it is left out."""
    listed: bool
    """Whether the edition's page has a place for it."""

    @property
    def left_out(self) -> bool:
        """Whether the page goes without it."""
        return self.becomes.startswith("left out")


@dataclass(frozen=True)
class EditionExplained:
    """One audience's order."""

    digest: str
    """Of this edition's text, for a sign-off."""
    words: int
    """Of its own prose."""
    grade: float
    modules: tuple[ModuleFate, ...]
    """In the page's order; then those that the edition does not list."""
    paragraphs: tuple[str, ...]
    """Its own prose as plain text, with headings."""
    prose: str
    """The same without headings: what is counted and compared."""


@dataclass(frozen=True)
class OrderExplained:
    """One order for every audience."""

    slug: str
    path: str
    title: str
    state: str
    """Why it is not published yet, or not any more; else empty."""
    editions: Mapping[str, EditionExplained]
    absent: Mapping[str, str]
    """By audience, why its edition does not have the order."""
    parts: tuple[AuthoredPart, ...]
    """Of its file, then of each translation."""

    def only(self, audience: str) -> "OrderExplained":
        """The same for one audience."""
        return replace(
            self,
            editions={name: each for name, each in self.editions.items() if name == audience},
            absent={name: each for name, each in self.absent.items() if name == audience},
            parts=tuple(
                replace(
                    part,
                    received={n: e for n, e in part.received.items() if n == audience},
                    left_out={n: e for n, e in part.left_out.items() if n == audience},
                )
                for part in self.parts
                if audience in part.received or audience in part.left_out
            ),
        )


def explain(loaded: Loaded, options: Options, cache: Cache, slug: str) -> OrderExplained:
    """All of it, drafts too; may raise `Moved`."""
    assert loaded.setting
    note = loaded.notes[slug]
    state = state_of(note, loaded.setting.today)
    if state:
        options = replace(options, drafts=True)
        loaded = load(options, cache)
    assert loaded.setting
    library = loaded.setting.library
    documents = tuple(documents_of(loaded, slug))
    editions = {
        each.audience: _edition(loaded, facts)
        for each, facts in _facts(loaded, options, cache, slug)
    }
    absent = {
        name: _why_absent(loaded, documents[0], name)
        for name in library.audiences.by_id
        if name not in editions
    }
    compiler = OrderCompiler(library, options.portable)
    official, parts = official_of(loaded, note), list[AuthoredPart]()
    written = [each.language for each in documents if each.language]
    for document in documents:
        readers = library.readers(document.language, written) & editions.keys()
        only = _left(type(document.record)) if document.record.withdrawn else ()
        parts += compiler.parts(document, official, readers, only)
    return OrderExplained(slug, note.path, note.public.title, state, editions, absent, tuple(parts))


def _facts(
    loaded: Loaded, options: Options, cache: Cache, slug: str
) -> Iterator[tuple[EditionJob, PageFacts]]:
    assert loaded.setting
    layouts = lay_out(loaded, options, cache).layouts
    names = [name for name, found in loaded.editions.items() if slug in found]
    job = OrderJob(
        slug,
        cache.parsed(slug),
        loaded.official(slug),
        tuple(
            EditionJob(name, cache.value("neighbours", layouts[name].neighbours[slug]))
            for name in names
        ),
        tuple(names),
    )
    return WorkerTasks(loaded.setting).facts(job)


def _left(record: type[BaseModel]) -> Collection[str]:
    """The fields whose texts are left of a withdrawn order."""
    return {*fields_with(KEPT, record)} - {*fields_with(UNANNOTATED, record)}


def _why_absent(loaded: Loaded, document: OrderDocument, audience: str) -> str:
    assert loaded.setting
    library = loaded.setting.library
    if not meant_for(document.record.audiences, members_by_name(library), audience):
        return "not among its `audiences`"
    language = library.language(library.audiences.by_id[audience])
    return f"no text in `{language}`"


def _edition(loaded: Loaded, facts: PageFacts) -> EditionExplained:
    assert loaded.setting
    order = facts.order
    audience = loaded.setting.library.audiences.by_id[order.audience]
    titles = {**loaded.setting.strings(audience).get("modules", {}), **audience.titles}
    prose = tuple(prose_of(order))
    measured = [measure(each) for each in prose]
    return EditionExplained(
        text_digest(order),
        sum(each.words for each in measured),
        grade(measured) if measured else 0.0,
        tuple(_modules(loaded, facts)),
        tuple(_paragraphs(order, titles)),
        unescape("\n".join(prose)),
    )


def _paragraphs(order: ResolvedOrder, titles: Mapping[str, str]) -> Iterator[str]:
    """Its own prose as it is read aloud: headings, paragraphs, items; no citations."""
    record = order.record
    for title, texts in (
        ("", [record.summary]),
        ("what-changed", [record.what_changed]),
        ("does-not", [each.text for each in record.does_not]),
        ("unknowns", [each.text for each in record.unknowns]),
    ):
        found = [text for each in texts if each for text in paragraphs_of(each.html)]
        yield from (each for each in (titles.get(title, ""),) if each and found)
        yield from map(unescape, found)
    for section in order.body.sections:
        if section.heading:
            yield section.heading.words.text
        for passage in section.passages:
            if passage.heading:
                yield passage.heading.words.text
            yield from map(unescape, paragraphs_of(passage.words.html))


def _modules(loaded: Loaded, facts: PageFacts) -> Iterator[ModuleFate]:
    assert loaded.setting
    setting = loaded.setting
    audience = setting.library.audiences.by_id[facts.order.audience]
    titles: Mapping[str, Any] = setting.strings(audience).get("modules", {})
    for name in (*audience.lead, *audience.modules):
        lead = name in audience.lead
        view = module_view(name, titles.get(name, name), facts, lead=lead)
        printed = view.state in PRINTED_ELSEWHERE or (lead and view.state == "not-searched")
        words = (
            ", ".join(dict.fromkeys(str(each.provenance) for each in words_in(view.body)))
            or "facts, shared"
        )
        shown = words if view.state == "values" else view.state
        yield ModuleFate(name, shown if printed else f"left out: {view.state}", listed=True)
    for module in sorted(setting.theme.modules - {*audience.lead, *audience.modules}):
        yield ModuleFate(module, "left out: not in this edition's list", listed=False)
