"""Sites made up by hypothesis, with a word of its own in every text that is not for everybody.

What each audience is entitled to is worked out here from the rules of the design alone, by code
that shares nothing with the program.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

NAMES = ("alpha", "bravo", "carol", "delta", "echo")
EVERY_MODULE = (
    "summary, does-not, what-changed, status, named-agencies, deadlines, duties, affected,"
    " authorities, clauses, needs-congress, money, cases, comments, timeline, quotes, unknowns,"
    " numbers, legislation, relations, contents, sections, record, cite-as, sources, corrections"
)

EVERY_EXPORT = "json, orders, csv, relations, library, data"


@dataclass(frozen=True)
class Circle:
    """Audiences, who may read what, and groups of them that do not overlap."""

    members: Mapping[str, frozenset[str] | None]
    """Account groups of the host by audience; None is public."""
    falls_back_to: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, frozenset[str]]

    @property
    def all(self) -> frozenset[str]:
        """Every audience."""
        return frozenset(self.members)

    @property
    def public(self) -> frozenset[str]:
        """Those whose edition everybody may read."""
        return frozenset(name for name, groups in self.members.items() if groups is None)

    def meant(self, names: Iterable[str]) -> frozenset[str]:
        """Audiences that names of audiences and groups mean."""
        found = frozenset[str]()
        for name in names:
            found |= self.groups.get(name, frozenset({name}))
        return found

    def served(self, audience: str, names: Iterable[str]) -> str:
        """Whose text an audience gets of several, "" being the default."""
        known = set(names)
        for each in (audience, *self.falls_back_to[audience]):
            groups = (group for group in self.groups if each in self.groups[group])
            for name in (each, *groups):
                if name in known:
                    return name
        return ""

    def yaml(self) -> str:
        """`audiences.yaml`"""
        lines = ["audiences:"]
        for name, groups in self.members.items():
            access = "public" if groups is None else f"{{members: [{', '.join(sorted(groups))}]}}"
            lines.append(
                f"  - {{id: {name}, name: {name.title()}, question: What is it?, access: {access},"
                f" falls_back_to: [{', '.join(self.falls_back_to[name])}],"
                f" lead: [], modules: [{EVERY_MODULE}], exports: [{EVERY_EXPORT}],"
                f" proof: true}}"
            )
        lines.append("groups:" if self.groups else "")
        lines += [f"  {name}: [{', '.join(sorted(each))}]" for name, each in self.groups.items()]
        return "\n".join(lines) + "\n"


@st.composite
def circles(draw: st.DrawFn) -> Circle:
    """Two to five audiences; fallback only to those whose texts all these readers may read."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    some = st.sampled_from((None, None, None, frozenset({"x"}), frozenset({"y"}), frozenset("xy")))
    members = {name: draw(some) for name in names}
    allowed = {
        name: [other for other in names if other != name and _within(members[name], members[other])]
        for name in names
    }
    falls_back_to = {
        name: tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=2)))
        if (others := allowed[name])
        else ()
        for name in names
    }
    cut = draw(st.integers(0, len(names)))
    halves = {"first": frozenset(names[:cut]), "rest": frozenset(names[cut:])}
    return Circle(members, falls_back_to, {name: each for name, each in halves.items() if each})


def _within(narrow: frozenset[str] | None, wide: frozenset[str] | None) -> bool:
    return wide is None or (narrow is not None and narrow <= wide)


