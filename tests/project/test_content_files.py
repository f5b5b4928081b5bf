"""Nothing of `content/` is left out in silence."""

import os
from pathlib import Path

import pytest

from eo_site.content_files import KNOWN, is_passed_over
from eo_site.model.vocabulary import VOCABULARIES
from tests.sites import ORDER, built, order, run, small_site, write

PAGE = "---\ntitle: A page\n---\n\nText.\n"
SECOND = order(number=14002)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two editions of one order."""
    return small_site(tmp_path / "site")


LEFT_OUT = [
    ("content/orders/eo-14002/eo-14002.md", "content/orders/eo-14002", "EO121", "rename `eo-14002.md` to index.md"),
    ("content/orders/eo-14002/Index.md", "content/orders/eo-14002", "EO121", "rename `Index.md` to index.md"),
    ("content/orders/eo-14002/index.markdown", "content/orders/eo-14002", "EO121", "rename `index.markdown`"),
    ("content/orders/eo-14002/README.md", "content/orders/eo-14002", "EO121", "rename `README.md` to index.md"),
    ("content/orders/lighthouses/eo-14002.md", "content/orders/lighthouses", "EO121", "rename"),
    ("content/pages/help/faq.md", "content/pages/help", "EO121", "rename `faq.md` to index.md"),
    ("content/orders/old/2020/eo-14002.md", "content/orders/old", "EO120", "index.md is missing"),
    ("content/orders/images/figure.png", "content/orders/images", "EO120", "index.md is missing"),
    ("content/orders/index.md", "content/orders/index.md", "EO120", "its name is its address"),
    ("content/orders/2020/index.md", "content/orders/2020/index.md", "EO120", "its name is its address"),
    ("content/orders/eo-14002.markdown", "content/orders/eo-14002.markdown", "EO120", "rename it to eo-14002.md"),
    ("content/orders/eo-14002.MD", "content/orders/eo-14002.MD", "EO120", "rename it to eo-14002.md"),
    ("content/orders/eo-14002.docx", "content/orders/eo-14002.docx", "EO120", "end in .md"),
    ("content/orders/eo-14001/notes.md", "content/orders/eo-14001/notes.md", "EO120", "holds one document"),
    ("content/orders/eo-14001/img/a.png", "content/orders/eo-14001/img", "EO120", "holds one document"),
    *((f"content/vocabularies/{name}", f"content/vocabularies/{name}", "EO120", "did you mean `agencies.yaml`?")
      for name in ("agencies.yml", "agancies.yaml", "Agencies.yaml")),
    ("content/vocabularies/more/agencies.yaml", "content/vocabularies/more", "EO120", "_"),
    ("content/vocabulary/agencies.yaml", "content/vocabulary", "EO120", "did you mean `vocabularies`?"),
    ("content/Orders/eo-14002.md", "content/Orders", "EO120", "did you mean `orders`?"),
    ("content/eo-14002.md", "content/eo-14002.md", "EO120", "_"),
    ("content/sources.yml", "content/sources.yml", "EO120", "did you mean `sources.yaml`?"),
    ("content/texts/README.md", "content/texts/README.md", "EO120", "called by its order's number"),
    ("content/texts/eo-14001.pdf", "content/texts/eo-14001.pdf", "EO120", "called by its order's number"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "path", "code", "hint"), LEFT_OUT, ids=[e[0] for e in LEFT_OUT])
def test_a_file_that_no_rule_takes_is_one_problem(
    site: Path, file: str, path: str, code: str, hint: str
) -> None:
    """With its path and what to do; the build stops, since a page would be missing."""
    write(site, {file: SECOND})
    for command in ("check", "build"):
        ran = run("-C", site, command)
        problem, told, *_ = ran.output.splitlines()
        assert ran.code == 1 and problem.startswith(f"{path}:1:1: {code} "), ran.output
        assert hint in told, ran.output
    assert not (site / "build").exists()


def test_folders_of_years_group_orders(site: Path) -> None:
    """Addresses and links are those of the file's name; images stand beside the text."""
    link = "See [it](../eo-14001.md#purpose), [this](../../pages/about.md), [that](../2021/eo-14003.md).\n"
    linked = order(body=f"\n{link}\n![A tower](tower.png)\n", number=14002)
    third = order(body="\nSee [it](../2020/eo-14002/index.md).\n", number=14003)
    files = {
        "content/orders/2020/eo-14002/index.md": linked,
        "content/orders/2020/eo-14002/tower.png": b"\x89PNG\r\n\x1a\nx",
        "content/orders/2021/eo-14003.md": third,
        "content/pages/about.md": PAGE.replace("Text", "See [it](../orders/2021/eo-14003.md)"),
    }
    edition = built(write(site, files)) / "plain"
    page = (edition / "orders/eo-14002/index.html").read_text()
    for address in ("../../orders/eo-14001/#purpose", "../../about/", "../../orders/eo-14003/"):
        assert f'href="{address}"' in page
    assert (edition / "orders/eo-14002/tower.png").read_bytes() == b"\x89PNG\r\n\x1a\nx"
    assert 'href="../../orders/eo-14002/"' in (edition / "orders/eo-14003/index.html").read_text()
    assert 'href="../orders/eo-14003/"' in (edition / "about/index.html").read_text()


