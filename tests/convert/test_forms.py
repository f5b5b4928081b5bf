"""What becomes of each form: headings, lists, tables, notes, links, front matter, programs' own marks."""

import pytest

from eo_site.convert.conversion import Ground
from tests.convert.making import (
    called,
    conversion,
    document,
    file_of,
    footnote,
    paragraph,
    part,
    run,
)

HTML = (
    ("<h1>T</h1><h2>One</h2><h4>Two</h4>", "## One\n\n#### Two"),
    ("<h1>A</h1><p>x</p><h1>B</h1><h2>C</h2>", "## A\n\nx\n\n## B\n\n### C"),
    ("<h2>Same</h2><h2>Same</h2><h2>Contents</h2>", "## Same\n\n## Same {#same-2}\n\n## Contents {#contents-2}"),
    ("<h2 id=r>Rules</h2><a href=#r>them</a>", "## Rules {#r}\n\n[them](#r)"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n\n  - b\n- c"),
    ('<ol start="3"><li>a<li>b</ol>', "3. a\n4. b"),
    ('<ol type="i"><li>a<li>b</ol>', "- (i) a\n- (ii) b"),
    ("<p>• a</p><p>• b</p>", "- a\n- b"),
    ("<table><tr><th>a<th>b<tr><td>c|d<td>e</table>", "| a | b |\n|---|---|\n| c\\|d | e |"),
    ('<table><tr><td colspan="2">a<tr><td rowspan="2">b<td>c<tr><td>d</table>', "| a |  |\n|---|---|\n| b | c |\n|  | d |"),  # noqa: E501
    ("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b"),
    ("<p>a <b>bold.</b>After <i>it</i><b>bo</b></p>", "a **bold**.After _it_**bo**"),
    ("<p>a<br>- b</p>", "a\\\n\\- b"),
    ("<pre>x\n```\ny</pre>", "````\nx\n```\ny\n````"),
    ("<p>H<sub>2</sub>O, 10<sup>3</sup>, 1<sup>st</sup></p>", "H₂O, 10³, 1st"),
    ("<p>“[T]he” [sic] word</p>", "“[T]he” \\[sic\\] word"),
    ('<a href="https://x.example/a b(c)">w</a>', "[w](https://x.example/a%20b%28c%29)"),
    ('<p>See <a href="../eo-13898.html">that order</a></p>', "See [that order](eo-13898.md)"),
    ("<dl><dt>Term<dd>Meaning</dl>", "**Term**: Meaning"),
)  # fmt: skip


@pytest.mark.parametrize(("html", "body"), HTML)
def test_html_becomes_our_markdown(html: str, body: str) -> None:
    """Each form as an author would write it."""
    assert conversion("a.html", html).body == body


MARKDOWN = (
    ("# T\n\n## Rules {#the-rules .wide}", "## Rules {#the-rules}", ".wide"),
    ("---\ntitle: T\n---\n# T\n\n## A", "## A", ""),
    ("---\ntitle: T\n---\n# A\n\n## B", "## A\n\n### B", ""),
    ("a {% if x %}b {% if y %}c{% endif %}{% endif %} d", "a d", "{% if x %}b {% if y %}c{% endif %}{% endif %}"),
    ("a {{ page.title }} b", "a b", "{{ page.title }}"),
    ('{{< figure src="m.png" >}}\n\na', "a", '{{< figure src="m.png" >}}'),
    ("{{% notice note %}}\nWords.\n{{% /notice %}}", "Words.", "{{% notice note %}}"),
    ("{{< members >}}Secret{{< /members >}} a", "a", "{{< members >}}Secret{{< /members >}}"),
    ("[members]Secret[/members] a", "a", "[members]Secret[/members]"),
    ("::: {.note}\nWords.\n:::", "Words.", ".note"),
    ("::: lawyers\n\nSecret\n\n:::\n\na", "a", "::: lawyers Secret :::"),
    ('::: {.content-visible when-format="html"}\nSecret\n:::\n\na', "a",
    '::: {.content-visible when-format="html"} Secret :::'),
    ("[Words]{.smallcaps} a", "Words a", ".smallcaps"),
    ("See [@order, 3(b)].", "See [@order, 3(b)].", ""),
    ("Term\n:   Meaning", "**Term**: Meaning", ""),
    ("H~2~O x^2^", "H₂O x²", ""),
    ("> [!NOTE]\n> Words.", "> **Note.** Words.", "NOTE"),
    ("- [x] Done\n- [ ] Not", "- (done) Done\n- (not done) Not", ""),
    ("Words. <!--more--> More.", "Words. More.", "more"),
    ("a\n\n[//]: # (A remark.)", "a", "[//]: # (A remark.)"),
    ("+---+\n| a |\n+===+\n| b |\n+---+", "```\n+---+\n| a |\n+===+\n| b |\n+---+\n```", ""),
    ("```\n{% if x %} ::: {{ y }}\n```", "```\n{% if x %} ::: {{ y }}\n```", ""),
    ('## A {for="litigators"}', '## A \\{for\\="litigators"\\}', ""),
    ("    indented", "```\nindented\n```", ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "body", "told"), MARKDOWN)
def test_other_programs_marks_are_carried_over_or_told(text: str, body: str, told: str) -> None:
    """What their programs would show everybody stays; what they decide when they run is told, not passed."""
    found = conversion("a.md", text)
    assert found.body == body
    assert told in [each.words for each in found.remarks] + [""]


def test_remarks_have_the_lines_of_the_file() -> None:
    """Front matter counts, and so does what was taken out above."""
    text = "---\ntitle: T\n---\n\na\n\n{% if x %}\nb\n{% endif %}\n\n[rel](../x.html)\n"
    found = conversion("a.md", text)
    assert [(each.line, each.words) for each in found.remarks] == [
        (7, "{% if x %} b {% endif %}"),
        (11, "rel"),
    ]


# Footnotes --------------------------------------------------------------------------------------

NOTED = """a.[^1] b[^2], c[^3] d[^4] e[^5]

[^1]: Keeper v. Board, 1 F. Supp. 4th 1 (2021), https://court.example/1.
[^2]: § 3(b).
[^3]: We asked, and nobody knew.
[^4]: Supra note 1, at 5.
[^5]: Id.
"""


def test_a_footnote_is_a_source_a_section_or_a_note() -> None:
    """By its words; `id.` and `supra` are read, and each reading is told."""
    found = conversion("a.md", NOTED)
    assert found.body == (
        "a [@note-1]. b [@order, 3(b)], c [note 3](#footnotes) d [@note-1, 5] e [@note-1]\n\n"
        "## Notes {#footnotes}\n\n3\\. We asked, and nobody knew."
    )
    assert found.record["sources"] == [
        {
            "id": "note-1",
            "type": "legal_case",
            "title": "Keeper v. Board, 1 F. Supp. 4th 1 (2021)",
            "URL": "https://court.example/1",
        }
    ]
    assert len([each for each in found.remarks if each.message.startswith("footnote")]) == 5


@pytest.mark.parametrize(
    "html",
    [
        '<p>a<a href="#fn1" class="footnote-ref" id="r"><sup>1</sup></a></p>'
        '<section class="footnotes"><hr><ol><li id="fn1"><p>85 FR 6721<a href="#r">↩︎</a></p></li></ol></section>',
        '<p>a<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
        '<div class="footnotes"><ol><li id="fn:1"><p>85 FR 6721 <a href="#fnref:1">↩</a></p></li></ol></div>',
        '<p>a<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a></p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> 85 FR 6721</p></div>',
    ],
    ids=["pandoc", "kramdown and Hugo", "Word's web page"],
)  # fmt: skip
def test_footnotes_of_web_pages_are_known(html: str) -> None:
    """Pandoc's, kramdown's, Hugo's and Word's: the note is a source, its links back are gone."""
    found = conversion("a.html", html)
    assert found.body.startswith("a [@note-1]") and "85" not in found.body
    assert found.record["sources"] == [
        {"id": "note-1", "type": "regulation", "title": "85 FR 6721"}
    ]


# Front matter -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: T\ndate: 2026-01-02\nlastmod: 2026-02-03\ndescription: In *short* {x}.\nexpiryDate: 2027-01-01\n"
        "aliases: [/old/one/]\ntags: [Housing, x]\nauthor: Jo Lee\n---\n",
        '+++\ntitle = "T"\ndate = 2026-01-02\nlastmod = 2026-02-03\ndescription = "In *short* {x}."\nexpiryDate = 2027-01-01\n'  # noqa: E501
        'aliases = ["/old/one/"]\ntags = ["Housing", "x"]\nauthor = "Jo Lee"\n+++\n',
        '{\n"title": "T", "date": "2026-01-02", "lastmod": "2026-02-03", "description": "In *short* {x}.",\n'
        '"expiryDate": "2027-01-01", "aliases": ["/old/one/"], "tags": ["Housing", "x"], "author": "Jo Lee"\n}\n',
    ],
    ids=["YAML", "TOML", "JSON"],
)  # fmt: skip
def test_front_matter_is_mapped_where_the_meaning_is_the_same(front: str) -> None:
    """The rest is told; a converted text is a draft whatever it was."""
    found = conversion("a.md", front + "\na\n", Ground(interests=frozenset({"housing"})))
    written = file_of(found).text
    assert written == (
        "---\ntitle: T\ninterests: [housing]\nsummary: In *short* \\{x\\}.\nchanges:\n"
        "  - {on: 2026-01-02, kind: published, text: First published.}\n"
        "  - {on: 2026-02-03, kind: updated, text: Updated.}\n"
        "expires_on: 2027-01-01\ndraft: true\naliases: [/old/one/]\n---\n\na\n"
    )
    assert {"Jo Lee", "x"} <= {each.words for each in found.remarks}


