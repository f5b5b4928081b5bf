"""The command: what it prints, what it returns, and that it never breaks down."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from eo_site.cli import main
from eo_site.schemas import KINDS, json_schema
from tests.sites import (
    AUDIENCES,
    REPOSITORY,
    SITE,
    built,
    edit,
    order,
    page,
    run,
    small_site,
    tree,
    write,
)

WARNING = AUDIENCES.replace(
    "id: plain\n", "id: plain\n    reading: {max_grade: 1, max_sentence_words: 2}\n"
)
"""Readers for whom nearly everything is too hard: a site with warnings."""


# Exit codes -----------------------------------------------------------------------------------


def test_success_is_zero_and_says_what_was_written(site: Path) -> None:
    """A line for each edition, and one for the whole."""
    ran = run("-C", site, "build", "--now", "2026-11-22")
    assert ran.code == 0
    assert ran.output.startswith("plain ")
    assert f"2 editions in {site / 'build'}; no problems; " in ran.output


def test_an_error_is_one(site: Path) -> None:
    """For `build` and `check` alike."""
    write(site, {"content/orders/eo-2.md": "Text."})
    for command in ("build", "check"):
        ran = run("-C", site, command)
        assert ran.code == 1
        assert ran.output.startswith(
            "content/orders/eo-2.md:1:1: EO104 the file has no front matter\n    "
        )
        assert "1 error, 0 warnings" in ran.output
    assert "nothing written" in run("-C", site, "build").output


def test_warnings_pass_unless_strict(tmp_path: Path) -> None:
    """`--strict` makes them count."""
    root = small_site(tmp_path, {"audiences.yaml": WARNING})
    assert run("-C", root, "check").code == 0
    assert run("-C", root, "check", "--strict").code == 1
    assert "warning: EO405" in run("-C", root, "check").output
    assert run("-C", root, "build", "--strict").code == 1
    assert not (root / "build").exists()
    assert run("-C", root, "build").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--now", "yesterday"],
        ["build", "--now", "2026-02-30"],
        ["check", "--now", ""],
        ["build", "--format", "xml"],
        ["build", "--nonsense"],
        ["nonsense"],
        ["schema"],
        ["schema", "nonsense"],
        ["explain"],
        ["explain", "eo-14002"],
        ["explain", "eo-14001", "--audience", "lawyer"],
    ],
)
def test_a_command_that_makes_no_sense_is_two(site: Path, arguments: list[str]) -> None:
    """With the usage, and nothing written."""
    ran = run("-C", site, *arguments)
    assert ran.code == 2
    assert "Usage:" in ran.output and "Error:" in ran.output
    assert not (site / "build").exists()


def test_a_folder_that_does_not_exist_is_two(tmp_path: Path) -> None:
    """`-C` names a folder."""
    assert run("-C", tmp_path / "nowhere", "check").code == 2


def test_the_version_is_told(tmp_path: Path) -> None:
    """The program's, and of each theme at hand the digest of its files, which changes with any of them."""
    from eo_site import __version__

    first, shipped = run("--version").output.splitlines()[:2]
    assert first == f"eo-site, version {__version__}"
    assert re.fullmatch(r"theme default, shipped, [0-9a-f]{12}", shipped)
    root = small_site(tmp_path, {"themes/press/static/a.css": "a {}\n"})
    edit(root, "site.yaml", "notice:", "theme: press\nnotice:")
    own = run("-C", root, "--version").output.splitlines()
    assert own[:2] == [first, shipped] and own[2].startswith("theme press, this site's, ")
    edit(root, "themes/press/static/a.css", "{}", "{ }")
    assert run("-C", root, "--version").output.splitlines()[2] not in own


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("eo-site ho", ["plain,host"]),
        ("eo-site host clo", ["plain,cloudflare-pages"]),
        ("eo-site init --ci git", ["plain,github", "plain,gitlab"]),
        ("eo-site check --places", ["plain,--places-only"]),
    ],
)
def test_shells_complete_commands_options_and_names(words: str, completed: list[str]) -> None:
    """As bash asks; zsh and fish ask alike."""
    typed = {"_EO_SITE_COMPLETE": "bash_complete", "COMP_WORDS": words}
    ran = CliRunner(env={**typed, "COMP_CWORD": str(len(words.split()) - 1)}).invoke(
        main, prog_name="eo-site", standalone_mode=True
    )
    assert ran.output.splitlines() == completed
    source = CliRunner(env={"_EO_SITE_COMPLETE": "fish_source"}).invoke(main, prog_name="eo-site")
    assert "_EO_SITE_COMPLETE=fish_complete" in source.output


