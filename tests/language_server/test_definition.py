"""Where something stands."""

import pytest

from eo_site.language_server.definition import definition, references
from eo_site.language_server.files import open_file
from eo_site.language_server.knowledge import Knowledge
from eo_site.language_server.outline import symbols
from eo_site.language_server.tokens import token_at, tokens_of
from tests.language_server.cursors import FILES, ORDER, OTHER, TEXT, before


@pytest.mark.parametrize(
    ("words", "path", "line"),
    [
        ("coast-guard, role", "content/vocabularies/agencies.yaml", "  - {id: coast-guard"),
        ("lamps]\nagencies", "content/vocabularies/interests.yaml", "  - {id: lamps"),
        ("notes].\n\n:::", ORDER, "  - {id: notes"),
        ("register]", "content/sources.yaml", "  - {id: register"),
        ("proc-1, section", "content/instruments.yaml", "  - {id: proc-1"),
        ("proc-1}", "content/instruments.yaml", "  - {id: proc-1"),
        ("d1}}\nsources", ORDER, "  - id: d1"),
        ("d1.due]", ORDER, "  - id: d1"),
        ("eo-14002, section", "content/orders/eo-14002.md", "---"),
        ("eo-14002.md", "content/orders/eo-14002.md", "---"),
        ("lawyers\n\nThe count", "audiences.yaml", "  - id: lawyers"),
        ('law"}', "audiences.yaml", "  law: [lawyers]"),
        ('2(a)"]}', "content/texts/eo-14001.txt", "Sec. 2. Count. (a)"),
        ("order, 2(a)].\n---", "content/texts/eo-14001.txt", "Sec. 2. Count. (a)"),
    ],
)  # fmt: skip
def test_what_an_id_names_stands_in_one_place(
    words: str, path: str, line: str, knowledge: Knowledge
) -> None:
    """The line of a vocabulary, a source's or a duty's entry, another order, the official text."""
    words = words.replace("}}", "}")
    found = definition(*before(words), knowledge)

    assert found
    assert found.path == path
    assert FILES[path].split("\n")[found.place.line - 1].startswith(line)


def test_plain_words_and_unknown_ids_lead_nowhere(knowledge: Knowledge) -> None:
    """Nobody is led to a place that is not meant."""
    assert definition(*before("The order wants"), knowledge) is None
    wrong = TEXT.replace("[@register]", "[@registre]")
    assert definition(*before("registre", wrong), knowledge) is None


def test_references_of_a_source_are_those_of_its_own_file(knowledge: Knowledge) -> None:
    """Another order's source of the same id is another source."""
    file, index = before("notes].\n\n:::")
    token = token_at(file, index)
    other = open_file("content/orders/eo-14002.md", OTHER)
    assert token
    assert other

    found = references(token, ORDER, file)

    assert [file.text[each.start : each.end] for each in found] == ["notes"] * 3
    assert references(token, ORDER, other) == ()


def test_every_id_stands_exactly_where_it_is_said_to(knowledge: Knowledge) -> None:
    """Tokens of every file of the site: the text has these characters at that place."""
    for path, text in FILES.items():
        if file := open_file(path, text):
            found = tokens_of(file)
            assert all(each.sure for each in found)
            assert all(file.text[each.start : each.end] == each.id for each in found)


def test_the_outline_has_duties_and_nested_sections() -> None:
    """Entries with ids first, then the sections, those below another within it."""
    file = open_file(ORDER, TEXT.replace("- One", "### Below\n\n- One"))
    assert file

    found = symbols(file)

    assert [each.id for each in found] == ["d1", "d2", "d3", "notes", "purpose", "for-the-law"]
    assert found[0].name == "d1: Count the lamps [@notes]."
    assert [each.id for each in found[-1].children] == ["below"]
