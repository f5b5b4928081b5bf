"""A desk without a site behind it, and ways to talk to its server."""

import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eo_site.model.problem import Place, Problem
from eo_site.serve.desk import Answer, DeskEdition, PageLines, Refreshed, media_type
from eo_site.serve.news import News
from eo_site.serve.pages import Pages
from eo_site.serve.places import Places
from eo_site.serve.session import session

PAGE = "<!doctype html><html><body><p>{}</p></body></html>"
EDITIONS = (DeskEdition("plain", "Plain readers", False), DeskEdition("board", "Board", True))


@dataclass
class FakeDesk:
    """Answers with what it is given, and counts how often it was asked to read again."""

    pages: dict[str, bytes]
    broken: dict[str, Problem] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: dict[str, str] = field(default_factory=lambda: {"css/site.css": "1", "js/page.js": "1"})
    unpublished: dict[str, str] = field(default_factory=dict)
    asked: list[frozenset[Path] | None] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)
    acted: list[Mapping[str, Any]] = field(default_factory=list)

    def refresh(self, changed: frozenset[Path] | None) -> Refreshed:
        """The next generation."""
        self.asked.append(changed)
        return Refreshed(
            len(self.asked), self.problems, not self.problems, EDITIONS,
            {"plain": self.files, "": self.files}, self.unpublished,
        )  # fmt: skip

    def answer(self, path: str) -> Answer | None:
        """A page, or what is wrong with it."""
        self.rendered.append(path)
        if path in self.broken:
            return Answer(b"", media_type(path), self.broken[path])
        return Answer(self.pages[path], media_type(path)) if path in self.pages else None

    def has(self, path: str) -> bool:
        """By the given pages."""
        return path in self.pages

    def lines(self, path: str) -> PageLines | None:
        """Every page comes from one file."""
        html = self.pages.get(path, b"").decode()
        return (
            PageLines("content/a b.md", html, {"top": ("site.yaml", Place(2, 3))}) if html else None
        )

    def authoring(self, path: str, query: Mapping[str, Sequence[str]]) -> Answer | None:
        """One page, which says what was asked for."""
        return Answer(repr(dict(query)).encode(), media_type("")) if path == "" else None

    def act(self, path: str, asked: Mapping[str, Any]) -> Answer | None:
        """One action, which remembers what it was given."""
        if path != "mend":
            return None
        self.acted.append(asked)
        return Answer(b"{}", media_type(".json"))


def fake() -> FakeDesk:
    """A front door, two editions, and one order that only the first has."""
    paths = ("", "plain/", "plain/orders/eo-1/", "board/")
    return FakeDesk({path: PAGE.format(path).encode() for path in paths})


def pages_of(desk: FakeDesk, root: Path) -> tuple[Pages, News]:
    """Its pages, once read."""
    news = News()
    news.publish(desk.refresh(None))
    return Pages(desk, news, root), news


@contextmanager
def served(desk: Any, root: Path, **options: Any) -> Iterator[int]:
    """The port on which a desk is served."""
    said = list[str]()
    with session(desk, Places(root), port=0, say=said.append, **options) as found:
        yield int(found.url.rstrip("/").rpartition(":")[2])


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(port: int, raw: bytes) -> bytes:
    """Everything a server says to these bytes until it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def ask(port: int, target: str = "/", *lines: str, method: str = "GET", host: str = "") -> Reply:
    """One request as it is written here, not as a client would tidy it."""
    head = [f"{method} {target} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}"]
    raw = "\r\n".join([*head, *lines, "Connection: close", "", ""]).encode("latin-1")
    return reply_of(send(port, raw))


def reply_of(raw: bytes) -> Reply:
    """What a server sent, taken apart."""
    head_of, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = head_of.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in rest)
    return Reply(int(first.split()[1]), headers, body)


class Stream:
    """The events of one page."""

    def __init__(self, port: int, page: str = "/") -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._connection.sendall(
            f"GET /_eo/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        )
        self._lines = self._connection.makefile("rb")
        self.head = b"".join(iter(self._lines.readline, b"\r\n")).decode()

    def next(self) -> Any:
        """The next state, or None when the stream has ended."""
        for line in self._lines:
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
        return None

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
        self._connection.close()


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
