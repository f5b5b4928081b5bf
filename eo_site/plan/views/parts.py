"""A part of a page that is read only where its markup is not at hand."""

from collections.abc import Callable
from typing import Any


class Part:
    """Stands for a view: a template reads the view's fields, and prints the whole by the filter `made`."""

    def __init__(
        self,
        view: Callable[[], Any],
        markup: Callable[[str, Callable[[], str]], str] | None,
    ) -> None:
        """`view` makes the view; `markup`, if any is kept, gives what a template made of it, or makes it."""
        self._make, self._made, self.markup = view, None, markup

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)
