"""Which requests are answered at all.

The desk shows drafts and members' editions, and any web page can make a browser on this machine
send requests here. A foreign page that has its own name resolve to 127.0.0.1 could then read the
answers (DNS rebinding); it cannot choose the Host header, so only our own names are answered to.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

NAMES = ("127.0.0.1", "localhost")

TRICKS = re.compile(r"%(?![0-9A-Fa-f]{2})|%(?:2[Ff]|5[Cc]|00)|[^\x21-\x7e]|[\\#]")
"""Broken escapes, escaped slashes and NULs, and characters that no browser sends as they are."""


class Refusal(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def check_sender(hosts: Sequence[str], origins: Sequence[str], port: int) -> None:
    """Refuse what was sent to another name, or by a page from elsewhere."""
    ours = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
    if len(hosts) != 1:
        raise Refusal(400, "one Host header is needed")
    if hosts[0].strip().lower() not in ours:
        raise Refusal(403, "this server answers to 127.0.0.1 and localhost only")
    if any(each not in {f"http://{name}" for name in ours} for each in origins):
        raise Refusal(403, "this server answers its own pages only")


def site_path(target: str) -> str:
    """The site path that a request asks for: `/plain/orders/?q` is `plain/orders/`."""
    path = target.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or TRICKS.search(path):
        raise Refusal(400, "no path of this site looks like that")
    try:
        found = unquote_to_bytes(path[1:]).decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "the path is not UTF-8") from None
    parts = found.split("/")
    if not found.isprintable() or {".", ".."} & {*parts} or "" in parts[:-1]:
        raise Refusal(400, "no path of this site looks like that")
    return found
