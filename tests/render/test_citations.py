"""Citations, read back by reference managers' parsers and rendered by a citation processor."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)  # fmt: skip

from eo_site.plan.exports.views import CitationView
from eo_site.render.citations import bibtex, csl, csl_item, formatted, ris
from tests.site.crawling import pages_of
from tests.sites import built, edit_audiences, order, small_site

HOSTILE = r'A {brace, 50% & $5 #1 of_all ~ x^2 \end{document} "quoted" @misc{x, ER  - é — “ü”'
ITEM = CitationView(
    "eo-13903", "13903", "Combating Things", "Executive Order 13903", "Donald J. Trump",
    "Exec. Order No. 13,903, 85 Fed. Reg. 6721 (Jan. 31, 2020)", "85", "6721", "6723",
    date(2020, 1, 31), date(2020, 2, 5), "https://www.federalregister.gov/d/2020-02438?a=1&b=%20_",
)  # fmt: skip
BARE = CitationView("eo-x", "", "An Order", "An Order", "", "An Order", "", "", "", None, None, "")


def titled(title: str) -> CitationView:
    """The order under another title."""
    return replace(ITEM, title=title, president=title)


@pytest.fixture(scope="module")
def library(repository_site: Path) -> Path:
    """The edition of this repository that offers everything."""
    return repository_site / "build/researchers"


# BibTeX -------------------------------------------------------------------------------------


MISSING = [
    MacroTextSpec("textbraceleft", "{"),
    MacroTextSpec("textbraceright", "}"),
    MacroTextSpec("textasciicircum", "^"),
]
"""Commands of LaTeX's kernel that the decoder lacks, or takes for another character."""


def bibliography(data: bytes) -> dict[str, dict[str, str]]:
    """Entries by key, with TeX's commands as the characters they stand for."""
    known = get_default_latex_context_db()
    known.add_context_category("kernel", MISSING, prepend=True)
    decoder = LatexNodes2Text(latex_context=known, keep_comments=True)
    middleware = [MonthIntMiddleware(), LatexDecodingMiddleware(decoder=decoder)]
    found = bibtexparser.parse_string(data.decode(), append_middleware=middleware)
    assert not found.failed_blocks
    return {each.key: {f.key: str(f.value) for f in each.fields} for each in found.entries}


def test_bibtex_has_every_order(library: Path) -> None:
    """With title, date and place of print."""
    found = bibliography((library / "library.bib").read_bytes())
    assert set(found) == {each.name for each in library.glob("orders/eo-*")}
    entry = found["eo-13903"]
    assert entry["title"].startswith("Combating Human Trafficking")
    assert (entry["year"], entry["month"], entry["day"]) == ("2020", "1", "31")
    assert entry["howpublished"] == "Executive Order 13903, 85 Federal Register 6721–6723"


def test_bibtex_keeps_every_character_of_a_title() -> None:
    """What TeX would take for more than a character, and braces that do not match."""
    [entry] = bibliography(bibtex([titled(HOSTILE)])).values()
    assert entry["title"] == entry["author"] == " ".join(HOSTILE.split())
    # Styles print an address verbatim, so it is written so.
    [plain] = bibtexparser.parse_string(bibtex([ITEM]).decode()).entries
    assert plain["url"] == ITEM.url


def test_bibtex_braces_always_match() -> None:
    """BibTeX counts them wherever they stand, so a title has none of its own."""
    for data in (bibtex([titled(HOSTILE)]), bibtex([titled("}}}{ \\")]), bibtex([BARE])):
        depth = 0
        for character in data.decode():
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0
        assert depth == 0


# RIS ----------------------------------------------------------------------------------------


def test_ris_has_every_order(library: Path) -> None:
    """As a reference manager reads it."""
    found = {each["id"]: each for each in rispy.loads((library / "library.ris").read_text("utf-8"))}
    assert set(found) == {each.name for each in library.glob("orders/eo-*")}
    entry = found["eo-13903"]
    assert entry["title"].startswith("Combating Human Trafficking")
    assert (entry["volume"], entry["start_page"], entry["end_page"]) == ("85", "6721", "6723")
    assert (entry["secondary_title"], entry["date"]) == ("Federal Register", "2020/01/31")


def test_ris_keeps_to_its_lines() -> None:
    """A tag on each, CRLF; nothing in a title can end the entry or begin a field."""
    title = f"{HOSTILE}\r\nER  - \nTY  - BOOK\u2028end"
    data = ris([titled(title), ITEM]).decode()
    lines = data.split("\r\n")
    assert lines.pop() == "" and "\n" not in "".join(lines)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)
    found = rispy.loads(data)
    assert [each["type_of_reference"] for each in found] == ["STAT", "STAT"]
    assert found[0]["title"] == " ".join(title.split())


