"""What resolving a file for one audience has made, kept for those after it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shared:
    """The makings of one file, for as long as it is being resolved."""

    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made at the first call for this key."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def made(self, key: Hashable) -> Any:
        """What was kept under a key, or None."""
        return self._made.get(key)

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep something for the next audience."""
        self._made[key] = value
