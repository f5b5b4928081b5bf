"""Settings, snippets and schemas for an editor: what to write into a site's folder, and what to say.

Nobody's own settings are lost: JSON is added to, ours beside theirs and never over them; a file that
cannot be added to is left as it is, and what it lacks is told.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.site_schema import site_schemas
from eo_site.language_server.snippets import Snippet, every_snippet
from eo_site.model.vocabulary import VOCABULARIES

Editor = Literal["vscode", "helix", "neovim"]
FOLDER = ".eo-site"
"""Ours alone: written anew each time."""
SCHEMAS = f"{FOLDER}/schemas"
LANGUAGES = ["markdown", "yaml"]

HELIX = """\
[language-server.eo-site]
command = "eo-site"
args = ["lsp"]

[[language]]
name = "markdown"
language-servers = ["eo-site", "marksman"]

[[language]]
name = "yaml"
language-servers = ["eo-site", "yaml-language-server"]
"""
NEOVIM = """\
vim.lsp.config('eo-site', {
  cmd = { 'eo-site', 'lsp' },
  filetypes = { 'markdown', 'yaml' },
  root_markers = { 'site.yaml', 'audiences.yaml' },
})
vim.lsp.enable('eo-site')
"""


@dataclass(frozen=True)
class Wanted:
    """What is to be written, and what is to be done by hand."""

    files: dict[str, str] = field(default_factory=dict)
    """By path in the site's folder."""
    kept: dict[str, str] = field(default_factory=dict)
    """By path of a file that is left as it is, what to add to it."""


def wanted_files(
    editor: Editor, knowledge: Knowledge, stored: Callable[[str], str | None]
) -> Wanted:
    """For an editor; `stored` gives the text of a file that is there already."""
    found = Wanted()
    for name, schema in site_schemas(knowledge).items():
        found.files[f"{SCHEMAS}/{name}.json"] = _json(schema)
    if editor == "vscode":
        _vscode(found, knowledge, stored)
    else:
        found.files[f"{FOLDER}/snippets.json"] = _snippets(knowledge)
        path, text = {
            "helix": (".helix/languages.toml", HELIX), "neovim": (".nvim.lua", NEOVIM)
        }[editor]  # fmt: skip
        before = stored(path)
        if before is None:
            found.files[path] = text
        elif text.strip() not in before:
            found.kept[path] = text
    return found


# Visual Studio Code ------------------------------------------------------------------------------


def _vscode(found: Wanted, knowledge: Knowledge, stored: Callable[[str], str | None]) -> None:
    found.files[".vscode/eo-site.code-snippets"] = _snippets(knowledge)
    ours = {".vscode/settings.json": vscode_settings(), ".vscode/extensions.json": _EXTENSIONS}
    for path, wanted in ours.items():
        before = stored(path)
        if before is None or not before.strip():
            found.files[path] = _json(wanted)
            continue
        try:
            theirs = json.loads(before)
        except ValueError:  # comments, or commas too many, which that editor allows
            theirs = None
        if not isinstance(theirs, dict):
            found.kept[path] = _json(wanted)
        else:
            merged = added(theirs, wanted)
            if merged != theirs:
                found.files[path] = _json(merged)
            if other := {
                key: each for key, each in wanted.items() if not _holds(merged[key], each)
            }:
                found.kept[path] = _json(other)


def vscode_settings() -> dict[str, Any]:
    """The schemas for the extension YAML; the server for the extension Generic LSP Client (v2)."""
    plain = {
        "site": ["site.yaml"],
        "audiences": ["audiences.yaml"],
        "sources": ["content/sources.yaml"],
        "instruments": ["content/instruments.yaml"],
        "agencies": ["content/vocabularies/agencies.yaml"],
        "vocabulary": [
            f"content/vocabularies/{each}.yaml" for each in VOCABULARIES if each != "agencies"
        ],
    }
    return {
        "yaml.schemas": {f"./{SCHEMAS}/{name}.json": files for name, files in plain.items()},
        "glspc.server.command": "eo-site",
        "glspc.server.commandArguments": ["lsp"],
        "glspc.server.languageId": LANGUAGES,
        "[markdown]": {"editor.quickSuggestions": {"other": True, "strings": True}},
    }


_EXTENSIONS: dict[str, Any] = {"recommendations": ["redhat.vscode-yaml", "zsol.vscode-glspc"]}


def added(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Both, theirs where they disagree; lists hold what either has."""
    found = dict(theirs)
    for key, value in ours.items():
        mine = found.get(key)
        if key not in found:
            found[key] = value
        elif isinstance(mine, dict) and isinstance(value, dict):
            found[key] = added(mine, value)
        elif key == "recommendations" and isinstance(mine, list):
            found[key] = [*mine, *(each for each in value if each not in mine)]
    return found


def _holds(theirs: Any, ours: Any) -> bool:
    """Whether a setting says what ours does, and perhaps more."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return all(key in theirs and _holds(theirs[key], each) for key, each in ours.items())
    if isinstance(theirs, list) and isinstance(ours, list):
        return all(each in theirs for each in ours)
    return bool(theirs == ours)


def _snippets(knowledge: Knowledge) -> str:
    snippets = every_snippet(knowledge.candidates("audience"))
    return _json({each.about: _snippet(each) for each in snippets})


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {
        "scope": "markdown",
        "prefix": snippet.prefix,
        "body": snippet.text.rstrip("\n").split("\n"),
        "description": snippet.about,
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
