"""Orders with every construct of the grammar in every field of the schema, disturbed on purpose.

Every text has canaries of its own, and for each canary it is known who may read it: those whom its
author means. An author means the same by a mark whatever hides in it and whatever it looks like, so
a mark that is disturbed, or is a look-alike, changes nothing about who is meant.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.property.generated import NAMES, Circle
from tests.property.schema_walk import Walk

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u00ad\ufe0f\u3164"
SPACES = "\u00a0\u2003\u2009\u202f\u3000"
ENTITIES = {
    ":": "&#58;", "{": "&lbrace;", "}": "&#125;", "[": "&lsqb;", "#": "&num;", "=": "&equals;", '"': "&quot;",
    "-": "&#45;", " ": "&nbsp;",
}  # fmt: skip
ALIKE = {
    ":": "：﹕ː;", "{": "(｛[", "}": ")｝]", "[": "(［", "]": ")］", "#": "＃", "=": "＝:", '"': "“”'", "-": "–—•",
    "a": "а", "e": "е", "o": "о", "c": "с", "f": "ｆ", "r": "ｒ", ">": "›", "`": "´'", "~": "∼-", "*": "•", "|": "¦",
    ",": ";،", ".": "。",
}  # fmt: skip


@dataclass(frozen=True)
class Disturbed:
    """A document, who may read each of its canaries, and the lines of what was disturbed."""

    circle: Circle
    text: str
    entitled: Mapping[str, frozenset[str]]
    marks: tuple[str, ...]
    """The canaries of every text that a disturbed mark or a look-alike stands at."""


@dataclass
class Writer:
    """Writes the texts of one document."""

    rng: Random
    circle: Circle
    rate: float
    """How many of the marks are disturbed, or are look-alikes."""
    entitled: dict[str, frozenset[str]] = field(default_factory=dict)
    disturbed: list[str] = field(default_factory=list)

    def canary(self, readers: frozenset[str]) -> str:
        """A new word for these readers."""
        word = f"canary{len(self.entitled):04d}x"
        self.entitled[word] = readers
        return word

    def names(self, context: frozenset[str]) -> tuple[str, ...]:
        """Names that mean at least one of a context; anybody's where the context is empty."""
        known = [
            name
            for name in (*sorted(self.circle.all), *self.circle.groups)
            if self.circle.meant([name]) & context or not context
        ]
        return tuple(self.rng.sample(known, min(len(known), self.rng.randint(1, 2))))

    def marked(self, mark: str, canary: str) -> str:
        """A mark, now and then with something in it that changes what it looks like, or does not."""
        if self.rng.random() > self.rate:
            return mark
        self.disturbed.append(canary)
        at = self.rng.randrange(len(mark))
        char, change = mark[at], self.rng.randrange(5)
        if change == 0:
            return mark[:at] + self.rng.choice(INVISIBLE) + mark[at:]
        if change == 1:
            return mark[:at] + self.rng.choice(SPACES) + mark[at + (char == " ") :]
        if change == 2 and char in ENTITIES:
            return mark[:at] + ENTITIES[char] + mark[at + 1 :]
        if change == 3 and char in ALIKE:
            return mark[:at] + self.rng.choice(ALIKE[char]) + mark[at + 1 :]
        return mark[:at] + self.rng.choice(INVISIBLE + SPACES) + mark[at:]

    # Words ------------------------------------------------------------------------------

    def variant(self, context: frozenset[str]) -> str:
        """Words that vary."""
        names = self.names(context)
        gets = {each: self.circle.served(each, names) for each in context}
        default = self.canary(frozenset(a for a in context if gets[a] == ""))
        texts = [(n, self.canary(frozenset(a for a in context if gets[a] == n))) for n in names]
        attributes = " ".join(
            f'{name}="{self.rng.choice(("{}", "*{}*", "`{}`")).format(text)}"'
            for name, text in texts
        )
        return self.marked(f"[{default}]{{{attributes}}}", default)

    def alike(self, context: frozenset[str]) -> str:
        """A text for some, in a form that is none."""
        names = self.names(context)
        readers = context & self.circle.meant(names)
        word, who, one = self.canary(readers), ", ".join(names), names[0]
        readers_of_one = context & self.circle.meant([one])
        self.disturbed.append(word)
        form = self.rng.choice(WORD_FORMS)
        if "{one}" in form:
            self.entitled[word] = readers_of_one
        return form.format(word=word, who=who, one=one, One=one.title(), ONE=one.upper())

    def words(self, context: frozenset[str], *, syntax: bool) -> str:
        """A line of text for all of a context."""
        parts = [self.canary(context)]
        for _ in range(self.rng.randint(0, 2)):
            if self.rng.random() < self.rate:
                parts.append(self.alike(context))
            elif syntax:
                parts.append(self.rng.choice(INLINE)(self, context))
            else:
                parts.append(f"of {self.canary(context)}")
        return " ".join(parts)

    # The record -------------------------------------------------------------------------

    def text(self, readers: frozenset[str], prose: bool) -> Any:
        """A field's text: of prose one, several paragraphs, or one for each of some names."""
        if not prose:
            return self.words(readers, syntax=False)
        if self.rng.random() < 0.4:
            return self.words(readers, syntax=True)
        names = self.names(readers)
        gets = {each: self.circle.served(each, names) for each in readers}
        meant = {n: frozenset(a for a in readers if gets[a] == n) for n in ("", *names)}
        return {
            n or "default": self.words(each, syntax=bool(each) or not readers)
            for n, each in meant.items()
        }

    # The body ---------------------------------------------------------------------------

    def body(self) -> str:
        """Blocks of every kind, each in a section of its own."""
        parts = [self.words(self.circle.all, syntax=True)]
        for number in range(self.rng.randint(1, 4)):
            parts.append(f"## {self.words(self.circle.all, syntax=True)} {{#s{number}}}")
            parts += [
                self.rng.choice(BLOCKS)(self, self.circle.all)
                for _ in range(self.rng.randint(1, 2))
            ]
        names = self.names(self.circle.all)
        readers = self.circle.meant(names)
        first = self.canary(readers)
        marked = self.marked(f'## {first} {{#cond for="{", ".join(names)}"}}', first)
        parts += [marked, self.words(readers, syntax=True), self.rng.choice(BLOCKS)(self, readers)]
        return "\n\n".join(parts) + "\n"

    def paragraph(self, context: frozenset[str]) -> str:
        """A paragraph."""
        return self.words(context, syntax=True)

    def added(self, context: frozenset[str]) -> str:
        """A `for` block."""
        names = self.names(context)
        readers = context & self.circle.meant(names)
        word = self.canary(readers)
        opening = self.marked(f"::: for {', '.join(names)}", word)
        return (
            f"{opening}\n\n{word} {self.words(readers, syntax=True)}\n\n{self.marked(':::', word)}"
        )

    def items(self, context: frozenset[str]) -> str:
        """A list with an item and its children for some."""
        names = self.names(context)
        readers = context & self.circle.meant(names)
        first, child, inner = (self.canary(readers) for _ in range(3))
        mark = self.marked(f' {{for="{", ".join(names)}"}}', first)
        bullet = self.rng.choice(("- ", "* ", "1. ", "10. ", "-\t"))
        width = 4 if "\t" in bullet else len(bullet)
        off = 1 if self.rng.random() < self.rate else 0
        if off:
            self.disturbed += [child, inner]
        indent = " " * (width - off)
        fence = self.rng.choice(
            (f"```\n{{0}}{inner}\n{{0}}```", f"> {inner}", f"- {inner}", inner)
        ).format(indent)
        item = f"{self.marked(bullet, first)}{first}{mark}"
        return "\n\n".join((item, indent + child, indent + fence, self.canary(context)))

    def table(self, context: frozenset[str]) -> str:
        """A table with words that vary."""
        return f"| {self.canary(context)} | b |\n|---|---|\n| {self.variant(context)} | c |"

    def fences(self, context: frozenset[str]) -> str:
        """Two code fences with a block between them; the first may stay open."""
        names = self.names(context)
        readers = context & self.circle.meant(names)
        word = self.canary(readers)
        marks = self.rng.choice(("```", "~~~"))
        close = "" if self.rng.random() < self.rate else marks
        if not close:
            self.disturbed.append(word)
        block = f"::: for {', '.join(names)}\n\n{word}\n\n:::"
        opening = (
            f"{marks}text\n{self.canary(context)}\n{self.marked(close, word) if close else ''}"
        )
        return f"{opening}\n\n{block}\n\n{marks}text\n{self.canary(context)}\n{marks}"

    def comment(self, context: frozenset[str]) -> str:
        """A comment, which nobody reads."""
        word = self.canary(frozenset())
        return self.marked(f"<!-- {word} -->", word)

    def alike_block(self, context: frozenset[str]) -> str:
        """A block for some, in a form that is none."""
        names = self.names(context)
        word = self.canary(context & self.circle.meant(names))
        self.disturbed.append(word)
        form = (
            self.rng.choice(BLOCK_FORMS)
            if self.rng.random() < self.rate
            else "::: for {who}\n\n{word}\n\n:::"
        )
        return (
            form.format(word=word, who=", ".join(names), one=names[0])
            if "{one}" not in form or len(names) == 1
            else self.paragraph(context)
        )


