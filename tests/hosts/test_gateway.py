"""nginx and Caddy ask a gateway who somebody is, and believe nobody else."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from eo_site.hosts.description import Identity
from eo_site.model.host import Gateway
from eo_site.urls import ME
from tests.hosts.conftest import Hosted, present
from tests.hosts.servers import Server, installed, running
from tests.hosts.test_servers import leaks, targets
from tests.hosts.tries import SPOOFED, tries

SESSIONS = {"alice": "paying", "lara": "legal", "bo": "board, legal", "vic": ""}
ALICE, LARA, BO, VIC = (f"Cookie: session={name}" for name in SESSIONS)


class Stub(BaseHTTPRequestHandler):
    """Knows four sessions, as a gateway such as oauth2-proxy does. It tells no group of vic at all."""

    def do_GET(self) -> None:
        """The question about a request, and the page to sign in on."""
        session = self.headers.get("Cookie", "").removeprefix("session=")
        if self.path != "/oauth2/auth":
            self._answer(200, {}, b"sign in here")
        elif session not in SESSIONS:
            self._answer(401, {})
        else:
            groups = SESSIONS[session]
            self._answer(202, {"X-Auth-Request-Groups": groups} if groups else {})

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


class Quick(ThreadingHTTPServer):
    """Many questions at once."""

    request_queue_size = 128


@pytest.fixture(scope="module")
def behind(hosted: Hosted, top: Path) -> Iterator[dict[str, Server]]:
    """Each server that can ask a gateway, with one that runs."""
    with ExitStack() as stack:
        stub = stack.enter_context(Quick(("127.0.0.1", 0), Stub))
        threading.Thread(target=stub.serve_forever, daemon=True).start()
        stack.callback(stub.shutdown)
        gateway = Gateway(
            check=f"http://127.0.0.1:{stub.server_port}/oauth2/auth",
            sign_in="/oauth2/start?rd=/",
            sign_out="/oauth2/sign_out",
        )
        identity = hosted.site.identity
        assert identity
        asked = Identity(
            identity.default, identity.rules, gateway.sign_in, gateway.sign_out, gateway
        )
        site = replace(hosted.site, identity=asked)
        yield {
            name: stack.enter_context(running(name, site, hosted.build, top / f"{name}-asks", {}))
            for name in ("nginx", "caddy")
            if installed(name)
        }


@pytest.fixture(params=["caddy", "nginx"])
def kind(request: pytest.FixtureRequest) -> str:
    """The servers that can ask a gateway."""
    return present(request.param)


@pytest.fixture
def server(kind: str, behind: dict[str, Server]) -> Server:
    """One after the other."""
    return behind[kind]


def told(server: Server, *headers: str) -> Any:
    """What somebody is told about their account."""
    answer = server.get(ME, *headers)
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    return json.loads(answer.body)


def test_groups_of_the_gateway_decide(server: Server, hosted: Hosted) -> None:
    """The edition at the front door, the editions that are offered, and the files."""
    home = {ALICE: "members", LARA: "lawyers", BO: "lawyers", VIC: "plain"}
    for cookie, edition in home.items():
        assert server.get("/", cookie).headers["location"] == f"/{edition}/"
        assert told(server, cookie)["editions"][0]["id"] == edition
        page = server.get("/members/", cookie)
        if cookie in (ALICE, BO):
            assert page.body == (hosted.build / "members/index.html").read_bytes()
            assert page.headers["cache-control"] == "private, no-store"
        else:
            assert page.status in (403, 404)
    assert [each["id"] for each in told(server, BO)["editions"]] == ["lawyers", "members"]


def test_whom_it_does_not_know_is_led_to_sign_in(server: Server) -> None:
    """From members' pages; the front door and the address about accounts ask nobody."""
    answer = server.get("/members/orders/eo-14001/")
    assert (answer.status, answer.headers["location"]) == (302, "/oauth2/start?rd=/")
    assert server.get("/").status == 200
    assert told(server) == {"sign_in": "/oauth2/start?rd=/"}
    assert server.get("/oauth2/start?rd=/").body == b"sign in here"


def test_headers_of_visitors_are_not_the_gateways(server: Server) -> None:
    """Neither of nobody nor of somebody of whose groups the gateway says nothing."""
    for header in SPOOFED:
        if header.startswith(("Cookie", "Accept-Encoding")):
            continue
        answer = server.get(ME, header)
        assert answer.status != 200 or "editions" not in json.loads(answer.body), header
        answer = server.get(ME, header, VIC)
        if answer.status == 200:
            assert [each["id"] for each in json.loads(answer.body)["editions"]] == ["plain"], header
        assert server.get("/members/", header, VIC).status != 200, header


@pytest.mark.parametrize("also", [(), (VIC,)], ids=["nobody", "an account of no group"])
def test_an_outsider_gets_no_byte(server: Server, hosted: Hosted, also: tuple[str, ...]) -> None:
    """The same ways as with the accounts file."""
    found, count = leaks(server, hosted, tries(targets(hosted), *also))
    assert (found, count > 400) == ([], True)


def test_without_the_gateway_members_pages_stay_shut(kind: str, hosted: Hosted, top: Path) -> None:
    """A gateway that is gone lets nobody in, and the public editions go on."""
    gateway = Gateway(check="http://127.0.0.1:9/auth", sign_in="/in", sign_out="/out")
    identity = hosted.site.identity
    assert identity
    site = replace(hosted.site, identity=replace(identity, gateway=gateway))
    with running(kind, site, hosted.build, top / f"{kind}-alone", {}) as server:
        assert server.get("/members/", ALICE).status >= 500
        assert server.get("/plain/").status == 200