def test_an_order_moved_into_a_folder_leaves_every_byte_as_it_was(site: Path) -> None:
    """The name is the address, wherever the file stands."""
    before = {e.name: e.read_bytes() for e in (built(site) / "plain").rglob("*.html")}
    (site / "content/orders/2021").mkdir()
    (site / "content/orders/eo-14001.md").rename(site / "content/orders/2021/eo-14001.md")
    assert {e.name: e.read_bytes() for e in (built(site) / "plain").rglob("*.html")} == before


def test_the_same_name_in_two_folders_is_a_problem(site: Path) -> None:
    """Two files would write one page."""
    write(site, {"content/orders/2021/eo-14001.md": ORDER})
    ran = run("-C", site, "check")
    assert "EO100 `eo-14001` also stands in content/orders/2021/eo-14001.md" in ran.output


DROPPINGS = [
    "eo-14001.md~", "#eo-14001.md#", ".#eo-14001.md", "~$eo.docx", "Thumbs.db", "desktop.ini",
    ".DS_Store", "eo-14001.md.swp", "eo-14001.md.bak", "eo-14001.md.orig", "eo-14001.tmp", "4913",
    "_notes.md", "__MACOSX", "eo-14001.md.rej",
]  # fmt: skip


@pytest.mark.parametrize(
    "folder",
    ["", "orders/", "orders/2020/", "orders/eo-14001/", "pages/", "vocabularies/", "texts/"],
)
def test_what_editors_and_systems_leave_behind_is_passed_over(site: Path, folder: str) -> None:
    """Like names that begin with a dot or an underscore."""
    write(site, {f"content/{folder}{name}": "x" for name in DROPPINGS})
    assert run("-C", site, "check").output == "no problems\n"


@pytest.mark.parametrize("name", DROPPINGS)
def test_droppings_are_no_part_of_a_theme_either(name: str) -> None:
    """A backup of a style sheet is not published."""
    assert is_passed_over(name)


def test_a_backup_in_a_theme_is_not_published(site: Path) -> None:
    """Nor is it a problem."""
    write(site, {f"themes/default/static/css/{name}": "x" for name in DROPPINGS})
    names = {each.name for each in built(site).rglob("*")}
    assert names & set(DROPPINGS) <= {"_notes.md"}


def test_a_link_that_leads_nowhere_is_a_problem(site: Path) -> None:
    """As a checkout without its other half leaves them."""
    (site / "content/orders/eo-9.md").symlink_to(site / "nowhere.md")
    (site / "content/sources.yaml").symlink_to(site / "nowhere.yaml")
    ran = run("-C", site, "check")
    assert ran.code == 1
    assert "content/orders/eo-9.md:1:1: EO122 a link that leads nowhere" in ran.output
    assert "content/sources.yaml:1:1: EO122 a link that leads nowhere" in ran.output


LOOPS = [
    ("content/orders/round.md", "round.md"),
    ("content/orders/round", ".."),
    ("content/orders/eo-14001/round", "."),
    ("content/orders/2020/round", "../../orders"),
    ("content/texts/round", "../.."),
    ("content/round", "/"),
    ("themes/default/static/round", ".."),
    ("themes/default/static/round", "round"),
]


@pytest.mark.parametrize(("link", "target"), LOOPS)
def test_a_link_into_what_it_stands_in_is_a_problem(site: Path, link: str, target: str) -> None:
    """Told once, by `check` and by `build` alike, however deep one could go."""
    write(site, {f"{Path(link).parent}/.keep": ""})
    (site / link).symlink_to(target)
    for command in ("check", "build", "build"):
        ran = run("-C", site, command)
        assert ran.code == 1 and f"{link}:1:1: EO122 a link that leads" in ran.output, ran.output
        assert "\n1 error, 0 warnings" in ran.output or "; 1 error, 0 warnings" in ran.output


def test_a_link_to_a_folder_elsewhere_is_followed(site: Path, tmp_path: Path) -> None:
    """Orders, images and a theme's folders may be kept in another place."""
    elsewhere = write(tmp_path / "elsewhere", {"a/index.md": SECOND, "css/more.css": "a{}"})
    (site / "content/orders/eo-14002").symlink_to(elsewhere / "a")
    write(site, {"themes/default/static/.keep": ""})
    (site / "themes/default/static/more").symlink_to(elsewhere / "css")
    out = built(site)
    assert (out / "plain/orders/eo-14002/index.html").is_file()
    assert [*out.glob("plain/assets/*/more/more.css")]


def test_something_that_is_no_file_is_a_problem(site: Path) -> None:
    """It is not opened: a pipe would wait for ever."""
    os.mkfifo(site / "content/orders/eo-14002.md")
    ran = run("-C", site, "check")
    assert "content/orders/eo-14002.md:1:1: EO120 neither a file nor a folder" in ran.output


@pytest.mark.parametrize(
    ("name", "near"), [("site.yaml", "site.yml"), ("audiences.yaml", "Audiences.yaml")]
)
def test_a_missing_file_that_is_called_otherwise_is_named(site: Path, name: str, near: str) -> None:
    """The hint says what to rename."""
    (site / name).rename(site / near)
    ran = run("-C", site, "check")
    assert f"{name}:1:1: EO100 the file is missing\n    rename `{near}`\n" in ran.output


def test_content_under_another_name_is_a_problem(site: Path) -> None:
    """Else a site without any order would be built."""
    (site / "content").rename(site / "Content")
    assert "Content:1:1: EO120 a folder that is nothing known" in run("-C", site, "check").output


def test_every_vocabulary_is_known() -> None:
    """The table of names and the model agree."""
    assert {f"{name}.yaml" for name in VOCABULARIES} <= set(KNOWN["content/vocabularies"])
