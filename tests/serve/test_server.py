"""The server over real sockets, with a desk that answers what it is told."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from eo_site.serve.news import News
from eo_site.serve.server import listen
from tests.serve.desks import (
    FakeDesk,
    Reply,
    Stream,
    ask,
    fake,
    pages_of,
    reply_of,
    send,
    served,
    until,
)
from tests.sites import save

JSON = "application/json"


@pytest.fixture
def desk() -> FakeDesk:
    """Four pages."""
    return fake()


@pytest.fixture
def port(desk: FakeDesk, tmp_path: Path) -> Iterator[int]:
    """Where they are served."""
    (tmp_path / "content").mkdir()
    with served(desk, tmp_path) as port:
        yield port


def test_a_page_is_sent_with_the_desk_in_it(port: int) -> None:
    """Its bytes, the script before the end of its body, and nothing that a cache may keep."""
    reply = ask(port, "/plain/orders/eo-1/")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.body.startswith(b"<!doctype html><html><body><p>plain/orders/eo-1/</p><eo-desk")
    assert reply.body.endswith(
        b'<script type="module" src="/_eo/live.js"></script>\n</body></html>'
    )


def test_a_head_has_no_body(port: int) -> None:
    """But the same headers."""
    get, head = ask(port, "/plain/"), ask(port, "/plain/", method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.body))


def test_a_folder_without_its_slash_leads_to_the_page(port: int) -> None:
    """As on a static host."""
    reply = ask(port, "/plain/orders/eo-1")
    assert (reply.status, reply.headers["Location"]) == (307, "/plain/orders/eo-1/")


def test_a_file_is_sent_again_only_when_it_changed(port: int, desk: FakeDesk) -> None:
    """The browser asks every time."""
    desk.pages["plain/data/facets.json"] = b"{}"
    first = ask(port, "/plain/data/facets.json")
    assert (first.status, first.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    again = ask(port, "/plain/data/facets.json", f"If-None-Match: {first.headers['ETag']}")
    assert (again.status, again.body) == (304, b"")


def test_nothing_is_for_pages_from_elsewhere(port: int) -> None:
    """Every kind of answer says so."""
    for target in ("/", "/nowhere/", "/_eo/live.js", "/..", "/_eo/nothing"):
        headers = ask(port, target).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", target
        assert headers["X-Content-Type-Options"] == "nosniff", target
        assert "Access-Control-Allow-Origin" not in headers


def test_a_foreign_name_is_refused_everywhere(port: int, desk: FakeDesk) -> None:
    """Pages, the stream, and our own files; the desk is not even asked."""
    desk.rendered.clear()
    for target in ("/", "/plain/", "/_eo/events?page=/", "/_eo/live.js"):
        reply = ask(port, target, host="evil.example")
        assert reply.status == 403
        assert b"<" not in reply.body
        assert ask(port, target, "Origin: http://evil.example").status == 403
    assert desk.rendered == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/plain/", "//plain/", "/../plain/", "/plain/%2e%2e/board/", "/plain%2forders/",
     "/plain%00", "/plain\x00", "*", "/plain\\orders"],
)  # fmt: skip
def test_tricks_with_paths_are_refused(port: int, target: str) -> None:
    """As they are sent, not as a client would tidy them."""
    assert ask(port, target).status == 400


def test_nothing_but_looking_is_allowed(port: int) -> None:
    """And the answer says what is."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "CONNECT"):
        reply = ask(port, "/plain/", method=method)
        assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")
    assert ask(port, "/plain/", method="BREW").status == 501


def test_the_authors_desk_has_its_own_addresses(port: int) -> None:
    """With what was asked behind the `?`, under a policy of its own, and nothing else below it."""
    reply = ask(port, "/-/?order=eo-1&edition=a&edition=b")
    assert reply.body == b"{'order': ['eo-1'], 'edition': ['a', 'b']}"
    assert "script-src 'self'" in reply.headers["Content-Security-Policy"]
    assert ask(port, "/-").headers["Location"] == "/-/"
    assert ask(port, "/-/none").status == 404
    assert ask(port, "/-/?a=%ff").status == 400


def test_an_open_page_of_the_authors_desk_hears_of_changes(port: int) -> None:
    """By the number of the state alone."""
    stream = Stream(port, "/-/")
    assert stream.next() == {"generation": 1}
    stream.close()


def post(port: int, target: str, *lines: str, body: bytes = b'{"a":1}', kind: str = JSON) -> Reply:
    """A POST as the desk's own script would send it, but for what is given."""
    head = [
        f"POST {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Type: {kind}",
        f"Content-Length: {len(body)}", *lines, "", "",
    ]  # fmt: skip
    return reply_of(send(port, "\r\n".join(head).encode() + body))


