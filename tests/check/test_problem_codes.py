"""Every code a reader can meet is explained, and every explanation is still needed."""

import ast
import re
from pathlib import Path

from tests.sites import REPOSITORY

CODE = re.compile(r"EO\d{3}")


def codes_in(file: Path) -> set[str]:
    """Strings of a file that are a code and nothing else, docstrings aside."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [n for n in nodes if isinstance(n, ast.Constant) and id(n) not in docstrings]
    return {n.value for n in strings if isinstance(n.value, str) and CODE.fullmatch(n.value)}


def codes_used() -> set[str]:
    """Codes that the package gives to problems."""
    files = (REPOSITORY / "eo_site").rglob("*.py")
    return {code for file in files for code in codes_in(file)}


def rows() -> list[list[str]]:
    """The rows of docs/problems.md that begin with a code."""
    text = (REPOSITORY / "docs/problems.md").read_text("utf-8")
    return [
        [cell.strip().removesuffix("*") for cell in line.strip("|").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| EO")
    ]


def test_every_code_is_documented_and_none_besides() -> None:
    """docs/problems.md and the package name the same codes, once each and in order."""
    documented = [row[0] for row in rows()]
    assert set(documented) == codes_used()
    assert documented == sorted(set(documented))


def test_every_code_says_what_to_write_instead() -> None:
    """Meaning, example, remedy: no cell is empty."""
    for row in rows():
        assert len(row) == 4 and all(row), row


def test_rules_say_which_codes_they_give() -> None:
    """Rules' docstrings name the codes of their file; an unknown audience is everybody's to report."""
    for file in sorted((REPOSITORY / "eo_site/check").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        docs = [ast.get_docstring(n) or "" for n in tree.body if isinstance(n, ast.FunctionDef)]
        said = {code for text in docs for code in CODE.findall(text)}
        assert codes_in(file) - {"EO301"} <= said, file.name
