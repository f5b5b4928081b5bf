"""What a reader follows travels with their account, on nginx and Apache, and is nobody else's to read or write."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from eo_site.hosts.attempts import METHODS
from eo_site.urls import ACCOUNT_PROFILE, ME
from tests.hosts.conftest import PEOPLE, Hosted, present
from tests.hosts.servers import Server, installed, running
from tests.hosts.tries import SPOOFED, basic, request

pytestmark = pytest.mark.browser
KINDS = ("apache", "nginx")
ALICES = json.dumps({"version": 2, "follows": {"interests": ["alices-herring"]}})


@pytest.fixture(scope="module")
def keeping(hosted: Hosted, top: Path) -> Iterator[dict[str, Server]]:
    """The servers that can keep profiles, with a site that wants it."""
    assert hosted.site.identity
    site = replace(hosted.site, identity=replace(hosted.site.identity, profiles=True))
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                running(name, site, hosted.build, top / f"{name}-keeps", PEOPLE)
            )
            for name in KINDS
            if installed(name)
        }


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest, keeping: dict[str, Server]) -> Server:
    """One after the other."""
    return keeping[present(request.param)]


def put(server: Server, body: str, *headers: str, path: str = ACCOUNT_PROFILE) -> int:
    """The status of keeping a profile."""
    sent = request(path, f"Content-Length: {len(body)}", *headers, method="PUT") + body.encode()
    return int(server.send(sent, patience=30).split(b" ")[1])


def test_each_account_has_its_own_profile(server: Server) -> None:
    """At one address, named to whoever is signed in; nobody else has one, and it can be deleted."""
    kept = json.loads(server.get(ME, basic("alice")).body)
    assert kept["profile"] == ACCOUNT_PROFILE and "profile" not in json.loads(server.get(ME).body)
    none = server.get(ACCOUNT_PROFILE, basic("alice"))  # no error, which a browser would note
    assert (none.status, none.body, none.headers["cache-control"]) == (
        204,
        b"",
        "private, no-store",
    )
    assert server.get(ACCOUNT_PROFILE, basic("alice"), method="DELETE").status == 404
    assert put(server, ALICES, basic("alice")) in (201, 204)
    answer = server.get(ACCOUNT_PROFILE, basic("alice"))
    assert (answer.status, answer.body.decode()) == (200, ALICES)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "private, no-store"
    assert server.get(ACCOUNT_PROFILE, basic("vic")).status == 204
    assert put(server, "{}", basic("vic")) in (201, 204)
    assert server.get(ACCOUNT_PROFILE, basic("alice")).body.decode() == ALICES
    assert put(server, "x" * 70_000, basic("alice")) == 413
    assert server.get(ACCOUNT_PROFILE, basic("alice"), method="DELETE").status in (200, 204)
    assert server.get(ACCOUNT_PROFILE, basic("alice")).status == 204
    assert server.get(ACCOUNT_PROFILE).status in (401, 404)


PATHS = (
    ACCOUNT_PROFILE, f"{ACCOUNT_PROFILE}/alice.json", f"{ACCOUNT_PROFILE}/../alice.json",
    f"{ACCOUNT_PROFILE}?user=alice",
    "/.eo-site-profiles/alice.json", "/.eo-site-profiles/", "/.eo-site-profiles/./alice.json",
    "/.eo-site-profiles/%61lice.json", "/.eo-site-profiles/vic.json/../alice.json", "/.eo-site-profiles//alice.json",
    "/.eo-site-profiles/vic.json%2f..%2falice.json", "/.eo-site-profiles/ALICE.json", "/.eo-site-profiles/.locks.dir",
    "/profiles/alice.json", "/host/profiles/alice.json", "/plain/../.eo-site-profiles/alice.json",
)  # fmt: skip
ALSO = (
    "Destination: /.eo-site-profiles/alice.json", "Destination: /.well-known/eo-site/profile.json", "Depth: infinity",
    "Overwrite: T", "If: (<opaquelocktoken:a>)", "Content-Range: bytes 0-1/2", *SPOOFED,
)  # fmt: skip


def ways(*who: str) -> Iterator[bytes]:
    """Requests that might read, write or delete the profile of alice."""
    for method, path in product(("GET", "PUT", "DELETE"), PATHS):
        yield request(path, "Content-Length: 0", *who, method=method)
    methods = (*METHODS, "PROPPATCH", "MKCOL", "LOCK", "UNLOCK", "REPORT", "ACL")
    for method, path in product(methods, PATHS[:5:4]):
        move = "Destination: http://orders.example/.eo-site-profiles/alice.json"
        yield request(path, "Content-Length: 0", move, *who, method=method)
    for header in ALSO:
        yield request(PATHS[4], "Content-Length: 0", header, *who, method="PUT")


def test_nobody_reads_or_writes_the_profile_of_another(server: Server) -> None:
    """By other addresses, methods and headers, as nobody and as another account."""
    (server.folder / "profiles" / "alice.json").write_text(ALICES)
    (server.folder / "profiles" / "alice.json").chmod(0o666)
    every = [*ways(), *ways(basic("vic"))]
    assert len(every) > 250
    for sent in every:
        assert b"alices-herring" not in server.send(sent), sent
        assert (server.folder / "profiles" / "alice.json").read_text() == ALICES, sent
    for header in SPOOFED:  # what is said of somebody else is not believed of oneself either
        assert b"alices-herring" not in server.send(request(ACCOUNT_PROFILE, header, basic("vic")))
    names = sorted(each.name for each in (server.folder / "profiles").glob("*.json"))
    assert set(names) <= {"alice.json", "vic.json"}
    own = server.send(request(ACCOUNT_PROFILE, basic("alice")), patience=30)
    assert b"alices-herring" in own
    (server.folder / "profiles" / "alice.json").unlink()


def device(browser: Browser, stack: ExitStack, server: Server, name: str) -> Page:
    """A browser of its own in which somebody has signed in."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{server.port}",
        # What a browser sends once its own window has asked for the password.
        extra_http_headers={"Authorization": basic(name).partition(": ")[2]},
    )
    stack.callback(context.close)
    context.set_default_timeout(60_000)
    return context.new_page()


