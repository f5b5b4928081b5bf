"""The programs for Cloudflare and CloudFront let nobody read what is not for them.

Node runs them; what stands behind them in these tests reads whatever a path may have meant.
"""

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from eo_site.hosts.cloudfront import LONGEST, function
from eo_site.hosts.description import Description
from eo_site.hosts.places import Places
from eo_site.hosts.redirect_files import access_worker, netlify
from eo_site.model.host import EDGE_FUNCTION, OpenId
from eo_site.urls import ACCOUNT_PROFILE, ME
from tests.hosts.conftest import CANARIES, Hosted
from tests.hosts.test_servers import targets
from tests.hosts.tries import tries

OPENID = OpenId(provider="https://team.example", client="aud-tag")
GROUPS = {"alice": ["paying"], "lara": ["legal"], "bo": "board, legal", "vic": []}
NOW = int(time.time())


@dataclass(frozen=True)
class Answer:
    """What a program answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def leaks(self) -> bool:
        """Whether anything of the members' edition is in it."""
        return any(each in self.body.lower() for each in CANARIES)


def claims(groups: Any, **other: Any) -> dict[str, Any]:
    """What a token says."""
    found = {
        "iss": "https://team.example",
        "aud": ["aud-tag"],
        "exp": NOW + 86_400,
        "sub": "somebody",
    }
    return {**found, "groups": groups, **other}


def sessions() -> dict[str, dict[str, Any]]:
    """Good tokens by name, and such as somebody might make up."""
    good = {name: {"claims": claims(groups, sub=name)} for name, groups in GROUPS.items()}
    paying = claims(["paying"])
    bad = {
        "bad: another key": {"claims": paying, "forged": True},
        "bad: no signature asked": {"claims": paying, "head": {"alg": "none"}},
        "bad: another algorithm": {"claims": paying, "head": {"alg": "HS512"}},
        "bad: too old": {"claims": claims(["paying"], exp=NOW - 1)},
        "bad: without an end": {"claims": claims(["paying"], exp=None)},
        "bad: groups of another kind": {"claims": claims({"paying": True})},
    }
    return {**good, **bad}


ELSEWHERE = {
    "bad: another site": {"claims": claims(["paying"], aud=["other"])},
    "bad: another team": {"claims": claims(["paying"], iss="https://evil.example")},
    "bad: not yet": {"claims": claims(["paying"], nbf=NOW + 86_400)},
    "bad: unknown key": {"claims": claims(["paying"]), "head": {"kid": "two"}},
    "bad: cut short": {"claims": claims(["paying"]), "cut": True},
}


@dataclass(frozen=True)
class Program:
    """A program for the edge, and who may be sent to it."""

    kind: str
    path: Path
    build: Path
    sessions: Mapping[str, dict[str, Any]]

    def ask(self, every: Iterable[dict[str, Any]]) -> list[Answer]:
        """The answers to some requests, in one run."""
        node = shutil.which("node")
        assert node
        asked = [{"method": "GET", "headers": [], **each} for each in every]
        ran = subprocess.run(
            [node, Path(__file__).with_name("edge.mjs"), self.kind, self.path, self.build],
            input=json.dumps({"tries": asked, "sessions": self.sessions}),
            capture_output=True,
            text=True,
            check=True,
        )
        answers = json.loads(ran.stdout)["answers"]
        return [
            Answer(each["status"], each["headers"], base64.b64decode(each["body"]))
            for each in answers
        ]


def program(kind: str, site: Description, build: Path, folder: Path) -> Program:
    """The program of a site, written."""
    assert site.identity
    texts = {
        "cloudflare": lambda: access_worker(site, OPENID),
        "cloudfront": lambda: function(site),
    }
    path = folder / f"{kind}-{'shut' if site.members else 'open'}.mjs"
    path.write_text(texts[kind]())
    more = ELSEWHERE if kind == "cloudflare" else {}
    return Program(kind, path, build, {**sessions(), **more})


def described(hosted: Hosted) -> Description:
    """The site with the ways in and out that these hosts have."""
    assert hosted.site.identity
    identity = replace(hosted.site.identity, sign_in="/sign-in", sign_out="/out", openid=OPENID)
    return replace(hosted.site, identity=identity)