@dataclass
class Author:
    """Writes texts with canaries, and remembers who may read each."""

    circle: Circle
    names: Callable[[frozenset[str], int], tuple[str, ...]]
    """Draws names that mean at least one audience of a context."""
    entitled: dict[str, frozenset[str]] = field(default_factory=dict)
    """By canary."""
    hidden: set[str] = field(default_factory=set)
    """Canaries that need not show even to those entitled: what the theme prints is its own."""
    cites: str = " [@order, 2]"
    """After sentences of an order, so that they stand on the page of its text too; empty for pages."""

    def canary(self, readers: frozenset[str], *, shows: bool = True) -> str:
        """A new word, unlike any other, for these readers."""
        word = f"canary{len(self.entitled):04d}x"
        self.entitled[word] = readers
        if not shows:
            self.hidden.add(word)
        return word

    def alternatives(
        self, context: frozenset[str], *, shows: bool = True
    ) -> tuple[str, dict[str, str]]:
        """A default text and texts for some names, each with a canary."""
        names = self.names(context, 2)
        gets = {each: self.circle.served(each, names) for each in context}
        texts = {
            name: self.canary(frozenset(a for a in context if gets[a] == name), shows=shows)
            for name in ("", *names)
        }
        return texts.pop(""), texts

    # The body ---------------------------------------------------------------------------

    def variant(self, context: frozenset[str]) -> str:
        """Words that vary."""
        default, texts = self.alternatives(context)
        return f"[{default}]{{" + " ".join(f'{n}="a *{t}*"' for n, t in texts.items()) + "}"

    def paragraph(self, context: frozenset[str]) -> str:
        """Text for all of a context, with words that vary."""
        return f"{self.canary(context)} and {self.variant(context)}{self.cites}."

    def added(self, context: frozenset[str]) -> str:
        """A `for` block."""
        names = self.names(context, 3)
        readers = context & self.circle.meant(names)
        return f"::: for {', '.join(names)}\n\n{self.paragraph(readers)}\n\n:::"

    def instead(self, context: frozenset[str]) -> str:
        """Default text before and after a block that replaces it, in a section of its own."""
        default, texts = self.alternatives(context)
        blocks = (f"::: instead for {name}\n\n> {text}\n\n:::" for name, text in texts.items())
        heading = f"### Replaced {{#replaced-{len(self.entitled)}}}"
        return "\n\n".join((heading, f"{default} before.", *blocks, f"{default} after."))

    def items(self, context: frozenset[str]) -> str:
        """A list with items and items of items for some."""
        names = self.names(context, 2)
        readers = context & self.circle.meant(names)
        inner = self.names(readers, 1)
        innermost = readers & self.circle.meant(inner)
        return (
            f'- {self.canary(readers)} {{for="{", ".join(names)}"}}\n'
            f"  - {self.canary(readers)}\n"
            f'    1. - {self.canary(innermost)} {{for="{", ".join(inner)}"}}\n'
            f"- {self.canary(context)}\n"
        )

    def table(self, context: frozenset[str]) -> str:
        """A table with words that vary."""
        return f"| a | b |\n|---|---|\n| {self.variant(context)} | `{{c}}` |\n"

    def figure(self, context: frozenset[str]) -> str:
        """An image that only some get; its file's name is a canary too."""
        names = self.names(context, 1)
        readers = frozenset(a for a in context if self.circle.served(a, names))
        return (
            f'A map: [none]{{{names[0]}="![{self.canary(readers)}]({self.canary(readers)}.png)"}}.'
        )

    def quote(self, context: frozenset[str]) -> str:
        """A quote in a block."""
        names = self.names(context, 2)
        readers = context & self.circle.meant(names)
        return f"::: for {', '.join(names)}\n> {self.canary(readers)}\n:::"

    def inner_section(self, context: frozenset[str]) -> str:
        """A block with a heading of its own, and under it one for fewer."""
        names = self.names(context, 2)
        readers = context & self.circle.meant(names)
        fewer = self.names(readers, 1)
        few = readers & self.circle.meant(fewer)
        return (
            f"::: for {', '.join(names)}\n\n#### {self.canary(readers)}\n\n{self.paragraph(readers)}"
            f'\n\n##### {self.canary(few)} {{for="{fewer[0]}"}}\n\n{self.canary(few)}\n\n:::'
        )

    def heading(self, context: frozenset[str], ident: str) -> str:
        """A heading with words that vary."""
        return f"## {self.canary(context)} {self.variant(context)} {{#{ident}}}"

    def section(self, context: frozenset[str], ident: str) -> tuple[str, frozenset[str]]:
        """A conditional section's heading, and who is left."""
        names = self.names(context, 2)
        readers = context & self.circle.meant(names)
        condition = f'for="{", ".join(names)}"'
        if self.circle.public == self.circle.all and context - readers:
            condition, readers = f'except="{", ".join(names)}"', context - readers
        return f"## {self.canary(readers)} {{#{ident} {condition}}}", readers

    # The record -------------------------------------------------------------------------

    def prose(self, context: frozenset[str], *, shows: bool = True) -> str:
        """A prose map."""
        default, texts = self.alternatives(context, shows=shows)
        return (
            "{"
            + ", ".join(
                f'{n or "default"}: "{t}{self.cites}"' for n, t in {"": default, **texts}.items()
            )
            + "}"
        )

    def for_(self, context: frozenset[str]) -> tuple[str, frozenset[str]]:
        """`for: […]` of an item, and whom it means."""
        names = self.names(context, 2)
        return f"for: [{', '.join(names)}]", context & self.circle.meant(names)


