"""`eo-site publish`: what is left to do before orders are published, each with its place."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from eo_site.contrast import contrast, named_colours
from tests.sites import AUDIENCES, ORDER, order, run, small_site, tree, write

PUBLISHED = ORDER.replace(
    "---\n\n## Purpose",
    "changes:\n  - {on: 2026-11-01, kind: published, text: First published.}\n"
    "review:\n  state: reviewed\n"
    "  sign_offs: [{reviewer: A. Reader, audience: plain, on: 2026-11-02, digest: '00'}]\n"
    "---\n\n## Purpose",
)
DRAFT = order(
    """\
draft: true
publish_on: 2026-11-20
summary: {default: Buoys., lawyers: "Buoys [@web]."}
sources:
  - {id: web, type: webpage, title: A page, URL: https://example.org/}
""",
    "\n## Purpose\n\nTODO\n",
    number=2,
)


def git(root: Path, *arguments: str, day: str = "2026-11-01") -> None:
    """A command of git, as if on a day, whatever is set on this machine."""
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
    none = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments]
    subprocess.run(
        command, cwd=root, check=True, capture_output=True, env={**os.environ, **when, **none}
    )


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in git: one order changed since its last entry, one draft that is not ready, one pale colour."""
    pale = AUDIENCES.replace(
        "id: plain\n", 'id: plain\n    accent: {light: "#c0c0c0", dark: "#a9bdd1"}\n'
    )
    files = {
        "audiences.yaml": pale,
        "content/orders/eo-14001.md": PUBLISHED,
        "content/orders/eo-2.md": DRAFT,
        "content/orders/eo-3.md": order("summary: Lamps.\n", number=3),
    }
    root = small_site(tmp_path_factory.mktemp("unfinished"), files)
    git(root, "init", "-q")
    git(root, "add", "content")
    git(root, "commit", "-q", "-m", "First")
    changed = PUBLISHED.replace("The count binds the Secretary.", "The count binds.")
    return write(root, {"content/orders/eo-14001.md": changed})


def test_what_is_left_of_a_draft_is_told_in_order(unfinished: Path) -> None:
    """Each thing with its place and what to do; what is done in one line."""
    before = tree(unfinished)
    ran = run("-C", unfinished, "publish", "EO 2", "--now", "2026-11-22")
    assert ran.code == 1
    file = "content/orders/eo-2.md"
    assert ran.output.split("the site\n")[0].splitlines() == [
        "eo-2  Counting Lighthouses  (a draft, in no edition)",
        f"  open  {file}:13:1: placeholders: EO653 “TODO” is a place to be filled in",
        "        fill it in, or keep it in a remark: `# …` in YAML, `<!-- … -->` in text",
        f"  note  {file}:6:10: summaries: the default for `plain`, while others have their own",
        "        see whether it answers what these readers ask, or add theirs",
        f"  open  {file}:2:1: changes: no entry for `plain`, `lawyers`",
        "        add to `changes`: {on: 2026-11-22, kind: published, text: First published.}",
        f"  note  {file}:2:1: sign-offs: nobody has signed off `plain`, `lawyers`: “Unreviewed” stands there",
        "        read each, and add to `review.sign_offs` its digest: eo-site explain eo-2",
        f"  open  {file}:5:13: days: a draft, though it was to be published on 2026-11-20",
        "        delete `draft: true`, or give `publish_on` another day",
        f"  note  {file}:8:5: sources: nothing says when `web` was read",
        "        add `checked` if somebody looks at it again and again, else `accessed`",
        "  done  problems, guesses",
    ]
    assert tree(unfinished).keys() - before.keys() <= {
        path for path in tree(unfinished) if path.startswith(".eo-cache/")
    }


def test_a_change_without_an_entry_is_told_of_those_who_read_it(unfinished: Path) -> None:
    """Git has the text as it was after the newest entry; a lapsed sign-off is open, too."""
    output = run("-C", unfinished, "publish", "14001", "--now", "2026-11-22").output
    assert "changes: `lawyers` read otherwise than after the last entry, of 2026-11-01\n" in output
    assert "open  content/orders/eo-14001.md:16:14: sign-offs: EO409 A. Reader's sign-off" in output
    on_the_day = run("-C", unfinished, "publish", "14001", "--now", "2026-11-01").output
    assert "read otherwise" not in on_the_day


def test_pale_colours_are_open(unfinished: Path) -> None:
    """On everything that the theme puts them on, in each scheme."""
    output = run("-C", unfinished, "publish", "14001", "--now", "2026-11-22").output
    site = output.split("the site\n")[1]
    pale = "the light accent of `plain` has a contrast of 1.8 on --paper and 1.6 on --tint\n"
    assert f"  open  audiences.yaml:3:21: accents: {pale}" in site
    assert "dark accent" not in site and "`lawyers`" not in site
    assert site.endswith("open, 2 to consider; this command uploads nothing and writes nothing\n")


def test_the_list_as_data(unfinished: Path) -> None:
    """Of all orders, if none is named."""
    found = json.loads(
        run("-C", unfinished, "publish", "--format", "json", "--now", "2026-11-22").output
    )
    assert [each["order"] for each in found["orders"]] == ["eo-14001", "eo-2", "eo-3"]
    third = found["orders"][2]
    assert third["state"] == "published"
    assert [(each["step"], each["open"]) for each in third["items"]] == [
        ("changes", True), ("sign-offs", False),
    ]  # fmt: skip
    assert third["done"] == ["problems", "placeholders", "guesses", "summaries", "days", "sources"]
    every = [item for each in (*found["orders"], found["site"]) for item in each["items"]]
    assert found["open"] == sum(each["open"] for each in every)
    assert found["to_consider"] == len(every) - found["open"]


def test_only_what_is_open_fails_unless_strict(tmp_path: Path) -> None:
    """Without git nobody can tell what changed, which is to be considered; an error elsewhere is open."""
    changes = "changes: [{on: 2026-11-01, kind: published, text: First published.}]\n"
    files = {"content/orders/eo-14001.md": order(f"summary: Lamps.\n{changes}")}
    root = small_site(tmp_path, files)
    ran = run("-C", root, "publish", "14001", "--now", "2026-11-22")
    assert ran.code == 0 and "0 open, 2 to consider" in ran.output
    assert "without a history in git, what changed since 2026-11-01 cannot be told" in ran.output
    assert run("-C", root, "publish", "14001", "--strict", "--now", "2026-11-22").code == 1
    assert run("-C", root, "publish", "eo-14011").code == 2
    write(root, {"content/orders/eo-2.md": "Text."})
    ran = run("-C", root, "publish", "14001", "--now", "2026-11-22")
    assert ran.code == 1 and "open  content/orders/eo-2.md:1:1: problems: EO104" in ran.output


def test_colours_are_read_from_styles_for_screens() -> None:
    """Dark ones where they differ; a sheet for paper has its own."""
    screen = ":root { --paper: #fff; --ink: #000; }\n@media (prefers-color-scheme: dark) { :root { --paper: #111; } }"
    paper = "@page { margin: 1cm }\n:root { --paper: #eee; }"
    light, dark = {"paper": "#fff", "ink": "#000"}, {"paper": "#111", "ink": "#000"}
    assert named_colours([screen, paper]) == {"light": light, "dark": dark}
    assert contrast("#fff", "#000000") == pytest.approx(21)
