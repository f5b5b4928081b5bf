"""Controlled vocabularies: the only words that orders, sections and readers are tagged with."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from eo_site.model.base import Frozen, Id, Text, Url
from eo_site.model.language import InLanguage, by_language, schema_by_language, translated

VOCABULARIES = ("interests", "agencies", "presidents", "parties", "courts", "glossary")
"""The files of `content/vocabularies/`, by name."""


class TermTexts(InLanguage):
    """What a term is called in another language."""

    label: Text
    short: Text | None = None
    aliases: tuple[Text, ...] = ()
    """Other names in that language; those of the term itself are found as well."""
    definition: Text | None = None


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

    translations: Annotated[
        tuple[TermTexts, ...],
        BeforeValidator(by_language),
        WithJsonSchema(schema_by_language("label", "short", "aliases", "definition", short=True)),
    ] = ()
    """By language, its names for editions in that language."""

    def in_language(self, language: str) -> "Term":
        """The term as it is called in another language; where it has no name there, by its own alone."""
        texts = translated(self.translations, language)
        if texts is None:
            return self.model_copy(update={"definition": None})
        aliases = dict.fromkeys((*texts.aliases, self.label, *self.aliases))
        aliases.pop(texts.label, None)
        found = {
            "label": texts.label,
            "short": texts.short or self.short,
            "aliases": tuple(aliases),
            "definition": texts.definition,
        }
        return self.model_copy(update=found)

    @property
    def brief(self) -> str:
        """The abbreviation if there is one."""
        return self.short or self.label


class GroupTexts(InLanguage):
    """What a group of terms is called in another language."""

    label: Text


class TermGroup(Frozen):
    """Terms shown together under one label."""

    id: Id
    label: Text
    terms: tuple[Term, ...] = ()
    translations: Annotated[
        tuple[GroupTexts, ...],
        BeforeValidator(by_language),
        WithJsonSchema(schema_by_language("label", short=True)),
    ] = ()
    """By language, its label."""

    def in_language(self, language: str) -> "TermGroup":
        """The group and its terms as they are called in another language."""
        terms = tuple(each.in_language(language) for each in self.terms)
        texts = translated(self.translations, language)
        label = texts.label if texts else self.label
        return self.model_copy(update={"label": label, "terms": terms})


class Vocabulary(Frozen):
    """One file: terms, grouped or not, in the order in which lists show them."""

    groups: tuple[TermGroup, ...] = ()
    terms: tuple[Term, ...] = Field(default=())

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """Every term, grouped ones first."""
        grouped = (term for group in self.groups for term in group.terms)
        return {term.id: term for term in (*grouped, *self.terms)}

    def in_language(self, language: str) -> "Vocabulary":
        """Every term as it is called in another language, where it has a name there."""
        return Vocabulary.model_construct(
            groups=tuple(each.in_language(language) for each in self.groups),
            terms=tuple(each.in_language(language) for each in self.terms),
        )

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
