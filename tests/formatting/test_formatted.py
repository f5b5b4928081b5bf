"""How content files are laid out, and that no edition changes by it."""

import random
import re
from pathlib import Path

import pytest

from eo_site.formatting import formatted
from eo_site.read.document import read_order
from eo_site.resolve.audiences import Audiences, Reader
from eo_site.resolve.order import Surroundings, resolve_order
from tests.helpers import AUDIENCES, DATES, SHARED_SOURCES, Outcome, outcome, read_audiences
from tests.sites import ORDER, REPOSITORY, run, small_site, tree

PATH = "content/orders/eo-1.md"
EVERYTHING = (REPOSITORY / "tests/property/every-construct.md").read_text("utf-8")
PLACE = re.compile(r"Place\(line=\d+, column=\d+\)")

RECORDS = [
    ("a: [x,y ,  z]", "a: [x, y, z]"),
    ("a: { b: c,d: e }", "a: {b: c, d: e}"),
    ("a:   b   # why", "a: b   # why"),
    ("a : b", "a: b"),
    ("a:\n    b: c\n    # of e\n    d:\n        - x", "a:\n  b: c\n  # of e\n  d:\n    - x"),
    ("a:\n- b\n- c: d\n  e: f", "a:\n  - b\n  - c: d\n    e: f"),
    ("a:\n  -   b\n  -   c: d\n      e: f", "a:\n  - b\n  -   c: d\n      e: f"),
    ("a:\n    >-\n      b\n      c", "a:\n    >-\n      b\n      c"),
    ("a:\n    b: |\n        c \n\n\n          d\n", "a:\n  b: |\n      c \n\n\n        d"),
    ("a: \"words\"\nb: 'It is'", "a: words\nb: It is"),
    ("a: \"words: more\"\nb: 'words # more'", 'a: "words: more"\nb: "words # more"'),
    ("a: [\"b\", 'c, d']", 'a: [b, "c, d"]'),
    ("a: {b: 'c d', e: \"f\"}", 'a: {b: "c d", e: f}'),
    ("a: 'He said \"no\"'", 'a: He said "no"'),
    ("a: '“b”: \"c\"'", "a: '“b”: \"c\"'"),
    (
        "a: \"no\"\nb: '2'\nc: '3(a)'\nd: \"2020-01-31\"",
        'a: "no"\nb: "2"\nc: "3(a)"\nd: "2020-01-31"',
    ),
    ('a: "b\\nc"', 'a: "b\\nc"'),
    ("a: b  \n\n\n# c\nd: e", "a: b\n\n# c\nd: e"),
    ("\n\na: b\n\n", "a: b"),
]

BODIES = [
    ("##  A   ##", "## A"),
    ("## A\n### B\nC", "## A\n\n### B\n\nC"),
    (
        "## A {for=\"general,legal\"  #a interests='b'}",
        '## A {#a for="general, legal" interests="b"}',
    ),
    ("A\n:::  for   general,legal\nB\n:::\nC", "A\n\n::: for general, legal\n\nB\n\n:::\n\nC"),
    ("A [b]{general='c \"d\"'  legal='e,f'}.", 'A [b]{general="c \\"d\\"" legal="e,f"}.'),
    ("- A {for='general,legal'}\n- B", '- A {for="general, legal"}\n- B'),
    ("* A\n* B\n\n+ C", None),
    ("* A\n* B", "- A\n- B"),
    ("A  \nB", "A\\\nB"),
    ("A \nB  \n\nC", "A\nB\n\nC"),
    ("A\n\n\n\nB", "A\n\nB"),
    ("- A\n\n\n- B", "- A\n\n- B"),
    ("```\nA  \n\n\n##  B\n```", "```\nA  \n\n\n##  B\n```"),
    ("<!-- A  \n\n\n* B -->\n\nC", "<!-- A  \n\n\n* B -->\n\nC"),
    ("A **b** * c", "A **b** * c"),
    ("***\n\nA", "***\n\nA"),
    ("A `{x='y'}` \\{b}", "A `{x='y'}` \\{b}"),
]


@pytest.mark.parametrize(("before", "after"), RECORDS)
def test_a_record_is_laid_out(before: str, after: str) -> None:
    """Spaces, indentation, quotation marks and blank lines; a second time changes nothing."""
    assert formatted("content/sources.yaml", before) == f"{after}\n"
    assert formatted("content/sources.yaml", f"{after}\n") == f"{after}\n"


@pytest.mark.parametrize(("before", "after"), BODIES)
def test_a_body_is_laid_out(before: str, after: str | None) -> None:
    """Headings, block lines, attributes, items and blank lines; code and remarks stay."""
    head = "---\nnumber: 1\ntitle: T\n---\n\n"
    assert formatted(PATH, f"{head}{before}\n") == f"{head}{after or before}\n"
    assert formatted(PATH, f"{head}{after or before}\n") == f"{head}{after or before}\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitel: T\n---\n",
        "---\nnumber: 1\ntitle: T\n---\n\nA {brace}.\n",
        "---\nnumber: [\n---\n",
        "no record\n",
        "---\nnumber: 1\ntitle: T\n---\n\nA\u2028B\n",
    ],
)
def test_what_cannot_be_read_without_errors_is_left_alone(text: str) -> None:
    """Nobody can say what it means."""
    assert formatted(PATH, text) is None


