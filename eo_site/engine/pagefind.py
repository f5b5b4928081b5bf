"""Pagefind, the program that makes a full-text index of a folder of pages.

Its own Python interface hands over one page at a time and may hang at the end, so the program
itself is run. It comes with the extra `search`; a site is complete without it.
"""

import os
import subprocess
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from eo_site.engine.options import SEARCHER

NOISE = ".cites, thead"
"""Citations in running text, which say nothing without their links, and the heads of tables."""


class SearchFailed(Exception):
    """The pages are written, and the index of an edition could not be made."""

    def __init__(self, edition: str, reason: str) -> None:
        super().__init__(
            f"the pages are written, but not the search index of `{edition}`: {reason};"
            " the next build tries again, and --no-search does without"
        )


def installed() -> bool:
    """Whether the program is at hand; it is neither imported nor run to find out."""
    return find_spec(SEARCHER) is not None


def version() -> str:
    """Another version writes another index."""
    return version_of(SEARCHER)


def program() -> Path:
    """The program's file."""
    return Path(import_module(SEARCHER).get_executable())


def make_index(site: Path, pages: Iterable[str], into: Path) -> None:
    """Write the index of some pages of a site into a folder.

    What a page shows to be found is marked in it by `data-pagefind-body`. Nothing else than what
    is said here has a say: no settings of Pagefind's own beside the site or in the environment.
    """
    line = [
        "--site", str(site), "--glob", _glob(pages), "--exclude-selectors", NOISE,
        "--output-path", str(into), "--quiet",
    ]  # fmt: skip
    try:
        ran = subprocess.run(
            [program(), *line],
            cwd=into.parent,
            env={name: value for name, value in os.environ.items() if not _meant_for_it(name)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        reason = f"Pagefind cannot be run: {error.strerror or error}"
        raise SearchFailed(site.name, reason) from None
    if ran.returncode:
        said = (ran.stderr or ran.stdout).decode(errors="replace").split("\n")
        words = " ".join(each.strip() for each in said[:3]).strip()
        raise SearchFailed(site.name, f"Pagefind ended with {ran.returncode}: {words}")


def _meant_for_it(name: str) -> bool:
    return name.upper().startswith("PAGEFIND_")


def _glob(pages: Iterable[str]) -> str:
    """A pattern of the files of pages; orders, which are many, are named together."""
    folders = {str(PurePosixPath(page).parent) for page in pages}
    names = {"orders/*" if each.startswith("orders/") else each for each in folders}
    return f"{{{','.join(sorted(names))}}}/index.html"