@pytest.fixture(params=["cloudflare", "cloudfront"])
def edge(request: pytest.FixtureRequest, hosted: Hosted, tmp_path: Path) -> Program:
    """One after the other."""
    if not shutil.which("node"):
        pytest.skip("no node here")
    return program(request.param, described(hosted), hosted.build, tmp_path)


def as_request(data: bytes) -> dict[str, Any]:
    """A try of the list for servers, as far as an edge would hand it on."""
    head = data.decode("latin-1").split("\r\n\r\n")[0].replace("\n", "\r\n").split("\r\n")
    words = head[0].replace("\t", " ").split(" ")
    pairs = [line.split(":", 1) for line in head[1:] if ":" in line]
    left = [
        [name, value.strip()] for name, value in pairs if name.isascii() and " " not in name.strip()
    ]
    return {"method": words[0], "target": " ".join(words[1:-1]) or "/", "headers": left}


def test_an_outsider_gets_no_byte(edge: Program, hosted: Hosted, tmp_path: Path) -> None:
    """Of the tries for servers, by nobody, by an account of no group and with tokens made up; the
    same program with nothing to protect hands the files out."""
    every = [as_request(data) for _, data in tries(targets(hosted))]
    some = [{**each, "session": "vic"} for each in every]
    bad = [name for name in edge.sessions if name.startswith("bad")]
    made_up = [
        {"target": f"/members/{path}", "session": name} for name in bad for path in targets(hosted)
    ]
    asked = [*every, *some, *made_up]
    answers = edge.ask(asked)
    assert [each for each, answer in zip(asked, answers, strict=True) if answer.leaks] == []
    assert len(answers) > 1200
    editions = tuple(replace(each, groups=None) for each in hosted.site.editions)
    site = replace(described(hosted), editions=editions)
    unprotected = program(edge.kind, site, hosted.build, tmp_path).ask(every[::4])
    assert sum(each.leaks for each in unprotected) > 25


def test_groups_decide(edge: Program, hosted: Hosted) -> None:
    """What is opened, offered, and read; nothing of it may stay in a cache."""
    people = ("", "alice", "lara", "bo", "vic", "bad: another key")
    paths = (ME, "/", "/members/", "/members/nowhere", "/plain/")
    asked = [{"target": path, "session": name} for path in paths for name in people]
    answers = iter(edge.ask(asked))
    told = [json.loads(next(answers).body) for _ in people]
    assert [[each["id"] for each in found.get("editions", [])] for found in told] == [
        [], ["members"], ["lawyers"], ["lawyers", "members"], ["plain"], [],
    ]  # fmt: skip
    assert told[0] == told[5] == {"sign_in": "/sign-in"} and told[1]["sign_out"] == "/out"
    front = [next(answers) for _ in people]
    assert [each.headers.get("location") for each in front] == [
        None, "/members/", "/lawyers/", "/lawyers/", "/plain/", None,
    ]  # fmt: skip
    home = [next(answers) for _ in people]
    assert [each.status for each in home] == [302, 200, 403, 200, 403, 302]
    assert home[1].body == (hosted.build / "members/index.html").read_bytes()
    nowhere = [next(answers) for _ in people]
    hidden = [(each.status, each.headers, each.body) for each in home]
    for i in (0, 2, 4, 5):  # there or not: one answer
        assert (nowhere[i].status, nowhere[i].headers, nowhere[i].body) == hidden[i]
    assert {each.status for each in answers} <= {200, 302}
    for each in (*home, *front) if edge.kind == "cloudflare" else ():
        assert each.headers["cache-control"] == "private, no-store" or each.status == 302


