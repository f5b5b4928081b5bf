"""`eo-site lsp` where it cannot run."""

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tests.sites import run


def test_without_pygls_it_says_what_to_install(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named as the others are."""
    before = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pygls" else before(name, package)

    monkeypatch.setattr("eo_site.commands.lsp.find_spec", find_spec)

    ran = run("-C", site, "lsp")

    assert ran.code == 1
    assert "the extra `editor` is not installed: pip install 'eo-site[editor]'" in ran.output
