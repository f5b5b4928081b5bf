"""The desk's pages over a site: what is there, what is not, and that no build has them."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from eo_site.authoring.pages import PAGES, static_files
from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.serve.desk import Answer
from eo_site.serve.site import SiteDesk
from tests.authoring.sites import FILES
from tests.sites import TODAY, built, small_site, write

SOUND = {path: text for path, text in FILES.items() if "14005" not in path}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library without its broken order."""
    return small_site(tmp_path_factory.mktemp("pages"), SOUND)


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[SiteDesk]:
    """A desk of it."""
    with closing(SnapshotCache()) as cache:
        desk = SiteDesk(Options(root, now=TODAY), cache)
        desk.refresh(None)
        yield desk


def shown(found: Answer | None) -> str:
    """The text of an answer."""
    assert found
    return found.data.decode()


def test_every_page_is_there_with_the_way_to_all(desk: SiteDesk) -> None:
    """Each says which it is; none needs a script or a style within it, which its policy forbids."""
    for page in PAGES:
        answer = desk.authoring(page.path, {})
        text = shown(answer)
        assert answer and answer.type.startswith("text/html"), page.path
        assert f"<h1>{page.name}</h1>" in text
        assert text.count(' aria-current="page"') == 1
        for each in PAGES:
            assert f'href="/-/{each.path}"' in text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:src=|json))", text)


def test_what_pages_load_is_there(desk: SiteDesk) -> None:
    """With its type; and nothing else below it."""
    assert {"authoring.css", "authoring.js", "matrix.css", "matrix.js"} <= static_files().keys()
    for name in static_files():
        answer = desk.authoring(f"static/{name}", {})
        assert answer and answer.type.split("/")[1].startswith(("css", "javascript")), name
    assert desk.authoring("static/none.js", {}) is None
    assert desk.authoring("none", {}) is None
    assert desk.act("none", {}) is None


def test_what_cannot_be_shown_says_why_in_the_frame(desk: SiteDesk) -> None:
    """An order that is not there."""
    answer = desk.authoring("stale", {"order": ["eo-<b>"]})
    assert answer and answer.status == 404
    assert "There is no order eo-&lt;b&gt;." in shown(answer)


def test_the_pages_data_ends_no_script(desk: SiteDesk, root: Path) -> None:
    """Whatever a title holds, and equal cells are told once."""
    text = shown(desk.authoring("", {}))
    [data] = re.findall(r'id="data">(.*?)</script>', text)
    found = json.loads(data)
    assert found["rows"][0][0] == "eo-14006"
    assert len(found["cells"]) < sum(len(each[-1]) for each in found["rows"])
    path = "content/orders/eo-14004.md"
    write(
        root,
        {
            path: str(SOUND[path]).replace(
                "title: Counting Lighthouses", "title: '</script><b> Counting'"
            )
        },
    )
    desk.refresh(frozenset({root / path}))
    assert "</script><b>" not in shown(desk.authoring("", {}))


def test_while_the_sites_own_files_cannot_be_read_the_desk_says_so(
    desk: SiteDesk, root: Path
) -> None:
    """And is itself again when they can."""
    write(root, {"audiences.yaml": "audiences: [\n"})
    desk.refresh(None)
    answer = desk.authoring("", {})
    assert answer and answer.status == 503 and "cannot be read yet" in shown(answer)
    write(root, {"audiences.yaml": SOUND["audiences.yaml"]})
    desk.refresh(None)
    again = desk.authoring("", {})
    assert again and again.status == 200


def test_no_built_file_names_the_desk(root: Path) -> None:
    """Neither a published site nor a reviewer's copy."""
    for folder in (built(root), built(root, drafts=True, out=root.parent / "reviewed")):
        assert not (folder / "-").exists()
        for file in (each for each in folder.rglob("*") if each.is_file()):
            data = file.read_bytes()
            assert b"/-/" not in data and b"_eo/" not in data, file
