"""A small site, and every file of it as it was last found right.

`site/` is what an author writes: two audiences, one of them members', and each kind of page and file.
`expected/` is what a build makes of it. `python -m tests.golden --update` writes it anew; what then
differs in version control is what readers will see differ.
"""

import difflib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from eo_site import __version__
from tests.sites import built, tree

HERE = Path(__file__).parent
SITE, EXPECTED = HERE / "site", HERE / "expected"
UPDATE = "python -m tests.golden --update"

_LEFT_OUT = re.compile(r"(?:[^/]+/)?(?:assets/.*|manifest\.json|data/schema\.json)")
"""A theme's static files; digests of the other files; and the schema, which pydantic words."""
_ASSETS = re.compile(rb"(?<=assets/)[0-9a-f]{12}(?=/)")
"""Changes with every edit of a style sheet or a script."""
_SHOWN = 60
"""Lines of a difference."""


def golden_build(folder: Path) -> Path:
    """Build the site within a folder, which is empty; what came of it."""
    return built(Path(shutil.copytree(SITE, folder / "site")))


def comparable(build: Path) -> dict[str, bytes]:
    """A build's files by path, without what changes although no page does."""
    version = f"eo-site {__version__}".encode()
    return {
        path: _ASSETS.sub(b"-", data).replace(version, b"eo-site -")
        for path, data in tree(build).items()
        if not _LEFT_OUT.fullmatch(path)
    }


def difference(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> str:
    """What differs: the first file line by line, the others by name; empty where nothing does."""
    paths = [each for each in sorted({*found, *expected}) if found.get(each) != expected.get(each)]
    if not paths:
        return ""
    first = paths[0]
    lines = difflib.unified_diff(
        _lines(expected.get(first)),
        _lines(found.get(first)),
        f"expected/{first}",
        first,
        n=1,
        lineterm="",
    )
    shown = "\n".join([*lines][:_SHOWN])
    others = "".join(f"\n  {path}" for path in paths[1:])
    return (
        f"{shown}\n\nThe golden site differs in {len(paths)} file(s)"
        f"{', besides this one:' if others else '.'}{others}\n\nIf all of it is meant: {UPDATE}"
    )


def _lines(data: bytes | None) -> list[str]:
    """Each line as `ascii` prints it where it has characters that nobody would see."""
    text = (data or b"").decode("utf-8", "backslashreplace")
    return [each if each.isprintable() else ascii(each) for each in text.split("\n")]