def deformed(text: str, seed: int) -> str:
    """A document in another layout that reads the same."""
    choose = random.Random(seed)
    head, record, body = text.split("---\n", 2)
    record = (
        re.sub(r"^( +)", lambda m: f"{m[1]}  ", record, flags=re.MULTILINE) if seed % 2 else record
    )
    record = re.sub(r"(?<=[{,]) ?(?=\w+: )", lambda _: " " * choose.randint(0, 3), record)
    record = re.sub(r"(?<=title: )([\w ]+)$", r'"\1"', record, flags=re.MULTILINE)
    lines = []
    for line in body.split("\n"):
        if line.startswith((":::", "## ")):
            line = line.replace(", ", choose.choice([",", " , "])).replace(" ", "   ", 1)
            lines += [""] * choose.randint(0, 2)
        lines.append(line)
    ends = choose.choice(["\n", "\r\n"])
    made = f"{head}---\n{record}\n\n---\n" + "\n".join(lines) + "\n" * choose.randint(0, 4)
    return choose.choice(["", "\ufeff"]) + made.replace("\n", ends)


def editions(text: str) -> dict[str, str]:
    """What every audience receives of an order, without where it stands in the file."""
    got: Outcome = outcome(text.encode(), AUDIENCES)
    assert not got.problems, got.problems
    return {name: PLACE.sub("", repr(order)) for name, order in got.orders.items()}


@pytest.mark.parametrize("seed", range(3))
def test_no_edition_changes_and_every_layout_becomes_one(seed: int) -> None:
    """A document with every construct, in layouts made up at random."""
    other = deformed(EVERYTHING, seed)
    laid_out = formatted(PATH, other)
    assert laid_out == formatted(PATH, EVERYTHING)
    assert laid_out
    assert formatted(PATH, laid_out) == laid_out
    assert editions(laid_out) == editions(EVERYTHING) == editions(other)


def resolved(text: str, audiences: Audiences) -> dict[str, str]:
    """What every audience of this repository receives of one of its orders."""
    document, problems = read_order("eo-13898", "content/orders/eo-13898.md", text.encode())
    assert document and not problems
    received = {}
    for each in audiences.file.audiences:
        around = Surroundings(SHARED_SOURCES, dates={"en": DATES})
        order, _ = resolve_order(document, Reader(audiences, each.id), around)
        received[each.id] = PLACE.sub("", repr(order))
    return received


def test_no_edition_of_a_published_order_changes() -> None:
    """Of this repository, in another layout than it has."""
    text = (REPOSITORY / "content/orders/eo-13898.md").read_text("utf-8")
    laid_out = formatted("content/orders/eo-13898.md", deformed(text, 3))
    assert laid_out
    assert laid_out == formatted("content/orders/eo-13898.md", laid_out)
    file, _, _ = read_audiences((REPOSITORY / "audiences.yaml").read_text("utf-8"))
    assert file
    names = Audiences(file)
    assert resolved(laid_out, names) == resolved(text, names)


def test_files_are_laid_out_shown_or_named(tmp_path: Path) -> None:
    """`--diff` and `--check` write nothing; a plain run writes, and a second one finds nothing to do."""
    root = small_site(
        tmp_path,
        {"content/orders/eo-14001.md": ORDER.replace("[status, cases]", "[ status,cases ]")},
    )
    before = tree(root)
    checked = run("-C", root, "fmt", "--check")
    assert checked.code == 1
    assert checked.output == (
        "content/orders/eo-14001.md: would change\n1 file would change; 2 files as they are to be\n"
    )
    shown = run("-C", root, "fmt", "--diff", root / "content/orders/eo-14001.md")
    assert shown.code == 0
    assert (
        "+  - {id: notes, type: webpage, title: Disposition notes, checked: 2026-11-01, covers: [status, cases]}"
        in shown.output
    )
    assert tree(root) == before
    assert run("-C", root, "fmt").output.startswith(
        "content/orders/eo-14001.md: laid out\n1 file laid out"
    )
    assert (root / "content/orders/eo-14001.md").read_text("utf-8") == ORDER
    assert (
        run("-C", root, "fmt", root / "content").output
        == "0 files laid out; 1 file as they are to be\n"
    )


def test_a_file_with_errors_fails_and_a_file_of_no_site_is_no_use(tmp_path: Path) -> None:
    """The others are laid out all the same."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-2.md": "no record  \n", "site.yml": ""}
    )
    ran = run("-C", root, "fmt")
    assert ran.code == 1
    assert (
        "content/orders/eo-2.md: left as it is: `eo-site check` says what cannot be read\n"
        in ran.output
    )
    assert (root / "content/orders/eo-2.md").read_text("utf-8") == "no record  \n"
    assert "site.yml is no text of this site" in run("-C", root, "fmt", root / "site.yml").output
