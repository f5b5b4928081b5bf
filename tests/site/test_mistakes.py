"""Every kind of mistake is found where it stands, and nothing is published.

Each row plants a text into this repository's own order: `▸` stands at the beginning of what is
wrong, and says at which line the problem must be reported.
"""

import re
from pathlib import Path

import pytest

from eo_site.engine.build import check
from eo_site.engine.options import Options
from tests.sites import built, copy_of_repository, edit_audiences, run, small_site, stamps, write

ORDER = "content/orders/eo-13903.md"
END = "at the end of the file, under a heading of its own"
TOP = "number: 13903\n"
WITHDRAWN = "withdrawn:\n  on: 2026-01-01\n"
TWO_INSTEADS = "A.\n\n::: instead for {}\n\nB.\n\n:::\n\n▸::: instead for {}\n\nC.\n\n:::"
DUTY = "{id: d98, section: '1', who: [state-department], what: Wait., "

BODY = [
    # Code and comments
    ("a fence that is not closed", "EO201", "▸```\ncode"),
    ("a fence on the line of a list marker", "EO201", "▸- ```\n  code\n  ```"),
    ("a fence in a quote", "EO201", "▸> ```\n> code\n> ```"),
    ("code indented less than its fence", "EO201", "- item\n\n  ```\n▸code\n  ```"),
    ("a code span that is not closed", "EO202", "▸A `span without end."),
    ("a comment that is not closed", "EO203", "▸<!-- forever"),
    ("a comment within a line", "EO203", "▸Words <!-- aside --> words."),
    ("a comment next to text", "EO203", "▸<!-- aside -->\nText."),
    ("a block line in a comment", "EO203", "▸<!-- aside\n::: for general\n-->"),
    ("a heading in a comment", "EO203", "▸<!-- aside\n## Hidden\n-->"),
    # Lines that begin with a colon
    ("a block line in a list", "EO204", "▸- ::: for general\n\n  Text.\n\n  :::"),
    ("a block line in a quote", "EO204", "▸> ::: for general"),
    ("a block line indented", "EO204", "▸  ::: for general"),
    ("four colons", "EO204", "▸:::: for general"),
    ("a line that begins with a colon", "EO204", "▸: a definition"),
    ("a full-width colon", "EO204", "▸：：： for general"),
    ("an invisible character before a block line", "EO204", "▸\u200b::: for general"),
    # Block lines
    ("no space after the colons", "EO205", "▸:::for general"),
    ("a block without a name", "EO205", "▸::: for"),
    ("a block of no known kind", "EO205", "▸::: only general"),
    ("a name between commas missing", "EO205", "▸::: for general,, litigators\n\nText.\n\n:::"),
    ("a block within a block", "EO206", "::: for general\n\nA.\n\n▸::: for litigators\n\nB.\n\n:::"),
    ("a block that is not closed", "EO206", "▸::: for general\n\nText."),
    ("an end without a beginning", "EO206", "▸:::"),
    ("an empty block", "EO206", "▸::: for general\n\n:::"),
    # Braces
    ("a brace in text", "EO207", "▸A {brace} in text."),
    ("a brace in a table", "EO207", "| A | B |\n|---|---|\n▸| a {b} | c |"),
    ("a brace in a title", "EO207", "▸[a](https://example.org '{x}')"),
    ("a brace in an address", "EO207", "▸[a](https://example.org/{x})"),
    ("a brace in alternative text", "EO207", "▸![{x}](figure.png)"),
    ("a brace in a definition", "EO207", "▸[a]: https://example.org/{x}"),
    ("a brace after a fence", "EO207", "▸```{python}\ncode\n```"),
    ("a full-width brace", "EO207", "▸A ｛brace｝ in text."),
    ("a brace in what looks like a tag", "EO207", "▸A <b {x}> tag."),
    ("text after a heading's attributes", "EO207", '▸## Title {#title for="general"} more'),
    ("a marker that ends no list item", "EO207", '▸A paragraph. {for="general"}'),
    ("a marker in an item's second paragraph", "EO207", '- One.\n\n▸  Two. {for="general"}'),
    # Attributes
    ("a value without quotes", "EO208", "▸[a]{general=b}"),
    ("a value over two lines", "EO208", '▸[a]{general="b\nc"}'),
    ("a name twice", "EO208", '▸[a]{general="b" general="c"}'),
    ("an attribute a heading does not take", "EO208", '▸## Title {#title audience="general"}'),
    ("both for and except", "EO208", '▸## Title {#title for="general" except="litigators"}'),
    ("empty braces", "EO208", "▸## Title {}"),
    ("a reserved word as an audience", "EO208", '▸[a]{default="b"}'),
    ("an id on a variant", "EO208", '▸[a]{#x general="b"}'),
    # Variants, citations, values
    ("a variant without a beginning", "EO209", '▸a]{general="b"}'),
    ("a variant within a variant", "EO209", '▸[a [b]{general="c"}]{litigators="d"}'),
    ("a variant over two blocks", "EO209", '▸[a\n- b]{general="c"}'),
    ("a citation that is not closed", "EO210", "▸A claim [@order, 1."),
    ("half a citation that is none", "EO210", "▸A claim [@order; 3(b)]."),
    ("a value that cannot be read", "EO211", "▸Due [=D7 due]."),
    ("audience syntax in indented code", "EO226", "▸    See [@order, 1]."),
    ("a citation in an address", "EO213", "▸[a](https://example.org/[@order])"),
    # Headings
    ("a heading underlined", "EO212", "▸Title\n====="),
    ("a heading underlined with hyphens", "EO212", "▸Title\n---"),
    ("a heading of level 1", "EO212", "▸# Title"),
    ("a heading in a quote", "EO212", "▸> ## Title"),
    ("a heading in a list", "EO212", "▸- ## Title"),
    ("a heading without words", "EO212", "▸##"),
    ("a heading in an `instead` block", "EO212", "A.\n\n::: instead for general\n\n▸### T\n\nB.\n\n:::"),
    ("a heading in a block, not deeper than its section", "EO212", "::: for general\n\n▸## T\n\nB.\n\n:::"),
    # Definitions, links, images
    ("a definition in a block", "EO214", "::: for general\n\n▸[x]: https://example.org\n\n:::"),
    ("a definition in a conditional section", "EO214", '## T {for="general"}\n\n▸[x]: https://example.org'),
    ("a definition twice", "EO214", "[x]: https://example.org\n\n▸[x]: https://example.com"),
    ("a link that leads nowhere", "EO216", "▸[a](somewhere.html)"),
    ("an image from elsewhere", "EO216", "▸![A figure](https://example.org/a.png)"),
    ("a link to a page the edition lacks", "EO404", "▸[a](eo-1.md)"),
    ("a link to no page", "EO404", "▸[a](../pages/nowhere.md)"),
    ("a link to no place on the page", "EO403", "▸[a](#nowhere)"),
    ("a link to no place on another page", "EO403", "▸[a](../pages/about.md#nowhere)"),
    ("an image that is not there", "EO408", "▸![A figure](figure.png)"),
    ("an image without words", "EO406", "▸![](figure.png)"),
    # Names
    ("an unknown audience of a block", "EO301", "▸::: for genral\n\nText.\n\n:::"),
    ("an unknown audience of a heading", "EO301", '▸## Title {for="everybody"}'),
    ("an unknown audience of a variant", "EO301", '▸[a]{everybody="b"}'),
    ("an unknown audience of a list item", "EO301", '▸- Item. {for="everybody"}'),
    ("two groups that claim one audience", "EO302", TWO_INSTEADS.format("legal", "courts")),
    ("a block that nobody reads", "EO303", '## T {for="general"}\n\n▸::: for litigators\n\nB.\n\n:::'),
    ("a variant that nobody reads", "EO303", '::: for general\n\n▸[a]{litigators="b"}\n\n:::'),
    ("a list item that nobody reads", "EO303", '::: for general\n\n▸- Item. {for="litigators"}\n\n:::'),
    ("a section that nobody reads", "EO303", '## T {for="general"}\n\n▸### U {for="litigators"}\n\nText.'),
    ("`instead` with nothing to replace", "EO304", "▸::: instead for general\n\nText.\n\n:::"),
    ("`instead` twice for one audience", "EO305", TWO_INSTEADS.format("general", "general")),
    ("`except` that would carry members' text to the public", "EO306", '▸## T {except="general"}\n\nText.'),
    # Ids, sources, values, terms
    ("an id twice", "EO307", "▸## Title {#purpose}"),
    ("an id of the page's own", "EO307", "▸## Title {#m-status}"),
    ("a source that is not there", "EO308", "▸A claim [@nowhere, 1]."),
    ("a source meant for others", "EO308", "▸A claim [@for-researchers, 1]."),
    ("a value that is not there", "EO309", "▸Due [=d99.due]."),
    ("a section's interest that is no term", "EO401", '▸## Title {interests="lighthouses"}'),
    # Characters
    ("a line separator", "EO103", "▸One\u2028two."),
    ("a next-line character", "EO103", "▸One\x85two."),
    ("a carriage return alone", "EO103", "▸One\rtwo."),
    ("a null character", "EO103", "▸One\0two."),
    ("a character of the private use area", "EO103", "▸One\ue0000\ue001two."),
]  # fmt: skip

