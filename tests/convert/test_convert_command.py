"""`eo-site convert`: what it writes, where, and what it says."""

import json
from pathlib import Path

import pytest

from tests.convert.making import document, paragraph, run
from tests.sites import loaded, order, small_site, write
from tests.sites import run as command

MEMO = '---\ntitle: On Lamps\ntags: [x]\n---\n\n## Purpose\n\nText {for="lawyers"}[^1]\n\n[^1]: 85 FR 6721 (2020)\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site, and a memo beside it."""
    write(tmp_path, {"memo.md": MEMO})
    return small_site(tmp_path / "site")


def test_a_new_order_is_written_and_checks(root: Path, tmp_path: Path) -> None:
    """The file is a draft in which nothing is wrong, and what was left out is told with its place."""
    ran = command("-C", root, "convert", tmp_path / "memo.md", "--order", "eo-14002")
    assert ran.code == 0, ran.output
    assert (
        "memo.md:1: warning: EO817 not carried over: `tags` that are no interests of the site: “x”"
        in ran.output
    )
    text = (root / "content/orders/eo-14002.md").read_text("utf-8")
    assert 'Text \\{for\\="lawyers"\\} [@note-1]' in text and "draft: true" in text
    assert not [each.line() for each in loaded(root).problems if "14002" in each.path]


def test_a_draft_without_a_body_gets_one_and_keeps_its_record(root: Path, tmp_path: Path) -> None:
    """What `eo-site new` wrote stays; sources are added, and a title that differs is told."""
    record = "draft: true # mine\nsources:\n  - {id: own, type: webpage, title: Own}\n"
    path = "content/orders/2021/eo-14002.md"
    write(root, {path: order(record, "\n<!--\nThe analysis goes here.\n-->\n", number=14002)})
    ran = command("-C", root, "convert", tmp_path / "memo.md", "--order", "eo-14002")
    assert (
        ran.code == 0
        and "not carried over: `title`, which the order's file has: “On Lamps”" in ran.output
    )
    text = (root / path).read_text("utf-8")
    assert "title: Counting Lighthouses\ndraft: true # mine\n" in text
    assert "  - {id: own, type: webpage, title: Own}\n  - {id: note-1, type: regulation" in text
    assert "The analysis goes here" not in text and "## Purpose" in text


def test_an_order_with_a_body_is_left_alone(root: Path, tmp_path: Path) -> None:
    """Nothing is overwritten, by neither way."""
    before = (root / "content/orders/eo-14001.md").read_bytes()
    ran = command("-C", root, "convert", tmp_path / "memo.md", "--order", "eo-14001")
    assert ran.code == 1 and "EO819 the order has a body already" in ran.output
    ran = command(
        "-C", root, "convert", tmp_path / "memo.md", "--out", root / "content/orders/eo-14001.md"
    )
    assert ran.code == 1 and "is there already" in ran.output
    assert (root / "content/orders/eo-14001.md").read_bytes() == before


def test_without_a_site_it_prints_or_writes_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of a site is needed; what is said can be had as data."""
    write(tmp_path, {"memo.docx": document(paragraph(run("Words")))})
    monkeypatch.chdir(tmp_path)
    assert "draft: true\n---\n\nWords\n" in command("convert", "memo.docx").output
    ran = command("convert", "memo.docx", "--out", "new/out.md", "--format", "json")
    assert ran.code == 0 and (tmp_path / "new/out.md").read_text("utf-8").endswith("\n\nWords\n")
    told = json.loads(ran.output[: ran.output.rindex("}") + 1])
    untitled = {
        "code": "EO818",
        "paragraph": 1,
        "message": "it has no title: write one",
        "words": "",
    }
    assert untitled in told["remarks"]


def test_what_cannot_be_done_is_said(root: Path, tmp_path: Path) -> None:
    """A file that is not there or damaged, a name that is none, two destinations."""
    write(tmp_path, {"bad.docx": b"PK"})
    for arguments, code, said in (
        (("convert", tmp_path / "none.md"), 1, "cannot read"),
        (("convert", tmp_path / "bad.docx"), 1, "bad.docx:1:1: EO819 it is no Word document"),
        (("convert", tmp_path / "memo.md", "--order", "../x"), 1, "is no name of an order's file"),
        (
            ("convert", tmp_path / "memo.md", "--order", "eo-1", "--out", "x"),
            2,
            "either --out or --order",
        ),
    ):
        ran = command("-C", root, *arguments)
        assert ran.code == code and said in ran.output, ran.output


def test_a_name_of_the_sites_audiences_is_told(root: Path, tmp_path: Path) -> None:
    """Words that name an audience and cannot be escaped are the author's to settle: the file is written, the
    command fails.
    """
    write(tmp_path, {"a.md": "# T\n\nlawyers – see above\n\n(lawyers only) for lawyers: x\n"})
    ran = command("-C", root, "convert", tmp_path / "a.md", "--order", "eo-14002")
    assert ran.code == 1 and "EO222 `lawyers`" in ran.output
    assert (root / "content/orders/eo-14002.md").is_file()
