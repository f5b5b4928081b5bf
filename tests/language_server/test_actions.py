"""What an editor underlines, and what it offers to mend."""

from eo_site.language_server.actions import actions, span_of
from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.problem_spots import Stretch
from tests.language_server.cursors import ORDER, TEXT, before


def mended(state: EditorSite, text: str, words: str) -> tuple[list[str], list[str]]:
    """What is underlined on the line of some words, and the texts that each action leaves."""
    file, index = before(words, text)
    problems = state.alone(file)
    spans = [span_of(file, each) for each in problems]
    line = Stretch(index, index)
    found = []
    for action in actions(file, line, problems):
        after = text
        for change in sorted(action.changes, key=lambda one: -one.start):
            after = after[: change.start] + change.text + after[change.end :]
        found.append(after)
    on_line = [
        file.text[each.start : each.end]
        for each in spans
        if file.line_start(index) <= each.start <= file.line_end(index)
    ]
    return on_line, found


def test_a_hint_with_one_word_is_offered(state: EditorSite) -> None:
    """`did you mean` replaces the word that is wrong, and that word is underlined."""
    wrong = TEXT.replace("::: for lawyers", "::: for lawyer")

    underlined, after = mended(state, wrong, "lawyer\n\nThe count")

    assert underlined == ["lawyer"]
    assert after == [TEXT]


def test_a_certain_slip_is_mended(state: EditorSite) -> None:
    """What `check --fix` would write."""
    wrong = TEXT.replace("[@order, 1]", "[@order 1]")

    _, after = mended(state, wrong, "The order wants")

    assert after == [TEXT]


def test_several_certain_slips_are_mended_at_once(state: EditorSite) -> None:
    """On any of their lines, beside the one of that line."""
    wrong = TEXT.replace("[@order, 1]", "[@order 1]").replace("dates:", "daets:")

    _, after = mended(state, wrong, "The order wants")

    assert after == [wrong.replace("[@order 1]", "[@order, 1]"), TEXT]


def test_a_hint_with_several_words_is_no_offer(state: EditorSite) -> None:
    """Where more than one thing may be meant, the author decides."""
    wrong = TEXT.replace("::: for lawyers", "::: for everybody")

    underlined, after = mended(state, wrong, "everybody")

    assert underlined == ["everybody"]
    assert after == []


def test_problems_of_other_lines_are_not_offered_here(state: EditorSite) -> None:
    """An offer stands where its problem does."""
    wrong = TEXT.replace("::: for lawyers", "::: for lawyer")

    assert mended(state, wrong, "Somebody counts") == ([], [])
    assert before("x", "---\ntitle: x\n", ORDER)