def test_the_authors_desk_may_have_something_done(port: int, desk: FakeDesk) -> None:
    """By a page of this server, and by nothing else; the desk does not even hear of the others."""
    ours = f"Origin: http://127.0.0.1:{port}"
    assert post(port, "/-/mend", ours, "Sec-Fetch-Site: same-origin").body == b"{}"
    assert desk.acted == [{"a": 1}]
    for lines in (
        (),
        ("Origin: null",),
        ("Origin: http://evil.example",),
        (f"Origin: http://localhost:{port}",),
        (ours, ours),
        (ours, "Sec-Fetch-Site: cross-site"),
        (ours, f"Host: localhost:{port}"),
    ):
        assert post(port, "/-/mend", *lines).status in {400, 403}, lines
    assert post(port, "/-/mend", ours, kind="text/plain").status == 415
    assert post(port, "/-/mend", ours, body=b"[1]").status == 400
    assert post(port, "/-/mend", ours, body=b"{").status == 400
    assert post(port, "/-/mend", ours, "Content-Length: 9").status == 413
    assert post(port, "/plain/", ours).status == 405
    assert post(port, "/-/none", ours).status == 404
    assert len(desk.acted) == 1


def test_a_body_is_no_second_request(port: int) -> None:
    """What follows the headers is not read at all."""
    inner = b"GET /board/ HTTP/1.1\r\nHost: x\r\n\r\n"
    head = f"GET /plain/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(inner)}\r\n\r\n"
    assert send(port, head.encode() + inner).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_in_plain_words(port: int, raw: bytes) -> None:
    """No page of an error, no traceback, and the server goes on."""
    reply = send(port, raw)
    assert b"<" not in reply and b"Traceback" not in reply
    assert any(code in reply for code in (b"400 Bad", b"414 ", b"505 HTTP"))
    assert ask(port).status == 200


def test_a_desk_that_fails_costs_one_answer(port: int, desk: FakeDesk) -> None:
    """What a bug raised is said in its place."""
    desk.answer = None  # type: ignore[method-assign, assignment]
    reply = ask(port, "/plain/other/")
    assert reply.status == 500
    assert b"TypeError" in reply.body and b"Traceback" not in reply.body


def test_a_port_in_use_leads_to_the_next(tmp_path: Path) -> None:
    """Both servers are there."""
    pages, news = pages_of(fake(), tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = list[str]()
        with listen(port, pages, news, said.append) as server:
            assert said[0].startswith(f"port {port} cannot be used")
            assert port < server.server_port <= port + 49
            assert server.server_address[0] == "127.0.0.1"


def test_no_free_port_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the ports that were tried."""
    pages, news = pages_of(fake(), tmp_path)
    monkeypatch.setattr("eo_site.serve.server.PORTS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"no free port from {port} to {port}"):
            listen(port, pages, news, print)


# The stream -----------------------------------------------------------------------------------


def test_a_page_is_told_its_state_now_and_after_each_change(
    port: int, desk: FakeDesk, tmp_path: Path
) -> None:
    """The digest of its own bytes differs exactly when they do."""
    stream = Stream(port, "/plain/")
    assert "Content-Type: text/event-stream" in stream.head
    before = stream.next()
    save(tmp_path / "content/a.md", "a")
    same = stream.next()
    assert same["page"] == before["page"]
    desk.pages["plain/"] += b"more"
    save(tmp_path / "content/a.md", "b")
    assert stream.next()["page"] != before["page"]
    stream.close()


def test_a_change_reaches_the_desk_by_name(port: int, desk: FakeDesk, tmp_path: Path) -> None:
    """So that it need not read everything."""
    save(tmp_path / "content/a.md", "a")
    until(lambda: desk.asked == [None, frozenset({tmp_path / "content/a.md"})])


def test_the_stream_ends_with_the_server(tmp_path: Path) -> None:
    """Nobody is left waiting."""
    with served(fake(), tmp_path) as port:
        stream = Stream(port)
        assert stream.next()
    assert stream.next() is None
    stream.close()


def test_a_stream_for_no_path_is_refused(port: int) -> None:
    """Its page is checked like any other path."""
    assert ask(port, "/_eo/events?page=/../x").status == 400
    assert ask(port, "/_eo/events?page=//evil.example").status == 400


def test_news_come_to_those_who_wait() -> None:
    """The time may be up first."""
    news = News()
    assert news.after(0, 0.01) is news.present
    news.close()
    assert news.after(0, 10) is None


def test_the_lines_of_a_page_are_told(port: int) -> None:
    """With its file, and no address where no editor is named; what has no lines is not there."""
    reply = ask(port, "/_eo/lines?page=/plain/orders/eo-1/")
    told = json.loads(reply.body)
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert (told["path"], told["ids"]) == ("content/a b.md", {"top": ["site.yaml", 2, 3]})
    assert told["files"] == {"content/a b.md": "", "site.yaml": ""}
    assert ask(port, "/_eo/lines?page=/plain/nowhere/").status == 404
    assert ask(port, "/_eo/lines?page=/plain/", host="evil.example").status == 403
