"""Damaged files: nothing raises, nothing with an error is published, nothing leaks.

The secrets of a document stay hidden whatever is inserted into it, deleted from it or swapped in
it, character by character, or the document has an error. Excluded are only slips that make the
document say something else in so many words: an escape put before a marker (`\\{`), a YAML
comment, a heading of a higher level.
"""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from eo_site.model.audience import AudienceFile
from eo_site.model.problem import Severity
from eo_site.read.config import read_config
from eo_site.read.document import read_order
from tests.helpers import Outcome, body_words, outcome, record_words
from tests.sites import outcome as outcome_of_build
from tests.sites import small_site, tree

THOROUGH = os.environ.get("EO_HYPOTHESIS", "ci") != "ci"
REPOSITORY = Path(__file__).resolve().parents[2]

FUZZ_AUDIENCES = """\
audiences:
  - {id: general, name: General, question: Q?, lead: [summary], modules: [quotes, unknowns, sections, sources]}
  - {id: litigators, name: Litigators, question: Q?, lead: [summary], modules: [sections]}
"""
FRONT = """\
---
number: 14001
title: Counting Lighthouses
dates: {signed: 2021-01-20}
summary:
  default: What all read.
  litigators: SECRET0 of theirs.
unknowns:
  - One for all.
  - {text: SECRET1 here., for: [litigators]}
  - text: >-
      SECRET2 goes on
      for a line.
    for: [litigators]
quotes:
  - {text: "SECRET3", section: "2", for: [litigators]}
---
"""
BODY = """
Opening with a [default]{litigators="SECRET4 **word**"} and a `code span`.

- One for all
- SECRET5 `x` of [@order, 2] theirs {for="litigators"}
  - below it
- Two for all
  1. SECRET7 {for="litigators"}

| a | b |
|---|---|
| c | [d]{litigators="SECRET13"} |

## Section [one]{litigators="SECRET8"} {#one}

Default text with [a link](https://x.org "Title") and more.

::: for litigators

SECRET9 in a block with [x]{litigators="y"} and *emphasis*.

> SECRET10 in a quote

```
SECRET11
```

:::

::: instead for litigators

SECRET12 instead.

:::

<!-- A comment -->

## Two SECRET15 {for="litigators"}

SECRET16 in a section.

### Below SECRET17

SECRET18 deeper.

## Three {#three}

For all again.
"""
SECRETS = re.compile(r"SECRET\d+")
CODE = re.compile(r"<code[ >].*?</code>", re.DOTALL)

FRAGMENTS = (
    "{", "}", "[", "]", "(", ")", "[]", "()", "]{", "{}", "\"", "'", "=\"", "=", "@", "[@", "[=", "[@order]",
    "#### x\n", "`", "``", "```", "\n```\n", "~~~", "\n~~~\n", "    ", "\t", " ", "  \n", "\n", "\n\n", ">", "\n> ",
    "- ", "\n- ", "\n  - ", "1. ", "\n1) ", "|", "\n|", "\n|---|\n", "---", "\n---\n", "\n===\n", "*", "**", "_",
    "~~", ":", "::", ":::", "\n:::\n", "：", "\u200b", "\u2066", "\u00a0", "\u2028", "\u0000", "\r", "\r\n",
    "\u0085", "\ufeff", "\ue000", "<", ">", "<!--", "-->", "<!-- x -->", "\n\n<!-- x -->\n\n", "<b>",
    "<https://x.org>", "<https://x", "](", "](<", "!", "![", "]: ", "[x]: y\n", "\n[x]: https://x.org\n", "&#123;",
    "&colon;", "&lt;", "&", "&#xE000;0&#xE001;", "%7B", ",", ";", "for", "instead", "{for=", "$", "^", "\\", "\\\\",
    "//", "https://x.org/", "x", "é", "𝔄", "｛", "[x][y]", "[x]",
)  # fmt: skip

edits = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.floats(0, 1), st.sampled_from(FRAGMENTS)),
        st.tuples(st.just("delete"), st.floats(0, 1), st.just("")),
        st.tuples(st.just("swap"), st.floats(0, 1), st.just("")),
    ),
    min_size=1,
    max_size=3,
)


def edited(text: str, changes: list[tuple[str, float, str]]) -> str:
    """A text after some slips of the keyboard; positions are shares of its length."""
    for kind, share, fragment in changes:
        at = int(share * (len(text) - 1))
        if kind == "insert":
            text = text[:at] + fragment + text[at:]
        elif kind == "delete":
            text = text[:at] + text[at + 1 :]
        else:
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text


ITEMS = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
LEVELS = re.compile(r"^#{1,3}(?!#)", re.MULTILINE)


def says_something_else(text: str) -> bool:
    """Whether the author now says, in the syntax itself, that a marker is none."""
    escaped = re.search(r"\\[{:}]", text)
    commented = re.search(r"#", text.partition("\n---\n")[0])
    return bool(escaped or commented) or LEVELS.findall(text) != LEVELS.findall(BODY)


def shown(got: Outcome, audience: str) -> set[str]:
    """Secrets in what an audience reads, code apart: what stands in code is shown on purpose."""
    order = got.orders[audience]
    texts = [words.html for words in record_words(order.record)]
    texts += [words.html for _, words in body_words(order)]
    texts += [quote.text for quote in order.record.quotes]
    return {found for text in texts for found in SECRETS.findall(CODE.sub("", text))}


