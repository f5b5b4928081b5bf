"""What readers come for, counted in clicks from the front door: each kind of question has its way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


class Clicks:
    """Counts what a reader does."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def find(self, words: str) -> None:
        """Type into the field that is there, and press Enter: one step."""
        self.page.get_by_role("searchbox").fill(words)
        self.page.keyboard.press("Enter")
        self.count += 1

    def follow(self, name: str | re.Pattern[str], within: str = "main") -> None:
        """Follow a link or press a button."""
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.count += 1


def test_is_it_still_in_effect(visit: Open, lighthouses: str) -> None:
    """By the name people use and in their words: the answer stands on the card, and on the page."""
    reader = Clicks(visit(lighthouses).page)
    reader.find("Is the lamp order still in effect?")
    expect(reader.page.locator(".card-number")).to_have_text(["EO 14001"])
    expect(reader.page.locator(".card").first).to_contain_text(
        re.compile("revoked Mar 1, 2024", re.I)
    )
    reader.follow(re.compile("Counting"), ".card")
    expect(reader.page.locator(".masthead")).to_contain_text(
        re.compile("revoked Mar 1, 2024", re.I)
    )
    assert reader.count <= 3


def test_what_must_an_agency_do_and_by_when(visit: Open, lighthouses: str) -> None:
    """By its abbreviation: its page has its tasks with their dates."""
    reader = Clicks(visit(lighthouses).page)
    reader.find("What must USCG do, by when?")
    reader.follow("Coast Guard", ".offers")
    reader.page.wait_for_url("**/plain/agencies/coast-guard/")
    duties = reader.page.locator("#duties")
    expect(duties).to_contain_text("Count them")
    expect(duties.locator("time").first).to_be_attached()
    assert reader.count <= 3


def test_cite_a_section(visit: Open, lighthouses: str) -> None:
    """The edition, the order, and the citation with the section's words."""
    reader = Clicks(visit(lighthouses).page)
    reader.follow("Read as The lawyers")
    reader.page.wait_for_selector("[data-column] input", state="attached")
    reader.page.get_by_role("searchbox").fill("14001")
    reader.count += 1
    reader.follow(re.compile("Counting"), ".card")
    expect(reader.page.locator("main")).to_contain_text("Exec. Order No. 14,001, 86 Fed. Reg. 1234")
    expect(reader.page.locator("main")).to_contain_text(re.compile("sec. 2"))
    assert reader.count <= 4


def test_no_search_is_a_dead_end(visit: Open, lighthouses: str) -> None:
    """Where nothing is found, a link goes on with the same words, and from there to lists."""
    reader = Clicks(visit(lighthouses).page)
    reader.find("submarine")
    reader.follow(re.compile("Search the full text for “submarine”"))
    reader.page.wait_for_url("**/plain/search/#q=submarine")
