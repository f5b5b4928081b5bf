"""The theme's files for one edition, under one hash of the whole set."""

import re
from collections.abc import Mapping

from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.audience import Accent
from eo_site.render.tint import tinted
from eo_site.urls import SHARED_IMAGE

PLAIN = "#33475b"
"""The colour of the front door."""


_STRING_OR_REMARK = re.compile(
    rb"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*(?!!).*?\*/\n?""", re.DOTALL
)


def without_remarks(css: bytes) -> bytes:
    """A style sheet without its comments, which readers would only wait for; `/*!` keeps one, a licence."""
    return _STRING_OR_REMARK.sub(lambda found: found[1] or b"", css)


_REMARK_LINES = re.compile(
    rb"""^[ \t]*(?://(?![#!]).*|/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*)\n""", re.MULTILINE
)


def without_remark_lines(script: bytes) -> bytes:
    """A script without the lines that are comments; `//!` and `/*!` keep one.

    A file with text that runs over lines stays as it is: what begins like a comment may be text there.
    """
    rest = _REMARK_LINES.sub(b"", script)
    over_lines = any(line.count(b"`") % 2 or line.endswith(b"\\") for line in rest.splitlines())
    return script if over_lines else rest


_WITHOUT_REMARKS = {"css": without_remarks, "js": without_remark_lines}


def edition_css(accent: Accent) -> bytes:
    """The edition's colour, as custom properties for the theme's own styles."""
    return f":root{{--accent-light:{accent.light};--accent-dark:{accent.dark}}}\n".encode()


def voices_css(accents: Mapping[str, Accent]) -> bytes:
    """The colours of the editions that the front door shows, each on its own part of the page."""
    return "".join(
        f'[data-voice="{name}"]{{--accent-light:{each.light};--accent-dark:{each.dark}}}\n'
        for name, each in accents.items()
    ).encode()


def front_assets(static: Mapping[str, bytes], accents: Mapping[str, Accent]) -> dict[str, bytes]:
    """The theme's files for the front door, with the colours of the editions it shows."""
    return edition_assets({**static, "voices.css": voices_css(accents)}, None)


def edition_assets(static: Mapping[str, bytes], accent: Accent | None) -> dict[str, bytes]:
    """Path to bytes: `assets/<hash>/css/site.css`. One hash, so that files can name each other."""
    files = {
        name: _WITHOUT_REMARKS.get(name.rpartition(".")[2], bytes)(data)
        for name, data in static.items()
    }
    if SHARED_IMAGE in files:
        files[SHARED_IMAGE] = tinted(files[SHARED_IMAGE], accent.light if accent else PLAIN)
    if accent:
        files["edition.css"] = edition_css(accent)
    mark = digest(sorted((name, digest_bytes(data)) for name, data in files.items()))[:12]
    return {f"assets/{mark}/{name}": data for name, data in sorted(files.items())}


def assets_folder(files: Mapping[str, bytes]) -> str:
    """The folder that a set of assets stands in."""
    first = next(iter(files), "assets/none/")
    return "/".join(first.split("/")[:2]) + "/"
