"""Whole libraries of imported records, planted with canaries: every file searched, every link followed."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import yaml

from tests.importers.planted import Planter
from tests.importers.standin import documents
from tests.property.test_canaries import CANARY, text_of
from tests.site.crawling import leads_to_chooser, read_page, served
from tests.sites import SAMPLE, built, copy_of_repository, run

RECORDS = os.environ.get("EO_RECORDS_DIR", "")
REAL = "executive-orders-1993-2026.json"
EVERY = 18
"""Of the real records one of so many is planted and built: eighty-five of all years."""
TAG = re.compile(r"""<(\w+)((?: [\w-]+(?:="[^"]*"|='[^']*')?)*)>""")
ATTRIBUTE = re.compile(r""" ([\w-]+)=(?:"([^"]*)"|'[^']*')""")
ELSEWHERE = re.compile(r"(?:https?|mailto):")


@dataclass(frozen=True)
class Whole:
    """A built library, and the editions that may show each canary in it."""

    out: Path
    entitled: dict[str, frozenset[str]]
    pages: dict[str, frozenset[str]]
    """The editions that get each imported order's page."""

    @property
    def editions(self) -> list[Path]:
        """Their folders."""
        return sorted(each.parent for each in self.out.glob("*/orders"))


@pytest.fixture(
    scope="module",
    params=[
        "made up",
        pytest.param(
            "real",
            marks=pytest.mark.skipif(
                not RECORDS, reason="NO REAL RECORD WAS READ: set EO_RECORDS_DIR"
            ),
        ),
    ],
)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Records imported beside the analysed orders, planted, and built."""
    root = copy_of_repository(tmp_path_factory.mktemp("whole"), *SAMPLE)
    analysed = set((root / "content/orders").iterdir())
    found = documents()
    if request.param == "real":
        found = json.loads((Path(RECORDS) / REAL).read_text("utf-8"))["results"][::EVERY]
    file = root / "documents.json"
    file.write_text(json.dumps({"results": found}), "utf-8")
    assert run("-C", root, "import", file).code == 0
    audiences = yaml.safe_load((root / "audiences.yaml").read_text("utf-8"))["audiences"]
    # An edition in another language has none of these orders, since nobody has translated them.
    own = [each for each in audiences if "language" not in each]
    planter = Planter({each["id"]: each.get("falls_back_to", []) for each in own})
    pages = planter.plant(sorted(set((root / "content/orders").iterdir()) - analysed))
    return Whole(built(root), planter.entitled, pages)


def test_every_record_has_its_page_where_it_should(whole: Whole) -> None:
    """And nowhere else; records that nobody wrote about have theirs in all editions."""
    for edition in whole.editions:
        files = {each.parent.name for each in (edition / "orders").glob("*-*/index.html")}
        for slug, readers in whole.pages.items():
            assert (slug in files) == (edition.name in readers), f"{edition.name}: {slug}"


def test_no_canary_is_where_it_should_not_be_and_none_is_lost(whole: Whole) -> None:
    """Every byte and every name of every file of every edition, the front door too."""
    found: dict[str, set[str]] = {"": set()} | {each.name: set() for each in whole.editions}
    for file in whole.out.rglob("*"):
        path = file.relative_to(whole.out)
        words = found[path.parts[0] if path.parts[0] in found else ""]
        words.update(CANARY.findall(path.as_posix()))
        if file.is_file():
            words.update(CANARY.findall(text_of(file)))
    assert len(whole.editions) > 1
    assert len(whole.entitled) > 100
    assert found.pop("") <= {word for word, readers in whole.entitled.items() if readers}
    for edition, words in found.items():
        due = {word for word, readers in whole.entitled.items() if edition in readers}
        assert words - due == set(), f"{edition} has what is not for it"
        assert due - words == set(), f"{edition} lacks what is for it"


def quick(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Tags and attributes: our own pages quote every value, words for scripts with apostrophes."""
    for tag, attributes in TAG.findall(html):
        yield tag, dict(ATTRIBUTE.findall(attributes))


def test_no_link_is_dead_and_nothing_is_inline(whole: Whole) -> None:
    """Links, images, styles, scripts and anchors of every page resolve within their own edition."""
    for edition in whole.editions:
        base = f"/library/{edition.name}/"
        files = {each.relative_to(edition).as_posix() for each in edition.rglob("*")}
        ids: dict[str, set[str]] = {}
        anchors: dict[str, set[tuple[str, str]]] = {}
        for path in sorted(each for each in files if each.endswith(".html")):
            own: list[str] = []
            for tag, attributes in quick((edition / path).read_text("utf-8")):
                assert "style" not in attributes and tag != "style", path
                own += [attributes["id"]] if "id" in attributes else []
                link = attributes.get("href") or attributes.get("src") or ""
                if not link or ELSEWHERE.match(link) or "data-edition" in attributes:
                    continue
                if path == "404.html" or leads_to_chooser(base, target := served(base, path, link)):
                    continue
                inside = target.removeprefix(base)
                assert target.startswith(base) and inside in files, (
                    f"{edition.name}/{path} → {link}"
                )
                if anchor := urldefrag(link).fragment:
                    anchors.setdefault(inside, set()).add((anchor, path))
            assert len(set(own)) == len(own), f"{edition.name}/{path} has an id twice"
            ids[path] = set(own)
        for inside, wanted in anchors.items():
            dead = [each for each in sorted(wanted) if each[0] not in ids[inside]]
            assert dead == [], f"{edition.name}/{inside} lacks places"


def test_pages_are_well_formed_whatever_a_record_holds(whole: Whole) -> None:
    """Each order's page parsed in one edition or another, each list in all of them."""
    for turn, edition in enumerate(whole.editions):
        orders = sorted((edition / "orders").glob("eo-*/index.html"))
        lists = [
            each for each in edition.rglob("index.html") if each.parent.parent.name != "orders"
        ]
        for file in (*orders[turn :: len(whole.editions)], *lists):
            page = read_page(str(file), file.read_text("utf-8"))
            assert page.unclosed == [], file
            assert len(page.all("h1")) == 1 and page.all("html")[0].attributes["lang"], file
            assert len(set(page.ids)) == len(page.ids), file
            levels = [int(each.tag[1]) for each in page.elements if each.tag in ("h1", "h2", "h3")]
            assert all(after <= before + 1 for before, after in pairwise(levels)), file