def test_a_bibliography_gives_its_sources() -> None:
    """A key that the front matter explains is a source; one that it does not is told."""
    front = "---\ntitle: T\nreferences:\n- id: Doe2020\n  type: article-journal\n  title: On Lamps\n  DOI: 10.1/x\n  issued: {year: 2020}\n---\n"  # noqa: E501
    found = conversion("a.md", front + "\nSee [@Doe2020, p. 3; @other].\n")
    assert found.body == "See [@doe2020, p. 3; @other]."
    assert found.record["sources"] == [
        {"id": "doe2020", "type": "article-journal", "title": "On Lamps", "issued": "2020"},
        {"id": "other", "type": "document", "title": "other"},
    ]
    assert "DOI: 10.1/x" in [each.words for each in found.remarks]


# Word -------------------------------------------------------------------------------------------


def test_a_word_document_becomes_an_orders_body() -> None:
    """Title, headings, lists, emphasis, tables, quotes, links and footnotes."""
    link = f'<w:hyperlink r:id="rLink">{run("the case")}</w:hyperlink>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cells = "".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in "ab")
    body = (
        paragraph(run("On Lamps"), "Title") + paragraph(run("Purpose"), "heading1")
        + paragraph(run("Plain ") + run("bold", "<w:b/>") + run(" and {x}") + called(2) + run(" ") + link)
        + paragraph(run("first"), "", numbered) + paragraph(run("said"), "Quote")
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    )  # fmt: skip
    found = conversion("a.docx", document(body, footnote(2, "85 FR 6721 (2020)")))
    assert found.record["title"] == "On Lamps"
    assert found.body == (
        "## Purpose\n\nPlain **bold** and \\{x\\} [@note-1] [the case](https://court.example/a)\n\n1. first\n\n"
        "> said\n\n| a | b |\n|---|---|\n| a | b |"
    )
    assert any("lowerLetter" in each.message for each in found.remarks)


def test_what_word_hides_or_tracks_is_told_and_not_shown() -> None:
    """Hidden text and deletions are no text of the page; margins, heads and formulas are listed."""
    tracked = (
        '<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("new")}</w:ins>'
    )
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    body = paragraph(run("seen ") + run("secret", "<w:vanish/>") + tracked + formula)
    parts = {
        "word/header1.xml": part("hdr", paragraph(run("Privileged"))),
        "word/comments.xml": part("comments", paragraph(run("Check this"))),
    }
    found = conversion("a.docx", document(body, "", parts))
    assert found.body == "seen new"
    assert {"secret", "gone", "new", "x=1", "Privileged", "Check this"} <= {
        each.words for each in found.remarks
    }
