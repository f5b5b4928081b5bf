"""Controlled vocabularies: the only words that orders, sections and readers are tagged with."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from eo_site.model.base import Frozen, Id, Text, Url

VOCABULARIES = ("interests", "agencies", "presidents", "parties", "courts", "glossary")
"""The files of `content/vocabularies/`, by name."""


class Term(Frozen):
    """One entry of a vocabulary; its id is stable and part of URLs and readers' profiles."""

    id: Id
    label: Text
    short: Text | None = None
    """An abbreviation readers know: DOJ."""
    aliases: tuple[Text, ...] = ()
    """Other names official texts use: "Attorney General"."""
    url: Url | None = None
    definition: Text | None = None
    """What it means, in a sentence or two; for the glossary. Of a class of agencies, the law that
    says who belongs to it."""
    part_of: Id | None = None
    """Of an agency, the one that it is part of: orders that name the part are listed for both."""
    reaches: Literal["every-agency"] | None = None
    """Of a class of agencies ("all executive departments and agencies"), whom it takes in, so that no
    agency is told that an order which is addressed to the class does not reach it."""

    @property
    def brief(self) -> str:
        """The abbreviation if there is one."""
        return self.short or self.label


class TermGroup(Frozen):
    """Terms shown together under one label."""

    id: Id
    label: Text
    terms: tuple[Term, ...] = ()


class Vocabulary(Frozen):
    """One file: terms, grouped or not, in the order in which lists show them."""

    groups: tuple[TermGroup, ...] = ()
    terms: tuple[Term, ...] = Field(default=())

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """Every term, grouped ones first."""
        grouped = (term for group in self.groups for term in group.terms)
        return {term.id: term for term in (*grouped, *self.terms)}

    def whole(self, ident: str) -> tuple[str, ...]:
        """What an agency is part of, the nearest first; empty for one that is part of none."""
        found: list[str] = []
        while (term := self.by_id.get(ident)) and term.part_of and term.part_of not in found:
            found.append(ident := term.part_of)
        return tuple(found)

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """Every name of every term in lower case after a space: what words that stop at one end with."""
        terms = self.by_id.values()
        names = (name for each in terms for name in (each.label, each.short, *each.aliases) if name)
        return tuple(f" {name.lower()}" for name in names)
