"""A page's text as blocks: what it says, under which heading, passage or fact."""

import pytest

from eo_site.diff.blocks import read_page


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Purpose</h2><p>One <b>two</b>\n three.</p>", [("text", "Purpose", "One two three.")]),
        ("<h2>A</h2><ul><li>x<ul><li>y</li></ul></li></ul>", [("item", "A", "x"), ("item", "A", "y")]),
        ("<h2>A</h2><ul class='facts'><li><p>x</p><p>y</p></li></ul>", [("row", "A", "x y")]),
        ("<table><tr><td>1</td><td><p>Count.</p></td></tr></table>", [("row", "", "1 | Count.")]),
        ("<dl><dt>Signed</dt><dd><time>May 1</time></dd></dl>", [("term", "", "Signed: May 1")]),
        ("<div>loose <a href='x'>words</a></div>after", [("text", "", "loose words"), ("text", "", "after")]),
        ("<nav><p>elsewhere</p></nav><svg><text>drawn</text></svg><p>here</p>", [("text", "", "here")]),
        ("<p>AT&amp;T &lt;b&gt;</p><p><img alt='Map'></p>", [("text", "", "AT&T <b>"), ("text", "", "Map")]),
        ("<p>unclosed<p>paragraphs", [("text", "", "unclosed"), ("text", "", "paragraphs")]),
    ],
)  # fmt: skip
def test_blocks(html: str, expected: list[tuple[str, str, str]]) -> None:
    """Each kind of block, its heading, and nothing lost between them."""
    found = [(each.kind, each.title, each.text) for each in read_page(html).blocks]
    assert [each for each in found if each[0] != "heading"] == expected


def test_a_page_is_called_by_its_heading() -> None:
    """By its document's title where it has none."""
    assert read_page("<title>T · Site</title><h1>Counting</h1>").title == "Counting"
    assert read_page("<head><title>T · Site</title></head><p>x</p>").title == "T · Site"