# Where the site is ----------------------------------------------------------------------------


def ran_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, started in a folder."""
    command = [sys.executable, "-m", "eo_site", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip


def test_the_site_is_found_from_within(site: Path) -> None:
    """From any folder below its root; elsewhere, the user is told of -C."""
    inside = ran_in(site / "content/orders", "check")
    assert (inside.returncode, inside.stdout) == (0, "no problems\n")
    outside = ran_in(site.parent, "check")
    assert outside.returncode == 2
    assert "name the site's folder with -C" in outside.stderr


def test_the_output_can_be_elsewhere(site: Path, tmp_path: Path) -> None:
    """`--out`, and build/ is not made."""
    assert run("-C", site, "build", "--out", tmp_path / "www").code == 0
    assert (tmp_path / "www/plain/index.html").is_file()
    assert not (site / "build").exists()


# What is printed ------------------------------------------------------------------------------


def test_problems_as_json_have_all_their_parts(site: Path) -> None:
    """For editors and for other programs; one object, nothing around it."""
    write(site, {"content/orders/eo-2.md": "---\ntitel: T\n---\n"})
    for command in ("check", "build"):
        ran = run("-C", site, command, "--format", "json")
        problems = json.loads(ran.output)["problems"]
        assert ran.code == 1
        assert problems[0] == {
            "code": "EO110", "severity": "error", "path": "content/orders/eo-2.md", "line": 2,
            "column": 1, "message": "unknown key `titel`", "hint": "did you mean `title`?",
            "fix": {"replacements": [{"line": 2, "column": 1, "end_line": 2, "end_column": 6,
                                      "before": "titel", "after": "title"}]},
        }  # fmt: skip


def test_no_problems_as_json_is_an_empty_list(site: Path) -> None:
    """Also of a build that succeeds."""
    for command in ("check", "build"):
        assert json.loads(run("-C", site, command, "--format", "json").output) == {"problems": []}


def test_a_site_without_an_address_is_told_what_it_lacks(tmp_path: Path) -> None:
    """No base_url, no canonical addresses, no sitemap: legal, but worth a note."""
    site = SITE.replace("base_url: https://orders.example/library/\n", "")
    root = small_site(tmp_path, {"site.yaml": site})
    ran = run("-C", root, "build")
    assert ran.code == 0 and "no base_url in site.yaml" in ran.output
    assert not [path for path in tree(root / "build") if "sitemap" in path]
    assert 'rel="canonical"' not in page(root / "build/plain", "")


def test_explain_helps_with_names(site: Path) -> None:
    """An unknown order or audience: did you mean …?"""
    assert "did you mean `eo-14001`?" in run("-C", site, "explain", "eo-14011").output
    unknown = run("-C", site, "explain", "eo-14001", "--audience", "lawyer").output
    assert "did you mean `lawyers`?" in unknown


def test_explain_of_a_site_with_errors_tells_the_errors(site: Path) -> None:
    """There is nothing to explain yet."""
    write(site, {"content/orders/eo-2.md": "Text."})
    ran = run("-C", site, "explain", "eo-14001")
    assert ran.code == 1 and "EO104" in ran.output


# Schemas --------------------------------------------------------------------------------------


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `on` is a word, a date is text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [each for each in found if not each[0].endswith((":bool", ":timestamp"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def as_editors_read(file: Path) -> Any:
    """A YAML file, or a Markdown file's record."""
    text = file.read_text("utf-8")
    return yaml.load(text.split("---\n")[1] if file.suffix == ".md" else text, EditorLoader)


def repository_files() -> Iterator[tuple[str, Path]]:
    """(kind, file) of this repository's content."""
    content = REPOSITORY / "content"
    for file in sorted(content.glob("orders/*.md")):
        yield ("translation" if "." in file.stem else "order"), file
    yield from (("page", file) for file in sorted(content.glob("pages/*.md")))
    yield from (("vocabulary", file) for file in sorted(content.glob("vocabularies/*.yaml")))
    yield "sources", content / "sources.yaml"
    yield "audiences", REPOSITORY / "audiences.yaml"
    yield "site", REPOSITORY / "site.yaml"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    """Printed as JSON, valid as JSON Schema, closed against unknown keys."""
    schema = json.loads(run("schema", kind).output)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json_schema(kind)
    assert schema["additionalProperties"] is False
    assert not jsonschema.Draft202012Validator(schema).is_valid({"no such key": 1})