RECORD = [
    ("a key twice", "EO106", TOP, "▸number: 13904\n"),
    ("an unknown key", "EO110", TOP, "▸colour: red\n"),
    ("an unknown key of an item", "EO110", "relations:\n", "▸  - {kind: amends}\n"),
    ("a value that is not YAML", "EO105", TOP, "▸draft: a: b\n"),
    ("a tag", "EO107", TOP, "▸draft: !!bool true\n"),
    ("a list as a key", "EO107", TOP, "▸? [a, b]\n: c\n"),
    ("a flag that is a word", "EO112", TOP, "▸draft: yes\n"),
    ("a date in words", "EO112", TOP, "▸publish_on: tomorrow\n"),
    ("a date that no calendar has", "EO112", TOP, "▸publish_on: 2026-02-30\n"),
    ("a status that is no status", "EO112", "status:\n", "▸  - {value: alive, source: order}\n"),
    (
        "a section that is none",
        "EO112",
        "agencies:\n",
        "▸  - {id: state-department, role: lead, sections: [section 2]}\n",
    ),
    ("a list that is a text", "EO112", TOP, "▸audiences: general\n"),
    ("a duty with a time and no date", "EO112", "duties:\n", f"▸  - {DUTY}type: time-boxed}}\n"),
    ("prose without a default", "EO112", TOP, WITHDRAWN + "▸  reason: {general: Gone.}\n"),
    ("a brace in prose", "EO207", TOP, WITHDRAWN + "▸  reason: 'A {brace}.'\n"),
    (
        "a brace in a field that takes no syntax",
        "EO207",
        "sources:\n",
        "▸  - {id: planted, type: report, title: 'A {brace}'}\n",
    ),
    (
        "a line of prose that begins with a colon",
        "EO204",
        TOP,
        WITHDRAWN + "  reason: |-\n    Gone\n▸    : quite.\n",
    ),
    ("a list in prose", "EO217", TOP, WITHDRAWN + "  reason: |-\n    Gone:\n▸    - quite\n"),
    (
        "an unknown audience of prose",
        "EO301",
        TOP,
        WITHDRAWN + "  reason:\n    default: Gone.\n▸    everybody: Gone for all.\n",
    ),
    (
        "an unknown audience of an item",
        "EO301",
        "sources:\n",
        "▸  - {id: planted, type: report, title: T, for: [everybody]}\n",
    ),
    ("an unknown audience of the page", "EO301", TOP, "▸audiences: [everybody]\n"),
    (
        "an item whose text nobody reads",
        "EO303",
        "does_not:\n",
        "  - for: [general]\n▸    text: {default: A., litigators: B.}\n",
    ),
    (
        "a fact without its source",
        "EO308",
        "status:\n",
        "▸  - {value: in-force, source: nowhere}\n",
    ),
    (
        "a fact with a source meant for others",
        "EO308",
        "status:\n",
        "▸  - {value: in-force, source: for-researchers}\n",
    ),
    (
        "a clock that starts from nothing",
        "EO308",
        "duties:\n",
        f"▸  - {DUTY}type: time-boxed, due: {{after: P1D, from: never}}}}\n",
    ),
    (
        "clocks in a circle",
        "EO308",
        "duties:\n",
        f"▸  - {DUTY}type: time-boxed, due: {{after: P1D, from: d98}}}}\n",
    ),
    (
        "a duty's id twice",
        "EO313",
        "duties:\n",
        f"  - {DUTY}type: ongoing}}\n▸  - {DUTY}type: ongoing}}\n",
    ),
    ("an interest that is no term", "EO401", "interests:\n", "▸  - lighthouses\n"),
    (
        "an agency that is no term",
        "EO401",
        "agencies:\n",
        "▸  - {id: lighthouse-board, role: lead, sections: ['1']}\n",
    ),
    (
        "a relation to no order",
        "EO402",
        "relations:\n",
        "▸  - {type: amends, target: the-constitution, source: order}\n",
    ),
    (
        "a relation to itself",
        "EO402",
        "relations:\n",
        "▸  - {type: amends, target: eo-13903, source: order}\n",
    ),
]


