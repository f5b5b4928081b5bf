"""The sentences of an order's page that cite its official text, and where each stands.

Only what the page prints is looked at, so that whoever follows a sentence back finds it. A module of
a site's own may print anything of the record; what it prints is not known here and not counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from html import unescape

from pydantic import BaseModel

from eo_site.model.prose import Words
from eo_site.model.resolved import ResolvedSection
from eo_site.plan.modules import BY_NAME
from eo_site.plan.pages import OrderPlan
from eo_site.plan.views import AxisView, DecidersView, DutyView, ModuleView
from eo_site.sentences import statements

_CITED = "\ue000"
"""Stands for a citation; no content file can hold it."""
_CITES = re.compile(r"<span class=\"cites\">(.*?)</span>", re.DOTALL)
_PINPOINT = re.compile(r"<a class=\"cite\" href=\"[^\"#]*#text-[^\"]*\">([^<]*)</a>")
_EVIDENCE = ("duties", "deadlines")
"""Modules that print what sources say of a duty; the others print the duty alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands on an order's page."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the page that cites sections of the order."""

    text: str
    """Plain, without citations."""
    sections: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Printed:
    """An order's page as what it says, module by module."""

    plan: OrderPlan

    @property
    def modules(self) -> Iterator[tuple[ModuleView, Place]]:
        """Every module that has something to say."""
        for view in (*self.plan.lead, *self.plan.modules):
            known = view.name in BY_NAME or view.name.startswith("section:")
            if known and view.state == "values":
                yield view, Place(view.title, view.anchor)

    @cached_property
    def duties(self) -> dict[str, Place]:
        """Where each duty stands by itself, if the page lists all duties."""
        return {
            duty.id: Place(place.title, f"duty-{duty.id}")
            for view, place in self.modules
            if view.name == "duties" or (view.name == "deadlines" and view.once)
            if isinstance(view.body, tuple)
            for duty in view.body
        }

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that cites a section, in the order of the page."""
        for view, place in self.modules:
            for words, where in self._words(view.body, place, evidence=view.name in _EVIDENCE):
                for text, sections in citing(words.html):
                    yield Sentence(text, sections, where)

    def _words(
        self, value: object, place: Place, *, evidence: bool
    ) -> Iterator[tuple[Words, Place]]:
        """Every text that a module prints, with its place."""
        match value:
            case Words():
                yield value, place
                return
            case ResolvedSection():
                yield from _section(value, place)
                return
            case DutyView():
                place = self.duties.get(value.id, place)
                inner: tuple[object, ...] = (value.what, value.evidence if evidence else ())
            case DecidersView():
                inner = (*value.routes, *value.own)
            case AxisView():
                # Entries that a later order has overtaken are printed without their notes.
                inner = value.entries
            case tuple():
                inner = value
            case BaseModel():
                inner = tuple(getattr(value, name) for name in type(value).model_fields)
            case _ if is_dataclass(value):
                inner = tuple(getattr(value, each.name) for each in fields(value))
            case _:
                return
        for each in inner:
            yield from self._words(each, place, evidence=evidence)


def _section(section: ResolvedSection, place: Place) -> Iterator[tuple[Words, Place]]:
    if section.heading:
        place = Place(section.heading.words.text, section.heading.id)
        yield section.heading.words, place
    for each in section.passages:
        if each.heading:
            place = Place(each.heading.words.text, each.heading.id)
            yield each.heading.words, place
        yield each.words, place


def citing(html: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sentence, sections) of each sentence whose citation leads to the official text.

    The links themselves are read: what leads there is what is led back to.
    """
    cites: list[tuple[str, ...]] = []

    def mark(match: re.Match[str]) -> str:
        cites.append(tuple(map(unescape, _PINPOINT.findall(match.group(1)))))
        return _CITED

    for each in statements(_CITES.sub(mark, html)) if "#text-" in html else ():
        count = each.count(_CITED)
        sections = dict.fromkeys(label for labels in cites[:count] for label in labels)
        del cites[:count]
        if sections:
            yield " ".join(re.sub(rf"\s*{_CITED}", "", each).split()), tuple(sections)


def cited(plan: OrderPlan) -> frozenset[str]:
    """The sections of its official text that an order's page cites."""
    return frozenset(label for each in Printed(plan).sentences() for label in each.sections)
