"""On real servers an account opens its edition, and nothing but a password makes an account."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from eo_site.hosts.description import POLICY, SEARCH_POLICY, describe
from eo_site.project import ProjectReader
from eo_site.urls import ME
from tests.hosts.conftest import ACCOUNTS, MEMBERS, PEOPLE, Hosted
from tests.hosts.servers import Server, running
from tests.hosts.tries import SPOOFED, basic
from tests.sites import AUDIENCES, SITE, small_site

NOBODY = {"sign_in": "/sign-in"}


@pytest.fixture
def server(kind: str, servers: dict[str, Server]) -> Server:
    """One server after the other."""
    return servers[kind]


def editions(server: Server, *headers: str) -> list[str]:
    """The editions that somebody is told of, their own first."""
    answer = server.get(ME, *headers)
    assert answer.headers["content-type"].startswith("application/json")
    assert "no-store" in answer.headers["cache-control"]
    return list(dict.fromkeys(each["id"] for each in json.loads(answer.body)["editions"]))


def test_the_first_rule_that_fits_decides(server: Server) -> None:
    """The own edition comes first, then members' editions that the groups may read."""
    assert editions(server, basic("alice")) == ["members"]
    assert editions(server, basic("lara")) == ["lawyers"]
    assert editions(server, basic("bo")) == ["lawyers", "members"]
    assert editions(server, basic("vic")) == ["plain"]


def test_the_front_door_leads_a_signed_in_visitor_to_their_edition(server: Server) -> None:
    """And shows everybody else the choice, never to be kept by a cache."""
    for name, path in (("alice", "members"), ("lara", "lawyers"), ("vic", "plain")):
        answer = server.get("/", basic(name))
        assert (answer.status, answer.headers["location"].endswith(f"/{path}/")) == (302, True)
        assert "no-store" in answer.headers["cache-control"]
        answer = server.get("/sign-in", basic(name))
        assert (answer.status, answer.headers["location"].endswith(f"/{path}/")) == (302, True)
    answer = server.get("/")
    assert (answer.status, b'id="choose"' in answer.body) == (200, True)
    assert "no-store" in answer.headers["cache-control"]


def test_nobody_is_asked_for_a_password_unless_they_sign_in(server: Server) -> None:
    """The address about accounts says where to; that address asks; leaving makes a browser forget."""
    answer = server.get(ME)
    assert (answer.status, json.loads(answer.body)) == (200, NOBODY)
    assert "www-authenticate" not in answer.headers
    for path in ("/sign-in", "/sign-out", "/members/"):
        answer = server.get(path)
        assert (answer.status, answer.headers["www-authenticate"][:6]) == (401, "Basic ")
    answer = server.get("/sign-out", basic("alice"))
    assert answer.status == 401 and b'id="choose"' in answer.body


def test_a_wrong_password_is_nobody(server: Server) -> None:
    """Neither the address about accounts nor the front door believes it."""
    wrong = basic("alice", "wrong")
    for header in (wrong, basic("nobody", "wrong")):
        answer = server.get(ME, header)
        assert answer.status == 401 or json.loads(answer.body) == NOBODY
    assert server.get("/", wrong).status in (200, 401)
    assert server.get("/sign-in", wrong).status == 401
    assert server.get("/members/", wrong).status == 401


def test_no_header_of_a_visitor_says_who_they_are(server: Server) -> None:
    """With any of them, the answers are those that nobody gets, or no answers."""
    for header in SPOOFED:
        answer = server.get(ME, header)
        if answer.status == 200 and header != "Accept-Encoding: gzip, br, zstd":
            assert json.loads(answer.body) == NOBODY, header
        assert server.get("/", header).status != 302, header


def test_members_read_their_edition_and_no_cache_may_keep_it(
    server: Server, hosted: Hosted
) -> None:
    """Every file of it, byte for byte; what has a hash in its name for ever, in their browser alone."""
    for path, data in hosted.files("members").items():
        answer = server.get(f"/members/{path}", basic("alice"))
        if path.endswith("index.html") and answer.status != 200:
            continue  # some servers lead on to the folder
        assert (answer.status, answer.body) == (200, data), path
        assert answer.headers["cache-control"].startswith("private, "), path
        assert ("immutable" in answer.headers["cache-control"]) == path.startswith("assets/")
    assert server.get("/members/", basic("bo")).status == 200
    assert server.get("/members/", basic("lara")).status in (401, 403)
    answer = server.get("/members", basic("alice"))
    assert answer.status == 301 and answer.headers["location"].endswith("/members/")


def test_an_outsider_cannot_tell_what_a_members_edition_holds(server: Server) -> None:
    """There or not, earlier address or folder without its slash: one and the same answer."""
    paths = (
        "",
        "index.html",
        "nowhere",
        "orders/eo-14001",
        "orders/eo-old/",
        "404.html",
        "assets/",
    )
    for headers in ((), (basic("lara"),)):
        answers = [server.get(f"/members/{path}", *headers) for path in paths]
        assert len({(each.status, each.body) for each in answers}) == 1
        names = [set(each.headers) - {"date"} for each in answers]
        assert all(each == names[0] for each in names)


