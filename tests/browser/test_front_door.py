"""The chooser remembers the choice, leads straight there, and always lets the reader choose again."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

KEY = "eo-site:small:profile"
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
HOSTILE = (
    "https://evil.example/",
    "javascript:alert(1)",
    "//evil.example",
    "../../etc",
    "__proto__",
    "constructor",
    "plain/",
    "PLAIN",
    "plain#",
    ["plain"],
    {"toString": "plain"},
    5,
    "z" * 100_000,
)


def stored(value: object) -> str:
    """A script that leaves a profile with some edition in the browser before any page runs."""
    profile = {"version": 2, "edition": value, "chosen": True, "follows": {}, "mutes": {}}
    return f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(json.dumps(profile))});"


def remembered(page: Page) -> str:
    """The edition that the browser keeps."""
    found = page.evaluate(f"localStorage.getItem({json.dumps(KEY)})")
    return json.loads(found or "{}").get("edition", "")


def test_choosing_returning_and_the_way_back(visit: Open, lighthouses: str) -> None:
    """By keyboard: the first visit asks, the next goes straight there, the bar leads back, and it forgets."""
    seen = visit(lighthouses)
    page = seen.page
    expect(page.locator("[data-remembered]")).to_be_hidden()
    page.get_by_role("link", name="Read as The staff", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{lighthouses}staff/")
    assert remembered(page) == "staff"
    # The return: the front door is passed without a stop, so that Back does not end in a loop.
    page.goto("about:blank")
    page.goto(lighthouses)
    page.wait_for_url(f"{lighthouses}staff/")
    page.go_back()
    assert page.url == "about:blank"
    page.goto(f"{lighthouses}staff/orders/eo-14001/")
    page.locator(".switch summary").press("Enter")
    page.get_by_role("link", name="All editions side by side").first.press("Enter")
    page.wait_for_url(f"{lighthouses}#choose")
    note = page.get_by_role("status")
    expect(note).to_contain_text("You chose to read as The staff")
    expect(page.get_by_role("link", name="Continue there")).to_have_attribute(
        "href", f"{lighthouses}staff/"
    )
    page.get_by_role("button", name="Forget my choice").press("Enter")
    expect(note).to_contain_text("Forgotten.")
    expect(note).to_be_focused()
    assert remembered(page) == ""
    page.goto("about:blank")
    page.goto(lighthouses, wait_until="networkidle")
    assert page.url == lighthouses
    expect(page.locator("[data-remembered]")).to_be_hidden()
    assert seen.wrong == []


def test_the_featured_order_opens_in_the_chosen_edition(visit: Open, lighthouses: str) -> None:
    """Its link lies above the rest of the voice, all of which leads to the edition's home."""
    page = visit(lighthouses).page
    voice = page.locator(".voice").nth(2)
    voice.get_by_role("link", name="Read this order here (The lawyers)").click()
    page.wait_for_url(f"{lighthouses}lawyers/orders/eo-*/")
    assert remembered(page) == "lawyers"
    page.goto(f"{lighthouses}#choose")
    page.locator(".voice").nth(3).locator(".voice-opening").click(force=True)
    page.wait_for_url(f"{lighthouses}scholars/")
    assert remembered(page) == "scholars"


def test_nothing_that_was_kept_leads_elsewhere(visit: Open, lighthouses: str) -> None:
    """Only an edition that the page itself links to is ever gone to."""
    seen = visit(lighthouses)
    for value in HOSTILE:
        seen.page.evaluate(stored(value))
        seen.page.goto(lighthouses)
        assert seen.page.url == lighthouses, value
        expect(seen.page.locator("[data-remembered]")).to_be_hidden()
    assert seen.wrong == []
    assert [each for each in seen.requests if not each.startswith(lighthouses)] == []


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"script": BLOCKED}])
def test_it_is_a_page_of_plain_links(
    visit: Open, lighthouses: str, options: dict[str, object]
) -> None:
    """With scripts off, and where the browser keeps nothing."""
    seen = visit(lighthouses, **options)
    seen.page.get_by_role("link", name="Read as The lawyers", exact=True).click()
    seen.page.wait_for_url(f"{lighthouses}lawyers/")
    seen.page.goto(f"{lighthouses}#choose")
    assert seen.page.get_by_role("heading", level=3).count() == 4
    assert seen.page.get_by_role("searchbox").count() == int("script" in options)
    expect(seen.page.locator("[data-remembered]")).to_be_hidden()
    assert seen.wrong == []


def test_an_order_is_found_from_the_front_door(visit: Open, lighthouses: str) -> None:
    """In the first edition, or in the one chosen last; the words stay out of every request."""
    seen = visit(lighthouses)
    page = seen.page
    page.get_by_role("searchbox").fill("EO 14002")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{lighthouses}plain/#q=EO%2014002")
    expect(page.locator(".card-number")).to_have_text(["EO 14002"])
    page.evaluate(stored("lawyers"))
    page.goto(f"{lighthouses}#choose")
    page.get_by_role("searchbox").fill("14002")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(f"{lighthouses}lawyers/#q=14002")
    assert not [each for each in seen.requests if "14002" in each] and seen.wrong == []
