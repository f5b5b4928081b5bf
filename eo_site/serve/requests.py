"""Which requests are answered at all.

The desk shows drafts and members' editions, and any web page can make a browser on this machine
send requests here. A foreign page that has its own name resolve to 127.0.0.1 could then read the
answers (DNS rebinding); it cannot choose the Host header, so only our own names are answered to.
"""

import re
from collections.abc import Sequence
from email.message import Message
from urllib.parse import parse_qs, unquote_to_bytes

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


def check_own_page(headers: Message, port: int) -> None:
    """Refuse what may change files unless a page of this server asks for it.

    Every browser names the page's origin with a POST. JSON is nothing that a form of a foreign page
    can send, and a script of one would have to ask first, which is refused.
    """
    origins = headers.get_all("Origin", [])
    if len(origins) != 1 or headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Refusal(403, "only the author's desk itself may ask for that")
    check_sender(headers.get_all("Host", []), origins, port)
    if origins[0] != f"http://{headers['Host'].strip().lower()}":
        raise Refusal(403, "only the author's desk itself may ask for that")
    if headers.get_content_type() != "application/json":
        raise Refusal(415, "what is asked is a JSON object, sent as application/json")


def check_query(target: str) -> dict[str, list[str]]:
    """What stands behind the `?`: by name, every value given."""
    query = target.partition("?")[2]
    try:
        return parse_qs(query, errors="strict", max_num_fields=50)
    except ValueError:
        raise Refusal(400, "the query is not UTF-8, or asks too much") from None


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
