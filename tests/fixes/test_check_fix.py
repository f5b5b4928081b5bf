"""`eo-site check --fix`: shown, then written; nothing beside it changes, and nothing is lost."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from eo_site.cli import main
from eo_site.commands.mend import mended
from eo_site.content_texts import ChangedError, ContentTexts
from eo_site.fixes import MENDED
from tests.fixes.test_certain_fixes import FILES
from tests.sites import AUDIENCES, ORDER, REPOSITORY, SITE, loaded, run, small_site, tree, write

ORDER_PATH = "content/orders/eo-14001.md"
SLIPPED = (
    ORDER.replace("{signed: 2021-01-20}", "{signed: 20 Jan 2021}   # as printed")
    .replace("title: Count", "titel: Count")
    .replace("::: for lawyers", "::: for lawyer")
)
DIFF = """\
--- content/orders/eo-14001.md
+++ content/orders/eo-14001.md
@@ -2,4 +2,4 @@
 number: 14001
-titel: Counting Lighthouses
-dates: {signed: 20 Jan 2021}   # as printed
+title: Counting Lighthouses
+dates: {signed: 2021-01-20}   # as printed
 status:
@@ -17,3 +17,3 @@
 
-::: for lawyer
+::: for lawyers
 
3 fixes in 1 file; nothing written: --yes writes them
"""


def slipped(root: Path, text: str = SLIPPED, **files: str) -> Path:
    """A small site whose order has slips."""
    return small_site(root / "site", {ORDER_PATH: text, **files})


def test_without_a_yes_the_changes_are_shown_and_nothing_is_written(tmp_path: Path) -> None:
    """A change that nobody at a terminal can agree to fails, so that CI sees it."""
    root = slipped(tmp_path)
    before = tree(root)
    ran = run("-C", root, "check", "--fix", "--now", "2026-11-22")
    assert ran.code == 1
    assert ran.output.startswith(DIFF)
    assert DIFF in (REPOSITORY / "docs/authors.md").read_text("utf-8")
    assert "EO301 unknown audience `lawyer`" in ran.output
    assert tree(root) == before


def test_with_a_yes_only_the_slips_change_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """Line ends, a byte order mark, comments and every other file stay; what is still wrong is said."""
    text = "\ufeff" + SLIPPED.replace("\n", "\r\n") + "\r\nA {brace}.\r\n"
    root = slipped(tmp_path, text)
    (root / ORDER_PATH).chmod(0o640)
    before = tree(root)
    ran = run("-C", root, "check", "--fix", "--yes", "--now", "2026-11-22")
    assert ran.code == 1
    assert "written: 3 fixes in 1 file\n" in ran.output
    assert re.search(r"eo-14001.md:\d+:3: EO207 .*\n.*\n1 error, 0 warnings\n$", ran.output)
    after = tree(root)
    meant = ORDER.replace("2021-01-20}\n", "2021-01-20}   # as printed\n", 1)
    meant = "\ufeff" + meant.replace("\n", "\r\n") + "\r\nA {brace}.\r\n"
    assert after.pop(ORDER_PATH) == meant.encode()
    assert before.pop(ORDER_PATH) and after == before
    assert (root / ORDER_PATH).stat().st_mode & 0o777 == 0o640
    again = run("-C", root, "check", "--fix", "--yes", "--now", "2026-11-22")
    assert again.output.startswith("nothing that can be mended for certain\n")
    assert tree(root)[ORDER_PATH] == meant.encode()


@pytest.mark.parametrize(("answer", "code", "text"), [("y", 0, ORDER), ("n", 1, SLIPPED)])
def test_somebody_at_a_terminal_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, text: str
) -> None:
    """A yes writes what was shown, anything else nothing."""
    monkeypatch.setattr("eo_site.commands.mend.at_a_terminal", lambda: True)
    root = slipped(tmp_path)
    line = ["-C", str(root), "check", "--fix", "--now", "2026-11-22"]
    ran = CliRunner().invoke(main, line, input=f"{answer}\n")
    assert "3 fixes in 1 file; write them? [y/N]" in ran.output
    assert ran.exit_code == code
    assert (root / ORDER_PATH).read_text("utf-8").replace("   # as printed", "") == text.replace(
        "   # as printed", ""
    )


@pytest.mark.parametrize(
    ("files", "left"),
    [
        (
            {"audiences.yaml": AUDIENCES.replace("[contents, sec", "[contents, contnets, sec")},
            "EO312",
        ),
        ({ORDER_PATH: ORDER.replace("2021-01-20}\n", "20 Jan 1021}\n", 1)}, "EO112"),
    ],
)
def test_a_fix_after_which_its_line_has_another_error_is_left_to_the_author(
    tmp_path: Path, files: dict[str, str], left: str
) -> None:
    """A module one letter off that stands beside the right one; a year that cannot be."""
    root = small_site(tmp_path, files)
    result = mended(root, ContentTexts(root), lambda folder: loaded(folder).problems)
    assert [each.code for each in result.before] == [left]
    assert (result.fixes, result.problems) == ([], result.before)


def test_problems_name_files_of_the_site_also_where_fixes_were_tried(tmp_path: Path) -> None:
    """Fixes are tried in a copy; a theme's problem is said as ever, and the theme is not touched."""
    site = SITE + "theme: mine\n"
    root = slipped(tmp_path, **{"site.yaml": site, "themes/mine/strings.yaml": "dates: none\n"})
    result = mended(root, ContentTexts(root), lambda folder: loaded(folder).problems)
    assert [*result.texts] == [ORDER_PATH]
    assert [each.path for each in result.problems] == ["themes/mine/strings.yaml"]


