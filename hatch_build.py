"""Puts the shipped themes' compiled templates into a wheel; see eo_site/render/compiled.py."""

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplatesHook(BuildHookInterface[Any]):
    """Runs before a wheel is built, also the one of an installation in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the modules to the wheel's files."""
        root = Path(self.root)
        path = root / "eo_site/render/compiled.py"
        spec = importlib.util.spec_from_file_location("compiled", path)
        assert spec and spec.loader
        compiled = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(compiled)
        templates = root / "themes/default/templates"
        texts = {
            each.relative_to(templates).as_posix(): each.read_text("utf-8")
            for each in templates.rglob("*.html")
        }
        self._folder = tempfile.TemporaryDirectory(prefix="eo-site-wheel-")
        for name, text in compiled.modules(texts).items():
            file = Path(self._folder.name) / name
            file.write_text(text, "utf-8")
            build_data["force_include"][str(file)] = f"{compiled.PACKAGE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was copied."""
        self._folder.cleanup()