# CSL-JSON -----------------------------------------------------------------------------------


def rendered(items: list[dict[str, Any]]) -> list[str]:
    """A bibliography as a citation processor writes it."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    found = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        found.register(Citation([CitationItem(item["id"])]))
    return [str(each) for each in found.bibliography()]


def test_a_citation_processor_renders_every_order(library: Path) -> None:
    """Title, President, year and address."""
    items = json.loads((library / "library.csl.json").read_bytes())
    assert {each["id"] for each in items} == {each.name for each in library.glob("orders/eo-*")}
    lines = rendered(items)
    assert len(lines) == len(items)
    for item in items:
        [line] = [each for each in lines if item["URL"] in each]
        assert item["title"] in line and "Donald J. Trump" in line
        assert f"({item['issued']['date-parts'][0][0]})" in line


def test_an_order_is_cited_as_what_it_is() -> None:
    """An administrative order, not an act of a legislature, with what its record says and no more."""
    assert csl_item(ITEM) == {
        "id": "eo-13903",
        "type": "regulation",
        "title": "Combating Things",
        "genre": "Executive Order",
        "number": "13903",
        "author": [{"literal": "Donald J. Trump"}],
        "container-title": "Federal Register",
        "volume": "85",
        "page": "6721-6723",
        "issued": {"date-parts": [[2020, 1, 31]]},
        "URL": "https://www.federalregister.gov/d/2020-02438?a=1&b=%20_",
    }
    assert csl_item(BARE) == {
        "id": "eo-x", "type": "regulation", "title": "An Order", "genre": "Executive Order",
    }  # fmt: skip
    assert len(rendered(json.loads(csl([ITEM, BARE])))) == 2


# On the page --------------------------------------------------------------------------------


def test_every_orders_page_has_its_citation_in_every_form(repository_site: Path) -> None:
    """In plain sight with scripts off, and the same that the library's files have."""
    library = repository_site / "build/researchers"
    bib = (library / "library.bib").read_text("utf-8")
    for edition in sorted((repository_site / "build").glob("*/orders")):
        for path, page in pages_of(edition.parent).items():
            if re.fullmatch(r"orders/eo-\d+/index.html", path):
                blocks = [each for each in page.all("pre") if "data-copy" in each.attributes]
                assert len(blocks) == 4, (edition, path)
                saved = [each.attributes["data-file"] for each in blocks[1:]]
                slug = path.split("/")[1]
                assert saved == [f"{slug}.bib", f"{slug}.ris", f"{slug}.json"]
                assert f"@misc{{{slug}," in page.words and f"@misc{{{slug}," in bib


def test_what_a_page_offers_is_read_as_the_file_is() -> None:
    """Each form by its own parser."""
    forms = {each.format: each for each in formatted(ITEM)}
    assert forms["bluebook"].text == ITEM.bluebook and not forms["bluebook"].file
    assert set(bibliography(forms["bibtex"].text.encode())) == {"eo-13903"}
    assert rispy.loads(forms["ris"].text)[0]["id"] == "eo-13903"
    assert json.loads(forms["csl"].text) == [csl_item(ITEM)]


def test_hostile_titles_stay_text_on_the_page(tmp_path: Path) -> None:
    """Within the blocks as anywhere."""
    title = json.dumps("</pre><script>alert(1)</script>")
    text = order().replace("Counting Lighthouses", title)
    out = built(small_site(tmp_path, {"content/orders/eo-14001.md": text}))
    html = (out / "plain/orders/eo-14001/index.html").read_text("utf-8")
    assert "<script>alert" not in html


def test_a_library_is_written_where_it_is_asked_for(repository_site: Path) -> None:
    """And not elsewhere."""
    found = sorted(each.parent.name for each in (repository_site / "build").glob("*/library.ris"))
    assert found == ["litigators", "researchers"]


def test_an_end_page_that_the_record_lacks_is_not_made_up(tmp_path: Path) -> None:
    """Neither in RIS nor in BibTeX nor in what search engines read."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-14001.md": order("citation: {fr: 86 FR 7001}\n")}
    )
    edit_audiences(root, lambda document: document["audiences"][0].update(exports=["library"]))
    build = built(root) / "plain"
    ris_text = (build / "library.ris").read_text("utf-8")
    assert "SP  - 7001" in ris_text and "EP  -" not in ris_text
    assert "7001--" not in (build / "library.bib").read_text("utf-8")
    page = (build / "orders/eo-14001/index.html").read_text("utf-8")
    assert '"pageStart": "7001"' in page and "pageEnd" not in page