"""(what is wrong, its code, the line after which it is planted, the mistake)"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's site with a second group, members, and a source for some; built."""
    root = copy_of_repository(tmp_path_factory.mktemp("mistakes"), "eo-13903")

    def more(file: dict) -> None:  # type: ignore[type-arg]
        file["groups"]["courts"] = ["litigators"]
        file["audiences"].append(
            {
                "id": "subscribers", "name": "Subscribers", "question": "What else?",
                "access": {"members": ["paid"]}, "lead": ["summary"], "modules": ["sections"],
            }
        )  # fmt: skip

    edit_audiences(root, more)
    source = "  - {id: for-researchers, type: report, title: T, for: [researchers]}\n"
    text = planted((root / ORDER).read_text("utf-8"), "sources:\n", source)[0]
    write(root, {ORDER: text})
    built(root)
    return root


def planted(text: str, after: str, mistake: str) -> tuple[str, int]:
    """The text with a mistake in it, and the line of its mark."""
    if after == END:
        marked = f"{text}\n## Planted {{#planted}}\n\n{mistake}\n"
    else:
        found = re.search(f"^{re.escape(after)}", text, re.MULTILINE)
        assert found, f"no line {after!r} in {ORDER}"
        marked = text[: found.end()] + mistake + text[found.end() :]
    line = marked.partition("▸")[0].count("\n") + 1
    return marked.replace("▸", ""), line


