"""Reading, mapping, merging and editing are functions of values."""

from pathlib import Path

import pytest

from tests.sites import REPOSITORY
from tests.test_imports import MODULES_OUTSIDE, TOUCHING, calls, imports

OUTSIDE = {"command", "dockets_command", "texts_command", "folder", "fetch"}
"""Modules that may touch the disk, the clock or the network."""
PURE = [
    file
    for file in sorted((REPOSITORY / "eo_site/importers").glob("*.py"))
    if file.stem not in OUTSIDE
]


@pytest.mark.parametrize("file", PURE, ids=lambda file: file.stem)
def test_only_the_command_and_its_folder_touch_the_world(file: Path) -> None:
    """No other module opens a file or asks what time it is, or imports one that is made to."""
    assert not set(calls(file)) & TOUCHING
    text = file.read_text("utf-8")
    assert not [name for name in MODULES_OUTSIDE if f"\nimport {name}\n" in text]
    reached = {module.rpartition(".")[2] for module in imports(file)}
    assert not reached & OUTSIDE


def test_the_yaml_library_is_loaded_only_to_write(tmp_path: Path) -> None:
    """`eo-site build` starts without it."""
    import subprocess
    import sys

    code = "import sys, eo_site.cli, eo_site.importers.plan; print('ruamel.yaml' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY
    )
    assert ran.stdout == "False\n", ran.stderr