FOLLOWS = "JSON.parse(localStorage['eo-site:small:profile'] ?? '{}').follows?.orders"


def follows(page: Page) -> Any:
    """What the device follows."""
    return page.evaluate(FOLLOWS)


def choose(page: Page, name: str) -> None:
    """A choice on the page of the profile, and its answer."""
    page.get_by_role("button", name=name).click()
    page.get_by_role("button", name=name).wait_for(state="detached")


def test_a_member_sees_the_same_follows_on_a_phone_and_a_laptop(
    browser: Browser, server: Server
) -> None:
    """After one sign-in each, once they have said so on one of them; until they say otherwise."""
    with ExitStack() as stack:
        phone, laptop = (device(browser, stack, server, "alice") for _ in range(2))
        phone.goto("/members/orders/eo-14001/")
        phone.get_by_role("button", name="Follow this order").click()
        laptop.goto("/members/profile/")
        laptop.locator("[data-account=off]").wait_for()
        assert not follows(laptop)  # nothing travels before the reader says so
        assert not list((server.folder / "profiles").glob("*.json"))
        phone.goto("/members/profile/")
        choose(phone, "Keep it with my account")
        phone.locator("[data-account=on]").wait_for()
        laptop.reload()
        laptop.locator("[data-account=on]").wait_for()
        assert follows(laptop) == follows(phone) == ["eo-14001"]
        with laptop.expect_response(lambda answer: answer.request.method == "PUT"):
            laptop.get_by_role("button", name="Stop following").first.click()
        phone.reload()
        phone.locator("[data-account=on]").wait_for()  # which it was before, and so says at once
        phone.wait_for_function(f"{FOLLOWS}.length === 0")
        assert follows(phone) == []  # what one device takes away does not come back from another
        choose(phone, "Delete it from my account")
        assert not list((server.folder / "profiles").glob("*.json"))