PARTS = ("added", "items", "table", "figure", "quote", "inner_section", "paragraph", "instead")
"""Kinds of text; the last one opens a section."""


@dataclass(frozen=True)
class GeneratedSite:
    """A site's files with what each canary's readers are."""

    circle: Circle
    files: Mapping[str, str | bytes]
    author: Author


@st.composite
def sites(draw: st.DrawFn) -> GeneratedSite:
    """Orders and a page with canaries in every kind of place."""
    circle = draw(circles())

    def names(context: frozenset[str], most: int) -> tuple[str, ...]:
        known = [n for n in (*sorted(circle.all), *circle.groups) if circle.meant([n]) & context]
        return tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=most, unique=True)))

    author = Author(circle, names)
    parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True)
    body = [_part(author, "paragraph", circle.all)]
    for number in range(draw(st.integers(1, 3))):
        body.append(author.heading(circle.all, f"s{number}"))
        body += [_part(author, part, circle.all) for part in sorted(draw(parts), key=PARTS.index)]
    heading, readers = author.section(circle.all, "conditional")
    body += [heading]
    body += [_part(author, part, readers) for part in sorted(draw(parts), key=PARTS.index)]
    body += [f"### {author.canary(readers)}", author.paragraph(readers)]
    record = _record(author)
    files: dict[str, str | bytes] = {
        **CONFIGURATION,
        "audiences.yaml": circle.yaml(),
        "content/orders/eo-14001/index.md": f"---\n{record}---\n\n" + "\n\n".join(body) + "\n",
        **_others(author),
    }
    for word in author.entitled:
        files[f"content/orders/eo-14001/{word}.png"] = f"a picture of {word}".encode()
    return GeneratedSite(circle, files, author)


def _part(author: Author, name: str, context: frozenset[str]) -> str:
    made: str = getattr(author, name)(context)
    return made


TEXT = """\
[Federal Register Volume 86, Number 14 (Monday, January 25, 2021)]
[Presidential Documents]
[Pages 7001-7001]

                        Presidential Documents

[[Page 7001]]


                Executive Order 14001 of January 20, 2021


Counting Canaries

                By the authority vested in me as President by the
                Constitution, it is hereby ordered as follows:

                Section 1. Policy. Birds are to be counted.

                Sec. 2. Count. The Attorney General shall count them.

                Sec. 3. Care. The Secretary of Labor shall feed them.

                Sec. 4. List. The Secretary of Labor shall list them.


                    (Presidential Sig.)

                THE WHITE HOUSE,

                    January 20, 2021.
"""
"""The official text of the order; every edition shows it beside what rests on it."""
CONFIGURATION = {
    "content/texts/eo-14001.txt": TEXT,
    "site.yaml": """\
id: canaries
title: Canaries
base_url: https://canaries.example/
publisher: {name: The publisher}
notice: Not legal advice.
rules: {EO610: off, EO612: off, EO613: off, EO615: off, EO616: off, EO619: off, EO620: off}
""",
    "content/vocabularies/interests.yaml": "terms: [{id: birds, label: Birds}]\n",
    "content/vocabularies/presidents.yaml": "terms: [{id: donald-trump, label: Donald Trump}]\n",
    "content/vocabularies/parties.yaml": """\
terms: [{id: researchers, label: Researchers}, {id: workers, label: Workers}]
""",
    "content/vocabularies/courts.yaml": "terms: [{id: d-me, label: District of Maine}]\n",
    "content/vocabularies/agencies.yaml": """\
terms: [{id: justice-department, label: Justice}, {id: labor-department, label: Labor}]
""",
}


