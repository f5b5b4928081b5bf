"""Files in the middle of being written: there is always an answer, and never a failure."""

import pytest

from eo_site.language_server.actions import actions, span_of
from eo_site.language_server.completion import complete
from eo_site.language_server.definition import definition
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.files import open_file
from eo_site.language_server.hover import hover
from eo_site.language_server.outline import symbols
from eo_site.language_server.problem_spots import Stretch
from eo_site.language_server.rename import Refused, rename
from tests.language_server.cursors import FILES, ORDER, TEXT


def ask_everything(state: EditorSite, path: str, text: str, index: int) -> int:
    """Every question about a place; how many problems the file has."""
    file, knowledge = open_file(path, text), state.knowledge
    assert file
    assert knowledge
    complete(file, index, knowledge, templates=True)
    hover(file, index, knowledge, lambda: state.reading(file))
    definition(file, index, knowledge)
    symbols(file)
    problems = state.alone(file)
    for each in problems:
        span = span_of(file, each)
        assert 0 <= span.start <= span.end <= len(file.text)
    actions(file, Stretch(index, index), problems)
    try:
        rename(file, index, "another", knowledge, lambda _: [])
    except Refused as error:
        assert str(error)
    return len(problems)


def test_an_order_cut_at_every_fiftieth_character(state: EditorSite) -> None:
    """As if somebody had typed it up to there."""
    found = [
        ask_everything(state, ORDER, TEXT[:length], length) for length in range(0, len(TEXT), 50)
    ]

    in_record = TEXT.index("\n---\n") // 50
    assert min(found[:in_record]) > 0


def test_an_order_with_a_hole_where_somebody_types(state: EditorSite) -> None:
    """The rest of the file stands below the cursor."""
    for index in range(7, len(TEXT), 150):
        ask_everything(state, ORDER, TEXT[:index] + TEXT[index + 20 :], index)


@pytest.mark.parametrize("path", [each for each in FILES if each != ORDER and open_file(each, "")])
def test_the_sites_own_files_cut_anywhere(state: EditorSite, path: str) -> None:
    """Vocabularies, sources, audiences and pages, too."""
    text = FILES[path]
    for length in range(0, len(text), 50):
        ask_everything(state, path, text[:length], length)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "---", "---\n", "---\n---", "---\n---\n", "---\r\ntitle: x\r\n---\r\n::: for ",
        "\ufeff---\ntitle: x\n---\n",
        "---\n\ttitle: x\n---\n", "---\ntitle: \x00\n---\n", "---\n? [a]: b\n---\n", "---\n- a\n- b\n---\n",
        "---\na: &a [*a]\n---\n", "---\n'unclosed\n---\n", "---\nduties: [[[[{\n", ":::", "[@", "{", "]{", "```\n",
        "\ud800",
        "---\nduties:\n- id: d1\n- - id\nsummary: {default: [x]}\n---\n[=", "---\n{}: x\n---\n",
    ],
)  # fmt: skip
def test_oddities(state: EditorSite, text: str) -> None:
    """Nothing that can be in a buffer brings the server down, at its beginning, middle or end."""
    file = open_file(ORDER, text)
    assert file
    for index in {0, len(file.text) // 2, len(file.text)}:
        ask_everything(state, ORDER, text, index)
