"""What came back for an attempt, and whether anything of a members' edition is in it."""

import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

_RESPONSES = re.compile(rb"(?=HTTP/1\.[01] )")
"""One connection may carry several."""


@dataclass(frozen=True)
class Answer:
    """What a server sent back, taken apart as far as it can be."""

    status: int
    """0 where it is no response."""
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes
    raw: bytes


def answer(raw: bytes) -> Answer:
    """A response as its parts."""
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    first = lines[0].split(" ")
    status = int(first[1]) if len(first) > 1 and re.fullmatch("[0-9]{3}", first[1]) else 0
    pairs = (line.partition(":") for line in lines[1:])
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return Answer(status, headers, body, raw)


def _unchunked(body: bytes) -> bytes:
    found = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        try:
            length = int(size.split(b";")[0] or b"0", 16)
        except (
            ValueError
        ):  # cut off, or no chunks at all: what stands there is looked at all the same
            return found + body
        if length <= 0:
            break
        found, body = found + rest[:length], rest[length + 2 :]
    return found


def unpackers() -> Mapping[str, Callable[[bytes], bytes]]:
    """By coding; brotli where its library is installed."""
    # As far as there is something: of a packed file that was cut off, its beginning.
    found: dict[str, Callable[[bytes], bytes]] = {
        "gzip": lambda data: zlib.decompressobj(31).decompress(data)
    }
    with suppress(ImportError):
        import brotli

        found["br"] = brotli.decompress
    return found


def bodies(raw: bytes) -> Iterator[bytes]:
    """Everything that can be read in what came back, in lower case: as it is, and unpacked."""
    yield raw.lower()
    for part in _RESPONSES.split(raw):
        found = answer(part)
        if found.body and "transfer-encoding" in found.headers:
            yield found.body.lower()
        for unpack in unpackers().values():  # a packed file may be sent as one that is not
            with suppress(Exception):  # what cannot be unpacked has been looked at as it is
                yield unpack(found.body).lower()


def measured(raw: bytes, sizes: Collection[int]) -> bool:
    """Whether an answer is as long as a file that only this edition has, is a part of one, or says that one has
    not changed."""
    found = [answer(part) for part in _RESPONSES.split(raw)]
    lengths = {each.headers.get("content-length") for each in found if each.status in (200, 206)}
    lengths |= {each.headers.get("content-range", "").partition("/")[2] for each in found}
    return bool(lengths & {str(each) for each in sizes}) or any(
        each.status == 304 for each in found
    )
