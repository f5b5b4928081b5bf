"""What goes to the browser: the site's bytes, and beside them what keeps an open page up to date.

A page carries the state it was rendered in, and is told the present one whenever that changes.
It compares the two itself, so that a lost connection or a slept laptop costs nothing: whatever
was missed, the next state says what to do.
"""

import html
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eo_site.fingerprint import digest_bytes
from eo_site.model.editor import file_url
from eo_site.model.problem import Problem
from eo_site.serve.desk import FRONT_DOOR, Answer, Desk, Refreshed, media_type
from eo_site.serve.marks import MARKS, marks_css
from eo_site.serve.news import News
from eo_site.serve.shown import shown

KEPT = 256
"""Pages that are remembered: rendered for the state, then sent, and shown again if they break."""
AUTHORING = "-/"
"""Below this are the pages of the author's desk; no edition can be called so."""
ASSETS = re.compile(rb"assets/[0-9a-f]+/")

MISSING = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/_eo/live.css"></head>
<body class="bare">
<main><h1>{title}</h1><p>{text}</p></main>
</body>
</html>
"""


@dataclass(frozen=True)
class Page:
    """A file as it is sent."""

    status: int
    data: bytes
    type: str
    digest: str
    """Of the site's own bytes, without the hash in addresses of the theme's files."""
    problem: Problem | None = None
    """Why these are not the newest bytes."""


class Pages:
    """A desk's answers made ready for the browser."""

    def __init__(self, desk: Desk, news: News, root: Path) -> None:
        self._desk = desk
        self._news = news
        self._root = root
        self._lock = threading.Lock()
        self._marks = (0, b"", "")
        self._made: OrderedDict[tuple[int, str], Page] = OrderedDict()
        self._good: OrderedDict[str, bytes] = OrderedDict()

    def has(self, path: str) -> bool:
        """Whether the site has such a page."""
        return self._desk.has(path)

    def authoring(self, path: str, query: Mapping[str, Sequence[str]]) -> Page | None:
        """A page or file of the author's desk, by its path below `/-/`."""
        return _plain(self._desk.authoring(path, query))

    def act(self, path: str, asked: Mapping[str, Any]) -> Page | None:
        """What a page of the author's desk is told when it has something done."""
        return _plain(self._desk.act(path, asked))

    def page(self, path: str) -> Page:
        """The file at a path, rendered once in each state of the site."""
        key = (self._news.present.generation, path)
        with self._lock:
            found = self._made.get(key)
        if found is None:
            found = self._page(path)
            with self._lock:
                _keep(self._made, key, found)
        return found

    def _page(self, path: str) -> Page:
        answer = self._desk.answer(path)
        if answer is None:
            return _missing(path, ready=self._news.present.good or self._desk.has(FRONT_DOOR))
        if answer.type != media_type(""):
            return Page(200, answer.data, answer.type, digest_bytes(answer.data))
        data = self._last_good(path, answer)
        if data is None:
            return _bare(500, "This page cannot be shown yet", "", answer.problem)
        return Page(200, data, answer.type, _digest(data), answer.problem)

    def _last_good(self, path: str, answer: Answer) -> bytes | None:
        with self._lock:
            if answer.problem is None:
                _keep(self._good, path, answer.data)
            return self._good.get(path)

    def sent(self, path: str) -> Page:
        """The file with the page's share of the desk put into it."""
        page = self.page(path)
        if page.type != media_type(""):
            return page
        state = html.escape(json.dumps(self._state(path, page), ensure_ascii=False))
        extra = (
            f'<eo-desk hidden data-state="{state}"></eo-desk>\n'
            f'<link rel="stylesheet" href="/_eo/{MARKS}">\n'
            '<script type="module" src="/_eo/live.js"></script>\n'
        )
        at = page.data.rfind(b"</body>")
        at = len(page.data) if at < 0 else at
        data = page.data[:at] + extra.encode() + page.data[at:]
        return Page(page.status, data, page.type, page.digest, page.problem)

    def lines(self, path: str) -> dict[str, Any] | None:
        """Where the parts of a page come from, as the browser's script reads it."""
        found = self._desk.lines(path)
        if found is None:
            return None
        paths = {found.path, *(each for each, _ in found.ids.values())}
        editor, root = self._news.present.editor, self._root.absolute()
        return {
            "path": found.path,
            "html": found.html,
            "ids": {
                ident: [path, place.line, place.column]
                for ident, (path, place) in found.ids.items()
            },
            "files": {each: file_url(editor, (root / each).as_posix()) for each in sorted(paths)},
        }

    def state(self, path: str) -> dict[str, Any]:
        """Everything an open page has to know, as the browser's script reads it."""
        if path.startswith(AUTHORING):
            return {"generation": self._news.present.generation}
        return self._state(path, self.page(path))

    def _state(self, path: str, page: Page) -> dict[str, Any]:
        present = self._news.present
        edition, _, inside = path.partition("/")
        files = present.files.get(edition, present.files.get(FRONT_DOOR, {}))
        problems = (*present.problems, *([page.problem] if page.problem else ()))
        return {
            "page": page.digest,
            "files": {**files, MARKS: self._marked()[1]},
            "good": present.good and page.problem is None,
            "problems": shown(problems, self._root, present.editor),
            "count": len(problems),
            "editions": self._editions(present, edition, inside),
            "unpublished": present.unpublished.get(inside, ""),
        }

    def _editions(self, present: Refreshed, edition: str, inside: str) -> list[dict[str, Any]]:
        """Each edition, with the way to the same page of it or to its home."""
        rows: list[dict[str, Any]] = []
        for each in present.editions:
            same = self._desk.has(f"{each.id}/{inside}")
            rows.append(
                {
                    "name": each.name,
                    "url": f"/{each.id}/{inside if same else ''}",
                    "home": f"/{each.id}/",
                    "same": same,
                    "current": each.id == edition,
                    "members": each.members,
                    "address": each.address,
                }
            )
        return rows

    def marks(self) -> bytes:
        """The styles that mark links to what is not published."""
        return self._marked()[0]

    def _marked(self) -> tuple[bytes, str]:
        """The same with its digest, made once in each state: there may be many drafts."""
        present = self._news.present
        if self._marks[0] != present.generation:
            data = marks_css(present.unpublished)
            self._marks = (present.generation, data, digest_bytes(data)[:12])
        return self._marks[1:]


def _plain(answer: Answer | None) -> Page | None:
    """An answer as it is, with nothing put into it."""
    if answer is None:
        return None
    return Page(answer.status, answer.data, answer.type, "")


def _digest(data: bytes) -> str:
    return digest_bytes(ASSETS.sub(b"assets/", data))


def _keep(kept: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)


def _missing(path: str, *, ready: bool) -> Page:
    if not ready:
        return _bare(503, "The site cannot be shown yet", "Errors keep it from being put together.")
    return _bare(404, "No such page", f"The site has nothing at /{path}.")


def _bare(status: int, title: str, text: str, problem: Problem | None = None) -> Page:
    data = MISSING.format(title=title, text=html.escape(text)).encode()
    return Page(status, data, media_type(""), digest_bytes(data), problem)
