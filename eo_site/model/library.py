"""Everything read from a site's files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from eo_site.model.audience import Audience, AudienceFile
from eo_site.model.docket import DocketFile
from eo_site.model.document import Doubt, PageDocument
from eo_site.model.federal_register import FederalRegisterRecord
from eo_site.model.instrument import InstrumentFile, as_source
from eo_site.model.language import OFFICIAL, is_same, written_for
from eo_site.model.site import Site
from eo_site.model.source import SourceFile
from eo_site.model.text import Marks
from eo_site.model.vocabulary import Term, Vocabulary


@dataclass(frozen=True)
class Vocabularies:
    """The controlled vocabularies by name; a missing file is an empty one."""

    interests: Vocabulary = field(default_factory=Vocabulary)
    agencies: Vocabulary = field(default_factory=Vocabulary)
    presidents: Vocabulary = field(default_factory=Vocabulary)
    parties: Vocabulary = field(default_factory=Vocabulary)
    courts: Vocabulary = field(default_factory=Vocabulary)
    glossary: Vocabulary = field(default_factory=Vocabulary)

    def term(self, vocabulary: str, ident: str) -> Term:
        """A term, or one made of its id where the vocabulary lacks it."""
        found: Vocabulary = getattr(self, vocabulary)
        return found.by_id.get(ident) or Term(id=ident, label=ident)

    def in_language(self, language: str) -> "Vocabularies":
        """Every term as it is called in another language, where it has a name there."""
        return Vocabularies(
            **{each.name: getattr(self, each.name).in_language(language) for each in fields(self)}
        )


@dataclass(frozen=True)
class Theme:
    """Templates, static files and strings; a site's own files already over the shipped ones."""

    templates: Mapping[str, str]
    static: Mapping[str, bytes]
    strings: Mapping[str, Any]
    paths: Mapping[str, str] = field(default_factory=dict)
    """By template, the file it comes from."""
    languages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The strings in each language that an edition has; `strings` are those of the site's."""
    language: str = OFFICIAL
    """What `strings` are in."""

    @property
    def site_language(self) -> str:
        """What everything is in that has no words of another language."""
        return next(iter(self.languages), self.language)

    def speaking(self, language: str) -> "Theme":
        """The theme with its strings in a language."""
        strings = self.languages.get(language, self.strings)
        return (
            self if strings is self.strings else replace(self, strings=strings, language=language)
        )

    @property
    def modules(self) -> frozenset[str]:
        """Names of modules that have a template."""
        return self._in("modules/")

    @property
    def arrangements(self) -> frozenset[str]:
        """Names of templates that arrange the order pages of an audience that asks for them."""
        return self._in("audiences/")

    def _in(self, folder: str) -> frozenset[str]:
        return frozenset(
            name.removeprefix(folder).removesuffix(".html")
            for name in self.templates
            if name.startswith(folder)
        )


@dataclass(frozen=True)
class Library:
    """What is read of a site once for all its orders: every content file that is no order."""

    site: Site
    audiences: AudienceFile
    vocabularies: Vocabularies
    sources: SourceFile
    pages: tuple[PageDocument, ...]
    marks: Mapping[str, Marks] = field(default_factory=dict)
    """By file path, for problems found later in configuration files."""
    instruments: InstrumentFile = field(default_factory=InstrumentFile)
    """Once labelled in the theme's words, every one has its label."""
    unsound: frozenset[str] = frozenset()
    """Paths of files of which some part could not be used: what is missing in them may be there."""
    doubts: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)
    """By file path, what in the texts of configuration files may be meant for some."""
    dockets: DocketFile = field(default_factory=DocketFile)
    """Proposed cases that nobody has read: nothing but `check` may look at them."""
    dates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By language, the theme's words for dates, which texts print values with."""
    locators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language, the theme's words for parts of orders that have no number."""
    instrument_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language, and then by id, what instruments are called."""

    def language(self, audience: Audience) -> str:
        """What an edition is written in."""
        return audience.language or self.site.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's language, and those of editions that have another."""
        named = (self.language(each) for each in self.audiences.audiences)
        return tuple(dict.fromkeys((self.site.language, *named)))

    def readers(self, language: str, written: Collection[str]) -> frozenset[str]:
        """The audiences that read what is written in a language, of all that a file is `written` in.

        "" is the language of the site, which every file is written in.
        """
        return frozenset(
            each.id
            for each in self.audiences.audiences
            if written_for(self.language(each), self.site.language, written) == language
        )

    @cached_property
    def _translated(self) -> dict[str, "Library"]:
        return {}

    def in_language(self, audience: Audience) -> "Library":
        """The library with the names and texts that an audience reads, where it has another language."""
        language = self.language(audience)
        if is_same(language, self.site.language):
            if language == self.site.language:
                return self
            return replace(self, site=self.site.model_copy(update={"language": language}))
        if language not in self._translated:
            self._translated[language] = replace(
                self,
                site=self.site.in_language(language),
                vocabularies=self.vocabularies.in_language(language),
                sources=SourceFile(
                    sources=tuple(each.in_language(language) for each in self.sources.sources)
                ),
                instruments=self.instruments.named(self.instrument_labels.get(language, {})),
            )
        return self._translated[language]

    @cached_property
    def shared_sources(self) -> SourceFile:
        """What any order may cite: `content/sources.yaml`, and each instrument by its id."""
        listed = self.sources.sources
        taken = {each.id for each in listed}
        texts = (
            as_source(each, each.label or each.id, self._named_in(each.id))
            for each in self.instruments.instruments
            if each.id not in taken
        )
        return SourceFile(sources=(*listed, *texts))

    def _named_in(self, instrument: str) -> str | None:
        """The language that an instrument's label was made in, if that is not the site's own."""
        labels = self.instrument_labels.get(self.site.language, {})
        return self.site.language if instrument in labels else None

    @property
    def texts(self) -> Mapping[str, BaseModel]:
        """By file path, the configuration files whose texts readers may get."""
        vocabularies = {
            f"content/vocabularies/{each.name}.yaml": getattr(self.vocabularies, each.name)
            for each in fields(self.vocabularies)
        }
        return {
            "site.yaml": self.site,
            "content/sources.yaml": self.sources,
            "content/instruments.yaml": self.instruments,
            **vocabularies,
        }


@dataclass(frozen=True, slots=True)
class OrderFile:
    """An order's file as it lies on disk, with what lies beside it. Nothing of it is read yet."""

    slug: str
    path: str
    """In the site, with forward slashes."""
    data: bytes
    beside: tuple[str, ...] = ()
    """Names of the images and attachments in its folder."""
    official: tuple[str, bytes] | None = None
    """(path, bytes) of the order's official text, where there is one."""
    record: FederalRegisterRecord | None = None
    """What the Federal Register's API says of the order, where that is at hand."""
    translations: tuple[tuple[str, str, bytes], ...] = ()
    """(language, path, bytes) of the files that say in another language what the order does."""
