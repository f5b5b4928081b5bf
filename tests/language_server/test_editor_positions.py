"""Positions as the protocol counts them."""

import pytest
from lsprotocol import types

from eo_site.language_server.positions import Positions

TEXT = "plain\nan é, a 𝄞 and more\nlast"


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 13), ("utf-16", 10), ("utf-32", 9)])
def test_characters_are_counted_in_the_units_of_the_encoding(encoding: str, units: int) -> None:
    """A clef takes four bytes, two units or one; there and back again."""
    positions = Positions(TEXT, encoding)
    index = TEXT.index("𝄞") + 1

    assert positions.position(index) == types.Position(1, units)
    assert positions.index(types.Position(1, units)) == index


def test_positions_beyond_the_text_are_its_ends() -> None:
    """Editors may send a position that is no longer there."""
    positions = Positions(TEXT)

    assert positions.index(types.Position(0, 99)) == len("plain")
    assert positions.index(types.Position(1, 99)) == TEXT.index("\nlast")
    assert positions.index(types.Position(99, 0)) == len(TEXT)


def test_every_character_comes_back() -> None:
    """Index to position to index."""
    for encoding in ("utf-8", "utf-16", "utf-32"):
        positions = Positions(TEXT, encoding)
        assert all(positions.index(positions.position(i)) == i for i in range(len(TEXT) + 1))
