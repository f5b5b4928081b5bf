"""Where there are accounts, the bar says whose edition it is; where the host says nothing, nothing shows."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from eo_site.urls import ME
from tests.browser.conftest import Open, serving
from tests.hosts.conftest import ACCOUNTS, MEMBERS
from tests.sites import AUDIENCES, SITE, built, small_site

pytestmark = pytest.mark.browser

OWN = {"id": "lawyers", "name": "Lawyers", "url": "/lawyers/"}
MEMBER = {"id": "members", "name": "The herring club", "url": "/members/"}
KNOWN = {"editions": [OWN, MEMBER, OWN], "sign_out": "/sign-out"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small library with accounts."""
    files = {
        "site.yaml": SITE.replace("/library/", "/") + ACCOUNTS,
        "audiences.yaml": AUDIENCES + MEMBERS,
    }
    yield from serving(built(small_site(tmp_path_factory.mktemp("accounts"), files)))


def opened(visit: Open, url: str, answer: Any, status: int = 200) -> tuple[Page, list[str]]:
    """(a page whose host answers so about accounts, what went wrong on it)."""
    watched = visit("about:blank")

    def told(route: Route) -> None:
        body = answer if isinstance(answer, str) else json.dumps(answer)
        route.fulfill(status=status, content_type="application/json", body=body)

    watched.page.route(f"**{ME}", told)
    with watched.page.expect_request_finished(lambda request: request.url.endswith(ME)):
        watched.page.goto(url)
    watched.page.wait_for_load_state("networkidle")
    asked = [each for each in watched.requests if each.endswith(ME)]
    assert asked == ["/".join(url.split("/")[:3]) + ME]
    return watched.page, watched.wrong


def shows(page: Page, *links: tuple[str, str]) -> None:
    """The menu of the bar has these links about the account, each with its words and its address."""
    found = page.locator(".account > *")
    expect(found).to_have_text([words for words, _ in links])
    for place, (_, address) in enumerate(links):
        if address:
            expect(found.nth(place)).to_have_attribute("href", address)
        else:
            expect(found.nth(place)).not_to_have_attribute("href", re.compile(""))


def test_a_visitor_is_shown_the_way_in(visit: Open, address: str) -> None:
    """In the bar, in its menu, and on the front door."""
    page, wrong = opened(visit, f"{address}plain/", {"sign_in": "/sign-in"})
    shows(page, ("Sign in", "/sign-in"))
    assert page.locator(".bar-nav a", has_text="Sign in").is_visible()
    page, more = opened(visit, address, {"sign_in": "/sign-in"})
    shows(page, ("Sign in", "/sign-in"))
    assert not [*wrong, *more]


def test_somebody_signed_in_is_led_home_and_offered_what_they_may_read(
    visit: Open, address: str
) -> None:
    """Their own edition by name, a members' edition that no public page names, and the way out."""
    page, wrong = opened(visit, f"{address}plain/", KNOWN)
    shows(page, ("Your edition: Lawyers", "/lawyers/"), ("Sign out", "/sign-out"))
    editions = page.eval_on_selector_all(
        ".editions [data-edition]", "all => all.map((a) => a.dataset.edition)"
    )
    assert editions == ["lawyers", "members"]
    assert page.eval_on_selector_all('a[href$="/#choose"]', "all => all.length") == 0
    page, more = opened(visit, f"{address}lawyers/orders/eo-14001/", KNOWN)
    shows(page, ("Your edition", ""), ("Sign out", "/sign-out"))
    assert not [*wrong, *more]


def test_nothing_of_it_is_kept(visit: Open, address: str) -> None:
    """Neither in storage nor in cookies."""
    page, _ = opened(visit, f"{address}plain/", KNOWN)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("not json", 200),
        ({}, 404),
        ([], 200),
        ({"sign_in": "javascript:alert(1)"}, 200),
        ({"sign_in": "//evil.example/"}, 200),
        ({"sign_in": "/\\evil.example"}, 200),
        ({"editions": [{"id": "members", "name": "M", "url": "https://evil.example/"}], "sign_out": "/x"}, 200),
        ({"editions": "members"}, 200),
        ({"editions": [None, 1, {"id": "a"}]}, 200),
    ],
)  # fmt: skip
def test_what_cannot_be_used_leaves_no_trace(
    visit: Open, address: str, answer: Any, status: int
) -> None:
    """No link, no message, no broken page."""
    page, wrong = opened(visit, f"{address}plain/", answer, status)
    shows(page)
    assert "evil" not in page.content()
    assert not [each for each in wrong if "404" not in each]


def test_sites_without_accounts_ask_nothing(visit: Open, lighthouses: str) -> None:
    """No request, and nothing in the page that would make one."""
    watched = visit(f"{lighthouses}plain/")
    watched.page.wait_for_load_state("networkidle")
    assert not [each for each in watched.requests if "me.json" in each or "account.js" in each]
    assert "data-me" not in watched.page.content()
