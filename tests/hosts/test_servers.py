"""Debian's nginx, Caddy and Apache keep what the written configuration promises."""

import gzip
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tests.hosts.conftest import CANARIES, Hosted
from tests.hosts.servers import Server, answer
from tests.hosts.tries import Try, basic, tries

FEW = ("", "index.html", "orders/eo-14001/", "404.html")
"""Files of the members' edition that are asked for in every spelling."""


def targets(hosted: Hosted) -> tuple[str, ...]:
    """These and the style sheet, whose name is a hash."""
    style = next(path for path in hosted.files("members") if path.endswith("edition.css"))
    return (*FEW, style)


def told(raw: bytes) -> bool:
    """Whether anything of the members' edition is in what came back."""
    return any(canary in each.lower() for each in _bodies(raw) for canary in CANARIES)


def _bodies(raw: bytes) -> Iterable[bytes]:
    yield raw
    for part in re.split(rb"(?=HTTP/1\.[01] )", raw):
        found = answer(part)
        if found.headers.get("content-encoding") == "gzip":
            yield gzip.decompress(found.body)


def measured(raw: bytes, sizes: set[int]) -> bool:
    """Whether an answer is as long as a file that only this edition has, or says that one has not changed."""
    found = [answer(part) for part in re.split(rb"(?=HTTP/1\.[01] )", raw)]
    lengths = {each.headers.get("content-length") for each in found if each.status in (200, 206)}
    return bool(lengths & {str(each) for each in sizes}) or any(
        each.status == 304 for each in found
    )


def leaks(server: Server, hosted: Hosted, ways: Iterable[Try]) -> tuple[list[str], int]:
    """(the tries that got something, how many there were)."""
    every = list(ways)
    public = {len(data) for name in ("plain", "lawyers") for data in hosted.files(name).values()}
    sizes = {len(data) for data in hosted.files("members").values()} - public
    with ThreadPoolExecutor(12) as threads:  # some servers wait for more of a request
        answers = threads.map(server.send, [data for _, data in every])
    found = [
        name
        for (name, _), raw in zip(every, answers, strict=True)
        if told(raw) or measured(raw, sizes)
    ]
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
