"""A site as an editor has it."""

from pathlib import Path

import pytest

from eo_site.engine.options import Options
from eo_site.engine.snapshot_cache import SnapshotCache
from eo_site.language_server.editor_site import EditorSite
from tests.language_server.cursors import FILES, ORDER, TEXT, write_site
from tests.sites import TODAY, edit, found

AGENCIES = "content/vocabularies/agencies.yaml"


@pytest.fixture
def fresh(tmp_path: Path) -> EditorSite:
    """A state of its own, everything read."""
    state = EditorSite(Options(write_site(tmp_path / "site"), now=TODAY), SnapshotCache(None))
    state.everything({})
    return state


def codes(state: EditorSite) -> list[str]:
    """What is wrong: `path:line CODE`."""
    return [f"{each.path}:{each.place.line} {each.code}" for each in state.problems]


def test_what_is_wrong_is_what_check_says(fresh: EditorSite) -> None:
    """Problems of all files, those between orders included."""
    assert codes(fresh) == found(fresh.options.root)


def test_unsaved_text_wins_over_the_disk(fresh: EditorSite) -> None:
    """An order's problems follow what is typed, with what it is to others, and go when it is undone."""
    before = codes(fresh)
    typed = TEXT.replace("eo-14002.md", "eo-14009.md").encode()

    assert fresh.orders([ORDER], {ORDER: typed})
    line = TEXT[: TEXT.index("eo-14002.md")].count("\n") + 1
    assert f"{ORDER}:{line} EO404" in codes(fresh)

    assert fresh.orders([ORDER], {ORDER: TEXT.encode()})
    assert codes(fresh) == before


def test_what_was_never_saved_is_not_remembered_as_saved(tmp_path: Path) -> None:
    """Another start reads the file on disk, whatever was typed before and thrown away."""
    root = write_site(tmp_path / "site")
    expected = found(root)
    for _ in range(2):
        with SnapshotCache.at_once(root / ".eo-cache/editor", root / ".eo-cache") as cache:
            state = EditorSite(Options(root, now=TODAY), cache)
            state.everything({})
            assert codes(state) == expected
            state.orders([ORDER], {ORDER: b"---\ntitel: x\n---\n"})
            assert codes(state) != expected


def test_an_unsaved_vocabulary_is_completed_from_at_once(fresh: EditorSite) -> None:
    """The orders are looked at when it is saved."""
    text = FILES[AGENCIES] + "  - {id: navy, label: Navy}\n"

    fresh.own_files({AGENCIES: text.encode()})

    assert fresh.knowledge
    assert fresh.knowledge.candidate("agency", "navy")


@pytest.mark.parametrize("path", ["audiences.yaml", "site.yaml", AGENCIES])
def test_a_broken_file_leaves_the_last_library_that_could_be_read(
    fresh: EditorSite, path: str
) -> None:
    """Names are completed from it, the problem is told, and other orders' problems stay known."""
    orders = {each for each in codes(fresh) if each.startswith("content/orders/")}

    for read in (fresh.own_files, fresh.everything):
        read({path: b"terms: [\n"})

    assert any(each.startswith(f"{path}:") for each in codes(fresh))
    assert orders <= {*codes(fresh)}
    assert fresh.knowledge
    assert fresh.knowledge.candidate("audience", "lawyers")


def test_a_saved_vocabulary_is_seen_by_every_order(fresh: EditorSite) -> None:
    """What it no longer has is unknown where it is named."""
    edit(fresh.options.root, AGENCIES, "id: coast-guard", "id: uscg")

    fresh.everything({})

    assert sum(each.endswith("EO401") for each in codes(fresh)) >= 2


def test_an_official_text_is_read_again_when_it_changed(fresh: EditorSite) -> None:
    """What a section says is what its file says now."""
    text = fresh.official("14001")
    assert text
    path = "content/texts/eo-14001.txt"
    assert fresh.official_path("14001") == path

    edit(
        fresh.options.root, path, "Let there be lights.", "Let there be many lights, and then more."
    )

    again = fresh.official("14001")
    assert again
    assert (text.under("1"), again.under("1")) == (
        "Sec. 1. Purpose. Let there be lights.",
        "Sec. 1. Purpose. Let there be many lights, and then more.",
    )
    assert fresh.official("14002") is None
