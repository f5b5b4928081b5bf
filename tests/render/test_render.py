"""Views become bytes: escaped, addressed, and each path once."""

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from eo_site.engine.edition_files import File
from eo_site.engine.layout import TwoInputs, distinct
from eo_site.model.audience import Accent
from eo_site.render.assets import (
    assets_folder,
    edition_assets,
    without_remark_lines,
    without_remarks,
)
from tests import filtering
from tests.sites import SITE, built, order, page, small_site, tree

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single'"


def test_titles_and_facts_are_escaped(tmp_path: Path) -> None:
    """Whatever a record says is text, on every page and in every list."""
    written = HOSTILE.replace("<", "\\<").replace("alert(1)", "alert(one)")
    record = f"summary: {json.dumps(written)}\nquotes: [{{text: {json.dumps(HOSTILE)}}}]\n"
    text = order(record).replace("Counting Lighthouses", json.dumps(HOSTILE))
    site = SITE.replace("A small library", json.dumps(HOSTILE))
    out = built(small_site(tmp_path, {"content/orders/eo-14001.md": text, "site.yaml": site}))
    for path, data in tree(out).items():
        if path.endswith((".html", ".xml")):
            assert b"<script>alert" not in data, path
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(out / "plain", "orders/eo-14001")


def test_sitemaps_list_public_pages_under_their_addresses(repository_site: Path) -> None:
    """Well-formed, absolute, one for each edition and an index of them."""
    out = repository_site / "build"
    for file in out.glob("*/sitemap.xml"):
        found = [
            each.text or "" for each in ElementTree.parse(file).iter() if each.tag.endswith("loc")
        ]
        base = f"https://eo-site.example/{file.parent.name}/"
        assert base in found and f"{base}orders/eo-13903/" in found
        for address in found:
            assert (file.parent / address.removeprefix(base) / "index.html").is_file(), address
    index = [
        each.text
        for each in ElementTree.parse(out / "sitemap.xml").iter()
        if each.text and "//" in each.text
    ]
    assert len(index) == len(list(out.glob("*/sitemap.xml")))


def test_members_editions_are_kept_from_robots(tmp_path: Path) -> None:
    """And out of the site's index of sitemaps."""
    audiences = """\
audiences:
  - {id: plain, name: P, question: Q?, lead: [summary], modules: []}
  - {id: lawyers, name: L, question: Q?, lead: [summary], modules: [], access: {members: [paid]}}
"""
    out = built(small_site(tmp_path, {"audiences.yaml": audiences}))
    assert "Disallow: /" in (out / "lawyers/robots.txt").read_text("utf-8")
    assert "Allow: /" in (out / "plain/robots.txt").read_text("utf-8")
    assert "lawyers" not in (out / "sitemap.xml").read_text("utf-8")
    assert "lawyers" not in (out / "index.html").read_text("utf-8")


def test_the_filters_data_is_the_editions_own(site: Path) -> None:
    """Each edition's summary, relative addresses, and the words of the axes."""
    out = built(site)
    plain, lawyers = (filtering.card(out / name, "eo-14001") for name in ("plain", "lawyers"))
    facets = filtering.facets(out / "plain")
    assert facets["edition"] == "plain" and facets["site"] == "small"
    assert facets["order_url"] == "orders/%(slug)s/"
    assert plain["summary"] == "Lighthouses are to be counted."
    assert lawyers["summary"] == "The Secretary “shall count” lighthouses."
    assert plain["pills"] == [["in-force", "in force"], ["not-searched", "courts: not searched"]]


def test_assets_live_under_a_hash_of_the_whole_set() -> None:
    """One file changed, one accent changed: another folder, so that caches never mix."""
    accent = Accent(light="#111111", dark="#eeeeee")
    files = {"css/site.css": b"a{}", "js/page.js": b"1"}
    folders = [
        assets_folder(edition_assets(each, colour))
        for each, colour in (
            (files, accent),
            ({**files, "js/page.js": b"2"}, accent),
            (files, None),
            (dict(reversed(files.items())), accent),
        )
    ]
    assert len(set(folders)) == 3 and folders[0] == folders[3]


def test_readers_do_not_wait_for_remarks_in_styles() -> None:
    """Comments go, a licence stays, and what only looks like a comment in a string does too."""
    css = b"/* a reader's */\na { content: \"/* b */\"; } /* c\nd */ e { f: '\\'/* g */' }\n/*! mine */\n"
    kept = b"a { content: \"/* b */\"; }  e { f: '\\'/* g */' }\n/*! mine */\n"
    assert without_remarks(css) == kept
    files = edition_assets({"css/site.css": css, "js/page.js": b"a; /* a */"}, None)
    assert sorted(files.values()) == sorted([kept, b"a; /* a */"])


def test_scripts_are_shipped_without_the_lines_that_are_comments() -> None:
    """A licence stays, and so does a file whose text runs over lines: there it may only look like one."""
    script = b'// why\n//! mine\n/** a\n * b */\nlet a = "//"; // c\n  // d\nlet b = `/*`;\n'
    assert without_remark_lines(script) == b'//! mine\nlet a = "//"; // c\nlet b = `/*`;\n'
    text = b"// why\nlet c = `\n// text\n`;\n"
    assert without_remark_lines(text) == text


def test_two_inputs_for_one_path_are_an_error() -> None:
    """Never the last one silently."""
    one, other = File((), None), File((), None)
    assert [*distinct([("index.html", one), ("404.html", other)])] == [
        ("index.html", one),
        ("404.html", other),
    ]
    with pytest.raises(TwoInputs) as error:
        list(distinct([("index.html", one), ("404.html", other), ("index.html", other)]))
    assert error.value.path == "index.html"