INSTRUMENT = "{id: lighthouse-act, kind: statute, title: Lighthouse Act, source: statute-book}"
RECORD = """\
interests: [lighthouses]
relations:
  - {type: implements, target: lighthouse-act, source: notes}
in_effect:
  - {sections: ["1"], from: 2021-01-20, moved_by: lighthouse-act, source: notes}
cases:
  - id: a-v-b
    name: A v. B
    about: lighthouse-act
    source: notes
    events: [{on: 2021-03-01, kind: filed, court: maine}]
"""
LIBRARY = {
    "site.yaml": SITE + "rules: {uncited-number: off}\n",
    "audiences.yaml": AUDIENCES.replace(
        "modules: [c", "sections: {first: [purpose]}\n    modules: [c"
    ),
    "content/sources.yaml": "sources:\n  - {id: statute-book, type: webpage, title: S}\n",
    "content/vocabularies/interests.yaml": "terms:\n  - {id: lighthouses, label: Lighthouses}\n",
    "content/vocabularies/courts.yaml": "terms:\n  - {id: maine, label: Maine}\n",
    "content/vocabularies/agencies.yaml": (
        "terms:\n  - {id: navy, label: Navy}\n  - {id: guard, label: Guard, part_of: navy}\n"
    ),
    "content/instruments.yaml": f"instruments:\n  - {INSTRUMENT}\n",
    ORDER_PATH: ORDER.replace("summary:", f"{RECORD}summary:"),
}
MISSPELT = [
    ("site.yaml", "uncited-number", "uncited-numbr", "EO700"),
    ("audiences.yaml", "first: [purpose]", "first: [purpsoe]", "EO412"),
    ("audiences.yaml", "[contents,", "[contnets,", "EO312"),
    ("content/instruments.yaml", "source: statute-book", "source: statue-book", "EO422"),
    ("content/vocabularies/agencies.yaml", "part_of: navy", "part_of: nvay", "EO441"),
    (ORDER_PATH, "interests: [lighthouses]", "interests: [lighthuoses]", "EO401"),
    (ORDER_PATH, "target: lighthouse-act", "target: lighthous-act", "EO402"),
    (ORDER_PATH, "moved_by: lighthouse-act", "moved_by: lighthouuse-act", "EO420"),
    (ORDER_PATH, "about: lighthouse-act", "about: lighthause-act", "EO432"),
]


def test_names_that_one_file_has_of_another_are_mended(tmp_path: Path) -> None:
    """Terms, sources, instruments, modules, sections and rules, each one letter off."""
    files = {**LIBRARY}
    for path, right, wrong, _ in MISSPELT:
        assert right in files[path]
        files[path] = files[path].replace(right, wrong)
    root = small_site(tmp_path / "site", files)
    result = mended(root, ContentTexts(root), lambda folder: loaded(folder).problems)
    assert {each.code for each in result.fixes} == {code for *_, code in MISSPELT}
    assert result.texts == {path: LIBRARY[path] for path, *_ in MISSPELT}


def test_a_name_that_some_editions_have_is_no_slip(tmp_path: Path) -> None:
    """A source for lawyers alone, cited to all, is not taken for one whose name is near."""
    sources = "  - {id: rules, type: webpage, title: R, for: [lawyers]}\n  - {id: rule, type: webpage, title: R}\n"
    text = ORDER.replace("sources:\n", f"sources:\n{sources}").replace(
        "count [@order, 1].\n\n", "c [@rules].\n\n"
    )
    root = slipped(tmp_path, text)
    [problem] = loaded(root).problems
    assert (problem.code, problem.hint) == ("EO308", "did you mean `rule`?")
    assert not mended(root, ContentTexts(root), lambda _: (problem,)).fixes


def test_a_file_that_was_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    """Nobody's work is lost, and nothing half-written stays behind."""
    root = slipped(tmp_path)
    content = ContentTexts(root)
    assert content.text_of(ORDER_PATH) == SLIPPED
    write(root, {ORDER_PATH: "mine\n"})
    before = tree(root)
    with pytest.raises(ChangedError, match="was changed meanwhile"):
        content.write(ORDER_PATH, ORDER)
    assert tree(root) == before


def test_only_what_a_sites_people_write_is_changed(tmp_path: Path) -> None:
    """No official text, theme or image, and nothing behind a link that leads out of the site."""
    root = slipped(
        tmp_path, **{"content/texts/eo-14001.txt": "t", "themes/mine/strings.yaml": "a: b"}
    )
    write(tmp_path, {"outside.md": "text"})
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").symlink_to(tmp_path / "outside.md")
    content = ContentTexts(root)
    given = tree(root)
    assert [each for each in sorted(given) if content.text_of(each)] == [
        "audiences.yaml",
        ORDER_PATH,
        "site.yaml",
    ]
    assert sorted(content.paths()) == ["audiences.yaml", ORDER_PATH, "site.yaml"]


def test_the_docs_mark_the_codes_that_can_be_mended() -> None:
    """docs/problems.md has an asterisk at each of them, and at no other."""
    text = (REPOSITORY / "docs/problems.md").read_text("utf-8")
    marked = re.findall(r"^\| (EO\d{3})\* \|", text, re.MULTILINE)
    assert sorted(MENDED) == marked


def test_every_code_that_can_be_mended_is_tried() -> None:
    """By a slip that becomes what was meant, here or in the table of slips."""
    tried = {code for code, _, after in FILES if after} | {code for *_, code in MISSPELT}
    assert tried == MENDED
