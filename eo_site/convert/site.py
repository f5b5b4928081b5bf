"""What a conversion reads of a site, and where it writes there. Touches the disk."""

from functools import cached_property
from pathlib import Path

from eo_site.convert.conversion import Ground
from eo_site.convert.remarks import CannotConvertError
from eo_site.importers.folder import Folder
from eo_site.model.audience import AudienceFile
from eo_site.model.base import ID_PATTERN
from eo_site.model.vocabulary import Vocabulary
from eo_site.read.config import read_config
from eo_site.resolve.audiences import Audiences


class SiteFolder:
    """One site, or none: then nothing is known of audiences, interests and sources."""

    def __init__(self, root: Path | None) -> None:
        self._folder = Folder(root) if root else None

    def audiences(self) -> Audiences | None:
        """The site's audiences and groups, where they can be read."""
        return self._audiences

    @cached_property
    def _audiences(self) -> Audiences | None:
        data = self._folder.read("audiences.yaml") if self._folder else None
        found, _, _ = (
            read_config(AudienceFile, "audiences.yaml", data) if data else (None, None, ())
        )
        return Audiences(found) if found else None

    def ground(self) -> Ground:
        """Names that a conversion asks for."""
        if self._folder is None:
            return Ground()
        data = self._folder.read("content/vocabularies/interests.yaml")
        found, _, _ = read_config(Vocabulary, "interests.yaml", data) if data else (None, None, ())
        names = self._audiences.names if self._audiences else {}
        sources = frozenset(each.id for each in self._folder.sources())
        return Ground(frozenset(names), frozenset(found.by_id if found else ()), sources)

    def order_path(self, slug: str) -> str:
        """The file of an order, or where it will be; raises `CannotConvertError`."""
        import re

        if self._folder is None or not re.fullmatch(ID_PATTERN, slug):
            message = f"`{slug}` is no name of an order's file"
            raise CannotConvertError(
                message, "lower-case letters, digits and single hyphens: eo-14192"
            )
        there = {each.slug: each.path for each in self._folder.orders()}
        return there.get(slug, f"content/orders/{slug}.md")

    def read(self, path: str) -> bytes | None:
        """A file of the site."""
        return self._folder.read(path) if self._folder else None

    def write(self, path: str, data: bytes) -> None:
        """A file of the site, whole or not at all."""
        if self._folder:
            self._folder.write(path, data)
