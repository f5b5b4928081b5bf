"""An order's file in memory, read and resolved for every audience."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from eo_site.check.ids import page_ids, record_ids
from eo_site.check.links import links
from eo_site.check.world import OrderCase, OrderWorld, SiteWorld
from eo_site.model.audience import AudienceFile
from eo_site.model.document import OrderDocument
from eo_site.model.library import Library, Vocabularies
from eo_site.model.problem import Problem, in_editions
from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.site import Site
from eo_site.model.source import Source, SourceFile
from eo_site.model.study import EditionStudy, OrderNote, PublicRecord
from eo_site.model.text import Marks, SourceText
from eo_site.read.document import read_order
from eo_site.read.schema import validate
from eo_site.read.strict_yaml import read_yaml
from eo_site.resolve.audience_rules import audience_problems
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.names import name_problems
from eo_site.resolve.order import Surroundings, resolve_order

AUDIENCES = """\
audiences:
  - {id: general}
  - {id: journalists}
  - {id: litigators, falls_back_to: [policymakers]}
  - {id: policymakers, falls_back_to: [researchers]}
  - {id: researchers}
groups:
  legal: [litigators, policymakers]
  desk: [litigators, researchers]
"""
"""Every audience of it is public. Names, questions and modules are filled in by the tests."""

STRINGS = Path(__file__).parent.parent / "themes/default/strings.yaml"
DATES: dict[str, Any] = yaml.safe_load(STRINGS.read_text("utf-8"))["dates"]
"""The shipped theme's words for dates."""
SHARED_SOURCES = (Source(id="notes", type="webpage", title="Disposition notes"),)
"""What `content/sources.yaml` holds."""

_FILLED_IN = {"name": "A name", "question": "A question?", "lead": [], "modules": ["sections"]}


@dataclass(frozen=True)
class Outcome:
    """What became of one order."""

    problems: tuple[Problem, ...]
    orders: dict[str, ResolvedOrder]
    """By audience; empty where there are problems."""


def read_audiences(text: str) -> tuple[AudienceFile | None, Marks, tuple[Problem, ...]]:
    """An `audiences.yaml` in which audiences may lack what readers are told of them."""
    value, marks, problems = read_yaml(SourceText("audiences.yaml", text))
    if problems:
        return None, marks, problems
    value["audiences"] = [{**_FILLED_IN, **each} for each in value["audiences"]]
    found, problems = validate(AudienceFile, value, marks)
    return found, marks, problems


@cache
def audiences(text: str = AUDIENCES) -> Audiences:
    """Audiences that have nothing wrong with them."""
    file, _, problems = read_audiences(text)
    assert file and not problems, problems
    return Audiences(file)


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In reading order; what is wrong at one place in several editions counts once."""
    found = dict[object, Problem]()
    for each in sorted(problems, key=Problem.sort_key):
        found.setdefault((each.code, each.path, each.place), each)
    return tuple(found.values())


def outcome(data: bytes, audiences_text: str = AUDIENCES, *, slug: str = "eo-1") -> Outcome:
    """One order for every audience, or all that is wrong with it."""
    file, marks, problems = read_audiences(audiences_text)
    if file is None:
        return Outcome(problems, {})
    modules = {name for each in file.audiences for name in (*each.lead, *each.modules)}
    problems = audience_problems(file, marks, modules)
    document, found = read_order(slug, f"content/orders/{slug}.md", data)
    if document is None or problems:
        return Outcome(once((*problems, *found)), {})
    names = Audiences(file)
    found = (*found, *name_problems(document, names))
    if found:
        return Outcome(once(found), {})
    return _resolved(document, names)


def _resolved(document: OrderDocument, names: Audiences) -> Outcome:
    orders, received = dict[str, ResolvedOrder](), list[tuple[str, Problem]]()
    for each in names.file.audiences:
        order, found = resolve_order(
            document, Reader(names, each.id), Surroundings(SHARED_SOURCES, dates={"en": DATES})
        )
        orders[each.id] = order
        received += [(each.id, problem) for problem in found]
    problems = [*in_editions(received, orders)]
    if not problems:
        problems += _checked(document, orders, names)
    return Outcome(once(problems), {} if problems else orders)


def _checked(
    document: OrderDocument, orders: dict[str, ResolvedOrder], names: Audiences
) -> Iterator[Problem]:
    """The rules of ids and links, which need resolved text."""
    site = Site.model_validate({"id": "s", "title": "S", "publisher": {"name": "P"}, "notice": "N"})
    editions = {
        name: OrderCase(document, order, heading_ids(order)) for name, order in orders.items()
    }
    world = OrderWorld(
        document,
        editions,
        site,
        names.file,
        Vocabularies(),
        SourceFile(),
        None,
        frozenset(),
        lambda _: "",
    )
    for rule in (record_ids, page_ids):
        yield from rule(world)
    note = OrderNote(document.slug, document.path, PublicRecord("", ""))
    studies = {
        name: {document.slug: EditionStudy("", "", case.order.body.links, case.ids)}
        for name, case in editions.items()
    }
    library = Library(site, names.file, Vocabularies(), SourceFile(), ())
    yield from links(
        SiteWorld(
            library,
            {document.slug: note},
            studies,
            dict.fromkeys(orders, ()),
            lambda audience, _slug: editions[audience].ids,
        )
    )


def heading_ids(order: ResolvedOrder) -> tuple[str, ...]:
    """The ids of an edition's headings, in order."""
    return tuple(
        heading.id
        for section in order.body.sections
        for heading in (section.heading, *(each.heading for each in section.passages))
        if heading
    )


def record_words(value: Any) -> Iterator[Words]:
    """Every text that an audience gets from the record."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from record_words(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from record_words(each)


def body_words(order: ResolvedOrder) -> Iterator[tuple[str, Words]]:
    """Every heading and passage: (`##` for a heading, its words)."""
    for section in order.body.sections:
        if section.heading:
            yield "#" * section.heading.level, section.heading.words
        for passage in section.passages:
            if passage.heading:
                yield "#" * passage.heading.level, passage.heading.words
            yield "", passage.words
