"""Accounts of an OpenID provider sign in with a real browser, on each server with its configuration.

The provider is `oidc-provider-mock`. Apache asks it by its own module; nginx and Caddy ask the
tests' gateway, which stands in for oauth2-proxy.
"""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eo_site.hosts.openid import GATEWAY
from eo_site.model.host import OpenId
from eo_site.urls import ACCOUNT_PROFILE, ME
from tests.hosts.conftest import CANARIES, Hosted, present
from tests.hosts.gateway import Gateway
from tests.hosts.servers import APACHE_MODULES, Server, free_port, installed, running
from tests.hosts.test_servers import leaks, targets
from tests.hosts.tries import SPOOFED, tries

pytestmark = pytest.mark.browser
GROUPS = {"alice": ["paying"], "lara": ["legal"], "bo": ["board", "legal"], "vic": []}
SECRET = 'OIDCClientSecret "secret"\nOIDCCryptoPassphrase "0f4c3e2d1b0a99887766554433221100"\n'


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider with four accounts, as a program of its own."""
    address = f"http://localhost:{(port := free_port())}"
    people = [json.dumps({"sub": name, "groups": groups}) for name, groups in GROUPS.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)]
    command += [part for each in people for part in ("--user-claims", each)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(3000):
            try:
                urllib.request.urlopen(f"{address}/.well-known/openid-configuration").close()
                break
            except urllib.error.URLError:
                assert process.poll() is None, "the provider has ended"
                time.sleep(0.02)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def servers(provider: str, hosted: Hosted, top: Path) -> Iterator[dict[str, Server]]:
    """Every server, configured for the provider."""
    assert hosted.site.identity
    openid = OpenId(provider=provider, client="eo-site")
    with ExitStack() as stack:
        found: dict[str, Server] = {}
        for name in ("nginx", "caddy", "apache"):
            if not installed(name):
                continue
            identity = replace(hosted.site.identity, openid=openid, profiles=name != "caddy")
            gateway = None
            if name != "apache":
                gateway = stack.enter_context(Gateway(provider))
                threading.Thread(target=gateway.serve_forever, daemon=True).start()
                stack.callback(gateway.shutdown)
                check = GATEWAY.check.replace(":4180/", f":{gateway.server_port}/")
                asked = GATEWAY.model_copy(update={"check": check})
                ways = {"sign_in": asked.sign_in, "sign_out": asked.sign_out}
                identity = replace(identity, gateway=asked, **ways)
            site = replace(hosted.site, identity=identity)
            folder = top / f"{name}-openid"
            more = {"openid.secret.conf": SECRET}
            server = running(name, site, hosted.build, folder, {}, more)
            found[name] = stack.enter_context(server)
            if gateway:
                gateway.site = f"http://127.0.0.1:{found[name].port}"
        yield found


@pytest.fixture(params=["apache", "caddy", "nginx"])
def server(request: pytest.FixtureRequest, servers: dict[str, Server]) -> Server:
    """One after the other."""
    if request.param == "apache" and not (APACHE_MODULES / "mod_auth_openidc.so").exists():
        present("mod_auth_openidc")
    return servers[present(request.param)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that knows nobody."""
    with browser.new_context() as context:
        context.set_default_timeout(60_000)
        yield context.new_page()


def at_provider(page: Page, name: str, comes_to: str) -> None:
    """Say there who one is."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(comes_to)


@pytest.mark.parametrize("server", ["apache", "nginx"], indirect=True)
def test_a_member_reads_until_signing_out(server: Server, page: Page) -> None:
    """And cannot go back to it: neither by its address nor by the browser's own way back."""
    home = f"http://127.0.0.1:{server.port}"
    page.goto(f"{home}/plain/")
    page.get_by_role("link", name="Sign in").first.click()
    at_provider(page, "alice", f"{home}/members/")
    page.goto(f"{home}/members/orders/eo-14001/")
    assert "secretherring" in page.content()
    kept = page.request.put(f"{home}{ACCOUNT_PROFILE}", data="{}")
    assert kept.ok and (server.folder / "profiles" / "alice.json").read_text() == "{}"
    page.get_by_role("link", name="Sign out").first.click()
    page.wait_for_url(lambda url: "/members/" not in url)
    if (end := page.get_by_role("button", name="End session")).is_visible():  # at the provider
        end.click()
        page.wait_for_url(f"{home}/**")
    for _ in range(3):  # past the provider, to the page that was read last
        page.go_back()
        assert "secretherring" not in page.content()
    page.goto(f"{home}/members/orders/eo-14001/")
    page.get_by_text("Authorize Client").wait_for()


@pytest.mark.parametrize("server", ["apache", "caddy"], indirect=True)
def test_a_lawyer_comes_to_the_lawyers_edition(server: Server, page: Page) -> None:
    """From the page to sign in on, through the provider; the members' edition stays shut."""
    home = f"http://127.0.0.1:{server.port}"
    page.route("**/lawyers/assets/**", lambda route: route.abort())  # its looks are not looked at
    page.goto(f"{home}/sign-in" if server.name == "apache" else f"{home}/oauth2/start?rd=/")
    at_provider(page, "lara", f"{home}/lawyers/")
    answer = page.request.get(f"{home}/members/")
    assert answer.status in (403, 404)
    assert not any(each in answer.body().lower() for each in CANARIES)


def test_nobody_is_somebody_by_headers(server: Server) -> None:
    """Neither at the address about accounts nor at the front door."""
    for header in SPOOFED:
        answer = server.get(ME, header)
        if answer.status == 200 and not header.startswith("Accept-Encoding"):
            assert "editions" not in json.loads(answer.body), header
        assert server.get("/", header).status != 302, header


def test_no_byte_without_signing_in(servers: dict[str, Server], hosted: Hosted) -> None:
    """The tries that all servers get, on Apache; the others get them with any gateway elsewhere."""
    server = servers[present("apache")]
    assert server.get(ACCOUNT_PROFILE).status in (302, 401)
    found, count = leaks(server, hosted, tries(targets(hosted)))
    assert (found, count > 400) == ([], True)