WORD_FORMS = (
    '({one}="{word}")', '(for="{who}" {word})', "[{one}: {word}]", "[for {one}: {word}]", "({one}: {word})",
    '<span for="{who}">{word}</span>', '[a]({one}="{word}")', '[a] ({one}="{word}")', "[a]({one}={word})",
    "({one} = “{word}”)", "［{one}：{word}］", "<{one}>{word}</{one}>", "[{One}: {word}]", "({ONE}: {word})",
    "({one} only: {word})", "[[{one}: {word}]]", "【{one}：{word}】", 'data-for="{who}" {word}',
    "[for {one}] {word} [/for]", "[if {one}] {word} [/if]", "«{one}: {word}»", "“{one}”=“{word}”",
    '[a](x "t" {one}="{word}")', "[for: {who} {word}]", ":{one}: {word}", "@{one} {word}", "⟦{one}: {word}⟧",
    "&#91;{one}: {word}&#93;", "&lt;{one}&gt; {word} &lt;/{one}&gt;", "(audience: {one}) {word}", "[{word}]@{one}",
    '[{word}](https://x.example "for {one}")', "⁅for {one}⁆ {word}", "({one}ː {word})", "<!-- for {one} --> {word}",
)  # fmt: skip
"""Words for some, as somebody who knows another program would write them."""
BLOCK_FORMS = (
    "for {who}: {word}", "For {who}:\n{word}", "!!! for {who}\n\n{word}", "??? {one}\n\n{word}",
    "> [!{one}]\n> {word}", '<div for="{who}">\n\n{word}\n\n</div>', "<!-- for {who} -->\n\n{word}\n\n<!-- end -->",
    "{{% if {one} %}}\n\n{word}\n\n{{% endif %}}", ":: for {who}\n\n{word}\n\n::", ":::for {who}\n\n{word}\n\n:::",
    "::::for {who}\n\n{word}\n\n::::", "[{one}]\n{word}\n[/{one}]", "```for {who}\n{word}\n```",
    "~~~ {one}\n{word}\n~~~", "@for {who}\n{word}", "%%% for {who}\n{word}\n%%%", "- {word} (for {who})",
    '- {word} (for="{who}")', "for {who}\n\n{word}", "{one}: {word}", "- {one}: {word}", "**For {who}:** {word}",
    "### {word} (for {who})", '### {word} [for="{who}"]', '###\u00a0{word} {{for="{who}"}}',
    "::: {who}\n\n{word}\n\n:::", " ::: for {who}\n\n{word}\n\n:::", "> ::: for {who}\n> {word}\n> :::",
    "=== for {who}\n\n{word}", "+++ for {who}\n\n{word}", '{word} {{for="{who}"}}',
    "{{{{< for {who} >}}}}{word}{{{{< /for >}}}}", "::: FOR {who}\n\n{word}\n\n:::",
    "For {who} only. {word}", "({one} only) {word}", "{one} – {word}", "{one} | {word}", "{one}\n\n{word}",
    "Audience: {one}\n\n{word}", "🔒 for {who}\n\n{word}", "/* for {who} */\n\n{word}", "- {word} – {one} only",
    "{word} [{one}]", ".. {one}::\n\n{word}", "[{word}]: {one}", "| a | b |\n|---|---|\n| {one}: {word} | c |",
    "ifdef::{one}[]\n{word}\nendif::[]", "!-- for {one} {word} -->", "[//]: # (for {one})\n\n{word}",
    "ːːː for {who}\n\n{word}", "#if {one}\n\n{word}", "&#58;&#58;&#58; for {who}\n\n{word}",
)  # fmt: skip
"""Blocks for some, likewise."""

