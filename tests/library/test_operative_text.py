"""The order's own words by section, where the official text is at hand."""

import re
from pathlib import Path

from tests.sites import (
    REPOSITORY,
    SITE,
    built,
    edit_audiences,
    order,
    page,
    small_site,
    write,
)

TEXT = (REPOSITORY / "tests/read/official/eo-99999.txt").read_bytes()
RECORD = (
    "urls: {html: https://www.federalregister.gov/d/0000-99999}\n"
    "authorities:\n  - {kind: constitution, text: the authority, section: preamble}\n"
    "summary: Lighthouses are to be kept [@order, 1].\n"
)
BODY = "## Purpose\n\nThe policy is stated [@order, 1, 2(a)], once more [@order, 99(z)].\n"


def library(tmp_path: Path, *, text: bool) -> Path:
    """An order, for one audience with its operative text, with or without the text itself."""
    files: dict[str, str | bytes] = {
        # What the text refutes is not what these tests are about.
        "site.yaml": SITE + "rules: {unknown-section: off, wrong-heading: off}\n",
        "content/orders/eo-99999.md": order(RECORD, BODY, number=99999),
    }
    if text:
        files["content/texts/eo-99999.txt"] = TEXT
    root = small_site(tmp_path / "site", files)
    edit_audiences(
        root,
        lambda document: document["audiences"][1]["modules"].extend(
            ["operative-text", "authorities"]
        ),
    )
    return root


def test_operative_text_stands_by_section_and_pinpoints_lead_to_it(tmp_path: Path) -> None:
    """Citations and record alike link to the provision on the page."""
    lawyers = page(built(library(tmp_path, text=True)) / "lawyers", "orders/eo-99999")
    assert 'id="text-1"' in lawyers
    assert 'id="text-2-a"' in lawyers
    assert (
        'secs.\u00a0<a class="cite" href="#text-1">1</a>, <a class="cite" href="#text-2-a">2(a)</a>'
        in lawyers
    )
    assert 'href="#text-preamble"' in lawyers


def test_a_pinpoint_the_text_lacks_leads_to_the_source(tmp_path: Path) -> None:
    """A section that is not there is no link into nowhere."""
    lawyers = page(built(library(tmp_path, text=True)) / "lawyers", "orders/eo-99999")
    assert "#text-99-z" not in lawyers
    assert "#source-order" in lawyers


def test_other_editions_get_none_of_it(tmp_path: Path) -> None:
    """An edition that does not list the module has neither the text nor links to it."""
    plain = page(built(library(tmp_path, text=True)) / "plain", "orders/eo-99999")
    assert "#text-" not in plain
    assert 'id="text-1"' not in plain


def test_without_the_text_the_way_to_it_is_shown(tmp_path: Path) -> None:
    """The official site is one click away."""
    lawyers = page(built(library(tmp_path, text=False)) / "lawyers", "orders/eo-99999")
    assert 'id="text-1"' not in lawyers
    assert "https://www.federalregister.gov/d/0000-99999" in lawyers


def test_without_the_text_the_words_that_the_record_quotes_stand_by_section(tmp_path: Path) -> None:
    """In the order's sequence, each once, none that stands in another; only what is the order's."""
    root = library(tmp_path, text=False)
    record = RECORD + (
        "quotes:\n  - {text: keep the light, section: '10(a)'}\n  - {text: the light, section: '10(a)'}\n"
        "  - {text: somebody else’s, source: press}\n"
        "clauses:\n  - {kind: no-private-right, section: '2(b)(ix)', text: no right}\n"
        "  - {kind: severability, section: '2(b)(iv)', text: if any}\n  - {kind: sunset, none: true}\n"
        "sources:\n  - {id: press, type: webpage, title: Press}\n"
    )
    write(root, {"content/orders/eo-99999.md": order(record, BODY, number=99999)})
    lawyers = page(built(root) / "lawyers", "orders/eo-99999")
    part = lawyers[lawyers.index('class="operative quoted"') :]
    part = part[: part.index("</section>")]
    words = ["the authority", "if any", "no right", "keep the light"]
    assert re.findall("<blockquote[^>]*><p>(.*?)</p>", part) == words
    assert "https://www.federalregister.gov/d/0000-99999" in lawyers
    assert 'id="text-' not in lawyers


def test_texts_may_stand_outside_the_site(tmp_path: Path) -> None:
    """`--texts` reads them from elsewhere; only those of the library's orders."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "eo-99999.txt").write_bytes(TEXT)
    (texts / "eo-1.txt").write_text("Not an order of this library, and no order at all.")
    lawyers = page(built(library(tmp_path, text=False), texts=texts) / "lawyers", "orders/eo-99999")
    assert 'id="text-2-a"' in lawyers