@pytest.mark.parametrize(
    ("kind", "file"), [pytest.param(*each, id=each[1].name) for each in repository_files()]
)
def test_a_schema_accepts_this_repositorys_files(kind: str, file: Path) -> None:
    """An editor underlines nothing that the program accepts."""
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    assert [each.message for each in validator.iter_errors(as_editors_read(file))] == []


@pytest.mark.parametrize(
    "record",
    [
        {"title": "T", "number": "EO 1"},
        {"title": "T", "dates": {"signed": "soon"}},
        {"title": "T", "status": [{"value": "alive", "source": "order"}]},
        {"title": "T", "summary": {"general": "no default"}},
        {"number": "1"},
    ],
)
def test_a_schema_refuses_what_the_program_refuses(record: dict[str, Any]) -> None:
    """As far as JSON Schema can say it."""
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(json_schema("order"), format_checker=checker)
    if record.get("number") != "EO 1":  # YAML may give a number, so the schema takes any text
        assert not validator.is_valid(record)


# Sites in a bad way -----------------------------------------------------------------------------


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    """Both files it lacks are named."""
    ran = run("-C", tmp_path, "build")
    assert ran.code == 1
    assert "audiences.yaml:1:1: EO100 the file is missing" in ran.output
    assert "site.yaml:1:1: EO100 the file is missing" in ran.output


def test_an_empty_file_lacks_its_keys(tmp_path: Path) -> None:
    """Each that is required is named, and nothing that stands in for one."""
    (tmp_path / "site.yaml").write_text("# nothing yet\n", "utf-8")
    ran = run("-C", tmp_path, "check")
    for key in ("id", "title", "publisher", "notice"):
        assert f"site.yaml:1:1: EO111 the key `{key}` is missing" in ran.output
    assert "…" not in ran.output


@pytest.mark.parametrize(
    "path",
    [
        "site.yaml",
        "audiences.yaml",
        "content/sources.yaml",
        "content/orders/eo-2.md",
        "content/vocabularies/interests.yaml",
    ],
)
@pytest.mark.parametrize("data", [b"\0\xff\xfe\x00PNG", b"", b"[]", b"a: [", b"- 1\n- 2\n", b"42"])
def test_any_bytes_in_any_file_are_a_problem_or_nothing(site: Path, path: str, data: bytes) -> None:
    """Never a traceback."""
    write(site, {path: data})
    ran = run("-C", site, "check")
    assert ran.code in (0, 1)
    assert ran.code == 0 or path in ran.output


def test_a_folder_where_a_file_should_be_cannot_be_read(site: Path) -> None:
    """Said in words, with the path."""
    (site / "audiences.yaml").unlink()
    (site / "audiences.yaml").mkdir()
    ran = run("-C", site, "check")
    assert ran.code == 1 and "audiences.yaml:1:1: EO100 the file cannot be read" in ran.output


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read everything")
@pytest.mark.parametrize(
    "path", ["site.yaml", "content/orders/eo-14001.md", "content/orders/eo-14001/a.png"]
)
def test_a_file_that_may_not_be_read_is_named(site: Path, path: str) -> None:
    """One problem, and no other that follows from it."""
    write(site, {"content/orders/eo-14001/a.png": b"png"})
    (site / path).chmod(0)
    ran = run("-C", site, "check")
    assert ran.code == 1 and f"{path}:1:1: EO100 the file cannot be read" in ran.output


@pytest.mark.parametrize("folder", ["content/orders", "content/pages", "themes/default/static"])
def test_names_that_are_not_text_are_problems(site: Path, folder: str) -> None:
    """A file name in another encoding is named as far as it can be."""
    (site / folder).mkdir(parents=True, exist_ok=True)
    (site / folder / os.fsdecode(b"eo-\xff.md")).write_text("x")
    ran = run("-C", site, "check")
    assert ran.code == 1 and "EO100" in ran.output