_Maker = Callable[[Writer, frozenset[str]], str]
INLINE: tuple[_Maker, ...] = (
    Writer.variant,
    Writer.variant,
    lambda w, c: f"*{w.canary(c)}*",
    lambda w, c: f"`{w.canary(c)}`",
    lambda w, c: f"~~{w.canary(c)}~~",
    lambda w, c: f'[{w.canary(c)}](https://x.example/{w.canary(c)} "{w.canary(c)}")',
    lambda w, c: f"\\{{{w.canary(c)}\\}}",
    lambda w, c: f"[@order, 2] {w.canary(c)}",
    lambda w, c: f"[=signed] {w.canary(c)}",
    lambda w, c: f"https://x.example/{w.canary(c)}",
)
BLOCKS: tuple[_Maker, ...] = (
    *(Writer.added, Writer.items) * 2,
    *(Writer.paragraph, Writer.table, Writer.fences, Writer.comment, Writer.alike_block),
)


def circle(rng: Random) -> Circle:
    """Two to five public audiences, with fallbacks and groups that do not overlap."""
    names = NAMES[: rng.randint(2, len(NAMES))]
    cut = rng.randint(0, len(names))
    groups = {"first": frozenset(names[:cut]), "rest": frozenset(names[cut:])}
    falls = {
        name: tuple(rng.sample([n for n in names if n != name], rng.randint(0, 1)))
        for name in names
    }
    return Circle(
        dict.fromkeys(names), falls, {name: each for name, each in groups.items() if each}
    )


