"""What the pages of the author's desk are made from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from eo_site.engine.load import Loaded
from eo_site.engine.options import Options
from eo_site.engine.preview import Preview
from eo_site.engine.snapshot_cache import SnapshotCache

T = TypeVar("T")


@dataclass(frozen=True)
class SiteState:
    """One state of the site, as it was read after the last change of a file."""

    loaded: Loaded
    """The newest state, with its problems, whether it can be shown or not."""
    preview: Preview | None
    """The last state that could be shown, for pages that render passages."""
    cache: SnapshotCache
    """Whoever reads from it holds `cache.lock`."""
    options: Options
    generation: int
    """Goes up with each change."""
    editor: str = ""
    """The address that opens a file in the author's editor; empty where none is named."""
    _made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What was made under this name of this state, made now if nobody asked before."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found
