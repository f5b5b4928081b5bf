"""`eo-site diff`: each edition's changes, told as far as they may be."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from eo_site.diff.compare import EditionFiles
from tests.sites import AUDIENCES, ORDER, SITE, built, edit_audiences, run, small_site, write

MEMBERS = AUDIENCES.replace("name: Lawyers", "name: Lawyers\n    access: {members: [paying]}")
PLANTED = ORDER.replace(
    "The count binds the Secretary.\n",
    "The count binds the Secretary.\n\nCANARYNEW binds as well [@order, 2].\n",
)


def two_builds(root: Path, old: dict[str, str], new: dict[str, str]) -> tuple[Path, Path]:
    """A site built, changed, and built again."""
    copytree(built(small_site(root / "site", old)), root / "old")
    return root / "old", built(write(root / "site", dict(new)))


def told(old: Path, new: Path, *options: str) -> str:
    """What the command prints."""
    ran = run("diff", old, new, *options)
    assert ran.code == 0
    return ran.output


def test_a_change_for_one_audience_shows_in_its_edition_alone(tmp_path: Path) -> None:
    """Page, heading and words; the other edition and the front door stand as they were."""
    order = {"content/orders/eo-14001.md": PLANTED}
    assert told(*two_builds(tmp_path, {}, order)) == (
        "(front door): nothing changed\n"
        "lawyers: 1 page changed, 1 passage\n"
        "  orders/eo-14001/\n"
        "    + [Purpose] CANARYNEW binds as well (sec. 2).\n"
        "plain: nothing changed\n"
        "1 of 2 editions changed: 1 page changed, 1 passage\n"
    )


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_is_for_members_is_counted_and_not_told(tmp_path: Path, form: str) -> None:
    """In every format; asked for, it is."""
    site = {"audiences.yaml": MEMBERS}
    builds = two_builds(tmp_path, site, {"content/orders/eo-14001.md": PLANTED})
    kept = told(*builds, "--format", form)
    assert "orders/eo-14001/" in kept
    assert "CANARYNEW" not in kept and "Purpose" not in kept and "Lighthouses" not in kept
    assert "CANARYNEW" in told(*builds, "--format", form, "--show-text")


def test_an_edition_once_for_members_stays_so(tmp_path: Path) -> None:
    """Whichever of the two builds it was in."""
    edits = {"content/orders/eo-14001.md": PLANTED, "audiences.yaml": AUDIENCES}
    old, new = two_builds(tmp_path, {"audiences.yaml": MEMBERS}, edits)
    assert "CANARYNEW" not in told(old, new)
    assert "CANARYNEW" not in told(new, old)


@pytest.mark.parametrize("gone", ["manifest.json", "robots.txt", "index.html"])
@pytest.mark.parametrize("which", [("old",), ("new",), ("old", "new")])
def test_members_text_is_kept_back_whatever_a_build_lacks(
    tmp_path: Path, gone: str, which: tuple[str, ...]
) -> None:
    """A copy without the file that says what a folder is: its pages are nobody else's."""
    builds = two_builds(
        tmp_path, {"audiences.yaml": MEMBERS}, {"content/orders/eo-14001.md": PLANTED}
    )
    for name, folder in zip(("old", "new"), builds, strict=True):
        if name in which:
            (folder / "lawyers" / gone).unlink()
    for form in ("text", "json", "markdown"):
        assert "CANARYNEW" not in told(*builds, "--format", form)
    assert "CANARYNEW" in told(*builds, "--show-text")


def test_a_page_that_hides_itself_is_kept_back_in_any_edition(tmp_path: Path) -> None:
    """A members' page that was copied among public ones."""
    old, new = two_builds(
        tmp_path, {"audiences.yaml": MEMBERS}, {"content/orders/eo-14001.md": PLANTED}
    )
    for folder in (old, new):
        page = folder / "lawyers/orders/eo-14001/index.html"
        write(folder, {"plain/copied/index.html": page.read_bytes()})
    assert "CANARYNEW" not in told(old, new)
    assert "some pages are hidden: the text is shown with --show-text" in told(old, new)


def test_a_damaged_manifest_is_said(tmp_path: Path) -> None:
    """In words."""
    out = built(small_site(tmp_path / "site"))
    (out / "manifest.json").write_text("{")
    ran = run("diff", out, out)
    assert ran.code == 2 and "manifest.json cannot be read" in ran.output


