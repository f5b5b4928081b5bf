"""Reading an order: citations open in place, the contents follow, and nothing hides the focus."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGE = "plain/orders/eo-14001/"
COVERED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const box = focused.getBoundingClientRect();
  const dots = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
  const seen = dots.some((each) => each && (focused.contains(each) || each.contains(focused)));
  return {name: focused.outerHTML.slice(0, 120), seen, ring: getComputedStyle(focused).outlineStyle};
}"""
"""Whether some of the focused element can be seen (WCAG 2.2, 2.4.11), and whether it has a ring."""


def test_a_citation_opens_in_place_by_keyboard(visit: Open, lighthouses: str) -> None:
    """Enter shows the source beside it and Escape gives the focus back; the page has not moved."""
    seen = visit(lighthouses + PAGE)
    page = seen.page
    source = page.locator('.ref a[href="#source-notes"]').first
    source.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    found = page.get_by_role("dialog")
    expect(found).to_be_visible()
    expect(found).to_be_focused()
    expect(found).to_contain_text("Checked Nov 1, 2026.")
    assert page.url == lighthouses + PAGE
    assert page.evaluate("scrollY") == before
    expect(source).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(found.get_by_role("link", name="In the list of sources")).to_be_focused()
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(source).to_be_focused()
    expect(source).to_have_attribute("aria-expanded", "false")
    # Tabbing out of it closes it, so that it never covers what has the focus.
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(found).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")
    assert seen.wrong == []


def test_a_pinpoint_shows_the_orders_own_words(visit: Open, lighthouses: str) -> None:
    """From the page itself, or from the page that prints them; pressing it again closes it."""
    seen = visit(lighthouses + PAGE)
    page = seen.page
    found = page.get_by_role("dialog")
    pinpoint = page.locator(".module-summary .cite").first
    pinpoint.click()
    expect(found).to_contain_text("Let there be lights.")
    pinpoint.click()
    expect(found).to_have_count(0)
    pinpoint.click()
    found.get_by_role("link", name="At its place in the text").click()
    expect(found).to_have_count(0)
    page.wait_for_url("**/#text-1")
    expect(page.locator("#text-1")).to_be_in_viewport()
    assert seen.wrong == []


def test_what_a_citation_opens_stays_within_a_narrow_window(visit: Open, lighthouses: str) -> None:
    """At 320 pixels, wherever the citation stands."""
    page = visit(lighthouses + PAGE, viewport={"width": 320, "height": 256}).page
    for link in page.locator(".cite, .ref a").all()[::5]:
        link.click()
        box = page.get_by_role("dialog").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Escape")


def test_without_scripts_citations_and_contents_are_links(visit: Open, lighthouses: str) -> None:
    """To the list of sources, to the words, to the sections; no control is there that does nothing."""
    page = visit(lighthouses + PAGE, java_script_enabled=False).page
    page.locator('.ref a[href="#source-notes"]').first.click()
    page.wait_for_url("**/#source-notes")
    expect(page.locator("#source-notes")).to_be_in_viewport()
    page.locator(".side .contents").get_by_role("link", name="Lamps").click()
    page.wait_for_url("**/#lamps")
    expect(page.locator("#lamps")).to_be_in_viewport()
    assert page.locator("main button").count() == 0


def test_the_contents_follow_the_reader(visit: Open, lighthouses: str) -> None:
    """The part being read is marked, one at a time, and kept in sight in contents that scroll."""
    page = visit(lighthouses + PAGE, viewport={"width": 1280, "height": 600}).page
    current = page.locator(".contents [aria-current]")
    for anchor in ("m-cases", "purpose", "m-sources", "m-does-not"):
        page.locator(f".contents a[href='#{anchor}']").click()
        expect(current).to_have_attribute("href", f"#{anchor}")
        expect(current).to_have_count(1)
        expect(current).to_be_in_viewport()
    page.evaluate(
        "history.pushState(null, '', '#'); scrollTo(0, document.documentElement.scrollHeight)"
    )
    expect(current).to_have_attribute("href", "#m-corrections")


def test_a_heading_offers_the_link_to_it(visit: Open, lighthouses: str) -> None:
    """Seen when the pointer is there, named by its heading, and no stop on the way of the tab key."""
    page = visit(lighthouses + PAGE).page
    link = page.get_by_role("link", name="Link to “Purpose”")
    assert link.evaluate("(each) => getComputedStyle(each).opacity") == "0"
    expect(link).to_have_attribute("tabindex", "-1")
    page.locator("#purpose").hover()
    expect(link).to_have_css("opacity", "1")
    link.click()
    page.wait_for_url("**/#purpose")
    page.locator("#m-does-not h2").hover()
    shown = page.get_by_role("link", name="Link to “What it does not do”")
    expect(shown).to_have_css("opacity", "1")


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [(PAGE, 1280, 700), ("lawyers/orders/eo-14001/", 1280, 500), (PAGE, 320, 256), ("", 320, 256)],
)
def test_the_focus_is_always_to_be_seen(
    visit: Open, lighthouses: str, path: str, width: int, height: int
) -> None:
    """Tab through the whole page: every stop has a ring and is covered by nothing."""
    page = visit(lighthouses + path, viewport={"width": width, "height": height}).page
    stops = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(COVERED)
        if found is None:
            break
        assert found["seen"], found
        assert found["ring"] != "none" or page.evaluate(
            "document.activeElement.closest('.voice, .switch') !== null"
        ), found
        stops.add(found["name"])
    assert len(stops) > 5


def test_an_error_can_be_reported_with_the_page_named(visit: Open, lighthouses: str) -> None:
    """To the publisher's address, with the order and its address in the message."""
    page = visit(lighthouses + PAGE).page
    link = page.get_by_role("link", name="Report an error on this page").get_attribute("href")
    assert link and link.startswith("mailto:errors@orders.example?subject=EO%2014001%3A%20Counting")
    assert link.endswith(
        "&body=https%3A%2F%2Forders.example%2Flibrary%2Fplain%2Forders%2Feo-14001%2F"
    )


def test_two_columns_have_a_line_of_contents_that_covers_nothing(
    visit: Open, lighthouses: str
) -> None:
    """It names the part being read; its list opens over the page and closes when left or used."""
    page = visit(
        f"{lighthouses}lawyers/orders/eo-14001/", viewport={"width": 1280, "height": 600}
    ).page
    menu = page.locator(".here details")
    page.locator(".here summary").press("Enter")
    menu.get_by_role("link", name="Purpose").press("Enter")
    page.wait_for_url("**/#purpose")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator("[data-here]")).to_have_text("Purpose")
    line = page.locator(".here").bounding_box()
    heading = page.locator("#purpose").bounding_box()
    assert line and heading and line["y"] == 0 and heading["y"] >= line["height"]
    page.locator(".here summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".here summary")).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
