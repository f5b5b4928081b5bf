"""The author's desk in a real browser: orders by editions, the calendar, and stale passages."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.serve.places import Places
from eo_site.serve.session import session
from eo_site.serve.site import SiteDesk
from tests.browser.conftest import Open, Watched
from tests.browser.test_desk import sound
from tests.sites import ORDER, TODAY, edit, order, small_site

pytestmark = pytest.mark.browser

FILE = "content/orders/eo-14001.md"
PAGE = "lawyers/orders/eo-14001/"
FOR_LAWYERS = order(
    "dates: {signed: 2026-11-01}\naudiences: [lawyers]\npublish_on: 2026-12-24\n"
    "summary: Later [@order, 1].\n",
    number=14003,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two orders, and more records than are drawn at once."""
    files = {FILE: ORDER, "content/orders/eo-14003.md": FOR_LAWYERS}
    bare = {f"content/orders/eo-{n}.md": order(number=n) for n in range(13000, 13024)}
    return small_site(tmp_path_factory.mktemp("desk") / "site", {**files, **bare})


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    """Where it is served."""
    with (
        closing(SnapshotCache()) as cache,
        session(
            SiteDesk(Options(root, now=TODAY), cache), Places(root), port=0, say=lambda _: None
        ) as found,
    ):
        yield found.url


@pytest.fixture
def look(visit: Open) -> Iterator[Callable[[str], Page]]:
    """Opens a page; in the end nothing went wrong on it but what axe itself tries."""
    seen = list[Watched]()

    def look(address: str) -> Page:
        seen.append(visit(address))
        return seen[-1].page

    yield look
    for each in seen:
        assert [wrong for wrong in each.wrong if "Applying inline style" not in wrong] == []


def slugs(page: Page) -> list[str]:
    """The orders that the matrix shows, in its order."""
    return [each.removeprefix("EO ") for each in page.locator("#matrix .number").all_inner_texts()]


def test_orders_are_found_by_mouse(url: str, root: Path, look: Callable[[str], Page]) -> None:
    """By words, by what an edition has, and in the order of a column; the address keeps it, and a
    change of a file changes nothing of it."""
    page = look(f"{url}-/")
    expect(page.locator("#count")).to_have_text("26 orders")
    assert slugs(page)[:2] == ["14003", "14001"]
    page.get_by_label("Find").fill("Lighthouses eo-140")
    expect(page.locator("#count")).to_have_text("2 of 26 orders")
    sound(page)
    page.locator("select[name=state]").select_option("own")
    assert slugs(page) == ["14001"]
    page.locator("select[name=edition]").select_option("plain")
    expect(page.locator("#count")).to_have_text("0 of 26 orders")
    page.locator("select[name=state]").select_option("shared")
    page.get_by_label("Find").fill("")
    assert slugs(page) == ["14001"]
    expect(page.get_by_role("columnheader", name="Lawyers")).to_be_hidden()
    expect(page.locator("#count")).to_have_text("1 of 26 orders")  # and the address has it
    page.reload()
    assert slugs(page) == ["14001"]
    edit(root, FILE, "Counting Lighthouses", "Numbering Lighthouses")
    try:
        expect(page.get_by_role("row", name="Numbering Lighthouses")).to_be_visible()
        assert slugs(page) == ["14001"]
    finally:
        edit(root, FILE, "Numbering Lighthouses", "Counting Lighthouses")
        expect(page.get_by_role("row", name="Counting Lighthouses")).to_be_visible()
    page.goto(f"{url}-/")
    page.get_by_role("button", name="Order").click()
    assert slugs(page)[0] == "13000"
    page.get_by_role("button", name="Order").click()
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    assert slugs(page)[0] == "14003"
    page.get_by_role("link", name="own").click()
    expect(page).to_have_url(url + PAGE)


def test_the_matrix_is_walked_by_keyboard(url: str, look: Callable[[str], Page]) -> None:
    """One stop of Tab; the arrows move within it, on to rows that were not drawn; Enter opens."""
    page = look(f"{url}-/")
    page.get_by_label("Analysed").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Order")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "End"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="own")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="shared").first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("gridcell", name="left out")).to_be_focused()
    page.keyboard.press("Control+End")
    expect(page.get_by_role("row").last).to_have_attribute("aria-rowindex", "27")
    page.keyboard.press("Control+Home")
    expect(page.get_by_role("button", name="Order")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#matrix')")
    page.keyboard.press("Shift+Tab")
    for key in ("ArrowDown", "ArrowDown", "End", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(url + PAGE)


def test_the_calendar_and_stale_passages_are_open_to_everybody(
    url: str, look: Callable[[str], Page]
) -> None:
    """What is to come, and why nothing is said of a history that there is none of."""
    page = look(f"{url}-/calendar")
    sound(page)
    expect(page.get_by_role("listitem").filter(has_text="is published").last).to_be_visible()
    page.get_by_role("link", name="Stale passages").click()
    expect(page.get_by_text("Not looked at: not a git repository")).to_be_visible()
    sound(page)