OF_LINES = {"SECRET5", "SECRET7", "SECRET15", "SECRET16", "SECRET17", "SECRET18"}
"""Secrets of items and headings: their marker ends the line, so a new item takes it along."""


def leaks(text: str, got: Outcome, audience: str) -> set[str]:
    """Secrets shown; where the author has begun an item in the midst of a line, not those of lines."""
    split = len(ITEMS.findall(text)) != len(ITEMS.findall(FRONT + BODY))
    return shown(got, audience) - (OF_LINES if split else set())


def test_the_document_has_no_error_and_hides_its_secrets() -> None:
    """What the other tests damage is sound."""
    got = outcome((FRONT + BODY).encode())
    assert not got.problems, [each.line() for each in got.problems]
    assert not shown(got, "general")
    assert len(shown(got, "litigators")) == 16


@settings(max_examples=8_000 if THOROUGH else 600)
@given(edits)
def test_a_slip_is_an_error_or_leaves_secrets_hidden(changes: list[tuple[str, float, str]]) -> None:
    """Insertions, deletions and swaps anywhere in a whole file."""
    text = edited(FRONT + BODY, changes)
    assume(not says_something_else(text))
    got = outcome(text.encode("utf-8", "surrogatepass"))
    if not got.problems:
        for audience in ("general", "journalists", "researchers", "policymakers"):
            leaked = leaks(text, got, audience)
            assert not leaked, f"{audience} reads {leaked}:\n{text}"


MARKER = re.compile(r"::: .*|:::$|\{[^}]*\}|\]\{|for: \[.*?\]", re.MULTILINE)
_MARKERS = [match.span() for match in MARKER.finditer(FRONT + BODY)]


@settings(max_examples=8_000 if THOROUGH else 600)
@given(st.sampled_from(_MARKERS), st.integers(-2, 40), st.sampled_from(FRAGMENTS), edits)
def test_noise_in_a_marker_is_an_error_or_leaves_secrets_hidden(
    span: tuple[int, int], offset: int, noise: str, changes: list[tuple[str, float, str]]
) -> None:
    """Insertions within and around markers, alone and with a second slip elsewhere."""
    at = min(span[0] + offset, span[1] + 2)
    text = (FRONT + BODY)[:at] + noise + (FRONT + BODY)[at:]
    for each in (text, edited(text, changes[:1])):
        if not says_something_else(each):
            got = outcome(each.encode("utf-8", "surrogatepass"))
            assert got.problems or not leaks(each, got, "general"), each


@settings(max_examples=20_000 if THOROUGH else 300)
@given(
    st.lists(
        st.sampled_from((*FRAGMENTS, "::: for general\n", "## x\n", "SECRET", '{for="general"}'))
    )
)
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    """Nothing an author can write makes the reader fail."""
    body = "".join(parts)
    outcome(f"---\ntitle: T\n---\n{body}".encode("utf-8", "surrogatepass"))
    outcome(f"---\ntitle: T\nsummary: |-\n  x{body}\n---\n".encode("utf-8", "surrogatepass"))
    outcome(f"---\ntitle: T\n{body}\n---\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=20_000 if THOROUGH else 300)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"---\n\xed\xa0\x80\n---\n")
@example(b"---\ntitle: T\n---\n" + b"> " * 800)
@example(b"---\ntitle: T\n---\n" + b"[" * 800)
@example(b"---\ntitle: T\n---\n" + b"[@" * 800)
@example(b"---\ntitle: T\n---\n" + b"*a " * 800)
@example(b"x" * 2_000_001)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nor do files that are no text at all."""
    for each in (data, b"---\n" + data + b"\n---\n", b"---\ntitle: T\n---\n" + data):
        document, problems = read_order("eo-1", "eo-1.md", each)
        assert document or problems
    found, _, problems = read_config(AudienceFile, "audiences.yaml", data)
    assert found or problems


REAL = (REPOSITORY / "content/orders/eo-13903.md").read_text("utf-8")
REAL_AUDIENCES = (REPOSITORY / "audiences.yaml").read_text("utf-8")


@settings(max_examples=2000 if THOROUGH else 40)
@given(edits)
def test_a_real_order_is_read_or_refused(changes: list[tuple[str, float, str]]) -> None:
    """The same with an order as long and as rich as they come."""
    outcome(edited(REAL, changes).encode("utf-8", "surrogatepass"), REAL_AUDIENCES)


@settings(max_examples=500 if THOROUGH else 15)
@given(edits)
def test_a_build_with_an_error_writes_nothing(changes: list[tuple[str, float, str]]) -> None:
    """A whole site with one damaged order is built without secrets, or not at all."""
    text = edited(FRONT + BODY, changes)
    assume(not says_something_else(text))
    with TemporaryDirectory() as folder:
        site = small_site(Path(folder), {"audiences.yaml": FUZZ_AUDIENCES})
        (site / "content/orders/eo-14001.md").write_bytes(text.encode("utf-8", "surrogatepass"))
        report = outcome_of_build(site)
        errors = [each for each in report.problems if each.severity is Severity.ERROR]
        assert report.published == (not errors)
        assert (site / "build").exists() == report.published
        general = tree(site / "build/general") if report.published else {}
    for path, data in general.items():
        leaked = SECRETS.findall(CODE.sub("", data.decode("utf-8", "replace")))
        assert not leaked, f"{path} of general has {leaked}:\n{text}"
