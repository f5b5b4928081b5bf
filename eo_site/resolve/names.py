"""Whether every audience named in a document can be who the author meant.

Judged once per document, for all audiences together: unknown names, claims of two groups on one
audience, conditions that leave nobody, `instead` without anything to replace. A document that
passes here resolves for every audience without a question left.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from eo_site.characters import stranger
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
from eo_site.model.document import Document, Doubt, ParsedProse
from eo_site.model.problem import Place, Problem, Slip
from eo_site.model.text import KeyPath, Marks
from eo_site.resolve.audiences import Audiences
from eo_site.resolve.doubts import doubt_problems
from eo_site.resolve.swallowed import Swallowed
from eo_site.suggest import certain_reader, did_you_mean


def text_problems(
    value: BaseModel, marks: Marks, doubts: Iterable[Doubt], audiences: Audiences
) -> Iterator[Problem]:
    """What of a file's plain texts can only have been meant for some: sources, vocabularies."""
    yield from doubt_problems(doubts, marks.source.path, audiences)
    yield from _keys_in(value, (), frozenset(), Swallowed(marks, audiences.names))


def _keys_in(
    value: Any, path: KeyPath, known: frozenset[str], swallowed: Swallowed
) -> Iterator[Problem]:
    if isinstance(value, str):
        yield from swallowed.problems(path, known)
    elif isinstance(value, BaseModel):
        names = keys(type(value))
        known = known.union(key for _, key in names)
        for name, key in names:
            yield from _keys_in(getattr(value, name), (*path, key), known, swallowed)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _keys_in(each, (*path, index), known, swallowed)


def name_problems(
    document: Document[Any], audiences: Audiences, readers: frozenset[str] | None = None
) -> list[Problem]:
    """All that is wrong with the names in a document; `readers` are those of its language."""
    everyone = audiences.all if readers is None else readers
    checker = _Checker(document, audiences, everyone)
    everyone = checker.listed(document.record.audiences, ("audiences",), everyone)
    checker.values(document.record, (), everyone)
    checker.body(document.body.sections, everyone)
    told = {each.place.line for each in checker.problems}
    doubts = [each for each in document.doubts if each.place.line not in told]
    return [*checker.problems, *doubt_problems(doubts, document.path, audiences)]


_NEGATED = re.compile(
    r"(?:not|non|no|without|except|everyone but|all but|unless|other than)\b|[!~^-]"
)
"""Begins what is no name but the wish to leave somebody out."""


_APART = re.compile(r"\s*(?:;|&|(?<![\w-])and(?![\w-]))\s*|\s+")
"""Stands between names where a comma was to stand."""


