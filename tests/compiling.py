"""Templates compiled once for all sites of all tests: most of what a small build takes is this."""

from collections.abc import Callable
from typing import Any

import jinja2
import pytest


def compile_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the template engine keep what it has parsed and compiled, by text, name and kind of engine."""
    for name in ("compile", "_parse"):
        monkeypatch.setattr(jinja2.Environment, name, _kept(getattr(jinja2.Environment, name)))


def _kept(method: Callable[..., Any]) -> Callable[..., Any]:
    found: dict[Any, Any] = {}

    def once(self: jinja2.Environment, source: str, *rest: Any, **more: Any) -> Any:
        kind = type(self), self.autoescape, self.undefined, frozenset(self.filters)
        key = kind, source, rest, tuple(more.items())
        if key not in found:
            found[key] = method(self, source, *rest, **more)
        return found[key]

    return once
