"""Another id, wherever it is named."""

from collections.abc import Mapping

import pytest

from eo_site.language_server.editor_site import EditorSite
from eo_site.language_server.files import OpenFile
from eo_site.language_server.rename import Change, Refused, rename
from tests.language_server.cursors import FILES, ORDER, TEXT, before

OTHER = "content/orders/eo-14002.md"
AGENCIES = "content/vocabularies/agencies.yaml"


def renamed(state: EditorSite, words: str, new: str, path: str = ORDER) -> dict[str, str]:
    """The texts of the files that a renaming changes."""
    file, index = before(words, FILES[path], path)
    assert state.knowledge
    changes = rename(file, index, new, state.knowledge, lambda word: state.files_with(word, {}))
    return _applied(changes)


def _applied(changes: Mapping[str, tuple[Change, ...]]) -> dict[str, str]:
    found = {}
    for path, each in changes.items():
        text = FILES[path]
        for change in sorted(each, key=lambda one: -one.start):
            text = text[: change.start] + change.text + text[change.end :]
        found[path] = text
    return found


def test_a_term_is_renamed_in_its_vocabulary_and_in_every_order(state: EditorSite) -> None:
    """From any of its places; nothing else that looks alike is touched."""
    found = renamed(state, "coast-guard, role", "uscg")

    assert found == {
        path: FILES[path].replace("coast-guard", "uscg") for path in (ORDER, OTHER, AGENCIES)
    }
    assert renamed(state, "coast-guard, label", "uscg", AGENCIES) == found


def test_a_duty_is_renamed_in_its_own_file_alone(state: EditorSite) -> None:
    """Its entry, what counts from it, and what prints it."""
    found = renamed(state, "d1.due]", "count")

    expected = TEXT.replace("id: d1\n", "id: count\n").replace("from: d1", "from: count")
    assert found == {ORDER: expected.replace("[=d1.due]", "[=count.due]")}


def test_a_source_of_the_file_leaves_the_same_id_elsewhere_alone(state: EditorSite) -> None:
    """Two orders may each have their `notes`."""
    found = renamed(state, "notes].\n\n:::", "office-notes")

    assert found == {
        ORDER: TEXT.replace("id: notes", "id: office-notes").replace("[@notes]", "[@office-notes]")
    }


def test_an_instrument_is_renamed_as_a_target_and_as_a_source(state: EditorSite) -> None:
    """It is both, by one id."""
    found = renamed(state, "proc-1, section", "proc-one")

    assert set(found) == {ORDER, "content/instruments.yaml"}
    assert 'target: proc-one, section: "1", source: proc-one' in found[ORDER]


def test_an_audience_is_renamed_in_blocks_variants_lists_and_maps(state: EditorSite) -> None:
    """Everywhere it is named, the groups of `audiences.yaml` included; its name for people stays."""
    found = renamed(state, "lawyers\n\nThe count", "counsel")

    assert set(found) == {ORDER, "audiences.yaml"}
    assert "lawyers" not in found[ORDER]
    assert found[ORDER].count("counsel") == TEXT.count("lawyers")
    assert "id: counsel" in found["audiences.yaml"]
    assert "law: [counsel]" in found["audiences.yaml"]


@pytest.mark.parametrize(
    ("words", "new", "why"),
    [
        ("coast-guard, role", "treasury", "is taken in"),
        ("coast-guard, role", "Coast Guard", "is not an id"),
        ("lawyers\n\nThe count", "law", "is taken in"),
        ("lawyers\n\nThe count", "except", "a word of the audience syntax"),
        ("d1.due]", "d2", "is taken in"),
        ("d1.due]", "signed", "is taken in every order"),
        ("notes].\n\n:::", "register", "is taken in"),
        ("notes].\n\n:::", "order", "is taken in"),
        ("proc-1, section", "eo-1", "are those of orders"),
        ("order, 2(a)", "text", "the order's own text"),
        ("signed}\n", "day", "a day of the order"),
        ("eo-14002, section", "eo-14003", "rename the file"),
        ("The order wants", "x", "no id that can be renamed"),
    ],
)
def test_a_renaming_that_cannot_be_right_is_refused(
    state: EditorSite, words: str, new: str, why: str
) -> None:
    """An id that is taken, or none; what has no id of its own."""
    with pytest.raises(Refused, match=why):
        renamed(state, words, new)


def test_a_place_that_cannot_be_changed_exactly_keeps_all_from_being_renamed(
    state: EditorSite,
) -> None:
    """Half a renaming would be worse than none."""
    odd = FILES[OTHER].replace("{id: coast-guard,", '{id: "coast\\x2dguard",')
    file, index = before("coast-guard, role")
    assert state.knowledge

    def others(_: str) -> list[OpenFile]:
        return [before("notes]", odd, OTHER)[0]]

    with pytest.raises(Refused, match="in a form that cannot be changed here"):
        rename(file, index, "uscg", state.knowledge, others)