@pytest.mark.parametrize(
    ("template", "text", "line"),
    [
        ("order.html", "{# one #}\n{{ order.nothing }}\n", 2),
        ("home.html", "\n\n{% if %}\n", 3),
        ("macros.html", "{% macro broken( %}", 1),
        ("modules/summary.html", "\n{{ m.body.html() }}", 2),
        ("page.html", '{% extends "gone.html" %}', 1),
        ("chooser.html", "{{ 1 / 0 }}", 1),
        ("404.html", "\n\n\n{{ page.frame.url }}", 4),
        ("base.html", b"\xff", 1),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    site: Path, template: str, text: str | bytes, line: int
) -> None:
    """EO501, and nothing is published."""
    path = f"themes/default/templates/{template}"
    write(site, {path: text, "content/pages/about.md": "---\ntitle: A\n---\n\nA.\n"})
    ran = run("-C", site, "build")
    assert ran.code == 1
    assert f"templates/{template}:{line}:" in ran.output
    assert "EO501" in ran.output or isinstance(text, bytes)
    assert not (site / "build").exists()


def test_a_theme_that_does_not_exist_is_a_problem(site: Path) -> None:
    """Named with the one that ships."""
    ran = run("-C", site, "build", "--theme", "nowhere")
    assert ran.code == 1 and "EO502 there is no theme `nowhere`" in ran.output


def test_strings_of_another_shape_are_named(site: Path) -> None:
    """Where templates expect several words, one is a mistake of the theme."""
    write(site, {"themes/default/strings.yaml": "legal_status: none\n"})
    ran = run("-C", site, "build")
    assert ran.code == 1
    assert "strings.yaml:1:15: EO112 `legal_status` expects keys with values" in ran.output


# Small and large --------------------------------------------------------------------------------


def test_a_site_without_orders_builds(tmp_path: Path) -> None:
    """The first build of a new publisher."""
    root = small_site(tmp_path)
    (root / "content/orders/eo-14001.md").unlink()
    out = built(root)
    assert "No orders" in page(out / "plain", "") or 'class="silence"' in page(out / "plain", "")
    (root / "content/orders").rmdir()
    (root / "content").rmdir()
    assert tree(built(root)) == tree(out)


def test_a_home_shows_the_newest_fifty(tmp_path: Path) -> None:
    """150 records without an analysis: the home stays small, the data has them all."""
    files = {
        f"content/orders/eo-{n}.md": order(
            f"dates: {{signed: 2021-01-{n % 28 + 1:02}}}\n", number=n
        )
        for n in range(14100, 14250)
    }
    audiences = AUDIENCES.partition("  - id: lawyers")[0]
    root = write(tmp_path, {"site.yaml": SITE, "audiences.yaml": audiences, **files})
    out = built(root)
    assert page(out / "plain", "").count("data-slug=") == 50
    facets = json.loads((out / "plain/data/facets.json").read_text("utf-8"))
    assert facets["orders"] == 150 and facets["signed"][0] == "2021-01-28"
    cards = [
        json.loads((out / f"plain/data/cards/{number}.json").read_text("utf-8"))["cards"]
        for number in (1, 2)
    ]
    assert [len(each) for each in cards] == [100, 50]
    assert not (out / "plain/data/cards/3.json").exists()
    assert len(list((out / "plain/orders").glob("eo-*/index.html"))) == 150


# What only some commands find ---------------------------------------------------------------------


def test_check_renders_where_asked_and_writes_nothing(site: Path) -> None:
    """Errors of templates, which `check` alone does not look for and `build` finds."""
    write(site, {"themes/default/templates/modules/status.html": "{{ nothing.at.all }}"})
    before = tree(site)
    assert run("-C", site, "check").code == 0
    ran = run("-C", site, "check", "--render")
    assert ran.code == 1 and "status.html:1:1: EO501" in ran.output
    assert tree(site) == before


def test_check_rendered_counts_warnings_as_check_does(site: Path) -> None:
    """With `--strict` they are errors, and pages are rendered all the same."""
    write(site, {"content/vocabularies/interests.yaml": "terms: [{id: lamps, label: Lamps}]\n"})
    for options, code in (((), 0), (("--strict",), 1)):
        plain = run("-C", site, "check", *options)
        rendered = run("-C", site, "check", "--render", *options)
        assert plain.code == rendered.code == code and plain.output == rendered.output


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/orders/eo-14002.md", order("aliases: ['2021']\n", number=14002), "EO413"),
        ("content/orders/eo-14002.md", order("aliases: [undated]\n", number=14002), "EO413"),
        ("content/orders/undated.md", order(number=14002), "EO411"),
        ("audiences.yaml", AUDIENCES.replace("    name: Plain", "    template: plaim\n    name: Plain"), "EO124"),
    ],
)  # fmt: skip
def test_check_finds_what_keeps_a_build_from_being_written(
    site: Path, path: str, text: str, code: str
) -> None:
    """And both say it alike."""
    write(site, {path: text})
    checked, tried = run("-C", site, "check"), run("-C", site, "build")
    assert checked.code == tried.code == 1
    assert f" {code} " in checked.output
    assert checked.output.splitlines()[0] == tried.output.splitlines()[0]
