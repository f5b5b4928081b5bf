"""What a slip certainly means, and what is left to its author."""

import pytest

from eo_site.fixes import StaleFixError, certain_fixes, fixed, unified_diff
from eo_site.model.problem import Place, Problem, Slip
from tests.fixes.mending import mended, problems

RECORD = "number: 1\ntitle: T\n"

BODIES = [
    # Attributes
    ("EO208", "## A {for=general}", '## A {for="general"}'),
    ("EO208", "## A {for=general, legal}", '## A {for="general, legal"}'),
    ("EO208", "## A {for=“general”}", '## A {for="general"}'),
    ("EO208", '## A {for="general”}', '## A {for="general"}'),
    ("EO208", "## A {for=‘general’}", '## A {for="general"}'),
    ("EO208", '## A {for = "general"}', '## A {for="general"}'),
    ("EO208", '## A {#a, for="general"}', '## A {#a for="general"}'),
    ("EO208", '## A {#a for="general",interests="b"}', '## A {#a for="general" interests="b"}'),
    ("EO208", '## A {#a for="general"interests="b"}', '## A {#a for="general" interests="b"}'),
    ("EO208", '## A {#a\u00a0for="general"}', '## A {#a for="general"}'),
    ("EO208", "Words [a b]{general=“It’s c”}.", 'Words [a b]{general="It’s c"}.'),
    ("EO207", "## A {#a} ##", "## A {#a}"),
    # Names of readers
    ("EO301", '## A {for="litigator"}', '## A {for="litigators"}'),
    ("EO301", '## A {for="litigatros"}', '## A {for="litigators"}'),
    ("EO301", '## A {for="Litigators"}', '## A {for="litigators"}'),
    ("EO301", 'Words [a]{litigator="b"}.', 'Words [a]{litigators="b"}.'),
    ("EO301", "::: for litigators journalists\n\nA\n\n:::", "::: for litigators, journalists\n\nA\n\n:::"),
    ("EO301", "::: for general, journalists, and legal\n\nA\n\n:::", "::: for general, journalists, legal\n\nA\n\n:::"),
    ("EO301", '- A {for="general; journalists & desk"}', '- A {for="general, journalists, desk"}'),
    ("EO205", "::: for general,, legal\n\nA\n\n:::", "::: for general, legal\n\nA\n\n:::"),
    ("EO301", '- A {for="general, legal,"}', '- A {for="general, legal"}'),
    ("EO205", "::: for , legal\n\nA\n\n:::", "::: for legal\n\nA\n\n:::"),
    ("EO205", ":::for legal\n\nA\n\n:::", "::: for legal\n\nA\n\n:::"),
    ("EO205", "A\n\n:::Instead for legal\n\nB\n\n:::", "A\n\n::: instead for legal\n\nB\n\n:::"),
    ("EO205", ":::\u00a0for\u00a0legal\n\nA\n\n:::", "::: for legal\n\nA\n\n:::"),
    # Starts of lines
    ("EO220", "##\u00a0A", "## A"),
    ("EO220", "-\u00a0A\n-\u00a0B", "- A\n- B"),
    ("EO220", "-\u00a0 A", "- A"),
    ("EO220", "\u200bA", "A"),
    ("EO220", "\u00a0A", None),
    ("EO220", "```\nA\n```\u00a0", "```\nA\n```"),
    ("EO221", "##A\n\nB", "## A\n\nB"),
    ("EO221", "B\n##A", None),
    ("EO221", "- A\n-B", "- A\n- B"),
    ("EO221", "1.A\n2. B", "1. A\n2. B"),
    ("EO221", "-A", None),
    ("EO221", "• A\n•\u00a0B", "- A\n- B"),
    ("EO203", "A\n<!-- b -->\n\nC", "A\n\n<!-- b -->\n\nC"),
    ("EO203", "<!-- b -->\nC", "<!-- b -->\n\nC"),
    ("EO203", "A\n<!-- b -->\nC", None),
    # Citations, values, links
    ("EO210", "A [@order 3(b)].", "A [@order, 3(b)]."),
    ("EO210", "A [@order, ].", "A [@order]."),
    ("EO210", "A [@order, 1; ].", "A [@order, 1]."),
    ("EO210", "A [@order see there].", None),
    ("EO211", "On [= Number ].", "On [=number]."),
    ("EO211", "On [=the number].", None),
    ("EO308", "A [@ntoes].", "A [@notes]."),
    ("EO309", "On [=nubmer].", "On [=number]."),
    ("EO230", "A<br>\nB", "A\\\nB"),
    ("EO236", "See [words] (https://example.org/).", "See [words](https://example.org/)."),
    ("EO403", "## Purpose\n\nSee [it](#purpsoe).", "## Purpose\n\nSee [it](#purpose)."),
    # What could show a text to others, or mean two things
    ("EO301", '## A {except="litigator"}', None),
    ("EO301", '## A {for="litigatora"}', None),
    ("EO301", '## A {for="xgeneral"}', None),
    ("EO301", '## A {for="litigator, litigators"}', None),
    ("EO301", '## A {for="legal litigators"}', None),
    ("EO301", '## A {for="not general"}', None),
    ("EO205", '## A {except="general,, legal"}', None),
    ("EO205", "A\n\n::: instead for general,, legal\n\nB\n\n:::", None),
    ("EO221", '## A {for="general"}\n\nB\n\n##C\n\nD', None),
    ("EO221", '## A {for="general"}\n\nB\n\n###C\n\nD', '## A {for="general"}\n\nB\n\n### C\n\nD'),
    ("EO220", '### A {except="general"}\n\nB\n\n##\u00a0C\n\nD', None),
    ("EO221", '- A {for="general"}\n-B', None),
    ("EO220", '- A {for="general"}\n\u200b- B', None),
    ("EO222", '## A (for="general")', None),
    ("EO208", "## A {for general}", None),
    ("EO208", "## A {for=general legal}", None),
]  # fmt: skip

