"""A picture in an edition's own colour.

The theme's picture is an indexed PNG in greys (https://www.w3.org/TR/png-3/): black stands for the
colour, white stays white. Only its palette is written anew, so no pixel is compressed here, and the
bytes are the same on every machine. Any other picture is a theme's own and stays as it is.
"""

import re
from collections.abc import Iterator
from struct import error, pack, unpack
from zlib import crc32

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def tinted(image: bytes, colour: str) -> bytes:
    """The picture with every grey as a shade between a colour, such as #305686, and white."""
    try:
        chunks = list(_chunks(image))
    except (error, ValueError):
        return image
    palette = dict(chunks).get(b"PLTE", b"")
    greys = re.findall(rb"(.)\1\1", palette, re.DOTALL)
    if 3 * len(greys) != len(palette) or not palette:
        return image
    ink = bytes.fromhex(colour.removeprefix("#"))
    shades = b"".join(_shade(grey[0], ink) for grey in greys)
    return _SIGNATURE + b"".join(
        _chunk(kind, shades if kind == b"PLTE" else data) for kind, data in chunks
    )


def _shade(grey: int, ink: bytes) -> bytes:
    return bytes(part + (255 - part) * grey // 255 for part in ink)


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not image.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    at = len(_SIGNATURE)
    while at < len(image):
        length, kind = unpack(">I4s", image[at : at + 8])
        yield kind, image[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
