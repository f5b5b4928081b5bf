"""Whether every audience named in a document can be who the author meant.

Judged once per document, for all audiences together: unknown names, claims of two groups on one
audience, conditions that leave nobody, `instead` without anything to replace. A document that
passes here resolves for every audience without a question left.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from eo_site.model.base import keys
from eo_site.model.body import (
    Block,
    Condition,
    Heading,
    Listing,
    Name,
    Part,
    Piece,
    Section,
    Variant,
)  # fmt: skip
from eo_site.model.document import Document, ParsedProse
from eo_site.model.problem import Place, Problem
from eo_site.model.text import KeyPath
from eo_site.resolve.audiences import Audiences
from eo_site.suggest import did_you_mean


def name_problems(document: Document[Any], audiences: Audiences) -> list[Problem]:
    """All that is wrong with the names in a document."""
    checker = _Checker(document, audiences)
    everyone = checker.listed(document.record.audiences, ("audiences",), audiences.all)
    checker.values(document.record, (), everyone)
    checker.body(document.body.sections, everyone)
    return checker.problems


class _Checker:
    def __init__(self, document: Document[Any], audiences: Audiences) -> None:
        self._document = document
        self._audiences = audiences
        self.problems: list[Problem] = []

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self._document.path, place, message, hint))

    # Names ------------------------------------------------------------------------------

    def known(self, names: Sequence[Name]) -> list[Name]:
        """The names that exist; the others are problems."""
        for name in names:
            if name.id not in self._audiences.names:
                hint = did_you_mean(name.id, self._audiences.names)
                self.report("EO301", name.place, f"unknown audience `{name.id}`", hint)
        return [name for name in names if name.id in self._audiences.names]

    def listed(self, ids: Sequence[str], path: KeyPath, context: frozenset[str]) -> frozenset[str]:
        """A `for:` or `audiences:` list of the front matter as a context."""
        if not ids:
            return context
        names = tuple(Name(each, self._document.place(*path, i)) for i, each in enumerate(ids))
        return self.narrowed(Condition("for", names, self._document.place(*path)), context)

    def narrowed(self, condition: Condition | None, context: frozenset[str]) -> frozenset[str]:
        """The context that a condition leaves."""
        if condition is None:
            return context
        names = self.known(condition.names)
        if len(names) < len(condition.names) or not names:
            return context
        reach = self._audiences.reach(condition, context)
        if not reach:
            self.report("EO303", condition.place, "nobody is left to read this",
                        "the parts around it are for others: name an audience that gets them")  # fmt: skip
            return context
        if condition.kind == "except":
            self._check_except(condition, context, reach)
        return reach

    def _check_except(
        self, condition: Condition, context: frozenset[str], reach: frozenset[str]
    ) -> None:
        """`except` must not decide that a text is for members and yet carry it to the public."""
        public = self._audiences.public(reach)
        kept_from_public = self._audiences.public(context - reach)
        if kept_from_public and public and reach - public:
            names = ", ".join(sorted(public))
            self.report("EO306", condition.place,
                        f"`except` would carry text for members to the public: {names}",
                        "name who receives it with for=")  # fmt: skip

    def choice(self, names: Sequence[Name], context: frozenset[str]) -> None:
        """Alternatives of which each audience gets one."""
        known = self.known(names)
        ids = [name.id for name in known]
        for name in known:
            if ids.count(name.id) > 1 and name is not next(n for n in known if n.id == name.id):
                self.report(
                    "EO305", name.place, f"`{name.id}` is served twice", "keep one of the two"
                )
            if not any(self._serves(name.id, audience) for audience in context):
                self.report("EO303", name.place, f"nobody reads the text for `{name.id}` here",
                            "the parts around it are for others")  # fmt: skip
        if len(known) > 1:
            for audience in sorted(self._audiences.with_fallbacks(context)):
                self._two_groups(audience, known)

    def _serves(self, name: str, audience: str) -> bool:
        return name in self._audiences.serving[audience]

    def _two_groups(self, audience: str, names: Sequence[Name]) -> None:
        if any(name.id == audience for name in names):
            return
        claims = [name for name in names if audience in self._audiences.names[name.id]]
        if len({name.id for name in claims}) > 1:
            groups = " and ".join(f"`{name.id}`" for name in claims)
            self.report("EO302", claims[-1].place, f"{groups} both claim `{audience}`",
                        f"add a text for `{audience}` itself, or keep one group")  # fmt: skip

    # Front matter -----------------------------------------------------------------------

    def values(self, value: Any, path: KeyPath, context: frozenset[str]) -> None:
        """Every prose field and every `for:` of the record."""
        if isinstance(value, str):
            self._swallowed(path, ())
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self.values(each, (*path, index), context)
        elif isinstance(value, BaseModel):
            if prose := self._document.prose.get(path):
                self._prose(prose, path, context)
            else:
                self._fields(value, path, context)

    def _prose(self, prose: ParsedProse, path: KeyPath, context: frozenset[str]) -> None:
        self._swallowed(path, [name.id for name, _ in prose.variants])
        self.choice([name for name, _ in prose.variants], context)
        for piece in (prose.default, *(piece for _, piece in prose.variants)):
            self.piece(piece, context)

    def _fields(self, value: BaseModel, path: KeyPath, context: frozenset[str]) -> None:
        self._not_empty(value, path)
        given = vars(value)
        context = self.listed(given.get("for_", ()), (*path, "for"), context)
        for name, key in keys(type(value)):
            if given[name] is not None and name not in ("for_", "audiences"):
                self.values(given[name], (*path, key), context)

    def _swallowed(self, path: KeyPath, names: Sequence[str]) -> None:
        """A key that is indented too far is part of the text above it, and its text everybody's."""
        marks = self._document.marks
        own = path if path in marks.values or path[-1:] != ("text",) else path[:-1]
        for each in ((*own, "default"), *((*own, name) for name in names)) if names else (own,):
            start, end = marks.values.get(each, (0, 0))
            text = marks.source.text[marks.base + start : marks.base + end]
            if ":" in text and (match := self._key_in_text.search(text)):
                place = marks.source.place(marks.base + start + match.start(1))
                self.report("EO207", place, f"`{match.group(1)}` within a text",
                            "indent a key as far as those beside it; a text may break elsewhere")  # fmt: skip

    @cached_property
    def _key_in_text(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted({"default", *self._audiences.names})))
        return re.compile(rf"(?:\n[ \t]*(?=(?:{names}):\s)|(?<!\w)(?=for:\s*\[))(\w[\w-]*:)")

    def _not_empty(self, value: BaseModel, path: KeyPath) -> None:
        """`for: []` would mean everybody, where its author can only have meant nobody."""
        for field, key in (("for_", "for"), ("audiences", "audiences")):
            if field in value.model_fields_set and not getattr(value, field, True):
                place = self._document.place(*path, key, key=True)
                self.report("EO303", place, f"`{key}` names nobody",
                            "name who receives it, or leave the key out for all")  # fmt: skip

    # Body -------------------------------------------------------------------------------

    def body(self, sections: Sequence[Section], everyone: frozenset[str]) -> None:
        """Sections in order, with the conditions of those they stand under."""
        stack: list[tuple[int, frozenset[str]]] = [(0, everyone)]
        for section in sections:
            level = section.heading.level if section.heading else 1
            while len(stack) > 1 and stack[-1][0] >= level:
                stack.pop()
            context = self.heading(section.heading, stack[-1][1])
            stack.append((level, context))
            self.section(section, context)

    def heading(self, heading: Heading | None, context: frozenset[str]) -> frozenset[str]:
        """The heading's own words, and the context it opens."""
        if heading is None:
            return context
        context = self.narrowed(heading.condition, context)
        self.piece(heading.piece, context)
        return context

    def section(self, section: Section, context: frozenset[str]) -> None:
        """The blocks of one section."""
        insteads = [block for block in section.blocks if block.kind == "instead"]
        names = [name for block in insteads if block.condition for name in block.condition.names]
        self.choice(names, context)
        defaults = [block for block in section.blocks if block.kind == "default"]
        if insteads and not any(part.piece for block in defaults for part in block.parts):
            self.report("EO304", insteads[0].place, "`instead` has no default text to replace",
                        "write the default under the same heading, or use `::: for`")  # fmt: skip
        for block in section.blocks:
            self.block(block, context)

    def block(self, block: Block, context: frozenset[str]) -> None:
        """One block and what stands in it."""
        if block.kind == "for":
            context = self.narrowed(block.condition, context)
        elif block.condition:
            served = {
                audience
                for audience in context
                for name in block.condition.names
                if self._serves(name.id, audience)
            }
            context = frozenset(served) or context
        stack: list[tuple[int, frozenset[str]]] = [(0, context)]
        for part in block.parts:
            self.part(part, stack)

    def part(self, part: Part, stack: list[tuple[int, frozenset[str]]]) -> None:
        """A stretch of a block, under the inner headings it stands below."""
        if part.heading:
            while len(stack) > 1 and stack[-1][0] >= part.heading.level:
                stack.pop()
            stack.append((part.heading.level, self.heading(part.heading, stack[-1][1])))
        self.piece(part.piece, stack[-1][1])

    def piece(self, piece: Piece, context: frozenset[str]) -> None:
        """Variants and conditional list items."""
        for segment in piece:
            if isinstance(segment, Variant):
                self.choice([name for name, _ in segment.texts], context)
            elif isinstance(segment, Listing):
                for item in segment.items:
                    self.piece(item.piece, self.narrowed(item.condition, context))