RECORDS = [
    ("EO110", "presidnet: trump", "president: trump"),
    ("EO110", "Interests: [b]", "interests: [b]"),
    ("EO110", "interests: [b]\nintrests: [b]", None),
    ("EO110", "for_x: [b]", None),
    ("EO112", "interests: b, c", "interests: [b, c]"),
    ("EO112", 'interests: "b"', "interests: [b]"),
    ("EO112", "interests: b and c", None),
    ("EO112", "dates: {signed: 2020-1-3}", "dates: {signed: 2020-01-03}"),
    ("EO112", "dates: {signed: 2020/01/03}", "dates: {signed: 2020-01-03}"),
    ("EO112", "dates: {signed: 20200103}", "dates: {signed: 2020-01-03}"),
    ("EO112", "dates: {signed: 3 Jan 2020}", "dates: {signed: 2020-01-03}"),
    ("EO112", "dates: {signed: 'January 3, 2020'}", "dates: {signed: '2020-01-03'}"),
    ("EO112", "dates: {signed: 01/31/2020}", "dates: {signed: 2020-01-31}"),
    ("EO112", "dates: {signed: 31.1.2020}", "dates: {signed: 2020-01-31}"),
    ("EO112", "dates: {signed: 5/5/2020}", "dates: {signed: 2020-05-05}"),
    ("EO112", "dates: {signed: 01/03/2020}", None),
    ("EO112", "dates: {signed: 02/30/2020}", None),
    ("EO112", "duties: [{id: d1, section: '2', what: w, type: time-boxed, due: {after: 180 days, from: signed}}]",
     "duties: [{id: d1, section: '2', what: w, type: time-boxed, due: {after: P180D, from: signed}}]"),
    ("EO112", "draft: True", "draft: true"),
    ("EO112", "draft: yes", None),
    ("EO112", "needs_congress: [{section: Sec. 3 (b), text: t}]", "needs_congress: [{section: 3(b), text: t}]"),
    ("EO112", "needs_congress: [{section: '3(a), 3(b)', text: t}]", None),
    ("EO112", "review: {state: unreviewd}", "review: {state: unreviewed}"),
    ("EO105", "gist: Order: a title", 'gist: "Order: a title"'),
    ("EO105", "gist: The \"Count\": a title # c", None),
    ("EO105", "gist: The \"Count\": a title", "gist: 'The \"Count\": a title'"),
    ("EO105", "gist: a number: 3", None),
    ("EO105", "gist: @home", 'gist: "@home"'),
    ("EO105", "dates:\n\tsigned: 2020-01-03\n\teffective: 2020-01-05",
     "dates:\n  signed: 2020-01-03\n  effective: 2020-01-05"),
    ("EO105", "dates:\n  signed: 2020-01-03\n\tpublished: 2020-01-05", None),
    ("EO105", "aliases:\n  -\ta\n  - \tb", "aliases:\n  - a\n  - b"),
    ("EO105", "interests: [b]\n\t\ndraft: true", "interests: [b]\n\ndraft: true"),
]  # fmt: skip


