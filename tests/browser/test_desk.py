"""The author's desk in a real browser: comparison, the way from a page to its source, and fixes."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.model.editor import EDITORS
from eo_site.serve.places import Places
from eo_site.serve.session import session
from eo_site.serve.site import SiteDesk
from tests.browser.conftest import Open, Watched
from tests.sites import ORDER, TODAY, edit, small_site

pytestmark = pytest.mark.browser

FILE = "content/orders/eo-14001.md"
PAGE = "lawyers/orders/eo-14001/"
COMPARED = "-/compare?order=eo-14001&editions=plain,lawyers"
SLIP = ("::: for lawyers", "::: for lawyrs")
REFUSED = re.compile("status of (404|409)|Applying inline style")
"""Of the icon that the desk does not have, of a fix that it refused, and of what axe itself tries."""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one order in two editions."""
    return small_site(tmp_path_factory.mktemp("desk") / "site", {FILE: ORDER})


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    """Where it is served, with an editor named."""
    with (
        closing(SnapshotCache()) as cache,
        session(
            SiteDesk(Options(root, now=TODAY), cache, EDITORS["vscode"]), Places(root),
            port=0, say=lambda _: None,
        ) as found,
    ):  # fmt: skip
        yield found.url


@pytest.fixture
def look(visit: Open) -> Iterator[Callable[..., Page]]:
    """Opens a page; in the end nothing went wrong on it."""
    seen = list[Watched]()

    def look(address: str, **options: str) -> Page:
        seen.append(visit(address, **options))
        return seen[-1].page

    yield look
    for each in seen:
        assert [wrong for wrong in each.wrong if not REFUSED.search(wrong)] == []


def line(words: str) -> int:
    """Where they stand in the order's file."""
    return next(n for n, each in enumerate(ORDER.split("\n"), 1) if words in each)


def sound(page: Page, context: str | None = None) -> None:
    """Axe finds nothing, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, context=context, options=AXE)
        assert found.violations_count == 0, found.response["violations"]


def test_the_pages_are_open_to_everybody(url: str, root: Path, look: Callable[..., Page]) -> None:
    """Comparison, everything with its audience, and problems with a fix."""
    page = look(url + COMPARED)
    sound(page)
    page.goto(f"{url}{COMPARED}&everything=1")
    sound(page)
    edit(root, FILE, *SLIP)
    try:
        page.goto(f"{url}-/problems")
        expect(page.get_by_role("button", name="Apply this fix")).to_be_visible()
        sound(page)
    finally:
        edit(root, FILE, *reversed(SLIP))
        expect(page.get_by_text("Nothing is wrong with the site.")).to_be_visible()


def test_editions_are_compared_by_keyboard(url: str, look: Callable[..., Page]) -> None:
    """A choice without the mouse, and who receives a passage where the focus is."""
    page = look(f"{url}-/compare?order=eo-14001&editions=lawyers,plain")
    page.get_by_label("Compare", exact=True).focus()
    page.keyboard.press("Home")
    page.get_by_label("with", exact=True).focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**&editions=plain&editions=lawyers*")
    row = page.get_by_role("group", name="Record: summary: summary")
    expect(row.locator("ins, .rewritten").first).to_be_visible()
    button = row.get_by_role("button", name="1 edition").last
    note = row.get_by_role("tooltip", include_hidden=True).last
    expect(note).to_be_hidden()
    button.focus()
    expect(note).to_be_visible()
    expect(note).to_have_text("Received by Lawyers; not by Plain readers")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_editions_are_compared_by_mouse(url: str, look: Callable[..., Page]) -> None:
    """Receivers under the pointer; one click for everything with its audience."""
    page = look(url + COMPARED)
    block = page.get_by_role("group", name="Purpose: for lawyers")
    expect(block.get_by_text("for others")).to_be_visible()
    block.get_by_role("button", name="1 edition").hover()
    expect(block.get_by_role("tooltip")).to_have_text("Received by Lawyers; not by Plain readers")
    page.get_by_label("Everything with its audience").check()
    expect(page.get_by_text("Every text of the order’s files once")).to_be_visible()
    expect(page.locator(".piece", has_text="The count binds")).to_contain_text(
        "Plain readers: for others"
    )


def test_a_passage_leads_to_its_line(url: str, root: Path, look: Callable[..., Page]) -> None:
    """By links beside the passages that the keyboard reaches, and by a click with Alt."""
    page = look(url + PAGE)
    page.evaluate(
        "navigation.addEventListener('navigate', (e) => { window.went = e.destination.url })"
    )
    file = f"vscode://file{root.as_posix()}/{FILE}"
    page.get_by_label("The author's desk").locator("summary").press("Enter")
    page.get_by_role("button", name="Show sources").press("Enter")
    link = page.get_by_role("link", name="The count binds")
    expect(link).to_have_attribute("href", f"{file}:{line('The count binds')}:1")
    heading = page.get_by_role("link", name=re.compile("Open .*: Purpose"))
    expect(heading).to_have_attribute("href", f"{file}:{line('## Purpose')}:4")
    box, words = link.bounding_box(), page.get_by_text("The count binds").first.bounding_box()
    assert box and words and abs(box["y"] - words["y"]) < 30
    link.focus()
    expect(link).to_be_focused()
    sound(page, "eo-desk")
    page.get_by_role("button", name="Show sources").press("Enter")
    expect(link).to_be_hidden()
    page.get_by_text("The count binds the Secretary.").click(modifiers=["Alt"])
    expect(page.locator("eo-desk .notice")).to_have_text(
        f"Opening {FILE}:{line('The count binds')}"
    )


def test_a_fix_is_applied_by_keyboard_and_seen(
    url: str, root: Path, look: Callable[..., Page]
) -> None:
    """Its change is shown first; the list follows the file. What changed meanwhile is left alone."""
    page = look(f"{url}-/problems")
    edit(root, FILE, *SLIP)
    button = page.get_by_role("button", name="Apply this fix")
    expect(page.get_by_role("group", name="What the fix changes")).to_contain_text(
        "::: for lawyers"
    )
    place = page.locator("main a.place").first
    expect(place).to_have_attribute(
        "href", f"vscode://file{root.as_posix()}/{FILE}:{line('::: for')}:9"
    )
    page.evaluate("document.querySelector('button.apply').dataset.digest = 'another'")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("was changed meanwhile")
    page.reload()
    button.press("Enter")
    expect(page.get_by_text("Nothing is wrong with the site.")).to_be_visible()
    assert (root / FILE).read_text("utf-8") == ORDER
