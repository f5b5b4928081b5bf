"""Places that were to be filled in."""

from pathlib import Path

import pytest

from tests.sites import SITE, found, loaded, order, small_site


def places(root: Path, body: str = "", record: str = "", **files: str) -> list[str]:
    """`7:5 EO653` for each that is found in any file."""
    shipped = {"content/orders/eo-14001.md": order(record, body), **files}
    return [
        f"{each.place.line}:{each.place.column} {each.code}"
        for each in loaded(small_site(root, shipped)).problems
        if each.code in ("EO653", "EO654")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "TODO", "TODO: look up", "FIXME", "TBD", "Lorem ipsum", "\\[insert date\\]", "[date]", "[DATE]",
        "[name of agency]", "[citation needed]", "[Your name]", "“[insert quote here]”", "[add a source]", "[ ]",
        "[?]", "[XX]", "[to come]", "[TK]", "<insert name>", "a ____ b",
    ],
)  # fmt: skip
def test_a_place_to_be_filled_in_is_found(tmp_path: Path, words: str) -> None:
    """Words that nobody prints on purpose, and brackets that ask for something."""
    at = {"a ____ b": 7}.get(words, 5 + words.startswith("“"))
    assert places(tmp_path, f"\nBut {words} more.\n") == [f"6:{at} EO653"]


@pytest.mark.parametrize(
    "words",
    [
        "“[t]he Secretary”", "“by [the date of] this order”", "[sic]", "[the date](https://a.example/)", "`TODO`",
        "<!-- TODO: look up -->", "todo", "Title XXX", "“[…] the order”", "[Public Law 96-354]", "<https://a.example/TODO/b>",
    ],
)  # fmt: skip
def test_what_is_printed_on_purpose_is_let_be(tmp_path: Path, words: str) -> None:
    """Alterations of quotations, links, code, and remarks that no page has."""
    text = f"\n{words}\n" if words.startswith("<!") else f"\nBut {words} more.\n"
    assert places(tmp_path, text) == []


def test_the_box_of_a_task_list_is_one_mistake(tmp_path: Path) -> None:
    """It is refused as a box, and not as a place to be filled in, too; in a sentence it is one."""
    site = small_site(
        tmp_path, {"content/orders/eo-14001.md": order("", "- [ ] Ask\n\nBy [ ] of May.\n")}
    )
    codes = [each.code for each in loaded(site).problems]
    assert sorted(code for code in codes if code in ("EO232", "EO653")) == ["EO232", "EO653"]


def test_code_may_show_one(tmp_path: Path) -> None:
    """A fence is printed as it stands."""
    assert places(tmp_path, "\n```\nTODO\n[date]\n```\n") == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("summary: TBD\n", "4:10 EO653"),
        ("summary: TODO write it\n", "4:10 EO653"),
        ('summary: "[insert summary]"\n', "4:11 EO653"),
        ("summary: To be written.\n", "4:10 EO653"),
        ("summary: {default: A., lawyers: TODO}\n", "4:33 EO653"),
        ("summary: >-\n  One line.\n  And TODO here.\n", "6:7 EO653"),
        ("document_number: TBD\n", "4:18 EO653"),
    ],
)
def test_every_value_of_a_record_is_looked_at(tmp_path: Path, record: str, expected: str) -> None:
    """Prose, variants, titles and names alike."""
    assert places(tmp_path, record=record) == [expected]


def test_remarks_in_yaml_are_the_authors_own(tmp_path: Path) -> None:
    """Nobody else reads them."""
    assert places(tmp_path, record="# TODO: add duties\ninterests: [] # TODO\n") == []


def test_every_file_of_a_site_is_looked_at(tmp_path: Path) -> None:
    """Pages, vocabularies and sources; of its settings it is a warning, so that a new site builds."""
    files = {
        "content/pages/about.md": "---\ntitle: About TODO\n---\n\n[insert text]\n",
        "content/vocabularies/glossary.yaml": "terms:\n  - {id: a, label: A, definition: TBD}\n",
        "content/sources.yaml": "sources:\n  - {id: s, type: webpage, title: '[title]'}\n",
        "site.yaml": SITE.replace("The publisher", "'[Your name]'"),
    }
    site = small_site(tmp_path, files)
    said = [each for each in found(site) if each.split()[1] in ("EO653", "EO654")]
    assert said == [
        "content/pages/about.md:2 EO653",
        "content/pages/about.md:5 EO653",
        "content/sources.yaml:2 EO653",
        "content/vocabularies/glossary.yaml:2 EO653",
        "site.yaml:4 EO654",
    ]
