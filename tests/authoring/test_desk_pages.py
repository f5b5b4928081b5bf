"""The desk's pages of a small site: comparison, the way back to a line, and certain fixes."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.model.editor import EDITORS, editor_pattern, editor_url
from eo_site.model.problem import Place
from eo_site.serve.desk import PageLines
from eo_site.serve.site import SiteDesk
from tests.sites import ORDER, SITE, TODAY, edit, small_site

FILE = "content/orders/eo-14001.md"
PAGE = "orders/eo-14001/"
MARK = re.compile(r"<!--@(\d+):\d+-->")
RECORD = """\
duties:
  - {id: d1, section: "1", who: [keepers], what: 'Count the [lights]{lawyers="lighthouses"}.', type: open-ended}
"""
BODY = """
- An item of a list.
- Another of it.

| Light | Height |
|---|---|
| Tall one | High |

## Later {#later}

A last line, on
two lines.
"""
TEXT = ORDER.replace("sources:\n", RECORD + "sources:\n") + BODY
SHARED = "sources:\n  - {id: log, type: webpage, title: A log, checked: 2026-11-01}\n"
AGENCIES = "terms:\n  - {id: keepers, label: The Keepers}\n"
ABOUT = "---\ntitle: About us\n---\n\n## Who we are\n\nKeepers.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one order in two editions; look, don't touch."""
    files = {FILE: TEXT, "site.yaml": SITE + "editor: zed\n", "content/sources.yaml": SHARED,
             "content/pages/about.md": ABOUT, "content/vocabularies/agencies.yaml": AGENCIES}  # fmt: skip
    return small_site(tmp_path_factory.mktemp("desk") / "site", files)


@pytest.fixture(scope="module")
def found(root: Path) -> Iterator[SiteDesk]:
    """Its desk, read once."""
    with closing(SnapshotCache()) as cache:
        desk = SiteDesk(Options(root, now=TODAY), cache)
        state = desk.refresh(None)
        assert state.good, state.problems
        yield desk


def lines(desk: SiteDesk, path: str) -> PageLines:
    """What is known of a page."""
    known = desk.lines(path)
    assert known
    return known


def shown(desk: SiteDesk, path: str, **query: str) -> str:
    """A page of the author's desk."""
    answer = desk.authoring(path, {name: [value] for name, value in query.items()})
    assert answer and answer.status == 200, answer
    return answer.data.decode()


# From page to source ------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["plain", "lawyers"])
def test_the_page_with_its_lines_is_the_page(found: SiteDesk, edition: str) -> None:
    """Only the comments are more, and each names the line where the words after it stand."""
    known = lines(found, f"{edition}/{PAGE}")
    page = found.answer(f"{edition}/{PAGE}")
    assert page and MARK.sub("", known.html) == page.data.decode()
    source = TEXT.split("\n")
    marked = list(MARK.finditer(known.html))
    for each in marked:
        words = re.match(r"[\w“ ]{2,}", known.html[each.end() :])
        if words:
            assert words.group().strip() in source[int(each[1]) - 1]
    told = {source[int(each[1]) - 1].strip() for each in marked}
    assert {
        "The order wants a count [@order, 1].",
        "- An item of a list.",
        "A last line, on",
    } <= told
    assert "| Tall one | High |" in told
    assert ("The count binds the Secretary." in told) == (edition == "lawyers")


def test_what_has_an_id_is_known_by_it(found: SiteDesk) -> None:
    """Duties, sources of the order and of the site, sections, and modules by their field."""
    known = lines(found, f"lawyers/{PAGE}")
    source = TEXT.split("\n")
    for ident, words in (
        ("duty-d1", "id: d1"), ("source-notes", "id: notes"), ("later", "## Later"),
        ("m-status", "status:"), ("m-summary", "summary:"),
    ):  # fmt: skip
        path, place = known.ids[ident]
        assert path == FILE
        assert words in source[place.line - 1], ident
    assert known.ids["source-log"] == ("content/sources.yaml", Place(2, 10))


def test_other_pages(found: SiteDesk) -> None:
    """A page of text is known by its headings; a list is made of many files and has no line."""
    about = lines(found, "plain/about/")
    assert (about.path, about.html) == ("content/pages/about.md", "")
    assert about.ids["who-we-are"][1].line == 5
    assert found.lines("plain/orders/") is None
    assert found.lines("plain/orders/eo-9/") is None
    assert found.lines("") is None


@pytest.mark.parametrize(
    ("editor", "url"),
    [
        ("vscode", "vscode://file/a%20site/b.md:3:4"),
        ("idea", "idea://open?file=/a%20site/b.md&line=3&column=4"),
        ("emacs://{path}?{line}", "emacs:///a%20site/b.md?3"),
    ],
)
def test_an_editor_is_asked_by_its_address(editor: str, url: str) -> None:
    """By name, or by an address of one's own."""
    assert editor_url(editor_pattern(editor), "/a site/b.md", Place(3, 4)) == url


def test_a_path_of_windows_has_its_slash() -> None:
    """As its editors want it."""
    assert editor_url(EDITORS["vscode"], "C:\\a\\b.md", Place(1, 1)).startswith(
        "vscode://file/C%3A/a/"
    )


