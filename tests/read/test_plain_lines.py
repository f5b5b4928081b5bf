"""What is read without the Markdown parser reads as the parser would have it."""

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from eo_site.model.body import Body
from eo_site.model.problem import Problem
from eo_site.model.text import SourceText
from eo_site.read import markdown
from eo_site.read.body import read_body

WORDS = (
    "Some words", "a", "2020", "1.", "12)", "1.5 per cent", "180 days", "“Go”", '"x"', "'y'", "(b)",
    "$5", "é", "—", "- item", "+ item", "-", "=", "===", "---", "| a | b |", "|-|-|", "> quote", "# no",
    "    code", "~~~", "~", "~~gone~~", ":", "：", "\\:", "\\{", "\\<", "\\[", "*", "**b**", "_i_", "`c`",
    "[x](#y)", "[@order, 3(b)]", "[=signed]", "[a]{general=\"b\"}", '{for="general"}', "![i](i.png)",
    "<https://a.example>", "<!-- -->", "&amp;", "&lbrace;", "&#58;", "}", '"}', "http://a.example", "!",
    "\u00a0", "\u200b", "\u2003x", "\t",
)  # fmt: skip
SPACES = ("", " ", "  ", "\n", "\n\n", "\n\n\n", " \n", "  \n", "\n ", "\n \n")

TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=8).map(
    lambda found: "".join(word + space for word, space in found)
)


def read(text: str) -> tuple[Body, tuple[Problem, ...]]:
    """A body, and what is wrong with it."""
    return read_body(SourceText("a.md", text).fragment(0, len(text)), "a.md")


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("One line\nand another [@order, 3(b)].\n\nA third\n")
@example("Words\n\u00a0\nwords\u00a0\n")
def test_plain_paragraphs_are_what_the_parser_makes_of_them(text: str) -> None:
    """The shortcut takes no text that Markdown reads otherwise, and says the same of it."""
    with patch.object(markdown, "is_plain", lambda _text: False):
        parsed = read(text)
    assert read(text) == parsed


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_plain_headings_are_what_the_parser_makes_of_them(text: str) -> None:
    """Likewise for what stands within a paragraph."""
    line = f"## {text.replace(chr(10), ' ')}\n\nWords.\n"
    with patch.object(markdown, "is_plain_line", lambda _line: False):
        parsed = read(line)
    assert read(line) == parsed
