"""The library as it ships, and one of records alone."""

import re
from pathlib import Path

from tests import filtering
from tests.sites import built, order, small_site, tree, write

RECORDS = 210
"""More than two lists hold."""


def test_an_order_revoked_by_a_clause_reads_so_on_every_page(repository_site: Path) -> None:
    """EO 13769's own record says only "See"; EO 13780, section 13, revoked it."""
    build = repository_site / "build"
    for edition in sorted(each for each in build.iterdir() if (each / "orders").is_dir()):
        own = (edition / "orders/eo-13769/index.html").read_text("utf-8")
        masthead = own[own.index("<h1") : own.index("</header>", own.index("<h1"))].replace(
            "&nbsp;", " "
        )
        assert "Revoked" in masthead or "Revocada" in masthead, edition
        assert "EO 13780</a>" in masthead and "sec. 13" in masthead, edition
        assert "no recorded revocation" not in masthead.lower(), edition
        data = (filtering.carried(edition, "eo-13769"), filtering.card(edition, "eo-13769"))
        assert data[0]["status"] == ["revoked"] and data[1]["pills"][0][0] == "revoked", edition
        cards = (edition / "orders/2017/index.html").read_text("utf-8")
        card = next(part for part in cards.split("<li ") if "eo-13769" in part)
        assert 'data-value="revoked"' in card, edition


def test_a_library_of_records_builds_in_lists_of_a_hundred(tmp_path: Path) -> None:
    """Record-only orders of many years; no page lists more than a hundred."""
    root = small_site(tmp_path / "site")
    files = {
        f"content/orders/eo-{number}.md": order(
            f"dates: {{signed: {1994 + (number - 13900) // 10}-{number % 12 + 1:02}-01}}\n",
            number=number,
        )
        for number in range(13900, 13900 + RECORDS)
    }
    build = built(write(root, files))
    found = tree(build / "plain")
    assert sum(path.startswith("orders/eo-") for path in found) == RECORDS
    for path, data in found.items():
        if path.endswith(".html") and not path.startswith("orders/eo-"):
            assert len(re.findall(r'<li class="card" data-slug', data.decode())) <= 100, path
    listed = set(re.findall(r"orders/(eo-\d+)/", "".join(
        data.decode() for path, data in found.items() if path.startswith("status/unknown/")
    )))  # fmt: skip
    assert len(listed) == RECORDS


def test_no_page_has_two_parts_of_one_name(repository_site: Path) -> None:
    """A module is not called as a section of the text is: the contents would lead nowhere certain."""
    entry = re.compile(r'<li class="level-2"><a href="#[^"]*">([^<]*)</a>')
    for page in sorted((repository_site / "build").glob("*/orders/eo-*/index.html")):
        contents = page.read_text("utf-8").partition('<ul class="contents">')[2]
        names = entry.findall(contents.partition("</ul>")[0])
        assert names and sorted(set(names)) == sorted(names), page