def document(record: str = "", body: str = "Text.") -> str:
    """An order's file around a record's lines and a body."""
    return f"---\n{RECORD}{record}{record and chr(10)}---\n\n{body}\n"


FILES = [
    *((code, document(body=a), b and document(body=b)) for code, a, b in BODIES),
    *((code, document(a), b and document(b)) for code, a, b in RECORDS),
    ("EO103", document(body="A\ufeffB."), document(body="AB.")),
    ("EO104", document().replace("---\n\n", "—\n\n"), document()),
    ("EO104", document().replace("---\n\n", "---\u00a0\n\n"), document()),
    ("EO104", document().replace("---\n\n", "##\n\n—\n\n"), None),
]


@pytest.mark.parametrize(("code", "before", "after"), FILES)
def test_a_slip_is_mended_or_left_to_its_author(code: str, before: str, after: str | None) -> None:
    """Each file has the problem; mended it is what was meant, and has it no longer."""
    assert code in {each.code for each in problems(before)}
    text, left = mended(before)
    assert text == (after or before)
    assert (code in {each.code for each in left}) == (after is None)


def slip(at: int, written: str, meant: str) -> Problem:
    """A problem in a file's first line."""
    return Problem("EO112", "a.md", Place(1, at), "wrong", slip=Slip(written, meant))


def test_of_fixes_that_meet_only_the_first_is_made() -> None:
    """And one that two problems ask for is made once."""
    text = "abcdef"
    found = [slip(2, "bcd", "x"), slip(3, "c", "y"), slip(5, "e", "z"), slip(5, "e", "z")]
    fixes = certain_fixes(found, lambda _: text)
    assert [(each.before, each.after) for each in fixes] == [("bcd", "x"), ("e", "z")]
    assert fixed(text, fixes) == "axzf"


def test_a_fix_that_no_longer_fits_is_refused() -> None:
    """A text that was changed since is not changed in the wrong place."""
    fixes = certain_fixes([slip(2, "bcd", "x")], lambda _: "abcdef")
    with pytest.raises(StaleFixError, match=r"a\.md:1:2 has changed"):
        fixed("bcdef", fixes)
    assert certain_fixes([slip(2, "bcd", "x"), slip(9, "b", "c")], lambda _: "bcdef") == ()
    assert certain_fixes([slip(2, "bcd", "x")], lambda _: None) == ()


def test_a_text_in_quotation_marks_is_replaced_within_them() -> None:
    """Whichever they are; and a file's mark and line ends stay."""
    text = "\ufeffa: 'b c'\r\nd: e"
    fixes = certain_fixes([slip(4, "b c", "f")], lambda _: text)
    assert fixed(text, fixes) == "\ufeffa: 'f'\r\nd: e"
    assert unified_diff("a.md", "a\nb", "a\nc") == (
        "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
        "+c\n\\ No newline at end of file\n"
    )