def disturbed(seed: int) -> Disturbed:
    """One document; two of three have something disturbed in them."""
    rng = Random(seed)
    about = circle(rng)
    writer = Writer(rng, about, rng.choice((0.0, 0.05, 0.3)))
    walk = Walk(rng, about.all, writer.text, writer.names, about.meant)
    record = walk.order(rng.randint(0, 8))
    lines = list(_yaml(record, 0, rng, writer))
    text = "---\n" + "\n".join(lines) + "\n---\n\n" + writer.body()
    return Disturbed(about, text, writer.entitled, tuple(writer.disturbed))


def _yaml(value: Mapping[str, Any], depth: int, rng: Random, writer: Writer) -> Iterator[str]:
    """A map in block style; texts quoted or in blocks, a `for:` now and then within one."""
    lead = "  " * depth
    texts = [key for key, each in value.items() if isinstance(each, str) and "canary" in each]
    within = rng.choice(texts) if "for" in value and texts and rng.random() < writer.rate else ""
    for key, each in value.items():
        if key == "for" and within:
            continue
        if not each:
            yield f"{lead}{key}: {'[]' if isinstance(each, list) else '{}'}"
        elif isinstance(each, dict):
            yield f"{lead}{key}:"
            yield from _yaml(each, depth + 1, rng, writer)
        elif isinstance(each, list) and isinstance(each[0], dict):
            yield f"{lead}{key}:"
            for item in each:
                first, *rest = [*_yaml(item, depth + 2, rng, writer)] or ["{}"]
                yield f"{lead}  - {first.lstrip()}"
                yield from rest
        elif isinstance(each, list):
            written = (
                json.dumps(one, ensure_ascii=False) if "canary" in one else one for one in each
            )
            yield f"{lead}{key}: [{', '.join(written)}]"
        elif key == within:
            writer.disturbed.append(each.split()[0])
            yield f"{lead}{key}: {rng.choice(('>-', '|', '|-'))}"
            yield f"{lead}  {each}"
            yield from (f"{lead}  {line}" for line in _condition(value["for"], rng))
        elif key in texts and rng.random() < 0.3:
            yield f"{lead}{key}: >-"
            yield f"{lead}  {each}"
        else:
            yield f"{lead}{key}: {json.dumps(each, ensure_ascii=False)}"


def _condition(names: list[str], rng: Random) -> Iterator[str]:
    """A `for:` as somebody may write it."""
    key = rng.choice(("for:", "For:", '"for":', "for :", "\u00a0for:", "FOR:"))
    if rng.random() < 0.5:
        yield f"{key} [{', '.join(names)}]"
    else:
        yield key
        yield from (f"- {name}" for name in names)
