"""What all orders of one build share, and the digests of it that pages' keys are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eo_site.fingerprint import digest
from eo_site.model.audience import Audience
from eo_site.model.library import Library, Theme
from eo_site.model.resolved import ResolvedPage
from eo_site.render.assets import assets_folder, edition_assets, front_assets

LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "mdurl", "pydantic", "pyyaml")
"""Packages whose version can change what a page says."""


@dataclass(frozen=True)
class Setting:
    """One site on one day, without its orders."""

    library: Library
    theme: Theme
    texts: Mapping[str, tuple[ResolvedPage, ...]]
    """By audience, the pages that are not orders."""
    assets: Mapping[str, str]
    """By audience, and under "" for the front door, the folder of the theme's files."""
    today: date
    """The day that pages are computed for."""
    latest: date
    """No day after it has come: that of the clock, or `today` where that is later."""
    portable: bool = False
    drafts: bool = False
    search: bool = False
    """Whether each edition has a search index, and controls that use it."""

    def strings(self, audience: Audience) -> Mapping[str, Any]:
        """The theme's words in an edition's language."""
        return self.theme.speaking(self.library.language(audience)).strings


def asset_files(library: Library, theme: Theme) -> dict[str, dict[str, bytes]]:
    """By audience, and under "" for the front door, the theme's files with their paths."""
    found = {
        each.id: edition_assets(theme.static, each.accent) for each in library.audiences.audiences
    }
    public = (each for each in library.audiences.audiences if each.access.public)
    return {**found, "": front_assets(theme.static, {each.id: each.accent for each in public})}


def asset_folders(files: Mapping[str, Mapping[str, bytes]]) -> dict[str, str]:
    """The folder that each edition's assets stand in."""
    return {name: assets_folder(each) for name, each in files.items()}


def code_files() -> list[Path]:
    """Every source file of this program."""
    return sorted(Path(__file__).resolve().parent.parent.rglob("*.py"))


@cache
def code_digest() -> str:
    """Of this program and of the libraries that have a say in its output.

    The sources themselves are read: a version number is only as good as the memory of whoever
    has to raise it.
    """
    found = sha256()
    for file in code_files():
        found.update(file.read_bytes())
    for name in LIBRARIES:
        found.update(f"{name} {version(name)}\n".encode())
    return found.hexdigest()


def library_digest(library: Library) -> str:
    """Of all that orders are studied with, as read: comments and layout count for nothing.

    Pages are no part of it: no order is read with them.
    """
    vocabularies = library.vocabularies
    return digest(
        [
            library.site,
            library.audiences,
            [getattr(vocabularies, name) for name in vocabularies.__dataclass_fields__],
            library.sources,
            library.instruments,
            dict(library.dates),
            dict(library.locators),
            {language: dict(each) for language, each in library.instrument_labels.items()},
            sorted(each for each in library.unsound if not each.startswith("content/pages/")),
        ]
    )
