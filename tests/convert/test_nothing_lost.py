"""What holds of every conversion: no word is lost in silence, and all audiences read the same."""

import os
import random
import re
from collections.abc import Callable

import pytest

from tests.convert.making import (
    called,
    conversion,
    document,
    file_of,
    footnote,
    paragraph,
    read,
    run,
    shown,
)

NASTY = (
    "::: for litigators", ":::", "{for=\"litigators\"}", "[{0}]{litigators=\"{1}\"}", "for litigators: {0}",
    "[litigators: {0}]", "({0} litigators only)", "litigators= {0}", "# {0}", "- {0}", "1. {0}", "1986. {0}",
    "> {0}", "* {0}",
    "@order {0}", "[@order, 3] {0}", "[=signed] {0}", "`{0} {1}", "**{0}*", "_{0}_", "~~{0}~~", "<b {0}",
    "&amp; {0}", "| {0} | {1} |",
    "[{0}](https://x.example/{1})", "[{0}]: https://x.example", "{{{0}}}", "$${0}$$", "=={0}==", "^{0}^",
    "[^{0}]", "!!! {0}", "--> {0}",
    "https://x.example/{0}_{1}?a=b&c=d#{0}", "<!-- {0}", "\\\\{0}", "<litigators> {0}", "general | {0}",
    "litigators – {0}", "• {0}",
)  # fmt: skip
"""What could mean something to somebody, as plain text of a document; braces in pairs are one."""


