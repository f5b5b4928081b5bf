"""Orders side by side, made in the browser of the edition's own pages and cards."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_orders_stand_side_by_side(visit: Open, lighthouses: str) -> None:
    """As the address names them; added by number or name, taken away, and led back from."""
    seen = visit(f"{lighthouses}lawyers/compare/#eo-14001,eo-14002,eo-99999")
    page = seen.page
    heads = page.locator(".compared-order")
    expect(heads).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text(
        "Some of the orders in this address are not in this edition."
    )
    expect(heads.first.locator(".pill")).to_have_count(3)
    link = heads.first.get_by_role("link")
    expect(link).to_have_attribute("href", f"{lighthouses}lawyers/orders/eo-14001/")
    inside = page.locator(".compared-part a[href]").evaluate_all("all => all.map((a) => a.href)")
    assert inside and all("/compare/" not in each for each in inside)
    assert page.locator(".compared [id]").count() == 0
    page.get_by_role("searchbox").fill("EO 14003")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#eo-14001,eo-14002,eo-14003")
    expect(heads).to_have_count(3)
    page.get_by_role("searchbox").fill("14004")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Three orders fit")
    page.get_by_role("button", name="Remove EO 14002").click()
    expect(heads).to_have_count(2)
    page.go_back()
    expect(heads).to_have_count(3)
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("localStorage.length") == 0
    assert not [each for each in seen.requests if "#" in each or not each.startswith(lighthouses)]


def test_an_order_leads_to_comparing_and_a_list_helps_to_choose(
    visit: Open, lighthouses: str
) -> None:
    """From its page; with scripts off the list is all there is, and nothing stands dead."""
    page = visit(f"{lighthouses}plain/orders/eo-14001/").page
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Compare with another order").click()
    page.wait_for_url(f"{lighthouses}plain/compare/#eo-14001")
    expect(page.get_by_role("status")).to_have_text("Add another order to compare it with.")
    page.goto(f"{lighthouses}plain/compare/")
    page.get_by_role("button", name="Add EO 14002").click()
    expect(page.locator(".compared-order")).to_have_count(1)
    page = visit(f"{lighthouses}plain/compare/", java_script_enabled=False).page
    assert page.locator(".card").count() == 6
    assert page.locator("main :is(button, input)").count() == 0


def test_hostile_addresses_are_harmless(visit: Open, lighthouses: str) -> None:
    """What the edition does not have is not fetched, run or printed."""
    seen = visit(f"{lighthouses}plain/compare/#../../lawyers/orders/eo-14001,<img src=x>,__proto__")
    expect(seen.page.get_by_role("status")).to_contain_text("not in this edition")
    assert seen.page.locator(".compared-order").count() == 0
    assert not [each for each in seen.requests if "lawyers" in each] and seen.wrong == []