class _Checker:
    def __init__(
        self, document: Document[Any], audiences: Audiences, readers: frozenset[str]
    ) -> None:
        self._document = document
        self._readers = readers
        self._audiences = audiences
        self._swallowed = Swallowed(document.marks, audiences.names)
        self.problems: list[Problem] = []

    def report(
        self, code: str, place: Place, message: str, hint: str = "", slip: Slip | None = None
    ) -> None:
        problem = Problem(code, self._document.path, place, message, hint, slip=slip)
        self.problems.append(problem)

    # Names ------------------------------------------------------------------------------

    def known(
        self, names: Sequence[Name], *, wanted: bool = True, list_: bool = True
    ) -> list[Name]:
        """The names that exist; the others are problems.

        `wanted` is whether they are those who are to read a text, not those who are not; `list_`
        whether each stands in a list with commas.
        """
        for name in names:
            if name.id not in self._audiences.names:
                message = f"unknown audience `{name.id[:80]}`{stranger(name.id)}"
                beside = {each.id for each in names}
                slip = self._slip(name.id, beside, list_=list_) if wanted else None
                self.report("EO301", name.place, message, self._meant(name.id), slip)
        return [name for name in names if name.id in self._audiences.names]

    def _slip(self, words: str, beside: set[str], *, list_: bool) -> Slip | None:
        """What a name certainly means: one that exists and does not stand beside it already."""
        names = self._audiences.names
        meant = [each for each in _APART.split(words.strip()) if each]
        if not list_ or not all(each in names for each in meant):
            meant = [certain_reader(words, names)]
        readers = [names[each] for each in meant if each]
        apart = sum(map(len, readers)) == len(frozenset[str]().union(*readers))
        if not readers or not apart or beside.intersection(meant):
            return None
        return Slip(words, ", ".join(meant))

    def _meant(self, words: str) -> str:
        """What to write instead of a name that does not exist."""
        if _NEGATED.match(words):
            return 'name those who receive it; a heading can say except="NAMES"'
        if len(words.split()) > 1 and any(each in self._audiences.names for each in words.split()):
            return "put a comma between names: a, b"
        return did_you_mean(words, self._audiences.names)

    def _elsewhere(self, names: Iterable[str]) -> str:
        """What to do about readers of another language, if it is they who are meant."""
        if self._audiences.expand([*names]) & self._readers:
            return ""
        return "they read another language: their texts stand in a file of their own, NAME.es.md"

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
        names = self.known(condition.names, wanted=condition.kind == "for")
        if len(names) < len(condition.names) or not names:
            return context
        reach = self._audiences.reach(condition, context)
        if not reach:
            hint = "the parts around it are for others: name an audience that gets them"
            hint = self._elsewhere(name.id for name in names) or hint
            self.report("EO303", condition.place, "nobody is left to read this", hint)
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

    def choice(
        self, names: Sequence[Name], context: frozenset[str], *, list_: bool = False
    ) -> None:
        """Alternatives of which each audience gets one."""
        known = self.known(names, list_=list_)
        ids = [name.id for name in known]
        for name in known:
            if ids.count(name.id) > 1 and name is not next(n for n in known if n.id == name.id):
                self.report(
                    "EO305", name.place, f"`{name.id}` is served twice", "keep one of the two"
                )
            if not any(self._serves(name.id, audience) for audience in context):
                hint = self._elsewhere([name.id]) or "the parts around it are for others"
                message = f"nobody reads the text for `{name.id}` here"
                self.report("EO303", name.place, message, hint)
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

    def values(
        self,
        value: Any,
        path: KeyPath,
        context: frozenset[str],
        known: frozenset[str] = frozenset(),
    ) -> None:
        """Every text and every `for:` of the record; `known` are the keys there and above."""
        if isinstance(value, str):
            self._text(path, known)
        elif isinstance(value, tuple):
            self._not_for_all_too(value, path)
            for index, each in enumerate(value):
                self.values(each, (*path, index), context, known)
        elif isinstance(value, BaseModel):
            if prose := self._document.prose.get(path):
                self._prose(prose, path, context, known)
            else:
                self._fields(value, path, context, known)

    def _prose(
        self, prose: ParsedProse, path: KeyPath, context: frozenset[str], known: frozenset[str]
    ) -> None:
        for name in ("default", *(name.id for name, _ in prose.variants)):
            self._text((*path, name) if prose.variants else path, known | {"default"})
        self.choice([name for name, _ in prose.variants], context)
        for piece in (prose.default, *(piece for _, piece in prose.variants)):
            self.piece(piece, context)

    def _text(self, path: KeyPath, known: frozenset[str]) -> None:
        self.problems += self._swallowed.problems(path, known)

    def _fields(
        self, value: BaseModel, path: KeyPath, context: frozenset[str], known: frozenset[str]
    ) -> None:
        self._not_empty(value, path)
        given = vars(value)
        context = self.listed(given.get("for_", ()), (*path, "for"), context)
        known = known.union(key for _, key in keys(type(value)))
        for name, key in keys(type(value)):
            if given[name] is not None and name not in ("for_", "audiences"):
                self.values(given[name], (*path, key), context, known)

    def _not_empty(self, value: BaseModel, path: KeyPath) -> None:
        """`for: []` would mean everybody, where its author can only have meant nobody."""
        for field, key in (("for_", "for"), ("audiences", "audiences")):
            if field in value.model_fields_set and not getattr(value, field, True):
                place = self._document.place(*path, key, key=True)
                self.report("EO303", place, f"`{key}` names nobody",
                            "name who receives it, or leave the key out for all")  # fmt: skip

    def _not_for_all_too(self, items: Sequence[Any], path: KeyPath) -> None:
        """A text that an item of a list has for some is not everybody's in another item: a line doubled."""
        for_some = [
            each.model_copy(update={"for_": ()})
            for each in items
            if getattr(each, "for_", ()) and getattr(each, "text", None)
        ]
        for index, each in enumerate(items) if for_some else ():
            if each in for_some:
                self.report("EO239", self._document.place(*path, index),
                            "the same as an item that is for some, and this one is for everybody",
                            "delete one of the two")  # fmt: skip

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
        self.choice(names, context, list_=True)
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
