"""What is said of a place."""

import pytest

from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.hover import hover
from tests.language_server.cursors import TEXT, before


def said(
    state: EditorSite, words: str, path: str = "content/orders/eo-14001.md", text: str = TEXT
) -> str:
    """What is said of the place before some words."""
    file, index = before(words, text, path)
    assert state.knowledge
    found = hover(file, index, state.knowledge, lambda: state.reading(file))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The order wants", ["this default text: lawyers.", "Not plain: replaced by an `instead` block."]),
        ("The count binds", ["this `for` block: lawyers.", "Not plain: for others."]),
        ("Somebody counts", ["this `instead` block: plain.", "Not lawyers: for others."]),
        ("- One", ["this default text: lawyers.", "Not plain: for others."]),
        ("## For the law", ["this heading: lawyers."]),
    ],
)  # fmt: skip
def test_a_block_says_who_reads_it(state: EditorSite, words: str, expected: list[str]) -> None:
    """Every audience, as the resolver has it, and why the others do not."""
    found = said(state, words)

    assert all(each in found for each in expected), found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“[C]ount” the", ["this text: lawyers.", "Not plain: reads `default`."]),
        ("Count the lamps", ["this text: plain.", "Not lawyers: reads `lawyers`."]),
        ("List them.", ["this text: lawyers.", "Not plain: for others."]),
        ("Print the list", ["this text: plain, lawyers."]),
    ],
)
def test_a_text_of_the_record_says_who_reads_it(
    state: EditorSite, words: str, expected: list[str]
) -> None:
    """A text for some, the default beside it, an item with `for`, and a text for all."""
    found = said(state, words)

    assert all(each in found for each in expected), found


def test_a_section_says_what_the_official_text_says(state: EditorSite) -> None:
    """In the record and in a citation of the order."""
    for words in ('2(a)"]}', "order, 2(a)].\n---"):
        assert "> (a) The Commandant shall count them within 60 days." in said(state, words), words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("coast-guard, role", "**Coast Guard** (USCG, Commandant of the Coast Guard)"),
        ("lamps]\nagencies", "**Lamps**"),
        ("a-president", "**A President**"),
        ("notes].\n\n:::", "**Disposition notes**, The Office"),
        ("register]", "**The Register**"),
        ("proc-1, section", "Lights"),
        ("eo-14002, section", "Painting Lighthouses"),
        ("eo-14002.md", "Painting Lighthouses"),
        ("d1.due]", "`d1.due`: March 21, 2021"),
        ("d1}\nsources", "`d1.due`: March 21, 2021"),
        ("law]}\n", "Group: lawyers"),
    ],
)
def test_an_id_says_what_it_names(state: EditorSite, words: str, expected: str) -> None:
    """A term with its names, a source, an instrument, another order, a date, a group."""
    assert expected in said(state, words)


def test_a_key_says_what_it_means(state: EditorSite) -> None:
    """From the schema."""
    assert "Agencies that must act" in said(state, "who: [coast-guard]\n    what:\n")


def test_a_page_says_who_reads_it(state: EditorSite) -> None:
    """Pages that are not orders are resolved, too."""
    text = "---\ntitle: About\n---\n\nAbout us.\n\n::: for lawyers\n\nMore.\n\n:::\n"

    assert "lawyers." in said(state, "More", "content/pages/about.md", text)
    assert "Not plain: for others." in said(state, "More", "content/pages/about.md", text)
