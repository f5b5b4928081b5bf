"""The cases of `tests/cases/*.md`: what an author writes, and what comes of it.

A case is a heading of level 2 with fenced blocks under it; text between them explains. Fences
are of tildes, four or more, so that a case can hold fences of its own. The word after a fence
says what the block is. One of these is the input:

- `body`    the text under the front matter; lines are counted from its first
- `record`  front matter without its `---` lines; lines are counted from its first; `title` is
            added at its end where it has none
- `file`    a whole file, front matter and all

`audiences` gives an `audiences.yaml` for the case instead of the usual one (tests/helpers.py):
general, journalists, litigators (fall back to policymakers), policymakers (fall back to
researchers), researchers; groups legal (litigators, policymakers) and desk (litigators,
researchers). ⟨200B⟩ stands for the character U+200B, in the input and in what is expected.

The others say what is expected:

- `problems`    all of them, one a line: `line:column CODE words`, the words being part of the
                message or of its hint. `audiences.yaml:` before the line names that file
- `text`        for each audience what it reads: `general, researchers: …`; `others` are those
                not named before. Headings keep their `##`, passages are separated by `//`.
                For a `record` it is every prose field
- `html`        the same as markup
- `ids`         the ids of the headings
- `sources`     the sources that the edition lists
- `provenance`  for whom each passage was written

To accept what a case gets instead of what it expects, copy the block that the failure prints.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from eo_site.model.problem import Problem
from eo_site.model.resolved import ResolvedOrder
from tests.helpers import AUDIENCES, Outcome, body_words, heading_ids, outcome, record_words

CASES = Path(__file__).parents[1] / "cases"
_CASE = re.compile(r"^## (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^(~{4,}) (\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_CHARACTER = re.compile(r"⟨([0-9A-F]{2,6})⟩")
_INPUTS = ("body", "record", "file")


@dataclass(frozen=True)
class Case:
    """One input with what is expected of it."""

    blocks: dict[str, str]

    @property
    def kind(self) -> str:
        """Which of the inputs it gives."""
        return next(kind for kind in _INPUTS if kind in self.blocks)

    def file(self) -> tuple[bytes, int]:
        """The file, and how many lines of it stand before the input."""
        text = self.blocks[self.kind]
        if self.kind == "record":
            title = "" if re.search("^title:", text, re.MULTILINE) else "title: T\n"
            return f"---\n{text}{title}---\n".encode("utf-8", "surrogatepass"), 1
        if self.kind == "body":
            return f"---\ntitle: T\n---\n{text}".encode("utf-8", "surrogatepass"), 3
        return text.encode("utf-8", "surrogatepass"), 0


def _cases() -> Iterator[tuple[str, Case]]:
    for file in sorted(CASES.glob("*.md")):
        _, *parts = _CASE.split(_spared(file.read_text("utf-8")))
        for title, text in zip(parts[::2], parts[1::2], strict=True):
            blocks = {match[2]: _decoded(match[3]) for match in _BLOCK.finditer(text)}
            yield f"{file.stem}: {title}", Case(blocks)


def _spared(text: str) -> str:
    """Headings within blocks are no cases."""
    return _BLOCK.sub(lambda match: re.sub("^##", "⟨23⟩#", match[0], flags=re.MULTILINE), text)


def _decoded(text: str) -> str:
    return _CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)


ALL = list(_cases())


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[name for name, _ in ALL])
def test_a_case_comes_out_as_it_says(case: Case) -> None:
    """Input and outcome stand side by side in `tests/cases/`."""
    data, before = case.file()
    got = outcome(data, case.blocks.get("audiences", AUDIENCES))
    expected = [kind for kind in case.blocks if kind in ("problems", *_VIEWS)]
    assert expected, "the case expects nothing"
    if "problems" not in case.blocks:
        assert not got.problems, _print("problems", _problem_lines(got, before))
    for kind in expected:
        if kind == "problems":
            _check_problems(case.blocks["problems"], got, before)
        else:
            _check_view(kind, case, got)


def test_titles_are_unique() -> None:
    """A case can be asked for by its name."""
    names = [name for name, _ in ALL]
    assert len(names) == len(set(names))


# Problems -------------------------------------------------------------------------------


def _check_problems(wanted: str, got: Outcome, before: int) -> None:
    lines = wanted.splitlines()
    same = len(lines) == len(got.problems) and all(
        _fits(line, problem, before) for line, problem in zip(lines, got.problems, strict=True)
    )
    assert same, f"expected:\n{wanted}\n" + _print("problems", _problem_lines(got, before))


def _fits(line: str, problem: Problem, before: int) -> bool:
    where, _, rest = line.partition(" ")
    code, _, words = rest.partition(" ")
    told = f"{problem.message} | {problem.hint}"
    return (where, code) == (_where(problem, before), problem.code) and words in told


def _where(problem: Problem, before: int) -> str:
    file, shift = ("audiences.yaml:", 0) if problem.path == "audiences.yaml" else ("", before)
    return f"{file}{problem.place.line - shift}:{problem.place.column}"


def _problem_lines(got: Outcome, before: int) -> list[str]:
    return [
        f"{_where(each, before)} {each.code} {each.message}" + (f" | {each.hint}" * bool(each.hint))
        for each in got.problems
    ]


# What audiences get ---------------------------------------------------------------------


def _text(order: ResolvedOrder, record: bool) -> str:
    if record:
        return " // ".join(words.text for words in record_words(order.record))
    return " // ".join(f"{mark} {words.text}".strip() for mark, words in body_words(order))


def _html(order: ResolvedOrder, record: bool) -> str:
    if record:
        return " // ".join(words.html for words in record_words(order.record)).replace("\n", " ")
    parts = (f"{mark} {words.html}" for mark, words in body_words(order))
    return " // ".join(re.sub(r"\s*\n\s*", " ", part).strip() for part in parts)


def _provenance(order: ResolvedOrder, record: bool) -> str:
    if record:
        return " // ".join(str(words.provenance) for words in record_words(order.record))
    return " // ".join(str(words.provenance) for mark, words in body_words(order) if not mark)


_VIEWS: dict[str, Callable[[ResolvedOrder, bool], str]] = {
    "text": _text,
    "html": _html,
    "provenance": _provenance,
    "ids": lambda order, _: ", ".join(heading_ids(order)),
    "sources": lambda order, _: ", ".join(each.id for each in order.sources),
}


def _check_view(kind: str, case: Case, got: Outcome) -> None:
    views = {
        name: _VIEWS[kind](order, case.kind == "record").strip()
        for name, order in got.orders.items()
    }
    wanted = dict[str, str]()
    for line in case.blocks[kind].splitlines():
        names, _, text = line.partition(":")
        named = [each.strip() for each in names.split(",")]
        for name in views if named == ["others"] else named:
            wanted.setdefault(name, text.strip())
    assert views == wanted, _print(kind, _grouped(views))


def _grouped(views: dict[str, str]) -> list[str]:
    return [
        f"{', '.join(name for name in views if views[name] == text)}: {text}"
        for text in dict.fromkeys(views.values())
    ]


def _print(kind: str, lines: list[str]) -> str:
    return "\n".join(["got:", "", f"~~~~ {kind}", *lines, "~~~~"])
