"""How an editor is told, by an address, to open a file at a line."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from eo_site.model.problem import Place

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{path}&line={line}&column={column}",
}
"""By name, the address with which an editor opens a file. Sublime Text needs a plug-in for it."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.ASCII)
_HOLES = re.compile(r"\{(\w*)\}")
_REFUSED = frozenset({"javascript", "data", "vbscript", "blob", "about"})
"""What a browser would run or show instead of asking an editor."""


def editor_pattern(value: str) -> str:
    """The address of an editor by its name, or the address itself; ValueError where it is neither."""
    if value in EDITORS:
        return EDITORS[value]
    scheme = _SCHEME.match(value)
    if scheme is None:
        names = ", ".join(EDITORS)
        raise ValueError(f"is no editor that is known: {names}, or an address with {{path}}")
    holes = _HOLES.findall(value)
    if scheme[1] in _REFUSED or "path" not in holes or not {*holes} <= {"path", "line", "column"}:
        raise ValueError("is no address of an editor: it has {path}, and may have {line}, {column}")
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError(
            "is no address: it has characters that must be written as %20 and the like"
        )
    return value


def file_url(pattern: str, path: str) -> str:
    """The address that opens a file, given by its whole path, with `{line}` and `{column}` left open.

    Empty without a pattern.
    """
    whole = path.replace("\\", "/")
    whole = whole if whole.startswith("/") else f"/{whole}"
    return pattern.replace("{path}", quote(whole))


def editor_url(pattern: str, path: str, place: Place) -> str:
    """The address that opens a file at a place; empty without a pattern."""
    opened = file_url(pattern, path)
    return opened.replace("{line}", str(place.line)).replace("{column}", str(place.column))
