"""Where there are accounts, the bar says whose edition it is; where the host says nothing, nothing shows."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route

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
    watched.page.goto(url, wait_until="networkidle")
    assert watched.requests.count(url.split("/", 3)[0] + "//" + url.split("/")[2] + ME) == 1
    return watched.page, watched.wrong


def account(page: Page) -> list[tuple[str, str]]:
    """The links about the account in the menu of the bar."""
    found = page.eval_on_selector_all(
        ".account > *",
        "all => all.map((each) => [each.textContent, each.getAttribute('href') || ''])",
    )
    return [(text, href) for text, href in found]


def test_a_visitor_is_shown_the_way_in(visit: Open, address: str) -> None:
    """In the bar, in its menu, and on the front door."""
    page, wrong = opened(visit, f"{address}plain/", {"sign_in": "/sign-in"})
    assert account(page) == [("Sign in", "/sign-in")]
    assert page.locator(".bar-nav a", has_text="Sign in").is_visible()
    page, more = opened(visit, address, {"sign_in": "/sign-in"})
    assert account(page) == [("Sign in", "/sign-in")]
    assert not [*wrong, *more]


def test_somebody_signed_in_is_led_home_and_offered_what_they_may_read(
    visit: Open, address: str
) -> None:
    """Their own edition by name, a members' edition that no public page names, and the way out."""
    page, wrong = opened(visit, f"{address}plain/", KNOWN)
    assert account(page) == [("Your edition: Lawyers", "/lawyers/"), ("Sign out", "/sign-out")]
    editions = page.eval_on_selector_all(
        ".editions [data-edition]", "all => all.map((a) => a.dataset.edition)"
    )
    assert editions == ["lawyers", "members"]
    assert page.eval_on_selector_all('a[href$="/#choose"]', "all => all.length") == 0
    page, more = opened(visit, f"{address}lawyers/orders/eo-14001/", KNOWN)
    assert account(page) == [("Your edition", ""), ("Sign out", "/sign-out")]
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
    assert not account(page)
    assert "evil" not in page.content()
    assert not [each for each in wrong if "404" not in each]


def test_sites_without_accounts_ask_nothing(visit: Open, lighthouses: str) -> None:
    """No request, and nothing in the page that would make one."""
    watched = visit(f"{lighthouses}plain/")
    watched.page.wait_for_load_state("networkidle")
    assert not [each for each in watched.requests if "me.json" in each or "account.js" in each]
    assert "data-me" not in watched.page.content()