def test_public_editions_are_served_with_policies_and_caching(
    server: Server, hosted: Hosted
) -> None:
    """Pages are asked for again, hashed files never, and the one worker has its own policy."""
    for edition in ("plain", "lawyers"):
        for path, data in hosted.files(edition).items():
            if path.endswith("index.html"):
                path = path.removesuffix("index.html")
            answer = server.get(f"/{edition}/{path}")
            if "eo-old" in path and edition == "plain":
                continue  # the server itself leads on
            assert (answer.status, answer.body) == (200, data), path
            wanted = "public, max-age=31536000, immutable" if "assets/" in path else "no-cache"
            assert answer.headers["cache-control"] == wanted
            worker = path.endswith("pagefind-worker.js")
            assert answer.headers["content-security-policy"] == (
                SEARCH_POLICY if worker else POLICY
            )
            assert answer.headers["x-content-type-options"] == "nosniff"
    lost = server.get("/plain/assets/nowhere.css")
    assert lost.headers["cache-control"] == "no-cache"


def test_what_is_not_there_is_told_by_the_edition_or_the_site(
    server: Server, hosted: Hosted
) -> None:
    """Each edition has its own page for it, and so have the addresses beside the editions."""
    for path, page in (
        ("/plain/nowhere/at/all", "plain/404.html"),
        ("/lawyers/nowhere", "lawyers/404.html"),
        ("/nowhere", "404.html"),
        ("/nowhere/at/all/", "404.html"),
    ):
        answer = server.get(path)
        assert (answer.status, answer.body) == (404, (hosted.build / page).read_bytes()), path
    answer = server.get("/members/nowhere", basic("alice"))
    assert answer.status == 404
    assert answer.body == (hosted.build / "members/404.html").read_bytes()


def test_earlier_addresses_lead_on(server: Server) -> None:
    """Of public editions by the server; of a members' edition by the page that stands there."""
    for path in ("/plain/orders/eo-old/", "/plain/orders/eo-old"):
        answer = server.get(path)
        assert answer.status == 301
        assert answer.headers["location"].endswith("/plain/orders/eo-14001/")
    answer = server.get("/2020/02/05/old-post.html")
    assert answer.status == 301
    assert answer.headers["location"].endswith("/plain/orders/eo-14001/")
    assert server.get("/members-only/post.html").status == 404
    answer = server.get("/members/orders/eo-old/", basic("alice"))
    assert answer.status == 200 and b"eo-14001" in answer.body


def test_earlier_addresses_of_an_edition_lead_on(server: Server) -> None:
    """With all that stands below; never to a members' edition, whose name is nobody's business."""
    for path, target in (
        ("/counsel", "/lawyers/"),
        ("/counsel/", "/lawyers/"),
        ("/counsel/orders/eo-14001/", "/lawyers/orders/eo-14001/"),
    ):
        answer = server.get(path)
        assert (answer.status, answer.headers["location"].endswith(target)) == (301, True), path
    forged = server.get("/counsel/%0d%0aX-Forged:%20yes")
    assert "x-forged" not in forged.headers and b"\nX-Forged" not in forged.raw
    assert server.get("/counselor/").status == 404
    assert server.get("/club/").status == 404


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    """Also where answers are packed."""
    for accept in ("identity", "gzip"):
        encoding = f"Accept-Encoding: {accept}"
        mark = server.get("/plain/", encoding).headers["etag"]
        assert server.get("/plain/", encoding, f"If-None-Match: {mark}").status == 304


def test_without_a_single_account_nobody_gets_in(kind: str, hosted: Hosted, top: Path) -> None:
    """The server starts, and knows nobody."""
    with running(kind, hosted.site, hosted.build, top / f"{kind}-empty", {}) as server:
        assert server.get("/members/").status == 401
        assert server.get("/members/", basic("alice")).status in (401, 403)
        assert json.loads(server.get(ME).body) == NOBODY
        assert server.get("/plain/").status == 200


def test_members_are_kept_apart_without_any_rule(kind: str, hosted: Hosted, top: Path) -> None:
    """Where `accounts` is not set: nothing but the password for their own edition."""
    site = replace(hosted.site, identity=None)
    with running(kind, site, hosted.build, top / f"{kind}-quiet", PEOPLE) as server:
        assert server.get("/members/").status == 401
        assert server.get("/members/", basic("alice")).status == 200
        assert server.get("/members/", basic("lara")).status in (401, 403)
        assert [server.get(path).status for path in ("/", ME, "/sign-in")] == [200, 404, 404]
        assert server.get("/", basic("alice")).status == 200


def test_a_site_below_a_path_is_served_there(kind: str, hosted: Hosted, top: Path) -> None:
    """With its front door, its editions and its ways in and out; the rest of the domain is nothing."""
    www = top / f"{kind}-www"
    shutil.copytree(hosted.build, www / "library")
    text = SITE + ACCOUNTS
    library = ProjectReader(
        small_site(
            top / f"{kind}-below", {"site.yaml": text, "audiences.yaml": AUDIENCES + MEMBERS}
        )
    ).library()
    assert library
    with running(kind, describe(library, {}), www, top / f"{kind}-below-files", PEOPLE) as server:
        wanted = {
            "/": (403, 404), "/library": 301, "/library/": 200, "/library/plain/": 200, "/plain/": (403, 404),
            "/library/nowhere": 404, "/library/members/": 401, "/library/members": 401,
            "/library/plain/..%2fmembers/": (400, 401, 404), "/library/sign-in": 401,
        }  # fmt: skip
        for path, status in wanted.items():
            found = server.get(path).status
            assert found == status or (isinstance(status, tuple) and found in status), path
        home = server.get("/library/", basic("alice")).headers["location"]
        assert home.endswith("/library/members/")
        page = server.get("/library/members/", basic("alice"))
        assert page.body == (hosted.build / "members/index.html").read_bytes()
        assert json.loads(server.get(ME).body) == {"sign_in": "/library/sign-in"}
