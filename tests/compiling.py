"""Templates compiled once for all sites of a test: most of what a small build takes is this."""

from collections.abc import Callable
from typing import Any

import jinja2
import pytest

_FOUND: dict[str, dict[Any, Any]] = {}
"""By method and what it was given, what it gave."""


def compile_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the template engine keep what it has parsed and compiled, by text and name."""
    for name in ("compile", "_parse"):
        monkeypatch.setattr(jinja2.Environment, name, _kept(getattr(jinja2.Environment, name)))


def _kept(method: Callable[..., Any]) -> Callable[..., Any]:
    found = _FOUND.setdefault(method.__name__, {})

    def once(self: Any, source: str, *rest: Any) -> Any:
        key = source, *rest
        if key not in found:
            found[key] = method(self, source, *rest)
        return found[key]

    return once
