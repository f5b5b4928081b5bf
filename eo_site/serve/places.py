"""Which files of a site make its pages, and which names are only an editor's passing ones."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from eo_site.content_files import DROPPING
from eo_site.project import shipped_themes

AT_THE_ROOT = ("site.yaml", "audiences.yaml")


@dataclass(frozen=True)
class Places:
    """Where a site's files are."""

    root: Path
    texts: Path | None = None
    """Official texts outside the site."""
    out: Path | None = None
    """Where a build writes, if it could be told to write among what it reads."""

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Folders that count with everything below them."""
        inside = (self.root / "content", self.root / "themes")
        others = [each for each in (shipped_themes(), self.texts) if each]
        return (*inside, *(each for each in others if not _within(each, inside)))

    def concern(self, path: Path) -> bool:
        """Whether a change of this file can change a page."""
        if path.parent == self.root and path.name in AT_THE_ROOT:
            return True
        if self.out and path.is_relative_to(self.out):
            return False
        for folder in self.folders:
            if path.is_relative_to(folder):
                return not any(map(DROPPING.fullmatch, path.relative_to(folder).parts))
        return False


def _within(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.resolve().is_relative_to(each.resolve()) for each in folders)