@pytest.mark.parametrize(
    ("code", "after", "mistake"),
    [pytest.param(code, END, mistake, id=name) for name, code, mistake in BODY]
    + [pytest.param(code, after, mistake, id=name) for name, code, after, mistake in RECORD],
)
def test_a_mistake_is_reported_where_it_stands(
    repository: Path, code: str, after: str, mistake: str
) -> None:
    """Exit 1, the line with its code, and not one byte or time stamp of `build/` changed."""
    sound = (repository / ORDER).read_text("utf-8")
    before = stamps(repository / "build")
    text, line = planted(sound, after, mistake)
    try:
        (repository / ORDER).write_bytes(text.encode())
        ran = run("-C", repository, "build", "--now", "2026-11-22")
    finally:
        (repository / ORDER).write_bytes(sound.encode())
    assert ran.code == 1, ran.output
    assert re.search(rf"^{ORDER}:{line}:\d+: {code} ", ran.output, re.MULTILINE), ran.output
    assert stamps(repository / "build") == before


def test_the_site_without_a_mistake_is_sound(repository: Path) -> None:
    """What the table reports comes from what it plants."""
    assert run("-C", repository, "check", "--now", "2026-11-22").code == 0


def test_every_mistake_has_a_hint_or_says_what_is_missing(repository: Path) -> None:
    """Nobody is left alone with a code: the message is a sentence about the author's text."""
    sound = (repository / ORDER).read_text("utf-8")
    try:
        (repository / ORDER).write_bytes(
            planted(sound, END, "▸::: for genral\n\nA.\n\n:::")[0].encode()
        )
        problems = check(Options(repository)).problems
    finally:
        (repository / ORDER).write_bytes(sound.encode())
    assert [each.hint for each in problems if each.code == "EO301"] == ["did you mean `general`?"]


# Mistakes of whole files ----------------------------------------------------------------------