def _record(author: Author) -> str:
    """A record in which every list has an item for some, and every prose field varies."""
    everyone = author.circle.all
    some, readers = author.for_(everyone)
    prose = author.prose

    def word(shows: bool = True) -> str:
        return author.canary(readers, shows=shows)

    return f"""\
number: 14001
title: Counting Canaries
president: donald-trump
interests: [birds]
dates: {{signed: 2021-01-20, published: 2021-01-25}}
summary: {prose(everyone)}
what_changed: {prose(everyone)}
status:
  - {{value: in-force, source: order, as_of: 2021-02-01, note: {prose(everyone, shows=False)}}}
  - {{value: suspended, source: own, sections: ["2"], as_to: {word(False)}, note: {word(False)}, {some}}}
agencies:
  - {{id: justice-department, role: lead, sections: ["2"], note: {prose(everyone, shows=False)}}}
  - {{id: labor-department, role: with, sections: ["2"], note: {word(False)}, {some}}}
affected:
  - {{party: researchers, effect: benefit, basis: stated-intent, section: "2", text: {prose(everyone)}}}
  - {{party: workers, effect: benefit, basis: stated-intent, section: "2", text: {word()}, {some}}}
events:
  - {{id: e1, text: {word(False)}, on: 2021-02-03, {some}}}
duties:
  - {{id: d1, section: "2", who: [justice-department], what: {prose(everyone)}, type: ongoing,
     evidence: [{{on: 2021-05-01, value: in-progress, text: {word(False)}, source: own, {some}}}]}}
  - {{id: d2, section: "3", who: [labor-department], what: {word()}, to: {word(False)}, {some},
     type: time-boxed, due: {{after: P1M, from: e1}}, quote: {word(False)}}}
  - {{id: d3, section: "4", who: [labor-department], what: {prose(everyone)}, type: time-boxed, due: 2021-09-01}}
does_not:
  - {author.canary(everyone)}
  - {{text: {word()}, {some}}}
unknowns:
  - {{text: {prose(everyone)}}}
  - {{text: {prose(readers)}, {some}}}
needs_congress:
  - {{text: {word(False)}, section: "2", {some}}}
cases:
  - {{id: c1, name: {word()}, source: own, note: {word(False)}, {some}, events: [
     {{on: 2021-03-01, kind: filed, court: d-me, docket: {word(False)}, citation: {word(False)}, note: {word(False)}}},
     {{on: 2021-04-01, kind: tro-granted, court: d-me, scope: part, as_to: {word(False)}}}]}}
  - {{id: c2, name: {word(False)}, about: eo-14002, source: own, {some}, events: [
     {{on: 2021-03-02, kind: filed, court: d-me}}]}}
comments:
  - {{what: {word(False)}, source: own, {some}}}
legislation:
  - {{name: {word(False)}, text: {word(False)}, source: own, {some}}}
money: {{in_order: false, note: {word(False)}, {some}}}
numbers:
  - {{id: n1, value: {word(False)}, what: {word(False)}, source: own, {some}}}
quotes:
  - {{text: {word()}, section: "2", {some}}}
clauses:
  - {{kind: savings, section: "2", text: {word()}, {some}}}
authorities:
  - {{kind: statute, text: {word()}, section: preamble, {some}}}
relations:
  - {{type: references, target: eo-99999, title: {word(False)}, note: {word(False)}, source: own, {some}}}
  - {{type: references, target: eo-14002, source: order}}
  - {{type: references, target: eo-14003, source: order}}
sources:
  - {{id: own, type: report, title: {word()}, note: {word(False)}, coverage: {word(False)}, {some}}}
changes:
  - {{on: 2021-06-01, kind: corrected, text: {word()}, {some}}}
  - {{on: 2021-06-02, kind: corrected, text: {prose(everyone)}}}
"""


def _others(author: Author) -> dict[str, str]:
    """An order that only some editions have, one that is not out, and two pages.

    The title of an order is official: editions that lack the order name it where they relate to it.
    """
    author.cites = ""
    everyone, nobody = author.circle.all, frozenset[str]()
    names = author.names(everyone, 2)
    some = author.circle.meant(names)
    page = author.names(everyone, 1)
    return {
        "content/orders/eo-14002.md": f"""\
---
number: 14002
title: Order {author.canary(everyone, shows=False)}
audiences: [{", ".join(names)}]
dates: {{signed: 2021-02-20}}
relations:
  - {{type: amends, target: eo-14001, note: {author.canary(some, shows=False)}, source: order}}
---

{author.paragraph(some)}
""",
        "content/orders/eo-14003.md": f"""\
---
number: 14003
title: Order {author.canary(nobody)}
draft: true
dates: {{signed: 2021-02-21}}
relations:
  - {{type: amends, target: eo-14001, note: {author.canary(nobody)}, source: order}}
---

{author.canary(nobody)}
""",
        "content/pages/about.md": f"""\
---
title: About
nav: About
description: {author.prose(everyone, shows=False)}
---

{author.added(everyone)}

{author.instead(everyone)}
""",
        "content/pages/members.md": f"""\
---
title: Page {author.canary(author.circle.meant(page))}
nav: {author.canary(author.circle.meant(page))}
audiences: [{page[0]}]
---

{author.canary(author.circle.meant(page))}
""",
    }
