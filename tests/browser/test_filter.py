"""What the reader follows narrows the list of an edition's home, and stays on the device."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ALL = ["EO 14006", "EO 14005", "EO 14004", "EO 14001", "EO 14003", "EO 14002"]
LAMPS_OR_SHIPS = ["EO 14001", "EO 14003", "EO 14002"]
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
HOSTILE_FRAGMENTS = (
    "interests=<img src=x onerror=alert(1)>",
    "interests=%3Cscript%3Ealert(1)%3C/script%3E,__proto__,constructor,toString",
    "interests=%E0%A4%A",
    "interests=" + "a," * 5000,
    "interests=" + "z" * 20000,
    "interests=,,,",
    "javascript:alert(1)",
)
HOSTILE_PROFILES = (
    "{",
    "null",
    "[]",
    '"text"',
    '{"version": 1, "interests": "lamps"}',
    '{"version": 1, "interests": ["__proto__", 5, null, {}, "<b>", "unknown"]}',
    '{"version": 99, "interests": ["lamps"]}',
    '{"version": 1, "interests": {"length": 1e9}}',
    '{"version": 1, "edition": {"toString": 1}, "interests": null}',
)


def listed(page: Page) -> list[str]:
    """The orders on show."""
    return page.locator("[data-orders] .card-number").all_inner_texts()


def ready(page: Page) -> None:
    """Wait until the list of interests has become controls."""
    page.wait_for_selector("[data-facets] input", state="attached")


def follow(page: Page, *labels: str) -> None:
    """Tick interests."""
    for label in labels:
        page.get_by_role("checkbox", name=label).check()


def test_following_two_interests_narrows_the_list(visit: Open, lighthouses: str) -> None:
    """Either will do; the count says how many match, and what cannot be found by following."""
    seen = visit(f"{lighthouses}plain/")
    ready(seen.page)
    assert sorted(listed(seen.page)) == sorted(ALL)
    follow(seen.page, "Lamps", "Ships")
    assert sorted(listed(seen.page)) == sorted(LAMPS_OR_SHIPS)
    expect(seen.page.locator("[data-matches]")).to_have_text(" · 3 match")
    expect(seen.page.locator("[data-note]")).to_contain_text("1 order carries no interests")
    assert seen.page.url.endswith("#interests=lamps,ships")
    assert seen.wrong == []


def test_interests_that_no_order_carries_are_folded_and_can_be_followed(
    visit: Open, lighthouses: str
) -> None:
    """Tomorrow's order may carry them."""
    page = visit(f"{lighthouses}plain/").page
    ready(page)
    expect(page.get_by_role("checkbox", name="Kites")).to_be_hidden()
    page.locator(".others > summary").click()
    follow(page, "Kites")
    assert listed(page) == []
    expect(page.locator("[data-more]")).to_contain_text("No order here carries")


def test_a_shared_link_shows_the_same_list_and_changes_nothing(
    visit: Open, lighthouses: str
) -> None:
    """In a fresh profile the choice comes from the address, and is not kept as the reader's own."""
    page = visit(f"{lighthouses}plain/#interests=lamps,ships").page
    ready(page)
    assert sorted(listed(page)) == sorted(LAMPS_OR_SHIPS)
    expect(page.locator("[data-following]")).to_contain_text("from the page’s address")
    assert page.evaluate("localStorage.length") == 0


def test_back_and_forward_walk_through_the_choices(visit: Open, lighthouses: str) -> None:
    """Every choice is a step of the browser's history."""
    page = visit(f"{lighthouses}plain/").page
    ready(page)
    follow(page, "Lamps")
    follow(page, "Ships")
    page.go_back()
    assert sorted(listed(page)) == ["EO 14001", "EO 14002"]
    page.go_forward()
    assert sorted(listed(page)) == sorted(LAMPS_OR_SHIPS)


def test_the_choice_is_kept_for_the_next_visit(visit: Open, lighthouses: str) -> None:
    """And for the site's other editions."""
    page = visit(f"{lighthouses}plain/").page
    ready(page)
    follow(page, "Ships")
    page.goto(f"{lighthouses}staff/")
    ready(page)
    assert sorted(listed(page)) == ["EO 14002", "EO 14003"]


def test_hostile_fragments_are_harmless(visit: Open, lighthouses: str) -> None:
    """Nothing in an address is run or printed as markup; unknown interests are counted and left out."""
    seen = visit("about:blank")
    for fragment in HOSTILE_FRAGMENTS:
        seen.page.goto(f"{lighthouses}plain/#{fragment}")
        ready(seen.page)
        assert sorted(listed(seen.page)) == sorted(ALL), fragment[:80]
        assert seen.page.locator("main img, main script").count() == 0
        assert seen.wrong == [], fragment[:80]
        seen.page.goto("about:blank")


def test_hostile_profiles_are_harmless(visit: Open, lighthouses: str) -> None:
    """What comes out of storage is checked like anything from outside."""
    seen = visit(f"{lighthouses}plain/")
    for profile in HOSTILE_PROFILES:
        seen.page.evaluate("text => localStorage.setItem('eo-site:small:profile', text)", profile)
        seen.page.reload()
        ready(seen.page)
        assert sorted(listed(seen.page)) == sorted(ALL), profile
        assert seen.wrong == [], profile


def test_without_storage_the_filter_works_and_says_that_it_forgets(
    visit: Open, lighthouses: str
) -> None:
    """The address then holds the choice."""
    seen = visit(f"{lighthouses}plain/", BLOCKED)
    ready(seen.page)
    follow(seen.page, "Ships")
    assert sorted(listed(seen.page)) == ["EO 14002", "EO 14003"]
    expect(seen.page.locator("[data-note]")).to_contain_text("does not let the page keep")
    assert seen.wrong == []


def test_without_scripts_everything_is_there_and_no_control_is_dead(
    visit: Open, lighthouses: str
) -> None:
    """The list, the interests with their counts, and nothing to click that would do nothing."""
    page = visit(f"{lighthouses}plain/", java_script_enabled=False).page
    assert sorted(listed(page)) == sorted(ALL)
    expect(page.locator(".facets")).to_contain_text("Lamps")
    assert page.locator("button, input, select, [role=button]").count() == 0
    page.goto(f"{lighthouses}plain/orders/eo-14001/")
    expect(page.locator("main")).to_contain_text("Count them")
    assert page.locator("button, input").count() == 0
