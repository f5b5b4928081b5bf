"""The order's page as a newsroom would print it: what the first screen says, and what is at hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ORDER = "general/orders/eo-13780/"
STOPS = """() => [...document.querySelectorAll("a[href], button, summary, input, [tabindex]")]
  .filter((each) => each.tabIndex >= 0 && each.checkVisibility()).length"""


def height(page: Page, selector: str) -> float:
    """The height of what is there first."""
    return float(page.locator(selector).first.evaluate("(each) => each.offsetHeight"))


@pytest.mark.parametrize(
    ("width", "window", "most"), [(1280, 800, 240), (390, 844, 340)], ids=["wide", "narrow"]
)
def test_the_first_screen_answers(
    visit: Open, repository: str, width: int, window: int, most: int
) -> None:
    """A low masthead with one sentence on where the order stands, then the edition's own answer.

    The narrow limit is 330 pixels with a phone's fonts; those of a test machine may be wider.
    """
    page = visit(repository + ORDER, viewport={"width": width, "height": window}).page
    assert height(page, ".masthead") <= most
    expect(page.locator(".verdict")).to_contain_text("Revoked Jan 20, 2021 by Proclamation 10141")
    expect(page.locator(".verdict")).to_be_in_viewport(ratio=1)
    expect(page.locator(".answer p").first).to_be_in_viewport(ratio=1)
    band = page.locator(".standing.alert").bounding_box()
    assert band and band["x"] <= 104


def test_what_is_done_with_a_page_stands_at_its_number(visit: Open, repository: str) -> None:
    """Follow in sight, muting in a menu that Escape closes, and the citation a step away."""
    seen = visit(repository + ORDER, permissions=["clipboard-read", "clipboard-write"])
    page = seen.page
    actions = page.locator(".masthead .actions")
    expect(actions.get_by_role("button", name="Follow this order")).to_be_visible()
    expect(actions.get_by_role("button", name="Print")).to_be_visible()
    muting = actions.locator("button", has_text="Mute this order")
    expect(muting).not_to_be_visible()
    actions.locator(".menu summary").click()
    expect(muting).to_be_visible()
    page.keyboard.press("Escape")
    expect(muting).not_to_be_visible()
    actions.get_by_role("link", name="Cite").click()
    expect(page.locator(".citations pre").first).to_contain_text("Exec. Order No. 13,780")
    assert seen.wrong == []


def test_a_quotation_is_copied_with_what_cites_it(visit: Open, repository: str) -> None:
    """Its words, the order with the section, and the way to it."""
    page = visit(
        repository + "journalists/orders/eo-13780/",
        permissions=["clipboard-read", "clipboard-write"],
    ).page
    quote = page.locator(".verbatim[data-own]").first
    quote.get_by_role("button", name="Copy the quotation").click()
    quote.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    words = quote.locator("p").first.inner_text()
    assert copied.startswith(words)
    assert "Exec. Order No. 13,780, 82 Fed. Reg. 13209 (Mar. 6, 2017), sec." in copied
    assert copied.endswith("/orders/eo-13780/#m-quotes")


@pytest.mark.parametrize("edition", ["journalists", "policymakers"])
def test_the_longest_pages_have_few_stops(
    visit: Open, repository: str, repository_site: Path, edition: str
) -> None:
    """Fewer than 110: the two longest pages of an edition's orders, its longest agency's page, and deadlines."""
    folder = repository_site / "build" / edition
    longest = [
        file
        for pages, count in (("orders/eo-*/", 2), ("agencies/*/", 1), ("deadlines/", 1))
        for file in sorted(
            folder.glob(f"{pages}index.html"), key=lambda each: -each.stat().st_size
        )[:count]
    ]
    assert len(longest) == 4
    for file in longest:
        address = file.parent.relative_to(folder.parent).as_posix()
        assert visit(f"{repository}{address}/").page.evaluate(STOPS) < 110, address


def test_parts_side_by_side_have_few_stops(visit: Open, repository: str) -> None:
    """Their links are one stop a part, as on the pages that they come from."""
    page = visit(repository + "litigators/compare/#eo-13903,eo-13780").page
    page.locator(".compared").wait_for()
    assert page.evaluate(STOPS) < 110


def test_the_links_of_a_part_are_one_stop(visit: Open, repository: str) -> None:
    """Arrow keys go through the citations of a part."""
    page = visit(repository + "journalists/orders/eo-13780/").page
    cites = page.locator(".module-summary .cite")
    cites.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cites.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cites.first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.module-summary .cites')")


def test_the_serif_is_our_own_and_small(visit: Open, repository: str) -> None:
    """It comes from this site, once for all pages, with its licence beside it."""
    seen = visit(repository + ORDER)
    fonts = {each for each in seen.requests if each.endswith(".woff2")}
    assert fonts and all(each.startswith(repository) and "/assets/" in each for each in fonts)
    folder = next(iter(fonts)).rpartition("/")[0]
    names = ("record-serif.woff2", "record-serif-italic.woff2")
    sizes = [len(seen.page.request.get(f"{folder}/{each}").body()) for each in names]
    assert sum(sizes) <= 60 * 1024
    assert "SIL OPEN FONT LICENSE" in seen.page.request.get(f"{folder}/OFL.txt").text()