class Making:
    """Words of which each stands once, so that none can be missed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = list[str]()

    def word(self) -> str:
        """A new word."""
        self.words.append(
            f"w{len(self.words)}{self.random.choice('abcdefgh')}{self.random.randrange(10**5)}"
        )
        return self.words[-1]

    def text(self) -> str:
        """A few words, often with something nasty among them."""
        if self.random.random() < 0.5:
            return f"{self.word()} {self.word()}"
        nasty = self.random.choice(NASTY)
        for at in ("{0}", "{1}"):
            while at in nasty:
                nasty = nasty.replace(at, self.word(), 1)
        before = f"{self.word()} " if self.random.random() < 0.4 else ""
        return before + nasty.replace("{{", "{").replace("}}", "}")


def html_escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


HTML: tuple[Callable[[Making, Callable[[], str]], str], ...] = (
    lambda _, t: f"<p>{t()} <b>{t()}</b> <i>{t()}</i>{t()}</p>",
    lambda _, t: f"<h2>{t()}</h2>",
    lambda _, t: f"<h4>{t()}</h4>",
    lambda _, t: f"<ul><li>{t()}<ol type=a><li>{t()}</ol><li><p>{t()}</p><p>{t()}</p></ul>",
    lambda _, t: f"<table><tr><th rowspan=2>{t()}<td>{t()}<tr><td><p>{t()}</p><p>{t()}</p></table>",
    lambda _, t: f"<blockquote>{t()}<br>{t()}<h3>{t()}</h3></blockquote>",
    lambda _, t: f"<pre>{t()}\n{t()}</pre><p><code>{t()}</code></p>",
    lambda _, t: f"<dl><dt>{t()}<dd>{t()}<dd><p>{t()}</dl>",
    lambda m, t: f'<p><a href="https://x.example/{m.word()}">{t()}</a> <a href="../{m.word()}.php">{t()}</a></p>',
    lambda _, t: f'<img src="x.png" alt="{t()}"><div hidden>{t()}</div><!--{t().replace("--", "")}-->',
    lambda _, t: f'<div class="members-only">{t()}</div><section for="general">{t()}</section><u>{t()}</u>',
    lambda _, t: f"<details><summary>{t()}</summary>{t()}</details><p>x<sub>{t()}</sub><mark>{t()}</mark></p>",
    lambda _, t: f"<script>{t()}</script><my-tag>{t()}</my-tag><q>{t()}</q><form><button>{t()}</button></form>",
    lambda m, t: f'<p>{t()}<sup><a href="#fn{len(m.words)}">1</a></sup></p><div id="fn{len(m.words)}">{t()} (2001)</div>',  # noqa: E501
)  # fmt: skip
MARKDOWN: tuple[Callable[[Making, Callable[[], str]], str], ...] = (
    lambda _, t: t(),
    lambda _, t: f"## {t()}",
    lambda _, t: f"- {t()}\n- {t()}\n\n  {t()}",
    lambda _, t: f"> {t()}",
    lambda m, _: f"| {m.word()} | {m.word()} |\n|---|---|\n| {m.word()} | {m.word()} |",
    lambda m, _: f"{m.word()}[^n{len(m.words)}]\n\n[^n{len(m.words)}]: {m.word()} v. {m.word()} (2001)",
    lambda m, _: f"{m.word()}^[{m.word()} {m.word()}]",
    lambda m, _: f"{{% if {m.word()} %}}{m.word()}{{% endif %}} {m.word()}",
    lambda m, _: f"{{{{< {m.word()} >}}}} {m.word()} {{{{% notice %}}}}{m.word()}{{{{% /notice %}}}}",
    lambda m, _: f"::: {m.word()}\n\n{m.word()}\n\n:::\n\n::: {{.note}}\n{m.word()}\n:::",
    lambda m, _: f"{m.word()}\n:   {m.word()}\n\n{m.word()} [see @{m.word()}, {m.word()}]",
    lambda m, _: f"```{m.word()}\n{m.word()} {{{{ {m.word()} }}}}\n```",
    lambda m, _: f"- [x] {m.word()}\n\n> [!NOTE]\n> {m.word()}\n\n[[{m.word()}]] H~{m.word()}~",
    lambda m, _: f'<div data-audience="x">{m.word()}</div>\n\n{m.word()} {{: .{m.word()} }}',
)  # fmt: skip


def made_html(seed: int) -> tuple[list[str], bytes]:
    making = Making(seed)
    parts = [
        making.random.choice(HTML)(making, lambda: html_escaped(making.text())) for _ in range(8)
    ]
    return (
        making.words,
        f"<html><head><title>T</title></head><body>{''.join(parts)}</body></html>".encode(),
    )


def made_markdown(seed: int) -> tuple[list[str], bytes]:
    making = Making(seed)
    parts = [making.random.choice(MARKDOWN)(making, making.text) for _ in range(8)]
    front = f"---\ntitle: T\nauthor: [{making.word()}]\nexcerpt: {making.word()} *{making.word()}*\n---\n\n"
    return making.words, (front + "\n\n".join(parts) + "\n").encode()


def made_word(seed: int) -> tuple[list[str], bytes]:
    making = Making(seed)
    body, notes = "", ""
    for number in range(1, 7):
        style = making.random.choice(["", "", "heading1", "heading2", "Quote", "Title"])
        inner = run(html_escaped(making.text())) + run(
            html_escaped(making.text()),
            making.random.choice(["<w:b/>", "<w:i/>", "<w:vanish/>", "<w:u w:val='single'/>"]),
        )
        if making.random.random() < 0.5:
            inner, notes = (
                inner + called(number),
                notes + footnote(number, html_escaped(making.text())),
            )
        body += paragraph(inner, style)
        if making.random.random() < 0.3:
            cells = "".join(
                f"<w:tc>{paragraph(run(html_escaped(making.text())))}</w:tc>" for _ in range(2)
            )
            body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    return making.words, document(body, notes)


@pytest.mark.parametrize(
    ("name", "made"),
    [("memo.html", made_html), ("memo.md", made_markdown), ("memo.docx", made_word)],
)
def test_each_word_is_carried_over_or_told_and_all_audiences_read_the_same(
    name: str, made: Callable[[int], tuple[list[str], bytes]]
) -> None:
    """Whatever a document holds: every word of it is in the file or in a remark, the file is read without
    a problem that was not told, and nothing in it is for some. What names an audience in words, as in
    “litigators – see above”, has no mark that could be escaped, and is told.
    """
    for seed in range(SEEDS):
        words, data = made(seed)
        found = conversion(name, data)
        result = file_of(found)
        told = " ".join(f"{each.message} {each.words}" for each in found.remarks)
        there = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", result.text) + told
        assert [word for word in words if word not in there] == [], (seed, data)
        assert not [each for each in found.remarks if "not found again" in each.message], (
            seed,
            data,
        )
        outcome = read(result.text)
        assert {each.code for each in result.problems} <= {"EO222"}, (seed, result.text)
        assert {each.line() for each in outcome.problems} <= {
            each.line() for each in result.problems
        }
        pages = {shown(each) for each in outcome.orders.values()}
        assert len(pages) == 1 or result.problems, (seed, result.text)


SEEDS = int(os.environ.get("EO_CONVERT_SEEDS", "12"))


@pytest.mark.parametrize(
    "text",
    [
        each.replace("{0}", "one")
        .replace("litigators", "keepers")
        .replace("{1}", "two")
        .replace("{{", "{")
        .replace("}}", "}")
        for each in NASTY
    ],
)
def test_plain_text_is_printed_as_it_was(text: str) -> None:
    """A paragraph of Word's or of a web page reads here as it read there, mark for mark."""
    found = conversion("memo.html", f"<title>T</title><p>{html_escaped(text)}</p>")
    [order, *_] = read(file_of(found).text).orders.values()
    assert plain(shown(order)) == plain(text.removeprefix("• "))


def plain(text: str) -> str:
    """A text with the quotation marks and dashes that were typed, whatever typography makes of them."""
    return text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "--", "—": "--"}))
