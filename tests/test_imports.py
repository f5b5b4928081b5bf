"""The direction of imports, and which parts may touch the world outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import REPOSITORY

PACKAGE = REPOSITORY / "eo_site"
FILES = sorted(PACKAGE.rglob("*.py"))

BENEATH = {
    "clocks", "codec", "docstrings", "urls", "fingerprint", "texts", "dates", "sentences", "suggest",
    "court_effect", "characters", "likeness", "order_names", "contrast",
}  # fmt: skip
"""Small modules that every stage may use."""
DISK = {"content_files", "content_texts", "project"}
"""What knows a site's folder and reads it."""
STAGES = {"read", "resolve", "plan", "check", "render"}
ABOVE = {"serve", "hosts", "importers", "authoring", "convert"}
PLANNED = {
    "eo_site.plan.views",
    "eo_site.plan.pages",
    "eo_site.plan.facts",
    "eo_site.plan.filter_views",
    "eo_site.plan.exports.views",
    "eo_site.plan.exports.records",
}
"""What of `plan` a renderer sees: the pages to render and the views in them."""

MAY_IMPORT: dict[str, set[str]] = {
    "model": {"model"},
    **{name: {"model", name} for name in BENEATH},
    "abbreviations": set(),
    "clocks": {"model", "clocks", "dates"},
    "court_effect": {"model", "court_effect", "clocks"},
    "sentences": {"model", "sentences", "abbreviations"},
    "suggest": {"characters"},
    **{stage: {"model", "version", stage, *BENEATH} for stage in STAGES},
    "schemas": {"model", "docstrings"},
    "reports": {"model", "version", "fixes", "reports"},
    "ci": {"model", "version", "ci"},
    "fixes": {"model", "fixes", *BENEATH},
    "formatting": {"model", "read", "formatting", *BENEATH},
    "diff": {"diff"},
    "content_files": {"model", *BENEATH},
    "content_texts": {"content_files"},
    "project": {"model", "read", *DISK, *BENEATH},
    "engine": {"model", "version", *DISK, "engine", "schemas", *STAGES, *BENEATH},
    **{
        name: {
            "model", "version", *DISK, "diff", "engine", "fixes", "formatting", "schemas", name, *STAGES, *BENEATH,
            *ABOVE,
        }
        for name in ABOVE
    },
    "language_server": {
        "model", "version", *DISK, "engine", "fixes", "schemas", "language_server", *STAGES, *BENEATH,
    },
    "commands": {
        "model", "version", *DISK, "engine", "fixes", "formatting", "reports", "ci", "commands", "diff", "authoring",
        "convert", "language_server", *BENEATH,
    },
    "cli": {"model", "version", *DISK, "engine", "fixes", "schemas", "reports", "commands", "cli", *BENEATH, *ABOVE},
    "__main__": {"cli"},
    "version": set(),
}  # fmt: skip
"""A part of the package, and the parts it may import."""


def part_of(module: str) -> str:
    """`eo_site.plan.views` belongs to `plan`; the package itself is its version."""
    return module.split(".")[1] if "." in module else "version"


def name_of(file: Path) -> str:
    """The dotted name of a file."""
    parts = file.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path) -> Iterator[str]:
    """Every module of ours that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.startswith("eo_site"))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            module = node.module or ""
            if module.startswith("eo_site"):
                for each in node.names:
                    below = f"{module}.{each.name}"
                    is_module = (REPOSITORY / below.replace(".", "/")).with_suffix(".py").is_file()
                    yield below if is_module else module


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_go_downwards(file: Path) -> None:
    """model ← urls … ← stages ← engine with project ← serve, hosts, importers ← cli."""
    part = part_of(name_of(file))
    for module in imports(file):
        seen_by_renderers = part == "render" and module in PLANNED
        assert part_of(module) in MAY_IMPORT[part] or seen_by_renderers, module


def test_every_part_of_the_package_has_its_place() -> None:
    """A new folder or module says here what it may import."""
    assert {part_of(name_of(file)) for file in FILES} <= MAY_IMPORT.keys()


# The world outside ----------------------------------------------------------------------------

OUTSIDE = {*DISK, "engine", "cli", "commands", "language_server", "__main__", *ABOVE}
"""Parts that may touch disk, processes, the network or the clock."""
TOUCHING = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmdir",
    "rename", "replace_file", "iterdir", "glob", "rglob", "is_file", "is_dir", "exists", "stat",
    "resolve", "touch", "symlink_to", "now", "today", "utcnow", "time", "perf_counter", "monotonic",
    "sleep", "run", "Popen", "system", "getenv", "environ", "urlopen", "input", "print",
}  # fmt: skip
"""Calls that do."""
MODULES_OUTSIDE = {
    "os",
    "subprocess",
    "shutil",
    "socket",
    "urllib.request",
    "time",
    "random",
    "tempfile",
    "threading",
}


def calls(file: Path) -> Iterator[str]:
    """The names of what a file calls."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )


@pytest.mark.parametrize(
    "file", [each for each in FILES if part_of(name_of(each)) not in OUTSIDE], ids=name_of
)
def test_stages_are_pure(file: Path) -> None:
    """No stage opens a file, starts a process or asks what time it is."""
    assert not set(calls(file)) & TOUCHING
    tree = ast.parse(file.read_text("utf-8"))
    imported = {
        each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names
    }
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & MODULES_OUTSIDE
    assert "pathlib" not in imported