@pytest.mark.parametrize(
    "editor", ["vscod", "javascript:alert({path})", "data:{path}", "x://{line}", "x://{path}{file}", "x://{path} y"]
)  # fmt: skip
def test_what_asks_no_editor_is_refused(editor: str) -> None:
    """Names that are not known, and what a browser would run."""
    with pytest.raises(ValueError, match="is no"):
        editor_pattern(editor)


# Side by side -------------------------------------------------------------------------------


def test_the_comparison_is_a_form_and_rows(found: SiteDesk, root: Path) -> None:
    """An order by its number; editions by commas; marks, receivers, and the line in the editor."""
    html = shown(found, "compare", order="14001", editions="lawyers,plain")
    assert '<option value="lawyers" selected>' in html
    assert "<ins>" in html
    assert "Received by Lawyers; not by Plain readers" in html
    assert f'href="zed://file{root.as_posix()}/{FILE}:13:3"' in html
    assert "The same in both" in html
    only = shown(found, "compare", order="eo-14001", editions="lawyers,plain", differing="1")
    assert "The same in both" not in only


def test_everything_with_its_audience(found: SiteDesk) -> None:
    """Texts for some, and for whom they are left out."""
    html = shown(found, "compare", order="eo-14001", everything="1")
    assert "for lawyers" in html
    assert "Plain readers: for others" in re.sub(r"<[^>]*>", "", html)
    assert "Every edition" in html


@pytest.mark.parametrize(
    "query", [{"order": "eo-9"}, {"editions": "nobody,plain"}, {"order": "../site"}]
)  # fmt: skip
def test_what_there_is_not_is_said(found: SiteDesk, query: dict[str, str]) -> None:
    """In a sentence, within the desk's frame."""
    answer = found.authoring("compare", {name: [value] for name, value in query.items()})
    assert answer and answer.status == 404
    assert b"The site has no " in answer.data


# Problems -----------------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[tuple[Path, SiteDesk]]:
    """A site in which one name is one letter off."""
    root = small_site(tmp_path / "site", {FILE: ORDER.replace("::: for lawyers", "::: for lawyrs")})
    with closing(SnapshotCache()) as cache:
        desk = SiteDesk(Options(root, now=TODAY), cache)
        assert not desk.refresh(None).good
        yield root, desk


def offered(desk: SiteDesk) -> dict[str, Any]:
    """What the one button of the page asks for."""
    [button] = re.findall(r'class="apply" hidden ([^>]*)>', shown(desk, "problems"))
    values = dict(re.findall(r'data-(\w+)="([^"]*)"', button))
    values["message"] = values["message"].replace("&#39;", "'").replace("&#34;", '"')
    return {**values, "line": int(values["line"]), "column": int(values["column"])}


def test_a_certain_fix_is_shown_and_made(broken: tuple[Path, SiteDesk]) -> None:
    """Also of a site that cannot be shown yet; nothing else of the file changes."""
    root, desk = broken
    html = re.sub(r"<[^>]*>", "", shown(desk, "problems"))
    assert "added: ::: for lawyers" in html
    assert f"{FILE}:" in html
    answer = desk.act("fix", offered(desk))
    assert answer and answer.status == 200, answer
    assert (root / FILE).read_text("utf-8") == ORDER
    assert desk.refresh(frozenset({root / FILE})).good
    assert "Nothing is wrong" in shown(desk, "problems")


def test_a_file_that_changed_meanwhile_is_left_alone(broken: tuple[Path, SiteDesk]) -> None:
    """Whoever changed it sees their own words."""
    root, desk = broken
    asked = offered(desk)
    edit(root, FILE, "wants a count", "wants the count")
    before = (root / FILE).read_bytes()
    answer = desk.act("fix", asked)
    assert answer and answer.status == 409
    assert b"changed meanwhile" in answer.data
    assert (root / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "other", [{"message": "Another."}, {"path": "../site.yaml"}, {"digest": None}]
)
def test_only_what_was_found_and_shown_is_mended(
    broken: tuple[Path, SiteDesk], other: dict[str, Any]
) -> None:
    """A problem that is not there mends nothing, and no path is taken from who asks."""
    root, desk = broken
    before = (root / FILE).read_bytes()
    answer = desk.act("fix", {**offered(desk), **other})
    assert answer and answer.status == 409
    assert (root / FILE).read_bytes() == before


def test_an_order_with_an_error_in_it_is_not_compared(tmp_path: Path) -> None:
    """While the last good state is shown, whatever the error is; a change without one is."""
    root = small_site(tmp_path / "site", {FILE: ORDER})
    with closing(SnapshotCache()) as cache:
        desk = SiteDesk(Options(root, now=TODAY), cache)
        assert desk.refresh(None).good
        for before, after, status in (
            ("number: 14001", "number: [14001", 503),
            ("source: ", "source: nowhere-", 503),
            ("Counting Lighthouses", "Numbering Lighthouses", 200),
        ):
            edit(root, FILE, before, after)
            answer = desk.authoring("compare", {"order": ["eo-14001"]})
            assert answer and answer.status == status, (before, answer)
            assert status == 200 or "“Problems” says what is wrong" in answer.data.decode()
            edit(root, FILE, after, before)
