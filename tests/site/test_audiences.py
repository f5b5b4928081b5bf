"""Audiences are the publisher's: renamed, added and dropped in content alone."""

import ast
import re
from pathlib import Path

import yaml

from tests.sites import (
    ORDER,
    REPOSITORY,
    built,
    copy_of_repository,
    edit_audiences,
    found,
    page,
    tree,
    write,
)

IDS = [
    each["id"]
    for each in yaml.safe_load((REPOSITORY / "audiences.yaml").read_text("utf-8"))["audiences"]
]


def rename(root: Path, old: str, new: str) -> Path:
    """Rename an audience as a publisher would: the word, in audiences.yaml and content."""
    for file in (root / "audiences.yaml", *(root / "content").rglob("*.md")):
        text = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    return root


def test_a_renamed_audience_gets_the_same_edition_under_its_new_name(
    one_order_site: Path, tmp_path: Path
) -> None:
    """Only addresses and the edition's own name change."""
    out = built(
        rename(copy_of_repository(tmp_path / "site", "eo-13903"), "litigators", "court-watchers")
    )
    before, after = tree(one_order_site / "build"), tree(out)
    assert not (out / "litigators").exists()
    html = {path for path in after if path.startswith("court-watchers/") and path.endswith(".html")}
    assert len(html) >= 5
    for path in html:
        old = before[path.replace("court-watchers/", "litigators/")].decode()
        assert after[path].decode() == old.replace("litigators", "court-watchers"), path


def test_an_eighth_audience_needs_an_entry_and_nothing_else(tmp_path: Path) -> None:
    """It reads the default text, or what it falls back to."""
    root = copy_of_repository(tmp_path / "site", "eo-13903")
    students = {
        "id": "students", "name": "Students", "question": "What would I be asked in a test?",
        "falls_back_to": ["general"], "lead": ["summary"], "modules": ["contents", "sections"],
    }  # fmt: skip
    edit_audiences(root, lambda file: file["audiences"].append(students))
    out = built(root)
    theirs = page(out / "students", "orders/eo-13903")
    assert "What would I be asked in a test?" in page(out / "students", "")
    assert "the President told federal agencies to work together" in theirs
    assert 'data-edition="students"' in page(out / "general", "orders/eo-13903")


def test_a_dropped_audience_takes_its_words_along(site: Path) -> None:
    """Out of audiences.yaml and of the content: the other edition stays as it was."""
    before = {path: data for path, data in tree(built(site)).items() if "orders/eo" in path}
    edit_audiences(site, lambda file: file["audiences"].pop(1))
    shorter = ORDER.replace("\n::: for lawyers\n\nThe count binds the Secretary.\n\n:::\n", "")
    shorter = shorter.replace(
        "  lawyers: The Secretary “shall count” lighthouses [@order, 1].\n", ""
    )
    out = built(write(site, {"content/orders/eo-14001.md": shorter}))
    after = {path: data for path, data in tree(out).items() if "orders/eo" in path}
    assert [*after] == [path for path in before if path.startswith("plain/")]
    assert all(b"awyers" not in data for data in tree(out).values())


def test_words_for_an_audience_that_is_gone_are_errors(site: Path) -> None:
    """Nobody's text falls silently to everybody."""
    edit_audiences(site, lambda file: file["audiences"].pop(1))
    lines = [
        ORDER[: ORDER.index(each)].count("\n") + 1 for each in ("  lawyers:", "::: for lawyers")
    ]
    assert found(site) == [f"content/orders/eo-14001.md:{line} EO301" for line in lines]


# No audience in the program -----------------------------------------------------------------


def strings_of(file: Path) -> set[str]:
    """Every string and name of a Python file, except its docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    constants = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and n not in docs]
    return {str(each.value) for each in constants if isinstance(each.value, str)}


def test_no_audience_is_written_in_the_package() -> None:
    """Not as a value, not within a list of values."""
    for file in sorted((REPOSITORY / "eo_site").rglob("*.py")):
        words = {word for text in strings_of(file) for word in re.findall(r"[\w-]+", text)}
        assert not words & (set(IDS) - PLAIN_WORDS), file


def test_no_audience_is_written_in_the_theme() -> None:
    """Neither template, style, script nor string knows one."""
    names = "|".join(sorted(set(IDS) - PLAIN_WORDS))
    for file in sorted((REPOSITORY / "themes").rglob("*")):
        if file.is_file() and file.suffix not in (".svg", ".png", ".woff2"):
            found = re.search(rf"(?<![\w-])(?:{names})(?![\w-])", file.read_text("utf-8"))
            assert not found, (file, found)


PLAIN_WORDS = {"general"}
"""Ids that are common words too; the renaming test covers what this leaves open."""