ALIASES = "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(9)
)
FILES = [
    ("no front matter", "EO104", 1, b"Text.\n"),
    ("front matter that is not closed", "EO104", 1, b"---\nnumber: 1\n"),
    ("nothing", "EO104", 1, b""),
    ("no title", "EO111", 2, b"---\nnumber: 1\n---\n"),
    ("not UTF-8", "EO102", 3, b"---\nnumber: 1\ntitle: caf\xe9\n---\n"),
    ("too large", "EO101", 1, b"---\ntitle: T\n---\n" + b"x" * 2_000_000),
    ("aliases that multiply", "EO107", 2, f"---\n{ALIASES}---\n".encode()),
    ("brackets without end", "EO107", 2, b"---\n" + b"[" * 5000 + b"\n---\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "line", "data"), [pytest.param(*each, id=name) for name, *each in FILES]
)
def test_a_file_that_is_no_order_is_reported(site: Path, code: str, line: int, data: bytes) -> None:
    """Whatever the bytes, the file is named and nothing breaks."""
    write(site, {"content/orders/eo-14002.md": data})
    ran = run("-C", site, "check")
    assert ran.code == 1
    assert f"content/orders/eo-14002.md:{line}:" in ran.output and f" {code} " in ran.output


NAMES = [
    ("upper case", "content/orders/EO-14002.md", "EO100"),
    ("not Markdown", "content/orders/eo-14002.txt", "EO120"),
    ("an underscore within", "content/orders/eo_14002.md", "EO100"),
    ("a page that lists take", "content/pages/orders.md", "EO411"),
    ("the same order twice", "content/orders/eo-14001/index.md", "EO100"),
]


@pytest.mark.parametrize(("path", "code"), [pytest.param(*each, id=name) for name, *each in NAMES])
def test_a_file_whose_name_makes_no_page_is_reported(site: Path, path: str, code: str) -> None:
    """File names are addresses."""
    write(site, {path: "---\ntitle: A title\n---\n"})
    ran = run("-C", site, "check")
    assert ran.code == 1 and f" {code} " in ran.output, ran.output


def test_drafts_beside_the_orders_are_left_alone(tmp_path: Path) -> None:
    """Files that begin with a dot or an underscore are the author's own."""
    files = {"content/orders/_notes.md": "no front matter", "content/orders/.swp": b"\0"}
    assert run("-C", small_site(tmp_path, files), "check").output == "no problems\n"


# Mistakes of audiences.yaml ---------------------------------------------------------------------

PLAIN, LAWYERS = "name: Plain readers", "name: Lawyers"
AUDIENCES = [
    ("an audience twice", "EO311", "id: lawyers", "id: plain"),
    ("a word of the syntax as an audience", "EO311", "id: lawyers", "id: default"),
    ("a file of the front door as an audience", "EO311", "id: lawyers", "id: assets"),
    ("an id that is none", "EO112", "id: lawyers", "id: The Lawyers"),
    ("a fallback to nobody", "EO301", LAWYERS, LAWYERS + "\n▸    falls_back_to: [nobody]"),
    ("a fallback to itself", "EO311", LAWYERS, LAWYERS + "\n▸    falls_back_to: [lawyers]"),
    ("a public fallback to members", "EO306", PLAIN, PLAIN + "\n▸    falls_back_to: [members]"),
    ("an unknown module", "EO312", "lead: [cite-as, cases]", "lead: [cite-as, casess]"),
    ("a module twice", "EO312", "modules: [contents, status", "modules: [contents, cases, status"),
    ("a title for a module without a place", "EO312", LAWYERS, LAWYERS + "\n▸    titles: {money: Money}"),
    ("an interest that is no term", "EO401", LAWYERS, LAWYERS + "\n▸    default_interests: [lamps]"),
    ("a section that no order has", "EO412", "lead: [cite-as, cases]", 'lead: [cite-as, cases, "section:lamps"]'),
    ("a group named like an audience", "EO311", "groups: {}", "groups: {plain: [lawyers]}"),
    ("a group of nobody", "EO301", "groups: {}", "groups: {some: [nobody]}"),
]  # fmt: skip
MEMBERS = """\
  - {id: members, name: M, question: Q?, access: {members: [paid]}, lead: [summary], modules: []}
groups: {}
"""


@pytest.mark.parametrize(
    ("code", "old", "new"), [pytest.param(*each, id=name) for name, *each in AUDIENCES]
)
def test_a_mistake_about_audiences_is_reported_where_it_stands(
    site: Path, code: str, old: str, new: str
) -> None:
    """`audiences.yaml` with its line, under --strict for what is likely a slip."""
    file = site / "audiences.yaml"
    text = file.read_text("utf-8") + MEMBERS
    assert text.count(old) == 1
    marked = text.replace(old, new if "▸" in new else f"▸{new}")
    line = marked.partition("▸")[0].count("\n") + 1
    file.write_text(marked.replace("▸", ""), "utf-8")
    ran = run("-C", site, "check", "--strict")
    assert ran.code == 1
    assert re.search(
        rf"^audiences.yaml:{line}:\d+:( warning:)? {code} ", ran.output, re.MULTILINE
    ), ran.output
