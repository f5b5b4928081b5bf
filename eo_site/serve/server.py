"""HTTP for the desk, to this machine only: GET and HEAD, and a stream of states for open pages.

POST is taken below `/-/` alone, and from pages of this server alone: it may change files.
"""

import errno
import json
import os
import re
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from eo_site.fingerprint import digest_bytes
from eo_site.serve.desk import TYPES, media_type
from eo_site.serve.marks import MARKS
from eo_site.serve.news import News
from eo_site.serve.pages import AUTHORING, Page, Pages
from eo_site.serve.requests import Refusal, check_own_page, check_query, check_sender, site_path

OURS = "_eo/"
"""Below this the server answers for itself; no edition can be called so."""
EVENTS = OURS + "events"
LINES = OURS + "lines"
BEAT = 15.0
"""Seconds between signs of life on a quiet stream; a reader who left is noticed by them."""
PORTS = 50
"""Ports that are tried, upwards from the one asked for."""
TAKEN = {errno.EADDRINUSE, errno.EACCES}

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
"""With every answer: nothing of it is for pages from elsewhere."""
OWN_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The policy of the author's desk: whatever a source file holds, none of it runs there."""

SCRIPTS = {
    OURS + file.name: file.read_bytes() for file in (Path(__file__).parent / "static").iterdir()
}
"""What the browser runs beside the page."""


