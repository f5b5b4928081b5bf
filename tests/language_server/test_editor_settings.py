"""What `init --editor` writes, and what it leaves alone."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.site_schema import site_schema
from tests.language_server.cursors import FILES, write_site
from tests.sites import run

SETTINGS = ".vscode/settings.json"


def stored(root: Path, path: str) -> Any:
    """A JSON file of the site."""
    return json.loads((root / path).read_text("utf-8"))


def test_vscode_gets_settings_snippets_extensions_and_schemas(tmp_path: Path) -> None:
    """Every schema that the settings name is there."""
    root = write_site(tmp_path / "site")

    ran = run("-C", root, "init", "--editor", "vscode")

    assert ran.code == 0
    settings = stored(root, SETTINGS)
    assert [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]] == [
        "eo-site", "lsp"
    ]  # fmt: skip
    assert all((root / each).is_file() for each in settings["yaml.schemas"])
    assert "zsol.vscode-glspc" in stored(root, ".vscode/extensions.json")["recommendations"]
    snippets = stored(root, ".vscode/eo-site.code-snippets").values()
    block = next(each for each in snippets if each["prefix"] == "for-block")
    assert block["body"][0] == "::: for ${1|plain,lawyers,law|}"


def test_settings_of_ones_own_are_kept(tmp_path: Path) -> None:
    """Ours are added beside theirs; where they disagree, theirs stay and ours are told; twice is once."""
    root = write_site(tmp_path / "site")
    theirs = {"editor.tabSize": 8, "glspc.server.command": "other", "yaml.schemas": {"x": "y.yaml"}}
    (root / ".vscode").mkdir()
    (root / SETTINGS).write_text(json.dumps(theirs), "utf-8")

    ran = run("-C", root, "init", "--editor", "vscode")

    found = stored(root, SETTINGS)
    assert (found["editor.tabSize"], found["glspc.server.command"]) == (8, "other")
    assert found["yaml.schemas"]["x"] == "y.yaml"
    assert len(found["yaml.schemas"]) > 1
    assert f"{SETTINGS}: left as it is" in ran.output
    assert '"glspc.server.command": "eo-site"' in ran.output
    before = (root / SETTINGS).read_bytes()
    run("-C", root, "init", "--editor", "vscode")
    assert (root / SETTINGS).read_bytes() == before


def test_settings_with_comments_are_not_touched(tmp_path: Path) -> None:
    """What is no plain JSON is not rewritten; what to add is printed."""
    root = write_site(tmp_path / "site")
    (root / ".vscode").mkdir()
    (root / SETTINGS).write_text('{ // mine\n  "editor.tabSize": 8,\n}\n', "utf-8")

    ran = run("-C", root, "init", "--editor", "vscode")

    assert (root / SETTINGS).read_text("utf-8").startswith("{ // mine")
    assert f"{SETTINGS}: left as it is" in ran.output


def test_helix_gets_a_file_that_it_reads(tmp_path: Path) -> None:
    """TOML that names the server for both kinds of files; another's file is left, and told."""
    root = write_site(tmp_path / "site")
    file = root / ".helix/languages.toml"

    run("-C", root, "init", "--editor", "helix")

    found = tomllib.loads(file.read_text("utf-8"))
    assert found["language-server"]["eo-site"] == {"command": "eo-site", "args": ["lsp"]}
    assert {e["name"]: e["language-servers"][0] for e in found["language"]} == {
        "markdown": "eo-site", "yaml": "eo-site"
    }  # fmt: skip
    assert run("-C", root, "init", "--editor", "helix").output.count("left as it is") == 0
    file.write_text("# mine\n", "utf-8")
    assert "left as it is" in run("-C", root, "init", "--editor", "helix").output
    assert file.read_text("utf-8") == "# mine\n"


def test_neovim_gets_its_file_and_snippets(tmp_path: Path) -> None:
    """In a new site, too, which is written first."""
    root = tmp_path / "new"

    ran = run("init", root, "--editor", "neovim")

    assert ran.code == 0
    assert "vim.lsp.enable('eo-site')" in (root / ".nvim.lua").read_text("utf-8")
    assert stored(root, ".eo-site/snippets.json")
    assert (root / "site.yaml").is_file()


def test_a_site_that_cannot_be_read_gets_no_settings(tmp_path: Path) -> None:
    """They hold its ids; what is wrong is told."""
    root = write_site(tmp_path / "site")
    (root / "audiences.yaml").write_text("audiences: []\n", "utf-8")

    ran = run("-C", root, "init", "--editor", "helix")

    assert ran.code == 1
    assert "audiences.yaml:" in ran.output
    assert not (root / ".helix").exists()


def test_init_alone_asks_for_a_folder(tmp_path: Path) -> None:
    """Without an editor it writes a site, and nowhere but where it is told to."""
    assert run("-C", tmp_path, "init").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "path", "wrong"),
    [
        ("audiences", "audiences.yaml", ("law: [lawyers]", "law: [lawyer]")),
        ("sources", "content/sources.yaml", ("title: The", "for: [nobody], title: The")),
        ("instruments", "content/instruments.yaml", ("kind: pro", "president: nobody, kind: pro")),
    ],
)
def test_a_schema_knows_the_sites_ids(
    kind: Any, path: str, wrong: tuple[str, str], knowledge: Knowledge
) -> None:
    """The site's own file passes, and one with an id that it lacks does not."""
    schema = site_schema(kind, knowledge)

    jsonschema.validate(yaml.load(FILES[path], yaml.BaseLoader), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.load(FILES[path].replace(*wrong), yaml.BaseLoader), schema)


def test_the_schema_of_orders_takes_this_sites_agencies_and_audiences(knowledge: Knowledge) -> None:
    """In lists of ids and as keys of prose."""
    schema = site_schema("order", knowledge)
    agency = {"id": "coast-guard", "role": "lead", "sections": ["1"]}

    jsonschema.validate(
        {"title": "x", "agencies": [agency], "summary": {"default": "x", "law": "y"}}, schema
    )
    for wrong in (
        {"title": "x", "agencies": [{**agency, "id": "nobody"}]},
        {"title": "x", "summary": {"default": "x", "nobody": "y"}},
        {"title": "x", "does_not": [{"text": "x", "for": ["nobody"]}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