@pytest.mark.parametrize(
    ("robots", "home", "members"),
    [
        ("User-agent: *\nAllow: /\n", "<p>Hello</p>", False),
        ("User-agent: *\nDisallow: /drafts/\n", "<p>Hello</p>", False),
        ("User-agent: *\nDisallow: /\n", "<p>Hello</p>", True),
        ("User-agent: *\ndisallow:/ # all\n", "<p>Hello</p>", True),
        ("User-agent: *\nAllow: /\n", '<meta name="robots" content="NOINDEX">', True),
        ("", "<p>Hello</p>", True),
        ("User-agent: *\nAllow: /\n", None, True),
    ],
)
def test_an_edition_is_public_only_if_it_says_so(
    robots: str, home: str | None, members: bool
) -> None:
    """What asks not to be found, or says nothing of it, is taken to be for members."""
    pages = {} if home is None else {"index.html": home}
    assert EditionFiles(pages, {}, robots).for_members is members


def test_facts_are_told_apart_from_passages(tmp_path: Path) -> None:
    """An entry of the record that reads otherwise, before and after."""
    later = ORDER.replace("value: in-force,", "value: suspended,")
    data = json.loads(
        told(*two_builds(tmp_path, {}, {"content/orders/eo-14001.md": later}), "--format", "json")
    )
    [plain] = [each for each in data["editions"] if each["id"] == "plain"]
    assert plain["counts"]["facts"]
    [order] = [each for each in plain["pages"] if each["path"] == "orders/eo-14001/"]
    assert all(each["kind"] == "fact" for each in order["changes"])
    assert any("suspended" in each["new"].lower() for each in order["changes"])
    assert not any("suspended" in each["old"].lower() for each in order["changes"])


def test_new_and_removed_pages_and_editions(tmp_path: Path) -> None:
    """Each with its number of pages."""
    old, new = two_builds(
        tmp_path, {}, {"content/pages/about.md": "---\ntitle: About\n---\n\nHello.\n"}
    )
    assert "  about/: new\n" in told(old, new)
    assert "  about/: removed\n" in told(new, old)
    more = {"id": "more", "name": "More", "question": "?", "lead": ["status"], "modules": []}
    edit_audiences(tmp_path / "site", lambda document: document["audiences"].append(more))
    built(tmp_path / "site")
    assert "more: new edition, " in told(old, new)
    assert "more: removed edition, " in told(new, old)


def test_styles_change_no_page(tmp_path: Path) -> None:
    """The name of the assets' folder changes with any of them, and is in every page."""
    style = "themes/mine/static/css/site.css"
    site = {"site.yaml": f"theme: mine\n{SITE}", style: "p { color: red }\n"}
    old, new = two_builds(tmp_path, site, {style: "p { color: blue }\n"})
    assert told(old, new).endswith("0 of 2 editions changed\n")


def test_links_alone_are_counted_and_not_passed_over(tmp_path: Path) -> None:
    """A page that says the same and leads elsewhere is no unchanged page."""
    link = ORDER.replace("a count [", "a [count](https://%s.example/) [")
    edits = [{"content/orders/eo-14001.md": link % name} for name in ("one", "two")]
    assert "  orders/eo-14001/: links or markup only\n" in told(*two_builds(tmp_path, *edits))


def test_markdown_quotes_a_page_as_it_is(tmp_path: Path) -> None:
    """Nothing that a page says becomes markup, an address of a person or a reference."""
    hostile = ORDER.replace("a count [", r"a count of \<b> @somebody #12 \*now\* [")
    output = told(
        *two_builds(tmp_path, {}, {"content/orders/eo-14001.md": hostile}), "--format", "markdown"
    )
    assert r"\<b\> \@somebody \#12 \*now\*" in output
    assert "### plain\n\n1 page changed, 1 passage" in output


def test_the_same_builds_are_told_the_same(tmp_path: Path) -> None:
    """Byte for byte, and one edition's folder alone is compared as well."""
    old, new = two_builds(tmp_path, {}, {"content/orders/eo-14001.md": PLANTED})
    assert told(old, new, "--format", "json") == told(old, new, "--format", "json")
    assert told(old / "lawyers", new / "lawyers").startswith("lawyers: 1 page changed, 1 passage\n")


def test_a_folder_that_is_no_build_is_said(tmp_path: Path) -> None:
    """With what to name instead."""
    ran = run("diff", tmp_path, tmp_path)
    assert ran.code == 2
    assert "has no manifest.json; name a folder that `eo-site build` wrote" in ran.output