def test_an_account_keeps_its_own_profile(hosted: Hosted, tmp_path: Path) -> None:
    """At Cloudflare, by the name in the token and by nothing else; only what is JSON, and not too much."""
    if not shutil.which("node"):
        pytest.skip("no node here")
    site = described(hosted)
    assert site.identity
    site = replace(site, identity=replace(site.identity, profiles=True))
    edge = program("cloudflare", site, hosted.build, tmp_path)
    steps: list[tuple[str, str, str | None, int]] = [
        ("GET", "alice", None, 204),
        ("PUT", "alice", '{"version": 2}', 204),
        ("GET", "alice", None, 200),
        ("GET", "vic", None, 204),
        ("PUT", "vic", "not json", 400),
        ("PUT", "vic", f'"{"x" * 70_000}"', 413),
        ("PUT", "vic", "{}", 204),
        ("DELETE", "vic", None, 204),
        ("POST", "vic", "{}", 405),
        ("GET", "", None, 404),
        ("PUT", "", "{}", 404),
        ("DELETE", "bad: another key", None, 404),
        ("GET", "alice", None, 200),
    ]
    asked = [
        {"target": ACCOUNT_PROFILE, "method": method, "session": who}
        | ({"body": body} if body else {})
        for method, who, body, _ in steps
    ]
    asked.append({"target": ME, "session": "alice"})
    answers = edge.ask(asked)
    assert [each.status for each in answers] == [*(status for *_, status in steps), 200]
    assert answers[-2].body == b'{"version": 2}'
    assert json.loads(answers[-1].body)["profile"] == ACCOUNT_PROFILE


def test_netlifys_guard_lets_one_spelling_of_each_address_through(
    hosted: Hosted, tmp_path: Path
) -> None:
    """Every address of the site; no other that means a file of the members' edition, whatever stands behind it."""
    if not shutil.which("node"):
        pytest.skip("no node here")
    (tmp_path / "guard.mjs").write_text(netlify(hosted.site, Places("", "", ""))[EDGE_FUNCTION])
    edge = Program("netlify", tmp_path / "guard.mjs", hosted.build, {})
    files = [
        path.relative_to(hosted.build).as_posix()
        for path in hosted.build.rglob("*")
        if path.is_file()
        and ".eo-site-" not in path.as_posix()
        and path.suffix not in (".gz", ".br", ".woff2")
    ]
    own = [f"/{quote(each.removesuffix('index.html'))}" for each in files]
    own += [
        ME,
        "/2020/02/05/old-post.html",
        "/counsel/orders/",
        "/members",
        "/.netlify/identity/token",
    ]
    assert len(own) > 100
    refused = [
        address
        for address, found in zip(own, edge.ask({"target": each} for each in own), strict=True)
        if found.status == 404 and "rule" not in found.headers
    ]
    assert refused == []
    every = [as_request(data) for _, data in tries(targets(hosted))]
    answers = edge.ask(every)
    assert [each for each, found in zip(every, answers, strict=True) if found.leaks] == []
    assert sum(each.status == 404 and "rule" not in each.headers for each in answers) > 200
    others = (
        "/Members/", "/plain//", "/%70lain/", "/plain/;x", "/plain/x.", "/%EF%BD%8Dembers/", "/member%C5%BF/",
        "/plain/%5c", "/plain/%2F", "/plain/%0a/", "/plain/%zz", "/plain/%e9/", "//plain/", "/plain/%3fx",
        "/plain/%252e", "/.eo-site-staging/0", "/plain/.git/config", "/.netlify/../.git",
    )  # fmt: skip
    answers = edge.ask({"target": each} for each in others)
    passed = [
        address
        for address, found in zip(others, answers, strict=True)
        if found.status != 404 or "rule" in found.headers
    ]
    assert passed == []


def test_the_function_for_cloudfront_leads_to_files(hosted: Hosted, tmp_path: Path) -> None:
    """Folders are their index.html, with a slash; what has moved leads on; files stay. It is small
    enough for CloudFront."""
    if not shutil.which("node"):
        pytest.skip("no node here")
    text = function(described(hosted))
    assert len(text.encode()) < LONGEST
    edge = program("cloudfront", described(hosted), hosted.build, tmp_path)
    wanted = {
        "/plain/": 200,
        "/plain": "/plain/",
        "/plain/orders/eo-old/": "/plain/orders/eo-14001/",
        "/plain/orders/eo-old": "/plain/orders/eo-14001/",
        "/2020/02/05/old-post.html": "/plain/orders/eo-14001/",
        "/counsel/orders/eo-14001/": "/lawyers/orders/eo-14001/",
        "/counsel": "/lawyers/",
        "/counselor/": 404,
        "/robots.txt": 200,
        "/constructor/": 404,
    }
    answers = edge.ask({"target": path} for path in wanted)
    assert {
        path: each.headers.get("location", each.status)
        for path, each in zip(wanted, answers, strict=True)
    } == wanted
