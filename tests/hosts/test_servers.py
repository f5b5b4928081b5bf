"""Debian's nginx, Caddy and Apache keep what the written configuration promises."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from eo_site.hosts.attempts import Attempt
from tests.hosts.conftest import Hosted
from tests.hosts.servers import Server
from tests.hosts.tries import basic, tries

FEW = ("", "index.html", "index.html.gz", "index.html.br", "orders/eo-14001/", "404.html")
"""Files of the members' edition that are asked for in every spelling."""


def targets(hosted: Hosted) -> tuple[str, ...]:
    """These and the style sheet, whose name is a hash."""
    style = next(path for path in hosted.files("members") if path.endswith("edition.css"))
    return (*FEW, style)


def style(hosted: Hosted) -> str:
    """A public style sheet, whose name is a hash."""
    return next(path for path in hosted.files("plain") if path.endswith(".css.gz")).removesuffix(
        ".gz"
    )


def leaks(server: Server, hosted: Hosted, ways: Iterable[Attempt]) -> tuple[list[str], int]:
    """(the attempts that got something, how many there were)."""
    every = list(ways)
    traces = hosted.traces()
    with ThreadPoolExecutor(12) as threads:  # some servers wait for more of a request
        answers = threads.map(server.send, [data for _, data in every])
    found = [name for (name, _), raw in zip(every, answers, strict=True) if traces.in_answer(raw)]
    return found, len(every)


def test_an_outsider_gets_no_byte_of_a_members_edition(
    kind: str, servers: dict[str, Server], hosted: Hosted
) -> None:
    """Of more than 400 ways, asked by nobody, none leads to a file of it or tells of one."""
    found, count = leaks(servers[kind], hosted, tries(targets(hosted)))
    assert (found, count > 400) == ([], True), count


def test_an_account_of_no_group_gets_none_either(
    kind: str, servers: dict[str, Server], hosted: Hosted
) -> None:
    """The same ways, asked by somebody who is signed in."""
    found, count = leaks(servers[kind], hosted, tries(targets(hosted), basic("vic")))
    assert (found, count > 400) == ([], True), count


def test_the_same_tries_get_it_where_it_is_not_protected(
    kind: str, open_servers: dict[str, Server], hosted: Hosted
) -> None:
    """So these tests can fail: ordinary addresses, other spellings and other requests all arrive."""
    found, _ = leaks(open_servers[kind], hosted, tries(targets(hosted)))
    assert len(found) > 150
    kinds = {each.partition(":")[0] for each in found}
    assert kinds >= {"plain", "every letter encoded", "up from a public edition", "absolute form"}
    assert kinds >= {"HEAD", "HTTP/1.0", "Range", "If-None-Match", "second on one connection"}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", {"caddy": "br", "apache": "br", "nginx": "gzip"}),
        ("gzip, deflate", {"caddy": "gzip", "apache": "gzip", "nginx": "gzip"}),
        ("gzip;q=0, br;q=0", {}),
        ("", {}),
    ],
)
def test_packed_files_are_sent_to_whoever_takes_them(
    kind: str, servers: dict[str, Server], hosted: Hosted, accepted: str, coding: dict[str, str]
) -> None:
    """As they lie there, with the type, policy and caching of what they were made of; to all others, that itself."""
    paths = ("plain/", "plain/orders/eo-14001/", "index.html", f"plain/{style(hosted)}")
    for path in paths:
        found = servers[kind].get(f"/{path}", f"Accept-Encoding: {accepted}")
        assert found.status == 200, path
        assert found.headers.get("content-encoding", "") == coding.get(kind, ""), path
        file = hosted.build / (path if "." in path else f"{path}index.html")
        ending = {"br": ".br", "gzip": ".gz", "": ""}[coding.get(kind, "")]
        assert found.body == file.with_name(file.name + ending).read_bytes(), path
        wanted = "text/css" if path.endswith("css") else "text/html"
        assert found.headers["content-type"].startswith(wanted)
        if kind in coding:  # Caddy says so only then; a plain form is good for everybody
            assert "accept-encoding" in found.headers.get("vary", "").lower()
        assert found.headers["content-security-policy"].startswith("default-src 'none'")
        assert ("immutable" in found.headers["cache-control"]) == path.endswith("css")


def test_members_get_packed_files_and_earlier_addresses_still_lead_on(
    kind: str, servers: dict[str, Server]
) -> None:
    """Private as the rest of their edition; a page that leads on stands beside each redirect, packed."""
    taken = "Accept-Encoding: br, gzip"
    found = servers[kind].get("/members/", basic("alice"), taken)
    assert found.status == 200 and found.headers["content-encoding"] in ("gzip", "br")
    assert found.headers["cache-control"].startswith("private")
    assert servers[kind].get("/members/", taken).status in (401, 404)
    moved = servers[kind].get("/2020/02/05/old-post.html", taken)
    assert moved.status == 301
