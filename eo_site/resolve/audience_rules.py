"""What must be true of `audiences.yaml` before any text is resolved by it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eo_site.model.audience import RESERVED_NAMES, Audience, AudienceFile
from eo_site.model.base import ID_PATTERN
from eo_site.model.language import is_same
from eo_site.model.problem import Problem
from eo_site.model.text import KeyPath, Marks
from eo_site.suggest import did_you_mean

ROOT_NAMES = frozenset({"assets", "index", "manifest", "robots", "sitemap"})
"""Names at the root of `build/` that editions cannot have."""


def audience_problems(
    file: AudienceFile,
    marks: Marks,
    modules: Collection[str],
    templates: Collection[str] = (),
    language: str = "en",
) -> tuple[Problem, ...]:
    """Everything wrong with audiences, groups, access, modules and templates.

    `templates` are the theme's for order pages, by the names that audiences call them; `language` is
    that of the site.
    """
    checker = _Checker(file, marks, modules, templates, language)
    return (*checker.audiences(), *checker.groups())


@dataclass(frozen=True)
class _Checker:
    file: AudienceFile
    marks: Marks
    modules: Collection[str]
    templates: Collection[str]
    language: str

    def problem(self, code: str, path: KeyPath, message: str, hint: str = "") -> Problem:
        place = self.marks.place(path, key=path in self.marks.keys)
        return Problem(code, self.marks.source.path, place, message, hint)

    def audiences(self) -> Iterator[Problem]:
        """Each audience by itself and against those before it."""
        seen: set[str] = set()
        for index, audience in enumerate(self.file.audiences):
            where: KeyPath = ("audiences", index)
            if audience.id in seen:
                yield self.problem("EO311", (*where, "id"), f"`{audience.id}` stands twice")
            seen.add(audience.id)
            if audience.id in RESERVED_NAMES | ROOT_NAMES:
                message = f"`{audience.id}` cannot name an audience"
                yield self.problem("EO311", (*where, "id"), message, "it has a meaning of its own")
            yield from self.fallback(audience, (*where, "falls_back_to"))
            yield from self.translation(audience, (*where, "translation_of"))
            yield from self.page(audience, where)

    def fallback(self, audience: Audience, where: KeyPath) -> Iterator[Problem]:
        """Text may flow only to equal or narrower access."""
        for at, name in enumerate(audience.falls_back_to):
            other = self.file.by_id.get(name)
            if other is None:
                yield self.unknown(name, (*where, at))
            elif name == audience.id:
                message = "an audience that falls back to itself"
                yield self.problem("EO311", (*where, at), message, "delete it")
            elif not is_same(self._language(audience), self._language(other)):
                message = f"`{audience.id}` and `{name}` are in different languages"
                hint = "fall back only to editions in the same language"
                yield self.problem("EO311", (*where, at), message, hint)
            elif not audience.access.within(other.access):
                message = f"text for members of `{name}` would reach readers of `{audience.id}`"
                hint = "fall back only to editions that all these readers may read"
                yield self.problem("EO306", (*where, at), message, hint)

    def translation(self, audience: Audience, where: KeyPath) -> Iterator[Problem]:
        """An edition is a translation of one in another language."""
        name = audience.translation_of
        other = self.file.by_id.get(name or "")
        if name and other is None:
            yield self.unknown(name, where)
        elif other and self._language(audience) == self._language(other):
            message = f"`{audience.id}` and `{name}` are in the same language"
            yield self.problem("EO311", where, message, "give this one its `language`")

    def _language(self, audience: Audience) -> str:
        return audience.language or self.language

    def page(self, audience: Audience, where: KeyPath) -> Iterator[Problem]:
        """The modules that make the page."""
        everywhere = [*audience.lead, *audience.modules]
        for key, names in (("lead", audience.lead), ("modules", audience.modules)):
            for at, name in enumerate(names):
                if not name.startswith("section:") and name not in self.modules:
                    hint = did_you_mean(name, self.modules)
                    yield self.problem("EO312", (*where, key, at), f"unknown module `{name}`", hint)
        for name in dict.fromkeys(name for name in everywhere if everywhere.count(name) > 1):
            message = f"the module `{name}` stands twice in `{audience.id}`"
            yield self.problem("EO312", (*where, "modules"), message, "keep one")
        if audience.template and audience.template not in self.templates:
            message = f"the theme has no template `audiences/{audience.template}.html`"
            hint = did_you_mean(audience.template, self.templates) or "leave it out for order.html"
            yield self.problem("EO124", (*where, "template"), message, hint)
        for name in audience.titles:
            if name not in everywhere:
                message = f"`{name}` has a title but no place on the page"
                hint = "list it in `lead` or `modules`, or delete its title"
                yield self.problem("EO312", (*where, "titles", name), message, hint)

    def groups(self) -> Iterator[Problem]:
        """Names for several audiences."""
        taken = set(self.file.by_id) | RESERVED_NAMES
        for name, members in self.file.groups.items():
            if name in taken or not re.fullmatch(ID_PATTERN, name):
                hint = "it is an audience, a word of the syntax, or not lower case with hyphens"
                message = f"`{name}` cannot name a group"
                yield self.problem("EO311", ("groups", name), message, hint)
            for at, member in enumerate(members):
                if member not in self.file.by_id:
                    yield self.unknown(member, ("groups", name, at))

    def unknown(self, name: str, path: KeyPath) -> Problem:
        """An audience that does not exist."""
        hint = did_you_mean(name, self.file.by_id)
        return self.problem("EO301", path, f"unknown audience `{name}`", hint)