class Server(ThreadingHTTPServer):
    """One thread for each connection, none of which keeps the program from ending."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, port: int, pages: Pages, news: News, say: Callable[[str], None]) -> None:
        self.pages, self.news, self.say = pages, news, say
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.say(f"a request failed: {type(error).__name__}: {error}")


def listen(port: int, pages: Pages, news: News, say: Callable[[str], None]) -> Server:
    """A server on the port asked for, or on the next free one; OSError where there is none."""
    for attempt in range(port, port + PORTS if port else 1):
        try:
            return Server(attempt, pages, news, say)
        except OverflowError:
            break
        except OSError as error:
            if error.errno not in TAKEN:
                raise
            say(f"port {attempt} cannot be used: {error.strerror}")
    raise OSError(errno.EADDRINUSE, f"no free port from {port} to {port + PORTS - 1}")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """A file of the site, one of ours, a page of the author's desk, or the stream."""
        self._answering(self._look)

    def _look(self) -> None:
        path = self._asked()
        if path == EVENTS:
            self._stream()
        elif path.startswith(OURS):
            self._own(path)
        elif path.startswith(AUTHORING):
            self._authoring(path)
        elif path == AUTHORING.rstrip("/"):
            self._send(307, b"", TYPES[".txt"], {"Location": f"/{AUTHORING}"})
        else:
            self._site(path)

    def do_POST(self) -> None:
        """Something that a page of the author's desk asks to have done."""
        if self.requestline.split()[1].startswith(f"/{AUTHORING}"):
            self._answering(self._act)
        else:
            self._not_allowed()

    def _answering(self, answer: Callable[[], None]) -> None:
        try:
            answer()
        except Refusal as refusal:
            self._refuse(refusal.status, refusal.reason)
        except OSError:
            raise
        except Exception as error:
            # One page that fails must not look like a server that is gone.
            self.server.say(f"{self.path}: {type(error).__name__}: {error}")
            self._refuse(500, f"{type(error).__name__}: {error}")

    def do_HEAD(self) -> None:
        """The same without its body."""
        self.do_GET()

    def _not_allowed(self) -> None:
        self.close_connection = True
        self._refuse(405, "the desk is only looked at: GET and HEAD", {"Allow": "GET, HEAD"})

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _not_allowed

    def _asked(self) -> str:
        port: int = self.server.server_port
        hosts, origins = (self.headers.get_all(name, []) for name in ("Host", "Origin"))
        check_sender(hosts, origins, port)
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # nobody reads a body here, least of all as a request
        # As it was sent: `self.path` has leading slashes folded already.
        return site_path(self.requestline.split()[1])

    def _site(self, path: str) -> None:
        if not path.endswith("/") and path and self.server.pages.has(path + "/"):
            self._send(307, b"", TYPES[".txt"], {"Location": f"/{quote(path)}/"})
            return
        self._page(self.server.pages.sent(path))

    def _page(self, page: Page) -> None:
        if page.type == media_type(""):
            self._send(page.status, page.data, page.type, {"Cache-Control": "no-store"})
        else:
            self._file(page.data, page.type, page.digest)

    def _own(self, path: str) -> None:
        if path == LINES:
            self._lines()
            return
        data = self.server.pages.marks() if path == OURS + MARKS else SCRIPTS.get(path)
        if data is None:
            raise Refusal(404, "the server has no such file")
        self._file(data, media_type(path), digest_bytes(data))

    def _authoring(self, path: str) -> None:
        query = check_query(self.requestline.split()[1])
        self._made(self.server.pages.authoring(path.removeprefix(AUTHORING), query))

    def _act(self) -> None:
        """The body is read when it is known whose it is."""
        self.close_connection = True
        check_own_page(self.headers, self.server.server_port)
        path = site_path(self.requestline.split()[1]).removeprefix(AUTHORING)
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or not re.fullmatch(r"[0-9]{1,7}", lengths[0], re.ASCII):
            raise Refusal(413, "what is asked has one Content-Length, and not a long one")
        try:
            asked = json.loads(self.rfile.read(int(lengths[0])))
        except ValueError:  # a RecursionError would be the server's own to report
            asked = None
        if not isinstance(asked, dict):
            raise Refusal(400, "what is asked is a JSON object")
        self._made(self.server.pages.act(path, asked))

    def _made(self, page: Page | None) -> None:
        if page is None:
            raise Refusal(404, "the author's desk has no such page")
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": OWN_ONLY}
        self._send(page.status, page.data, page.type, headers)

    def _file(self, data: bytes, kind: str, digest: str) -> None:
        tag = f'"{digest[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if self.headers.get("If-None-Match") == tag:
            self._send(304, b"", kind, headers)
        else:
            self._send(200, data, kind, headers)

    def _lines(self) -> None:
        found = self.server.pages.lines(self._page_asked())
        if found is None:
            raise Refusal(404, "it is not known from which lines that page is made")
        data = json.dumps(found, ensure_ascii=False).encode()
        self._send(200, data, media_type(".json"), {"Cache-Control": "no-store"})

    def _page_asked(self) -> str:
        """The page that a request is about: `?page=/plain/orders/eo-1/`."""
        query = parse_qs(self.requestline.split()[1].partition("?")[2])
        return site_path(quote(query.get("page", ["/"])[0]))

    # The stream -------------------------------------------------------------------------

    def _stream(self) -> None:
        """The state of one page, now and whenever it changes."""
        path = self._page_asked()
        self.close_connection = True
        self._head(200, "text/event-stream", {"Cache-Control": "no-store", "Connection": "close"})
        if self.command == "HEAD":
            return
        self._push("retry: 500\n\n")
        seen = -1
        while (present := self.server.news.after(seen, BEAT)) is not None:
            if present.generation == seen:
                self._push(": still here\n\n")
            else:
                seen = present.generation
                self._push(f"data: {json.dumps(self.server.pages.state(path))}\n\n")

    def _push(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    # Answers ----------------------------------------------------------------------------

    def _refuse(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        data = f"{status} {HTTPStatus(status).phrase}: {reason}\n".encode()
        self._send(status, data, TYPES[".txt"], headers or {})

    def _send(self, status: int, data: bytes, kind: str, headers: dict[str, str]) -> None:
        self._head(status, kind, {**headers, "Content-Length": str(len(data))})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no HTTP is refused in the same plain words as everything else."""
        self.close_connection = True
        self._refuse(code, message or HTTPStatus(code).phrase, {"Connection": "close"})

    def version_string(self) -> str:
        """The program, without its version or Python's."""
        return "eo-site"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for problems."""
